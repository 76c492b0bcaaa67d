// What the bench prints: Markdown, and what stands behind the numbers.

import {
  bestRatio,
  kilobytes,
  ratio,
  spread,
  table,
  written,
} from './numbers.mjs';

const count = (works) => works.toLocaleString('en');

/** Groups loads: `cells.get(line).get(works)[contestant]` is a list. */
function grouped(loads) {
  const cells = new Map();
  for (const load of loads) {
    if (!cells.has(load.line)) cells.set(load.line, new Map());
    const sizes = cells.get(load.line);
    if (!sizes.has(load.works)) sizes.set(load.works, {});
    const cell = sizes.get(load.works);
    (cell[load.script] ??= []).push(load);
  }
  return cells;
}

function* cellsOf(loads, contestants) {
  for (const [line, sizes] of grouped(loads)) {
    for (const [works, cell] of sizes) {
      for (const script of contestants) {
        yield { line, works, script, mine: cell[script], floor: cell.floor };
      }
    }
  }
}

/** Times to the name and to the works, and how they compare with the floor's. */
export function timesTable(loads, contestants) {
  const head = [
    ...['line', 'works', 'page'],
    ...['name in the document, ms', '× floor', '× by best'],
    ...['name painted, ms', '× floor', '× by best'],
    ...['works painted, ms', '× floor'],
  ];
  const rows = [];
  for (const { line, works, script, mine, floor } of cellsOf(
    loads,
    contestants,
  )) {
    const cells = (key, best) => {
      const [a, b] = [mine, floor].map((all) =>
        all.map(({ marks }) => marks[key]),
      );
      return [written(a), ratio(a, b), ...(best ? [bestRatio(a, b)] : [])];
    };
    rows.push([
      ...[line, count(works), script],
      ...cells('name', true),
      ...cells('namePainted', true),
      ...cells('worksPainted', false),
    ]);
  }
  return table(head, rows);
}

/** Whether the name is there within the aim, of all badges in all cells. */
export function verdict(loads, contestants, aim) {
  const found = [];
  for (const { line, works, script, mine, floor } of cellsOf(
    loads,
    contestants,
  )) {
    if (script === 'floor') continue;
    const [a, b] = [mine, floor].map((all) =>
      all.map(({ marks }) => marks.namePainted),
    );
    found.push({
      what: `${script}, ${line}, ${count(works)}`,
      is: ratio(a, b),
    });
  }
  const over = found.filter(({ is }) => is > aim);
  const list = over.map(({ what, is }) => `${what}: ${is}`).join('; ');
  return `Aim, name painted within ${aim} × the floor: met in ${found.length - over.length} of ${found.length} cells.${list && ` Not: ${list}.`}`;
}

/** Bytes, requests, long tasks and memory. */
export function costsTable(loads, contestants, hosts) {
  const head = [
    ...['line', 'works', 'page'],
    ...['package, kB', 'record, kB', 'requests'],
    ...['CPU, page thread, ms', 'CPU, process, ms'],
    ...['long tasks', 'their sum, ms', 'JS heap, MB', 'Wasm memory, MB'],
  ];
  const rows = [];
  for (const { line, works, script, mine } of cellsOf(loads, contestants)) {
    const bytes = (origin) =>
      mine.map(({ requests }) =>
        requests
          .filter(({ url }) => url.startsWith(origin))
          .reduce((sum, request) => sum + request.bytes, 0),
      );
    const megabytes = (value) => (value / 1e6).toFixed(1);
    rows.push([
      ...[line, count(works), script],
      written(bytes(hosts.package), kilobytes),
      written(bytes(hosts.registry), kilobytes),
      written(mine.map(({ requests }) => requests.length)),
      written(mine.map(({ busy }) => busy.thread)),
      written(mine.map(({ busy }) => busy.process)),
      written(mine.map(({ longTasks }) => longTasks.length)),
      written(
        mine.map(({ longTasks }) =>
          longTasks.reduce((sum, { duration }) => sum + duration, 0),
        ),
      ),
      written(
        mine.map(({ heap }) => heap),
        megabytes,
      ),
      written(
        mine.map(({ wasmMemory }) => wasmMemory),
        megabytes,
      ),
    ]);
  }
  return table(head, rows);
}

