// What the tests of the API in Node stand on: the package as it is published, and a
// registry.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startRegistry } from '../registry/server.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const { ScholarBadgeError, ...api } = await import('../../www/data.js');

/** A registry for the tests of a file; `there()` are options that name it. */
export function useRegistry(options) {
  const stage = {};
  before(async () => {
    stage.registry = await startRegistry({ quiet: true, ...options });
  });
  after(() => stage.registry?.close());
  // What a registry says of its quota holds for nobody else.
  let registries = 0;
  return Object.assign(stage, {
    there: (more = {}) => ({ registry: stage.registry.url, ...more }),
    elsewhere: (more = {}) => {
      registries += 1;
      const registry = stage.registry.url + '/.'.repeat(registries);
      return { registry, ...more };
    },
    asked: (part) =>
      stage.registry.requests.filter(({ path }) => path.includes(part)),
  });
}

/** A promise fails with this code, and with an error as it is told. */
export async function failsWith(promise, code) {
  const error = await promise.then(
    () => assert.fail(`does not fail with ${code}`),
    (error) => error,
  );
  assert.equal(error.code, code, error.stack);
  assert.ok(error instanceof ScholarBadgeError && error instanceof Error);
  assert.equal(error.name, 'ScholarBadgeError');
  assert.match(error.message, /^[\w\d].{10,}[^.]$/);
  assert.equal(typeof error.retryable, 'boolean');
  return error;
}

/** Payloads of the corpus, by kind; says so where they are not at hand. */
export function payloads(kind) {
  const corpus =
    process.env.SCHOLAR_CORPUS ?? join(root, '..', 'shared', 'corpus');
  const folder = join(corpus, kind);
  if (!existsSync(folder)) {
    console.warn(
      `${'!'.repeat(72)}\n!! NOT READ: no payloads of kind ${kind} in ${folder}`,
    );
    return [];
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => join(folder, name));
}
