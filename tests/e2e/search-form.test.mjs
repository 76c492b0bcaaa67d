// A search as the field of a form: what is sent, what has to be there, and how it
// is reset, disabled and brought back.
import assert from 'node:assert/strict';

import { CROWD, IDS } from '../registry/server.mjs';
import { fieldOf, SEARCH, shows, type } from './support/search.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

const stage = useStage();
const put = sharePage(stage);

const urlOf = (orcid) => `https://orcid.org/${orcid}`;

/** A form with a search on the shared page. */
const form = (attributes = {}) =>
  put(
    `<form id="form"><input name="other" value="x">
${stage.search({ name: 'author', ...attributes })}</form>`,
  );

/** What the form would send. */
const dataOf = ({ page }) =>
  page
    .locator('#form')
    .evaluate((it) =>
      [...new FormData(it)].filter(([name]) => name !== 'other'),
    );

const isValid = ({ page }) =>
  page.locator('#form').evaluate((it) => it.checkValidity());

const messageOf = ({ page }) =>
  page.locator(SEARCH).evaluate((host) => host.validationMessage);

describe('a search in a form', () => {
  it(
    'is required, sends the iD that is chosen, and is reset',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await form({ required: '' });
      await shows(visit, () => true);
      assert.equal(await isValid(visit), false);
      assert.equal(await messageOf(visit), 'Choose a person.');
      assert.deepEqual(await dataOf(visit), []);
      await type(visit, 'josiah carb');
      await shows(visit, ({ isOpen }) => isOpen);
      assert.match(await messageOf(visit), /from the list, or paste/);
      await fieldOf(visit).press('ArrowDown');
      await fieldOf(visit).press('Enter');
      await shows(visit, ({ person }) => person);
      assert.equal(await isValid(visit), true);
      assert.deepEqual(await dataOf(visit), [['author', urlOf(IDS.carberry)]]);
      await visit.page.locator('#form').evaluate((it) => it.reset());
      await shows(visit, ({ text }) => text === '');
      assert.deepEqual(await dataOf(visit), []);
      assert.equal(await isValid(visit), false);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('sends several as one entry each', async () => {
    const visit = await form({ multiple: '', affiliation: CROWD.ror });
    await shows(visit, () => true);
    await fieldOf(visit).click();
    const { options } = await shows(visit, ({ isOpen }) => isOpen);
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'Enter']) {
      await fieldOf(visit).press(key);
    }
    await shows(visit, ({ chips }) => chips.length === 2);
    assert.deepEqual(
      await dataOf(visit),
      [0, 1].map((place) => ['author', urlOf(options[place].id)]),
    );
  });

  it('has the value that the page has written, and again after a reset', async () => {
    const visit = await form({ value: IDS.carberry });
    await shows(visit, ({ text }) => text === IDS.carberry);
    assert.deepEqual(await dataOf(visit), [['author', urlOf(IDS.carberry)]]);
    await type(visit, '');
    assert.deepEqual(await dataOf(visit), []);
    await visit.page.locator('#form').evaluate((it) => it.reset());
    const { value } = await shows(visit, ({ text }) => text === IDS.carberry);
    assert.equal(value, urlOf(IDS.carberry));
  });

  it('does nothing while it is disabled, also within a fieldset', async () => {
    const visit = await put(
      `<form id="form"><fieldset disabled>${stage.search({
        name: 'author',
        value: IDS.carberry,
        required: '',
      })}</fieldset></form>`,
    );
    await shows(visit, () => true);
    assert.equal(await fieldOf(visit).isDisabled(), true);
    assert.deepEqual(await dataOf(visit), []);
    await visit.page
      .locator('fieldset')
      .evaluate((it) => (it.disabled = false));
    await shows(visit, () => true);
    assert.equal(await fieldOf(visit).isDisabled(), false);
    await visit.page.locator(SEARCH).evaluate((it) => (it.disabled = true));
    await visit.page.waitForFunction(
      () =>
        document
          .querySelector('scholar-search')
          .shadowRoot.querySelector('input').disabled,
    );
  });

  it('has the value of its attribute while nothing has been loaded', async (t) => {
    const visit = await stage.visit(t, {
      body: `<form id="form">${stage.search({
        name: 'author',
        value: urlOf(IDS.carberry),
      })}</form>`,
      packageFaults: { '/pkg/scholar_search_bg.wasm': { status: 503 } },
    });
    await visit.failed();
    assert.deepEqual(await dataOf(visit), [['author', urlOf(IDS.carberry)]]);
  });

  it('brings back what the browser remembers', async () => {
    const visit = await form();
    await shows(visit, () => true);
    await visit.page
      .locator(SEARCH)
      .evaluate(
        (host, url) => host.formStateRestoreCallback(url),
        urlOf(IDS.carberry),
      );
    await shows(visit, ({ text }) => text === IDS.carberry);
    assert.deepEqual(await dataOf(visit), [['author', urlOf(IDS.carberry)]]);
  });
});
