// The demo's first minute: whose iD it takes, what it tells of a wrong one, what it
// offers instead, and its tabs.
import assert from 'node:assert/strict';

import { until } from './support/read.mjs';
import { audit } from './support/axe.mjs';
import {
  askedOfOrcid,
  askedOfSample,
  useConfigurator,
} from './support/configurator.mjs';
import { IDS, signInAs } from './support/sign-in.mjs';
import { describe, it } from './support/test.mjs';

const demo = useConfigurator();

const CARBERRY = IDS.carberry;
const WRONG = '0000-0002-1825-0098';
const LAB = [IDS.labHead, IDS.labPostdoc, IDS.labStudent, IDS.labEmerita];
const SHOWN = { state: 'visible' };
const GONE = { state: 'hidden' };

const field = ({ page }, name = 'ORCID iD') =>
  page.getByRole('textbox', { name, exact: true });
const tab = ({ page }, name) => page.getByRole('tab', { name, exact: true });
const panel = ({ page }) => page.getByRole('tabpanel');
const snippet = (visit) => panel(visit).locator('.snippet code').first();
const snippetWith = (visit, text) =>
  snippet(visit).filter({ hasText: text }).waitFor(SHOWN);
const example = (visit) =>
  panel(visit).getByRole('button', { name: 'Try an example' });
const alert = ({ page }, text) =>
  page.getByRole('alert').filter({ hasText: text });
const registry = ({ page }) =>
  page.getByRole('combobox', { name: 'Registry', exact: true });
const query = ({ page }) =>
  Object.fromEntries(new URL(page.url()).searchParams);

/** Types at a field's end and leaves it, as people do. */
async function type(input, text) {
  await input.press('ControlOrMeta+End');
  await input.pressSequentially(text);
  await input.press('Tab');
}

/** Waits until the demo has found out who is at the sample registry. */
const ready = ({ page }) =>
  page.locator('#person option').nth(1).waitFor({ state: 'attached' });

/** The field tells that, to eyes and to screen readers. */
async function tells(visit, text, input = field(visit)) {
  await alert(visit, text).waitFor(SHOWN);
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  const described = await input.evaluate((it) =>
    it
      .getAttribute('aria-describedby')
      .split(' ')
      .map((id) => document.getElementById(id).textContent)
      .join(' '),
  );
  assert.ok(described.includes(text), described);
  await snippet(visit).waitFor(GONE);
  const copy = panel(visit).getByRole('button', { name: 'Copy' });
  assert.equal(await copy.count(), 0);
}

/** Nothing is told. */
async function tellsNothing(visit, input = field(visit)) {
  const told = await visit.page.getByRole('alert').allInnerTexts();
  assert.equal(told.join(''), '');
  assert.equal(await input.getAttribute('aria-invalid'), null);
}

