// Dedicated iDs for every way the registry, or the line to it, can fail.
// `respond` is the description that faults.mjs carries out; the same words can
// be given to `registry.fault(iD, …)` for any other iD.
import { buildRecord } from '../record.mjs';

const PRIMARY = '0009-0009-9000-1018';

/** What would be served were there no fault; also the bulk-works answer. */
function behind(orcid, given) {
  return buildRecord({
    orcid,
    name: { given, family: 'Faultline' },
    employments: [
      { org: { name: 'Office of Errors', country: 'NO' }, role: 'Tester' },
    ],
    works: [
      { title: 'First work', date: '2024-02', doi: '10.5555/fault.1' },
      { title: 'Second work', date: '2022', doi: '10.5555/fault.2' },
    ],
  });
}

// key, iD, what it shows, how it answers.
const STATES = [
  [
    'deprecated',
    '0009-0009-9000-7014',
    '301/9007 to Solveig Marchetti-Lund',
    { error: 9007, primary: PRIMARY },
  ],
  ['locked', '0009-0009-9000-7022', '409/9018', { error: 9018 }],
  ['deactivated', '0009-0009-9000-7030', '409/9044', { error: 9044 }],
  ['unclaimed', '0009-0009-9000-7049', '409/9036', { error: 9036 }],
  [
    'deprecatedToLocked',
    '0009-0009-9000-7065',
    '301/9007 to a locked record',
    { error: 9007, primary: '0009-0009-9000-7022' },
  ],
  [
    'deprecatedToDeprecated',
    '0009-0009-9000-7073',
    '301/9007 twice, then a record',
    { error: 9007, primary: '0009-0009-9000-7014' },
  ],
];

const FAILURES = [
  ['quota', '0009-0009-9000-8017', '429 plain text', { status: 429 }],
  ['overloaded', '0009-0009-9000-8025', '503 HTML page', { status: 503 }],
  [
    'overloadedNoCors',
    '0009-0009-9000-8033',
    '503 from the edge, without a CORS header',
    { status: 503, noCors: true },
  ],
  [
    'overloadedOnce',
    '0009-0009-9000-8041',
    '503 the first time after start or reset, then fine',
    { status: 503, times: 1 },
  ],
  ['serverError', '0009-0009-9000-805X', '500/9008', { error: 9008 }],
  [
    'noCors',
    '0009-0009-9000-8068',
    'A good answer without a CORS header',
    { noCors: true },
  ],
  ['html', '0009-0009-9000-8076', '200 with an HTML page', { html: true }],
  [
    'xml',
    '0009-0009-9000-8084',
    '200 with XML although JSON was asked',
    { xml: true },
  ],
  [
    'plain',
    '0009-0009-9000-8092',
    'Good JSON declared text/plain',
    { contentType: 'text/plain;charset=UTF-8' },
  ],
  [
    'htmlAsJson',
    '0009-0009-9000-8105',
    'An HTML page declared application/json',
    { html: true, contentType: 'application/json;charset=UTF-8' },
  ],
  [
    'truncated',
    '0009-0009-9000-8113',
    'Half of the JSON, then a clean end',
    { truncate: true },
  ],
  [
    'cut',
    '0009-0009-9000-8121',
    'Half of the JSON, then the connection breaks',
    { cut: true },
  ],
  [
    'dropped',
    '0009-0009-9000-813X',
    'The connection breaks before any answer',
    { drop: true },
  ],
  ['hang', '0009-0009-9000-8148', 'Never answers', { hang: true }],
  [
    'slow',
    '0009-0009-9000-8156',
    'A good answer after 3 seconds',
    { delay: 3000 },
  ],
  [
    'slowBody',
    '0009-0009-9000-8164',
    'Headers at once, the body after 3 seconds',
    { bodyDelay: 3000 },
  ],
  ['empty', '0009-0009-9000-8172', '200 with an empty body', { body: '' }],
  ['jsonNull', '0009-0009-9000-8180', '200 with null', { body: 'null' }],
  ['jsonList', '0009-0009-9000-8199', '200 with []', { body: '[]' }],
  ['jsonObject', '0009-0009-9000-8201', '200 with {}', { body: '{}' }],
  [
    'noContentType',
    '0009-0009-9000-821X',
    'Good JSON without a Content-Type',
    { contentType: null },
  ],
  ['forbidden', '0009-0009-9000-8228', '403/9039', { error: 9039 }],
  ['notAcceptable', '0009-0009-9000-8236', '406/9001', { error: 9001 }],
  ['unauthorized', '0009-0009-9000-8244', '401 invalid_token', { status: 401 }],
  [
    'truncatedZipped',
    '0009-0009-9000-8252',
    'Half of the compressed JSON, then a clean end',
    { truncate: true, zipped: true },
  ],
];

const toPerson =
  (group) =>
  ([key, orcid, note, respond]) => ({
    key,
    orcid,
    group,
    label: key,
    note,
    respond,
    record: behind(orcid, key[0].toUpperCase() + key.slice(1)),
  });

export const faulty = [
  ...STATES.map(toPerson('Record states')),
  {
    key: 'notFound',
    orcid: '0009-0009-9000-7057',
    group: 'Record states',
    label: 'notFound',
    note: '404/9016: a valid iD that nobody has',
    respond: { error: 9016 },
  },
  ...FAILURES.map(toPerson('Failures')),
];
