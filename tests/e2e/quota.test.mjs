// A registry that takes no more requests (429) is left alone: by every element of a
// page and by the site's other pages, until it may have opened again or the visitor
// asks.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { generatedOrcid } from '../registry/server.mjs';
import { readBadge, until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(6, (seed += 1));

const SPENT =
  /^The registry accepts no more requests from this network for now\./;

const eager = (orcid, id) =>
  stage.badge(orcid, { id, loading: 'eager', layout: 'compact' });

/** A page whose first badge is told that the quota is spent. */
async function spent(t, orcid, fault = {}, options = {}) {
  t.after(stage.registry.fault(orcid, { status: 429, ...fault }));
  const visit = await stage.visit(t, { ...options, body: eager(orcid, 'a') });
  const { detail } = await visit.failed();
  assert.equal(detail.code, 'quota-spent');
  return visit;
}

/** Adds a badge to a page. */
const add = (visit, orcid, id) =>
  visit.page.evaluate(
    (html) => document.body.insertAdjacentHTML('beforeend', html),
    eager(orcid, id),
  );

describe('a spent quota', () => {
  it('no other element of the page asks, nor does another page', async (t) => {
    const [one, two, three] = [someone(), someone(), someone()];
    const visit = await spent(t, one);
    await add(visit, two, 'b');
    const second = await visit.failed({ matches: ({ id }) => id === 'b' });
    assert.equal(second.detail.code, 'quota-spent');
    assert.match((await readBadge(visit, '#b')).notices[0], SPENT);
    assert.equal(stage.asked(two).length, 0);
    const next = await stage.visit(t, {
      context: visit.context,
      body: eager(three, 'c') + stage.works(three, { loading: 'eager' }),
    });
    await next.failed({ count: 2 });
    assert.equal(stage.asked(three).length, 0);
    assert.equal(stage.asked(one).length, 1);
    assert.deepEqual(next.trouble, []);
  });

  it('those that wait for their turn do not ask either', async (t) => {
    const people = Array.from({ length: 60 }, someone);
    for (const orcid of people) {
      t.after(stage.registry.fault(orcid, { status: 429 }));
    }
    const visit = await stage.visit(t, {
      body: people.map((orcid) => eager(orcid)).join('\n'),
    });
    await visit.failed({ count: people.length });
    const asked = people.filter((orcid) => stage.asked(orcid).length > 0);
    // What is let go at once, and what was under way when the first was refused.
    assert.ok(asked.length <= 40, `${asked.length} asked`);
  });

  it('"Try again" asks, and opens the registry for all', async (t) => {
    const [one, two] = [someone(), someone()];
    const visit = await spent(t, one);
    // The registry still says no: it is asked once, and left alone again.
    await visit.part('retry', '#a').click();
    await visit.failed({ count: 2 });
    assert.equal(stage.asked(one).length, 2);
    await add(visit, two, 'b');
    await visit.failed({ count: 3 });
    assert.equal(stage.asked(two).length, 0);
    stage.registry.fault(one, null);
    await visit.part('retry', '#a').click();
    await visit.loaded();
    const three = someone();
    await add(visit, three, 'c');
    await visit.loaded({ count: 2 });
    assert.equal(stage.asked(three).length, 1);
  });

  it('ends when the registry says', async (t) => {
    const [one, two, three] = [someone(), someone(), someone()];
    const headers = {
      'Retry-After': '120',
      'Access-Control-Expose-Headers': 'Retry-After',
    };
    const visit = await spent(
      t,
      one,
      { headers },
      { prepare: (page) => page.clock.install() },
    );
    const { page } = visit;
    await page.clock.runFor(100_000);
    await add(visit, two, 'b');
    await until(async () => {
      await page.clock.runFor(100);
      return visit.heardSoFar('scholar-error') === 2;
    }, 'it is told of');
    assert.equal(stage.asked(two).length, 0);
    await page.clock.runFor(30_000);
    await add(visit, three, 'c');
    await until(async () => {
      await page.clock.runFor(100);
      return visit.heardSoFar('scholar-load') === 1;
    }, 'it is there');
    assert.equal(stage.asked(three).length, 1);
  });

  it('of one registry is none of another', async (t) => {
    const [one, two] = [someone(), someone()];
    const visit = await spent(t, one);
    await visit.page.evaluate(
      (html) => document.body.insertAdjacentHTML('beforeend', html),
      stage.badge(two, { registry: stage.anotherRegistry() }),
    );
    await visit.loaded();
  });
});
