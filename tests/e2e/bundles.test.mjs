// Which of the two bundles a page fetches, and what a list of works has under
// way and shows while it comes. What a list looks like is not looked at here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { painted, until } from './support/read.mjs';
import { NEVER } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(7, (seed += 1));
const some = (count) => Array.from({ length: count }, someone);

const FILES = Object.fromEntries(
  ['badge', 'full'].map((bundle) => [
    bundle,
    [`/pkg/scholar_${bundle}.js`, `/pkg/scholar_${bundle}_bg.wasm`],
  ]),
);
const [, BADGE_WASM] = FILES.badge;
const [, FULL_WASM] = FILES.full;

/** How often glue and Wasm of a bundle were asked for. */
const fetched = (visit, bundle) =>
  FILES[bundle].map((path) => stage.cdn.requested(visit.folder + path).length);

const defined = ({ page }) =>
  page.waitForFunction(() => customElements.get('scholar-works'));

/** Adds markup to the page. */
const add = ({ page }, html) =>
  page.evaluate(
    (markup) => document.body.insertAdjacentHTML('afterbegin', markup),
    html,
  );

/** Rust has taken over: what the loader put there is gone. */
const connected = ({ page }, selector) =>
  until(
    () =>
      page.locator(selector).evaluate((host) => {
        const { firstElementChild } = host.shadowRoot ?? {};
        return !!firstElementChild && firstElementChild.localName !== 'slot';
      }),
    `${selector} is connected`,
  );

const OWN_TEXT = '<a href="/ann">Ann Author</a>';
const FAR = '<div style="height: 4000px"></div>';

describe('the bundle of a page', () => {
  it('with badges only is the smaller one', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge(someone()) });
    await visit.loaded();
    await add(visit, stage.badge(someone()));
    await visit.loaded({ count: 2 });
    assert.deepEqual(fetched(visit, 'badge'), [1, 1]);
    assert.deepEqual(fetched(visit, 'full'), [0, 0]);
    assert.deepEqual(visit.trouble, []);
  });

  for (const [where, body] of [
    ['before its badges', (badge, works) => works + badge],
    ['after its badges', (badge, works) => badge + works],
    ['far below its badges', (badge, works) => badge + FAR + works],
  ]) {
    it(
      `with a list ${where} is the full one, once`,
      { engines: EVERY_ENGINE },
      async (t) => {
        const badges = stage.badge(someone(), {
          layout: 'compact',
          id: 'first',
        });
        const works = stage.works(someone(), {}, OWN_TEXT);
        const visit = await stage.visit(t, { body: body(badges, works) });
        const ofBadge = { matches: ({ id }) => id === 'first' };
        await visit.loaded(ofBadge);
        await add(visit, stage.badge(someone(), { id: 'second' }));
        await visit.loaded({ matches: ({ id }) => id === 'second' });
        await visit.page.locator('scholar-works').scrollIntoViewIfNeeded();
        await connected(visit, 'scholar-works');
        assert.deepEqual(fetched(visit, 'badge'), [0, 0]);
        assert.deepEqual(fetched(visit, 'full'), [1, 1]);
        assert.deepEqual(visit.trouble, []);
      },
    );
  }

  it('that gets a list before any badge is the full one', async (t) => {
    const visit = await stage.visit(t, { body: '<p>Nothing yet.</p>' });
    await defined(visit);
    await add(
      visit,
      stage.badge(someone(), { id: 'first' }) + FAR + stage.works(someone()),
    );
    await visit.loaded({ matches: ({ id }) => id === 'first' });
    assert.deepEqual(fetched(visit, 'badge'), [0, 0]);
    assert.deepEqual(fetched(visit, 'full'), [1, 1]);
    assert.deepEqual(visit.trouble, []);
  });

  it('that gets a list after its badges: both, once each', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge(someone()) });
    await visit.loaded();
    await add(visit, stage.works(someone(), {}, OWN_TEXT));
    await connected(visit, 'scholar-works');
    await add(visit, stage.badge(someone(), { id: 'later' }));
    await visit.loaded({ matches: ({ id }) => id === 'later' });
    assert.deepEqual(fetched(visit, 'badge'), [1, 1]);
    assert.deepEqual(fetched(visit, 'full'), [1, 1]);
    assert.deepEqual(visit.trouble, []);
  });

  it('where nothing comes into view is none', async (t) => {
    const visit = await stage.visit(t, {
      body: FAR + stage.works(someone()) + stage.badge(someone()),
    });
    await defined(visit);
    await painted(visit.page);
    await visit.page.waitForLoadState('networkidle');
    assert.deepEqual(fetched(visit, 'badge'), [0, 0]);
    assert.deepEqual(fetched(visit, 'full'), [0, 0]);
  });

  it(
    'with a second copy of the package is that of the first',
    { engines: EVERY_ENGINE },
    async (t) => {
      const orcid = someone();
      const body = stage.works(orcid, {}, OWN_TEXT);
      const visit = await stage.visit(t, { body });
      await connected(visit, 'scholar-works');
      const same = await visit.page.evaluate(async () => {
        const first = customElements.get('scholar-works');
        const { ScholarWorks } = await import('/own/index.js');
        return first === ScholarWorks;
      });
      assert.ok(same);
      await painted(visit.page);
      const records = stage
        .asked(orcid)
        .filter(({ kind }) => kind === 'record');
      assert.equal(records.length, 1);
      assert.deepEqual(fetched(visit, 'full'), [1, 1]);
      const ofSecond = stage.pages.requested(`/own${FULL_WASM}`);
      assert.equal(ofSecond.length, 0);
      assert.deepEqual(visit.trouble, []);
    },
  );
});

