// What the stand-in registry serves: its invented people, generated records,
// the addresses below a record, and folders of real payloads.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { kindOfPayload, loadFolders } from './folder.mjs';
import { generateRecord, generatedOrcid } from './generate.mjs';
import {
  checkDigit,
  formatOrcid,
  isAssigned,
  isValidOrcid,
  readGeneratedOrcid,
} from './id.mjs';
import { renderJsonLd } from './jsonld.mjs';
import {
  EXPECTED,
  HACK_FLAG,
  HOSTILE_STRINGS,
  IDS,
  PEOPLE,
} from './people/index.mjs';
import { startRegistry } from './server.mjs';

// Real payloads lie beside the project, never in it.
const CORPUS =
  process.env.SCHOLAR_CORPUS ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

const person = (key) => PEOPLE.find((each) => each.key === key);
const worksOf = (record) => record['activities-summary'].works.group;

describe('iDs', () => {
  it('computes ORCID’s check digit', () => {
    assert.equal(checkDigit('000000021825009'), '7');
    assert.equal(formatOrcid('000000021694233'), '0000-0002-1694-233X');
    assert.ok(!isValidOrcid('0000-0002-1825-0098'));
    assert.ok(!isAssigned('0000-0001-4999-9999'));
  });

  it('gives everybody a valid iD of their own in an assigned range', () => {
    for (const { orcid, key } of PEOPLE) {
      assert.ok(isValidOrcid(orcid), key);
      assert.ok(isAssigned(orcid), key);
    }
    assert.equal(new Set(PEOPLE.map(({ orcid }) => orcid)).size, PEOPLE.length);
    assert.equal(new Set(PEOPLE.map(({ key }) => key)).size, PEOPLE.length);
    assert.ok(PEOPLE.some(({ orcid }) => orcid.endsWith('X')));
  });
});

describe('generated records', () => {
  it('are the same for the same seed, and differ otherwise', () => {
    const text = (options) => JSON.stringify(generateRecord(options));
    assert.equal(text({ works: 50, seed: 3 }), text({ works: 50, seed: 3 }));
    assert.notEqual(text({ works: 50, seed: 3 }), text({ works: 50, seed: 4 }));
  });

  it('have iDs that carry number and seed', () => {
    for (const works of [0, 1, 10, 999, 10_000]) {
      for (const seed of [0, 1, 42, 99]) {
        const orcid = generatedOrcid(works, seed);
        assert.ok(isValidOrcid(orcid) && isAssigned(orcid), orcid);
        assert.deepEqual(readGeneratedOrcid(orcid), { works, seed });
      }
    }
    assert.throws(() => generatedOrcid(10_001), RangeError);
    assert.throws(() => generatedOrcid(10, 100), RangeError);
    assert.equal(readGeneratedOrcid(IDS.ordinary), null);
  });

  it('have the size and variety of real ones', () => {
    const record = generateRecord({ works: 500, seed: 1 });
    const groups = worksOf(record);
    assert.equal(groups.length, 500);
    const perWork = JSON.stringify(groups).length / groups.length;
    assert.ok(perWork > 1400 && perWork < 2100, `${perWork} bytes a work`);
    const preferred = groups.map((group) => group['work-summary'][0]);
    assert.ok(new Set(preferred.map(({ type }) => type)).size > 6);
    const dates = preferred.map((work) => work['publication-date']);
    assert.ok(dates.includes(null));
    assert.ok(dates.some((date) => date && !date.month));
    assert.ok(groups.some((group) => group['work-summary'].length > 1));
    const codes = preferred.map((work) => work['put-code']);
    assert.equal(new Set(codes).size, 500);
  });
});

