// id_tokens whose form, header, key or signature is wrong.
import { IDS } from '../../registry/server.mjs';
import { base64url } from '../keys.mjs';
import {
  flipped,
  having,
  only,
  parts,
  rewritten,
  rotated,
  without,
} from './tools.mjs';

export const signatures = [
  [
    'alg none, unsigned',
    { header: having({ alg: 'none' }), sign: { alg: 'none' } },
    'unsigned-token',
  ],
  [
    'alg none, with a signature',
    { header: having({ alg: 'none' }) },
    'unsigned-token',
  ],
  [
    'HS256 with the public key',
    { header: having({ alg: 'HS256' }), sign: { alg: 'HS256' } },
    'symmetric-algorithm',
  ],
  [
    'RS512',
    { header: having({ alg: 'RS512' }), sign: { alg: 'RS512' } },
    'wrong-algorithm',
  ],
  [
    'PS256',
    { header: having({ alg: 'PS256' }), sign: { alg: 'PS256' } },
    'wrong-algorithm',
  ],
  ['ES256', { header: having({ alg: 'ES256' }) }, 'wrong-algorithm'],
  ['no kid', { header: without('kid') }, 'missing-key-id'],
  ['an unknown kid', { sign: { key: 'stranger' } }, 'unknown-key'],
  ['no keys in the list', { jwks: only({ keys: [] }) }, 'unknown-key'],
  [
    'two keys of one kid',
    {
      jwks: ({ keys }, rogue) => ({
        keys: [
          ...keys,
          { ...rogue.keys.second.publicJwk, kid: rogue.keys.first.kid },
        ],
      }),
    },
    'duplicate-key-id',
  ],
  [
    'a key that was withdrawn',
    {
      before: [{}, rotated({ sign: { key: 'second' } })],
      ...rotated({ sign: { key: 'first' } }),
    },
    'retired-key',
  ],
  [
    'a flipped bit in the signature',
    { token: parts(([h, c, s]) => [h, c, flipped(s)]) },
    'bad-signature',
  ],
  [
    "another key's signature under a known kid",
    { sign: { key: 'stranger' }, header: having({ kid: 'first' }) },
    'bad-signature',
  ],
  [
    'claims changed after signing',
    {
      token: parts(([h, c, s]) => [
        h,
        rewritten(c, having({ sub: IDS.ordinary })),
        s,
      ]),
    },
    'bad-signature',
  ],
  [
    'a signature cut short',
    { token: (token) => token.slice(0, -42) },
    'malformed-token',
  ],
  [
    'a token cut in the middle',
    { token: (token) => token.slice(0, Math.floor(token.length / 4)) },
    'malformed-token',
  ],
  [
    'a token without its third part',
    { token: parts(([h, c]) => [h, c]) },
    'malformed-token',
  ],
  [
    'a token of four parts',
    { token: (token) => `${token}.AAAA` },
    'malformed-token',
  ],
  [
    'a header that is no JSON',
    { token: parts(([, c, s]) => [base64url('{"alg":'), c, s]) },
    'malformed-token',
  ],
  ['a word for a token', { token: only('token') }, 'malformed-token'],
];
