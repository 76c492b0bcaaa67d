// Our CSL-JSON against the rules of CSL 1.0.2, and against what went in.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import {
  digitsOf,
  expected,
  exported,
  sources,
  wholeTitle,
} from './exported.mjs';

// The official schema was found in no package; this one is written from the
// specification and its appendices (types, variables, names, dates), and is
// stricter: an empty value or a date that cannot be is an error.
const schema = JSON.parse(
  readFileSync(new URL('csl-rules.json', import.meta.url)),
);
const validate = new Ajv({ allErrors: true, strictTuples: false }).compile(
  schema,
);

for (const { name, source } of sources) {
  const works = expected(source);
  const items = JSON.parse(exported('json', source));

  test(`keeps the rules: ${name}`, () => {
    assert.ok(validate(items), JSON.stringify(validate.errors?.slice(0, 3)));
  });

  test(`says what the works say: ${name}`, () => {
    assert.equal(items.length, works.length);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
    const person = ({ particle, ...name }) =>
      particle ? { ...name, 'non-dropping-particle': particle } : name;
    items.forEach((item, at) => {
      const work = works[at];
      assert.ok(item.id.startsWith(work.key));
      assert.equal(item.title, wholeTitle(work));
      assert.deepEqual(item.author ?? [], work.authors.map(person));
      assert.deepEqual(item.editor ?? [], work.editors.map(person));
      assert.deepEqual(
        item.issued?.['date-parts'],
        work.date ? [work.date] : undefined,
      );
      assert.equal(item.DOI, work.doi ?? undefined);
      const url = work.url?.startsWith('http') ? work.url : undefined;
      assert.equal(item.URL, url);
      assert.equal(item.ISBN, digitsOf(work, 'isbn'));
      assert.equal(
        item.ISSN?.replace('-', ''),
        digitsOf(work, 'issn'),
        work.key,
      );
      assert.equal(item.PMID, digitsOf(work, 'pmid'));
      assert.equal(item.language, work.language ?? undefined);
      assert.equal(item.abstract, work.abstract ?? undefined);
      assert.equal(
        item['container-title'] ?? item.publisher,
        work.venue ?? undefined,
      );
      assert.ok(!JSON.stringify(item).includes('10.13039/funded'));
    });
  });
}

test('the rules refuse what is wrong', () => {
  const sound = { id: 'a', type: 'book', title: 'A' };
  assert.ok(validate([sound]));
  for (const wrong of [
    { ...sound, id: undefined },
    { ...sound, type: 'journal-article' },
    { ...sound, titel: 'A' },
    { ...sound, issued: { 'date-parts': [[2021, 13]] } },
    { ...sound, author: [{ name: 'A' }] },
    { ...sound, author: [{ given: 'A' }] },
    { ...sound, ISSN: '12345678' },
    { ...sound, DOI: 'https://doi.org/10.1/x' },
  ]) {
    assert.ok(!validate([JSON.parse(JSON.stringify(wrong))]));
  }
});
