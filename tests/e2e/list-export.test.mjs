// Works taken away: one or all that fit, in three formats, by copy or in a
// file, with their authors fetched first.
import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { before, describe, it } from './support/test.mjs';

import { IDS, LAB, LISTS, generatedOrcid } from '../registry/server.mjs';
import {
  setAttributes,
  LIST,
  bulkOf,
  filled,
  openCitation,
  readList,
  search,
  sharedLists,
  showList,
  titles,
} from './support/list.mjs';
import { countRequests, isIdle, until } from './support/read.mjs';
import { USUAL, gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

// All pages of a browser share one clipboard: one test after another, and no
// other file that copies meanwhile (scripts/test/e2e.mjs).
const stage = useStage();

const context = {
  viewport: USUAL,
  permissions: ['clipboard-read', 'clipboard-write'],
};
const { show } = sharedLists(stage, { context });
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
  let copied = '';
  await until(async () => {
    // Firefox refuses to read while a page writes.
    copied = await clipboard(visit).catch(() => '');
    return copied !== '';
  }, 'it is copied');
  return copied;
}

/** Chooses a format and saves; name and content of the file. */
async function save(visit, place, format) {
  await place.locator('[part~="format"]').selectOption({ label: format });
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    place.locator('[part~="save"]').click(),
  ]);
  const saved = await text(await download.createReadStream());
  return { name: download.suggestedFilename(), text: saved };
}

