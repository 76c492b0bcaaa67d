// People can be used by everybody: axe finds nothing in any state, names are
// headings, the keyboard reaches every link, and nothing is lost in a narrow
// column or with large text.
import assert from 'node:assert/strict';

import { IDS } from '../registry/server.mjs';
import { audit, PAGE_STYLE } from './support/axe.mjs';
import { contrasts, illegible } from './support/contrast.mjs';
import { MEMBERS, PEOPLE, recordOf, someone } from './support/people.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';
import { before, describe, it } from './support/test.mjs';

const stage = useStage();
const put = sharePage(stage, { scheme: 'light dark', head: PAGE_STYLE });

const ADA = someone();
const RICH = {
  name: { given: 'Ada', family: 'Byron' },
  emails: [{ email: 'ada@lab.example' }],
  urls: [
    { name: 'Code', url: 'https://github.com/ada', display: 3 },
    { name: 'Page', url: 'https://ada.example/', display: 2 },
    { name: 'Notes', url: 'https://notes.example/', display: 1 },
  ],
};
const EVERYBODY = [
  ADA,
  ...MEMBERS,
  IDS.ordinary,
  IDS.arabic,
  IDS.deprecated,
  IDS.locked,
  IDS.html,
].join(' ');

/** Sets how the shared page is seen. */
async function see({ page }, { dir, colorScheme, width = 1280 } = {}) {
  await page.evaluate((given) => {
    document.documentElement.dir = given;
  }, dir ?? 'ltr');
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
  await page.setViewportSize({ width, height: 800 });
  await painted(page);
}

/** Every state of people, on the shared page. */
async function showStates(look) {
  stage.registry.fault(ADA, recordOf(ADA, RICH));
  const group = { look, group: 'role', sort: 'name', loading: 'eager' };
  const visit = await put(
    [
      stage.people(EVERYBODY, group),
      stage.people(IDS.hang, { look, loading: 'eager' }),
      stage.people(IDS.html, { look, loading: 'eager' }),
      stage.people(IDS.html, { look, loading: 'eager' }, '<p>Our team</p>'),
      stage.people('me', { look, loading: 'eager' }),
    ]
      .map((tag) => `<section>${tag}</section>`)
      .join(''),
  );
  await visit.loaded({ count: 3 });
  await visit.part('link-icon', PEOPLE).waitFor();
  await painted(visit.page);
  return visit;
}

for (const look of ['grid', 'list']) {
  describe(`axe finds nothing: ${look}`, () => {
    let visit;
    before(async () => {
      visit = await showStates(look);
    });

    for (const [colorScheme, dir, width] of [
      ['light', 'ltr', 1280],
      ['dark', 'ltr', 320],
      ['light', 'rtl', 320],
      ['dark', 'rtl', 1280],
    ]) {
      const needs = [
        ...(colorScheme === 'dark' ? ['media'] : []),
        ...(dir === 'rtl' ? ['contrast of rtl'] : []),
      ];
      it(`${colorScheme}, ${dir}, ${width} pixels`, { needs }, async () => {
        await see(visit, { colorScheme, dir, width });
        const { violations, measured, unsure } = await audit(visit);
        assert.deepEqual(violations, []);
        assert.ok(measured >= 20, `contrast measured ${measured} times`);
        assert.deepEqual(unsure, [], 'contrast that could not be measured');
        assert.deepEqual(visit.trouble, []);
      });
    }

    for (const dir of ['ltr', 'rtl']) {
      it(`nothing is lost at 320 pixels, ${dir}, also with text twice as large`, async (t) => {
        await see(visit, { width: 320, dir });
        assert.deepEqual(await leaving(visit, PEOPLE), []);
        const style = await visit.page.addStyleTag({
          content: 'body { font-size: 32px }',
        });
        t.after(() => style.evaluate((element) => element.remove()));
        await painted(visit.page);
        assert.deepEqual(await leaving(visit, PEOPLE), []);
      });
    }

    it('an iD stands on one line in a cell of 16rem', async () => {
      await see(visit, { width: 16 * 16 + 16 });
      const heights = await visit
        .part('digits', PEOPLE)
        .evaluateAll((all) => all.map((one) => one.getClientRects().length));
      assert.deepEqual(new Set(heights), new Set([1]));
    });

    it(
      'forced colours: everything can be read',
      { needs: ['media'] },
      async (t) => {
        await see(visit);
        await visit.page.emulateMedia({ forcedColors: 'active' });
        t.after(() => visit.page.emulateMedia({ forcedColors: null }));
        await painted(visit.page);
        const found = await contrasts(visit.page, PEOPLE);
        assert.ok(found.length > 60, `${found.length} things measured`);
        assert.deepEqual(illegible(found), []);
        assert.deepEqual((await audit(visit)).violations, []);
      },
    );
  });
}

describe('with the keyboard and a screen reader', () => {
  it('names are headings, and every link is reached in order', async () => {
    stage.registry.fault(ADA, recordOf(ADA, RICH));
    const visit = await put(
      stage.people([ADA, MEMBERS[0]].join(' '), { 'heading-level': '2' }),
    );
    await see(visit);
    await visit.loaded();
    await visit.part('link-icon', PEOPLE).waitFor();
    const headings = visit.page.getByRole('heading', { level: 2 });
    assert.deepEqual(await headings.allTextContents(), [
      'Ada Byron',
      'Ingrid Nørgaard-Álvarez',
    ]);
    const items = visit.page.getByRole('list', { name: 'People' });
    assert.equal(await items.count(), 1);
    await visit.page.locator('body').click({ position: { x: 1, y: 1 } });
    const reached = [];
    for (let step = 0; step < 6; step += 1) {
      await visit.page.keyboard.press('Tab');
      reached.push(
        await visit.page.locator(PEOPLE).evaluate((host) => {
          const at = host.shadowRoot.activeElement;
          return at.ariaLabel ?? (at.title || at.textContent);
        }),
      );
    }
    assert.deepEqual(reached, [
      ADA,
      'Website: Ada Byron',
      'E-mail: Ada Byron',
      'GitHub',
      'Notes',
      MEMBERS[0],
    ]);
  });

  it('initials and empty places are not read', async () => {
    const visit = await put(stage.people(MEMBERS[0]));
    await visit.loaded();
    const initials = visit.part('initials', PEOPLE);
    assert.equal(await initials.getAttribute('aria-hidden'), 'true');
  });

  it('the region that tells of trouble is there before its text', async () => {
    const visit = await put(stage.people(IDS.hang));
    await visit.part('person', PEOPLE).waitFor();
    const region = visit.part('status', PEOPLE);
    assert.equal(await region.getAttribute('role'), 'status');
  });
});

it('print: no button, everybody stays', { needs: ['media'] }, async (t) => {
  const visit = await put(stage.people([MEMBERS[0], IDS.html].join(' ')));
  await visit.loaded();
  await visit.page.emulateMedia({ media: 'print' });
  t.after(() => visit.page.emulateMedia({ media: null }));
  assert.equal(await visit.part('retry', PEOPLE).isVisible(), false);
  assert.equal(await visit.part('person', PEOPLE).nth(1).isVisible(), true);
});
