// Works of several people, and how they leave, in Node.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';

import {
  IDS,
  LAB,
  generatedLab,
  generatedOrcid,
  startRegistry,
} from '../registry/server.mjs';
import { api, failsWith, payloads, useRegistry } from './support.mjs';

const { cite, fetchRecord, fetchWorks, mergeWorks, toJsonLd } = api;
const stage = useRegistry();
const again = (value) => JSON.parse(JSON.stringify(value));

describe('fetchWorks', () => {
  it('merges the works of a lab, each once and newest first', async () => {
    const { works, records, failures } = await fetchWorks(
      LAB.members,
      stage.there(),
    );
    assert.deepEqual(failures, []);
    assert.deepEqual(
      records.map(({ orcid }) => orcid),
      LAB.members,
    );
    assert.equal(works.length, LAB.merged);
    const years = works.map(({ date }) => date?.slice(0, 4) ?? '0000');
    assert.deepEqual(years, years.toSorted().toReversed());
    const nameOf = (orcid) =>
      records.find((record) => record.orcid === orcid).name;
    for (const { people, summaries } of works) {
      assert.ok(people.length > 0);
      for (const { orcid, uri, name } of people) {
        assert.equal(uri, `https://orcid.org/${orcid}`);
        assert.deepEqual(name, nameOf(orcid));
        assert.ok(summaries.some((summary) => summary.orcid === orcid));
      }
    }
    const shared = works.filter(({ people }) => people.length > 1);
    const expected = LAB.works.filter(({ of }) => of.length > 1);
    assert.equal(shared.length, expected.length);
  });

  it('has preprints as versions of what they became', async () => {
    const { works } = await fetchWorks(IDS.preprints, stage.there());
    const versions = works.flatMap((work) => work.versions);
    assert.ok(versions.length > 0);
    for (const { summaries, title } of versions) {
      assert.ok(title && summaries.length > 0);
    }
  });

  it('takes one text with several iDs, each once', async () => {
    const [head, postdoc] = LAB.members;
    const given = `${head}, https://orcid.org/${postdoc}; ${head}`;
    const { records } = await fetchWorks(given, stage.there());
    assert.deepEqual(
      records.map(({ orcid }) => orcid),
      [head, postdoc],
    );
  });

  it('tells of progress, and one who fails does not lose the others', async () => {
    const [head, postdoc] = LAB.members;
    const heard = [];
    const { works, records, failures } = await fetchWorks(
      [head, IDS.locked, postdoc, 'Carberry'],
      stage.there({ onprogress: (progress) => heard.push(progress) }),
    );
    assert.deepEqual(
      records.map(({ orcid }) => orcid),
      [head, postdoc],
    );
    assert.deepEqual(
      works,
      (await fetchWorks([head, postdoc], stage.there())).works,
    );
    assert.deepEqual(
      failures.map(({ orcid, error }) => [orcid, error.code, error.name]),
      [
        [IDS.locked, 'locked', 'ScholarBadgeError'],
        ['Carberry', 'malformed-id', 'ScholarBadgeError'],
      ],
    );
    assert.deepEqual(
      heard.map(({ done, total }) => [done, total]),
      [
        [1, 3],
        [2, 3],
        [3, 3],
      ],
    );
    assert.deepEqual(
      heard.map(({ orcid }) => orcid).toSorted(),
      [head, IDS.locked, postdoc].toSorted(),
    );
  });

  it('fails where nobody is named', async () => {
    await failsWith(fetchWorks('', stage.there()), 'malformed-id');
    await failsWith(fetchWorks([], stage.there()), 'malformed-id');
  });

  it('ends all requests when it is aborted', async () => {
    const abort = new AbortController();
    const ids = [LAB.members[0], IDS.hang];
    const options = { signal: abort.signal, onprogress: () => abort.abort() };
    await assert.rejects(fetchWorks(ids, stage.there(options)), {
      name: 'AbortError',
    });
    const [request] = stage.asked(IDS.hang);
    while (!request.aborted) await new Promise(setImmediate);
  });

  it('fails with what a listener throws, and ends what is under way', async () => {
    const onprogress = () => {
      throw new RangeError('no room');
    };
    const ids = [LAB.members[0], IDS.hang];
    await assert.rejects(
      fetchWorks(ids, stage.there({ onprogress })),
      RangeError,
    );
    const [request] = stage.asked(IDS.hang).slice(-1);
    while (!request.aborted) await new Promise(setImmediate);
  });

  it('keeps to the pace with a large lab', async () => {
    const lab = generatedLab({ members: 30, works: 10, shared: 0.3, seed: 1 });
    const { works, records } = await fetchWorks(lab.orcids, stage.there());
    assert.equal(records.length, 30);
    assert.equal(works.length, lab.merged);
    const times = lab.orcids.map((orcid) => stage.asked(orcid)[0].at);
    const spread = Math.max(...times) - Math.min(...times);
    // 24 at once, then one each 100 ms.
    assert.ok(spread >= 500, `${spread} ms`);
  });
});

