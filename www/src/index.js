// The entry: one script tag. Defines the elements and starts everything that
// those in view need at once: glue, Wasm and records. Addresses are those of the
// published file, one folder up.

import { isLeaving } from './arrival.js';
import { startBundle } from './bundle.js';
import * as kinds from './element.js';
import { asField, INTERNALS, RESTORED } from './field.js';
import { isSupported } from './support.js';

/**
 * The crate's bundles: all that badges need, that and lists, that and what few
 * lists ask for, badges and people, search alone, sign-in alone, and the reader of
 * XML, which the others ask for when an answer needs it. A Wasm file that is not the
 * one this file was made with is refused (scripts/loader.mjs fills in its hash).
 * Bundlers find the files by these very expressions.
 */
const BUNDLES = {
  badge: () => [
    import('./pkg/scholar_badge.js'),
    fetch(new URL('./pkg/scholar_badge_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.badge,
    }),
  ],
  full: () => [
    import('./pkg/scholar_full.js'),
    fetch(new URL('./pkg/scholar_full_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.full,
    }),
  ],
  site: () => [
    import('./pkg/scholar_site.js'),
    fetch(new URL('./pkg/scholar_site_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.site,
    }),
  ],
  people: () => [
    import('./pkg/scholar_people.js'),
    fetch(new URL('./pkg/scholar_people_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.people,
    }),
  ],
  search: () => [
    import('./pkg/scholar_search.js'),
    fetch(new URL('./pkg/scholar_search_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.search,
    }),
  ],
  signin: () => [
    import('./pkg/scholar_signin.js'),
    fetch(new URL('./pkg/scholar_signin_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.signin,
    }),
  ],
  xml: () => [
    import('./pkg/scholar_xml.js'),
    fetch(new URL('./pkg/scholar_xml_bg.wasm', import.meta.url), {
      integrity: INTEGRITY.xml,
    }),
  ],
};

const loading = {};

/** Loads a bundle, once a page; a failure may be retried. */
function load(bundle) {
  loading[bundle] ??= startBundle(BUNDLES[bundle]).then(
    (glue) => {
      glue.useXml?.(async () => (await load('xml')).readXml);
      return glue;
    },
    (error) => {
      loading[bundle] = undefined;
      throw error;
    },
  );
  return loading[bundle];
}

const BADGE = 'scholar-badge';
const WORKS = 'scholar-works';
const PEOPLE = 'scholar-people';
const SEARCH = 'scholar-search';
const SIGN_IN = 'scholar-sign-in';
/** Lists that ask for what the bundle `site` alone has. */
const SITE = `${WORKS}:is(${kinds.WORKS.more})`;

/**
 * The bundle for an element. All take what the page has or will need anyway, so
 * only lists together with people, and whichever comes when a smaller bundle is
 * there already, bring a second copy of the framework.
 */
