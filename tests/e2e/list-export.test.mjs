// Works taken away: one or all that fit, in three formats, by copy or in a
// file, with their authors fetched first.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from './support/test.mjs';

import { IDS, LAB, LISTS, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  TALL,
  bulkOf,
  filled,
  openAbout,
  readList,
  search,
  showList,
  titles,
} from './support/list.mjs';
import { until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

// All pages of a browser share one clipboard: one test after another.
const stage = useStage();

const MAY_COPY = {
  ...TALL,
  permissions: ['clipboard-read', 'clipboard-write'],
};
const FORMATS = {
  BibTeX: {
    file: 'works.bib',
    count: (text) => [...text.matchAll(/^@\w+\{/gm)].length,
    has: (text, title) => text.includes(title),
  },
  RIS: {
    file: 'works.ris',
    count: (text) => [...text.matchAll(/^TY {2}- /gm)].length,
    has: (text, title) => text.includes(`TI  - ${title}`),
  },
  'CSL-JSON': {
    file: 'works.json',
    count: (text) => JSON.parse(text).length,
    has: (text, title) => JSON.parse(text).some((item) => item.title === title),
  },
};

let seed = 60;
const someone = (works = 30) => generatedOrcid(works, (seed += 1));

const openCite = async (visit) => {
  const cite = visit.part('cite', LIST);
  await cite.locator('summary').click();
  return cite;
};
const clipboard = ({ page }) =>
  page.evaluate(() => navigator.clipboard.readText());

/** Chooses a format and copies; what is in the clipboard then. */
async function copy(visit, place, format) {
  await visit.page.evaluate(() => navigator.clipboard.writeText(''));
  await place.locator('[part~="format"]').selectOption({ label: format });
  await place.locator('[part~="copy"]').click();
  await until(async () => (await clipboard(visit)) !== '', 'it is copied');
  return clipboard(visit);
}

/** Chooses a format and saves; name and content of the file. */
async function save(visit, place, format) {
  await place.locator('[part~="format"]').selectOption({ label: format });
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    place.locator('[part~="save"]').click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text };
}

describe('the works that fit', () => {
  for (const [format, { file, count, has }] of Object.entries(FORMATS)) {
    it(`${format}: copied and saved alike, these and no others`, async (t) => {
      const visit = await showList(
        stage,
        t,
        'listed',
        {},
        { context: MAY_COPY },
      );
      await search(visit, 'polar letters');
      const wanted = await until(async () => {
        const { status } = await readList(visit);
        return /of 60/.test(status);
      }, 'it is filtered').then(() => titles(visit));
      assert.ok(wanted.length >= 3 && wanted.length < 10, `${wanted.length}`);
      const cite = await openCite(visit);
      const takes = cite.locator('[part~="takes"]');
      assert.match(
        await takes.innerText(),
        new RegExp(`${wanted.length} works`),
      );

      const copied = await copy(visit, cite, format);
      assert.equal(count(copied), wanted.length);
      for (const title of wanted) {
        // BibTeX has braces of its own; what is in it is tested natively.
        const plain = format === 'BibTeX' ? title.split(/\W/)[0] : title;
        assert.ok(has(copied, plain), `${plain} in ${copied}`);
      }
      await cite.getByText('Copied.').waitFor();

      const saved = await save(visit, cite, format);
      assert.equal(saved.name, file);
      assert.equal(saved.text, copied);
      await cite.getByText('The file is in your downloads.').waitFor();
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('all 60, with keys that are told apart and the authors of each', async (t) => {
    const visit = await showList(stage, t, 'listed', {}, { context: MAY_COPY });
    const cite = await openCite(visit);
    const bibtex = await copy(visit, cite, 'BibTeX');
    const keys = [...bibtex.matchAll(/^@\w+\{(.+),$/gm)].map(([, key]) => key);
    assert.equal(keys.length, 60);
    assert.equal(new Set(keys).size, 60);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.equal(items.length, 60);
    assert.equal(new Set(items.map(({ id }) => id)).size, 60);
    const forecast = items.find(
      ({ DOI }) => DOI === '10.5555/lst.2026.forecast',
    );
    assert.equal(forecast.title, 'Winters without ice: a forecast');
    assert.deepEqual(
      forecast.author.map(({ family }) => family),
      ['Łódzka-Ångström', 'Qvist'],
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('beyond limit too: all that the number says', async (t) => {
    const visit = await showList(
      stage,
      t,
      'listed',
      { limit: '3' },
      { context: MAY_COPY },
    );
    await filled(visit, 3);
    const cite = await openCite(visit);
    assert.match(await cite.innerText(), /Takes along 60 works/);
    assert.equal(FORMATS.RIS.count(await copy(visit, cite, 'RIS')), 60);
  });

  it('in the order of the list', async (t) => {
    const visit = await showList(
      stage,
      t,
      'preprints',
      { sort: 'title', group: 'none' },
      { context: MAY_COPY },
    );
    await filled(visit, LISTS.preprints.entries);
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.deepEqual(
      items.map(({ title }) => title),
      await titles(visit),
    );
  });

  it('of a lab, by member: each once', async (t) => {
    const visit = await showList(
      stage,
      t,
      LAB.members.join(' '),
      {},
      { context: MAY_COPY },
    );
    await filled(visit, LAB.merged);
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.equal(items.length, LAB.merged);
    const dois = items.map(({ DOI }) => DOI?.toLowerCase()).filter(Boolean);
    assert.equal(new Set(dois).size, dois.length);
  });
});

describe('one work', () => {
  for (const [format, { count, file }] of Object.entries(FORMATS)) {
    it(`${format}: itself alone, copied and saved`, async (t) => {
      const visit = await showList(
        stage,
        t,
        'listed',
        {},
        { context: MAY_COPY },
      );
      const panel = await openAbout(visit, 'Winters without ice');
      const copied = await copy(visit, panel, format);
      assert.equal(count(copied), 1);
      assert.match(copied, /10\.5555\/lst\.2026\.forecast/);
      assert.match(copied, /Qvist/);
      const saved = await save(visit, panel, format);
      assert.equal(saved.name, file);
      assert.equal(saved.text, copied);
    });
  }

  it('says how it went beside the buttons that were pressed, nowhere else', async (t) => {
    const visit = await showList(stage, t, 'listed', {}, { context: MAY_COPY });
    const one = await openAbout(visit, 'Winters without ice');
    const other = await openAbout(visit, 'Łódź and its buried rivers');
    const said = (place) => place.locator('[part~="outcome"]').innerText();
    await copy(visit, one, 'RIS');
    assert.deepEqual([await said(one), await said(other)], ['Copied.', '']);
    await copy(visit, other, 'RIS');
    assert.deepEqual([await said(one), await said(other)], ['', 'Copied.']);
    const status = one.locator('[part~="outcome"]');
    assert.equal(await status.getAttribute('role'), 'status');
  });
});

describe('authors', () => {
  it('are fetched first, a hundred works a request, with progress', async (t) => {
    const orcid = someone(250);
    const free = stage.registry.fault(orcid, { delay: 1200, of: 'bulk' });
    t.after(free);
    const visit = await showList(
      stage,
      t,
      orcid,
      { authors: 'none' },
      { context: MAY_COPY },
    );
    const { detail } = await visit.loaded();
    assert.equal(bulkOf(stage, orcid).length, 0);
    const cite = await openCite(visit);
    const copied = copy(visit, cite, 'CSL-JSON');
    const progress = cite.getByText(
      new RegExp(`Fetching authors: \\d+ of ${detail.works}`),
    );
    await progress.waitFor();
    const items = JSON.parse(await copied);
    assert.equal(items.length, detail.works);
    const codes = bulkOf(stage, orcid).map(({ putCodes }) => putCodes);
    assert.equal(codes.length, Math.ceil(detail.works / 100));
    assert.ok(codes.every((count) => count <= 100));
    // Some works name nobody; none of so many would if they had not been asked.
    const withOthers = items.filter(({ author }) => author?.length > 1);
    assert.ok(withOthers.length > detail.works / 3, `${withOthers.length}`);
  });

  it('of what fits alone are fetched', async (t) => {
    const orcid = someone(350);
    const visit = await showList(
      stage,
      t,
      orcid,
      { authors: 'none' },
      { context: MAY_COPY },
    );
    const [{ title }] = (await readList(visit)).works;
    const panel = await openAbout(visit, title);
    await copy(visit, panel, 'RIS');
    assert.equal(bulkOf(stage, orcid).length, 1);
  });

  it('that cannot be had are left out; the works are not', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { status: 429, of: 'bulk' });
    const visit = await showList(stage, t, orcid, {}, { context: MAY_COPY });
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.equal(items.length, detail.works);
    assert.deepEqual(visit.trouble, []);
  });

  it('that never come do not hold it up for ever', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true, of: 'bulk' });
    const visit = await showList(
      stage,
      t,
      orcid,
      { timeout: '2' },
      { context: MAY_COPY },
    );
    const cite = await openCite(visit);
    assert.ok(FORMATS.RIS.count(await copy(visit, cite, 'RIS')) > 0);
  });

  it('of hundreds of works come although timeout is short', async (t) => {
    const orcid = someone(4500);
    const visit = await showList(
      stage,
      t,
      orcid,
      { timeout: '2', authors: 'none' },
      { context: MAY_COPY },
    );
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    await cite.locator('[part~="format"]').selectOption('CSL-JSON');
    await cite.locator('[part~="copy"]').click();
    await cite.getByText('Copied.').waitFor({ timeout: 60_000 });
    const items = JSON.parse(await clipboard(visit));
    assert.equal(items.length, detail.works);
    const bulk = bulkOf(stage, orcid);
    const answered = bulk.filter(({ status }) => status === 200);
    assert.equal(answered.length, Math.ceil(detail.works / 100));
    assert.ok(bulk.every(({ aborted }) => !aborted));
  });
});

describe('where the clipboard is not to be had', () => {
  const REFUSALS = {
    'it is refused': () => {
      navigator.clipboard.writeText = () =>
        Promise.reject(new DOMException('no', 'NotAllowedError'));
    },
    'there is none, as on plain http': () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    },
  };
  for (const [why, init] of Object.entries(REFUSALS)) {
    it(`the text is there to be copied by hand: ${why}`, async (t) => {
      const visit = await showList(stage, t, 'listed', {}, { init });
      const cite = await openCite(visit);
      await cite.locator('[part~="copy"]').click();
      const box = cite.getByRole('textbox', { name: /clipboard is not/ });
      await box.waitFor();
      const text = await box.inputValue();
      assert.equal(FORMATS.BibTeX.count(text), 60);
      assert.equal((await box.getAttribute('readonly')) !== null, true);
      await box.focus();
      await visit.page.keyboard.press('Control+A');
      const chosen = await box.evaluate(
        (area) => area.selectionEnd - area.selectionStart,
      );
      assert.equal(chosen, text.length);
      assert.deepEqual(visit.trouble, []);
    });
  }
});

describe('handling', () => {
  it('by keyboard alone', async (t) => {
    const visit = await showList(
      stage,
      t,
      'preprints',
      {},
      { context: MAY_COPY },
    );
    const { page } = visit;
    await visit.part('cite', LIST).locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await visit.part('cite', LIST).getByText('Copied.').waitFor();
    const text = await clipboard(visit);
    assert.equal(FORMATS.RIS.count(text), LISTS.preprints.entries);
  });

  it('pressed in a hurry: one text, whole, and no trouble', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { delay: 800, of: 'bulk' });
    const visit = await showList(stage, t, orcid, {}, { context: MAY_COPY });
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    for (let time = 0; time < 5; time += 1) {
      await cite.locator('[part~="copy"]').click();
    }
    await cite.getByText('Copied.').waitFor();
    const text = await clipboard(visit);
    assert.equal(FORMATS.BibTeX.count(text), detail.works);
    assert.deepEqual(visit.trouble, []);
  });

  it('hostile records: valid CSL-JSON, one RIS record and one BibTeX entry for each', async (t) => {
    const visit = await showList(
      stage,
      t,
      'hostile',
      {},
      { context: MAY_COPY },
    );
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    for (const [format, { count }] of Object.entries(FORMATS)) {
      assert.equal(
        count(await copy(visit, cite, format)),
        detail.works,
        format,
      );
    }
    assert.deepEqual(visit.trouble, []);
  });

  it('leaves nothing in the page', async (t) => {
    const visit = await showList(stage, t, IDS.noDois);
    const cite = await openCite(visit);
    await save(visit, cite, 'RIS');
    const left = await visit.page.evaluate(
      () => document.querySelectorAll('a[download]').length,
    );
    assert.equal(left, 0);
  });
});
