// What comes back to the redirect page, other than the id_token itself.
import { having, only, OTHER_TEXT, without } from './tools.mjs';

export const answers = [
  ['a wrong state', { answer: having({ state: OTHER_TEXT }) }, 'wrong-state'],
  ['no state', { answer: without('state') }, 'missing-state'],
  [
    'a wrong state beside an error',
    { answer: only({ error: 'access_denied', state: OTHER_TEXT }) },
    'wrong-state',
  ],
  ['nothing at all', { bare: '' }, 'empty-answer'],
  [
    'a code where a token was asked for',
    { answer: ({ state }) => ({ code: 'abc', state }) },
    'wrong-response-type',
  ],
  [
    'an access token without an id_token',
    { withToken: true, answer: without('id_token') },
    'missing-id-token',
  ],
  [
    'a token where a code was asked for',
    {
      flow: 'code',
      answer: ({ state, iss }) => ({ id_token: 'a.b.c', state, iss }),
    },
    'wrong-response-type',
  ],
  [
    'the issuer of another server beside the answer',
    { answer: having({ iss: 'https://elsewhere.example' }) },
    'wrong-response-issuer',
  ],
  [
    'the issuer of another server beside a code',
    { flow: 'code', answer: having({ iss: 'https://elsewhere.example' }) },
    'wrong-response-issuer',
  ],
  [
    'no issuer beside a code though announced',
    { flow: 'code', answer: without('iss') },
    'missing-response-issuer',
  ],
  [
    'an answer by a page of another origin',
    { elsewhere: true },
    'foreign-origin',
  ],
];

/** Every form in which ORCID, or a server like it, says that it will not. */
export const errors = [
  ['a denial without state', { bare: 'error=access_denied' }, 'access-denied'],
  [
    'a denial with state',
    { answer: ({ state }) => ({ error: 'access_denied', state }) },
    'access-denied',
  ],
  [
    'a denial in the query, with description and state',
    {
      back: 'query',
      answer: ({ state }) => ({
        error: 'access_denied',
        error_description: 'User denied access',
        state,
      }),
    },
    'access-denied',
  ],
  [
    'a denial of a code',
    {
      flow: 'code',
      answer: ({ state, iss }) => ({ error: 'access_denied', state, iss }),
    },
    'access-denied',
  ],
  [
    'the bare word login_required',
    { bare: 'login_required' },
    'login-required',
  ],
  [
    'login_required as an error',
    { answer: ({ state }) => ({ error: 'login_required', state }) },
    'login-required',
  ],
  [
    'login_required in the query',
    {
      back: 'query',
      answer: ({ state }) => ({ error: 'login_required', state }),
    },
    'login-required',
  ],
  [
    'interaction_required in the query',
    {
      back: 'query',
      answer: ({ state }) => ({ error: 'interaction_required', state }),
    },
    'login-required',
  ],
  ...[
    'server_error',
    'temporarily_unavailable',
    'invalid_request',
    'invalid_scope',
    'unauthorized_client',
    'unsupported_response_type',
  ].map((error) => [
    `the error ${error}`,
    { answer: ({ state }) => ({ error, state }) },
    'server-error',
  ]),
  ['an error nobody knows', { bare: 'error=%F0%9F%92%A5' }, 'server-error'],
];
