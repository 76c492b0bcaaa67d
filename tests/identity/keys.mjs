// RSA keys and JSON Web Tokens, made with nothing but node:crypto, so that they
// can also be made wrong.
import {
  constants,
  createHash,
  createHmac,
  generateKeyPairSync,
  sign,
} from 'node:crypto';

export const base64url = (data) => Buffer.from(data).toString('base64url');
const encode = (value) => base64url(JSON.stringify(value));

/** S256 of RFC 7636, and how a nonce is made of a verifier. */
export const s256 = (text) =>
  createHash('sha256').update(text).digest('base64url');

/** `at_hash` of OpenID Connect for RS256: the left half of SHA-256. */
export const atHash = (token) =>
  createHash('sha256')
    .update(token)
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/** `{ kid, privateKey, publicKey, pem, publicJwk, privateJwk }` of a new RSA key. */
function makeKey(kid) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  // As ORCID lists its key: no `alg`.
  const about = { use: 'sig', kid };
  return {
    kid,
    privateKey,
    publicKey,
    pem: publicKey.export({ type: 'spki', format: 'pem' }),
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...about },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...about },
  };
}

const kept = new Map();

/** The key of this name, the same for a whole process: each takes a while to make. */
export function keyOf(kid) {
  if (!kept.has(kid)) kept.set(kid, makeKey(kid));
  return kept.get(kid);
}

const SIGN = {
  RS256: (data, { privateKey }) => sign('sha256', data, privateKey),
  RS512: (data, { privateKey }) => sign('sha512', data, privateKey),
  PS256: (data, { privateKey }) =>
    sign('sha256', data, {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    }),
  // The classic mistake it provokes: the public key taken for a shared secret.
  HS256: (data, { pem }) => createHmac('sha256', pem).update(data).digest(),
  none: () => Buffer.alloc(0),
};

/** A token with this header and these claims, signed as `header.alg` says. */
export function makeToken(header, claims, key, alg = header.alg) {
  const data = `${encode(header)}.${encode(claims)}`;
  return `${data}.${base64url(SIGN[alg](Buffer.from(data), key))}`;
}

/** The two readable parts of a token: `{ header, claims }`. */
export function readToken(token) {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  return { header, claims };
}