describe('the first minute of the demo', () => {
  it('asks for an iD, and asks nobody of anything before', async (t) => {
    const visit = await demo.open(t);
    await ready(visit);
    assert.equal(await field(visit).inputValue(), '');
    assert.equal(await registry(visit).inputValue(), 'production');
    await example(visit).waitFor(SHOWN);
    await snippet(visit).waitFor(GONE);
    // Somebody who passes by has done nothing wrong.
    await field(visit).focus();
    await visit.page.keyboard.press('Tab');
    for (const name of ['List', 'People', 'Sign-in', 'Badge']) {
      await tab(visit, name).click();
    }
    await tellsNothing(visit);
    assert.deepEqual(askedOfOrcid(visit), []);
    assert.deepEqual(visit.trouble, []);
  });

  it('shows a pasted iD from ORCID’s registry, with its snippet', async (t) => {
    const visit = await demo.open(t);
    await field(visit).fill(`https://orcid.org/${CARBERRY}`);
    await visit.loaded({ count: 3 });
    await snippetWith(visit, 'Josiah Carberry');
    assert.equal(
      await snippet(visit).textContent(),
      [
        '<script type="module" src="https://cdn.jsdelivr.net/npm/scholar-badge@0/www/index.js"></script>',
        `<scholar-badge orcid="${CARBERRY}">`,
        `  <a href="https://orcid.org/${CARBERRY}">Josiah Carberry</a>`,
        '</scholar-badge>',
      ].join('\n'),
    );
    assert.deepEqual(new Set(askedOfOrcid(visit)), new Set([CARBERRY]));
    assert.deepEqual(askedOfSample(visit), []);
    await tellsNothing(visit);
    assert.deepEqual(visit.trouble, []);
  });

  it('shows an example at one press, and then others', async (t) => {
    const visit = await demo.open(t);
    await ready(visit);
    await example(visit).click();
    const { detail } = await visit.loaded();
    assert.equal(detail.name, 'Solveig Marchetti-Lund');
    assert.equal(await registry(visit).inputValue(), 'sample');
    // The button is gone; the keyboard is where it was.
    const focused = await visit.page.evaluate(
      () => document.activeElement.textContent,
    );
    assert.equal(focused, 'A badge');
    await visit.page
      .getByLabel('Somebody from the sample registry')
      .selectOption(CARBERRY);
    await snippetWith(visit, CARBERRY);
    assert.deepEqual(askedOfOrcid(visit), []);
  });

  it('offers no example where no sample registry answers', async (t) => {
    const visit = await demo.open(t, {}, { alone: true });
    await example(visit).waitFor(GONE);
    await registry(visit).selectOption('Sample registry');
    await visit.page
      .getByText('The sample registry does not answer.')
      .waitFor(SHOWN);
    await registry(visit).selectOption('ORCID’s registry');
    await field(visit).fill(CARBERRY);
    await snippetWith(visit, 'Josiah Carberry');
    assert.deepEqual(visit.trouble, []);
  });

  it('starts afresh', async (t) => {
    const visit = await demo.open(t, { registry: 'sample', orcid: WRONG });
    await tells(visit, 'This ORCID iD has a typing error.');
    await visit.page.getByRole('button', { name: 'Start afresh' }).click();
    await tellsNothing(visit);
    assert.deepEqual(query(visit), {});
    assert.equal(await registry(visit).inputValue(), 'production');
  });
});

describe('a wrong iD', () => {
  it('is told once it is whole, and the snippet goes', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY });
    await snippetWith(visit, CARBERRY);
    await field(visit).fill(WRONG);
    await tells(visit, 'This ORCID iD has a typing error.');
    await field(visit).fill('0000 0001 2103 2683');
    await tells(visit, 'This number is not an ORCID iD.');
    await field(visit).fill(CARBERRY);
    await snippetWith(visit, CARBERRY);
    await tellsNothing(visit);
    assert.ok(!askedOfOrcid(visit).includes(WRONG));
  });

  it('is not told while it is typed, only when it is left', async (t) => {
    const visit = await demo.open(t);
    await field(visit).pressSequentially('0000-0002-1825');
    await tellsNothing(visit);
    await snippet(visit).waitFor(GONE);
    await visit.page.keyboard.press('Tab');
    await tells(visit, 'This is not an ORCID iD.');
    await field(visit).press('End');
    await field(visit).pressSequentially('-0097');
    await snippetWith(visit, CARBERRY);
    await tellsNothing(visit);
  });

  it('is told at once where it is pasted', async (t) => {
    const visit = await demo.open(t);
    await field(visit).evaluate((input) => {
      input.value = 'Josiah Carberry';
      const inputType = 'insertFromPaste';
      input.dispatchEvent(
        new InputEvent('input', { inputType, bubbles: true }),
      );
    });
    await tells(visit, 'This is not an ORCID iD.');
  });

  it('is told where it has been emptied', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY });
    await snippetWith(visit, CARBERRY);
    await field(visit).fill('');
    await tells(visit, 'There is no ORCID iD here');
    await example(visit).waitFor(SHOWN);
  });

  it('is told where the address brings it', async (t) => {
    const visit = await demo.open(t, { orcid: '0000-0002-1825' });
    await tells(visit, 'This is not an ORCID iD.');
    assert.deepEqual(askedOfOrcid(visit), []);
  });

  it('is told among more people', async (t) => {
    const [orcid, ...others] = LAB;
    const settings = { tab: 'people', registry: 'sample', orcid };
    const visit = await demo.open(t, settings);
    const more = field(visit, 'More people');
    await more.fill(others.join('\n'));
    await type(more, `\n${WRONG}`);
    await tells(visit, 'Not an ORCID iD:', more);
    await alert(visit, WRONG).waitFor(SHOWN);
    // A badge shows one person, whoever the others are.
    await tab(visit, 'Badge').click();
    await snippetWith(visit, orcid);
  });

  it('keeps a mirror without an address from the snippet', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY });
    await registry(visit).selectOption('A mirror of your own');
    await snippet(visit).waitFor(GONE);
    await tellsNothing(visit);
    const mirror = visit.page.getByLabel('Address of the mirror');
    await type(mirror, 'mirror.example');
    await tells(visit, 'The address of a mirror begins', mirror);
    await mirror.clear();
    await type(mirror, 'https://mirror.example/');
    await snippetWith(visit, 'registry="https://mirror.example"');
  });
});

