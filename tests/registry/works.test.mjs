// Whole works, single and in bulk: co-authors, citations and the rest that the
// record does not tell.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { CREDIT_ROLES, spell } from './coauthors.mjs';
import { generateRecord } from './generate.mjs';
import { HACK_FLAG, PEOPLE } from './people/index.mjs';
import { startRegistry } from './server.mjs';
import { findWork, wholeWork, workSummaries } from './works.mjs';

// Real payloads lie beside the project, never in it.
const CORPUS =
  process.env.SCHOLAR_CORPUS ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

const person = (key) => PEOPLE.find((each) => each.key === key);
const wholeWorks = (record) =>
  workSummaries(record)
    .filter((summary) => summary?.['put-code'])
    .map((summary) => wholeWork(record, summary));
const listOf = (work) => work.contributors?.contributor ?? [];
const namesOf = (work) =>
  listOf(work).map((each) => each['credit-name']?.value);

const GENERATED = generateRecord({ works: 600, seed: 5 });
const DRAWN = wholeWorks(GENERATED);
const OWNER = GENERATED.person.name;

describe('co-authors that are drawn', () => {
  it('are the same each time, and for all versions with one DOI', () => {
    const again = wholeWorks(generateRecord({ works: 600, seed: 5 }));
    assert.equal(JSON.stringify(again), JSON.stringify(DRAWN));
    const group = GENERATED['activities-summary'].works.group.find(
      (each) =>
        each['work-summary'].length > 1 &&
        each['external-ids']['external-id'].some(
          (id) => id['external-id-type'] === 'doi',
        ),
    );
    const [first, second] = group['work-summary'].map((summary) =>
      wholeWork(GENERATED, summary),
    );
    assert.notEqual(first['put-code'], second['put-code']);
    assert.deepEqual(first.contributors, second.contributors);
  });

  it('are 1 to 12 people, the owner once among them, or nobody', () => {
    const path = GENERATED['orcid-identifier'].path;
    const full = `${OWNER['given-names'].value} ${OWNER['family-name'].value}`;
    const short = spell(
      { given: OWNER['given-names'].value, family: OWNER['family-name'].value },
      'short',
    );
    const index = `${OWNER['family-name'].value}, ${short.split(' ')[0]}`;
    let nobody = 0;
    const forms = { linked: 0, named: 0, short: 0 };
    for (const work of DRAWN) {
      const authors = listOf(work);
      if (!authors.length) {
        nobody += 1;
        continue;
      }
      const different = new Set(namesOf(work));
      assert.ok(different.size >= 1 && different.size <= 12);
      const own = authors.filter((each) =>
        [full, short, index].includes(each['credit-name'].value),
      );
      assert.equal(new Set(own.map((o) => o['credit-name'].value)).size, 1);
      const [{ 'contributor-orcid': linked, 'credit-name': name }] = own;
      if (linked) assert.equal(linked.path, path);
      forms[linked ? 'linked' : name.value === full ? 'named' : 'short'] += 1;
    }
    assert.ok(nobody > 10 && nobody < 80, `${nobody} without co-authors`);
    assert.ok(forms.linked > 250 && forms.named > 30 && forms.short > 30);
  });

  it('come in every form that real payloads have', () => {
    const all = DRAWN.flatMap(listOf);
    const has = (what, test) => assert.ok(all.some(test), what);
    has('no attributes', (c) => c['contributor-attributes'] === null);
    has('host null', (c) => c['contributor-orcid']?.host === null);
    has('http', (c) => /^http:/.test(c['contributor-orcid']?.uri ?? ''));
    has('host', (c) => c['contributor-orcid']?.host === 'orcid.org');
    has('no iD', (c) => c['contributor-orcid'] === null);
    has('nulls for an iD', (c) => c['contributor-orcid']?.path === null);
    const attributes = all.map((c) => c['contributor-attributes'] ?? {});
    for (const sequence of ['first', 'additional', null]) {
      const ofIt = (each) => each['contributor-sequence'] === sequence;
      assert.ok(attributes.some(ofIt), sequence);
    }
    const roles = new Set(attributes.map((each) => each['contributor-role']));
    assert.ok(roles.has('author'));
    for (const role of CREDIT_ROLES) {
      const address = `http://credit.niso.org/contributor-roles/${role}/`;
      assert.ok(roles.has(address), role);
    }
    assert.ok(DRAWN.some((work) => work.contributors === null));
    assert.ok(
      DRAWN.some((work) => work.contributors?.contributor.length === 0),
    );
    const repeated = DRAWN.filter(
      (work) => new Set(namesOf(work)).size < listOf(work).length,
    );
    assert.ok(repeated.length > 20, 'once for each role');
  });

  it('write in several scripts', () => {
    const names = [...new Set(DRAWN.flatMap(namesOf))].join('\n');
    for (const script of ['Latin', 'Han', 'Arabic', 'Cyrillic', 'Greek']) {
      assert.match(names, new RegExp(`\\p{Script=${script}}`, 'u'));
    }
  });

  it('belong to everybody whose works can be asked for', () => {
    for (const { key, record } of PEOPLE) {
      if (!record || key === 'wrong' || key === 'half') continue;
      for (const work of wholeWorks(record)) {
        assert.ok('contributors' in work && 'citation' in work, key);
      }
    }
  });
});

