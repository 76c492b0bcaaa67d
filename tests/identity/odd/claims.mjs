// Who, by whom and for whom: values that are nearly right.
import { IDS } from '../../registry/server.mjs';
import {
  and,
  CLIENT,
  NONCE,
  REFUSED,
  SUB,
  TAKEN,
  takenBy,
  written,
} from './tools.mjs';

const claim = (name, value, verdict = REFUSED) => [
  `${name} ${JSON.stringify(value)}`,
  { claims: { [name]: value } },
  verdict,
  name === 'sub' ? value : SUB,
];
const iss = (name, change, verdict = REFUSED) => [
  `iss ${name}`,
  { claims: (good) => JSON.stringify({ ...good, iss: change(good.iss) }) },
  verdict,
];
const SHAPE =
  'back ends look at the shape of sub alone: its signer knows its own iDs';

const issuers = [
  iss('with a slash', (it) => `${it}/`),
  iss('in capitals', (it) => it.toUpperCase()),
  iss('by https', (it) => it.replace('http:', 'https:')),
  iss('with a user', (it) => it.replace('//', '//a@')),
  iss('with the usual port', (it) => it.replace(/:\d+/, ':80')),
  iss('with a query', (it) => `${it}?`),
  iss('with a fragment', (it) => `${it}#`),
  iss('with a blank', (it) => `${it} `),
  iss('with a line feed', (it) => `${it}\n`),
  iss('with a zero', (it) => `${it}\u0000`),
  iss('with a zero-width space', (it) => `${it}\u200b`),
  iss('with half a surrogate pair', (it) => `${it}\ud800`),
  iss('with a Cyrillic letter', (it) => it.replace('c', '\u0441')),
  iss('with full-width letters', (it) => it.replace('case', 'ｃａｓｅ')),
  iss('with a combining mark', (it) => `${it}\u0301`),
  iss('percent-encoded', (it) => it.replace('case', '%63ase')),
  iss('in a list', (it) => [it]),
  iss('as an object', (it) => ({ [it]: 1 })),
  iss('null', () => null),
  [
    'iss with escapes',
    {
      claims: (good) =>
        JSON.stringify(good)
          .replace('"http', '"\\u0068ttp')
          .replaceAll('/', '\\/'),
    },
    TAKEN,
  ],
  [
    'an issuer of Unicode, composed, and iss decomposed',
    {
      issuer: (it) => `${it}-caf%C3%A9`,
      claims: (good) =>
        JSON.stringify({ ...good, iss: good.iss.replace('%C3%A9', 'e\u0301') }),
    },
    REFUSED,
  ],
  [
    'an issuer of Unicode, escaped, and iss not',
    {
      issuer: (it) => `${it}-caf%C3%A9`,
      claims: (good) => JSON.stringify({ ...good, iss: decodeURI(good.iss) }),
    },
    REFUSED,
  ],
  [
    'an issuer of Unicode, escaped, and iss the same',
    { issuer: (it) => `${it}-caf%C3%A9` },
    TAKEN,
  ],
  [
    'an issuer of Unicode that is not escaped',
    { issuer: (it) => `${it}-café` },
    takenBy('node', 'the page and urllib take addresses of ASCII alone'),
  ],
];

const audiences = [
  claim('aud', [CLIENT], TAKEN),
  claim('aud', [CLIENT, CLIENT], TAKEN),
  claim('aud', [CLIENT, 'APP-2']),
  claim('aud', [CLIENT, '']),
  claim('aud', [CLIENT, null]),
  claim('aud', [[CLIENT]]),
  claim('aud', [[CLIENT], CLIENT]),
  claim('aud', { [CLIENT]: CLIENT }),
  claim('aud', { 0: CLIENT, length: 1 }),
  claim('aud', []),
  claim('aud', ''),
  claim('aud', null),
  claim('aud', 7),
  claim('aud', true),
  claim('aud', `${CLIENT} `),
  claim('aud', `${CLIENT},APP-2`),
  claim('aud', CLIENT.toLowerCase()),
  claim('aud', `${CLIENT}\u0000`),
  claim('azp', CLIENT, TAKEN),
  claim('azp', null, TAKEN),
  claim('azp', ''),
  claim('azp', 'APP-2'),
  claim('azp', [CLIENT]),
  claim('azp', 0),
  claim('azp', false),
];

