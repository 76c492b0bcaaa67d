// Discovery, keys and token address: gone, broken, or saying the wrong thing.
import { IDS } from '../../registry/server.mjs';
import { DROP, Reply } from '../rogue.mjs';
import {
  BROKEN,
  having,
  HTML,
  json,
  only,
  OTHER_TEXT,
  without,
} from './tools.mjs';

export const servers = [
  ['keys: no connection', { jwks: only(DROP) }, 'keys-unreachable'],
  ['keys: 500', { jwks: only(BROKEN) }, 'keys-unreachable'],
  ['keys: not JSON', { jwks: only(HTML) }, 'keys-unreadable'],
  ['keys: no list', { jwks: only({}) }, 'keys-unreadable'],
  [
    'discovery: no connection',
    { discovery: only(DROP) },
    'discovery-unreachable',
  ],
  ['discovery: 500', { discovery: only(BROKEN) }, 'discovery-unreachable'],
  ['discovery: not JSON', { discovery: only(HTML) }, 'discovery-unreadable'],
  [
    'discovery: half of it',
    { discovery: only(json('{"issuer":"http')) },
    'discovery-unreadable',
  ],
  [
    'discovery: another issuer',
    { discovery: having({ issuer: 'https://elsewhere.example' }) },
    'discovery-wrong-issuer',
  ],
  [
    'discovery: no authorization_endpoint',
    { discovery: without('authorization_endpoint') },
    'discovery-incomplete',
  ],
  [
    'discovery: no jwks_uri',
    { discovery: without('jwks_uri') },
    'discovery-incomplete',
  ],
  [
    'discovery: no flow for a page',
    { discovery: having({ response_types_supported: ['code'] }) },
    'flow-unsupported',
  ],
];

const code = (name, exchange, expected) => [
  `token address: ${name}`,
  { flow: 'code', exchange },
  expected,
];

export const exchanges = [
  code(
    'the code was used before',
    only(json('{"error":"invalid_grant"}', 400)),
    'code-refused',
  ),
  code(
    'it wants a secret',
    only(json('{"error":"invalid_client"}', 401)),
    'code-refused',
  ),
  code('an HTML page', only(HTML), 'token-endpoint-not-json'),
  code('no connection', only(DROP), 'token-endpoint-unreachable'),
  code(
    'closed to pages',
    only(new Reply({ type: 'application/json', body: '{}', noCors: true })),
    'token-endpoint-unreachable',
  ),
  code('no id_token', without('id_token'), 'missing-id-token'),
  code('a word for an id_token', having({ id_token: 'x' }), 'malformed-token'),
  [
    'token address: the at_hash of another access token',
    { flow: 'code', claims: having({ at_hash: OTHER_TEXT.slice(0, 22) }) },
    'wrong-at-hash',
  ],
  [
    'token address: another person',
    {
      flow: 'code',
      page: { expect: IDS.carberry },
      claims: having({ sub: IDS.ordinary }),
    },
    'other-person',
  ],
];
