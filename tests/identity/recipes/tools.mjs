// What recipes are made of: changes of objects and of tokens, answers of servers.
import { createHash } from 'node:crypto';

import { base64url } from '../keys.mjs';
import { Reply } from '../rogue.mjs';

export const without =
  (...names) =>
  (object) =>
    Object.fromEntries(
      Object.entries(object).filter(([name]) => !names.includes(name)),
    );
export const having = (more) => (object) => ({ ...object, ...more });
export const only = (document) => () => document;

export const OTHER_TEXT = base64url(
  createHash('sha256').update('other').digest(),
);
export const OTHER_CLIENT = 'APP-SOMEBODYELSES';
export const PRODUCTION = 'https://orcid.org';
export const SANDBOX = 'https://sandbox.orcid.org';

export const json = (body, status = 200) =>
  new Reply({ status, type: 'application/json', body });
export const HTML = new Reply({
  body: '<!doctype html><title>Be right back</title>',
});
export const BROKEN = new Reply({ status: 500, body: 'Internal Server Error' });

/** Times relative to now, in seconds. */
export const at =
  (times) =>
  (claims, { now }) => ({
    ...claims,
    ...Object.fromEntries(
      Object.entries(times).map(([name, seconds]) => [name, now + seconds]),
    ),
  });

export const parts = (change) => (token) => change(token.split('.')).join('.');
export const flipped = (text) => (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
export const rewritten = (part, change) =>
  base64url(JSON.stringify(change(JSON.parse(Buffer.from(part, 'base64url')))));

/** The first key is gone from the list, the second is in its place. */
export function rotated(plan) {
  return {
    ...plan,
    jwks: (_, { keys }) => ({ keys: [keys.second.publicJwk] }),
  };
}
