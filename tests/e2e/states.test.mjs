// What a visitor sees when all goes well: every layout, and records that have
// little or nothing to show.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { readBadge } from './support/read.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const put = sharePage(stage);

async function show(person, attributes) {
  const visit = await put(stage.badge(person, attributes));
  await visit.loaded();
  const shown = await readBadge(visit);
  assert.deepEqual(visit.trouble, []);
  return shown;
}

describe('one line of HTML', () => {
  it(
    'shows a record on a page of another origin than package and registry',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await stage.visit(t, { body: stage.badge('ordinary') });
      await visit.loaded();
      const shown = await readBadge(visit);
      assert.deepEqual(visit.trouble, []);
      const page = `https://orcid.org/${IDS.ordinary}`;
      assert.equal(shown.name, 'Solveig Marchetti-Lund');
      assert.deepEqual(shown.idLink, { text: page, href: page });
      assert.deepEqual(shown.icon, {
        width: 24,
        height: 24,
        fills: ['#7FAA26'],
      });
      assert.equal(shown.unauthenticated, '(unauthenticated)');
      assert.deepEqual(shown.affiliations, [
        'Associate Professor Department of Freshwater Biology University of Nordmark since 2022',
      ]);
      assert.match(shown.counts, /^15 works\b/);
      assert.equal(shown.works.length, 5);
      assert.deepEqual(shown.works[0], {
        title:
          'Bacterial succession beneath thinning ice in twelve boreal lakes',
        href: 'https://doi.org/10.5555/jwl.2026.0117',
        translation: null,
        type: 'Journal article',
        venue: 'Journal of Winter Limnology',
        year: '2026',
        doi: 'doi:10.5555/jwl.2026.0117',
        doiHref: 'https://doi.org/10.5555/jwl.2026.0117',
      });
      assert.deepEqual(
        shown.works.map(({ type, year, doi }) => [type, year, doi]),
        [
          ['Journal article', '2026', 'doi:10.5555/jwl.2026.0117'],
          ['Dataset', '2025', 'doi:10.5555/nrd.storvann.v3'],
          ['Journal article', '2025', 'doi:10.5555/fel.2025.88'],
          ['Preprint', '2025', 'doi:10.5555/olp.5521'],
          ['Software', '2024', 'doi:10.5555/sw.icecore.2'],
        ],
      );
      assert.deepEqual(shown.notices, []);
      assert.equal(shown.slot, false, 'the fallback has gone');
    },
  );

  it('is all that is needed: the three origins differ', () => {
    const origins = [stage.pages, stage.cdn, stage.registry].map(
      ({ url }) => new URL(url).origin,
    );
    assert.equal(new Set(origins).size, 3);
  });

  it(
    'takes an iD in every form people paste',
    { engines: EVERY_ENGINE },
    async () => {
      const id = 'spacedName'; // It ends in X.
      const digits = IDS[id];
      const forms = [
        digits.replaceAll('-', ''),
        `https://orcid.org/${digits}`,
        `http://orcid.org/${digits}/`,
        ` ${digits.toLowerCase()} `,
      ];
      const visit = await put(
        forms.map((form) => stage.badge(form, { layout: 'inline' })).join(),
      );
      await visit.loaded({ count: forms.length });
      for (let nth = 0; nth < forms.length; nth += 1) {
        const shown = await readBadge(visit, `scholar-badge >> nth=${nth}`);
        assert.match(shown.name, /^Marguerite O’Sullivan‑Nguyễn$/, forms[nth]);
        assert.equal(shown.idLink.href, `https://orcid.org/${digits}`);
      }
    },
  );
});

