// What docs/faults.md promises of faults that no other file is about: lines that
// break and come back, sleep, odd answers, storage that gives way, and a Wasm
// instance that dies. The visitor is never left with less than there was before.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { kept, painted, readBadge, until } from './support/read.mjs';
import { gate, sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const put = sharePage(stage);

let seed = 0;
const someone = () => generatedOrcid(7, (seed += 1));

const OWN = '<a href="/ann">Ann Author</a>';
const goOnline = ({ page }) =>
  page.evaluate(() => dispatchEvent(new Event('online')));

/** A first visit that leaves a copy in a context of its own. */
async function firstVisit(t, orcid) {
  const visit = await stage.visit(t, { body: stage.badge(orcid) });
  const { detail } = await visit.loaded();
  await kept(visit, orcid);
  await visit.page.close();
  return { context: visit.context, detail };
}

describe('a line that comes back', () => {
  it('brings badges, lists and people by itself', async () => {
    const ids = [someone(), someone(), someone()];
    for (const orcid of ids) stage.registry.fault(orcid, { noCors: true });
    const [badge, works, people] = ids;
    const visit = await put(
      stage.badge(badge, {}, OWN) + stage.works(works) + stage.people(people),
    );
    await visit.failed({ count: 3 });
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    for (const orcid of ids) stage.registry.fault(orcid, null);
    await goOnline(visit);
    await visit.loaded({ count: 3 });
    assert.ok(await visit.part('name').first().isVisible());
    assert.equal(await visit.part('notice').count(), 0);
    assert.equal(await visit.part('work', 'scholar-works').count(), 7);
    assert.ok(await visit.part('name', 'scholar-people').isVisible());
    assert.deepEqual(visit.trouble, []);
  });

  it('renews a copy that could not be renewed', async (t) => {
    const orcid = someone();
    const { context } = await firstVisit(t, orcid);
    stage.registry.fault(orcid, { noCors: true });
    const next = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '0' }),
    });
    await next.part('notice').waitFor();
    stage.registry.fault(orcid, null);
    await goOnline(next);
    await next.loaded({ matches: ({ detail }) => !detail.fromCache });
    await until(
      async () => (await next.part('notice').count()) === 0,
      'the notice goes',
    );
    assert.deepEqual(next.trouble, []);
  });

  it('costs nothing where all is there, or was refused for good', async () => {
    const orcid = someone();
    const visit = await put(stage.badge(orcid) + stage.badge('locked'));
    await visit.loaded();
    await visit.failed();
    const before = stage.registry.requests.length;
    await goOnline(visit);
    // Whatever had been asked for by that would stand before this one.
    const last = someone();
    await visit.page
      .locator('scholar-badge')
      .first()
      .evaluate((badge, id) => {
        badge.orcid = id;
      }, last);
    await visit.loaded({ count: 2 });
    assert.equal(stage.registry.requests.length, before + 1);
  });

  it('asks anew on a page from the back/forward cache', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { noCors: true });
    const visit = await put(stage.badge(orcid, {}, OWN));
    await visit.failed();
    stage.registry.fault(orcid, null);
    const show = (persisted) =>
      visit.page.evaluate((persisted) => {
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
      }, persisted);
    const before = stage.asked(orcid).length;
    await show(false);
    await painted(visit.page);
    assert.equal(stage.asked(orcid).length, before, 'not on any other');
    await show(true);
    await visit.loaded();
    assert.ok(await visit.part('name').isVisible());
  });
});

describe('a tab that sleeps during a request', () => {
  it('says that the time was up, and comes once the line is back', async (t) => {
    const orcid = someone();
    const answer = gate();
    stage.registry.fault(orcid, { until: answer.opened, times: 1 });
    const visit = await stage.visit(t, {
      body: stage.badge(orcid, {}, OWN),
      prepare: (page) => page.clock.install(),
    });
    await until(() => stage.asked(orcid).length === 1, 'it is asked for');
    await visit.part('root').waitFor({ state: 'attached' });
    // All timers of the hours that went by fire at once.
    await visit.page.clock.fastForward('08:00:00');
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'timed-out');
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    answer.open();
    await goOnline(visit);
    await visit.page.clock.runFor(100);
    await visit.loaded();
    assert.ok(await visit.part('name').isVisible());
    assert.deepEqual(visit.trouble, []);
  });
});

