// The JavaScript API: the same code as the elements, for pages with a view of
// their own. Addresses are those of the published file, one folder up.
//
// Signing in is here, and all of data.js besides. Whoever needs data alone imports that,
// as `scholar-badge/data`, and fetches nothing for signing in.

import { startBundle } from './bundle.js';

export * from './data.js';

const files = () => [
  import('./pkg/scholar_signin.js'),
  fetch(new URL('./pkg/scholar_signin_bg.wasm', import.meta.url), {
    integrity: INTEGRITY.signin,
  }),
];

let glue;
let loading;

/** Loads the bundle, once a page; after a failure the next call tries again. */
async function load() {
  if (!globalThis.document) {
    throw new Error('signing in needs a browser');
  }
  loading ??= startBundle(files).then(
    (started) => (glue = started),
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  await loading;
}

// At once: browsers open a window only while they handle a click.
load().catch(() => {}); // Whoever calls hears of it.

const when = (call) => (glue ? call() : load().then(call));

/** Signs a person in; see api.d.ts. */
export const signIn = async (options) => when(() => glue.signIn(options));

/** Ends a sign-in; see api.d.ts. */
export const signOut = async (options) => when(() => glue.signOut(options));

/** Who is signed in; see api.d.ts. */
export const signedIn = async (options) => when(() => glue.signedIn(options));
