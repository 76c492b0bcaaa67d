// A search can be used by everybody: axe finds nothing in any state, whatever the
// direction and the colours of the page, and nothing is lost in a narrow column.
import assert from 'node:assert/strict';

import { CROWD, IDS } from '../registry/server.mjs';
import { audit, PAGE_STYLE } from './support/axe.mjs';
import { painted } from './support/read.mjs';
import { fieldOf, SEARCH, shows, type } from './support/search.mjs';
import { leaving } from './support/safety.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';
import { describe, it } from './support/test.mjs';

const stage = useStage();
const put = sharePage(stage, { scheme: 'light dark', head: PAGE_STYLE });

/** Several searches in a state each; the last has its list open. */
async function showStates() {
  const registry = stage.anotherRegistry();
  const visit = await put(
    [
      stage.search({ registry, id: 'empty' }),
      stage.search({
        registry,
        id: 'one',
        value: IDS.carberry,
        label: 'Author',
      }),
      stage.search({ registry, id: 'off', disabled: '', label: 'Nobody' }),
      stage.search({
        registry,
        id: 'several',
        label: 'Team',
        multiple: '',
        affiliation: CROWD.ror,
        value: `${IDS.carberry} ${IDS.ordinary}`,
      }),
    ].join('<p>Text</p>') + '<div style="block-size: 30em"></div>',
  );
  await shows(visit, () => true, '#off');
  await fieldOf(visit, '#several').focus();
  await shows(visit, ({ isOpen }) => isOpen, '#several');
  for (const key of ['ArrowDown', 'Enter', 'ArrowDown']) {
    await fieldOf(visit, '#several').press(key);
  }
  await shows(visit, ({ chips }) => chips.length === 3, '#several');
  return visit;
}

describe('a search', () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const dir of ['ltr', 'rtl']) {
      it(
        `has no faults that axe knows: ${colorScheme}, ${dir}`,
        { engines: ['chromium'] },
        async (t) => {
          const visit = await showStates();
          const { page } = visit;
          t.after(async () => {
            await page.emulateMedia({ colorScheme: 'light' });
            await page.evaluate(() => (document.documentElement.dir = 'ltr'));
          });
          await page.emulateMedia({ colorScheme });
          await page.evaluate((given) => {
            document.documentElement.dir = given;
          }, dir);
          await painted(page);
          const { violations, measured } = await audit(visit);
          assert.deepEqual(violations, []);
          assert.ok(measured > 20, `${measured} texts measured`);
        },
      );
    }
  }

  it('is a combobox that leads to the list, and says how many there are', async () => {
    const visit = await showStates();
    const field = fieldOf(visit, '#several');
    const [owned, active] = await field.evaluate((it) => {
      const root = it.getRootNode();
      const byId = (name) => root.getElementById(it.getAttribute(name));
      const option = byId('aria-activedescendant');
      return [
        byId('aria-controls').getAttribute('role'),
        [option.getAttribute('role'), option.getAttribute('aria-selected')],
      ];
    });
    assert.equal(owned, 'listbox');
    assert.deepEqual(active, ['option', 'false']);
    const status = visit.part('status', '#several');
    assert.equal(await status.getAttribute('role'), 'status');
    assert.match(await status.textContent(), /^Showing 20 of 45 people/);
  });

  it('fits a narrow column', async (t) => {
    const visit = await showStates();
    const { page } = visit;
    t.after(() => page.setViewportSize({ width: 1000, height: 800 }));
    await page.setViewportSize({ width: 320, height: 700 });
    await painted(page);
    // What opens lies over the page, below the field.
    await fieldOf(visit, '#several').press('Escape');
    assert.deepEqual(await leaving(visit, SEARCH), []);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > innerWidth,
    );
    assert.equal(wide, false);
  });

  it('tells by its text that it is too short', async () => {
    const visit = await put(stage.search());
    await type(visit, 'j');
    await shows(visit, ({ status }) => status === 'Type at least two letters.');
  });
});