describe('mergeWorks', () => {
  it('gives what fetchWorks gives, of records that have been kept', async () => {
    for (const authors of [false, true]) {
      const there = stage.there({ authors });
      const [one, other] = await Promise.all(
        LAB.members.slice(0, 2).map((orcid) => fetchRecord(orcid, there)),
      );
      const { works } = await fetchWorks(LAB.members.slice(0, 2), there);
      assert.deepEqual(await mergeWorks([one, other]), works);
      assert.deepEqual(await mergeWorks(again([one, other])), works);
      const cloned = structuredClone([one, other]);
      assert.deepEqual(await mergeWorks(cloned), works);
      assert.equal(
        works.some(({ detail }) => detail),
        authors,
      );
    }
  });

  it('counts the first of two records of one person', async () => {
    const record = await fetchRecord(IDS.ordinary, stage.there());
    const works = await mergeWorks([record, again(record)]);
    assert.deepEqual(works, await mergeWorks([record]));
    assert.deepEqual(await mergeWorks([]), []);
  });

  it('fails with what is no record', async () => {
    const loop = {};
    loop.loop = loop;
    for (const given of [null, undefined, 'x', {}, [{}], [null], [loop], 7n]) {
      await failsWith(mergeWorks(given), 'bad-argument');
    }
  });
});

