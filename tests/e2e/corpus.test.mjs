// Real payloads, where they are at hand (../shared/corpus beside the
// repository; never part of it): every person in them shows as a card.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from './support/test.mjs';
import { fileURLToPath } from 'node:url';

import { leaving, suspicious } from './support/safety.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const CORPUS = fileURLToPath(
  new URL('../../../shared/corpus/', import.meta.url),
);
const AT_ONCE = 25;
const present = existsSync(CORPUS);

if (!present) {
  console.warn(
    [
      '',
      '!'.repeat(72),
      `!! No real payloads at ${CORPUS}`,
      '!! The badge is NOT tested against real records in this run.',
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
      context: { viewport: { width: 320, height: 800 } },
      head: '<style>body { font: 16px sans-serif; margin: 8px }</style>',
    });

    it('every person shows a name or says why not', async (t) => {
      const people = stage.registry
        .people()
        .filter(({ group }) => group === 'From the folder');
      assert.ok(people.length >= 10, `${people.length} people`);
      const told = { names: 0, withoutName: 0 };
      const codes = {};
      for (let first = 0; first < people.length; first += AT_ONCE) {
        const some = people.slice(first, first + AT_ONCE);
        const visit = await put(
          some
            .map(({ orcid }) =>
              stage.badge(orcid, {
                id: `o${orcid}`,
                loading: 'eager',
                works: '10',
                show: 'affiliations biography keywords links works',
              }),
            )
            .join('\n'),
        );
        for (const { orcid, note } of some) {
          const id = `o${orcid}`;
          const { type, detail } = await Promise.race([
            visit.loaded({ matches: (event) => event.id === id }),
            visit.failed({ matches: (event) => event.id === id }),
          ]);
          if (type === 'scholar-load') {
            const name = await visit.part('name', `#${id}`).textContent();
            assert.ok(name.trim(), `${orcid} (${note})`);
            told[detail.name ? 'names' : 'withoutName'] += 1;
          } else {
            codes[detail.code] = [...(codes[detail.code] ?? []), orcid];
            const notice = await visit.part('notice', `#${id}`).textContent();
            assert.ok(notice.trim(), `${orcid} (${note})`);
          }
        }
        assert.deepEqual(visit.trouble, []);
        assert.deepEqual(await leaving(visit), []);
        assert.deepEqual(await suspicious(visit), []);
      }
      t.diagnostic(
        `${people.length} people: ${told.names} names, ${told.withoutName} without a name, failures ${JSON.stringify(codes)}`,
      );
      const failures = Object.keys(codes).filter(
        (code) => code !== 'nothing-public',
      );
      assert.deepEqual(failures, [], JSON.stringify(codes));
      assert.ok(told.names > people.length / 2);
    });
  },
);
