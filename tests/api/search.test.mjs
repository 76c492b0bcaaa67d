// Searching the registry, in Node.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { api, failsWith, useRegistry } from './support.mjs';

const { searchRegistry } = api;
const stage = useRegistry();
const CARBERRY = '0000-0002-1825-0097';
const idsOf = ({ people }) => people.map(({ orcid }) => orcid);
/** What the last search has asked, in Solr's syntax. */
const query = () => {
  const [{ path }] = stage.asked('/expanded-search').slice(-1);
  return new URL(path, stage.registry.url).searchParams;
};

describe('searchRegistry', () => {
  it('finds people by what visitors type', async () => {
    const found = await searchRegistry('Josiah Carb', stage.there());
    assert.ok(idsOf(found).includes(CARBERRY));
    assert.ok(found.found >= found.people.length);
    assert.equal(found.skipped, 0);
    const hit = found.people.find(({ orcid }) => orcid === CARBERRY);
    assert.equal(hit.uri, `https://orcid.org/${CARBERRY}`);
    assert.equal(hit.name.display, 'Josiah Carberry');
    for (const name of ['otherNames', 'emails', 'institutions']) {
      assert.ok(Array.isArray(hit[name]), name);
    }
    assert.deepEqual(structuredClone(found), found);
  });

  it('finds people by fields, all of which must hold', async () => {
    const fields = { givenNames: 'Josiah', familyName: 'Carberry' };
    assert.ok(
      idsOf(await searchRegistry(fields, stage.there())).includes(CARBERRY),
    );
    assert.equal(
      query().get('q'),
      'given-names:"Josiah" AND family-name:"Carberry"',
    );
    const other = await searchRegistry(
      { ...fields, familyName: 'Marchetti-Lund' },
      stage.there(),
    );
    assert.ok(!idsOf(other).includes(CARBERRY));
  });

  it('asks for identifiers as the index has them', async () => {
    for (const [fields, q] of [
      [{ ror: 'ror.org/05GQ02987' }, 'ror-org-id:"https://ror.org/05gq02987"'],
      [{ grid: 'GRID.40263.33' }, 'grid-org-id:"grid.40263.33"'],
      [{ ringgold: '6752' }, 'ringgold-org-id:"6752"'],
      [
        { doi: 'https://doi.org/10.5555/Ab' },
        '(doi-self:"10.5555/Ab" OR doi-self:"10.5555/ab" OR doi-self:"10.5555/AB")',
      ],
      [{ email: 'J@b.edu' }, '(email:"J@b.edu" OR email:"j@b.edu")'],
      [{ keyword: ['a b', 'c'] }, '(keyword:"a b" OR keyword:"c")'],
      [
        { affiliation: 'Brown "U"', text: 'Li' },
        '("Li" OR Li*) AND affiliation-org-name:"Brown \\"U\\""',
      ],
    ]) {
      await searchRegistry(fields, stage.there());
      assert.equal(query().get('q'), q);
    }
  });

  it('is confined to an institution, whose people it lists without a text', async () => {
    const there = stage.there({ affiliation: 'https://ror.org/03yrm5c26' });
    await searchRegistry('Li', there);
    assert.match(
      query().get('q'),
      /^ror-org-id:"https:\/\/ror.org\/03yrm5c26" AND /,
    );
    await searchRegistry('', there);
    assert.equal(query().get('q'), 'ror-org-id:"https://ror.org/03yrm5c26"');
  });

  it('pages within the limits of the registry', async () => {
    await searchRegistry('Josiah', stage.there({ rows: 3, start: 20 }));
    assert.equal(query().get('rows'), '3');
    assert.equal(query().get('start'), '20');
    await searchRegistry('Josiah', stage.there({ rows: 5_000 }));
    assert.equal(query().get('rows'), '1000');
    const far = stage.there({ start: 10_001 });
    await failsWith(searchRegistry('Josiah', far), 'bad-query');
  });

  it('never searches for an iD', async () => {
    const before = stage.registry.requests.length;
    const found = await searchRegistry(`Carberry ${CARBERRY}`, stage.there());
    assert.equal(found.found, 1);
    assert.deepEqual(idsOf(found), [CARBERRY]);
    await failsWith(
      searchRegistry('0000-0002-1825-0098', stage.there()),
      'bad-check-digit',
    );
    assert.equal(stage.registry.requests.length, before);
  });

  it('fails where there is nothing to search for', async () => {
    for (const given of ['', '  ', '*:*', 'x', {}, { text: '' }, null, 42]) {
      await failsWith(searchRegistry(given, stage.there()), 'bad-query');
    }
  });

  it('is sent whatever people type', async () => {
    for (const text of [
      '"',
      'a:b (c',
      'AND OR',
      '李小龍',
      '\\u',
      'x'.repeat(500),
    ]) {
      await searchRegistry(text, stage.there()).catch(({ code }) =>
        assert.equal(code, 'bad-query', text),
      );
    }
  });

  it('ends with its signal', async () => {
    const there = stage.there({ signal: AbortSignal.abort() });
    await assert.rejects(searchRegistry('Josiah', there), {
      name: 'AbortError',
    });
  });
});
