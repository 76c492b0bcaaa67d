// What the site itself knows: a file beside the page.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import {
  LIST,
  facetCounts,
  openAbout,
  openFacet,
  option,
  readList,
  rowOf,
  setAttributes,
  showList,
  titles,
} from './support/list.mjs';
import { until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const POTS = 'On cracked pots';
const CRACKS = 'Further cracks';
const GLAZE = 'A glaze for every mind';

const ADDED = {
  type: 'article-journal',
  title: 'A pot that ORCID lacks',
  author: [
    { given: 'Josiah', family: 'Carberry' },
    { given: 'Zoë', family: 'Hale' },
  ],
  issued: { 'date-parts': [[2001]] },
  'container-title': 'Journal of Psychoceramics',
};

/** What the console is told, as `type: text`. */
async function listening(page, heard) {
  page.on('console', (message) =>
    heard.push(`${message.type()}: ${message.text()}`),
  );
}

/** A list of three works, with a file of the site's own beside the page. */
async function show(t, file, attributes = {}, more = {}) {
  const told = [];
  const text = typeof file === 'string' ? file : JSON.stringify(file, null, 1);
  const visit = await showList(
    stage,
    t,
    'carberry',
    { extras: 'publications.json', ...attributes },
    {
      files: { 'publications.json': text },
      prepare: (page) => listening(page, told),
      ...more,
    },
  );
  return { visit, told: () => told.filter((one) => one.includes('extras')) };
}

const requestsOf = (visit, name = 'publications.json') =>
  stage.pages.requested(`${visit.folder}/${name}`);

describe('the file of a site', () => {
  it('hides works, features works, and adds what ORCID lacks', async (t) => {
    const { visit, told } = await show(t, {
      works: {
        'https://doi.org/10.5555/CP.2': { hide: true },
        112778: { featured: true, pdf: 'glaze.pdf' },
      },
      items: [ADDED],
    });
    const { works, groups } = await readList(visit);
    assert.deepEqual(works.map(({ title }) => title).slice(0, 1), [GLAZE]);
    assert.equal(works.length, 3);
    assert.ok(groups.length > 1);
    const added = works.find(({ title }) => title === ADDED.title);
    assert.deepEqual(added.authors, ['Josiah Carberry', 'Zoë Hale']);
    assert.deepEqual(added.members, ['Josiah Carberry']);
    assert.ok(!works.some(({ title }) => title === CRACKS));
    const about = await openAbout(visit, ADDED.title);
    assert.equal(
      await about.locator('[part~=source]').innerText(),
      'This website',
    );
    const [event] = visit.events.filter(({ type }) => type === 'scholar-load');
    assert.equal(event.detail.works, 3);
    assert.deepEqual(told(), []);
    assert.deepEqual(visit.trouble, []);
  });

  it('adds no work twice', async (t) => {
    const { visit } = await show(t, {
      items: [ADDED, { ...ADDED, title: 'Cracked pots', DOI: '10.5555/cp.1' }],
    });
    assert.equal((await titles(visit)).length, 4);
  });

  it('is told of what is wrong in it, with line and name', async (t) => {
    const text = `{
  "works": {
    "10.5555/cp.1": { "pdf": "javascript:alert(1)" },
    "10.5555/cp.2": { "colour": "red" },
    "10.5555/none": {}
  }
}`;
    const { visit, told } = await show(t, text);
    assert.equal((await titles(visit)).length, 3);
    await until(() => told().length === 3, 'the console is told');
    const file = new URL('publications.json', visit.url).href;
    assert.deepEqual(told().slice(0, 2), [
      `warning: scholar-badge: extras: ${file}: line 3: "10.5555/cp.1" "pdf" must be an http or https address`,
      `warning: scholar-badge: extras: ${file}: line 4: "10.5555/cp.2" "colour" is no field that is known here`,
    ]);
    assert.match(
      told()[2],
      /^info: scholar-badge: extras: line 5: "10.5555\/none" is no work of this list/,
    );
  });

  for (const [what, file, sentence] of [
    [
      'a page',
      '<!doctype html><title>Not found</title>',
      'line 1: the file is no JSON from here on',
    ],
    ['too long', ' '.repeat((4 << 20) + 1), 'the file is longer than 4 MB'],
  ]) {
    it(`that is ${what} leaves the list as it is`, async (t) => {
      const { visit, told } = await show(t, file);
      assert.equal((await titles(visit)).length, 3);
      await until(() => told().length === 1, 'the console is told');
      assert.ok(
        told()[0].endsWith(`publications.json: ${sentence}`),
        told()[0],
      );
      assert.equal(visit.heardSoFar('scholar-error'), 0);
    });
  }

  it('that is not there leaves the list as it is', async (t) => {
    const { visit, told } = await show(t, '{}', { extras: 'none.json' });
    assert.equal((await titles(visit)).length, 3);
    await until(() => told().length === 1, 'the console is told');
    assert.match(
      told()[0],
      /none\.json: the server answered with the status 404$/,
    );
    assert.equal(visit.heardSoFar('scholar-error'), 0);
  });

  it('is fetched once for all lists of a page', async (t) => {
    const body = [1, 2]
      .map(() =>
        stage.works('0000-0002-1825-0097', { extras: 'publications.json' }),
      )
      .join('\n');
    const visit = await stage.visit(t, {
      body,
      files: { 'publications.json': JSON.stringify({ items: [ADDED] }) },
    });
    await visit.loaded({ count: 2 });
    await until(
      async () =>
        (await visit.page.locator(LIST).locator('[part~=work]').count()) === 8,
      'both lists have four works',
    );
    assert.equal(requestsOf(visit).length, 1);
  });

  it('comes later, goes, and is another, and rows keep what a visitor did', async (t) => {
    const { visit } = await show(
      t,
      { works: { '10.5555/cp.2': { hide: true } }, items: [ADDED] },
      { extras: '' },
    );
    const row = rowOf(visit, POTS);
    await row.locator('[part~=about-button]').click();
    await row.evaluate((it) => {
      globalThis.marked = it;
      it.querySelector('[part~=about-button]').focus();
    });
    const kept = () =>
      visit.page.evaluate(() => {
        const { marked } = globalThis;
        return (
          marked.isConnected &&
          marked.querySelector('[part~=about]') !== null &&
          marked.getRootNode().activeElement ===
            marked.querySelector('[part~=about-button]')
        );
      });
    const shows = (wanted) =>
      until(
        async () => (await titles(visit)).includes(ADDED.title) === wanted,
        `the added work is ${wanted ? '' : 'not '}there`,
      );
    await setAttributes(visit, { extras: 'publications.json' });
    await shows(true);
    assert.ok(!(await titles(visit)).includes(CRACKS));
    assert.ok(await kept());
    await setAttributes(visit, { extras: null });
    await shows(false);
    assert.ok((await titles(visit)).includes(CRACKS));
    assert.ok(await kept());
    await visit.page.locator(LIST).evaluate((list) => {
      list.extras = 'publications.json';
    });
    await shows(true);
    assert.equal(requestsOf(visit).length, 1, 'the page has it already');
  });

  it('has its links in the rows, read from where the file was found', async (t) => {
    const text = JSON.stringify({
      works: {
        'doi:10.5555/cp.1': {
          pdf: 'pots.pdf',
          code: 'https://code.example/pots',
          data: 'javascript:alert(1)',
          award: 'Best <b>pot</b>',
          abstract: 'Cracks <img src=x onerror=alert(1)> matter.',
        },
      },
    });
    const { visit } = await show(
      t,
      '{}',
      { extras: 'moved.json' },
      { files: { 'elsewhere/publications.json': text } },
    );
    stage.pages.spoil(`${visit.folder}/moved.json`, {
      status: 302,
      headers: { location: 'elsewhere/publications.json' },
    });
    // Until now there was nothing at that address.
    await setAttributes(visit, { extras: null });
    await setAttributes(visit, { extras: 'moved.json' });
    const row = rowOf(visit, POTS);
    await row.locator('[part~=work-pdf]').waitFor();
    const links = await row
      .locator('[part~=work-actions] a')
      .evaluateAll((all) => all.map((link) => [link.textContent, link.href]));
    assert.deepEqual(links, [
      ['PDF', new URL('elsewhere/pots.pdf', visit.url).href],
      ['DOI', 'https://doi.org/10.5555/cp.1'],
      ['Code', 'https://code.example/pots'],
    ]);
    assert.match(await row.innerText(), /Best pot/);
    await row.locator('[part~=abstract-button]').click();
    assert.equal(
      await row.locator('[part~=abstract]').innerText(),
      'Cracks <img src=x onerror=alert(1)> matter.',
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('has keywords to choose from, which stand in the address', async (t) => {
    const { visit } = await show(
      t,
      {
        works: {
          '10.5555/cp.1': { keywords: ['Glaze', 'Clay'] },
          112778: { keywords: ['glaze'] },
        },
      },
      { permalink: '' },
    );
    await openFacet(visit, 'Keyword');
    assert.deepEqual(await facetCounts(visit, 'Keyword'), {
      Glaze: 2,
      Clay: 1,
    });
    await option(visit, 'Clay').click();
    await until(
      async () => (await titles(visit)).join() === POTS,
      'one work is left',
    );
    await until(
      async () => visit.page.url().endsWith('?keyword=Clay'),
      'the address says so',
    );
  });
});
