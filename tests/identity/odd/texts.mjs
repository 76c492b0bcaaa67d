// How a token is written: JSON that is none, base64 that is nearly so.
import { base64url, keyOf } from '../keys.mjs';
import { and, KEY, part, REFUSED, signed, TAKEN, takenBy } from './tools.mjs';

const json = (good) => JSON.stringify(good);
const bytes = (...pieces) => Buffer.concat(pieces.map((it) => Buffer.from(it)));
const BOM = '\ufeff';
const UTF_16 = "Python's json.loads finds out the encoding of bytes by itself";
const NAN = "Python's json.loads reads NaN and Infinity";
const LOOSE =
  'libraries read base64 loosely: one token has many texts, so that replays are told by nonce';
const LONG = 'the page reads 16 kB and 512 levels at most';

const jsons = [
  [
    'a byte-order mark before the claims',
    { claims: (good) => BOM + json(good) },
    TAKEN,
  ],
  [
    'a byte-order mark before the header',
    { header: (good) => BOM + json(good) },
    TAKEN,
  ],
  [
    'two byte-order marks',
    { claims: (good) => BOM + BOM + json(good) },
    REFUSED,
  ],
  [
    'claims in UTF-16',
    { claims: (good) => Buffer.from(json(good), 'utf16le') },
    takenBy('python', UTF_16),
  ],
  [
    'blanks around the claims',
    { claims: (good) => `\r\n\t ${json(good)} \n` },
    TAKEN,
  ],
  [
    'a no-break space before the claims',
    { claims: (good) => `\u00a0${json(good)}` },
    REFUSED,
  ],
  [
    'something behind the claims',
    { claims: (good) => `${json(good)}{}` },
    REFUSED,
  ],
  [
    'a zero behind the claims',
    { claims: (good) => `${json(good)}\u0000` },
    REFUSED,
  ],
  [
    'a comma too many',
    { claims: (good) => json(good).replace(/\}$/, ',}') },
    REFUSED,
  ],
  [
    'single quotes',
    { claims: (good) => json(good).replaceAll('"', "'") },
    REFUSED,
  ],
  ['a comment', { claims: (good) => `/**/${json(good)}` }, REFUSED],
  [
    'NaN in a claim that nobody reads',
    { claims: and('"x":NaN') },
    takenBy('python', NAN),
  ],
  ['exp NaN', { claims: and('"exp":NaN') }, REFUSED],
  ['exp Infinity', { claims: and('"exp":Infinity') }, REFUSED],
  [
    'auth_time Infinity',
    { claims: and('"auth_time":Infinity') },
    takenBy('python', NAN),
  ],
  ['a number with a leading zero', { claims: and('"x":01') }, REFUSED],
  ['a number with a plus', { claims: and('"x":+1') }, REFUSED],
  ['a number of 400 digits', { claims: and(`"x":${'9'.repeat(400)}`) }, TAKEN],
  ['a raw line feed in a text', { claims: and('"x":"\n"') }, REFUSED],
  ['a raw delete in a text', { claims: and('"x":"\u007f"') }, TAKEN],
  ['half an escape', { claims: and('"x":"\\u12"') }, REFUSED],
  [
    'half a surrogate pair, escaped',
    { claims: and('"name":"\\ud800"') },
    TAKEN,
  ],
  [
    'a name that is no UTF-8',
    {
      claims: (good) =>
        bytes(json(good).slice(0, -1), ',"name":"', [0xff], '"}'),
    },
    REFUSED,
  ],
  ['no claims', { claims: () => '' }, REFUSED],
  ['empty claims', { claims: () => '{}' }, REFUSED],
  ['a list as claims', { claims: (good) => `[${json(good)}]` }, REFUSED],
  [
    'a text as claims',
    { claims: (good) => JSON.stringify(json(good)) },
    REFUSED,
  ],
  ['null as claims', { claims: () => 'null' }, REFUSED],
  [
    'a claim 100 deep',
    { claims: and(`"x":${'['.repeat(100)}${']'.repeat(100)}`) },
    TAKEN,
  ],
  [
    'a claim 600 deep',
    { claims: and(`"x":${'['.repeat(600)}${']'.repeat(600)}`) },
    takenBy('node python', LONG),
  ],
  [
    'a claim 5,000 deep',
    { claims: and(`"x":${'['.repeat(5000)}${']'.repeat(5000)}`) },
    takenBy('node', LONG),
  ],
  ['a claim of 10 kB', { claims: { x: 'x'.repeat(10_000) } }, TAKEN],
  [
    'a claim of 20 kB',
    { claims: { x: 'x'.repeat(20_000) } },
    takenBy('node python', LONG),
  ],
];

const header = (name, more, verdict = REFUSED) => [
  `header ${name}`,
  { header: more },
  verdict,
];