describe('invented people', () => {
  it('attack in every text field of a work', () => {
    const groups = worksOf(person('hostile').record);
    const titles = groups.map(
      (group) => group['work-summary'][0].title.title.value,
    );
    assert.deepEqual(new Set(titles), new Set(HOSTILE_STRINGS));
    assert.ok(JSON.stringify(groups).includes(HACK_FLAG));
    const { person: them } = person('hostile').record;
    assert.equal(them.keywords.keyword.length, HOSTILE_STRINGS.length);
    assert.ok(!JSON.stringify(them).includes('"x"'), 'no field left out');
  });

  it('break items between good ones, as counted in EXPECTED', () => {
    const { record } = person('broken');
    const groups = worksOf(record);
    const { good, damaged, hopeless } = EXPECTED.broken.works;
    assert.equal(groups.length, good + damaged + hopeless);
    const titles = groups.map(
      (group) => group?.['work-summary']?.[0]?.title?.title?.value,
    );
    const kept = titles.filter((title) =>
      EXPECTED.broken.goodTitle.test(title ?? ''),
    );
    assert.equal(kept.length, good);
    const jobs = record['activities-summary'].employments['affiliation-group'];
    const expected = EXPECTED.broken.employments;
    assert.equal(
      jobs.length,
      expected.good + expected.damaged + expected.hopeless,
    );
  });

  it('lose in JSON-LD what ORCID loses there', () => {
    const rich = person('linked').jsonld;
    assert.equal(rich['@context'], 'http://schema.org');
    assert.equal(rich.affiliation.length, 3);
    assert.equal(rich['@reverse'].creator.length, 5);
    assert.equal(rich['@reverse'].creator[0]['@id'].includes('doi.org'), true);
    assert.ok(!('@id' in rich['@reverse'].creator[1]));
    const single = person('linkedSingle').jsonld;
    assert.equal(single.alternateName, 'U. Ensam');
    assert.equal(single['@reverse'].creator.name, 'One work');
    const bare = ['@context', '@type', '@id', 'mainEntityOfPage'];
    assert.deepEqual(Object.keys(person('linkedBare').jsonld), bare);
  });

  it('are all named in the README', async () => {
    const readme = await readFile(
      new URL('README.md', import.meta.url),
      'utf8',
    );
    for (const { key, orcid } of PEOPLE) {
      assert.match(readme, new RegExp(`\`${key}\` +\\| ${orcid} `), key);
    }
  });

  it('can all be rendered in every form', () => {
    for (const { key, record } of PEOPLE) {
      if (record) assert.ok(renderJsonLd(record)['@id'], key);
    }
  });
});

describe('over HTTP', () => {
  let registry;
  before(async () => {
    registry = await startRegistry();
  });
  after(() => registry.close());

  const get = async (path, accept = 'application/json') => {
    const headers = { Accept: accept };
    const response = await fetch(`${registry.url}/v3.0/${path}`, { headers });
    return { response, text: await response.text() };
  };

  it('serves each section as part of the record', async () => {
    const { record, orcid } = person('allKinds');
    const read = async (section) =>
      JSON.parse((await get(`${orcid}/${section}`)).text);
    assert.deepEqual(await read('record'), record);
    assert.deepEqual(await read('person'), record.person);
    assert.deepEqual(await read('email'), record.person.emails);
    const activities = record['activities-summary'];
    assert.deepEqual(await read('activities'), activities);
    for (const [name, section] of Object.entries(activities)) {
      if (section?.path) assert.deepEqual(await read(name), section, name);
    }
    const details = await read('personal-details');
    assert.equal(details.path, `/${orcid}/personal-details`);
    const items = [...JSON.stringify(activities).matchAll(/"path":"(.*?)"/g)]
      .map(([, path]) => path)
      .filter((path) => /^\/.*\/\d+$/.test(path));
    assert.equal(items.length, 20);
    for (const path of items) {
      const item = JSON.parse((await get(path.slice(1))).text);
      assert.equal(item.path, path);
    }
  });

  it('serves whoever can be served as valid JSON', async () => {
    for (const { key, orcid, record, respond, bom } of PEOPLE) {
      if (!record || respond) continue;
      const { response } = await get(orcid);
      assert.equal(response.status, 200, key);
      const raw = await fetch(`${registry.url}/v3.0/${orcid}`, {
        headers: { Accept: 'application/json' },
      });
      const bytes = Buffer.from(await raw.arrayBuffer());
      assert.equal(bytes[0] === 0xef, Boolean(bom), key);
      const text = bytes.toString('utf8').replace(/^\ufeff/, '');
      assert.equal(JSON.parse(text).path, `/${orcid}`, key);
      assert.match((await get(orcid, '*/*')).text, /<\/record:record>/, key);
    }
  });

  it('serves JSON-LD only people as JSON-LD whatever is asked', async () => {
    for (const key of ['linked', 'linkedSingle', 'hostileJsonLd']) {
      const { response, text } = await get(IDS[key]);
      const type = response.headers.get('content-type');
      assert.equal(type, 'application/ld+json;charset=UTF-8');
      assert.equal(JSON.parse(text)['@type'], 'Person');
    }
  });

  it('recognises generated iDs', async () => {
    const { text } = await get(generatedOrcid(123, 7));
    assert.equal(worksOf(JSON.parse(text)).length, 123);
    const same = generateRecord({ works: 123, seed: 7 });
    assert.equal(text, JSON.stringify(same));
  });
});

