// Several people in one list: each work once, whoever comes when, and whoever
// cannot be had.
import assert from 'node:assert/strict';
import { after, before, describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, LAB, generatedLab, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  facetCounts,
  filled,
  openFacet,
  option,
  readList,
  setAttributes,
  sharedLists,
  titles,
} from './support/list.mjs';
import { countRequests, isIdle, until } from './support/read.mjs';
import { USUAL, gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const NAMES = [
  'Ingrid Nørgaard-Álvarez',
  'Kwabena Osei-Tutu',
  '林 美咲',
  'Margarethe von Hülsen',
];
const { labHead, labPostdoc, labStudent, labEmerita } = LAB.orcids;
const TITLES = LAB.works.map(({ title }) => title.replace(/<\/?\w+>/g, ''));

const recordsOf = (orcid) =>
  stage.asked(orcid).filter(({ kind }) => kind === 'record');

const { put, show } = sharedLists(stage);
/** A lab whose records nobody has asked for on this page. */
const visitLab = (t, orcid, attributes, more) =>
  stage.visit(t, { body: stage.works(orcid, attributes), ...more });

// Which text names which iDs is for src/orcid/id.rs.
describe('the iDs', () => {
  it('separated by anything, twice or as links: four people, asked for once each', async (t) => {
    stage.registry.reset();
    const [a, b, c, d] = LAB.members;
    const orcid = `\n  ${a} ${b},https://orcid.org/${c};\n\t${d}, ${a} https://orcid.org/${b}\n`;
    const visit = await visitLab(t, orcid);
    const { detail } = await visit.loaded();
    assert.equal(detail.members, 4);
    assert.equal(detail.failed, 0);
    assert.equal(detail.works, LAB.merged);
    assert.equal(detail.orcid, LAB.members.join(' '));
    assert.equal(detail.requested, orcid);
    assert.equal(detail.name, null);
    await filled(visit, LAB.merged);
    assert.deepEqual((await readList(visit)).persons, NAMES);
    const asked = LAB.members.map((id) => recordsOf(id).length);
    assert.deepEqual(asked, [1, 1, 1, 1]);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('each work once', () => {
  it('whoever lists it, with whose it is until authors are known', async () => {
    const visit = await show(LAB.members.join(' '), { authors: 'none' });
    await filled(visit, LAB.merged);
    const { works } = await readList(visit);
    assert.deepEqual(
      works.map(({ title }) => title).sort(),
      [...TITLES].sort(),
    );
    const keys = Object.keys(LAB.orcids);
    for (const { title, of } of LAB.works) {
      const wanted = title.replace(/<\/?\w+>/g, '');
      const { members } = works.find((work) => work.title === wanted);
      assert.deepEqual(
        members,
        of.map((key) => NAMES[keys.indexOf(key)]),
        wanted,
      );
    }
  });

  // All orders are for tests/bibliography_property.rs.
  it('in whatever order the members come', async (t) => {
    const before = await show(LAB.members.join(' '), { authors: 'none' });
    await filled(before, LAB.merged);
    const { works } = await readList(before);
    const first = gate();
    t.after(
      stage.registry.fault(labHead, { until: first.opened, of: 'record' }),
    );
    const visit = await visitLab(t, LAB.members.join(' '), { authors: 'none' });
    await visit.part('progress', LIST).getByText('3 of 4').waitFor();
    first.open();
    await visit.loaded();
    await filled(visit, LAB.merged);
    assert.deepEqual((await readList(visit)).works, works);
  });

  it(
    'of a lab of ten with fifty works each',
    { engines: EVERY_ENGINE },
    async () => {
      const lab = generatedLab({ members: 10, works: 50, shared: 0.3 });
      const visit = await show(lab.orcids.join(' '), { authors: 'none' });
      const { detail } = await visit.loaded();
      assert.equal(detail.works, lab.merged);
      assert.ok(lab.merged < 500);
      assert.match((await readList(visit)).status, /^\d+ works$/);
    },
  );
});

describe('members in author lists', () => {
  let visit;
  let of;
  before(async () => {
    visit = await show(LAB.members.join(' '));
    await filled(visit, LAB.merged);
    await visit.page.setViewportSize({ width: 1000, height: 4000 });
    await until(
      async () => (await visit.part('work-authors', LIST).count()) > 10,
      'authors are known',
    );
    const { works } = await readList(visit);
    of = (wanted) => works.find(({ title }) => title === wanted);
  });
  after(() => visit.page.setViewportSize(USUAL));

  it('are bold, all of them, others are not', async () => {
    const four = of('Four seasons of one lake');
    assert.equal(four.members.length, 4, four.byline);
    assert.equal(four.authors.length, 4);
    const jars = of('Old jars, new genomes');
    assert.equal(jars.members.length, 2, jars.byline);
    const bold = await visit
      .part('member', LIST)
      .evaluateAll((all) =>
        all.map((name) => [
          name.localName,
          Number(getComputedStyle(name).fontWeight) >= 600,
        ]),
      );
    assert.ok(bold.length > 10);
    assert.ok(
      bold.every(([tag, isBold]) => tag === 'b' && isBold),
      JSON.stringify(bold),
    );
  });

  it('are not those whose names only look alike', async () => {
    const turnover = of('A student’s view of lake turnover');
    assert.ok(turnover.authors.includes('K. Osei'), turnover.byline);
    assert.ok(!turnover.members.includes('K. Osei'), turnover.byline);
    assert.equal(turnover.members.length, 2);
  });

  it('are bold by initials on a work that their own record lists too', async () => {
    const snow = of('Nutrients travel with the snow');
    assert.deepEqual(snow.members, snow.authors, snow.byline);
  });
});

describe('while records are coming', () => {
  it(
    'the list grows, says how far it is, and its works do not come twice',
    { engines: EVERY_ENGINE },
    async (t) => {
      const gates = LAB.members.map(() => gate());
      LAB.members.forEach((id, at) =>
        stage.registry.fault(id, { until: gates[at].opened, of: 'record' }),
      );
      t.after(() => stage.registry.reset());
      const visit = await visitLab(t, LAB.members.join(' '), {
        authors: 'none',
      });
      const progress = visit.part('progress', LIST);
      gates[0].open();
      await progress.waitFor();
      // Text that is put into a region is said; a region that comes with its
      // text is not.
      assert.equal(
        await progress.evaluate((it) => it.parentElement.role),
        'status',
      );
      const seen = [];
      for (let come = 1; come < 4; come += 1) {
        await progress.getByText(`${come} of 4 records loaded`).waitFor();
        const { works } = await readList(visit);
        seen.push(works.length);
        assert.equal(
          new Set(works.map(({ title }) => title)).size,
          works.length,
        );
        assert.equal(visit.heardSoFar('scholar-load'), 0);
        gates[come].open();
      }
      await visit.loaded();
      await filled(visit, LAB.merged);
      assert.equal(seen[0], LAB.listed.labHead);
      assert.deepEqual(
        seen,
        [...seen].sort((one, other) => one - other),
      );
      assert.equal(await progress.count(), 0);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('a filter stays in force, and counts what comes', async (t) => {
    const last = gate();
    t.after(
      stage.registry.fault(labEmerita, { until: last.opened, of: 'record' }),
    );
    const visit = await visitLab(t, LAB.members.join(' '), { authors: 'none' });
    await visit.part('search', LIST).fill('plankton');
    await visit.part('progress', LIST).getByText('3 of 4').waitFor();
    await filled(visit, 1);
    last.open();
    await visit.loaded();
    await filled(visit, 3);
    assert.match((await readList(visit)).status, /^3 of 16 works/);
  });

  it(
    'a slow one does not hold up the others',
    { engines: EVERY_ENGINE },
    async () => {
      const slow = generatedOrcid(5, 31);
      const record = gate();
      stage.registry.fault(slow, { until: record.opened });
      const visit = await put(stage.works(`${slow} ${LAB.members.join(' ')}`));
      await filled(visit, LAB.merged);
      assert.equal(visit.heardSoFar('scholar-load'), 0);
      record.open();
      const { detail } = await visit.loaded();
      assert.ok(detail.works > LAB.merged);
      assert.equal(detail.failed, 0);
    },
  );
});

describe('who cannot be had', () => {
  it('is named with the reason, and nobody else is lost', async () => {
    const mistyped = '0000-0002-1825-0096';
    const orcid = [
      labHead,
      IDS.locked,
      mistyped,
      labPostdoc,
      IDS.notFound,
      'nobody',
      labStudent,
      labEmerita,
    ].join(' ');
    const visit = await put(stage.works(orcid));
    const { detail } = await visit.loaded();
    assert.equal(detail.failed, 2);
    assert.equal(detail.works, LAB.merged);
    await filled(visit, LAB.merged);
    const { notices, retry } = await readList(visit);
    const said = notices.join('\n');
    assert.match(said, new RegExp(`${IDS.locked} is missing.*is locked`));
    assert.match(said, new RegExp(`${IDS.notFound} is missing.*no ORCID`));
    assert.match(said, new RegExp(`${mistyped} is missing.*typing error`));
    assert.match(said, /nobody is missing.*not an ORCID iD/);
    assert.equal(retry, null);
    const codes = visit.events
      .filter(({ type }) => type === 'scholar-error')
      .map(({ detail: { code, orcid } }) => `${orcid} ${code}`);
    assert.deepEqual(
      codes.sort(),
      [
        `${mistyped} bad-check-digit`,
        `${IDS.locked} locked`,
        `${IDS.notFound} not-found`,
        'nobody malformed-id',
      ].sort(),
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('may be had when asked again, at the cost of one request', async (t) => {
    stage.registry.reset();
    stage.registry.fault(labEmerita, { status: 503, of: 'record' });
    t.after(() => stage.registry.reset());
    const visit = await visitLab(t, LAB.members.join(' '), { authors: 'none' });
    const first = await visit.loaded();
    assert.equal(first.detail.failed, 1);
    assert.match((await readList(visit)).notices.join(), /busy/);
    stage.registry.fault(labEmerita, null);
    const before = stage.registry.requests.length;
    await visit.part('retry', LIST).click();
    await filled(visit, LAB.merged);
    assert.equal(stage.registry.requests.length, before + 1);
    assert.deepEqual((await readList(visit)).persons, NAMES);
    assert.deepEqual((await readList(visit)).notices, []);
    const second = await visit.loaded({ count: 2 });
    assert.equal(second.detail.failed, 0);
  });

  it('all of them: the reason, the page’s own text, no list', async () => {
    const visit = await put(stage.works(`${IDS.locked} ${IDS.notFound}`));
    await visit.failed({ count: 2 });
    await visit.part('notice', LIST).first().waitFor();
    assert.equal(visit.heardSoFar('scholar-load'), 0);
    assert.equal(await visit.part('work-list', LIST).count(), 0);
    assert.deepEqual(visit.trouble, []);
  });

  it('one that never answers: named at the end of its time', async () => {
    const visit = await put(
      stage.works(`${labHead} ${IDS.hang}`, { timeout: '1' }),
    );
    await filled(visit, LAB.listed.labHead);
    const { detail } = await visit.loaded();
    assert.equal(detail.failed, 1);
    const { notices } = await readList(visit);
    assert.match(notices.join(), new RegExp(`${IDS.hang} is missing.*in time`));
  });

  it('one that spoils: an iD that nobody has, alone with one that is fine', async () => {
    const visit = await put(stage.works(`${IDS.nothing} ${labHead}`));
    const { detail } = await visit.loaded();
    assert.equal(detail.failed, 1);
    assert.equal(detail.works, LAB.listed.labHead);
  });
});

describe('an iD and what it was replaced by', () => {
  for (const [how, ids] of [
    ['the old one first', [IDS.deprecated, IDS.ordinary]],
    ['the new one first', [IDS.ordinary, IDS.deprecated]],
  ]) {
    it(`are one person: ${how}`, async () => {
      const visit = await show([...ids, labHead].join(' '), {
        authors: 'none',
      });
      const { detail } = await visit.loaded();
      assert.equal(detail.members, 2);
      assert.equal(detail.orcid, `${IDS.ordinary} ${labHead}`);
      assert.equal(detail.works, 15 + LAB.listed.labHead);
      await filled(visit, detail.works);
      const { persons } = await readList(visit);
      assert.deepEqual(persons, ['Solveig Marchetti-Lund', NAMES[0]]);
      const counts = await facetCounts(visit, 'Person');
      assert.equal(counts['Solveig Marchetti-Lund'], 15);
    });
  }

  it('do not mix up a filter by member, whoever comes last', async (t) => {
    const last = gate();
    t.after(
      stage.registry.fault(IDS.deprecated, {
        until: last.opened,
        of: 'record',
      }),
    );
    const visit = await visitLab(
      t,
      [IDS.ordinary, IDS.deprecated, ...LAB.members].join(' '),
      { authors: 'none' },
    );
    await until(
      async () =>
        (await facetCounts(visit, 'Person').catch(() => ({})))[NAMES[3]] > 0,
      'the lab is there',
    );
    await openFacet(visit, 'Person');
    await option(visit, NAMES[2]).check();
    await filled(visit, LAB.listed.labStudent);
    const before = await titles(visit);
    last.open();
    await visit.loaded();
    await filled(visit, LAB.listed.labStudent);
    assert.deepEqual(await titles(visit), before);
    assert.equal(await option(visit, NAMES[2]).isChecked(), true);
  });
});

describe('members at run time', () => {
  it('one more: the others are not asked for again', async () => {
    const people = [11, 12, 13].map((seed) => generatedOrcid(10, seed));
    const visit = await show(people.slice(0, 2).join(' '), {
      authors: 'none',
    });
    await setAttributes(visit, { orcid: people.join(' ') });
    const { detail } = await visit.loaded({ count: 2 });
    assert.equal(detail.members, 3);
    assert.deepEqual(
      people.map((orcid) => recordsOf(orcid).length),
      [1, 1, 1],
    );
    await filled(visit, detail.works);
    assert.deepEqual(visit.trouble, []);
  });

  it('one less: so are their works', async () => {
    const visit = await show(LAB.members.join(' '), { authors: 'none' });
    await setAttributes(visit, { orcid: labHead });
    await filled(visit, LAB.listed.labHead);
    assert.equal((await readList(visit)).name, NAMES[0]);
    assert.equal((await visit.loaded({ count: 2 })).detail.members, 1);
  });

  it('leaving while records come: the requests end', async () => {
    const people = [21, 22, 23].map((seed) => generatedOrcid(10, seed));
    people.forEach((id) => stage.registry.fault(id, { hang: true }));
    const visit = await put(stage.works(people.join(' ')));
    await until(
      () => people.every((id) => recordsOf(id).length === 1),
      'all are asked for',
    );
    await visit.part('nothing', LIST).count();
    await visit.page.evaluate(
      (tag) => document.querySelector(tag).remove(),
      LIST,
    );
    await until(
      () => people.every((id) => recordsOf(id)[0].aborted),
      'the requests are cancelled',
    );
    assert.deepEqual(visit.trouble, []);
  });
});

// By the page's clock, which moves on when all that was asked for is answered.
describe('a large lab', () => {
  const isAnswered = ({ status, aborted }) => status !== null || aborted;
  const pausedLab = async (t, lab, attributes, init) => {
    const from = stage.registry.requests.length;
    const visit = await visitLab(t, lab.orcids.join('\n'), attributes, {
      init,
      async prepare(page) {
        await page.clock.install();
        await page.clock.pauseAt(Date.now() + 60_000);
        await countRequests(page);
      },
    });
    const sent = () => stage.registry.requests.slice(from);
    await until(() => sent().length > 0, 'it begins');
    while (visit.heardSoFar('scholar-load') === 0) {
      await until(
        async () => (await isIdle(visit)) && sent().every(isAnswered),
        'all is answered',
      );
      await visit.page.clock.runFor(100);
    }
    return visit;
  };

  describe('of fifty', () => {
    const lab = generatedLab({ members: 50, works: 20, shared: 0.3 });
    let visit;
    /** When the page sent each request, in milliseconds. */
    let times;
    /** The most requests in any time beyond ten for each second of it. */
    let most;

    before(async (t) => {
      stage.registry.reset();
      // As the page sends them: at the registry they come in clusters.
      visit = await pausedLab(t, lab, {}, () => {
        const { fetch } = globalThis;
        globalThis.sent = [];
        globalThis.fetch = (request, ...more) => {
          const { url = String(request) } = request;
          if (url.includes('/v3.0/')) globalThis.sent.push(Date.now());
          return fetch(request, ...more);
        };
      });
      await visit.page.clock.resume();
      // Whose a work is shows before its authors have been asked for.
      await until(async () => {
        times = await visit.page.evaluate(() => globalThis.sent);
        return times.length > lab.orcids.length;
      }, 'authors are asked for');
      most = Math.max(
        ...times.flatMap((from, first) =>
          times
            .slice(first)
            .map((at, count) => count + 1 - ((at - from) / 1000) * 10),
        ),
      );
    });

    it('is asked for at the registry’s pace, and comes whole', async (t) => {
      const { detail } = await visit.loaded();
      assert.equal(detail.members, 50);
      assert.equal(detail.failed, 0);
      assert.equal(detail.works, lab.merged);
      assert.ok(times.length > 50);
      t.diagnostic(`at most ${most.toFixed(1)} more than 10 a second`);
      // The registry allows bursts of 40 and 12 a second.
      assert.ok(most <= 31, `${most} more than ten a second`);
      const spent = times.at(-1) - times[0];
      assert.ok(spent >= 2000, `${times.length} requests in ${spent} ms`);
      assert.deepEqual(visit.trouble, []);
    });

    it('begins with 24 requests at most', () => {
      assert.ok(most <= 25, `${most} at once`);
    });

    it('names its people on demand, and filters by each', async () => {
      const everybody = visit.part('everybody', LIST);
      assert.match(await everybody.innerText(), /^50 people/);
      await everybody.locator('summary').click();
      assert.equal(await visit.part('person', LIST).count(), 50);
      const counts = await facetCounts(visit, 'Person');
      assert.deepEqual(
        [...new Set(Object.values(counts))],
        [20],
        'twenty works each',
      );
      assert.equal(Object.keys(counts).length, 50);
    });
  });

  it('takes its time where timeout is shorter than the pace', async (t) => {
    const lab = generatedLab({ members: 40, works: 10, seed: 1 });
    const attributes = { timeout: '1', authors: 'none' };
    const visit = await pausedLab(t, lab, attributes);
    const { detail } = await visit.loaded();
    assert.equal(detail.members, 40);
    assert.equal(detail.failed, 0, 'waiting for a turn is not the registry’s');
  });
});
