// Badges and lists of somebody who has signed in on the page: the filled icon
// and no "(unauthenticated)", from the moment the page knows until it forgets.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, LAB } from '../registry/server.mjs';
import { audit, PAGE_STYLE } from './support/axe.mjs';
import { useGroup } from './support/group.mjs';
import { LIST, TALL, openAbout, readList } from './support/list.mjs';
import { painted, readBadge } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const ORCID = IDS.ordinary;
const PAGE = `https://orcid.org/${ORCID}`;
const LAYOUTS = ['card', 'compact', 'inline'];

const GREEN = ['#A6CE39', '#FFF'];
const OUTLINE = ['#7FAA26'];

/** Writes down who is signed in, as `<scholar-sign-in>` does. */
async function signedIn({ page }, ids) {
  await page.evaluate((value) => {
    globalThis[Symbol.for('scholar-badge.signed-in')] = value;
    dispatchEvent(new Event('scholar-identities'));
  }, ids);
  await painted(page);
}

/** How the iD of a badge shows. */
async function formOf(visit, selector) {
  const { icon, unauthenticated, text, idLink } = await readBadge(
    visit,
    selector,
  );
  return { fills: icon.fills, unauthenticated, text, href: idLink.href };
}

async function assertAuthenticated(visit, selector) {
  const form = await formOf(visit, selector);
  assert.deepEqual(form.fills, GREEN);
  assert.equal(form.unauthenticated, null);
  assert.doesNotMatch(form.text, /unauthenticated/);
  return form;
}

async function assertUnauthenticated(visit, selector) {
  const form = await formOf(visit, selector);
  assert.deepEqual(form.fills, OUTLINE);
  assert.equal(form.unauthenticated, '(unauthenticated)');
  return form;
}

async function visitBadge(t, attributes, more) {
  const visit = await stage.visit(t, {
    body: stage.badge(ORCID, attributes),
    ...more,
  });
  await visit.loaded();
  return visit;
}

describe('a badge of somebody who signs in', { concurrency: 2 }, () => {
  for (const layout of LAYOUTS) {
    it(`${layout}: turns authenticated, and back`, async (t) => {
      const visit = await visitBadge(t, { layout });
      const before = await assertUnauthenticated(visit);
      await signedIn(visit, [PAGE]);
      const after = await assertAuthenticated(visit);
      assert.equal(after.href, before.href);
      assert.equal(
        after.text,
        before.text.replace(' (unauthenticated)', ''),
        'all else is as it was',
      );
      await signedIn(visit, []);
      assert.deepEqual(await assertUnauthenticated(visit), before);
      assert.equal(
        visit.requests.filter((url) => url.includes(ORCID)).length,
        1,
      );
      assert.equal(visit.heardSoFar('scholar-load'), 1);
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('inline: no space before what follows in the text', async (t) => {
    const visit = await stage.visit(t, {
      body: `<p>By ${stage.badge(ORCID, { layout: 'inline' })}, 2026.</p>`,
    });
    await visit.loaded();
    await signedIn(visit, [PAGE]);
    const text = await visit.page
      .locator('scholar-badge')
      .evaluate((host) => host.shadowRoot.textContent);
    assert.equal(text, text.trimEnd());
  });

  it('is authenticated at once when it is added later', async (t) => {
    const visit = await stage.visit(t, { body: '<div id="place"></div>' });
    await signedIn(visit, ['https://orcid.org/0000-0002-1825-0097', PAGE]);
    await visit.page
      .locator('#place')
      .evaluate((place, html) => (place.innerHTML = html), stage.badge(ORCID));
    await visit.loaded();
    await assertAuthenticated(visit);
  });

  it('has no outlined icon even for a moment, when it is added later', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge(ORCID),
      init: `globalThis[Symbol.for('scholar-badge.signed-in')] = ['${PAGE}'];`,
    });
    await visit.loaded();
    await assertAuthenticated(visit);
  });

  it('is the only one that turns', async (t) => {
    const visit = await stage.visit(t, {
      body: ['ordinary', 'noWorks', 'ordinary']
        .map((person) => stage.badge(person, { loading: 'eager' }))
        .join('\n'),
    });
    await visit.loaded({ count: 3 });
    await signedIn(visit, [PAGE]);
    await assertAuthenticated(visit, 'scholar-badge >> nth=0');
    await assertUnauthenticated(visit, 'scholar-badge >> nth=1');
    await assertAuthenticated(visit, 'scholar-badge >> nth=2');
  });

  it('knows the person again by the iD that replaced the one asked for', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('deprecated') });
    const { detail } = await visit.loaded();
    assert.notEqual(detail.orcid, detail.requested);
    await signedIn(visit, [`https://orcid.org/${detail.requested}`]);
    await assertUnauthenticated(visit);
    await signedIn(visit, [`https://orcid.org/${detail.orcid}`]);
    await assertAuthenticated(visit);
  });

  it('is none of another registry that has the same digits', async (t) => {
    const visit = await visitBadge(t);
    await signedIn(visit, [`https://sandbox.orcid.org/${ORCID}`]);
    await assertUnauthenticated(visit);

    const answer = await fetch(`${stage.registry.url}/v3.0/${ORCID}`, {
      headers: { accept: 'application/json' },
    });
    const body = await answer.text();
    const sandbox = await visitBadge(
      t,
      { registry: 'sandbox' },
      {
        prepare: (page) =>
          page.route('https://pub.sandbox.orcid.org/**', (route) =>
            route.fulfill({
              body,
              headers: {
                'access-control-allow-origin': '*',
                'content-type': 'application/json',
              },
            }),
          ),
      },
    );
    await signedIn(sandbox, [PAGE]);
    await assertUnauthenticated(sandbox);
    await signedIn(sandbox, [`https://sandbox.orcid.org/${ORCID}`]);
    await assertAuthenticated(sandbox);
  });
});

