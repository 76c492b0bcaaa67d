// One cold load of one contestant's page in a browser profile of its own.

import { setTimeout as wait } from 'node:timers/promises';
import { probe } from './probe.mjs';

/** The lines pages are loaded over; see the notes in report.mjs. */
export const LINES = {
  unthrottled: {},
  '9 Mbps / 170 ms': { latency: 170, bitsPerSecond: 9e6 },
  // TCP and TLS 1.3 take two round trips before the first request. Chromium's
  // latency is the least a request takes, not added to what the server takes:
  // so the request's own round trip is counted in.
  '9 Mbps / 170 ms + connecting': {
    latency: 170,
    bitsPerSecond: 9e6,
    setUp: 510,
  },
  // A telephone of some years ago, beside this machine.
  'a quarter of the speed': { slowdown: 4 },
};

export const PATIENCE = 60_000;

/**
 * Loads the page of `script` and `works` and tells all about it. Without
 * `last`, it waits for the name only and then a moment longer.
 */
export async function load(browser, hosts, options) {
  const { script, works, line, last, detailed = false } = options;
  const { orcid, name } = hosts.people[works];
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
  });
  try {
    await context.addInitScript(probe, { name, last, detailed });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    const cdp = await context.newCDPSession(page);
    const requests = await watchNetwork(cdp, LINES[line]);
    await hosts.connectIn(LINES[line].setUp ?? 0);
    const address = `${hosts.page}/?script=${script}&orcid=${orcid}`;
    await page.goto(address, { waitUntil: 'commit', timeout: PATIENCE });
    await (last
      ? inTime(page.evaluate(() => globalThis.bench.done))
      : page.waitForFunction(() => globalThis.bench.marks.namePainted, null, {
          timeout: PATIENCE,
        }));
    const busy = await processorTime(cdp);
    // The badge keeps a copy of the record now; that is part of its bytes.
    await wait(last ? 150 : 500);
    const seen = await page.evaluate(() => {
      const { marks, longTasks, host, memory } = globalThis.bench;
      const shown = host.shadowRoot ?? host;
      return {
        marks,
        longTasks,
        timeOrigin: performance.timeOrigin,
        wasmMemory: memory?.buffer.byteLength ?? 0,
        text: shown.textContent.replace(/\s+/g, ' ').trim(),
        lastTitle: [...shown.querySelectorAll('li')]
          .at(-1)
          ?.querySelector('a, [part=work-title]').textContent,
      };
    });
    if (errors.length) throw new Error(`${script}: ${errors.join('; ')}`);
    return {
      ...seen,
      busy,
      requests: settle(requests, seen.timeOrigin),
      heap: await heap(cdp),
    };
  } catch (error) {
    error.message = `${script}, ${works} works, ${line}: ${error.message}`;
    throw error;
  } finally {
    await context.close();
  }
}

export function inTime(promise) {
  const late = wait(PATIENCE, undefined, { ref: false }).then(() => {
    throw new Error('the works have not come');
  });
  return Promise.race([promise, late]);
}

/** Starts cold, on the line, and gathers what the browser says of requests. */
export async function watchNetwork(cdp, line) {
  const requests = new Map();
  const update = (id, values) =>
    requests.set(id, { ...requests.get(id), ...values });
  cdp.on('Network.requestWillBeSent', (event) =>
    update(event.requestId, {
      url: event.request.url,
      start: event.timestamp,
      // Wall clock, to lay this clock beside the page's.
      wall: event.wallTime,
      priority: event.request.initialPriority,
    }),
  );
  cdp.on('Network.responseReceived', ({ requestId, timestamp, response }) =>
    update(requestId, {
      answered: timestamp,
      status: response.status,
      fromCache: response.fromDiskCache ?? false,
    }),
  );
  cdp.on('Network.loadingFinished', (event) =>
    update(event.requestId, {
      end: event.timestamp,
      bytes: event.encodedDataLength,
    }),
  );
  await cdp.send('Performance.enable');
  await cdp.send('Network.enable');
  await cdp.send('Network.clearBrowserCache');
  if (line.slowdown) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: line.slowdown });
  }
  if (line.latency) {
    const perSecond = line.bitsPerSecond / 8;
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: perSecond,
      uploadThroughput: perSecond,
    });
  }
  return requests;
}

/** Requests by time, in milliseconds since navigation began. */
export function settle(requests, timeOrigin) {
  return [...requests.values()]
    .filter(({ url }) => url.startsWith('http'))
    .map(({ url, start, answered, end, wall, bytes, priority, fromCache }) => {
      const since = (time) => (wall + (time - start)) * 1000 - timeOrigin;
      return {
        url,
        start: since(start),
        answered: since(answered),
        end: since(end),
        bytes,
        priority,
        fromCache,
      };
    })
    .toSorted((a, b) => a.start - b.start);
}

/**
 * Milliseconds that the page's own thread has worked, and its whole process:
 * unlike the times, hardly changed by what else the machine does.
 */
export async function processorTime(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name) =>
    metrics.find((metric) => metric.name === name)?.value * 1000;
  return { thread: value('ThreadTime'), process: value('ProcessTime') };
}

/** The JavaScript heap that stays, in bytes. */
export async function heap(cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
