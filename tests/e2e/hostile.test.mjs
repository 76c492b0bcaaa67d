// Records whose every text field is an attack: nothing in them runs, is
// followed, or leaves its box.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { HACK_FLAG, IDS } from '../registry/server.mjs';
import { painted, readBadge } from './support/read.mjs';
import { leaving, reversed, suspicious } from './support/safety.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const put = sharePage(stage);

const ALL = 'affiliations biography keywords links works';
const HOSTILE = ['hostile', 'hostilePolite', 'hostileJsonLd'];
const TRYING = [
  'markup',
  'bidi',
  'symbols',
  'urls',
  'odd',
  'broken',
  'longName',
];
const PEOPLE = [...HOSTILE, ...TRYING, 'unbrokenName', 'arabic', 'cjk'];

const everything = (layout) =>
  PEOPLE.map((person) =>
    stage.badge(person, {
      id: person,
      layout,
      loading: 'eager',
      works: '50',
      show: ALL,
    }),
  ).join('\n');

for (const layout of ['card', 'compact', 'inline']) {
  describe(`attacks on the ${layout} layout`, () => {
    let visit;

    before(async (t) => {
      visit = await stage.visit(t, {
        body: everything(layout),
        context: { viewport: { width: 320, height: 700 } },
        head: '<style>body { font: 16px sans-serif; margin: 8px }</style>',
      });
      await visit.loaded({ count: PEOPLE.length, within: 30_000 });
      await painted(visit.page);
    });

    it('run nothing', async () => {
      const { page } = visit;
      // What waits for a pointer or the focus gets both.
      for (const person of HOSTILE) {
        const root = page.locator(`#${person} [part="root"] > *`).first();
        const { left, top } = await root.evaluate((it) => {
          it.scrollIntoView();
          return it.getBoundingClientRect().toJSON();
        });
        await page.mouse.move(left + 5, top + 5);
      }
      for (let step = 0; step < 40; step += 1) await page.keyboard.press('Tab');
      await painted(page);
      const flag = await page.evaluate((name) => globalThis[name], HACK_FLAG);
      assert.equal(flag, undefined);
      assert.deepEqual(visit.trouble, []);
      assert.equal(page.frames().length, 1);
    });

    it('put nothing into the page but text and links to the web', async () => {
      assert.deepEqual(await suspicious(visit), []);
    });

    it('fetch nothing', () => {
      const known = [stage.pages, stage.cdn, stage.registry].map(
        ({ url }) => url,
      );
      const strange = visit.requests.filter(
        (url) => !known.some((origin) => url.startsWith(origin)),
      );
      assert.deepEqual(
        strange.filter((url) => url !== 'data:,'),
        [],
      );
    });

    it('leave nothing outside the badge, at 320 pixels', async () => {
      const strays = await leaving(visit);
      // An inline badge is no box: only the page must not scroll.
      assert.deepEqual(
        layout === 'inline'
          ? strays.filter((stray) => stray.startsWith('the page'))
          : strays,
        [],
      );
    });

    it('turn none of the words beside them', async () => {
      assert.deepEqual(await reversed(visit), []);
    });
  });
}

describe('what a hostile record says', () => {
  it('is shown as the words it is', async () => {
    const visit = await put(stage.badge('markup', { works: '9' }));
    await visit.loaded();
    const { works } = await readBadge(visit);
    const titles = works.map(({ title }) => title);
    assert.ok(
      titles.includes('When a < b and c > d: an inequality, not a tag'),
      titles.join('\n'),
    );
  });

  it('makes no link of addresses that are not of the web', async () => {
    const visit = await put(stage.badge('urls', { works: '50', show: ALL }));
    await visit.loaded();
    const hrefs = await visit.page
      .locator('scholar-badge a')
      .evaluateAll((links) => links.map(({ href }) => href));
    assert.ok(hrefs.length > 1);
    for (const href of hrefs) {
      assert.match(href, /^(https?:\/\/|mailto:)[^\s"<>\\]+$/, href);
      if (!URL.canParse(href)) continue; // Leads nowhere at all.
      const { username, password } = new URL(href);
      assert.equal(username + password, '', href);
    }
  });

  it('an override in a type of work does not turn what follows', async (t) => {
    const visit = await visitRecord(t, IDS.carberry, (record) => {
      for (const group of record['activities-summary'].works.group) {
        for (const summary of group['work-summary']) {
          summary.type = '\u202eevil';
          summary['journal-title'] = { value: 'Journal' };
          summary['publication-date'] = { year: { value: '2021' } };
        }
      }
    });
    assert.deepEqual(await reversed(visit), []);
    const lefts = await visit
      .part('work-details')
      .first()
      .locator(':scope > *')
      .evaluateAll((parts) =>
        parts.map((part) => part.getBoundingClientRect().left),
      );
    assert.ok(lefts.length >= 3, 'type, venue, year');
    assert.deepEqual(
      lefts,
      lefts.toSorted((a, b) => a - b),
    );
  });

  it('an override in one keyword does not turn the next', async (t) => {
    const orcid = IDS.carberry;
    const keywords = ['\u202eevil', 'second', 'third \u2067', 'fourth'];
    const visit = await visitRecord(t, orcid, (record) => {
      record.person.keywords.keyword = keywords.map((content, index) => ({
        content,
        visibility: 'public',
        path: null,
        'put-code': index + 1,
        'display-index': keywords.length - index,
      }));
    });
    const places = await visit.part('keywords').evaluate(
      (line, words) => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const lefts = {};
        while (walker.nextNode()) {
          const { currentNode: text } = walker;
          for (const word of words) {
            const at = text.data.indexOf(word);
            if (at < 0) continue;
            const edge = (from) => {
              const range = document.createRange();
              range.setStart(text, from);
              range.setEnd(text, from + 1);
              return range.getBoundingClientRect().left;
            };
            lefts[word] = [edge(at), edge(at + word.length - 1)];
          }
        }
        return lefts;
      },
      ['second', 'fourth'],
    );
    const [first, last] = places.second;
    assert.ok(first < last, '"second" reads from left to right');
    assert.ok(places.fourth[0] < places.fourth[1], 'and so does "fourth"');
    assert.ok(last < places.fourth[0], 'in the order given');
  });

  it('an override in an affiliation does not turn its neighbours', async (t) => {
    const visit = await visitRecord(t, IDS.carberry, (record) => {
      for (const { summaries } of record['activities-summary'].employments[
        'affiliation-group'
      ]) {
        const summary = summaries[0]['employment-summary'];
        summary['role-title'] = '\u202eProfessor';
        summary['department-name'] = '\u2067Physics';
        summary['end-date'] = null;
      }
    });
    assert.deepEqual(await reversed(visit), []);
    const order = await visit
      .part('affiliation')
      .first()
      .locator('bdi')
      .evaluateAll((parts) =>
        parts.map((part) => part.getBoundingClientRect().left),
      );
    assert.equal(order.length, 3);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
  });
});

/** A visit to somebody whose record was changed on the way. */
async function visitRecord(t, orcid, change) {
  const response = await fetch(`${stage.registry.url}/v3.0/${orcid}`, {
    headers: { accept: 'application/json' },
  });
  const record = await response.json();
  change(record);
  const body = JSON.stringify(record);
  stage.registry.fault(orcid, {
    body,
    contentType: 'application/json;charset=UTF-8',
  });
  t.after(() => stage.registry.fault(orcid, null));
  // A record of this iD may have been kept, as it was changed before.
  const visit = await put(stage.badge(orcid, { show: ALL, 'max-age': '0' }));
  await visit.loaded();
  return visit;
}
