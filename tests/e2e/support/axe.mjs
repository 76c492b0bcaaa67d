// What axe-core finds on a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const RULES = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

/** axe takes the canvas for white, so the page says what it is. */
export const PAGE_STYLE = `<style>
  body { margin: 8px; font: 16px/1.5 sans-serif; background: Canvas; color: CanvasText }
</style>`;

/** What axe finds on the page, in words; and how much contrast it measured. */
export async function audit({ page }) {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const run = (options) =>
      globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        ...options,
      });
    // Where an element is takes axe longer to say than whether it is sound.
    let results = await run({ selectors: false });
    if (results.violations.length > 0) results = await run({});
    const contrast = (list) =>
      list.find(({ id }) => id === 'color-contrast')?.nodes ?? [];
    return {
      violations: results.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, any }) =>
            `${id}: ${target.flat().join(' ')} ${any[0]?.message ?? ''}`,
        ),
      ),
      measured: contrast(results.passes).length,
      // Text that comes through a slot is beyond it.
      unsure: contrast(results.incomplete)
        .map(({ html }) => html)
        .filter((html) => !html.includes('<slot')),
    };
  }, RULES);
}
