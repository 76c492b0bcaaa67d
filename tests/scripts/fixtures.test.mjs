// The browser tests have no server of their own: the folder they read is a
// mirror of pre-fetched records, which must not drift from the stand-in's.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { IDS, PEOPLE } from '../registry/server.mjs';

test('the mirrored record is the stand-in registry’s own', () => {
  const file = new URL(`../fixtures/v3.0/${IDS.odd}`, import.meta.url);
  const { record } = PEOPLE.find(({ orcid }) => orcid === IDS.odd);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), record);
});
