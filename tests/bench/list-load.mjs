// One cold visit to one contestant's list, in a browser profile of its own: it
// loads, is weighed, is typed into and scrolled.

import { setTimeout as wait } from 'node:timers/promises';
import { countNodes, jump, titlesThere, watchKeys } from './list-page.mjs';
import {
  heap,
  inTime,
  LINES,
  PATIENCE,
  processorTime,
  settle,
  watchNetwork,
} from './load.mjs';
import { probe } from './probe.mjs';

/** What is typed. */
export const WORD = 'glacier';
/** Milliseconds between keys: those of somebody who types well. */
const PACE = 150;
/** Until authors of the first screen and the copy of the record are there. */
const REST = 1500;

const VIEWPORT = { width: 1000, height: 800 };

/** Opens a page with a probe, `use`s it and closes it. */
export async function visit(browser, hosts, options, use) {
  const { script, orcid, authors, line = 'unthrottled', marks = {} } = options;
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    await context.addInitScript(probe, { ...marks, tag: 'scholar-works' });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    const cdp = await context.newCDPSession(page);
    const requests = await watchNetwork(cdp, LINES[line]);
    await hosts.connectIn(LINES[line].setUp ?? 0);
    const query = new URLSearchParams({ script, tag: 'scholar-works' });
    if (orcid) query.set('orcid', orcid);
    if (authors) query.set('authors', authors);
    await page.goto(`${hosts.page}/?${query}`, {
      waitUntil: 'commit',
      timeout: PATIENCE,
    });
    const seen = await use({ page, cdp, requests });
    if (errors.length) throw new Error(errors.join('; '));
    return seen;
  } catch (error) {
    error.message = `${options.name ?? script}, ${line}: ${error.message}`;
    throw error;
  } finally {
    await context.close();
  }
}

/** The titles of the first screen, `count` at least. */
export function firstTitles(browser, hosts, options, count) {
  return visit(browser, hosts, options, async ({ page }) => {
    const end = performance.now() + PATIENCE;
    for (;;) {
      const titles = await page.evaluate(titlesThere);
      if (titles.length >= count) return titles.slice(0, count);
      if (performance.now() > end) throw new Error('the works have not come');
      await wait(50);
    }
  });
}

/**
 * A whole visit: times of the first screen, whose first and last title are
 * `marks`, and costs; of a `handled` page what typing and scrolling take too.
 */
export function loadList(browser, hosts, options) {
  return visit(browser, hosts, options, async (opened) => {
    const { page, cdp, requests } = opened;
    await inTime(page.evaluate(() => globalThis.bench.done));
    const busy = await processorTime(cdp);
    await wait(REST);
    const first = await weigh(page, cdp);
    const { marks, timeOrigin, longTasks } = await page.evaluate(() => ({
      marks: globalThis.bench.marks,
      longTasks: globalThis.bench.longTasks,
      timeOrigin: performance.timeOrigin,
    }));
    const seen = { marks, longTasks, busy, first };
    if (options.handled) {
      const before = await processorTime(cdp);
      seen.keys = await typing(page, options.isSteady);
      const after = await processorTime(cdp);
      seen.perKey = (after.thread - before.thread) / seen.keys.length;
      if (options.scrolls) {
        seen.jumps = await scrolling(page);
      }
      seen.last = await weigh(page, cdp);
    }
    seen.requests = settle(requests, timeOrigin);
    return seen;
  });
}

/** Nodes on the page and bytes that stay, after a forced collection. */
async function weigh(page, cdp) {
  const used = await heap(cdp);
  const nodes = await page.evaluate(countNodes);
  const wasm = await page.evaluate(
    () => globalThis.bench.memory?.buffer.byteLength ?? 0,
  );
  return { heap: used, nodes, wasm };
}

/**
 * What each key took; the last is the one that empties the box again. Where
 * nothing but keys changes the list, what is there after a frame must stay.
 */
async function typing(page, isSteady) {
  await page.evaluate(watchKeys);
  await page.locator('input[type=search]').focus();
  const keys = [];
  const press = async (key) => {
    await page.evaluate(() => (globalThis.bench.key = undefined));
    await page.keyboard.press(key);
    const took = await page.evaluate(() => globalThis.bench.key);
    if (!took) throw new Error(`The key ${key} has changed nothing`);
    await wait(PACE);
    const told = await page.evaluate(() => globalThis.bench.told());
    if (isSteady && told !== took.text) {
      throw new Error(
        `What ${key} has found was painted later than measured: ${took.text}, then ${told}`,
      );
    }
    keys.push({ key, ...took });
  };
  for (const letter of WORD) await press(letter);
  await page.keyboard.press('Control+A');
  await press('Delete');
  return keys;
}

async function scrolling(page) {
  const jumps = {};
  for (const [place, part] of Object.entries({ middle: 0.5, end: 1 })) {
    jumps[place] = await inTime(page.evaluate(jump, part));
    await wait(REST);
  }
  return jumps;
}
