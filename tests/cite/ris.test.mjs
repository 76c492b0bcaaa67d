// Our RIS, read back by a reader that knows nothing of us.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import {
  digitsOf,
  even,
  expected,
  exported,
  sources,
  wholeTitle,
} from './exported.mjs';

/** The lines of each record, as tag and value. */
const records = (text) =>
  text
    .split(/^ER {2}- \r\n/m)
    .slice(0, -1)
    .map((record) =>
      record
        .split('\r\n')
        .slice(0, -1)
        .map((line) => [line.slice(0, 2), line.slice(6)]),
    );

const bare = (text) => even(text.replace(/\*/g, ''));

const asName = ({ family, given, particle, suffix, literal }) =>
  bare(
    literal?.replaceAll(',', '') ??
      [[particle, family].filter(Boolean).join(' '), given, suffix]
        .filter(Boolean)
        .join(', '),
  );

for (const { name, source } of sources) {
  const works = expected(source);
  const text = exported('ris', source);

  test(`every line is a tag and its value: ${name}`, () => {
    const lines = text.split('\r\n');
    assert.equal(lines.pop(), '');
    for (const line of lines) {
      assert.match(line, /^[A-Z][A-Z0-9] {2}- [^\n\r\u2028\u2029]*$/u);
    }
    const found = records(text);
    assert.equal(found.length, works.length);
    found.forEach((record, at) => {
      const work = works[at];
      const values = (tag) =>
        record.filter(([name]) => name === tag).map(([, value]) => value);
      assert.equal(record[0][0], 'TY');
      assert.deepEqual(values('TI').map(even), [even(wholeTitle(work))]);
      const isEdited = values('TY')[0] === 'EDBOOK' && !work.authors.length;
      assert.deepEqual(
        values('AU').map(even),
        (isEdited ? work.editors : work.authors).map(asName),
      );
      assert.deepEqual(
        values('A2').map(even),
        (isEdited ? [] : work.editors).map(asName),
      );
      const [year, month, day] = work.date ?? [];
      const two = (part) => part?.toString().padStart(2, '0') ?? '';
      assert.deepEqual(values('PY'), year ? [String(year)] : []);
      assert.deepEqual(
        values('DA'),
        year ? [`${year}/${two(month)}/${two(day)}/`] : [],
      );
      assert.deepEqual(values('DO'), work.doi ? [work.doi] : []);
      const url = work.url?.startsWith('http') ? [work.url] : [];
      assert.deepEqual(values('UR'), url);
      const isSerial = /^(JOUR|JFULL|MGZN|NEWS|DATA)$/.test(values('TY')[0]);
      const numbers = [digitsOf(work, 'issn'), digitsOf(work, 'isbn')];
      const number = (isSerial ? numbers : numbers.reverse()).find(Boolean);
      assert.equal(values('SN')[0]?.replace('-', ''), number, work.key);
    });
  });

  test(`citation-js finds every work: ${name}`, () => {
    const entries = plugins.input.chain(text, { generateGraph: false });
    assert.equal(entries.length, works.length);
    const ids = entries.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    entries.forEach((entry, at) => {
      const work = works[at];
      assert.ok(String(entry.id).startsWith(work.key), work.key);
      assert.equal(even(entry.title), even(wholeTitle(work)), work.key);
      // By the 2011 tags, who stands in AU has another part in some types; the
      // reporters of newspapers are no names to this reader.
      const part =
        { 'edited-book': 'editor', 'musical-composition': 'composer' }[
          work.workType
        ] ?? 'author';
      const people =
        part === 'editor' && !work.authors.length ? work.editors : work.authors;
      if (entry.type !== 'article-newspaper') {
        assert.deepEqual(
          (entry[part] ?? entry.author ?? []).map(
            ({ family, given, suffix, literal }) =>
              bare(
                literal ?? [family, given, suffix].filter(Boolean).join(', '),
              ),
          ),
          people.map(asName),
          work.key,
        );
      }
      // For some types this reader looks at the year alone.
      const date = entry.issued?.['date-parts'][0];
      assert.deepEqual(date, work.date?.slice(0, date?.length), work.key);
      const url = work.url?.startsWith('http') ? work.url : undefined;
      assert.equal(entry.URL, url, work.key);
    });
  });
}
