// What tests/support/export.rs prints, and what its readers must find there.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const corpus =
  process.env.SCHOLAR_CORPUS ?? join(root, '..', 'shared', 'corpus');

/** The sources of works: generated ones, and every payload that is at hand. */
export const sources = [1, 2, 3].map((seed) => ({
  name: `generated with seed ${seed}`,
  source: ['--generate', '400', String(seed)],
  isGenerated: true,
}));
for (const kind of ['record', 'works', 'work']) {
  const folder = join(corpus, kind);
  if (!existsSync(folder)) {
    console.warn(
      `${'!'.repeat(72)}\n!! NOT READ: no payloads of kind ${kind} in ${folder}`,
    );
    continue;
  }
  for (const file of readdirSync(folder).filter((name) =>
    name.endsWith('.json'),
  )) {
    sources.push({
      name: `${kind}/${file}`,
      source: [join(folder, file)],
      isGenerated: false,
    });
  }
}

let program;

function run(args) {
  if (!program) {
    const built = execFileSync(
      'cargo',
      ['build', '-q', '--example', 'export', '--message-format=json'],
      { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    const artifacts = built.trim().split('\n').map(JSON.parse);
    program = artifacts.findLast((one) => one.executable).executable;
  }
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** The works of a source in a format: bib, ris, json or jsonld. */
export const exported = (format, source) => run([format, ...source]);

/** What a reader must find of each work of a source. */
export const expected = (source) =>
  JSON.parse(run(['bib', '--expect', ...source]));

/** Title and subtitle in one, as docs/citations.md has it. */
export function wholeTitle({ title, subtitle }) {
  if (!subtitle || title.endsWith(subtitle)) return title;
  return title + (/[:?!.–—-]$/.test(title) ? ' ' : ': ') + subtitle;
}

/** A text without what LaTeX's and RIS's readers may change: white space, and
 * dashes and quotes that typesetting joins. */
export const even = (text) =>
  text
    ?.normalize('NFC')
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[-–—]+/gu, '-')
    .replace(/[`'"‘’“”]+/gu, "'")
    .trim();

/** The value of an identifier by its schemes' own rules. */
export function digitsOf(work, scheme) {
  const found = work.ids.find(([name]) => name === scheme);
  return found?.[1].toUpperCase().replace(/[^0-9X]/g, '');
}