describe('an iD at another registry', () => {
  const offer = ({ page }, name) => page.getByRole('button', { name });

  it('of a real person is offered ORCID’s', async (t) => {
    const real = '0000-0001-5109-3700';
    const [orcid, ...others] = LAB;
    const visit = await demo.open(t, {
      registry: 'sample',
      orcid,
      more: others.join('\n'),
    });
    await ready(visit);
    const ask = offer(visit, 'Ask ORCID’s registry');
    assert.equal(await ask.count(), 0);
    await field(visit).fill(real);
    await ask.click();
    assert.equal(await registry(visit).inputValue(), 'production');
    assert.equal(await ask.count(), 0);
    const focused = await visit.page.evaluate(() => document.activeElement.id);
    assert.equal(focused, 'orcid');
    await snippetWith(visit, `<scholar-badge orcid="${real}">`);
    await visit.failed();
    assert.deepEqual(new Set(askedOfOrcid(visit)), new Set([real]));
    // Nor does the sample lab go along.
    await tab(visit, 'List').click();
    assert.equal(await field(visit, 'More people').inputValue(), '');
  });

  it('of an invented person is offered the sample registry', async (t) => {
    const visit = await demo.open(t);
    await ready(visit);
    await field(visit).fill(IDS.ordinary);
    await visit.page
      .getByRole('status')
      .filter({ hasText: 'whose people are invented' })
      .waitFor(SHOWN);
    await offer(visit, 'Ask the sample registry').click();
    assert.equal(await registry(visit).inputValue(), 'sample');
    await snippetWith(visit, '/registry"');
  });

  it('of somebody known everywhere is offered nothing', async (t) => {
    const visit = await demo.open(t, { registry: 'sample', orcid: CARBERRY });
    await ready(visit);
    for (const value of ['production', 'sample']) {
      await registry(visit).selectOption(value);
      assert.equal(await offer(visit, /^Ask/).count(), 0);
    }
  });
});

