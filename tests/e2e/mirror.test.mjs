// A page whose records come from a mirror behind nginx, as docs/mirrors.md sets it up.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { skip, startMirror } from '../mirror/nginx.mjs';
import { LIST, readList, showList } from './support/list.mjs';
import { strictest } from './support/policy.mjs';
import { readBadge } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

describe('behind a mirror', { skip }, () => {
  let mirror;
  before(async () => {
    mirror = await startMirror({ registry: stage.registry.url });
  });
  after(() => mirror?.close());

  it('a badge shows a record, and still does when the registry is down', async (t) => {
    const visit = () =>
      stage.visit(t, {
        own: true,
        body: stage.badge('ordinary', { registry: mirror.url }),
        headers: { 'content-security-policy': strictest([mirror.url]) },
      });
    const shown = async (visit) => {
      await visit.loaded();
      assert.deepEqual(visit.trouble, []);
      return (await readBadge(visit)).name;
    };
    assert.equal(await shown(await visit()), 'Solveig Marchetti-Lund');
    t.after(stage.registry.fault('*', { drop: true }));
    // Another visitor: a context of its own has no copy in the browser.
    assert.equal(await shown(await visit()), 'Solveig Marchetti-Lund');
    assert.equal(stage.asked('ordinary').length, 1);
  });

  it('a list shows its works, and asks for whole ones', async (t) => {
    const registry = mirror.url;
    const visit = await showList(stage, t, 'manyAffiliations', { registry });
    await visit.part('work-authors', LIST).first().waitFor();
    const { works } = await readList(visit);
    assert.ok(works.length > 0);
    const kinds = stage.asked('manyAffiliations').map(({ kind }) => kind);
    assert.deepEqual(kinds, ['record', 'bulk']);
    assert.deepEqual(visit.trouble, []);
  });
});
