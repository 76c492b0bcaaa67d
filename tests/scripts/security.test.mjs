// SECURITY.md and docs/mirrors.md name what holds them: it has to be there.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

for (const file of ['SECURITY.md', 'docs/mirrors.md']) {
  test(`${file} names tests and sources that are there`, () => {
    const named = read(file).match(/\b(?:tests|src|docs)\/[\w./-]*\w/g);
    assert.ok(named.length > 1);
    for (const path of named) assert.ok(existsSync(join(root, path)), path);
  });
}

test('SECURITY.md names fuzz targets that are there, and each of them has seeds', () => {
  const targets = Object.keys(JSON.parse(read('tests/fuzz/targets.json')));
  const named = [...read('SECURITY.md').matchAll(/tests\/fuzz \(([^)]+)\)/g)]
    .flatMap(([, list]) => [...list.matchAll(/`([\w-]+)`/g)])
    .map(([, name]) => name);
  assert.ok(named.length > 8);
  for (const name of named) assert.ok(targets.includes(name), name);
  const program = read('tests/fuzz/src/main.rs');
  const inProgram = [...program.matchAll(/^ {4}\("([\w-]+)", /gm)].map(
    ([, it]) => it,
  );
  assert.deepEqual(inProgram, targets, 'the two lists of targets');
  for (const name of targets) {
    assert.ok(existsSync(join(root, 'tests/fuzz/seeds', name)), name);
  }
});
