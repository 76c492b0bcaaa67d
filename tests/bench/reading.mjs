// How long the badge takes to read a record, beside JSON.parse on the same text.
//
// The published package is measured as it is: it exports no reader, so the page
// hands it a Response made in memory instead of the network's, and notes when
// the browser's own `Response.json()` is done and when the badge tells of the
// record. In between lies nothing but the reading.

/**
 * Reads the record of `works` works `rounds` times, each in a page of its own.
 * Each answer, in milliseconds:
 *
 * - `parse`: JSON.parse(text) alone, the first in its page; `parseAgain`: later;
 * - `json`: Response.json() as the badge calls it: decoding and parsing;
 * - `walk`: from the parsed tree to `scholar-load`; `walkAgain`: later ones;
 * - `show`: from there until the name is in the document.
 */
export async function read(browser, hosts, { script, works, rounds }) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await page.goto(`${hosts.page}/?script=${script}`);
    await page.evaluate(() => customElements.whenDefined('scholar-badge'));
    const { orcid } = hosts.people[works];
    await page.evaluate(prepare, `${hosts.registry}/v3.0/${orcid}`);
    // Alternately first, since whoever comes first grows the heap for both.
    const badge = () => page.evaluate(readByBadge, orcid);
    const plain = () => page.evaluate(parseAlone);
    const settle = () => cdp.send('HeapProfiler.collectGarbage');
    // Loads and compiles the Wasm, on a record of nothing.
    await page.evaluate(readByBadge, 'warm-up');
    await settle();
    const result = {};
    for (const one of round % 2 ? [badge, plain] : [plain, badge]) {
      Object.assign(result, await one());
      await settle();
    }
    for (let again = 0; again < 3; again += 1) {
      const { parse } = await plain();
      await settle();
      const { walk } = await badge();
      await settle();
      result.parseAgain = Math.min(result.parseAgain ?? Infinity, parse);
      result.walkAgain = Math.min(result.walkAgain ?? Infinity, walk);
    }
    results.push(result);
    await context.close();
  }
  return results;
}

/** In the page: takes the record once, then answers all requests from memory. */
async function prepare(address) {
  const { fetch } = globalThis;
  const answer = await fetch(address, {
    headers: { accept: 'application/json' },
  });
  const text = await answer.text();
  const bench = (globalThis.bench = { text, marks: {} });
  // No copies on disk: writing them would go on during later readings.
  Object.defineProperty(globalThis, 'caches', { value: undefined });
  globalThis.fetch = (request, ...rest) => {
    const url = request.url ?? String(request);
    if (!url.includes('/v3.0/')) return fetch(request, ...rest);
    const body = url.includes('memory')
      ? text
      : '{"orcid-identifier":{"path":"0000-0002-1825-0097"},"person":{"name":{"given-names":{"value":"Nobody"},"path":"0"}}}';
    const headers = { 'content-type': 'application/json;charset=UTF-8' };
    return Promise.resolve(new Response(body, { headers }));
  };
  const { json } = Response.prototype;
  Response.prototype.json = function () {
    bench.marks.asked = performance.now();
    const parsed = json.call(this);
    // The first to hear of it, before the badge does.
    parsed.then(() => (bench.marks.parsed = performance.now()));
    return parsed;
  };
}

/** In the page. */
function parseAlone() {
  const { text } = globalThis.bench;
  const start = performance.now();
  const tree = JSON.parse(text);
  const parse = performance.now() - start;
  return { parse, characters: text.length, isRecord: 'person' in tree };
}

/** In the page: one badge, from its insertion until it shows the name. */
async function readByBadge(orcid) {
  const { marks } = globalThis.bench;
  const badge = document.createElement('scholar-badge');
  const isWarmUp = orcid === 'warm-up';
  badge.setAttribute('orcid', isWarmUp ? '0000-0002-1825-0097' : orcid);
  // An address of its own each time: the badge would share what it has read.
  const place = isWarmUp ? 'nobody' : 'memory';
  badge.setAttribute('registry', `https://${place}.test/${performance.now()}`);
  badge.setAttribute('loading', 'eager');
  await new Promise((resolve, reject) => {
    badge.addEventListener('scholar-load', () => {
      marks.loaded = performance.now();
      const look = () => {
        if (!badge.shadowRoot.querySelector('[part=name]')) return;
        marks.shown = performance.now();
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(badge.shadowRoot, { childList: true, subtree: true });
      look();
    });
    badge.addEventListener('scholar-error', ({ detail }) =>
      reject(new Error(`${detail.code}: ${detail.message}`)),
    );
    document.body.append(badge);
  });
  badge.remove();
  return {
    json: marks.parsed - marks.asked,
    walk: marks.loaded - marks.parsed,
    show: marks.shown - marks.loaded,
  };
}
