// Reads how many tests ran from what the test programs print.

import { stripVTControlCharacters } from 'node:util';

/** Sums of the "test result:" lines of `cargo test`, native or in a browser. */
export function cargoResults(output) {
  const results = { passed: 0, failed: 0, skipped: 0 };
  const plain = stripVTControlCharacters(output);
  const lines =
    /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm;
  for (const [, passed, failed, ignored] of plain.matchAll(lines)) {
    results.passed += Number(passed);
    results.failed += Number(failed);
    results.skipped += Number(ignored);
  }
  return results;
}

/** The totals at the end of `node --test` with the TAP reporter. */
export function tapResults(output) {
  const total = (name) =>
    Number(output.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
  return {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
}