describe('what a page may have in that place instead', () => {
  const group = useGroup();
  let visit;
  before(async () => {
    visit = await visitBadge(group);
  });

  // Each is made in the page.
  const VALUES = {
    'the iD as a string': `'${PAGE}'`,
    null: 'null',
    'a number': '5',
    'an array of other things': `[5, null, {}, ['${PAGE}'], Symbol()]`,
    'an object whose getters throw': `({
      get length() { throw new Error('length'); },
      get 0() { throw new Error('0'); },
    })`,
    'an array whose getters throw': `Object.defineProperty([], 0, {
      enumerable: true,
      get() { throw new Error('item'); },
    })`,
    'a proxy that always throws': `new Proxy([], {
      get() { throw new Error('get'); },
      ownKeys() { throw new Error('keys'); },
    })`,
    'an array in itself': '((all) => (all.push(all), all))([])',
    'longer addresses': `['${PAGE}/', '${PAGE}#', ' ${PAGE}', '"${PAGE}"']`,
    'bare digits': `['${ORCID}']`,
    http: `['${PAGE.replace('https', 'http')}']`,
    'a number too large': '10n',
    'a function': `Object.assign(() => {}, { toJSON: () => ['x'] })`,
  };

  for (const [what, code] of Object.entries(VALUES)) {
    it(`${what}: counts as nothing`, async () => {
      await signedIn(visit, [PAGE]);
      await visit.page.evaluate((source) => {
        globalThis[Symbol.for('scholar-badge.signed-in')] = (0, eval)(source);
        dispatchEvent(new Event('scholar-identities'));
      }, code);
      await painted(visit.page);
      await assertUnauthenticated(visit);
      await signedIn(visit, [PAGE]);
      await assertAuthenticated(visit);
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('a member whose getter throws: counts as nothing', async (t) => {
    const visit = await visitBadge(
      t,
      {},
      {
        init: `Object.defineProperty(globalThis, Symbol.for('scholar-badge.signed-in'), {
          get() { throw new Error('store'); },
        });`,
      },
    );
    await visit.page.evaluate(() =>
      dispatchEvent(new Event('scholar-identities')),
    );
    await painted(visit.page);
    await assertUnauthenticated(visit);
    assert.deepEqual(visit.trouble, []);
  });

  it('does not keep a later badge from showing', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge(ORCID),
      init: `globalThis[Symbol.for('scholar-badge.signed-in')] =
        new Proxy([], { get() { throw new Error('get'); } });`,
    });
    await visit.loaded();
    await assertUnauthenticated(visit);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('a list of somebody who signs in', { concurrency: 2 }, () => {
  /** The iDs of people that a list shows as authenticated, and the others. */
  const people = ({ page }) =>
    page.locator(LIST).evaluate((host) => {
      const found = { authenticated: [], unauthenticated: [] };
      const box = host.shadowRoot.querySelector('[part~="people"]');
      for (const link of box.querySelectorAll('[part~="id-link"]')) {
        const whole = link.parentElement;
        const isOutlined =
          whole.querySelector('[part~="unauthenticated"]') !== null;
        const fills = [...whole.querySelectorAll('[part~="icon"] *')]
          .map((shape) => shape.getAttribute('fill'))
          .join();
        if (isOutlined !== (fills === '#7FAA26')) throw new Error(fills);
        found[isOutlined ? 'unauthenticated' : 'authenticated'].push(link.href);
      }
      return found;
    });

  it('one person: turns authenticated, and back', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(ORCID, { authors: 'none' }),
      context: TALL,
    });
    await visit.loaded();
    const before = await readList(visit);
    assert.deepEqual((await people(visit)).unauthenticated, [PAGE]);
    await signedIn(visit, [PAGE]);
    assert.deepEqual(await people(visit), {
      authenticated: [PAGE],
      unauthenticated: [],
    });
    const after = await readList(visit);
    assert.deepEqual(after.works, before.works);
    await signedIn(visit, []);
    assert.deepEqual(await readList(visit), before);
    assert.deepEqual(visit.trouble, []);
  });

  it('a lab: the one who signed in, and nobody else', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(LAB.members.join(' ')),
      context: TALL,
    });
    await visit.loaded();
    const [first, ...others] = LAB.members.map(
      (id) => `https://orcid.org/${id}`,
    );
    await signedIn(visit, [first]);
    assert.deepEqual(await people(visit), {
      authenticated: [first],
      unauthenticated: others,
    });
    const name = visit.part('person', LIST).first();
    assert.doesNotMatch(await name.textContent(), /\s$/);
  });

  it('a panel that is open stays open, and its contributors are told alike', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(LAB.members.join(' ')),
      context: TALL,
    });
    await visit.loaded();
    const [{ title }] = LAB.works.filter(({ title: it }) => !it.includes('<'));
    const panel = await openAbout(visit, title);
    await panel.locator('[part~="contributor"]').first().waitFor();
    const links = panel.locator('[part~="contributor"] a[href*="orcid.org"]');
    const before = await panel.textContent();
    assert.ok((await links.count()) > 0);
    await signedIn(
      visit,
      LAB.members.map((id) => `https://orcid.org/${id}`),
    );
    assert.ok(await panel.isVisible());
    const members = await links.evaluateAll(
      (all, ids) =>
        all
          .filter(({ href }) => ids.some((id) => href.endsWith(id)))
          .map(({ parentElement }) => parentElement.textContent),
      LAB.members,
    );
    assert.ok(members.length > 0);
    for (const text of members) assert.doesNotMatch(text, /unauthenticated/);
    await signedIn(visit, []);
    assert.equal(await panel.textContent(), before);
  });
});