describe('the layouts', () => {
  it('compact: name, icon of 16 pixels, sixteen digits', async () => {
    const shown = await show('ordinary', { layout: 'compact' });
    assert.equal(
      shown.text,
      `Solveig Marchetti-Lund ${IDS.ordinary} (unauthenticated)`,
    );
    assert.equal(shown.idLink.href, `https://orcid.org/${IDS.ordinary}`);
    assert.deepEqual(shown.icon, { width: 16, height: 16, fills: ['#7FAA26'] });
  });

  it('inline: name and icon of 16 pixels in the line of text', async () => {
    const visit = await put(
      `<p>Written by ${stage.badge('ordinary', { layout: 'inline' })}.</p>`,
    );
    await visit.loaded();
    const shown = await readBadge(visit);
    assert.equal(shown.text, 'Solveig Marchetti-Lund (unauthenticated)');
    assert.equal(shown.idLink.href, `https://orcid.org/${IDS.ordinary}`);
    assert.deepEqual(shown.icon, { width: 16, height: 16, fills: ['#7FAA26'] });
    const { host, line } = await visit.page.evaluate(() => ({
      host: getComputedStyle(document.querySelector('scholar-badge')).display,
      line: document.querySelector('p').getBoundingClientRect().height,
    }));
    assert.equal(host, 'inline');
    assert.ok(line < 30, `one line of text, not ${line} pixels`);
  });

  it('gives the icon of an inline badge a name, and hides it elsewhere', async () => {
    const inline = await put(stage.badge('ordinary', { layout: 'inline' }));
    await inline.loaded();
    assert.equal(
      await inline.page.getByRole('img', { name: 'ORCID iD' }).count(),
      1,
    );
    const card = await put(stage.badge('ordinary'));
    await card.loaded();
    assert.equal(await card.page.getByRole('img').count(), 0);
  });

  it('card: works sets how many works, show sets which parts in which order', async () => {
    const two = await show('ordinary', { works: '2' });
    assert.equal(two.works.length, 2);
    assert.equal(two.more, 'All works on the ORCID record');
    const none = await show('ordinary', { works: '0' });
    assert.equal(none.works.length, 0);
    assert.match(none.counts, /^15 works/);
    const all = await show('ordinary', { works: '15' });
    assert.equal(all.works.length, 15);
    assert.equal(all.more, null);
    const turned = await show('ordinary', {
      show: 'keywords, works affiliations biography links',
      works: '1',
    });
    const order = ['limnology', '15 works', 'Associate Professor', 'I study'];
    const places = order.map((words) => turned.text.indexOf(words));
    assert.ok(
      places.every((place) => place > 0),
      String(places),
    );
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    const nothing = await show('ordinary', { show: '' });
    assert.equal(nothing.counts, null);
    assert.deepEqual(nothing.affiliations, []);
    assert.equal(nothing.name, 'Solveig Marchetti-Lund');
  });
});

describe('records with little in them', () => {
  it('no works: name and job, no list', async () => {
    const shown = await show('noWorks');
    assert.equal(shown.name, 'Tomasz Brzezina');
    assert.equal(shown.affiliations.length, 1);
    assert.deepEqual(
      [shown.works, shown.counts, shown.empty],
      [[], null, null],
    );
  });

  it('nothing but the name: says so', async () => {
    const shown = await show('nameOnly');
    assert.equal(shown.name, 'Amina Roux-Delacourt');
    assert.equal(
      shown.empty,
      'No works or affiliations are public in this record.',
    );
  });

  it(
    'works without a name: says that the name is not public',
    { engines: EVERY_ENGINE },
    async () => {
      for (const layout of ['card', 'compact', 'inline']) {
        const shown = await show('worksOnly', { layout });
        assert.equal(shown.name, 'Name not public');
        assert.equal(shown.idLink.href, `https://orcid.org/${IDS.worksOnly}`);
      }
    },
  );

  it('one work is not "1 works"', async () => {
    const shown = await show('linkedSingle');
    assert.match(shown.counts, /^1 work\b(?!s)/);
  });

  it('two jobs at once: both, and none that has ended', async () => {
    const { affiliations } = await show('manyAffiliations');
    assert.equal(affiliations.length, 2, affiliations.join(' | '));
  });

  it(
    'broken items: the good ones show, the others are counted',
    { engines: EVERY_ENGINE },
    async () => {
      const shown = await show('broken', { works: '50' });
      assert.ok(shown.works.length > 0);
      assert.match(
        shown.notices.join(),
        /^\d+ items of the record could not be read\.$/,
      );
    },
  );

  it('broken items: a badge of one or two lines counts none', async () => {
    for (const layout of ['compact', 'inline']) {
      assert.deepEqual((await show('broken', { layout })).notices, [], layout);
    }
  });
});

describe('records answered as schema.org JSON-LD', () => {
  it('show name, affiliation and works', async () => {
    const shown = await show('linked');
    assert.equal(shown.name, 'R. H. Tangen');
    assert.match(shown.affiliations.join(), /Kelp Observatory/);
    const titles = shown.works.map(({ title }) => title);
    assert.ok(titles.includes('Kelp forests of the north'), titles.join());
    assert.ok(titles.includes('حياة الأعشاب البحرية'), titles.join());
    assert.ok(
      shown.works.some(({ doiHref }) => /10\.5555\/kelp\.1$/i.test(doiHref)),
    );
  });

  it('show lists of one', async () => {
    const shown = await show('linkedSingle');
    assert.equal(shown.name, 'Uno Ensam');
    assert.match(shown.affiliations.join(), /Kelp Observatory/);
    assert.deepEqual(
      shown.works.map(({ title }) => title),
      ['One work'],
    );
  });
});

describe('the number of works', () => {
  for (const [works, text] of [
    [1, /^1 work\b/],
    [999, /^999 works\b/],
    [1234, /^1,234 works\b/],
  ]) {
    it(`${works}: reads well`, async () => {
      const visit = await put(stage.badge(generatedOrcid(works, 1)));
      const { detail } = await visit.loaded();
      assert.equal(detail.works, works);
      assert.match(await visit.part('counts').textContent(), text);
    });
  }
});

describe('answers with surprises in them', () => {
  for (const person of ['bom', 'plain', 'noContentType', 'odd', 'half']) {
    it(`${person}: is shown`, async () => {
      const shown = await show(person);
      assert.ok(shown.name);
      assert.notEqual(shown.name, 'Name not public');
    });
  }
});
