// docs/faults.md names tests that exist, and has a test in every row.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path) => readFile(new URL(path, root), 'utf8');

/** Each test that a cell names: its file, and what that calls it. */
const testsIn = (cell) =>
  [...cell.matchAll(/((?:tests|src)\/\S+) `([^`]+)`/g)].map(
    ([, file, name]) => ({ file, name }),
  );

const rows = (await read('docs/faults.md'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
  .slice(1)
  .map((line) => line.split(' | '))
  .map(([fault, , cell]) => ({ fault, tests: testsIn(cell) }));

test('every fault has a test', () => {
  assert.ok(rows.length >= 25, `${rows.length} rows`);
  for (const { fault, tests } of rows) assert.ok(tests.length > 0, fault);
});

/** Whether a source has a test, or a case of one, of this name. */
function has(source, file, name) {
  if (file.endsWith('.rs')) return source.includes(`fn ${name}()`);
  return ["'", '"', '`'].some((quote) => {
    const escaped = name.replaceAll(quote, `\\${quote}`);
    return source.includes(quote + escaped + quote);
  });
}

for (const { fault, tests } of rows) {
  test(fault.replace(/^\| /, ''), async () => {
    for (const { file, name } of tests) {
      assert.ok(has(await read(file), file, name), `${file}: ${name}`);
    }
  });
}