describe('an odd answer', () => {
  it('that drips is shown when it has come', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { drip: 60 });
    const visit = await put(stage.badge(orcid));
    await visit.loaded();
    assert.equal((await readBadge(visit)).works.length, 5);
  });

  it('that drips for too long is given up, with what came of it', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { drip: 600 });
    const visit = await put(stage.badge(orcid, { timeout: '1' }, OWN));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'timed-out');
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    await until(() => stage.asked(orcid)[0].aborted, 'the request ends');
  });

  it('in UTF-16 cannot be read', async () => {
    const orcid = someone();
    const body = Buffer.from('{"person": {}}', 'utf16le');
    stage.registry.fault(orcid, { body });
    const visit = await put(stage.badge(orcid, {}, OWN));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'unreadable');
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
  });

  it('in Latin-1 loses its letters beyond ASCII, and nothing else', async () => {
    const { carberry } = IDS;
    const record = { path: carberry };
    const name = { 'given-names': { value: 'Zoë' } };
    const text = JSON.stringify({
      'orcid-identifier': record,
      person: { name },
      'activities-summary': {},
    });
    const removed = stage.registry.fault(carberry, {
      body: Buffer.from(text, 'latin1'),
      contentType: 'application/json;charset=ISO-8859-1',
    });
    const visit = await put(stage.badge('carberry', { 'max-age': '0' }));
    await visit.loaded();
    removed();
    assert.equal((await readBadge(visit)).name, 'Zo\ufffd');
  });

  it('that leads round in circles is one that never came', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { error: 9007, primary: orcid });
    const visit = await put(stage.badge(orcid, {}, OWN));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'unreachable');
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
  });

  it('larger than max-size is refused, and taken once that allows it', async () => {
    const orcid = someone();
    const visit = await put(stage.badge(orcid, { 'max-size': '0.001' }, OWN));
    const { detail } = await visit.failed();
    assert.deepEqual(
      [detail.code, detail.retryable],
      ['answer-too-large', false],
    );
    const [notice] = (await readBadge(visit)).notices;
    assert.match(notice, /too large to be shown/);
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    await visit.page.locator('scholar-badge').evaluate((badge) => {
      badge.maxSize = 1;
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });

  it('larger than max-size leaves the copy that is shown', async (t) => {
    const orcid = someone();
    const { context, detail } = await firstVisit(t, orcid);
    const body = Buffer.alloc(30_000_000, ' ');
    stage.registry.fault(orcid, { body });
    const next = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '0' }),
    });
    await next.part('notice').waitFor();
    const shown = await readBadge(next);
    assert.equal(shown.name, detail.name);
    assert.match(shown.notices[0], /Copy of /);
    assert.match(next.warnings.join('\n'), /answer-too-large/);
  });
});

describe('storage', () => {
  it('that is full costs the next visit a request, and nothing else', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge(someone()),
      init: () => {
        const refuse = async () => {
          throw new DOMException('No room', 'QuotaExceededError');
        };
        Cache.prototype.put = refuse;
        Storage.prototype.setItem = () => {
          throw new DOMException('No room', 'QuotaExceededError');
        };
      },
    });
    await visit.loaded();
    assert.equal((await readBadge(visit)).works.length, 5);
    assert.deepEqual(visit.trouble, []);
  });

  it('that is cleared half-way takes nothing off the page', async (t) => {
    const orcid = someone();
    const { context, detail } = await firstVisit(t, orcid);
    const answer = gate();
    stage.registry.fault(orcid, { until: answer.opened });
    const next = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '0' }),
    });
    await next.loaded();
    await until(() => stage.asked(orcid).length === 2, 'it is renewed');
    await next.page.evaluate(async () => {
      localStorage.clear();
      await caches.delete('scholar-badge');
    });
    assert.equal((await readBadge(next)).name, detail.name);
    answer.open();
    await next.loaded({ matches: ({ detail: { fromCache } }) => !fromCache });
    assert.deepEqual((await readBadge(next)).notices, []);
    await kept(next, orcid);
    assert.deepEqual(next.trouble, []);
  });
});

describe('a Wasm instance that dies', { engines: EVERY_ENGINE }, () => {
  /** From `globalThis.isDead` on, whatever calls Wasm traps. */
  const trap = () => {
    const { instantiate } = WebAssembly;
    const spoil = ({ instance, module }) => {
      const all = Object.entries(instance.exports).map(([name, it]) => {
        if (typeof it !== 'function') return [name, it];
        const call = (...args) => {
          if (!globalThis.isDead) return it(...args);
          const error = new WebAssembly.RuntimeError('unreachable');
          error.stack += '\nscholar_badge_bg.wasm';
          throw error;
        };
        return [name, call];
      });
      return { instance: { exports: Object.fromEntries(all) }, module };
    };
    WebAssembly.instantiateStreaming = async (response, imports) => {
      const bytes = await (await response).arrayBuffer();
      return spoil(await instantiate(bytes, imports));
    };
  };

  it('gives the page its own text back', async (t) => {
    const visit = await stage.visit(t, {
      init: trap,
      body:
        stage.badge('html', { id: 'own' }, OWN) +
        stage.badge('ordinary', { id: 'bare' }) +
        stage.badge('ordinary', { layout: 'inline', id: 'inline' }),
    });
    await visit.loaded({ count: 2 });
    await visit.failed();
    await visit.page.evaluate(() => {
      globalThis.isDead = true;
      // Where nothing else calls it, this does.
      document.querySelector('#bare').layout = 'compact';
    });
    const crashed = ({ detail }) => detail.code === 'crashed';
    await visit.failed({ count: 3, matches: crashed });
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    for (const id of ['#bare', '#inline']) {
      const link = visit.page.locator(`${id} a`);
      const href = await link.getAttribute('href');
      assert.equal(href, `https://orcid.org/${IDS.ordinary}`);
    }
    assert.match(visit.warnings.join('\n'), /scholar-badge: crashed/);
    // Nothing is asked of it any more.
    await visit.page.evaluate(() => {
      const badge = document.querySelector('#own');
      badge.layout = 'inline';
      badge.remove();
    });
    await painted(visit.page);
    assert.equal(visit.heardSoFar('scholar-error'), 4);
    for (const error of visit.errors) assert.match(error, /unreachable/);
  });

  it('of somebody else is no concern of ours', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('ordinary') });
    await visit.loaded();
    await visit.page.evaluate(async () => {
      const error = new WebAssembly.RuntimeError('unreachable');
      error.stack = 'game_bg.wasm';
      dispatchEvent(new ErrorEvent('error', { error }));
      dispatchEvent(new ErrorEvent('error', {}));
    });
    await painted(visit.page);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    assert.ok(await visit.part('name').isVisible());
  });
});
