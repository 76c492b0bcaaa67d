// The JSON Schema of the site's own file is kept by hand: here it is held to the
// reader in src/extras, whose own tests read the same example.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Ajv2020 } from 'ajv/dist/2020.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

const schema = JSON.parse(read('www/extras.schema.json'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** The example of the README. */
const [, example] = read('README.md').match(
  /```json\n(\{\n {2}"\$schema"[^`]*)```/,
);

/** The names that a source file tells apart. */
const told = (path) =>
  [...read(path).matchAll(/^\s+("[^=]*) =>/gm)].flatMap(([, names]) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  );

const sorted = (values) => [...new Set(values)].toSorted();
const fields = (name) => sorted(Object.keys(schema.$defs[name].properties));

/** A file about one work. */
const work = (fields) => ({ works: { '10.1000/1': fields } });

test('the example of the README is one', () => {
  assert.ok(validate(JSON.parse(example)), JSON.stringify(validate.errors));
});

test('the schema has the fields that are read, and no others', () => {
  assert.deepEqual(fields('work'), sorted(told('src/extras/works.rs')));
  assert.deepEqual(fields('person'), sorted(told('src/extras/people.rs')));
  const parts = told('src/extras/mod.rs');
  assert.deepEqual(sorted(Object.keys(schema.properties)), sorted(parts));
  // How identifiers are split is told apart there too.
  const items = told('src/extras/items.rs').filter(
    (name) => !['isbn', 'issn'].includes(name),
  );
  const read = fields('item').filter((name) => !['id', 'type'].includes(name));
  assert.deepEqual(read, sorted(items));
});

for (const [what, file] of Object.entries({
  'an unknown part': { work: {} },
  'an unknown field': work({ colour: 'red' }),
  'a text in place of a list': work({ keywords: 'ice' }),
  'a text in place of a flag': work({ hide: 'yes' }),
  'an unsafe address': work({ pdf: 'javascript:alert(1)' }),
  'a name of no work': { works: { something: {} } },
  'a name of no person': { people: { 'Josiah Carberry': {} } },
  'a date that is none': {
    people: { '0000-0002-1825-0097': { start: 'long ago' } },
  },
  'an item without a title': { items: [{ type: 'book' }] },
  'an unknown field of an item': {
    items: [{ title: 'A', extras: { colour: 'red' } }],
  },
})) {
  test(`${what} is refused`, () => assert.equal(validate(file), false));
}