describe('where a bundle cannot be had', { concurrency: 2 }, () => {
  const MISSING = { status: 404 };

  it('badge and list keep what the page says', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [BADGE_WASM]: MISSING, [FULL_WASM]: MISSING },
      body: stage.badge(someone(), {}, OWN_TEXT) + stage.works(IDS.ordinary),
    });
    await visit.failed({ count: 2 });
    const codes = visit.events.map(({ detail }) => detail.code);
    assert.deepEqual(codes, ['not-loaded', 'not-loaded']);
    await painted(visit.page);
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    const list = visit.page.locator('scholar-works');
    assert.equal(
      await list.locator('a').getAttribute('href'),
      `https://orcid.org/${IDS.ordinary}`,
    );
    const { height } = await list.boundingBox();
    assert.ok(height < 60, `${height} pixels for one line`);
    assert.deepEqual(visit.errors, []);
  });

  it('a list that comes later tries again, and may succeed', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [FULL_WASM]: { status: 503 } },
      body: stage.works(someone()),
    });
    await visit.failed();
    stage.cdn.spoil(visit.folder + FULL_WASM, null);
    await add(visit, stage.works(someone(), { id: 'later' }, OWN_TEXT));
    await connected(visit, '#later');
    assert.deepEqual(visit.errors, []);
  });

  it('badges do without the full one when theirs is there', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [FULL_WASM]: MISSING },
      body: stage.badge(someone()),
    });
    await visit.loaded();
    await add(visit, stage.works(someone()));
    await visit.failed();
    await add(visit, stage.badge(someone()));
    await visit.loaded({ count: 2 });
    assert.deepEqual(visit.errors, []);
  });
});

