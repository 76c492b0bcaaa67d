// What happens when during one load, to see which phase costs.

import { spread, table } from './numbers.mjs';

const MARKS = {
  cacheAsked: 'loader asks the Cache API',
  cacheAnswered: 'Cache API has answered',
  define: 'element defined',
  wasmAsked: 'Wasm: compiling begins (streaming)',
  wasmReady: 'Wasm: instance ready',
  connected: 'connect() done',
  jsonAsked: 'Response.json() called',
  jsonReady: 'Response.json() done',
  'scholar-load': 'scholar-load: record read',
  name: 'name in the document',
  namePainted: 'name painted',
};

/** Medians of all moments of several detailed loads of one cell, as a table. */
export function waterfall(loads, hosts) {
  const rows = [];
  const add = (what, starts, ends, bytes) => {
    const times = [starts, ends].map((all) => all && spread(all));
    rows.push({ what, times, bytes });
  };
  const label = (url) => {
    if (url.startsWith(hosts.registry)) return 'record';
    if (url.startsWith(hosts.page)) return 'page';
    return url.slice(hosts.package.length).split('/').slice(2).join('/');
  };
  for (const { url, bytes } of loads[0].requests) {
    const same = loads.map(({ requests }) =>
      requests.find((request) => request.url === url),
    );
    add(
      `▭ ${label(url)}`,
      same.map(({ start }) => start),
      same.map(({ end }) => end),
      bytes,
    );
  }
  for (const [key, what] of Object.entries(MARKS)) {
    const seen = loads.map(({ marks }) => marks[key]);
    if (seen.every((time) => time !== undefined)) add(what, undefined, seen);
  }
  const at = ({ times: [start, end] }) => (start ?? end).median;
  const ms = (time) =>
    time ? `${time.median.toFixed(0)} (${time.min.toFixed(0)})` : '';
  return table(
    ['median (min) of ms since navigation', 'start', 'end', 'bytes'],
    rows
      .toSorted((a, b) => at(a) - at(b))
      .map(({ what, times: [start, end], bytes }) => [
        what,
        ms(start),
        ms(end),
        bytes ?? '',
      ]),
  );
}
