// Subresource Integrity: hashes by which a browser knows the files of this package.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the values of all scripts and Wasm files are published. */
export const INTEGRITY = 'www/pkg/integrity.json';

/** The value of the attribute `integrity` for a file. */
export function integrityOf(file, algorithm = 'sha384') {
  const hash = createHash(algorithm).update(readFileSync(file));
  return `${algorithm}-${hash.digest('base64')}`;
}

/**
 * Writes the values of these files, named from the project's folder, by their names
 * within `www/`. Resolves to the lines that the build prints.
 */
export function writeIntegrity(root, files) {
  const values = Object.fromEntries(
    files.map((file) => [
      file.replace(/^www\//, ''),
      integrityOf(join(root, file)),
    ]),
  );
  writeFileSync(join(root, INTEGRITY), `${JSON.stringify(values, null, 2)}\n`);
  return values;
}
