// What the files weigh, and whether that is within budgets.json.
//
//   node scripts/size.mjs
//
// Sizes are those of brotli at level 11, as a CDN serves stored files.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { main, Problem } from './process.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `{ file, raw, brotli }` of a file named from the project's folder. */
export function weigh(file) {
  const bytes = readFileSync(join(root, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    file,
    raw: bytes.length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/** The weights as lines of text, with their sum. */
export function table(weights) {
  const sum = { file: 'together', raw: 0, brotli: 0 };
  for (const { raw, brotli } of weights) {
    sum.raw += raw;
    sum.brotli += brotli;
  }
  const number = (value) => value.toLocaleString('en').padStart(10);
  return [
    `${''.padEnd(34)}${'raw'.padStart(10)}${'brotli'.padStart(10)}`,
    ...[...weights, sum].map(
      ({ file, raw, brotli }) =>
        `${file.padEnd(34)}${number(raw)}${number(brotli)}`,
    ),
  ].join('\n');
}

/** Prints every budget and throws when one is exceeded. */
export function checkBudgets() {
  const budgets = JSON.parse(readFileSync(join(root, 'budgets.json')));
  const exceeded = [];
  for (const [name, { files, brotliBytes }] of Object.entries(budgets)) {
    const weights = files.map(weigh);
    const total = weights.reduce((sum, { brotli }) => sum + brotli, 0);
    const left = brotliBytes - total;
    console.log(
      `${name}: budget ${brotliBytes.toLocaleString('en')} bytes, brotli 11`,
    );
    console.log(table(weights));
    console.log(
      `${Math.abs(left).toLocaleString('en')} bytes ${left < 0 ? 'too many' : 'left'}\n`,
    );
    if (left < 0) exceeded.push(name);
  }
  if (exceeded.length > 0) {
    throw new Problem(`Over budget: ${exceeded.join(', ')} (budgets.json)`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(async () => checkBudgets());
