// Key sets that hold what they should not.
import { generateKeyPairSync } from 'node:crypto';

import { keyOf } from '../keys.mjs';
import { KEY, REFUSED, TAKEN, takenBy } from './tools.mjs';

const { publicJwk: JWK, privateJwk: PRIVATE } = KEY;
const OTHER = { ...keyOf('second').publicJwk, kid: KEY.kid };
const json = (keys) => JSON.stringify({ keys });
const PYJWT =
  'PyJWT goes by kid and use: what else a key is for it does not ask';
const LOOSE = 'libraries read base64 loosely';

function pair(options) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', options);
  return {
    key: { privateKey },
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: KEY.kid },
  };
}
const SHORT = pair({ modulusLength: 1024 });
const THREE = pair({ modulusLength: 2048, publicExponent: 3 });
const EC = {
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  }),
  kid: KEY.kid,
};

const set = (name, keys, verdict) => [
  `keys: ${name}`,
  { jwks: typeof keys === 'function' ? keys : () => keys },
  verdict,
];
const one = (name, more, verdict = REFUSED) =>
  set(name, json([{ ...JWK, ...more }]), verdict);
const modulus = (change) => ({ n: change(JWK.n) });

/** `[name, recipe, verdict]` */
export const keys = [
  set('none', json([]), REFUSED),
  set('no list', json({}), REFUSED),
  set('null', 'null', REFUSED),
  set('a list alone', JSON.stringify([JWK]), REFUSED),
  set('HTML', '<!doctype html>', REFUSED),
  set('half of it', json([JWK]).slice(0, -2), REFUSED),
  set('with a byte-order mark', `\ufeff${json([JWK])}`, TAKEN),
  set(
    'in UTF-16',
    Buffer.from(json([JWK]), 'utf16le'),
    takenBy('python', "Python's json.load finds out the encoding by itself"),
  ),
  set('with a comma too many', json([JWK]).replace(']', ',]'), REFUSED),
  set(
    'the list twice, an empty one last',
    json([JWK]).replace(/\}$/, ',"keys":[]}'),
    REFUSED,
  ),
  set(
    'with null and a number among them',
    json([null, 7, JWK]),
    takenBy('page', 'the page leaves out what is no key'),
  ),
  set(
    'with a key of another kind among them',
    json([{ kty: 'XYZ', kid: 'x' }, JWK]),
    takenBy(
      'page node',
      'PyJWT 2.6 takes no set with a key that it does not know',
      'python',
    ),
  ),
  set(
    'with a key of a curve among them',
    json([{ ...EC, kid: 'x' }, JWK]),
    TAKEN,
  ),
  set('two of one kid', json([JWK, OTHER]), REFUSED),
  set('two of one kid, the other way', json([OTHER, JWK]), REFUSED),
  set('the same twice', json([JWK, JWK]), REFUSED),
  set(
    'two of one kid, one for encryption',
    json([{ ...OTHER, use: 'enc' }, JWK]),
    TAKEN,
  ),
  set(
    'two of one kid, one of a curve',
    json([JWK, EC]),
    takenBy('page node', PYJWT),
  ),
  set(
    'two of one kid, one for another algorithm',
    json([JWK, { ...OTHER, alg: 'RS512' }]),
    takenBy('page node', PYJWT),
  ),
  set(
    'kid twice, the right one last',
    json([JWK]).replace('{"kty"', '{"kid":"x","kty"'),
    TAKEN,
  ),
  set(
    'kid twice, another one last',
    json([JWK]).replace('}]', ',"kid":"x"}]'),
    REFUSED,
  ),
  one('kid a number', { kid: 1 }),
  one('without kid', { kid: undefined }),
  one('without use', { use: undefined }, TAKEN),
  one(
    'use null',
    { use: null },
    takenBy(
      'page python',
      'a member that is null counts as missing but for jose',
    ),
  ),
  one('for encryption', { use: 'enc' }),
  one('use in a list', { use: ['sig'] }),
  one('with its alg', { alg: 'RS256' }, TAKEN),
  one('for RS512', { alg: 'RS512' }, takenBy('python', PYJWT)),
  one('for PS256', { alg: 'PS256' }, takenBy('python', PYJWT)),
  one('to verify', { key_ops: ['verify'] }, TAKEN),
  one('to sign', { key_ops: ['sign'] }, takenBy('python', PYJWT)),
  one('to do nothing', { key_ops: [] }, takenBy('python', PYJWT)),
  one('kty in small letters', { kty: 'rsa' }),
  one('without n', { n: undefined }),
  one('n a number', { n: 7 }),
  one('n empty', { n: '' }),
  one(
    'n with padding',
    modulus((n) => `${n}==`),
    takenBy('node python', LOOSE),
  ),
  one(
    'n with a zero before',
    modulus((n) =>
      Buffer.concat([Buffer.of(0), Buffer.from(n, 'base64url')]).toString(
        'base64url',
      ),
    ),
    TAKEN,
  ),
  one('of somebody else', { n: OTHER.n }),
  one('e of 1', { e: 'AQ' }),
  one('e of 0', { e: 'AA' }),
  one('e even', { e: 'AQAC' }),
  one('e with a zero before', { e: 'AAEAAQ' }, TAKEN),
  ['keys: e of 3', { key: THREE.key, jwks: () => json([THREE.jwk]) }, TAKEN],
  [
    'keys: of 1024 bits',
    { key: SHORT.key, jwks: () => json([SHORT.jwk]) },
    REFUSED,
  ],
  set(
    'with its private part',
    json([PRIVATE]),
    takenBy('page', 'the page reads n and e alone'),
  ),
  set(
    'a shared secret of that kid',
    json([{ kty: 'oct', k: 'AAAA', kid: KEY.kid }]),
    REFUSED,
  ),
  [
    'keys: a kid of Unicode',
    {
      header: { kid: 'clé' },
      jwks: () => json([{ ...JWK, kid: 'clé' }]),
    },
    TAKEN,
  ],
  [
    'keys: a kid of Unicode, decomposed',
    {
      header: { kid: 'clé' },
      jwks: () => json([{ ...JWK, kid: 'cle\u0301' }]),
    },
    REFUSED,
  ],
];
