// A record of hostile size: a title of a megabyte, 10,000 affiliations, authors and
// keywords, 5,000 links. It is shown, what is drawn of it has a bound, and the page
// answers.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { generatedOrcid } from '../registry/server.mjs';
import { LIST, search, showList } from './support/list.mjs';
import { painted, until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(1, (seed += 1));

const many = (count, make) =>
  Array.from({ length: count }, (_, at) => make(at));
const value = (text) => ({ value: text });

/** The works section of one work with a title of a megabyte. */
const works = {
  group: [
    {
      'work-summary': [
        {
          'put-code': 7,
          type: 'journal-article',
          title: { title: value('Endless '.repeat(125_000)) },
          'journal-title': value('x'.repeat(1_000_000)),
          'publication-date': { year: value('2024') },
        },
      ],
    },
  ],
};

const record = (path) => ({
  'orcid-identifier': { path },
  person: {
    name: { 'given-names': value('Ann'), 'family-name': value('Author') },
    biography: { content: 'Long '.repeat(200_000), visibility: 'public' },
    keywords: {
      keyword: many(10_000, (at) => ({ content: `keyword ${at}` })),
    },
    'researcher-urls': {
      'researcher-url': many(5_000, (at) => ({
        'url-name': `Page ${at}`,
        url: value(`https://example.org/${at}`),
      })),
    },
  },
  'activities-summary': {
    employments: {
      'affiliation-group': many(10_000, (at) => ({
        summaries: [
          {
            'employment-summary': {
              'put-code': at + 1,
              'role-title': `Role ${at}`,
              organization: { name: `University ${at}` },
              'start-date': { year: value(String(1900 + (at % 120))) },
            },
          },
        ],
      })),
    },
    works,
  },
});

/** Everybody who took part in that work. */
const whole = {
  bulk: [
    {
      work: {
        'put-code': 7,
        type: 'journal-article',
        title: { title: value('Endless') },
        contributors: {
          contributor: many(10_000, (at) => ({
            'credit-name': value(`Given Family${at}`),
            'contributor-attributes': { 'contributor-role': 'author' },
          })),
        },
      },
    },
  ],
};

function serve(t, orcid) {
  const body = JSON.stringify(record(orcid));
  t.after(stage.registry.fault(orcid, { body, of: 'record' }));
  t.after(
    stage.registry.fault(orcid, { body: JSON.stringify(whole), of: 'bulk' }),
  );
}

/** Whether the page still follows what is done to it. */
async function answers(visit) {
  await visit.page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Press';
    button.onclick = () => (button.textContent = 'Pressed');
    document.body.prepend(button);
  });
  await visit.page.getByRole('button', { name: 'Press' }).click();
  await visit.page.getByRole('button', { name: 'Pressed' }).waitFor();
}

const heightOf = async (visit, selector) =>
  (await visit.page.locator(selector).boundingBox()).height;

describe('a record of hostile size', () => {
  it('is shown as a card, as far as anybody would read', async (t) => {
    const orcid = someone();
    serve(t, orcid);
    const show = 'affiliations biography keywords links works';
    const visit = await stage.visit(t, { body: stage.badge(orcid, { show }) });
    await visit.loaded();
    await painted(visit.page);
    const lengthOf = async (name) =>
      (await visit.part(name).first().textContent()).length;
    assert.ok((await lengthOf('work-title')) <= 2_001);
    assert.ok((await lengthOf('work-venue')) <= 2_001);
    assert.ok((await lengthOf('biography')) <= 20_001);
    assert.equal(await visit.part('link').count(), 100);
    assert.match(await visit.part('links').textContent(), /and 4,900 more$/);
    assert.match(
      await visit.part('keywords').textContent(),
      /keyword 99 and 9,900 more\s*$/,
    );
    assert.equal(await visit.part('affiliation').count(), 5);
    assert.match(
      await visit.part('affiliations').textContent(),
      /and 9,995 more$/,
    );
    assert.ok((await heightOf(visit, 'scholar-badge')) < 20_000);
    await answers(visit);
    assert.deepEqual(visit.trouble, []);
  });

  it('is shown in a list, with some of its authors', async (t) => {
    const orcid = someone();
    serve(t, orcid);
    const visit = await showList(stage, t, orcid);
    await visit.part('more-authors', LIST).waitFor();
    assert.equal(await visit.part('author', LIST).count(), 12);
    const title = await visit.part('work-title', LIST).textContent();
    assert.ok(title.length <= 2_001, `${title.length} characters`);
    assert.ok((await heightOf(visit, LIST)) < 20_000);
    await visit.part('about-button', LIST).click();
    const panel = visit.part('about', LIST);
    await panel.getByText('Given Family5999').waitFor();
    assert.equal(await visit.part('contributor', LIST).count(), 6_000);
    assert.match(
      await visit.part('contributors', LIST).textContent(),
      /and 4,000 more$/,
    );
    await search(visit, 'family9999');
    await until(
      async () =>
        /^1 /.test(await visit.part('status', LIST).first().textContent()),
      'the search finds an author who is not drawn',
    );
    await answers(visit);
    assert.deepEqual(visit.trouble, []);
  });

  it('is shown among people', async (t) => {
    const orcid = someone();
    serve(t, orcid);
    const visit = await stage.visit(t, { body: stage.people(orcid) });
    await visit.loaded();
    await painted(visit.page);
    const links = visit.part('links', 'scholar-people');
    // One of them may be the website, which has a place of its own.
    assert.ok((await links.locator('li').count()) <= 102);
    assert.match(await links.textContent(), /and 4,(899|900) more$/);
    assert.ok((await heightOf(visit, 'scholar-people')) < 20_000);
    await answers(visit);
    assert.deepEqual(visit.trouble, []);
  });
});
