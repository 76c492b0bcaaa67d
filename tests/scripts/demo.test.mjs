// What of the demo needs no browser: which iDs it takes, those of src/orcid/id.rs,
// and that its example of extras is about people and works who are there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { readId, readIds } from '../../demo/id.js';
import { LAB, startRegistry } from '../registry/server.mjs';

const CARBERRY = '0000-0002-1825-0097';
const RULES = readFileSync(
  new URL('../../src/orcid/id.rs', import.meta.url),
  'utf8',
);

/** The texts that a test of src/orcid/id.rs goes through. */
function pastedForms() {
  const [, list] =
    /fn every_pasted_form_is_taken\(\) \{\s*for text in \[(.*?)\n\s*\]/s.exec(
      RULES,
    );
  return Array.from(list.matchAll(/"(.*)",/g), ([, text]) =>
    text
      .replace(/\\u\{(\w+)\}/g, (_, code) =>
        String.fromCodePoint(parseInt(code, 16)),
      )
      .replaceAll('\\n', '\n'),
  );
}

describe('the iD field of the demo', () => {
  it('takes every form that the package takes', () => {
    const forms = pastedForms();
    assert.ok(forms.length > 20);
    for (const text of forms) assert.deepEqual(readId(text), { id: CARBERRY });
  });

  it('finds an iD among other words, and a check digit of X', () => {
    for (const text of [
      `Josiah Carberry, ${CARBERRY} (he)`,
      `${CARBERRY} 12 works`,
      `<a href="https://orcid.org/${CARBERRY}">${CARBERRY}</a>`,
    ]) {
      assert.deepEqual(readId(text), { id: CARBERRY }, text);
    }
    const { id } = readId('https://orcid.org/0000-0002-1694-233x');
    assert.equal(id, '0000-0002-1694-233X');
  });

  it('says what is wrong', () => {
    for (const [text, fault] of [
      ['', 'empty'],
      [' \ufeff\n', 'empty'],
      ['Josiah Carberry', 'unfinished'],
      ['https://orcid.org/', 'unfinished'],
      ['0000-0002-1825-009', 'unfinished'],
      ['0000-0002-1825-00977', 'unfinished'],
      ['0000-0002-18X5-0097', 'unfinished'],
      ['0000-0002-1825-0098', 'mistyped'],
      ['0000-0002-1825-009X', 'mistyped'],
      ['0000 0001 2103 2683', 'unassigned'],
      [`${CARBERRY} 0000-0001-5109-3700`, 'several'],
      [`${CARBERRY}, 0000-0001-5109-3700`, 'several'],
    ]) {
      assert.deepEqual(readId(text), { fault }, text);
    }
  });

  it('knows the ranges of the package, ends included', () => {
    const ranges = Array.from(RULES.matchAll(/b"(\d{15})"/g), ([, it]) => it);
    assert.deepEqual(ranges.slice(0, 4), [
      '000000015000000',
      '000000035000000',
      '000900000000000',
      '000900100000000',
    ]);
    for (const [base, isAssigned] of [
      ['000000014999999', false],
      ['000000015000000', true],
      ['000000035000000', true],
      ['000000035000001', false],
      ['000899999999999', false],
      ['000900000000000', true],
      ['000900100000000', true],
      ['000900100000001', false],
    ]) {
      const read = [...'0123456789X'].map((check) => readId(base + check));
      const sound = read.filter(({ fault }) => fault !== 'mistyped');
      assert.equal(sound.length, 1, base);
      assert.equal('id' in sound[0], isAssigned, base);
    }
  });

  it('reads several, each once, and tells what is none', () => {
    const read = readIds(
      `${CARBERRY} https://orcid.org/0000-0001-5109-3700,
       0000 0002 9079 593x; 0000000218250097
       0000-0002-1825-0098 Alice`,
    );
    assert.deepEqual(read, {
      ids: [CARBERRY, '0000-0001-5109-3700', '0000-0002-9079-593X'],
      wrong: ['0000-0002-1825-0098', 'Alice'],
    });
    assert.deepEqual(readIds(' ,\n'), { ids: [], wrong: [] });
  });
});

describe('the example of extras', () => {
  const ROOT = new URL('../../demo/', import.meta.url);
  const extras = JSON.parse(readFileSync(new URL('extras.json', ROOT), 'utf8'));

  it('is about people of the sample lab, whose photos are there', () => {
    const ids = Object.keys(extras.people);
    assert.deepEqual(ids.toSorted(), LAB.members.toSorted());
    const photos = Object.values(extras.people).flatMap(
      ({ photo }) => photo ?? [],
    );
    assert.ok(photos.length > 0);
    for (const photo of photos) assert.ok(existsSync(new URL(photo, ROOT)));
  });

  it('is about works of the sample lab', async (t) => {
    const registry = await startRegistry();
    t.after(() => registry.close());
    const known = new Set();
    for (const id of LAB.members) {
      const answer = await fetch(`${registry.url}/v3.0/${id}`, {
        headers: { accept: 'application/json' },
      });
      const { 'activities-summary': activities } = await answer.json();
      const works = activities.works.group.flatMap((it) => it['work-summary']);
      for (const { 'put-code': putCode, 'external-ids': ids } of works) {
        known.add(String(putCode));
        for (const id of ids?.['external-id'] ?? []) {
          const { 'external-id-type': type, 'external-id-value': value } = id;
          known.add(type === 'doi' ? value.toLowerCase() : `${type}:${value}`);
        }
      }
    }
    const named = Object.keys(extras.works);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });
});
