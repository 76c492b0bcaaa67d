// At home on pages of any colour: text, controls and links can be made out on
// hosts that say nothing of a colour scheme, whatever the system's is, and
// follow when the page changes its colours.
import assert from 'node:assert/strict';
import { before, describe, it, EVERY_ENGINE } from './support/test.mjs';

import { LAB } from '../registry/server.mjs';
import { audit } from './support/axe.mjs';
import { contrasts, illegible } from './support/contrast.mjs';
import { can, engine } from './support/engine.mjs';
import { element } from './support/html.mjs';
import { LIST, openFacet } from './support/list.mjs';
import { painted, until } from './support/read.mjs';
import { sharePage, USUAL } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const OURS = 'scholar-badge, scholar-works, scholar-people, scholar-sign-in';

/** Grounds and texts of hosts, and their links where they have a colour. */
const HOSTS = {
  white: { ground: '#fff', text: '#222' },
  // Bootstrap's blue, which has 4.5 : 1 on white alone.
  'light grey': { ground: '#eee', text: '#333', link: '#0d6efd', faint: true },
  // The usual blue has 2 : 1 there.
  black: { ground: '#000', text: '#eee', faint: true },
  slate: { ground: '#0f172a', text: '#e2e8f0', link: '#38bdf8' },
  // Tailwind's own colour space.
  indigo: {
    ground: 'oklch(0.25 0.05 280)',
    text: 'oklch(0.92 0.01 280)',
    faint: true,
  },
  // The only one where text has no contrast to spare.
  teal: { ground: 'teal', text: '#fff', link: '#ffe680', faint: true },
  beige: { ground: 'beige', text: '#3b2f1e', link: '#8a1c5b' },
};

const style = ({ ground, text, link }) => `<style>
  body {
    margin: 8px; background: ${ground}; color: ${text};
    font: 300 16px/1.5 sans-serif;
  }
  ${link ? `a { color: ${link} }` : ''}
</style>`;

const stage = useStage();

const eager = { loading: 'eager' };

const everything = () =>
  [
    stage.badge('ordinary', { 'heading-level': '2', ...eager }),
    `<p>By ${stage.badge('ordinary', { layout: 'inline', ...eager })}, with
     ${stage.badge('ordinary', { layout: 'compact', ...eager })}.</p>`,
    stage.works(LAB.members.join(' '), {
      'heading-level': '2',
      chart: 'always',
      ...eager,
    }),
    stage.people(LAB.members.join(' '), {
      'heading-level': '2',
      group: 'role',
      ...eager,
    }),
    element('scholar-sign-in', {
      'client-id': 'APP-X',
      'redirect-uri': '/own/callback.html',
      issuer: 'https://issuer.invalid',
    }),
  ].join('\n');

const shown = async (visit) => {
  await visit.part('author', LIST).first().waitFor();
  await visit.part('button', 'scholar-sign-in').first().waitFor();
  await visit.part('card').first().waitFor();
  await visit.part('role', 'scholar-people').first().waitFor();
  await painted(visit.page);
};

async function openSome(visit) {
  await openFacet(visit, 'Type');
  await visit.part('option', LIST).locator('input').first().check();
  await visit.part('cite-button', LIST).nth(1).click();
  await visit.part('about-button', LIST).first().click();
  await openFacet(visit, 'Year');
  await painted(visit.page);
}

/** The colour of the first element with this part. */
const colourOf = (visit, part, selector) =>
  visit
    .part(part, selector)
    .first()
    .evaluate((it) => getComputedStyle(it).color);

const linkOf = (visit) => colourOf(visit, 'id-link', 'scholar-badge');

describe('hosts of every colour', { sample: 4 }, () => {
  const put = sharePage(stage, { context: { viewport: USUAL } });
  const schemes = can('media') ? ['light', 'dark'] : ['light'];

  for (const [name, host] of Object.entries(HOSTS)) {
    describe(name, () => {
      let visit;
      before(async () => {
        visit = await put(style(host) + everything());
        await shown(visit);
        await openSome(visit);
      });

      for (const colorScheme of schemes) {
        it(`can be read where the system is ${colorScheme}`, async () => {
          if (can('media')) await visit.page.emulateMedia({ colorScheme });
          await painted(visit.page);
          const found = await contrasts(visit.page, OURS);
          assert.ok(found.length > 100, `${found.length} things measured`);
          assert.deepEqual(illegible(found), []);
          const { violations } = await audit(visit);
          assert.deepEqual(violations, []);
        });
      }

      it('has the links of the page where they can be told apart', async () => {
        const page = await visit.page.evaluate(() => {
          const link = document.createElement('a');
          link.href = '#';
          document.body.append(link);
          const { color } = getComputedStyle(link);
          link.remove();
          return { link: color, text: getComputedStyle(document.body).color };
        });
        assert.equal(await linkOf(visit), host.faint ? page.text : page.link);
      });

      it('has members in bold, whatever the weight around', async () => {
        const weight = await visit
          .part('member', LIST)
          .first()
          .evaluate((it) => getComputedStyle(it).fontWeight);
        assert.equal(weight, '600');
      });
    });
  }
});