describe('what else a whole work tells', () => {
  it('cites in sound BibTeX, in unsound BibTeX and in other forms', () => {
    const cited = DRAWN.filter(({ citation }) => citation);
    assert.ok(cited.length > 150 && cited.length < 300);
    const types = new Set(
      cited.map(({ citation }) => citation['citation-type']),
    );
    for (const type of ['bibtex', 'ris', 'formatted-apa']) {
      assert.ok(types.has(type), type);
    }
    const depth = (text) =>
      [...text].reduce((n, c) => n + (c === '{' ? 1 : c === '}' ? -1 : 0), 0);
    const bibtex = cited
      .filter(({ citation }) => citation['citation-type'] === 'bibtex')
      .map(({ citation }) => citation['citation-value']);
    const entries = (text) => text.match(/^@article/gm)?.length ?? 0;
    assert.ok(bibtex.filter((t) => entries(t) === 1 && !depth(t)).length > 60);
    assert.ok(bibtex.some((text) => depth(text) !== 0));
    assert.ok(bibtex.some((text) => entries(text) === 2));
    assert.ok(bibtex.some((text) => text.startsWith('@string')));
    assert.ok(bibtex.some((text) => text.includes('not.this.work')));
  });

  it('gives language, country and abstract to some', () => {
    const share = (key) => DRAWN.filter((work) => work[key]).length / 600;
    for (const key of ['language-code', 'country', 'short-description']) {
      assert.ok(share(key) > 0.1 && share(key) < 0.5, key);
    }
    assert.ok(DRAWN.find(({ country }) => country).country.value);
  });
});

describe('over HTTP', () => {
  let registry;
  before(async () => {
    registry = await startRegistry();
  });
  after(() => registry.close());

  const get = async (path) => {
    const headers = { Accept: 'application/json' };
    const response = await fetch(`${registry.url}/v3.0/${path}`, { headers });
    return response.json();
  };

  it('tells the same of a work alone and in bulk, and nothing in summaries', async () => {
    const { record, orcid } = person('ordinary');
    const codes = workSummaries(record).map((work) => work['put-code']);
    const { bulk } = await get(`${orcid}/works/${codes.join(',')}`);
    assert.equal(bulk.length, codes.length);
    assert.deepEqual(bulk[0].work, await get(`${orcid}/work/${codes[0]}`));
    const summary = await get(`${orcid}/work/summary/${codes[0]}`);
    assert.ok(!('contributors' in summary));
    assert.ok(!JSON.stringify(record).includes('contributor'));
  });

  it('attacks in whole works too', async () => {
    const { record, orcid } = person('hostile');
    const codes = workSummaries(record).map((work) => work['put-code']);
    const { bulk } = await get(`${orcid}/works/${codes.join(',')}`);
    const authors = JSON.stringify(bulk.map(({ work }) => work.contributors));
    assert.ok(authors.includes(HACK_FLAG));
    assert.deepEqual(
      bulk.map(({ work }) => work['put-code']),
      codes,
    );
  });

  it('answers 100 works of 10,000 without making the record again', async () => {
    const { orcid, record } = registry.registry.find('0009-0008-1000-0000');
    const codes = workSummaries(record)
      .slice(-100)
      .map((work) => work['put-code']);
    const { bulk } = await get(`${orcid}/works/${codes.join(',')}`);
    assert.deepEqual(
      bulk.map(({ work }) => work['put-code']),
      codes,
    );
    assert.equal(registry.registry.find(orcid).record, record);
    assert.equal(findWork(record, '1'), undefined);
  });
});

const corpusMissing = existsSync(CORPUS)
  ? false
  : `NO REAL PAYLOADS: ${CORPUS} is not there, so nothing was compared`;
if (corpusMissing) console.warn(`\n*** ${corpusMissing} ***\n`);

describe('against a real whole work', { skip: corpusMissing }, () => {
  it('has the keys of the real one, in their order', async () => {
    const file = 'work/ropensci-archive-rorcid__work-77226586.json';
    const real = JSON.parse(await readFile(join(CORPUS, file), 'utf8'));
    const ours = DRAWN.find(
      (work) =>
        work.citation &&
        listOf(work)[0]?.['contributor-orcid'] &&
        listOf(work)[0]['contributor-attributes'],
    );
    assert.deepEqual(Object.keys(ours), Object.keys(real));
    assert.deepEqual(Object.keys(ours.citation), Object.keys(real.citation));
    const [a] = listOf(ours);
    const [b] = listOf(real);
    assert.deepEqual(Object.keys(a), Object.keys(b));
    for (const key of ['contributor-orcid', 'contributor-attributes']) {
      assert.deepEqual(Object.keys(a[key]), Object.keys(b[key]));
    }
  });
});
