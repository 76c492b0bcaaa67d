// Well-signed id_tokens that say what they should not.
import { IDS } from '../../registry/server.mjs';
import {
  at,
  having,
  OTHER_CLIENT,
  OTHER_TEXT,
  PRODUCTION,
  SANDBOX,
  without,
} from './tools.mjs';

const claim = (name, more, code) => [name, { claims: having(more) }, code];

export const claims = [
  claim('another iss', { iss: 'https://elsewhere.example' }, 'wrong-issuer'),
  [
    'an iss with one more slash',
    { claims: (good) => ({ ...good, iss: `${good.iss}/` }) },
    'wrong-issuer',
  ],
  ['no iss', { claims: without('iss') }, 'wrong-issuer'],
  [
    "the sandbox's token at production",
    {
      issuer: PRODUCTION,
      page: { registry: 'production' },
      claims: having({ iss: SANDBOX }),
    },
    'issuer-mix-up',
  ],
  [
    "production's token at the sandbox",
    {
      issuer: SANDBOX,
      page: { registry: 'sandbox' },
      claims: having({ iss: PRODUCTION }),
    },
    'issuer-mix-up',
  ],
  claim('another aud', { aud: OTHER_CLIENT }, 'wrong-audience'),
  claim('a list of others as aud', { aud: [OTHER_CLIENT] }, 'wrong-audience'),
  claim('an empty aud', { aud: [] }, 'wrong-audience'),
  ['no aud', { claims: without('aud') }, 'wrong-audience'],
  [
    'several aud without azp',
    { claims: (good) => ({ ...good, aud: [good.aud, OTHER_CLIENT] }) },
    'missing-azp',
  ],
  [
    'several aud with azp',
    {
      claims: (good) => ({
        ...good,
        aud: [good.aud, OTHER_CLIENT],
        azp: good.aud,
      }),
    },
    'extra-audience',
  ],
  claim('another azp', { azp: OTHER_CLIENT }, 'wrong-azp'),
  ['an expired token', { claims: at({ exp: -120 }) }, 'expired-token'],
  [
    'a token issued in the future',
    { claims: at({ iat: 3600, exp: 7200 }) },
    'token-from-future',
  ],
  [
    'a token issued long before the attempt',
    { claims: at({ iat: -3600 }) },
    'stale-token',
  ],
  [
    'a token that is good in an hour',
    { claims: at({ nbf: 3600, exp: 7200 }) },
    'token-from-future',
  ],
  claim('a word as nbf', { nbf: 'now' }, 'malformed-token'),
  [
    'a person who signed in an hour ago, where anew was asked for',
    { page: { prompt: 'login' }, claims: at({ auth_time: -3600 }) },
    'stale-auth-time',
  ],
  ['no nonce', { claims: without('nonce') }, 'missing-nonce'],
  claim('another nonce', { nonce: OTHER_TEXT }, 'wrong-nonce'),
  [
    'no nonce after a code',
    { flow: 'code', claims: without('nonce') },
    'missing-nonce',
  ],
  [
    'another nonce after a code',
    { flow: 'code', claims: having({ nonce: OTHER_TEXT }) },
    'wrong-nonce',
  ],
  [
    'an access token without at_hash',
    { withToken: true, claims: without('at_hash') },
    'missing-at-hash',
  ],
  [
    'the at_hash of another access token',
    { withToken: true, claims: having({ at_hash: OTHER_TEXT.slice(0, 22) }) },
    'wrong-at-hash',
  ],
  [
    'another access token than the at_hash is of',
    { withToken: true, answer: having({ access_token: 'exchanged' }) },
    'wrong-at-hash',
  ],
  claim('a sub that is no iD', { sub: 'carberry' }, 'sub-not-an-id'),
  claim(
    'an address as sub',
    { sub: `${PRODUCTION}/${IDS.carberry}` },
    'sub-not-an-id',
  ),
  claim('a number as sub', { sub: 218250097 }, 'sub-not-an-id'),
  ['no sub', { claims: without('sub') }, 'sub-not-an-id'],
  claim(
    'an iD with a wrong check digit',
    { sub: '0000-0002-1825-0098' },
    'sub-bad-check-digit',
  ),
  [
    "another person's iD",
    { page: { expect: IDS.carberry }, claims: having({ sub: IDS.ordinary }) },
    'other-person',
  ],
];
