// Generated labs: their iDs, what their members share, and that large ones are
// made and served quickly.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { generateLabRecord } from './generate-lab.mjs';
import { isAssigned, isValidOrcid, labOrcid, readLabOrcid } from './id.mjs';
import { Registry } from './registry.mjs';
import { generatedLab, generatedOrcid } from './server.mjs';
import { wholeWork, workSummaries } from './works.mjs';

const groupsOf = (record) => record['activities-summary'].works.group;
const membersOf = (lab) =>
  lab.orcids.map((orcid) => generateLabRecord(readLabOrcid(orcid)));

function doiOf(group) {
  const own = group['external-ids']['external-id'].find(
    (id) => id['external-id-type'] === 'doi',
  );
  return own?.['external-id-value'];
}

/** What is the same work here: one DOI in any case, else one title. */
const keyOf = (group) =>
  doiOf(group)?.toLowerCase() ??
  group['work-summary'][0].title.title.value.toLowerCase();

describe('iDs of generated labs', () => {
  it('carry what the lab is made of', () => {
    for (const lab of [
      { members: 2, works: 10, shared: 0, seed: 0 },
      { members: 50, works: 400, shared: 0.3, seed: 0 },
      { members: 99, works: 990, shared: 0.9, seed: 2 },
    ]) {
      const { orcids } = generatedLab(lab);
      assert.equal(new Set(orcids).size, lab.members);
      orcids.forEach((orcid, index) => {
        assert.ok(isValidOrcid(orcid) && isAssigned(orcid), orcid);
        assert.deepEqual(readLabOrcid(orcid), { ...lab, index });
      });
    }
  });

  it('are refused where they could not be read back', () => {
    const good = { members: 5, works: 50, shared: 0.5, seed: 0 };
    for (const wrong of [
      { members: 1 },
      { members: 100 },
      { works: 55 },
      { works: 1000 },
      { shared: 0.25 },
      { shared: 1 },
      { seed: 3 },
    ]) {
      assert.throws(() => generatedLab({ ...good, ...wrong }), RangeError);
    }
    assert.equal(readLabOrcid(generatedOrcid(100)), null);
    assert.equal(readLabOrcid(labOrcid(good, 5)), null, 'the sixth of five');
  });
});

describe('members of a generated lab', () => {
  for (const options of [
    { members: 2, works: 30, shared: 0.5 },
    { members: 3, works: 40, shared: 0.9 },
    { members: 12, works: 100, shared: 0.3 },
    { members: 4, works: 20, shared: 0 },
  ]) {
    const what = `${options.members} × ${options.works}, ${options.shared}`;
    it(`share as many works as said (${what})`, () => {
      const lab = generatedLab(options);
      const records = membersOf(lab);
      const owners = new Map();
      for (const record of records) {
        const keys = groupsOf(record).map(keyOf);
        assert.equal(keys.length, options.works);
        assert.equal(new Set(keys).size, keys.length, 'no work twice');
        for (const key of keys) owners.set(key, (owners.get(key) ?? 0) + 1);
      }
      assert.equal(owners.size, lab.merged);
      for (const record of records) {
        const shared = groupsOf(record).filter(
          (group) => owners.get(keyOf(group)) > 1,
        );
        assert.equal(shared.length, lab.shared);
        assert.ok(shared.every(doiOf));
      }
      assert.ok(Math.abs(lab.shared - options.works * options.shared) <= 3);
    });
  }

  it('have put codes of their own, and DOIs in either case', () => {
    const records = membersOf(generatedLab({ members: 5, works: 100 }));
    const summaries = records.flatMap(workSummaries);
    const codes = summaries.map((summary) => summary['put-code']);
    assert.equal(new Set(codes).size, codes.length);
    const dois = records.flatMap(groupsOf).map(doiOf).filter(Boolean);
    assert.ok(dois.some((doi) => doi === doi.toUpperCase()));
    assert.ok(dois.some((doi) => doi === doi.toLowerCase()));
    const names = records.map(({ person }) => person.name['family-name'].value);
    assert.equal(new Set(names).size, 5);
  });

  it('are named with their iDs among the same authors by each other', () => {
    const lab = generatedLab({ members: 3, works: 50, shared: 0.6 });
    const [first, second] = membersOf(lab);
    const keys = new Set(groupsOf(second).map(keyOf));
    const wholes = (record) =>
      new Map(
        groupsOf(record)
          .filter((group) => keys.has(keyOf(group)))
          .map((group) => [
            keyOf(group),
            wholeWork(record, group['work-summary'][0]).contributors,
          ]),
      );
    const ours = wholes(first);
    assert.ok(ours.size > 10);
    let linked = 0;
    for (const [key, authors] of wholes(second)) {
      if (!ours.has(key)) continue;
      assert.deepEqual(authors, ours.get(key));
      const iDs = authors.contributor.map((c) => c['contributor-orcid']?.path);
      if (lab.orcids.filter((orcid) => iDs.includes(orcid)).length > 1) {
        linked += 1;
      }
    }
    assert.ok(linked > 5);
  });

  it('are kept as long as there is room for their works', () => {
    const registry = new Registry({ worksKept: 450 });
    const { orcids } = generatedLab({ members: 5, works: 50 });
    const records = orcids.map((orcid) => registry.find(orcid).record);
    registry.find(generatedOrcid(200));
    orcids.forEach((orcid, at) => {
      assert.equal(registry.find(orcid).record, records[at]);
    });
    registry.find(generatedOrcid(201));
    registry.find(generatedOrcid(202));
    assert.notEqual(registry.find(orcids[0]).record, records[0]);
  });
});