function bundleFor(tag, host) {
  if (tag === SIGN_IN) return 'signin';
  if (tag === SEARCH) return 'search';
  if (tag === PEOPLE) return 'people';
  if (tag === BADGE && loading.badge) return 'badge';
  if (host?.matches(SITE)) return 'site';
  if (loading.full) return 'full';
  if (loading.site || document.querySelector(SITE)) return 'site';
  if (tag === WORKS || document.querySelector(WORKS)) return 'full';
  return loading.people || document.querySelector(PEOPLE) ? 'people' : 'badge';
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

/** Whether an iD is plainly written and sound: a mistyped one costs no request. */
function isSound(id) {
  if (!/^(\d{4}-){3}\d{3}[\dX]$/.test(id)) return false;
  const digits = id.replaceAll('-', '');
  // ISO 7064 MOD 11-2.
  let check = 0;
  for (const digit of digits) {
    check = (check * 2 + (digit === 'X' ? 10 : +digit)) % 11;
  }
  return (
    check === 1 &&
    RANGES.some(([first, last]) => first <= digits && digits <= last)
  );
}

/** The addresses of an element's records, and their registry; badges take one iD. */
function addressesOf(host) {
  const ids = host.getAttribute('orcid')?.trim() ?? '';
  const registry = host.getAttribute('registry')?.trim() || 'production';
  const base =
    HOSTS[registry] ?? registry.replace(/\/+$/, '').replace(/\/v3\.0$/, '');
  return ids
    .split(host.localName === BADGE ? undefined : /[\s,;]+/)
    .filter(isSound)
    .map((id) => [`${base}/v3.0/${id}`, base]);
}

/** The cache of src/registry/cache.rs, and the mark it leaves when it is used. */
const NAME = 'scholar-badge';

/** What the site's pages have noted; some frames and some people refuse storage. */
function noted(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Takes the lock of a record, which one page of the site has while it asks:
 * resolves to what ends it, or to undefined where another page has it.
 */
const claim = (address) =>
  new Promise((done) => {
    const goOn = () => done(() => {});
    if (!navigator.locks) return goOn();
    navigator.locks
      .request(
        `${NAME} ${address}`,
        { ifAvailable: true },
        (lock) => new Promise((end) => (lock ? done(end) : end(done()))),
      )
      .catch(goOn);
  });

/** The requests that nobody has taken yet, by address. */
const requests = new Map();

/**
 * Starts an element's request for a record while Wasm is still on its way, unless
 * another page asks for it or the registry is to be left alone (src/registry/quota.rs).
 */
function start([address, registry], host) {
  const known = requests.get(address);
  known?.hosts.add(host);
  if (known || requests.size >= 6) return;
  const abort = new AbortController();
  const request = { abort, hosts: new Set([host]) };
  request.response = (async () => {
    // A look into the cache costs milliseconds.
    const kept =
      globalThis.caches && noted(NAME)
        ? await caches
            .match(address, { cacheName: NAME })
            .catch(() => undefined)
        : undefined;
    if (kept) return kept;
    if (noted(`${NAME}:${registry}`) > Date.now()) return undefined;
    const release = await claim(address);
    if (!release) return undefined;
    request.release = release;
    setTimeout(release, 30_000); // Where Rust never comes.
    return fetch(address, {
      headers: { accept: 'application/json, application/ld+json;q=0.5' },
      credentials: 'omit',
      signal: abort.signal,
    });
  })();
  // Rust hears of it; nobody else needs to.
  request.response.catch(() => request.release?.());
  requests.set(address, request);
}

/**
 * Hands over the request started for a record, once: to each of two bundles where
 * elements of both wait for it.
 */
function take(bundle, address) {
  const request = requests.get(address);
  if (!request || request.taken === bundle) return undefined;
  const { response, hosts } = request;
  for (const host of hosts) {
    if (bundleFor(host.localName) === bundle) hosts.delete(host);
  }
  if (hosts.size === 0) {
    requests.delete(address);
    return request;
  }
  request.taken = bundle;
  // What the one gives up, the other may still wait for.
  const own = new AbortController();
  const copy = new Promise((done, fail) => {
    own.signal.onabort = fail;
    response.then((answer) => done(answer?.clone()), fail);
  });
  return { response: copy, abort: own };
}

/** Ends the requests that only this element waited for. */
function leave(host) {
  for (const [address, { abort, hosts, taken, release }] of requests) {
    hosts.delete(host);
    if (hosts.size === 0) {
      requests.delete(address);
      if (!taken) abort.abort();
      release?.();
    }
  }
}

/** The element around another, as the page is laid out. */
const parentOf = (element) =>
  element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;

/**
 * Whether an element is on the page near the viewport, as its observer will find
 * a moment later. Where in doubt it is not: that costs the visitor some time, and
 * a request for what nobody sees would cost more than that.
 */
function isInView(host) {
  // What browsers without it hide has no box, or one that is cut off.
  if (host.checkVisibility?.({ contentVisibilityAuto: true }) === false) {
    return false;
  }
  let [left, top] = [-400, -400];
  let [right, bottom] = [innerWidth + 400, innerHeight + 400];
  for (let at = host; at && at !== document.body; at = parentOf(at)) {
    if (at !== host && getComputedStyle(at).overflow === 'visible') continue;
    const box = at.getBoundingClientRect();
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  }
  return left < right && top < bottom;
}

/** Starts what the elements in view will ask for; on a hidden page none is. */
function giveHeadStart() {
  const hosts = [
    ...document.querySelectorAll(
      [BADGE, WORKS, PEOPLE, SEARCH, SIGN_IN].join(),
    ),
  ];
  const inView = hosts.filter(isInView);
  const eager = hosts.filter(
    ({ attributes }) => attributes.loading?.value === 'eager',
  );
  // What is seen goes first.
  for (const host of new Set([...inView, ...eager])) {
    load(bundleFor(host.localName, host)).catch(() => {}); // The element tells of it.
    for (const address of addressesOf(host)) start(address, host);
  }
}

/** The class of `<scholar-badge>`. */
export const ScholarBadge = kinds.define(BADGE, {
  ...kinds.BADGE,
  load: async () => (await load(bundleFor(BADGE))).connect,
  take: (address) => take(bundleFor(BADGE), address),
  leave,
});

/** The class of `<scholar-people>`. */
export const ScholarPeople = kinds.define(PEOPLE, {
  ...kinds.PEOPLE,
  load: async () => (await load('people')).connectPeople,
  icons: () => import('./pkg/scholar_icons.js'),
  take: (address) => take('people', address),
  leave,
});

/** The class of `<scholar-search>`. */
export const ScholarSearch = kinds.define(SEARCH, {
  ...kinds.SEARCH,
  extend: asField,
  load: async () => {
    const { connectSearch } = await load('search');
    return (host, root) =>
      connectSearch(host, root, host[INTERNALS], host[RESTORED]);
  },
});

/** The class of `<scholar-sign-in>`. */
export const ScholarSignIn = kinds.define(SIGN_IN, {
  ...kinds.SIGN_IN,
  load: async () => (await load('signin')).connectSignIn,
});

/** The class of `<scholar-works>`. */
export const ScholarWorks = kinds.define(WORKS, {
  ...kinds.WORKS,
  load: async (host) => (await load(bundleFor(WORKS, host))).connectWorks,
  take: (address) => take(bundleFor(WORKS), address),
  leave,
});

// A second copy of the package, from wherever, leaves the page to the first. Not
// before the elements have their room: some have no size without it.
const MARK = Symbol.for(NAME);
try {
  if (isSupported && !isLeaving && !globalThis[MARK] && !document.hidden) {
    giveHeadStart();
  }
} catch {
  // Without it the elements are slower; what is wrong, they tell.
}
globalThis[MARK] = true;
