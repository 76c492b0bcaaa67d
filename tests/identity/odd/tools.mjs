// How an odd token is made: its two parts as texts, so that each byte can be
// odd, signed over whatever stands there.
import { sign } from 'node:crypto';

import { base64url, keyOf, s256 } from '../keys.mjs';
import { IDS } from '../../registry/server.mjs';

export const CLIENT = 'APP-ODD';
export const VERIFIER = 'the-verifier-of-this-attempt-43-characters-';
export const NONCE = s256(VERIFIER);
export const KEY = keyOf('first');
export const SUB = IDS.carberry;

/** All agree. */
export const TAKEN = 'taken';
export const REFUSED = 'refused';

/**
 * Who takes it, where they do not agree, and why not; `varies` may do either, by
 * the version of its library.
 */
export const takenBy = (who, why, varies) => ({
  who: who.split(' '),
  why,
  varies,
});

/** Signs two parts, which need not be base64. */
export function signed(head, body, key = KEY) {
  const data = `${head}.${body}`;
  const bytes = sign('sha256', Buffer.from(data), key.privateKey);
  return `${data}.${base64url(bytes)}`;
}

const HEAD = { alg: 'RS256', kid: KEY.kid };

export const goodClaims = ({ issuer, now }) => ({
  iss: issuer,
  aud: CLIENT,
  sub: SUB,
  iat: now,
  exp: now + 600,
  nonce: NONCE,
});

/**
 * A recipe: `header` and `claims` are objects to be merged into a good one, or
 * functions that make the text, a string or bytes, of it. `token` changes the
 * whole, `jwks` the good list.
 */
export function make({ header, claims, key, token, jwks, issuer }, place) {
  const about = { ...place, issuer: issuer?.(place.issuer) ?? place.issuer };
  const textOf = (change, good) => {
    if (typeof change === 'function') return change(good, about);
    return JSON.stringify({ ...good, ...change });
  };
  const text = signed(
    base64url(textOf(header, HEAD)),
    base64url(textOf(claims, goodClaims(about))),
    key,
  );
  const list = { keys: [KEY.publicJwk] };
  const keys = jwks?.(list) ?? list;
  return {
    issuer: about.issuer,
    token: token?.(text, about) ?? text,
    jwks: Buffer.from(
      typeof keys === 'string' || Buffer.isBuffer(keys)
        ? keys
        : JSON.stringify(keys),
    ),
  };
}

/** A claim's value as it is written. */
export const written = (name, value) => (good) =>
  JSON.stringify({ ...good, [name]: '@' }).replace('"@"', value);

/** More text behind the last member. */
export const and = (more) => (good) =>
  JSON.stringify(good).replace(/\}$/, `,${more}}`);

/** Changes one of the three parts of a token. */
export const part = (place, change) => (token) =>
  token
    .split('.')
    .map((text, at) => (at === place ? change(text) : text))
    .join('.');