describe('folders of payloads', () => {
  it('wraps, merges, renames and skips', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registry-'));
    const write = (name, data) =>
      writeFile(join(folder, name), JSON.stringify(data));
    const { record, orcid } = person('allKinds');
    const { works, employments } = record['activities-summary'];
    try {
      await write('a-works.json', works);
      await write('b-employments.json', employments);
      await write('c-works-again.json', works);
      await write('d-record.json', record);
      await write('e-error.json', { 'error-code': 9016 });
      await write('f-linked.json', person('linkedSingle').jsonld);
      await writeFile(join(folder, 'g.json'), '{"not json');
      const { people, skipped } = await loadFolders([folder]);
      assert.equal(skipped.length, 2);
      assert.equal(people.length, 4);
      const [whole, parts, again, linked] = people;
      assert.equal(whole.orcid, orcid);
      assert.deepEqual(whole.record, record);
      assert.notEqual(parts.orcid, orcid);
      assert.ok(isValidOrcid(parts.orcid));
      // The renamed record speaks of its new iD throughout.
      assert.ok(!JSON.stringify(parts.record).includes(orcid));
      assert.equal(worksOf(parts.record).length, works.group.length);
      assert.equal(worksOf(again.record).length, works.group.length);
      assert.equal(linked.orcid, IDS.linkedSingle);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('knows payloads by their shape', () => {
    assert.equal(kindOfPayload({ bulk: [] }), null);
    assert.equal(kindOfPayload([]), null);
    const old = { 'work-summary': [{ type: 'JOURNAL_ARTICLE' }] };
    assert.equal(kindOfPayload({ group: [old] }), null);
  });
});

/** Every object's keys, in order, by its place: `{ "$.person": [keys] }`. */
function keysByPlace(node, place, into) {
  if (Array.isArray(node)) {
    node.forEach((each) => keysByPlace(each, `${place}[]`, into));
  } else if (node !== null && typeof node === 'object') {
    into[place] ??= Object.keys(node).join(' ');
    for (const [key, child] of Object.entries(node)) {
      keysByPlace(child, `${place}.${key}`, into);
    }
  }
  return into;
}

const corpusMissing = existsSync(CORPUS)
  ? false
  : `NO REAL PAYLOADS: ${CORPUS} is not there, so nothing was compared`;
if (corpusMissing) console.warn(`\n*** ${corpusMissing} ***\n`);

describe('against real payloads', { skip: corpusMissing }, () => {
  it('has the keys of the real record, in their order', async () => {
    const file =
      'record/ORCID-orcid-model__record-full-3.0-official-sample.json';
    const real = JSON.parse(await readFile(join(CORPUS, file), 'utf8'));
    const expected = keysByPlace(real, '$', {});
    const ours = keysByPlace(person('allKinds').record, '$', {});
    keysByPlace(person('odd').record, '$', ours);
    let compared = 0;
    for (const [place, keys] of Object.entries(ours)) {
      if (!(place in expected)) continue;
      assert.equal(keys, expected[place], place);
      compared += 1;
    }
    assert.ok(compared > 150, `${compared} places compared`);
  });

  it('serves the folder', async () => {
    const registry = await startRegistry({ folders: [CORPUS] });
    try {
      const people = registry
        .people()
        .filter(({ group }) => group === 'From the folder');
      assert.ok(people.length > 5);
      for (const { orcid, note } of people) {
        assert.ok(isValidOrcid(orcid), orcid);
        const url = `${registry.url}/v3.0/${orcid}`;
        const headers = { Accept: 'application/json' };
        const response = await fetch(url, { headers });
        assert.equal(response.status, 200, note);
        const body = JSON.parse((await response.text()).replace(/^\ufeff/, ''));
        const own = body.path ?? body['@id'];
        assert.ok(own.endsWith(orcid), note);
      }
    } finally {
      await registry.close();
    }
  });
});