describe('turning', { concurrency: 2 }, () => {
  for (const layout of LAYOUTS) {
    it(`${layout}: keeps the focus where it is, and announces nothing`, async (t) => {
      const visit = await visitBadge(t, { layout });
      await visit.page.locator('scholar-badge').evaluate((host) => {
        const root = host.shadowRoot;
        const link = root.querySelector('[part~="id-link"]');
        link.focus();
        const heard = (globalThis.heard = []);
        for (const type of ['focus', 'blur']) {
          root.addEventListener(type, () => heard.push(type), true);
        }
        new MutationObserver((records) => {
          for (const { target } of records) {
            const element = target.closest?.(
              '[aria-live], [role="status"], [role="alert"]',
            );
            if (element) heard.push(element.outerHTML);
          }
        }).observe(root, {
          subtree: true,
          childList: true,
          characterData: true,
        });
        globalThis.link = link;
      });
      for (const ids of [[PAGE], [], [PAGE]]) {
        await signedIn(visit, ids);
        const { same, heard } = await visit.page.evaluate(() => ({
          same:
            document.querySelector('scholar-badge').shadowRoot.activeElement ===
            globalThis.link,
          heard: globalThis.heard,
        }));
        assert.ok(same, 'the very same link has the focus');
        assert.deepEqual(heard, []);
      }
    });
  }

  it('listens no more once the badge has gone', async (t) => {
    const visit = await visitBadge(
      t,
      {},
      {
        init: () => {
          const listening = (globalThis.listening = new Set());
          const { addEventListener, removeEventListener } = globalThis;
          globalThis.addEventListener = (type, heard, ...more) => {
            if (type === 'scholar-identities') listening.add(heard);
            addEventListener.call(globalThis, type, heard, ...more);
          };
          globalThis.removeEventListener = (type, heard, ...more) => {
            listening.delete(heard);
            removeEventListener.call(globalThis, type, heard, ...more);
          };
        },
      },
    );
    const count = () => visit.page.evaluate(() => globalThis.listening.size);
    assert.equal(await count(), 1);
    await visit.page.locator('scholar-badge').evaluate((host) => host.remove());
    await painted(visit.page);
    assert.equal(await count(), 0);
    await signedIn(visit, [PAGE]);
    assert.deepEqual(visit.trouble, []);
  });

  for (const colorScheme of ['light', 'dark']) {
    it(`is clean for axe before and after, ${colorScheme}`, async (t) => {
      const badges = LAYOUTS.map((layout) =>
        stage.badge(ORCID, {
          layout,
          loading: 'eager',
          'heading-level': '2',
        }),
      );
      const list = { loading: 'eager', 'heading-level': '2' };
      const visit = await stage.visit(t, {
        body: [...badges, stage.works(ORCID, list)]
          .map((tag) => `<div>${tag}</div>`)
          .join('\n'),
        scheme: 'light dark',
        head: PAGE_STYLE,
        context: { ...TALL, colorScheme },
      });
      await visit.loaded({ count: 4 });
      for (const ids of [[], [PAGE]]) {
        await signedIn(visit, ids);
        const { violations, measured } = await audit(visit);
        assert.deepEqual(violations, []);
        assert.ok(measured > 10, `contrast measured ${measured} times`);
      }
      assert.deepEqual(visit.trouble, []);
    });
  }
});
