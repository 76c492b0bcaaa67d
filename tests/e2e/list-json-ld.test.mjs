// The list as JSON-LD in the page's head, for search engines.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { LAB } from '../registry/server.mjs';
import { LIST, setAttributes, showList } from './support/list.mjs';
import { until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

/** What the page's data blocks say, each parsed. */
const blocks = ({ page }) =>
  page.evaluate(() =>
    [...document.querySelectorAll('head [type="application/ld+json"]')].map(
      (block) => JSON.parse(block.textContent),
    ),
  );

const graph = async (visit) => {
  const [block] = await blocks(visit);
  return block?.['@graph'] ?? [];
};

describe('JSON-LD', () => {
  it('holds the people and every work, and authors once they are known', async (t) => {
    const ids = LAB.members.join(' ');
    const visit = await showList(stage, t, ids, { 'json-ld': '' });
    await visit.loaded();
    const nodes = await graph(visit);
    const people = nodes.filter((node) => node['@type'] === 'Person');
    assert.deepEqual(
      people.map((person) => person['@id'].slice(-19)).toSorted(),
      LAB.members.toSorted(),
    );
    assert.equal(nodes.length - people.length, LAB.merged);
    const before = JSON.stringify(nodes).length;
    await until(
      async () => JSON.stringify(await graph(visit)).length > before,
      'authors stand in the data',
    );
    assert.equal((await blocks(visit)).length, 1);
  });

  it('comes and goes with the attribute, and with the list', async (t) => {
    const visit = await showList(stage, t, 'noDois', {});
    await visit.loaded();
    const none = async () => (await blocks(visit)).length === 0;
    const some = async () => (await blocks(visit)).length === 1;
    assert.ok(await none());
    await setAttributes(visit, { 'json-ld': '' });
    await until(some, 'the data is there');
    await setAttributes(visit, { 'json-ld': 'none' });
    await until(none, 'the data is gone');
    await setAttributes(visit, { 'json-ld': '' });
    await until(some, 'the data is there again');
    await visit.page.evaluate(
      (tag) => document.querySelector(tag).remove(),
      LIST,
    );
    await until(none, 'the data has gone with the list');
  });
});
