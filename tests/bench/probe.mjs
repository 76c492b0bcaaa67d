// What the bench puts into the page before anything else runs there. The same
// for every contestant.

/**
 * Runs in the page. Notes when `name` and `last` (the title of the last work
 * shown) are in the document, open shadow roots included, and when the frame
 * that shows them has been made. All times are milliseconds since navigation
 * began. `tag` is the element's; `detailed` also notes what happens on the way
 * there, at some cost.
 */
export function probe({ name, last, detailed, tag = 'scholar-badge' }) {
  const marks = {};
  const mark = (key) => (marks[key] ??= performance.now());
  const longTasks = [];
  const bench = (globalThis.bench = { marks, longTasks });

  const tasks = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ startTime, duration });
  });
  tasks.observe({ type: 'longtask', buffered: true });

  // A task queued within a frame runs when that frame has been laid out and
  // painted, as far as the page's own thread is concerned.
  const markPaint = (key, then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        mark(key);
        then?.();
      };
      channel.port2.postMessage(0);
    });

  bench.done = new Promise((resolve) => {
    const look = () => {
      bench.host ??= document.querySelector(tag);
      if (!bench.host) return;
      const shown = bench.host.shadowRoot ?? bench.host;
      if (detailed && bench.host.shadowRoot?.querySelector('[part=root]'))
        mark('connected');
      const text = shown.textContent;
      if (!marks.name && name && text.includes(name)) {
        mark('name');
        markPaint('namePainted');
      }
      if (!marks.works && last && text.includes(last)) {
        mark('works');
        markPaint('worksPainted', resolve);
      }
    };
    const observer = new MutationObserver(look);
    const options = { childList: true, subtree: true, characterData: true };
    observer.observe(document, options);
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      observer.observe(root, options);
      return root;
    };
  });
  for (const event of ['scholar-load', 'scholar-error'])
    addEventListener(event, () => mark(event), { capture: true });

  // Nothing else tells how much memory Wasm has.
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    mark('wasmAsked');
    const made = await instantiateStreaming(...args);
    mark('wasmReady');
    bench.memory = Object.values(made.instance.exports).find(
      (one) => one instanceof WebAssembly.Memory,
    );
    return made;
  };
  if (!detailed) return;

  /** Replaces `owner[key]` by itself, with marks before and after. */
  const watch = (owner, key, before, after) => {
    const original = owner?.[key];
    if (!original) return;
    owner[key] = function (...args) {
      if (before) mark(before);
      const result = original.apply(this, args);
      if (after)
        Promise.resolve(result).then(
          () => mark(after),
          () => {},
        );
      return result;
    };
  };
  watch(customElements, 'define', 'define');
  watch(globalThis.caches, 'match', 'cacheAsked', 'cacheAnswered');
  watch(Response.prototype, 'json', 'jsonAsked', 'jsonReady');
}
