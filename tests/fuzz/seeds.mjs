// Makes the seed corpus anew, from the invented people of the stand-in registry:
//
//   node tests/fuzz/seeds.mjs
//
// What it writes to tests/fuzz/seeds is committed; every file is small, for a
// mutation of a long text rarely meets what matters in it.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { citation } from '../registry/citations.mjs';
import { errorBody } from '../registry/errors.mjs';
import { generateRecord } from '../registry/generate.mjs';
import { renderJsonLd } from '../registry/jsonld.mjs';
import { IDS, PEOPLE } from '../registry/people/index.mjs';
import { wholeWork, workSummaries } from '../registry/works.mjs';
import { renderXml } from '../registry/xml.mjs';

const FOLDER = fileURLToPath(new URL('seeds', import.meta.url));
/** Longest seed in bytes. */
const LONGEST = 4500;
/** Most seeds of a target. */
const MOST = 12;

const seeds = new Map();

/** Adds a text, or a value as compact JSON, unless it is too long. */
function add(target, name, content) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  if (text === undefined || Buffer.byteLength(text) > LONGEST) return;
  seeds.set(`${target}/${name}`, text);
}

/** The object that a text is in JSON, if it is. */
function json(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** Without what is null: it reads the same, and is half as long. */
const pruned = (value) =>
  JSON.parse(
    JSON.stringify(value, (_, inner) => (inner === null ? undefined : inner)),
  );

/** The first two works of a record, whole; none of a record that is broken on purpose. */
function wholesOf(record) {
  try {
    const summaries = workSummaries(record).slice(0, 2);
    return summaries.map((summary) => wholeWork(record, summary));
  } catch {
    return [];
  }
}

const records = [
  ...PEOPLE.filter(({ record }) => record).map(({ orcid, record }) => ({
    name: Object.keys(IDS).find((key) => IDS[key] === orcid) ?? orcid,
    record,
  })),
  { name: 'generated', record: generateRecord({ works: 1, seed: 7 }) },
];

for (const { name, record } of records) {
  const activities = record['activities-summary'];
  add('record', name, pruned(record));
  add('works', name, activities?.works);
  add('person', name, record.person);
  add('person', `${name}-employments`, activities?.employments);
  try {
    add('json-ld', name, renderJsonLd(record));
  } catch {
    // Records that are broken on purpose have no such form.
  }
  const wholes = wholesOf(record);
  wholes.slice(0, 1).forEach((work) => add('work', name, work));
  const bulk = [
    ...wholes.map((work) => ({ work })),
    { error: errorBody(9034, { detail: '1001' }) },
    { error: errorBody(9039, {}) },
  ];
  add('work', `${name}-bulk`, { bulk });
  if (wholes.length) {
    add('cite', name, pruned({ ...wholes[0], name: record.person.name }));
    add('cite', `${name}-bulk`, pruned({ bulk }));
  }
}

for (const code of [9001, 9007, 9016, 9018, 9034, 9039]) {
  const context = {
    orcid: IDS.ordinary,
    uri: 'u',
    primaryUri: 'p',
    detail: 'd',
  };
  add('error-body', String(code), errorBody(code, context));
}
const hit = (orcid, given, more) => ({
  'orcid-id': orcid,
  'given-names': given,
  'family-names': null,
  'credit-name': null,
  'other-name': [],
  email: [],
  'institution-name': [],
  ...more,
});
add('search', 'expanded', {
  'expanded-result': [
    hit('0000-0002-1825-0097', 'Josiah', {
      'family-names': 'Carberry',
      'other-name': ['J. Carberry', ''],
      email: ['carberry@brown.example'],
      'institution-name': ['Brown University', 'Wesleyan University'],
    }),
    hit('0000-0001-5109-3700', '"></script><img src=x onerror=prompt(1)>'),
  ],
  'num-found': 2,
});
add('search', 'nobody', { result: null, 'num-found': 0 });
add('search', 'bare', {
  result: [{ 'orcid-identifier': { path: '0000-0002-1825-0097' } }],
  'num-found': 1,
});
for (const [name, text] of [...seeds]) {
  const [target, key] = name.split('/');
  const answer = ['record', 'work', 'search'].includes(target) && json(text);
  if (!answer) continue;
  const root = answer['expanded-result'] ? 'expanded-search' : target;
  add(
    'xml',
    `${target}-${key}`,
    renderXml(answer.bulk ? 'bulk' : root, answer),
  );
}
add('error-body', 'oauth', { error: 'invalid_token', error_description: 'x' });
add('error-body', 'strings', { 'response-code': '404', 'error-code': '9016' });

add('tape', 'scalars', '[null,true,false,0,-0,1.5,-2e3,25e-1,1e999,"a"]');
add(
  'tape',
  'escapes',
  '{"a\\u0062":"\\ud83d\\ude00\\ud800\\n\\\\","":{"":[]}}',
);
add('tape', 'twice', ' {"value": 1, "v\\u0061lue": [2, {}], "value": "x"} ');
add('tape', 'work', seeds.get('work/generated') ?? {});
add('tape', 'error', seeds.get('error-body/9016') ?? {});

for (const [name, text] of Object.entries({
  bare: '0000-0002-1825-0097',
  link: 'https://orcid.org/0009-0009-9000-207X/print?lang=en',
  several:
    '0000000218250097, orcid:0009-0009-9000-1018\nORCID iD: 0009 0009 9000 1026;x',
  dashes: '<0000–0002–1825–0097>',
  wrong: '0000-0002-1825-0098 0000-0000-0000-0001',
})) {
  add('orcid-id', name, text);
}
add('date', 'days', '2021-05-31\n2021-05');
add('date', 'leap', '2000-02-29\n1900-02-29');
add('date', 'odd', ' 2021-13-40 \n9999-12-31');

for (const [name, text] of Object.entries({
  natural: 'Ludwig van Beethoven',
  inverted: 'King, Jr., Martin Luther',
  list: 'Smith J, Doe AB, van der Berg C et al.',
  joined: 'Ada Lovelace and Charles Babbage & Mary Somerville',
  semicolons: 'García y Vega, Ana; DUPONT Jean; 王 小明',
  group: 'ATLAS Collaboration, the 2nd',
  lines: 'Josiah\nCarberry, III',
})) {
  add('names', name, text);
}

for (const [name, text] of Object.entries({
  doi: 'https://doi.org/10.5555/ABC%20def%2Fghi',
  'doi-bare': 'doi: 10.5555/a(b)<c>;d',
  www: 'www.lab.example/a b?c=d#e',
  mail: 'mailto:a@lab.example?subject=x',
  port: 'HTTPS://lab.example:8443/%7Ea/{b}',
  user: 'https://orcid.org@lab.example/',
  arxiv: 'arXiv:2101.00001v2\nPMC123456',
  v6: 'http://[::1]:8080/x\\y',
})) {
  add('links', name, text);
}
const attributes = (...lines) => lines.join('\n');
add(
  'addresses',
  'production',
  attributes(
    'https://lab.example/cb?x=1',
    'https://lab.example/a#b',
    '',
    '',
    'APP-1',
  ),
);
add(
  'addresses',
  'local',
  attributes(
    'http://[::1]:8080/cb',
    'http://[::1]:8080/',
    'sandbox',
    'http://127.0.0.1:3000/a/',
    'APP-1',
  ),
);
add(
  'addresses',
  'relay',
  attributes(
    'https://ID.lab.example:443/cb',
    'file:///x.html',
    'https://lab.example/v3.0/',
    'https://id.example',
    'x',
  ),
);
add(
  'addresses',
  'types',
  attributes('zh-Hant-TW', 'application/ld+json;charset=UTF-8', 'pt_BR'),
);

const entry = [
  '@article{carberry2008, author = {Carberry, Josiah and M{\\"u}ller, A.},',
  'title = "Toward a {Unified} Theory of $\\alpha$--{P}ottery", year = 2008, month = feb,',
  'doi = {10.5555/12345678}, url = {https://lab.example/a_b}, abstract = {37\\% \\& more},',
  'note = {\\textit{x}}, pages = {1--2}}',
].join('\n');
add('bibtex', 'article', entry);
add(
  'bibtex',
  'dangerous',
  '@misc{x, title = {\\input{/etc/passwd}}, author = {A}}',
);
add(
  'bibtex',
  'unbalanced',
  '@book{x, title = {a } b}, editor = "A {B} \\" C"}',
);
add(
  'bibtex',
  'mathematics',
  '@misc{x, author={A}, title={$x_1^{2}$ ^^5c \\{ \\}}}',
);
const made = {
  title: { title: { value: 'Cracked pots' }, subtitle: { value: 'A study' } },
  type: 'journal-article',
  'put-code': 7,
};
for (const kind of ['bibtex', 'ris', 'formatted-apa']) {
  try {
    const cited = citation(kind, made);
    add('cite', `citation-${kind}`, { ...made, citation: cited });
  } catch {
    // No such kind.
  }
}
add('cite', 'identifiers', {
  ...made,
  'external-ids': {
    'external-id': ['doi', 'isbn', 'issn', 'pmid', 'arxiv'].map((type) => ({
      'external-id-type': type,
      'external-id-value':
        type === 'doi' ? 'https://doi.org/10.5555/a%20b' : '978-3-16-148410-0',
      'external-id-relationship': 'self',
    })),
  },
  citation: { 'citation-type': 'bibtex', 'citation-value': entry },
  contributors: {
    contributor: [
      {
        'contributor-orcid': { path: IDS.carberry },
        'credit-name': { value: 'Carberry, J. S.' },
        'contributor-attributes': {
          'contributor-sequence': 'first',
          'contributor-role': 'editor',
        },
      },
    ],
  },
});

add('extras', 'people', {
  people: {
    [IDS.carberry]: {
      photo: 'photos/a.jpg',
      name: 'Josiah',
      role: 'Professor',
      group: 'Staff',
      website: '../carberry',
      email: 'josiah@lab.example',
      start: 2019,
      end: '2021-05',
    },
  },
});
add(
  'extras',
  'works',
  '{"works": {\n"10.5555/12345678": {"pdf": "a.pdf", "code": "https://lab.example/c",\n' +
    '"award": "Best <i>pot</i>", "keywords": ["clay"], "featured": true, "hide": false,\n' +
    '"abstract": "One.\\n\\nTwo.", "note": "N"},\n"arxiv:2101.00001": {"slides": "s.pdf"}}}',
);
add('extras', 'items', {
  $schema: 'https://lab.example/extras.schema.json',
  items: [
    {
      type: 'article-journal',
      title: 'On pots',
      DOI: '10.5555/9',
      URL: 'p.html',
      author: [
        { family: 'Carberry', given: 'Josiah', ORCID: IDS.carberry },
        { literal: 'Pot Society' },
      ],
      issued: { 'date-parts': [[2021, 5, 14]] },
      ISBN: '978-3-16-148410-0',
      extras: { video: 'v.mp4' },
    },
    {},
  ],
});

add(
  'callback',
  'token',
  '#state=s&id_token=a.b.c&access_token=x&token_type=bearer&iss=https%3A%2F%2Fid.example',
);
add('callback', 'code', '?code=abc&state=s');
add(
  'callback',
  'refused',
  '#error=access_denied&error_description=User+denied&state=s',
);
add('callback', 'bare', '#login_required');
add(
  'callback',
  'remembered',
  `orcid=${IDS.carberry}&name=Josiah%20Carberry&given=Josiah&issuer=https%3A%2F%2Fid.example&client_id=APP-1&expires=1790000600000`,
);
add(
  'callback',
  'pending',
  'state=s&page=https%3A%2F%2Flab.example%2F&address=https%3A%2F%2Fid.example%2Fauthorize%3Fstate%3Ds&origin=https%3A%2F%2Flab.example&redirect_uri=https%3A%2F%2Flab.example%2Fcb&response_type=id_token&token_endpoint=&iss=&client_id=APP-1&issuer=https%3A%2F%2Fid.example&jwks_uri=https%3A%2F%2Fid.example%2Fjwks&nonce=n&verifier=v&began=1790000000000&expect=' +
    IDS.carberry,
);

const claims = {
  iss: 'https://id.example',
  aud: 'APP-1',
  sub: IDS.carberry,
  iat: 1790000002,
  exp: 1790000600,
  nonce: '{nonce}',
  name: 'Josiah Carberry',
};
const token = (header, claims) =>
  `${JSON.stringify(header)}\n${JSON.stringify(claims)}`;
const header = { alg: 'RS256', kid: 'k1' };
add('id-token', 'sound', token(header, claims));
add(
  'id-token',
  'audiences',
  token(header, { ...claims, aud: ['APP-1'], azp: 'APP-1', at_hash: 'x' }),
);
add(
  'id-token',
  'names',
  token(header, {
    ...claims,
    given_name: ' Jo ',
    family_name: '\u200b',
    auth_time: 1790000000,
    nbf: 1,
    jti: 'j',
  }),
);
add('id-token', 'unsigned', token({ alg: 'none' }, claims));

const modulus = Buffer.alloc(256, 0xa5).toString('base64url');
add('sign-in-documents', 'discovery', {
  issuer: 'https://id.example',
  authorization_endpoint: 'https://id.example/authorize',
  token_endpoint: 'https://id.example/token',
  jwks_uri: 'https://id.example/jwks',
  response_types_supported: ['code', 'id_token', 'id_token token'],
  response_modes_supported: ['fragment'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});
add('sign-in-documents', 'keys', {
  keys: [
    { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'k1', e: 'AQAB', n: modulus },
    { kty: 'RSA', kid: 'k2', key_ops: ['verify'], e: 'Aw', n: modulus },
    { kty: 'EC', kid: 'k3', crv: 'P-256', x: 'x', y: 'y' },
  ],
});

/** As many as there may be of a target, short and long ones alike. */
function sample(all) {
  const bySize = all.toSorted(([, a], [, b]) => a.length - b.length);
  const step = Math.max(1, bySize.length / MOST);
  return bySize.filter((_, place) => Math.floor(place % step) === 0);
}

rmSync(FOLDER, { recursive: true, force: true });
const entries = [...seeds];
const targetOf = ([name]) => name.split('/')[0];
for (const target of new Set(entries.map(targetOf))) {
  mkdirSync(join(FOLDER, target), { recursive: true });
  const all = entries.filter((one) => targetOf(one) === target);
  const chosen = sample(all);
  for (const [name, text] of chosen) writeFileSync(join(FOLDER, name), text);
  console.log(`${target}: ${chosen.length} of ${all.length}`);
}
