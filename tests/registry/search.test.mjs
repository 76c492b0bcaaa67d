// The stand-in's search over HTTP: ORCID's limits, errors and shapes.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import { CROWD, IDS, startRegistry } from './server.mjs';

let registry;
before(async () => {
  registry = await startRegistry();
});
after(() => registry.close());
afterEach(() => registry.reset());

const QF =
  'given-and-family-names^50 credit-name^20 other-names^10 affiliation-org-name';

async function ask(q, more = {}, section = 'expanded-search') {
  const parameters = new URLSearchParams({ q, ...more });
  const response = await fetch(
    `${registry.url}/v3.0/${section}/?${parameters}`,
    {
      headers: { accept: 'application/json' },
    },
  );
  return { status: response.status, body: await response.json() };
}

const words = (q) => ask(q, { defType: 'edismax', qf: QF });
const idsOf = ({ body }) =>
  (body['expanded-result'] ?? []).map((hit) => hit['orcid-id']);

describe('the search', () => {
  it('finds people by words and beginnings of words', async () => {
    const answer = await words('("Josiah" OR Josiah*) AND ("Carb" OR Carb*)');
    assert.deepEqual(idsOf(answer), [IDS.carberry]);
    const [hit] = answer.body['expanded-result'];
    assert.equal(hit['given-names'], 'Josiah');
    assert.deepEqual(Object.keys(hit), [
      ...['orcid-id', 'given-names', 'family-names', 'credit-name'],
      ...['other-name', 'email', 'institution-name'],
    ]);
  });

  it('finds names with diacritics by those without, and others whole', async () => {
    const found = idsOf(await words('("norgaard" OR norgaard*)'));
    assert.ok(!found.includes(IDS.labHead), 'ø is a letter of its own');
    assert.ok(idsOf(await words('(alvarez*)')).includes(IDS.labHead));
    assert.ok(idsOf(await words('("林") AND ("美")')).includes(IDS.labStudent));
  });

  it('finds the people of an institution by any of its identifiers', async () => {
    for (const q of [
      `ror-org-id:"${CROWD.ror}"`,
      `grid-org-id:"${CROWD.grid}"`,
      `ringgold-org-id:"${CROWD.ringgold}"`,
      `affiliation-org-name:"${CROWD.name}"`,
    ]) {
      const { body } = await ask(q, { rows: 20, start: 40 });
      assert.equal(body['num-found'], CROWD.count, q);
      assert.equal(body['expanded-result'].length, CROWD.count - 40);
    }
  });

  it('finds nobody as null', async () => {
    assert.deepEqual((await words('("zzzz")')).body, {
      'expanded-result': null,
      'num-found': 0,
    });
    const { body } = await ask('family-name:"zzzz"', {}, 'search');
    assert.deepEqual(body, { result: null, 'num-found': 0 });
  });

  it('keeps the limits of the registry', async () => {
    for (const [more, status, code] of [
      [{ rows: 1001 }, 400, 9012],
      [{ rows: -1 }, 400, 9012],
      [{ rows: 'x' }, 400, 9012],
      [{ start: 10_001 }, 400, 9043],
      [{ start: 'x' }, 500, 9008],
    ]) {
      const answer = await ask('family-name:"x"', more);
      assert.equal(answer.status, status);
      assert.equal(answer.body['error-code'], code);
    }
  });

  it('does not understand what Solr would not', async () => {
    for (const q of [
      '"x',
      '(x',
      'x)',
      'AND',
      'x AND',
      'no-field:x',
      '/x/',
      '',
    ]) {
      const answer = await ask(q);
      assert.equal(answer.status, 500, q);
      assert.equal(answer.body['error-code'], 9008, q);
    }
  });
});
