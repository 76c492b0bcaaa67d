// The entry: one script tag. Starts everything a badge needs at once (class,
// glue, Wasm and the records of the badges in view), then defines the element.

const classes = import('./element.js');

let loading;

/** Fetches glue and Wasm side by side, once a page; a failure may be retried. */
function load() {
  loading ??= Promise.all([
    import('./pkg/scholar_badge.js'),
    fetch(new URL('./pkg/scholar_badge_bg.wasm', import.meta.url)),
  ])
    .then(async ([glue, wasm]) => {
      await glue.default({ module_or_path: wasm });
      return glue;
    })
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

const HOSTS = {
  production: 'https://pub.orcid.org',
  sandbox: 'https://pub.sandbox.orcid.org',
};

/** The ranges of src/orcid/id.rs, before any check digit and after every one. */
const RANGES = [
  ['000000015000000', '000000035000000X'],
  ['000900000000000', '000900100000000X'],
];

/** The address of an element's record, if its iD is plainly written and sound. */
function addressOf(host) {
  const id = host.getAttribute('orcid')?.trim() ?? '';
  if (!/^(\d{4}-){3}\d{3}[\dX]$/.test(id)) return;
  const digits = id.replaceAll('-', '');
  if (!RANGES.some(([first, last]) => first <= digits && digits <= last))
    return;
  // ISO 7064 MOD 11-2: a mistyped iD must cost no request.
  let check = 0;
  for (const digit of digits) {
    check = (check * 2 + (digit === 'X' ? 10 : +digit)) % 11;
  }
  if (check !== 1) return;
  const registry = host.getAttribute('registry')?.trim() || 'production';
  const base =
    HOSTS[registry] ?? registry.replace(/\/+$/, '').replace(/\/v3\.0$/, '');
  return `${base}/v3.0/${id}`;
}

/** The cache of src/registry/cache.rs, and the mark it leaves when it is used. */
const NAME = 'scholar-badge';

/** Whether a look into the cache is worth its milliseconds. */
function mayBeKept() {
  try {
    return globalThis.caches && localStorage.getItem(NAME);
  } catch {
    return false; // Some frames and some people refuse storage.
  }
}

const requests = new Map();

/** Starts the request for a record while Wasm is still on its way. */
function start(address) {
  if (requests.has(address)) return;
  const abort = new AbortController();
  const response = (async () => {
    const kept = mayBeKept()
      ? await caches.match(address, { cacheName: NAME }).catch(() => undefined)
      : undefined;
    return (
      kept ??
      fetch(address, {
        headers: { accept: 'application/json, application/ld+json;q=0.5' },
        credentials: 'omit',
        signal: abort.signal,
      })
    );
  })();
  response.catch(() => {}); // Rust hears of it; nobody else needs to.
  requests.set(address, { response, abort });
}

/** Hands over the request started for an element's record, once. */
function headStart(host) {
  const address = addressOf(host);
  const request = requests.get(address);
  requests.delete(address);
  return request;
}

function isInView(host) {
  const box = host.getBoundingClientRect();
  return box.bottom > -400 && box.top < innerHeight + 400;
}

// A second copy of the package, from wherever, leaves the page to the first.
const MARK = Symbol.for('scholar-badge');
const isFirst = !globalThis[MARK];
globalThis[MARK] = true;

for (const host of isFirst ? document.querySelectorAll('scholar-badge') : []) {
  if (host.getAttribute('loading') === 'eager' || isInView(host)) {
    load().catch(() => {}); // The element tells of it.
    const address = addressOf(host);
    if (address && requests.size < 6) start(address);
  }
}

const { define } = await classes;

/** The class of `<scholar-badge>`. */
export const ScholarBadge = define('scholar-badge', load, headStart);
