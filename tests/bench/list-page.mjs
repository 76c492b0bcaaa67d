// What the bench of lists does and sees in the page. The same for every
// contestant: `title` and `status` are found by our parts or the floor's classes.

/** Runs in the page: titles of the works there, in order, without blanks' kind. */
export function titlesThere() {
  const { host } = globalThis.bench;
  const shown = host?.shadowRoot ?? host;
  const titles = shown?.querySelectorAll('[part~=work-title], .title') ?? [];
  return [...titles].map(({ textContent }) => textContent.trim());
}

/** Runs in the page: elements and texts of it, shadow trees included. */
export function countNodes() {
  let nodes = 0;
  const walk = (root) => {
    const walker = document.createTreeWalker(root);
    do {
      nodes += 1;
      const { shadowRoot } = walker.currentNode;
      if (shadowRoot) walk(shadowRoot);
    } while (walker.nextNode());
  };
  walk(document);
  return nodes;
}

/**
 * Runs in the page. From now on `bench.key` is a promise of what the last key
 * took, in milliseconds: `painted` from the input event to the end of the next
 * frame, `script` in its handlers and all they queued as microtasks, `frame`
 * from the begin of that frame to its end; `text` is the number of works told
 * when the frame was made, and the first of them. `bench.told()` says it anew.
 */
export function watchKeys() {
  const { bench } = globalThis;
  const shown = bench.host.shadowRoot ?? bench.host;
  bench.told = () => {
    const found = ['[part~=status], .status', '[part~=work-title], .title'];
    return found
      .map((selector) => shown.querySelector(selector)?.textContent.trim())
      .join(': ');
  };
  let script;
  addEventListener(
    'input',
    () => {
      const start = performance.now();
      script = undefined;
      bench.key = new Promise((resolve) => {
        requestAnimationFrame(() => {
          const begin = performance.now();
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            const end = performance.now();
            resolve({
              painted: end - start,
              script: script - start,
              frame: end - begin,
              text: bench.told(),
            });
          };
          channel.port2.postMessage(0);
        });
      });
    },
    { capture: true },
  );
  // The last to hear of it: microtasks of the element's listeners have run.
  addEventListener('input', () => (script = performance.now()));
}

/**
 * Runs in the page: jumps to this part of its height and resolves to the
 * milliseconds until a frame has been made that has works there, and nothing
 * empty. `undefined` where the page has nothing to scroll.
 */
export function jump(part) {
  const page = document.scrollingElement;
  const room = page.scrollHeight - innerHeight;
  if (room <= 0) return undefined;
  const root = globalThis.bench.host.shadowRoot;
  const isFilled = () => {
    const there = [0.25, 0.5, 0.75].map((at) =>
      root.elementFromPoint(innerWidth / 2, innerHeight * at),
    );
    return (
      there.some((one) => one?.closest('[part~=work]')) &&
      // Room that is kept for works; between works lies the list itself.
      !there.some((one) => one?.matches('div:empty'))
    );
  };
  const start = performance.now();
  scrollTo(0, room * part);
  return new Promise((resolve, reject) => {
    const look = () => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = performance.now();
        if (isFilled()) resolve(now - start);
        else if (now - start > 20_000) reject(new Error('No works come'));
        else requestAnimationFrame(look);
      };
      channel.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
}
