// What is unusual and right, so that nobody refuses too much.
import { at, rotated, without } from './tools.mjs';

/** Answers that are unusual and must be taken: `[name, recipe]`. */
export const ACCEPTED = [
  ['a plain id_token', {}],
  ['an id_token with an access token', { withToken: true }],
  ['a code', { flow: 'code' }],
  ['a code in the query', { flow: 'code', back: 'query' }],
  [
    'aud as a list of one',
    { claims: (good) => ({ ...good, aud: [good.aud] }) },
  ],
  [
    'azp that is the client',
    { claims: (good) => ({ ...good, azp: good.aud }) },
  ],
  ['a clock half a minute ahead', { claims: at({ iat: 30 }) }],
  ['a clock half a minute behind', { claims: at({ iat: -30 }) }],
  ['a token that is good from half a minute on', { claims: at({ nbf: 30 }) }],
  [
    'a person who signed in an hour ago, where anew was not asked for',
    { claims: at({ auth_time: -3600 }) },
  ],
  [
    'a person who has signed in anew',
    { page: { prompt: 'login' }, claims: at({ auth_time: -30 }) },
  ],
  [
    'no auth_time, where to sign in anew was asked for',
    { page: { prompt: 'login' }, claims: without('auth_time') },
  ],
  ['a key with its alg', { jwks: ({ keys }) => withAlg(keys) }],
  [
    'two keys, the other one first',
    {
      jwks: ({ keys }, rogue) => ({
        keys: [rogue.keys.second.publicJwk, ...keys],
      }),
    },
  ],
  [
    'a key that has taken the place of the first',
    { before: [{}], ...rotated({ sign: { key: 'second' } }) },
  ],
  ...['unsupported_response_type', 'unauthorized_client'].map((error) => [
    `an id_token with an access token, after one alone was ${error}`,
    {
      withToken: true,
      answer: (good, { response_type: asked, state }) =>
        asked === 'id_token' ? { error, state } : good,
    },
  ]),
  [
    'an id_token with an access token, after one alone was refused without state',
    {
      withToken: true,
      answer: (good, { response_type: asked }) =>
        asked === 'id_token' ? { error: 'unsupported_response_type' } : good,
    },
  ],
];

function withAlg(keys) {
  return { keys: keys.map((key) => ({ ...key, alg: 'RS256' })) };
}