describe('the works that fit', () => {
  let visit;
  let wanted;
  let cite;
  before(async () => {
    visit = await show('listed');
    await search(visit, 'polar letters');
    await until(async () => {
      const { status } = await readList(visit);
      return /of 60/.test(status);
    }, 'it is filtered');
    wanted = await titles(visit);
    cite = await openCite(visit);
  });

  for (const [format, { file, count, has }] of Object.entries(FORMATS)) {
    it(
      `${format}: copied and saved alike, these and no others`,
      { needs: ['downloads'] },
      async () => {
        assert.ok(wanted.length >= 3 && wanted.length < 10, `${wanted.length}`);
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
      },
    );
  }

  it('all 60, with keys that are told apart and the authors of each', async () => {
    const visit = await show('listed');
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

  it('beyond limit too: all that the number says', async () => {
    const visit = await show('listed', { limit: '3' });
    await filled(visit, 3);
    const cite = await openCite(visit);
    assert.match(await cite.innerText(), /Exports 60 works/);
    assert.equal(FORMATS.RIS.count(await copy(visit, cite, 'RIS')), 60);
  });

  it('in the order of the list', async () => {
    const visit = await show('preprints', { sort: 'title', group: 'none' });
    await filled(visit, LISTS.preprints.entries);
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.deepEqual(
      items.map(({ title }) => title),
      await titles(visit),
    );
  });

  it('of a lab, by member: each once', async () => {
    const visit = await show(LAB.members.join(' '));
    await filled(visit, LAB.merged);
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.equal(items.length, LAB.merged);
    const dois = items.map(({ DOI }) => DOI?.toLowerCase()).filter(Boolean);
    assert.equal(new Set(dois).size, dois.length);
  });
});

describe('one work', () => {
  let visit;
  let panel;
  before(async () => {
    visit = await show('listed');
    panel = await openCitation(visit, 'Winters without ice');
  });

  for (const [format, { count, file }] of Object.entries(FORMATS)) {
    it(
      `${format}: itself alone, copied and saved`,
      { needs: ['downloads'] },
      async () => {
        const copied = await copy(visit, panel, format);
        assert.equal(count(copied), 1);
        assert.match(copied, /10\.5555\/lst\.2026\.forecast/);
        assert.match(copied, /Qvist/);
        const saved = await save(visit, panel, format);
        assert.equal(saved.name, file);
        assert.equal(saved.text, copied);
      },
    );
  }

  it('says how it went beside the buttons that were pressed, nowhere else', async () => {
    const one = panel;
    const other = await openCitation(visit, 'Łódź and its buried rivers');
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
  it('are fetched first, a hundred works a request, with progress', async () => {
    const orcid = someone(250);
    const authors = gate();
    stage.registry.fault(orcid, { until: authors.opened, of: 'bulk' });
    const visit = await show(orcid, { authors: 'none' });
    const { detail } = await visit.loaded();
    assert.equal(bulkOf(stage, orcid).length, 0);
    const cite = await openCite(visit);
    const copied = copy(visit, cite, 'CSL-JSON');
    const progress = cite.getByText(
      new RegExp(`Fetching authors: \\d+ of ${detail.works}`),
    );
    await progress.waitFor();
    authors.open();
    const items = JSON.parse(await copied);
    assert.equal(items.length, detail.works);
    const codes = bulkOf(stage, orcid).map(({ putCodes }) => putCodes);
    assert.equal(codes.length, Math.ceil(detail.works / 100));
    assert.ok(codes.every((count) => count <= 100));
    // Some works name nobody; none of so many would if they had not been asked.
    const withOthers = items.filter(({ author }) => author?.length > 1);
    assert.ok(withOthers.length > detail.works / 3, `${withOthers.length}`);
  });

  it('of what fits alone are fetched', async () => {
    const orcid = someone(350);
    const visit = await show(orcid, { authors: 'none' });
    const [{ title }] = (await readList(visit)).works;
    const panel = await openCitation(visit, title);
    await copy(visit, panel, 'RIS');
    assert.equal(bulkOf(stage, orcid).length, 1);
  });

  it('that cannot be had are left out; the works are not', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { status: 429, of: 'bulk' });
    const visit = await show(orcid, { registry: stage.anotherRegistry() });
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    const items = JSON.parse(await copy(visit, cite, 'CSL-JSON'));
    assert.equal(items.length, detail.works);
    assert.deepEqual(visit.trouble, []);
  });

  it('that never come do not hold it up for ever', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true, of: 'bulk' });
    const visit = await show(orcid, { timeout: '2' });
    const cite = await openCite(visit);
    assert.ok(FORMATS.RIS.count(await copy(visit, cite, 'RIS')) > 0);
  });

  it('of hundreds of works come although timeout is short', async (t) => {
    const orcid = someone(1500);
    const visit = await showList(
      stage,
      t,
      orcid,
      { authors: 'none', 'max-age': '0' },
      {
        context,
        async prepare(page) {
          await page.clock.install();
          await countRequests(page);
        },
      },
    );
    const { page } = visit;
    const { works } = (await visit.loaded()).detail;
    await visit.part('cite', LIST).waitFor();
    // From here on: on a busy machine the record itself may take longer.
    await setAttributes(visit, { timeout: '1' });
    // While time stands still, as many badges as may be asked for at once take
    // up the turns.
    await page.clock.pauseAt(Date.now() + 60_000);
    const badges = Array.from({ length: 24 }, () =>
      stage.badge(someone(1), { loading: 'eager', layout: 'inline' }),
    );
    await page.evaluate((html) => {
      document.querySelector('main').insertAdjacentHTML('beforeend', html);
    }, badges.join(' '));
    // Who comes together is put in order a moment later.
    await until(async () => {
      await page.clock.runFor(1);
      return visit.heardSoFar('scholar-load') > badges.length;
    }, 'all badges are there');
    const cite = await openCite(visit);
    await cite.locator('[part~="copy"]').click();
    const requests = () => bulkOf(stage, orcid);
    const all = Math.ceil(works / 100);
    for (let asked = 0; asked < all; asked = requests().length) {
      await page.clock.runFor(100);
      await until(
        async () =>
          (await isIdle(visit)) &&
          requests().every(({ status }) => status !== null),
        'what is asked for is answered',
      );
    }
    assert.ok(all > 12, 'more than have their turn within the timeout');
    await cite.getByText('Copied.').waitFor();
    assert.equal(FORMATS.BibTeX.count(await clipboard(visit)), works);
    assert.equal(requests().length, all);
    assert.ok(requests().every(({ status }) => status === 200));
    assert.ok(requests().every(({ aborted }) => !aborted));
  });
});

describe('where the clipboard is not available', () => {
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
  it('by keyboard alone', async () => {
    const visit = await show('preprints');
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

  it('pressed in a hurry: one text, whole, and no trouble', async () => {
    const orcid = someone();
    const authors = gate();
    stage.registry.fault(orcid, { until: authors.opened, of: 'bulk' });
    const visit = await show(orcid);
    const { detail } = await visit.loaded();
    const cite = await openCite(visit);
    for (let time = 0; time < 5; time += 1) {
      await cite.locator('[part~="copy"]').click();
    }
    authors.open();
    await cite.getByText('Copied.').waitFor();
    const text = await clipboard(visit);
    assert.equal(FORMATS.BibTeX.count(text), detail.works);
    assert.deepEqual(visit.trouble, []);
  });

  it('hostile records: valid CSL-JSON, one RIS record and one BibTeX entry for each', async () => {
    const visit = await show('hostile');
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

  it('leaves nothing in the page', { needs: ['downloads'] }, async () => {
    const visit = await show(IDS.noDois);
    const cite = await openCite(visit);
    await save(visit, cite, 'RIS');
    const left = await visit.page.evaluate(
      () => document.querySelectorAll('a[download]').length,
    );
    assert.equal(left, 0);
  });
});
