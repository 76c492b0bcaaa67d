// The JavaScript API: signing in, and all of data.d.ts. Kept by hand; tests/scripts holds
// it to the code.

export * from './data.js';

/** What signing in needs to know; the attributes of `<scholar-sign-in>`. */
export interface SignInOptions {
  /** The client id that ORCID gave the site. */
  clientId: string;
  /** The registered address of your copy of callback.html. */
  redirectUri: string;
  /** `production` (usual), `sandbox`, or the base URL of a mirror. */
  registry?: string;
  /** Another OpenID Connect server than ORCID's. */
  issuer?: string;
  /** `popup` (usual; falls back to `redirect`) or `redirect`. */
  mode?: 'popup' | 'redirect';
  /** `auto` (usual): what the server offers to a page without a server. */
  flow?: 'auto' | 'code' | 'implicit';
  /** A token address of the site's own. */
  tokenEndpoint?: string;
  /** Whether the redirect page may lie at another origin. */
  relay?: boolean;
  /** The only iD that is welcome. */
  expect?: string;
  /** `session`: later pages of this tab remember who is signed in. */
  remember?: 'session';
  /** `login`: ask for the password anew; `none`: ask nothing. */
  prompt?: 'login' | 'none';
  /** Language of ORCID's page, a BCP 47 tag. */
  lang?: string;
  givenNames?: string;
  familyNames?: string;
  email?: string;
  /** The iD to sign in with, filled in on ORCID's page. */
  orcid?: string;
  /** `false`: ORCID's page shows the registration first. */
  showLogin?: 'true' | 'false' | boolean;
}

/** Somebody who has shown that an iD is theirs. */
export interface SignedIn {
  /** The iD, digits with hyphens. */
  orcid: string;
  /** Null where it is not public. */
  name: string | null;
  givenName: string | null;
  familyName: string | null;
  /** The server that said so. */
  issuer: string;
  /** The signed token, for a back end, which must check it anew; null where
   * `restored`. */
  idToken: string | null;
  /** What the token's `nonce` is the SHA-256 of; to be sent along with it. */
  verifier: string | null;
  /** All that the token says; null where `restored`. */
  claims: Record<string, unknown> | null;
  /** Whether an earlier page of this tab remembers the person. */
  restored: boolean;
}

/** Why nobody is signed in, by a person's own choice. */
export type SignInCancelCode =
  | 'access-denied'
  | 'login-required'
  | 'window-closed'
  | 'attempt-expired'
  | 'cancelled';

/** Why nobody is signed in, else; the README groups them. */
export type SignInErrorCode =
  | 'missing-client-id'
  | 'missing-redirect-uri'
  | 'malformed-redirect-uri'
  | 'redirect-uri-fragment'
  | 'redirect-uri-not-https'
  | 'redirect-uri-other-origin'
  | 'redirect-uri-moved'
  | 'redirect-page-missing'
  | 'redirect-page-outdated'
  | 'relay-not-allowed'
  | 'malformed-issuer'
  | 'malformed-token-endpoint'
  | 'malformed-expect'
  | 'flow-unsupported'
  | 'shared-redirect-page'
  | 'insecure-context'
  | 'opaque-origin'
  | 'frame-cut-off'
  | 'popup-blocked'
  | 'storage-unavailable'
  | 'discovery-unreachable'
  | 'discovery-unreadable'
  | 'discovery-wrong-issuer'
  | 'discovery-incomplete'
  | 'missing-state'
  | 'wrong-state'
  | 'replayed-state'
  | 'not-asked'
  | 'foreign-window'
  | 'foreign-origin'
  | 'foreign-redirect-page'
  | 'empty-answer'
  | 'missing-response-issuer'
  | 'wrong-response-issuer'
  | 'wrong-response-type'
  | 'server-error'
  | 'id-token-refused'
  | 'token-endpoint-unreachable'
  | 'token-endpoint-not-json'
  | 'code-refused'
  | 'answer-too-large'
  | 'missing-id-token'
  | 'malformed-token'
  | 'unsigned-token'
  | 'symmetric-algorithm'
  | 'wrong-algorithm'
  | 'missing-key-id'
  | 'unknown-key'
  | 'duplicate-key-id'
  | 'retired-key'
  | 'bad-signature'
  | 'keys-unreachable'
  | 'keys-unreadable'
  | 'wrong-issuer'
  | 'issuer-mix-up'
  | 'wrong-audience'
  | 'extra-audience'
  | 'missing-azp'
  | 'wrong-azp'
  | 'expired-token'
  | 'token-from-future'
  | 'stale-token'
  | 'stale-auth-time'
  | 'missing-nonce'
  | 'wrong-nonce'
  | 'missing-at-hash'
  | 'wrong-at-hash'
  | 'sub-not-an-id'
  | 'sub-bad-check-digit'
  | 'other-person';

/** What a promise fails with: an `Error` whose message is for developers. */
export interface SignInError extends Error {
  name: 'SignInError';
  code: SignInErrorCode | SignInCancelCode;
}

/**
 * Signs a person in. Call it while a click is handled, or the browser opens no
 * window; then, and with `mode: 'redirect'`, the whole page travels, and
 * {@link signedIn} gives the answer on the page that comes back. Whoever is
 * signed in already is given at once.
 */
export function signIn(options: SignInOptions): Promise<SignedIn>;

/**
 * Who is signed in with this client: on this page, by an answer that the page
 * has just come back with, or, with `remember`, on an earlier page of this tab.
 * Call it when the page loads, or an answer that it has come back with stays
 * unread.
 */
export function signedIn(options: SignInOptions): Promise<SignedIn | null>;

/** Ends a sign-in on this page. At ORCID the person stays signed in. */
export function signOut(options: SignInOptions): Promise<void>;
