// What data.d.ts says, held to objects as they are given: TypeScript reads them as
// literals, so that a member too many, one too few and one of another type are faults.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';

import { IDS, LAB } from '../registry/server.mjs';
import { api, root, useRegistry } from './support.mjs';

const stage = useRegistry();

/** Runs TypeScript on a text; what it says. */
async function check(text) {
  const output = join(root, 'target');
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(join(output, 'types-'));
  try {
    const file = join(folder, 'objects.ts');
    writeFileSync(file, text);
    const flags = [
      '--strict',
      '--noEmit',
      '--target',
      'esnext',
      '--skipLibCheck',
    ];
    const more = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
    const tsc = join('node_modules', '.bin', 'tsc');
    const args = [...flags, ...more, '--types', '', relative(root, file)];
    return await promisify(execFile)(tsc, args, {
      cwd: root,
      maxBuffer: 1 << 26,
    }).then(
      () => '',
      ({ stdout, stderr }) => stdout + stderr || 'failed',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const HEAD = `import type { FetchedWorks, Found, MergedWork, Orcid, ScholarRecord } from '../../www/data.js';\n`;
const literal = (name, type, value) =>
  `export const ${name}: ${type} = ${JSON.stringify(value)};\n`;

it('every object is as the types say', async () => {
  const there = stage.there({ authors: true });
  const ids = [
    ...LAB.members.slice(0, 2),
    IDS.ordinary,
    IDS.hostile,
    IDS.preprints,
  ];
  const { works, records } = await api.fetchWorks(ids, there);
  assert.equal(records.length, ids.length);
  const found = await api.searchRegistry('Josiah', stage.there());
  const text =
    HEAD +
    literal('orcid', 'Orcid', await api.parseOrcid(IDS.ordinary)) +
    records.map((one, at) => literal(`r${at}`, 'ScholarRecord', one)).join('') +
    literal('works', 'MergedWork[]', works) +
    literal('all', 'FetchedWorks', { works, records, failures: [] }) +
    literal('found', 'Found', found);
  assert.equal(await check(text), '');
  // And it would say so.
  const [{ page, ...less }] = records;
  const faulty = [
    { ...less },
    { ...less, page, more: 1 },
    { ...less, page: 1 },
  ];
  for (const record of faulty) {
    assert.match(
      await check(HEAD + literal('r', 'ScholarRecord', record)),
      /error TS\d+/,
    );
  }
});

it('every code is among those of the types', () => {
  const types = readFileSync(join(root, 'www/data.d.ts'), 'utf8');
  const [, union] = /type ScholarBadgeErrorCode =([^;]+);/s.exec(
    types.replace(/\/\*\*.*?\*\//gs, ''),
  );
  const declared = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
  const codes = [
    'src/registry/error.rs',
    'src/registry/search/error.rs',
    'src/data/fault.rs',
  ]
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/=> "([a-z]+(?:-[a-z]+)*)",/g)])
    .map(([, code]) => code);
  assert.deepEqual(
    declared.toSorted(),
    [...new Set([...codes, 'not-loaded'])].toSorted(),
  );
});

it('every function is declared, and works by its types', async () => {
  const types = readFileSync(join(root, 'www/data.d.ts'), 'utf8');
  const declared = [...types.matchAll(/^export (?:function|class) (\w+)/gm)];
  assert.deepEqual(
    declared.map(([, name]) => name).toSorted(),
    [...Object.keys(api), 'ScholarBadgeError'].toSorted(),
  );
  const page = `
import { ScholarBadgeError, cite, fetchRecord, fetchWorks, mergeWorks, parseOrcid, searchRegistry, signedIn, toJsonLd } from '../../www/api.js';
const { signal } = new AbortController();
const { orcid } = await parseOrcid('x');
const record = await fetchRecord(orcid, { registry: 'sandbox', signal, maxSize: 1, authors: true });
const { works, failures } = await fetchWorks(new Set([orcid]), { onprogress: ({ done, total }) => done / total });
failures.map(({ error }) => error.code === 'quota-spent' && error.retryable);
const text: string = await cite(await mergeWorks([record]), { format: 'ris' });
await cite(works[0]);
await toJsonLd(record); await toJsonLd(works); await toJsonLd({ works, records: [record] });
const { people } = await searchRegistry({ ror: ['a', 'b'] }, { affiliation: 'x', rows: 10, start: 0, signal });
people.map(({ name }) => name?.display);
try { await signedIn({ clientId: '', redirectUri: '' }); } catch (error) {
  if (error instanceof ScholarBadgeError && error.code === 'locked') throw error;
}
// @ts-expect-error no such code
failures.map(({ error }) => error.code === 'gone');
// @ts-expect-error no such format
await cite(works, { format: 'apa' });
// @ts-expect-error no works but a record's
await cite(record);
// @ts-expect-error no such field
await searchRegistry({ name: 'x' });
`;
  assert.equal(await check(page + 'export { text };'), '');
});
