// Our BibTeX, read back by two parsers that know nothing of us.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { parse } from '@retorquere/bibtex-parser';
import {
  even,
  expected,
  exported,
  digitsOf,
  sources,
  wholeTitle,
} from './exported.mjs';

/** Parts that BibTeX keeps in braces count as the family name. */
const plain = ({ family, given, particle, suffix, literal }) =>
  [even(literal ?? family), even(given), even(particle), even(suffix)].map(
    (part) => part || undefined,
  );

const verbatimDoi = (doi) => (/[{}\\]/.test(doi) ? undefined : doi);

const verbatimUrl = ({ url, doi }) => {
  if (!url?.startsWith('http')) return undefined;
  if (url.startsWith('https://doi.org/') && verbatimDoi(doi)) return undefined;
  return url.replace(/[{}\\]|[^!-~]/gu, encodeURIComponent);
};

/** The keys are those expected, but for letters behind repeated ones. */
function checkKeys(keys, works) {
  assert.equal(new Set(keys).size, keys.length, 'keys are unique');
  keys.forEach((key, at) => {
    assert.match(key, /^[a-z0-9]+(-\d+)?[a-z]*$/);
    assert.ok(key.startsWith(works[at].key), `${key} is ${works[at].key}`);
  });
}

for (const { name, source } of sources) {
  const works = expected(source);
  const text = exported('bib', source);

  test(`Better BibTeX's parser finds every work: ${name}`, () => {
    const { entries, errors } = parse(text, {
      sentenceCase: false,
      caseProtection: false,
      removeOuterBraces: ['title'],
    });
    assert.deepEqual(errors, []);
    assert.equal(entries.length, works.length);
    checkKeys(
      entries.map(({ key }) => key),
      works,
    );
    entries.forEach(({ fields }, at) => {
      const work = works[at];
      // The source's own entry: only it has a volume.
      if (fields.volume) {
        assert.ok(work.hasCitation && fields.author.length > 0);
        assert.equal(even(fields.title), even(work.title));
        assert.equal(fields.doi, work.doi ?? undefined);
        return;
      }
      const bare = fields.title
        .replace(/<\/?span[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&');
      assert.equal(
        even(bare),
        even(wholeTitle(work)).replace(/&amp;/g, '&'),
        work.key,
      );
      for (const [field, people] of [
        ['author', work.authors],
        ['editor', work.editors],
      ]) {
        const found = (fields[field] ?? []).map((one) =>
          plain({
            literal: one.name,
            family: one.lastName,
            given: one.firstName,
            particle: one.prefix,
            suffix: one.suffix,
          }),
        );
        assert.deepEqual(found, people.map(plain), `${field} of ${work.key}`);
      }
      const [year, month, day] = work.date ?? [];
      assert.equal(fields.year, year?.toString(), work.key);
      assert.equal(fields.month, month?.toString(), work.key);
      assert.equal(fields.day, day?.toString(), work.key);
      assert.equal(fields.doi, verbatimDoi(work.doi) ?? undefined, work.key);
      assert.equal(fields.url, verbatimUrl(work), work.key);
    });
  });

  test(`citation-js finds every work: ${name}`, () => {
    const entries = plugins.input.chain(text, { generateGraph: false });
    assert.equal(entries.length, works.length);
    checkKeys(
      entries.map((entry) => entry['citation-key']),
      works,
    );
    entries.forEach((entry, at) => {
      const work = works[at];
      if (entry.volume) {
        assert.ok(work.hasCitation && entry.author.length > 0);
        assert.equal(even(entry.title), even(work.title));
        assert.equal(entry.DOI, work.doi ?? undefined);
        return;
      }
      const title = entry.title.replace(
        /^<span class="nocase">(.*)<\/span>$/su,
        '$1',
      );
      assert.equal(even(title), even(wholeTitle(work)), work.key);
      for (const [field, people] of [
        ['author', work.authors],
        ['editor', work.editors],
      ]) {
        const found = (entry[field] ?? []).map((one) =>
          plain({
            literal: one.literal,
            family: one.family,
            given: one.given,
            particle: one['non-dropping-particle'],
            suffix: one.suffix,
          }),
        );
        assert.deepEqual(found, people.map(plain), `${field} of ${work.key}`);
      }
      assert.deepEqual(
        entry.issued?.['date-parts'][0],
        work.date ?? undefined,
        work.key,
      );
      assert.equal(entry.DOI, verbatimDoi(work.doi) ?? undefined, work.key);
      const isbn = digitsOf(work, 'isbn');
      assert.equal(entry.ISBN, isbn, work.key);
    });
  });
}
