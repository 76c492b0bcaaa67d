// Real payloads, where they are at hand (../shared/corpus beside the
// repository; never part of it): every person in them shows as a list.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from './support/test.mjs';
import { fileURLToPath } from 'node:url';

import { LIST, LIST_MARKUP, readList } from './support/list.mjs';
import { painted, until } from './support/read.mjs';
import { leaving, suspicious } from './support/safety.mjs';
import { resize, sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const CORPUS = fileURLToPath(
  new URL('../../../shared/corpus/', import.meta.url),
);
const AT_ONCE = 10;
/** More are on the page only in part. */
const WHOLE = 200;
const NARROW = { width: 320, height: 800 };
const present = existsSync(CORPUS);

if (!present) {
  console.warn(
    [
      '',
      '!'.repeat(72),
      `!! No real payloads at ${CORPUS}`,
      '!! Lists are NOT tested against real records in this run.',
      '!'.repeat(72),
      '',
    ].join('\n'),
  );
}

describe(
  'real payloads',
  { sample: 0, skip: !present && `no ${CORPUS}` },
  () => {
    const stage = useStage({ folders: present ? [CORPUS] : [] });
    const put = sharePage(stage, {
      context: {
        viewport: NARROW,
        permissions: ['clipboard-read', 'clipboard-write'],
      },
      head: '<style>body { font: 16px sans-serif; margin: 8px }</style>',
    });
    const people = () =>
      stage.registry
        .people()
        .filter(({ group }) => group === 'From the folder')
        .map(({ orcid }) => orcid);

    it('every person shows as a list, or says why not', async (t) => {
      const all = people();
      assert.ok(all.length >= 10, `${all.length} people`);
      const told = { lists: 0, works: 0, longest: 0, skipped: 0 };
      const codes = {};
      for (let first = 0; first < all.length; first += AT_ONCE) {
        const some = all.slice(first, first + AT_ONCE);
        const visit = await put(
          some
            .map((orcid) =>
              stage.works(orcid, { id: `o${orcid}`, loading: 'eager' }),
            )
            .join('\n'),
        );
        for (const orcid of some) {
          const id = `o${orcid}`;
          const matches = (event) => event.id === id;
          const { type, detail } = await Promise.race([
            visit.loaded({ matches, within: 30_000 }),
            visit.failed({ matches, within: 30_000 }),
          ]);
          if (type === 'scholar-error') {
            codes[detail.code] = [...(codes[detail.code] ?? []), orcid];
            continue;
          }
          told.lists += 1;
          told.works += detail.works;
          told.skipped += detail.skipped;
          told.longest = Math.max(told.longest, detail.works);
          if (detail.works <= WHOLE) {
            await until(
              async () =>
                (await visit.part('work', `#${id}`).count()) === detail.works,
              `${orcid}: ${detail.works} works`,
              20_000,
            );
          }
          const { works } = await readList(visit, `#${id}`);
          assert.ok(
            works.every(({ title }) => title),
            `${orcid}: each work has a title`,
          );
          assert.ok(works.length > 0 || detail.works === 0, orcid);
        }
        await painted(visit.page);
        assert.deepEqual(visit.trouble, []);
        assert.deepEqual(await leaving(visit, LIST), []);
        assert.deepEqual(await suspicious(visit, LIST, LIST_MARKUP), []);
      }
      t.diagnostic(
        `${JSON.stringify(told)}, failures ${JSON.stringify(codes)}`,
      );
      const failures = Object.keys(codes).filter(
        (code) => code !== 'nothing-public',
      );
      assert.deepEqual(failures, [], JSON.stringify(codes));
      assert.ok(told.lists > all.length / 2);
      assert.ok(told.works > 300);
    });

    it('all of them are one lab, searched, filtered and taken away', async (t) => {
      const visit = await put(
        stage.works(people().join('\n'), { authors: 'none' }),
      );
      await resize(t, visit, { width: 1000, height: 800 }, NARROW);
      const { detail } = await visit.loaded({ within: 60_000 });
      assert.ok(detail.works > 300, `${detail.works} works`);
      await visit.part('search', LIST).fill('the');
      await painted(visit.page);
      const cite = visit.part('cite', LIST);
      await cite.locator('summary').click();
      await cite.locator('[part~="copy"]').click();
      await cite.getByText('Copied.').waitFor({ timeout: 60_000 });
      const text = await visit.page.evaluate(() =>
        navigator.clipboard.readText(),
      );
      const { status } = await readList(visit);
      const [, fit] = /^([\d,]+) of/.exec(status);
      assert.equal(
        [...text.matchAll(/^@\w+\{/gm)].length,
        Number(fit.replace(/,/g, '')),
      );
      assert.ok(Number(fit) > 20, status);
      t.diagnostic(`${detail.works} works, ${fit} taken away`);
      assert.deepEqual(visit.trouble, []);
      assert.deepEqual(await suspicious(visit, LIST, LIST_MARKUP), []);
    });
  },
);
