// A laboratory of many: how long until all of it is one list, beside what the
// pace of requests and the registry alone take.

import { setTimeout as wait } from 'node:timers/promises';
import { generatedLab } from '../registry/server.mjs';
import { visit } from './list-load.mjs';
import { inTime, processorTime, settle } from './load.mjs';

/** src/registry/pace.rs: requests that may start at once, then one each so often. */
const BURST = 24;
const INTERVAL = 100;

/** The least time the pace leaves for the last of so many requests to start. */
export const paceOf = (requests) => Math.max(0, requests - BURST) * INTERVAL;

/** A laboratory as measured: fifty people, 400 works each, 30 % of them shared. */
export function labOf(members) {
  const lab = generatedLab({ members, works: 400, shared: 0.3 });
  return { members, ...lab };
}

/**
 * One cold visit, all in milliseconds since navigation began: `first` works
 * painted, `asked` the last record, `arrived` the last record, `merged` and
 * painted. `requests` counts those of records and of whole works.
 */
export function loadLab(browser, hosts, { script, lab, authors }) {
  const options = { name: `${script}, lab`, script, authors };
  options.orcid = lab.orcids.join(' ');
  return visit(browser, hosts, options, async ({ page, cdp, requests }) => {
    await page.evaluate(untilMerged);
    const merged = await inTime(page.evaluate(() => globalThis.bench.merged));
    const busy = await processorTime(cdp);
    if (!merged.status.startsWith(`${lab.merged.toLocaleString('en')} work`)) {
      throw new Error(`${lab.merged} works, not "${merged.status}"`);
    }
    // Authors of the first screen.
    await wait(1000);
    const { longTasks, timeOrigin, wasm } = await page.evaluate(() => ({
      longTasks: globalThis.bench.longTasks,
      wasm: globalThis.bench.memory?.buffer.byteLength ?? 0,
      timeOrigin: performance.timeOrigin,
    }));
    const asked = settle(requests, timeOrigin).filter(({ url }) =>
      url.startsWith(hosts.registry),
    );
    const records = asked.filter(({ url }) => !url.includes('/works/'));
    const before = longTasks.filter(({ startTime }) => startTime < merged.at);
    return {
      first: merged.first,
      merged: merged.at,
      asked: Math.max(...records.map(({ start }) => start)),
      begun: Math.min(...records.map(({ start }) => start)),
      arrived: Math.max(...records.map(({ end }) => end)),
      requests: {
        records: records.length,
        bulk: asked.length - records.length,
      },
      longTasks: before.map(({ duration }) => duration),
      busy,
      wasm,
    };
  });
}

/** Runs in the page: `bench.merged` is a promise of when all was there. */
function untilMerged() {
  const { bench } = globalThis;
  const paint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(0);
    });
  let first;
  const part = (name) =>
    document
      .querySelector('scholar-works')
      ?.shadowRoot?.querySelector(`[part~=${name}]`);
  const look = () => {
    if (part('work')) paint((at) => (first = at));
    else requestAnimationFrame(look);
  };
  look();
  bench.merged = new Promise((resolve) =>
    addEventListener('scholar-load', () =>
      paint((at) =>
        resolve({ at, first: first ?? at, status: part('status').textContent }),
      ),
    ),
  );
}

/**
 * What the registry alone takes: a page of nothing else asks for all records at
 * once and reads them as text, then as JSON. Milliseconds of each.
 */
export function fetchLab(browser, hosts, { script, lab }) {
  const options = { name: 'the registry alone', script };
  return visit(browser, hosts, options, async ({ page }) => {
    await page.waitForLoadState();
    const addresses = lab.orcids.map((id) => `${hosts.registry}/v3.0/${id}`);
    return page.evaluate(async (all) => {
      const start = performance.now();
      const texts = await Promise.all(
        all.map(async (address) => {
          const headers = { accept: 'application/json' };
          return (await fetch(address, { headers })).text();
        }),
      );
      const arrived = performance.now();
      const trees = texts.map((text) => JSON.parse(text));
      const parsed = performance.now() - arrived;
      return { arrived: arrived - start, parsed, records: trees.length };
    }, addresses);
  });
}
