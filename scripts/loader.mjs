// Makes the scripts that pages load, www/*.js, of their sources in www/src/.
//
// Each is one file with all that it imports, so that nothing of it costs a second
// round trip, minified, with a source map that leads to the sources beside it.
// What the crate's bundles are called is left as it is written: bundlers look for
// these very expressions.

import { join } from 'node:path';
import { must } from './process.mjs';

/** The scripts by name; each is a public address. */
export const SCRIPTS = ['index', 'api', 'element', 'arrival'];

const OPTIONS = [
  ...['--bundle', '--external:./pkg/*', '--outdir=..'],
  ...['--format=esm', '--target=es2022', '--minify'],
  ...['--sourcemap', '--sources-content=false', '--log-level=warning'],
];

/** Writes www/*.js and their source maps. */
export async function buildLoader(root, env) {
  const files = SCRIPTS.map((name) => `${name}.js`);
  const cwd = join(root, 'www', 'src');
  await must('esbuild', [...files, ...OPTIONS], { cwd, env, quiet: true });
}
