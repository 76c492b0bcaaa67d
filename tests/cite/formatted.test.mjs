// The README's recipe for formatted references: our CSL-JSON through
// citation-js, in styles of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-csl';
import { expected, exported, sources } from './exported.mjs';

const README = readFileSync(
  new URL('../../README.md', import.meta.url),
  'utf8',
);

/** Letters and digits only: styles change case, quotes and dashes. */
const bare = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

for (const template of ['apa', 'vancouver']) {
  const [{ source }] = sources;

  test(`every work is a reference in ${template}`, () => {
    const works = expected(source);
    const cite = new Cite(JSON.parse(exported('json', source)));
    const text = cite.format('bibliography', {
      format: 'text',
      template,
      lang: 'en-US',
    });
    const references = bare(text);
    // Markup in titles is for the library to read as it likes.
    const titled = works.filter(
      ({ title }) => bare(title).length > 8 && !/[<>{}&\\^_$]/.test(title),
    );
    assert.ok(titled.length > 20, `${titled.length} works`);
    for (const { title } of titled) {
      assert.ok(references.includes(bare(title)), title);
    }
  });

  test(`the README’s recipe names ${template}`, () => {
    assert.ok(README.includes(`'${template}'`));
  });
}
