// The JavaScript API: the same code as the elements, for pages with a view of
// their own.

import './arrival.js';
import init, * as glue from './pkg/scholar_signin.js';

// At once: browsers open a window only while they handle a click.
let isReady = false;
const ready = init().then(() => (isReady = true));
ready.catch(() => {}); // Whoever calls hears of it.

const when = (call) => (isReady ? call() : ready.then(call));

/** Signs a person in; see api.d.ts. */
export const signIn = async (options) => when(() => glue.signIn(options));

/** Ends a sign-in; see api.d.ts. */
export const signOut = async (options) => when(() => glue.signOut(options));

/** Who is signed in; see api.d.ts. */
export const signedIn = async (options) => when(() => glue.signedIn(options));