/** Reading beside JSON.parse. */
export function readingTable(readings) {
  const head = [
    ...['works', 'page', 'text, MB', 'JSON.parse, ms', 'Response.json(), ms'],
    ...['tree → record, ms', 'reading ÷ JSON.parse', 'record → DOM, ms'],
    ...['JSON.parse again', 'tree → record again'],
  ];
  const rows = readings.map(({ works, script, results }) => {
    const of = (key) => results.map((result) => result[key]);
    const { median } = spread(of('parse'));
    return [
      ...[count(works), script],
      (results[0].characters / 1e6).toFixed(1),
      written(of('parse')),
      written(of('json')),
      written(of('walk')),
      ((median + spread(of('walk')).median) / median).toFixed(2),
      written(of('show')),
      written(of('parseAgain')),
      written(of('walkAgain')),
    ];
  });
  return table(head, rows);
}

/** Proof that the slow lines were slow for all, for Wasm and records too. */
export function throttlingNote(loads, lines, hosts) {
  const notes = [];
  for (const [line, { latency, bitsPerSecond }] of Object.entries(lines)) {
    const requests = loads
      .filter((load) => load.line === line)
      .flatMap((load) => load.requests);
    if (!latency || requests.length === 0) continue;
    const took = ({ start, end }) => end - start;
    const shortest = (test) =>
      Math.min(...requests.filter(({ url }) => test(url)).map(took)).toFixed(0);
    const rates = requests
      .filter(({ bytes }) => bytes > 20_000)
      .map((one) => (one.bytes * 8) / (took(one) - latency) / 1000);
    const fastest = Math.max(...rates);
    notes.push(
      `${line}: shortest request ${shortest(() => true)} ms` +
        ` (Wasm ${shortest((url) => url.endsWith('.wasm'))} ms,` +
        ` record ${shortest((url) => url.startsWith(hosts.registry))} ms);` +
        ` fastest body ${fastest.toFixed(1)} Mbps.`,
    );
    const least = Math.min(...requests.map(took));
    if (least < latency * 0.95 || fastest * 1e6 > bitsPerSecond * 1.25) {
      notes.push(`**${line} was not throttled as it should have been.**`);
    }
  }
  return notes.join('\n');
}

export const NOTES = `- One run, rounds interleaved, contestants in alternate order; each load in a fresh browser profile with an empty HTTP cache (so a fresh process, too: nothing compiled is reused). Medians, in brackets the extremes; "by best" compares the fastest rounds, which other work on the machine disturbs least.
- Page, package and registry are three origins on this machine, HTTP/1.1, in a thread apart. Package files are stored at brotli 11; the registry answers at once (the real one takes some hundred ms, which would bring all ratios nearer to 1).
- "in the document": a MutationObserver, also in open shadow roots, has seen the text. "painted": the frame after that has been made (a task queued from its requestAnimationFrame has run); frames come every 16.7 ms. The same code watches both pages.
- Throttling is Chromium's (CDP Network.emulateNetworkConditions): 170 ms at least for each request (what the server takes is not added) and 9 Mbps shared by all; it knows no connection set-up. In the line "+ connecting" the first answer of each of the three hosts takes two round trips more (TCP and TLS 1.3), held back by the servers; no DNS.
- Bytes are those on the wire, headers included (CDP encodedDataLength). CPU: what the page's thread and its process (with its compiler threads) have worked from their start until the works were painted; other work on the machine hardly changes it. The heap is measured after a forced collection.
- Long tasks are those of 50 ms and more, as the PerformanceObserver tells them.
- Reading: the published package, record from memory, no network, no storage; in a fresh page with the Wasm loaded and one tiny record read. "tree → record" is from the end of Response.json() to scholar-load: all of the badge's reading, plus a few tenths of a ms for the event. "reading ÷ JSON.parse" = (JSON.parse + tree → record) ÷ JSON.parse. "again": best of three later readings in the same page, when the Wasm has been optimised.`;
