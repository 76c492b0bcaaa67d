// Whoever comes back to a list finds that its controls say what it shows,
// whether the browser has kept the page or loads it anew, and whatever it makes
// of controls on the way: some restore what they said, and WebKit empties those
// without autocompletion, in a task after `pageshow`.
import assert from 'node:assert/strict';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

import { LIST, openFacet, option, search, showList } from './support/list.mjs';
import { until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const QUIET = { authors: 'none' };

/** What the controls say, and what the list does. */
const look = ({ page }) =>
  page.locator(LIST).evaluate(({ shadowRoot }) => {
    const all = (part) => [
      ...shadowRoot.querySelectorAll(`[part~="toolbar"] [part~="${part}"]`),
    ];
    return {
      search: all('search')[0].value,
      types: all('option')
        .filter((type) => type.querySelector('input').checked)
        .map((type) => type.querySelector('span').textContent),
      years: all('year')
        .filter((year) => year.ariaPressed === 'true')
        .map((year) => year.textContent),
      status: all('status')[0].textContent,
    };
  });

/** A choice by every control there is. */
async function choose(visit) {
  await search(visit, 'lake');
  await openFacet(visit, 'Type');
  await option(visit, 'Journal article').check();
  await visit.part('year', LIST).nth(1).click();
  await visit.part('cite', LIST).locator('summary').click();
  await visit.part('format', LIST).selectOption('RIS');
  await until(
    async () => /^[1-9]\d* of/.test((await look(visit)).status),
    'some works fit',
  );
}

/** Somewhere else and back, as by the browser's own buttons. */
async function thereAndBack(visit) {
  const { page, stage, folder } = visit;
  const elsewhere = stage.pages.serve(
    `${folder}/elsewhere`,
    '<!doctype html><title>Elsewhere</title>',
    { 'content-type': 'text/html' },
  );
  await page.goto(elsewhere);
  // Once this has been answered: a page that goes answers nobody.
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForURL(
    (url) =>
      url.href.startsWith(visit.url.split('?')[0]) &&
      !url.href.endsWith('elsewhere'),
  );
  await visit.part('status', LIST).waitFor();
  // Some browsers set controls in tasks of their own, after `pageshow`.
  await page.waitForTimeout(300);
  // Its boxes are made when it opens.
  await openFacet(visit, 'Type');
}

const stage = useStage();

describe('on the way back', { engines: EVERY_ENGINE }, () => {
  it('a list that is in the address shows the choice again', async (t) => {
    const attributes = { ...QUIET, permalink: '' };
    const visit = await showList(stage, t, 'listed', attributes);
    await choose(visit);
    const chosen = await look(visit);
    await visit.page.waitForURL(/q=lake.*type=.*year=/);
    await thereAndBack(visit);
    assert.deepEqual(await look(visit), chosen);
    assert.deepEqual(visit.trouble, []);
  });

  it('any other shows the choice again, or none', async (t) => {
    const visit = await showList(stage, t, 'listed', QUIET);
    const all = await look(visit);
    await choose(visit);
    const chosen = await look(visit);
    assert.notDeepEqual(chosen, all);
    await thereAndBack(visit);
    const back = await look(visit);
    assert.deepEqual(back, back.search === '' ? all : chosen);
    assert.deepEqual(visit.trouble, []);
  });

  it('what the browser sets does not last, nor do defaults differ', async (t) => {
    const visit = await showList(stage, t, 'listed', QUIET);
    await choose(visit);
    const chosen = await look(visit);
    const format = visit.part('format', LIST).first();
    const set = (event) =>
      visit.page.locator(LIST).evaluate(({ shadowRoot }, type) => {
        for (const input of shadowRoot.querySelectorAll('input')) {
          if (input.type !== 'checkbox') input.value = 'restored';
          else input.checked = !input.checked;
        }
        shadowRoot.querySelector('select').selectedIndex = 0;
        dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      }, event);
    await set('pageshow');
    assert.deepEqual(await look(visit), chosen);
    assert.equal(await format.inputValue(), '1');
    // A reset, as WebKit does it.
    await visit.page.locator(LIST).evaluate(({ shadowRoot }) => {
      const form = document.createElement('form');
      const controls = shadowRoot.querySelector('[part~="toolbar"]');
      controls.before(form);
      form.append(controls);
      form.reset();
    });
    assert.deepEqual(await look(visit), chosen);
    assert.deepEqual(visit.trouble, []);
  });
});
