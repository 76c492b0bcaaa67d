// What a page costs the registry: many badges share requests, and so do pages of a
// site; what is seen is asked for first, and a request is as plain as can be.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { LIST } from './support/list.mjs';
import { kept, until } from './support/read.mjs';
import { gate } from './support/shared.mjs';
import { strangeHeaders } from './support/headers.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(4, (seed += 1));

describe('many badges on a page', () => {
  for (const count of [2, 50]) {
    it(`${count} of one person: one request`, async (t) => {
      const orcid = someone();
      const body = Array.from({ length: count }, () =>
        stage.badge(orcid, { loading: 'eager', layout: 'compact' }),
      );
      const visit = await stage.visit(t, { body: body.join('\n') });
      await visit.loaded({ count });
      assert.equal(await visit.part('name').count(), count);
      assert.equal(stage.asked(orcid).length, 1);
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('50 of 50 people: all of them load, each with one request', async (t) => {
    const people = Array.from({ length: 50 }, (_, n) => generatedOrcid(5, n));
    const visit = await stage.visit(t, {
      body: people
        .map((orcid) => stage.badge(orcid, { loading: 'eager' }))
        .join('\n'),
    });
    await visit.loaded({ count: 50, within: 30_000 });
    assert.deepEqual(
      new Set(visit.events.map(({ detail }) => detail.orcid)),
      new Set(people),
    );
    for (const orcid of people) {
      assert.equal(stage.asked(orcid).length, 1, orcid);
    }
    assert.deepEqual(visit.trouble, []);
  });
});

describe('badges of one person that show different numbers of works', () => {
  it('share one request, in whatever order they come', async (t) => {
    const orcid = generatedOrcid(60, (seed += 1));
    const badge = (works) => stage.badge(orcid, { loading: 'eager', works });
    const visit = await stage.visit(t, { body: badge(2) + badge(40) });
    await visit.loaded({ count: 2 });
    const works = () => visit.part('work').count();
    await until(
      async () => (await works()) === 42,
      'all show what they should',
    );
    await kept(visit, orcid);
    await visit.page.evaluate((more) => {
      const box = document.createElement('div');
      box.innerHTML = more;
      document.body.append(box);
    }, badge(55));
    await until(async () => (await works()) === 97, 'the third shows its own');
    assert.equal(stage.asked(orcid).length, 1);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('requests', () => {
  it('are plain: one GET, no preflight, only safelisted headers, no cookie', async (t) => {
    const orcid = IDS.carberry;
    const path = `/mirror/v3.0/${orcid}`;
    const answer = await fetch(`${stage.registry.url}/v3.0/${orcid}`, {
      headers: { accept: 'application/json' },
    });
    stage.cdn.serve(path, await answer.text(), {
      'content-type': 'application/json;charset=UTF-8',
    });
    const context = await stage.newContext(t);
    await context.addCookies([
      { name: 'session', value: 'secret', url: stage.cdn.url },
    ]);
    const visit = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { registry: `${stage.cdn.url}/mirror` }),
    });
    await visit.loaded();
    const [request, ...more] = stage.cdn.requested(path);
    assert.deepEqual(more, []);
    assert.equal(request.method, 'GET');
    assert.equal(
      request.headers.accept,
      'application/json, application/ld+json;q=0.5',
    );
    assert.equal(request.headers.cookie, undefined);
    assert.equal(request.headers.authorization, undefined);
    assert.deepEqual(strangeHeaders(request.headers), []);
  });

  it('never are preflights at the registry', () => {
    const methods = stage.registry.requests.map(({ method }) => method);
    assert.ok(methods.length > 0);
    assert.deepEqual([...new Set(methods)], ['GET']);
  });
});

describe('pages of one site at the same time', () => {
  for (const [what, body] of [
    ['badges', (orcid) => stage.badge(orcid)],
    ['lists', (orcid) => stage.works(orcid, { authors: 'none' })],
  ]) {
    it(`two with ${what} of one person: one request`, async (t) => {
      const orcid = someone();
      const answer = gate();
      stage.registry.fault(orcid, { until: answer.opened });
      const context = await stage.newContext(t);
      const options = { context, body: body(orcid) };
      const first = await stage.visit(t, options);
      await until(() => stage.asked(orcid).length === 1, 'the first asks');
      const second = await stage.visit(t, options);
      await until(
        () =>
          second.page.evaluate(async () => {
            const { pending } = await navigator.locks.query();
            return pending.length === 1;
          }),
        'the second waits',
      );
      answer.open();
      const [one, two] = [await first.loaded(), await second.loaded()];
      assert.deepEqual(
        [one.detail.fromCache, two.detail.fromCache],
        [false, true],
      );
      assert.equal(stage.asked(orcid).length, 1);
      assert.deepEqual([...first.trouble, ...second.trouble], []);
    });
  }

  for (const [what, fault, requests] of [
    ['two with lists of the same works: one request', {}, 1],
    [
      'where the first gets none of the works, the second asks for itself',
      { html: true, times: 1 },
      2,
    ],
  ]) {
    it(what, async (t) => {
      const orcid = someone();
      const answer = gate();
      const undo = stage.registry.fault(orcid, {
        ...fault,
        until: answer.opened,
        of: 'bulk',
      });
      t.after(undo);
      const asked = () =>
        stage.asked(orcid).filter(({ kind }) => kind === 'bulk').length;
      const context = await stage.newContext(t);
      const options = { context, body: stage.works(orcid) };
      const first = await stage.visit(t, options);
      await until(() => asked() === 1, 'the first asks');
      const second = await stage.visit(t, options);
      await until(
        () =>
          second.page.evaluate(async () => {
            const { pending } = await navigator.locks.query();
            return pending.some(({ name }) => name.includes('/works/'));
          }),
        'the second waits',
      );
      answer.open();
      await second.part('work-authors', LIST).first().waitFor();
      if (requests === 1) {
        await first.part('work-authors', LIST).first().waitFor();
      }
      assert.equal(asked(), requests);
      assert.deepEqual([...first.trouble, ...second.trouble], []);
    });
  }

  it('where the first is refused, the second asks for itself', async (t) => {
    const orcid = someone();
    const answer = gate();
    const fault = { until: answer.opened, html: true, times: 1 };
    stage.registry.fault(orcid, fault);
    const context = await stage.newContext(t);
    const options = { context, body: stage.badge(orcid) };
    const first = await stage.visit(t, options);
    await until(() => stage.asked(orcid).length === 1, 'the first asks');
    const second = await stage.visit(t, options);
    answer.open();
    await first.failed();
    await second.loaded();
    assert.equal(stage.asked(orcid).length, 2);
  });

  it('where the first is closed, the second asks for itself', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true, times: 1 });
    const context = await stage.newContext(t);
    const options = { context, body: stage.badge(orcid) };
    const first = await stage.visit(t, options);
    await until(() => stage.asked(orcid).length === 1, 'the first asks');
    const second = await stage.visit(t, options);
    await first.page.close();
    await second.loaded();
    assert.equal(stage.asked(orcid).length, 2);
  });

  it('without Web Locks each asks for itself', async (t) => {
    const orcid = someone();
    const answer = gate();
    stage.registry.fault(orcid, { until: answer.opened });
    const context = await stage.newContext(t);
    const init = () =>
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    const options = { context, init, body: stage.badge(orcid) };
    const first = await stage.visit(t, options);
    await until(() => stage.asked(orcid).length === 1, 'the first asks');
    // The browser may hold this one back until the first has its answer.
    const second = await stage.visit(t, options);
    answer.open();
    await first.loaded();
    const { detail } = await second.loaded();
    assert.equal(detail.fromCache, false);
    assert.equal(stage.asked(orcid).length, 2);
    assert.deepEqual([...first.trouble, ...second.trouble], []);
  });
});

describe('what the visitor sees', () => {
  it('is asked for first, wherever it stands on the page', async (t) => {
    const [below, seen] = [
      Array.from({ length: 30 }, someone),
      Array.from({ length: 3 }, someone),
    ];
    const badges = (people) =>
      people
        .map((orcid) =>
          stage.badge(orcid, { loading: 'eager', layout: 'compact' }),
        )
        .join('\n');
    const visit = await stage.visit(t, {
      body: `<div style="position: absolute; top: 5000px">${badges(below)}</div>
        ${badges(seen)}`,
    });
    await visit.loaded({ count: below.length + seen.length });
    const asked = visit.requests.filter((url) => url.includes('/v3.0/'));
    const first = asked.slice(0, seen.length).map((url) => url.slice(-19));
    assert.deepEqual(new Set(first), new Set(seen));
  });
});