describe('the tabs of the demo', { sample: 2 }, () => {
  it('go by arrows, and stand in the address', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY });
    const { page } = visit;
    await tab(visit, 'Badge').focus();
    const names = ['List', 'People', 'Sign-in', 'Badge'];
    for (const name of names) {
      await page.keyboard.press('ArrowRight');
      const chosen = page.getByRole('tab', { name, selected: true });
      await chosen.waitFor();
      assert.ok(await chosen.evaluate((it) => it === document.activeElement));
      assert.equal(await panel(visit).count(), 1);
      assert.equal(await page.getByRole('tabpanel', { name }).count(), 1);
      // One of them is in the order of the Tab key.
      assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
    }
    for (const [key, name, kept] of [
      ['End', 'Sign-in', 'sign-in'],
      ['Home', 'Badge', undefined],
      ['ArrowLeft', 'Sign-in', 'sign-in'],
    ]) {
      await page.keyboard.press(key);
      await page.getByRole('tab', { name, selected: true }).waitFor();
      assert.equal(query(visit).tab, kept);
      assert.equal(query(visit).orcid, CARBERRY);
    }
    await page.keyboard.press('Tab');
    const role = await page.locator(':focus').getAttribute('role');
    assert.equal(role, 'tabpanel');
    await page.reload();
    await page.getByRole('tab', { name: 'Sign-in', selected: true }).waitFor();
  });

  it('show a lab’s list, with looks and extras to try', async (t) => {
    const visit = await demo.open(t, { tab: 'list' });
    await ready(visit);
    assert.deepEqual(askedOfSample(visit), []);
    await example(visit).click();
    const { detail } = await visit.loaded();
    assert.equal(detail.members, LAB.length);
    const { page } = visit;
    await panel(visit)
      .getByLabel('Look', { exact: true })
      .selectOption('cards');
    await panel(visit)
      .getByLabel('Chart of works per year')
      .selectOption('none');
    await panel(visit)
      .getByLabel('Its file of extras')
      .selectOption('The example file');
    const list = page.locator('scholar-works');
    for (const [name, value] of Object.entries({
      orcid: LAB.join(' '),
      look: 'cards',
      chart: 'none',
      extras: `${demo.url}/demo/extras.json`,
    })) {
      assert.equal(await list.getAttribute(name), value);
      await snippetWith(visit, `\n  ${name}="${value}"`);
    }
    await snippetWith(visit, '>Ingrid Nørgaard-Álvarez</a>');
    // The example knows invented people alone.
    await registry(visit).selectOption('ORCID’s registry');
    assert.equal(await list.getAttribute('extras'), null);
  });

  it('show a lab’s people, by name where the element cannot be', async (t) => {
    const visit = await demo.open(t, { tab: 'people', extras: 'example' });
    await ready(visit);
    await example(visit).click();
    await panel(visit).getByLabel('Groups').selectOption('role');
    await panel(visit).getByLabel('Organization', { exact: true }).uncheck();
    await snippetWith(visit, '\n  show="role website email links"');
    const element = visit.page.locator('scholar-people');
    for (const [name, value] of Object.entries({
      orcid: LAB.join(' '),
      look: null,
      group: 'role',
      show: 'role website email links',
      extras: `${demo.url}/demo/extras.json`,
    })) {
      assert.equal(await element.getAttribute(name), value, name);
    }
    const links = await element
      .locator('> a')
      .evaluateAll((all) =>
        all.map(({ href, textContent }) => [href, textContent]),
      );
    assert.deepEqual(links[1], [
      `https://orcid.org/${LAB[1]}`,
      'Kwabena Osei-Tutu',
    ]);
    assert.equal(links.length, LAB.length);
  });

  it('sign somebody in at the server beside the demo', async (t) => {
    const visit = await demo.open(t, { tab: 'sign-in' });
    await snippetWith(visit, `issuer="${demo.identity.issuer}"`);
    const { orcid } = await signInAs(visit, 'carberry');
    assert.equal(orcid, CARBERRY);
    const beside = '#beside scholar-badge';
    await visit.part('compact', beside).waitFor(SHOWN);
    await visit.part('unauthenticated', beside).waitFor(GONE);
    assert.deepEqual(askedOfOrcid(visit), []);
  });

  it('set the limits of whatever shows records', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY, registry: 'sample' });
    await panel(visit).getByText('Limits', { exact: true }).click();
    for (const [label, name, value] of [
      ['Wait for an answer, in seconds', 'timeout', '5'],
      ['Keep a record, in seconds', 'max-age', '60'],
      ['Keep records on this device, megabytes in all', 'cache-size', '0'],
      ['Largest answer, in megabytes', 'max-size', '64'],
    ]) {
      await panel(visit).getByLabel(label).fill(value);
      await snippetWith(visit, `${name}="${value}"`);
    }
    for (const [name, element] of [
      ['List', 'scholar-works'],
      ['People', 'scholar-people'],
    ]) {
      await tab(visit, name).click();
      await snippetWith(visit, 'max-size="64"');
      const shown = visit.page.locator(element);
      assert.equal(await shown.getAttribute('max-size'), '64');
    }
    // What no element takes is not taken here.
    await panel(visit).getByLabel('Largest answer, in megabytes').fill('65');
    await visit.page.keyboard.press('Tab');
    assert.equal(query(visit).maxSize, '64');
  });

  it('carry the style along', async (t) => {
    const visit = await demo.open(t, { orcid: CARBERRY, radius: '20' });
    await snippetWith(visit, '--scholar-radius: 20px');
    await tab(visit, 'List').click();
    await snippetWith(visit, 'scholar-works {\n    --scholar-radius: 20px');
    await panel(visit).getByLabel('Its ground').selectOption('Teal');
    const ground = await visit.page
      .locator('#list-stage .box')
      .evaluate((box) => getComputedStyle(box).backgroundColor);
    assert.equal(ground, 'rgb(0, 77, 77)');
    assert.equal(query(visit).ground, 'teal');
    const slider = panel(visit).getByRole('slider', { name: 'Corner radius' });
    await slider.fill('4');
    await snippetWith(visit, '--scholar-radius: 4px');
  });

  it(
    'are chapters without JavaScript',
    { engines: ['chromium'] },
    async (t) => {
      const visit = await demo.open(
        t,
        {},
        { context: { javaScriptEnabled: false } },
      );
      const { page } = visit;
      const headings = await page
        .getByRole('heading', { level: 2 })
        .allInnerTexts();
      assert.deepEqual(headings, [
        'A researcher’s public ORCID record, with one line of HTML',
        'A badge',
        'A list of works',
        'A lab’s people',
        'Signing in',
      ]);
      assert.equal(await page.getByRole('tab').count(), 0);
      assert.equal(await page.getByRole('button').count(), 0);
      for (const name of ['badge', 'works', 'people', 'sign-in']) {
        const code = page.locator('code', { hasText: `</scholar-${name}>` });
        await code.waitFor(SHOWN);
      }
    },
  );
});