describe('a list’s records are under way before Wasm has come', () => {
  const slowly = (t, body) =>
    stage.visit(t, { body, packageFaults: { [FULL_WASM]: { until: NEVER } } });
  const asked = (people) => people.map((orcid) => stage.asked(orcid).length);
  const hang = (people) =>
    people.forEach((orcid) => stage.registry.fault(orcid, { hang: true }));
  /** By the loader: there is no Wasm that could ask for anything. */
  const underWay = (people) =>
    until(
      () => asked(people).every((count) => count === 1),
      'the records are asked for',
    );

  it('each one, however the iDs are separated', async (t) => {
    const people = some(5);
    hang(people);
    const [a, b, c, d, e] = people;
    await slowly(t, stage.works(`\n ${a}, ${b};${c}\n${d}\t${e} ,`));
    await underWay(people);
  });

  it('each one once, also when badges want some of them', async (t) => {
    const people = some(3);
    hang(people);
    const body = stage.badge(people[1]) + stage.works([...people, people[0]]);
    const visit = await slowly(t, body);
    await underWay(people);
    await painted(visit.page);
    assert.deepEqual(asked(people), [1, 1, 1]);
  });

  it('the sound ones', async (t) => {
    const [sound] = some(1);
    hang([sound]);
    const mistyped = '0000-0002-1825-0098';
    await slowly(t, stage.works(`${mistyped} ${sound} Ann`));
    await underWay([sound]);
    assert.equal(stage.asked(mistyped).length, 0);
  });

  it('the first six of the page', async (t) => {
    const people = some(8);
    hang(people);
    const body = stage.badge(people[0]) + stage.works(people.slice(1));
    const visit = await slowly(t, body);
    await underWay(people.slice(0, 6));
    await painted(visit.page);
    // Not as they arrive: browsers let only so many out to a host.
    const sent = visit.requests.filter((url) => url.includes('/v3.0/'));
    assert.deepEqual(
      sent.map((url) => url.slice(-19)),
      people.slice(0, 6),
    );
  });

  it('and end when it leaves, but for those that a badge wants', async (t) => {
    const people = some(3);
    hang(people);
    const body = stage.works(people) + stage.badge(people[1]);
    const visit = await slowly(t, body);
    await underWay(people);
    await visit.page.evaluate(() =>
      document.querySelector('scholar-works').remove(),
    );
    const aborted = () => people.map((orcid) => stage.asked(orcid)[0].aborted);
    await until(() => aborted()[0] && aborted()[2], 'two are cancelled');
    await painted(visit.page);
    assert.deepEqual(aborted(), [true, false, true]);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('while a list is on its way', () => {
  const slowly = (t, body) =>
    stage.visit(t, {
      body: `${body}<p id="below">Text below the list.</p>`,
      packageFaults: { [FULL_WASM]: { until: NEVER } },
      prepare: (page) => page.route('**/v3.0/**', (route) => route.abort()),
    });

  it('without text shows a line with a link for each iD', async (t) => {
    const people = some(3);
    const visit = await slowly(
      t,
      stage.works(people.join(', '), { registry: 'sandbox' }),
    );
    const links = visit.page.locator('scholar-works li > a');
    await links.first().waitFor();
    const urls = people.map((orcid) => `https://sandbox.orcid.org/${orcid}`);
    const shown = await links.evaluateAll((all) =>
      all.map(({ href, textContent }) => [href, textContent]),
    );
    assert.deepEqual(
      shown,
      urls.map((url) => [url, url]),
    );
    const tops = await links.evaluateAll((all) =>
      all.map((link) => link.getBoundingClientRect().top),
    );
    assert.equal(new Set(tops).size, 3, 'each on a line of its own');
  });

  it("keeps the page's own text", async (t) => {
    const visit = await slowly(t, stage.works(some(2).join(' '), {}, OWN_TEXT));
    await defined(visit);
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    assert.equal(await visit.page.locator('scholar-works li').count(), 0);
  });

  it('has the first screen to itself, or the room the page sets', async (t) => {
    const visit = await slowly(t, stage.works(someone()));
    await defined(visit);
    const height = async () =>
      (await visit.page.locator('scholar-works').boundingBox()).height;
    const screen = await visit.page.evaluate(() => innerHeight);
    assert.ok((await height()) >= screen, 'a screen');
    await visit.page.evaluate(() =>
      document.body.style.setProperty('--scholar-room', '123px'),
    );
    assert.equal(await height(), 123);
  });
});

describe('the entry', () => {
  it('names every file of both bundles as bundlers read it', () => {
    const entry = readFileSync(
      new URL('../../www/index.js', import.meta.url),
      'utf8',
    ).replace(/\s/g, '');
    for (const [glue, wasm] of Object.values(FILES)) {
      assert.ok(entry.includes(`import(".${glue}")`), glue);
      assert.ok(entry.includes(`newURL(".${wasm}",import.meta.url)`), wasm);
    }
  });
});