describe('a page that changes its colours', () => {
  const head = `<style>
    body { background: #fff; color: #222; font: 16px/1.5 sans-serif }
    a { color: #0969da }
    .dark { background: #111 }
    .dark body { background: #111; color: #eee }
    .dark a { color: #ffb86c }
    .slow body { transition: color 0.3s, background 0.3s }
  </style>`;

  for (const pace of ['at once', 'slowly']) {
    const title = `${pace} is followed without a message`;
    it(title, { engines: EVERY_ENGINE }, async (t) => {
      const visit = await stage.visit(t, { head, body: everything() });
      await shown(visit);
      assert.equal(await linkOf(visit), 'rgb(9, 105, 218)');
      await visit.page.evaluate((slow) => {
        const { classList } = document.documentElement;
        if (slow) classList.add('slow');
        classList.add('dark');
      }, pace === 'slowly');
      const isOrange = async () =>
        (await linkOf(visit)) === 'rgb(255, 184, 108)';
      await until(isOrange, 'the links have the new colour');
      await openSome(visit);
      const isLegible = async () =>
        illegible(await contrasts(visit.page, OURS)).length === 0;
      await until(isLegible, 'all can be read');
      assert.deepEqual(visit.trouble, []);
    });
  }

  const hidden = 'is followed by what was hidden meanwhile';
  it(hidden, { engines: EVERY_ENGINE }, async (t) => {
    const body = `<div id="tab">${everything()}</div>`;
    const visit = await stage.visit(t, { head, body });
    await shown(visit);
    await visit.page.evaluate(() => {
      document.getElementById('tab').hidden = true;
    });
    await painted(visit.page);
    await visit.page.evaluate(() => {
      document.documentElement.classList.add('dark');
    });
    await painted(visit.page);
    await visit.page.evaluate(() => {
      document.getElementById('tab').hidden = false;
    });
    // WebKit restarts no animation of a group of people.
    const followers = OURS.split(', ').filter(
      (tag) =>
        tag !== 'scholar-sign-in' &&
        (engine !== 'webkit' || tag !== 'scholar-people'),
    );
    for (const tag of followers) {
      const isOrange = () =>
        visit.page
          .locator(`${tag} a`)
          .evaluateAll((links) =>
            links.some(
              (it) => getComputedStyle(it).color === 'rgb(255, 184, 108)',
            ),
          );
      await until(isOrange, `${tag} has the new colour`);
    }
    assert.deepEqual(visit.trouble, []);
  });

  it('leaves nothing in the page that it did not write', async (t) => {
    const visit = await stage.visit(t, {
      head,
      body: stage.badge('ordinary', { id: 'it' }, '<a href="/me">Me</a>'),
    });
    await visit.part('card').waitFor();
    const inner = await visit.page.locator('#it').innerHTML();
    assert.equal(inner, '<a href="/me">Me</a>');
    assert.equal(await visit.page.locator('#it').getAttribute('style'), null);
  });
});

describe('enlarged text', () => {
  it('cuts nothing off, and icons grow with it', async (t) => {
    const head = `<style>
      body { font: 32px/1.5 sans-serif }
      scholar-badge, scholar-works { letter-spacing: 0.12em; word-spacing: 0.16em }
    </style>`;
    const visit = await stage.visit(t, { head, body: everything() });
    await shown(visit);
    const cut = await visit.page.locator(OURS).evaluateAll((hosts) =>
      hosts
        .flatMap((host) => [...host.shadowRoot.querySelectorAll('*')])
        .filter((it) => {
          const { overflowX, overflowY } = getComputedStyle(it);
          const isCut = [overflowX, overflowY].includes('hidden');
          return isCut && it.scrollHeight > it.clientHeight + 1;
        })
        .map((it) => it.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(cut, []);
    const { width } = await visit.part('icon').first().boundingBox();
    assert.ok(width >= 36, `${width} pixels`);
  });
});