const headers = [
  header('with typ and more', { typ: 'JWT', cty: 'x', x: [] }, TAKEN),
  header('with another typ', { typ: 'logout+jwt' }, TAKEN),
  header('with zip', { zip: 'DEF' }, TAKEN),
  header('with b64', { b64: true }, TAKEN),
  header(
    'alg twice, RS256 last',
    (good) => `{"alg":"none",${json(good).slice(1)}`,
    TAKEN,
  ),
  header('alg twice, none last', and('"alg":"none"')),
  header('alg in small letters', { alg: 'rs256' }),
  header('alg with a blank', { alg: 'RS256 ' }),
  header('alg in a list', { alg: ['RS256'] }),
  header('alg null', { alg: null }),
  header('alg empty', { alg: '' }),
  header('without kid', { kid: undefined }),
  header('kid null', { kid: null }),
  header('kid empty', { kid: '' }),
  header('kid a number', { kid: 1 }),
  header('kid in a list', { kid: [KEY.kid] }),
  header('kid in capitals', { kid: KEY.kid.toUpperCase() }),
  header('kid with a zero', { kid: `${KEY.kid}\u0000` }),
  header('kid of a prototype', { kid: '__proto__' }),
  header('crit', { crit: ['exp'], exp: 1 }),
  header('crit b64', { crit: ['b64'], b64: false }),
  header('crit empty', { crit: [] }),
  header(
    'crit null',
    { crit: null },
    takenBy('page', 'a member that is null counts as missing on the page'),
  ),
  header('of a list', () => '[]'),
  header('of null', () => 'null'),
  header('of nothing', () => ''),
  [
    'header with a key of its own',
    { header: { jwk: keyOf('stranger').publicJwk }, key: keyOf('stranger') },
    REFUSED,
  ],
  [
    "header with an address of somebody else's keys",
    { header: { jku: 'http://127.0.0.1:9/' }, key: keyOf('stranger') },
    REFUSED,
  ],
];

/** The claims as an encoder wrote them, signed as they stand there. */
const body = (name, change, verdict = takenBy('node python', LOOSE)) => [
  `claims ${name}`,
  { token: (token) => signed(...change(token.split('.'))) },
  verdict,
];
/** The signature, which nothing is signed over. */
const end = (name, change, verdict = takenBy('node python', LOOSE)) => [
  `signature ${name}`,
  { token: part(2, change) },
  verdict,
];
const LETTERS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The last letter with a bit set that belongs to no byte. */
const loose = (text) =>
  text.slice(0, -1) + LETTERS[LETTERS.indexOf(text.at(-1)) | 1];

const padded = (text) => text.padEnd(Math.ceil(text.length / 4) * 4, '=');
/** Four, which leave the length of the text what it was to PyJWT. */
const within = (text, letter) =>
  text.slice(0, 8) + letter.repeat(4) + text.slice(8);

const base64s = [
  body('with padding', ([head, text]) => [head, padded(text)]),
  body('with line feeds', ([head, text]) => [head, within(text, '\n')]),
  body('with a dot too many', ([head, text]) => [head, `${text}.`], REFUSED),
  body(
    'with exclamation marks',
    ([head, text]) => [head, within(text, '!')],
    takenBy('python', LOOSE),
  ),
  body('of nothing', ([head]) => [head, ''], REFUSED),
  end('with padding', (text) => `${text}==`),
  end(
    'with too much padding',
    (text) => `${text}====`,
    takenBy('python', LOOSE),
  ),
  end(
    'in the other alphabet',
    (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
    takenBy('python', LOOSE),
  ),
  end('with bits to spare', loose),
  end('with blanks behind', (text) => `${text}    `),
  end('with line feeds within', (text) => within(text, '\n')),
  end(
    'with exclamation marks',
    (text) => within(text, '!'),
    takenBy('python', LOOSE),
  ),
  end('with a letter too many', (text) => `${text}A`, REFUSED),
  end(
    'with a zero before',
    (text) => base64url(bytes([0], Buffer.from(text, 'base64url'))),
    REFUSED,
  ),
  end(
    'without its last byte',
    (text) => base64url(Buffer.from(text, 'base64url').subarray(0, -1)),
    REFUSED,
  ),
  end('of nothing', () => '', REFUSED),
  end('of zeros', () => base64url(Buffer.alloc(256)), REFUSED),
  ['blanks before the token', { token: (token) => `    ${token}` }, REFUSED],
  ['Bearer before the token', { token: (token) => `Bearer ${token}` }, REFUSED],
  [
    'two parts',
    { token: (token) => token.split('.').slice(0, 2).join('.') },
    REFUSED,
  ],
  ['five parts', { token: (token) => `${token}.a.b` }, REFUSED],
  ['nothing', { token: () => '' }, REFUSED],
  ['dots', { token: () => '..' }, REFUSED],
  [
    'the form of JSON',
    {
      token: (token) => {
        const [head, text, signature] = token.split('.');
        return JSON.stringify({ protected: head, payload: text, signature });
      },
    },
    REFUSED,
  ],
];

/** `[name, recipe, verdict]` */
export const texts = [...jsons, ...headers, ...base64s];