describe('cite', () => {
  let works;
  before(async () => {
    const there = stage.there({ authors: true });
    ({ works } = await fetchWorks(IDS.listed, there));
  });

  it('writes all works in each format', async () => {
    assert.ok(works.length > 50);
    const bibtex = await cite(works);
    assert.equal([...bibtex.matchAll(/^@\w+\{/gm)].length, works.length);
    assert.equal(await cite(works, { format: 'bibtex' }), bibtex);
    const ris = await cite(works, { format: 'ris' });
    assert.equal([...ris.matchAll(/^TY {2}- /gm)].length, works.length);
    const csl = JSON.parse(await cite(works, { format: 'csl-json' }));
    assert.equal(csl.length, works.length);
    assert.ok(csl.some(({ author }) => author?.length > 1));
    assert.ok(csl.some(({ language }) => language));
  });

  it('takes one work, and works that have been kept', async () => {
    const [work] = works;
    assert.equal(await cite(work), await cite([work]));
    assert.equal(await cite(again(works)), await cite(works));
    assert.equal(await cite([], { format: 'csl-json' }), '[\n]\n');
  });

  it('has people as authors where nobody has asked for any', async () => {
    const { works } = await fetchWorks(IDS.ordinary, stage.there());
    const csl = JSON.parse(await cite(works, { format: 'csl-json' }));
    for (const { author } of csl) {
      assert.deepEqual(author, [
        { family: 'Marchetti-Lund', given: 'Solveig' },
      ]);
    }
  });

  it('fails with what it cannot write', async () => {
    await failsWith(cite(works, { format: 'apa' }), 'bad-argument');
    for (const given of [null, undefined, [{}], 'x']) {
      await failsWith(cite(given), 'bad-argument');
    }
  });
});

describe('toJsonLd', () => {
  const graphOf = async (given) => JSON.parse(await toJsonLd(given))['@graph'];
  const peopleOf = (graph) => graph.filter((it) => it['@type'] === 'Person');

  it('has people and works, works alone, or a record with its works', async () => {
    const found = await fetchWorks(LAB.members, stage.there());
    const all = await graphOf(found);
    assert.equal(peopleOf(all).length, LAB.members.length);
    assert.equal(all.length, LAB.members.length + LAB.merged);
    assert.deepEqual(await graphOf(found.records), all);
    const works = await graphOf(found.works);
    assert.equal(works.length, LAB.merged);
    const [record] = found.records;
    const own = await mergeWorks([record]);
    assert.equal((await graphOf(record)).length, 1 + own.length);
    assert.equal((await graphOf(own[0])).length, 1);
    assert.deepEqual(await graphOf([]), []);
  });

  it('cannot end a script element', async () => {
    const text = await toJsonLd(await fetchRecord(IDS.hostile, stage.there()));
    assert.doesNotMatch(text, /[<>&\u2028\u2029]/);
    assert.ok(JSON.parse(text)['@graph'].length > 0);
  });

  it('fails with what is neither', async () => {
    for (const given of [null, 'x', [{}]]) {
      await failsWith(toJsonLd(given), 'bad-argument');
    }
  });
});

describe('what is large', () => {
  it('a record of 2,000 works takes the way through plain objects', async () => {
    const orcid = generatedOrcid(2_000, 34);
    const record = await fetchRecord(orcid, stage.there());
    assert.equal(record.works.length, 2_000);
    const works = await mergeWorks(again([record]));
    const csl = JSON.parse(await cite(works, { format: 'csl-json' }));
    assert.equal(csl.length, works.length);
  });
});

const RECORDS = payloads('record');

describe(
  'the corpus of real records',
  { skip: RECORDS.length === 0 && 'no corpus is at hand' },
  () => {
    let registry;
    before(async () => {
      // Payloads, by their real iDs or such as stand for them.
      const [file] = RECORDS;
      const folder = file.slice(0, -basename(file).length);
      registry = await startRegistry({ folders: [folder], quiet: true });
    });
    after(() => registry?.close());

    it('is read without loss, and merged, cited and told', async () => {
      const list = await fetch(`${registry.url}/people.json`);
      const people = await list.json();
      const real = people.filter(({ group }) => group === 'From the folder');
      assert.ok(real.length >= 5, `${real.length} real records`);
      let works = 0;
      for (const { orcid, label } of real) {
        const there = { registry: `${registry.url}` };
        const answer = await fetch(`${registry.url}/v3.0/${orcid}`, {
          headers: { accept: 'application/json' },
        });
        const raw = await answer.json();
        const record = await fetchRecord(orcid, there).catch((error) => {
          assert.equal(
            error.code,
            'nothing-public',
            `${label}: ${error.stack}`,
          );
        });
        if (!record) continue;
        const groups = raw['activities-summary']?.works?.group ?? [];
        const summaries = groups.flatMap((it) => it['work-summary'] ?? []);
        works += groups.length;
        const read = record.works.flatMap((it) => [it.preferred, ...it.others]);
        assert.ok(
          read.length + record.skipped >= summaries.length,
          `${label}: ${read.length} of ${summaries.length} summaries`,
        );
        const codes = new Set(read.map(({ putCode }) => putCode));
        const lost = summaries.filter((it) => !codes.has(it['put-code']));
        assert.ok(lost.length <= record.skipped, label);
        for (const it of summaries) {
          if (!codes.has(it['put-code'])) continue;
          for (const id of it['external-ids']?.['external-id'] ?? []) {
            const value = id['external-id-value']?.trim();
            const known = read.find(
              ({ putCode }) => putCode === it['put-code'],
            );
            const values = known.identifiers.map((one) => one.value);
            assert.ok(!value || values.includes(value), `${label}: ${value}`);
          }
        }
        const merged = await mergeWorks(again([record]));
        const csl = JSON.parse(await cite(merged, { format: 'csl-json' }));
        assert.equal(csl.length, merged.length, label);
        JSON.parse(await toJsonLd(record));
      }
      assert.ok(works > 20, `${works} works`);
    });
  },
);
