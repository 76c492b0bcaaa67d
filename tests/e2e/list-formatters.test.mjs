// The page's own formatters: reference styles through a library of its choice,
// fetched only by those who use it.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { sharedLists } from './support/list.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const { show } = sharedLists(stage, {
  context: { permissions: ['clipboard-read', 'clipboard-write'] },
});

/** A list whose page has formatters; the panel of the whole list is open. */
async function opened() {
  const visit = await show('noDois');
  await visit.page.evaluate(() => {
    const list = document.querySelector('scholar-works');
    globalThis.given = [];
    list.formatters = {
      Plain: async (items) => {
        globalThis.given.push(items);
        return items.map(({ title }) => title).join('\n');
      },
      Broken: () => {
        throw new Error('no style of that name');
      },
      Empty: () => undefined,
    };
  });
  await visit.part('cite', 'scholar-works').locator('summary').click();
  return visit;
}

const take = async (visit, format) => {
  const panel = visit.part('cite', 'scholar-works');
  await panel.locator('[part=format]').selectOption({ label: format });
  await panel.locator('[part=copy]').click();
  return panel.locator('[part=outcome]');
};

describe('formatters of the page', () => {
  it('stand beside the formats, and get CSL-JSON', async () => {
    const visit = await opened();
    const options = visit.part('cite', 'scholar-works').locator('option');
    assert.deepEqual(await options.allTextContents(), [
      'BibTeX',
      'RIS',
      'CSL-JSON',
      'Plain',
      'Broken',
      'Empty',
    ]);
    const outcome = await take(visit, 'Plain');
    await outcome.getByText('Copied.').waitFor();
    const [items] = await visit.page.evaluate(() => globalThis.given);
    assert.equal(items.length, 25);
    assert.ok(items.every(({ id, type, title }) => id && type && title));
    const text = await visit.page.evaluate(() =>
      navigator.clipboard.readText(),
    );
    assert.deepEqual(
      text.split('\n'),
      items.map(({ title }) => title),
    );
    assert.deepEqual(visit.trouble, []);
  });

  for (const name of ['Broken', 'Empty']) {
    it(`that fail say so: ${name}`, async () => {
      const visit = await opened();
      const outcome = await take(visit, name);
      await outcome.getByText('not available right now').waitFor();
      assert.deepEqual(visit.errors, []);
      assert.ok(visit.warnings.some((text) => text.includes('formatters')));
    });
  }
});