const people = [
  claim('sub', null),
  claim('sub', ''),
  claim('sub', 7),
  claim('sub', [SUB]),
  claim('sub', { 0: SUB }),
  claim('sub', true),
  claim('sub', SUB.replaceAll('-', '')),
  claim('sub', `https://orcid.org/${SUB}`),
  claim('sub', ` ${SUB}`),
  claim('sub', `${SUB}\n`),
  claim('sub', `${SUB}\u0000`),
  claim('sub', `${SUB}\u200b`),
  claim('sub', SUB.replaceAll('-', '\u2010')),
  claim('sub', SUB.replaceAll('0', '０')),
  claim('sub', SUB.replaceAll('0', '٠')),
  claim('sub', '0000-0002-1694-233x'),
  claim('sub', '0000-0002-1694-233X', TAKEN),
  claim('sub', '0000-0002-1825-0098', takenBy('node python', SHAPE)),
  claim('sub', '0000-0001-2103-2683', takenBy('node python', SHAPE)),
];

const nonces = [
  claim('nonce', null),
  claim('nonce', ''),
  claim('nonce', [NONCE]),
  claim('nonce', `${NONCE}=`),
  claim('nonce', NONCE.slice(0, -1)),
  claim('nonce', NONCE.toLowerCase()),
  [
    'nonce with escapes',
    { claims: written('nonce', `"\\u${escaped(NONCE[0])}${NONCE.slice(1)}"`) },
    TAKEN,
  ],
];

function escaped(letter) {
  return letter.charCodeAt(0).toString(16).padStart(4, '0');
}

/** The last of the members of one name counts (RFC 8259 §4 leaves it open). */
const twice = [
  [
    'sub twice, the other one last',
    { claims: and(`"sub":"${IDS.ordinary}"`) },
    TAKEN,
    IDS.ordinary,
  ],
  ['sub twice, a word last', { claims: and('"sub":"carberry"') }, REFUSED],
  [
    'sub twice, its name with an escape',
    { claims: and(`"\\u0073ub":"${IDS.ordinary}"`) },
    TAKEN,
    IDS.ordinary,
  ],
  [
    'sub twice, its name in capitals',
    { claims: and(`"SUB":"${IDS.ordinary}"`) },
    TAKEN,
  ],
  ['aud twice, another last', { claims: and('"aud":"APP-2"') }, REFUSED],
  [
    'aud twice, this one last',
    { claims: (good) => `{"aud":"APP-2",${JSON.stringify(good).slice(1)}` },
    TAKEN,
  ],
  [
    'iss twice, another last',
    { claims: and('"iss":"https://orcid.org"') },
    REFUSED,
  ],
  ['exp twice, an old one last', { claims: and('"exp":1') }, REFUSED],
  ['nonce twice, another last', { claims: and('"nonce":"x"') }, REFUSED],
  [
    'a prototype',
    { claims: and(`"__proto__":{"sub":"${IDS.ordinary}"}`) },
    TAKEN,
  ],
  [
    'claims of a prototype alone',
    { claims: (good) => `{"__proto__":${JSON.stringify(good)}}` },
    REFUSED,
  ],
  [
    'claims one deeper',
    { claims: (good) => `{"claims":${JSON.stringify(good)}}` },
    REFUSED,
  ],
];

/** `[name, recipe, verdict, orcid]` */
export const claims = [
  ...issuers,
  ...audiences,
  ...people,
  ...nonces,
  ...twice,
];
