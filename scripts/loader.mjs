// Makes the scripts that pages load, www/*.js, of their sources in www/src/.
//
// Each is one file with all that it imports, so that nothing of it costs a second
// round trip, minified, with a source map that leads to the sources beside it.
// What the crate's bundles are called is left as it is written: bundlers look for
// these very expressions. The bundles are there before: the scripts hold the hash of
// each Wasm file (Subresource Integrity), so that no other is started.

import { join } from 'node:path';
import { integrityOf } from './integrity.mjs';
import { must } from './process.mjs';

/** The scripts by name; each is a public address. */
export const SCRIPTS = ['index', 'api', 'data', 'element', 'arrival'];

const OPTIONS = [
  ...['--bundle', '--external:./pkg/*', '--outdir=..'],
  ...['--format=esm', '--target=es2022', '--minify'],
  ...['--sourcemap', '--sources-content=false', '--log-level=warning'],
];

/** Writes www/*.js and their source maps, for bundles of these names (`scholar_…`). */
export async function buildLoader(root, bundles, env) {
  const files = SCRIPTS.map((name) => `${name}.js`);
  const cwd = join(root, 'www', 'src');
  const hashes = bundles.map((name) => {
    const wasm = join(root, 'www', 'pkg', `${name}_bg.wasm`);
    const short = name.replace('scholar_', '');
    return `--define:INTEGRITY.${short}="${integrityOf(wasm, 'sha256')}"`;
  });
  const args = [...files, ...OPTIONS, ...hashes];
  await must('esbuild', args, { cwd, env, quiet: true });
}