describe('everybody', { sample: 0 }, () => {
  const SEVERAL = {
    registry: 'sample',
    orcid: LAB[0],
    more: LAB.slice(1).join('\n'),
    extras: 'own',
  };
  /** What is shown, and by which part that is known. */
  const SETTINGS = [
    ['before there is an iD', {}],
    ['with a wrong iD', { orcid: WRONG }],
    [
      'with an offer',
      { registry: 'sample', orcid: '0000-0001-5109-3700' },
      'scholar-badge [part~="failed"]',
    ],
    [
      'with a badge',
      { registry: 'sample', orcid: IDS.ordinary },
      'scholar-badge [part~="card"]',
    ],
    ['with a list', { tab: 'list', ...SEVERAL }, '[part~="work"]'],
    ['with people', { tab: 'people', ...SEVERAL }, 'scholar-people'],
    ['with a sign-in', { tab: 'sign-in' }, 'scholar-sign-in [part~="button"]'],
  ];

  for (const [what, settings, shown = 'h1'] of SETTINGS) {
    it(`can use the demo ${what}, wide or narrow`, async (t) => {
      const visit = await demo.open(t, settings);
      const { page } = visit;
      await ready(visit);
      await page.locator(shown).first().waitFor(SHOWN);
      for (const [colorScheme, width] of [
        ['light', 320],
        ['dark', 1280],
      ]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        // The elements follow within some frames.
        await until(async () => {
          const { violations } = await audit(visit);
          return violations.length === 0;
        }, `axe finds nothing, ${colorScheme}, ${width}`);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        assert.ok(beyond <= 0, `${beyond} px beyond ${width}`);
      }
    });
  }
});
