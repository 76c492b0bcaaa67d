// Times that are none, or none that somebody meant.
import { REFUSED, TAKEN, takenBy, written } from './tools.mjs';

const DAY = 86_400;
const at =
  (name, seconds) =>
  (good, { now }) =>
    JSON.stringify({ ...good, [name]: now + seconds });

const NOT_TIMES = [
  '"1790000000"',
  '""',
  'true',
  'false',
  '[1790000000]',
  '[]',
  '{}',
  '{"value":1790000000}',
  '1e308',
  '1e400',
  '1e30',
  '99999999999999999999999999',
];

const BEFORE_1970 = ['-1', '-1e9', '-1e400'];

const PAST = 'a time before 1970 is past to libraries, and none to the page';
const NULL = 'a member that is null counts as missing on the page';
const GRACE = 'the page takes no grace for exp: it has just been given';
const BEGAN = 'only the page knows when the attempt began';
const BOUND =
  'a back end remembers what it has taken for as long as it is good';

/** `[name, recipe, verdict]` */
export const times = [
  ...['exp', 'iat', 'nbf'].flatMap((name) =>
    NOT_TIMES.map((value) => [
      `${name} ${value}`,
      { claims: written(name, value) },
      REFUSED,
    ]),
  ),
  ['exp null', { claims: { exp: null } }, REFUSED],
  ['iat null', { claims: { iat: null } }, REFUSED],
  ['nbf null', { claims: { nbf: null } }, takenBy('page', NULL)],
  ['no exp', { claims: { exp: undefined } }, REFUSED],
  ['no iat', { claims: { iat: undefined } }, REFUSED],
  ...['exp', 'iat'].map((name) => [
    `${name} 0`,
    { claims: { [name]: 0 } },
    REFUSED,
  ]),
  ...['exp', 'iat'].flatMap((name) =>
    BEFORE_1970.map((value) => [
      `${name} ${value}`,
      { claims: written(name, value) },
      REFUSED,
    ]),
  ),
  ...BEFORE_1970.map((value) => [
    `nbf ${value}`,
    { claims: written('nbf', value) },
    takenBy(value === '-1e400' ? 'node' : 'node python', PAST),
  ]),
  ['nbf 0', { claims: { nbf: 0 } }, TAKEN],
  ['nbf -0', { claims: written('nbf', '-0') }, TAKEN],
  [
    'times with a fraction',
    {
      claims: (good) =>
        JSON.stringify({ ...good, iat: good.iat + 0.5, exp: good.exp + 0.25 }),
    },
    TAKEN,
  ],
  [
    'times with an exponent',
    {
      claims: (good) =>
        JSON.stringify({ ...good, exp: '@' }).replace(
          '"@"',
          `${good.exp / 1e9}e9`,
        ),
    },
    TAKEN,
  ],
  ['exp two minutes ago', { claims: at('exp', -120) }, REFUSED],
  [
    'exp half a minute ago',
    { claims: at('exp', -30) },
    takenBy('node python', GRACE),
  ],
  ['exp in a day', { claims: at('exp', DAY) }, TAKEN],
  ['exp in two days', { claims: at('exp', 2 * DAY) }, takenBy('page', BOUND)],
  [
    'exp in twenty years',
    { claims: at('exp', 631_138_518) },
    takenBy('page', BOUND),
  ],
  ['iat in half a minute', { claims: at('iat', 30) }, TAKEN],
  ['iat in two minutes', { claims: at('iat', 120) }, REFUSED],
  ['iat half a minute ago', { claims: at('iat', -30) }, TAKEN],
  [
    'iat an hour ago',
    { claims: at('iat', -3600) },
    takenBy('node python', BEGAN),
  ],
  ['iat two days ago', { claims: at('iat', -2 * DAY) }, REFUSED],
  ['nbf in half a minute', { claims: at('nbf', 30) }, TAKEN],
  ['nbf in two minutes', { claims: at('nbf', 120) }, REFUSED],
  [
    'a word as auth_time, which nobody asked for',
    { claims: { auth_time: 'x' } },
    TAKEN,
  ],
  [
    'an old auth_time, which nobody asked for',
    { claims: { auth_time: 1 } },
    TAKEN,
  ],
];
