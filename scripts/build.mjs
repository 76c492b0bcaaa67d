// Makes the publishable package: www/, with the generated files in www/pkg/.
//
//   npm run build
//
// cargo → wasm-bindgen → wasm-opt and esbuild. What has not changed is not
// made again, so that `npm start` is up at once the second time.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, must, Problem } from './process.mjs';
import { root, setUp } from './setup.mjs';
import { table, weigh } from './size.mjs';

const NAME = 'scholar_badge';
const COMPILED = join(
  root,
  'target',
  'wasm32-unknown-unknown',
  'release',
  `${NAME}.wasm`,
);
const WORK = join(root, 'target', 'package');
const PACKAGE = join(root, 'www', 'pkg');

const CARGO_ARGUMENTS = [
  ...['rustc', '--release', '--lib', '--target', 'wasm32-unknown-unknown'],
  // Cargo.toml also asks for an rlib, for tests/; with it there is no link-time
  // optimisation, and the result is twice the size.
  ...['--crate-type', 'cdylib'],
];

// Exactly what rustc uses, which browsers have had since 2023 (Safari 16.4).
// wasm-opt may not bring in anything newer.
const WASM_FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
].map((name) => `--enable-${name}`);

// Measured, brotli 11: a second round after flattening saves 0.9 kB on one -Oz.
// Rust's stack lies below the data, so low addresses hold none.
const SHRINK = ['--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz'];

/** Builds what is out of date; resolves to the weights of the generated files. */
export async function build({ tools, releaseEnv, hostEnv }) {
  await must('cargo', CARGO_ARGUMENTS, {
    cwd: root,
    env: { ...releaseEnv, CARGO_TARGET_DIR: join(root, 'target') },
  });
  if (!isUpToDate()) {
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK, { recursive: true });
    await bind(tools, hostEnv);
    await shrinkWasm(hostEnv);
    await shortenNames(hostEnv);
    await shrinkGlue(hostEnv);
    publish();
  }
  return [`www/pkg/${NAME}.js`, `www/pkg/${NAME}_bg.wasm`].map(weigh);
}

const quietly = (env) => ({ cwd: WORK, env, quiet: true });

async function bind({ wasmBindgen }, env) {
  const args = [
    '--target',
    'web',
    '--out-dir',
    '.',
    '--out-name',
    NAME,
    COMPILED,
  ];
  await must(wasmBindgen, args, quietly(env));
  if (existsSync(join(WORK, 'snippets'))) {
    throw new Problem(
      'The crate has JavaScript snippets: each is one more request. Put them in www/element.js.',
    );
  }
}

async function shrinkWasm(env) {
  const file = `${NAME}_bg.wasm`;
  const strip = [
    '--strip-debug',
    '--strip-producers',
    '--strip-target-features',
  ];
  await must(
    'wasm-opt',
    [file, ...SHRINK, ...WASM_FEATURES, ...strip, '-o', 'small.wasm'],
    quietly(env),
  );
  renameSync(join(WORK, 'small.wasm'), join(WORK, file));
}

/**
 * Gives what Wasm and glue call each other short names. wasm-bindgen's end in
 * hashes, which no compression shortens and which both files carry.
 */
async function shortenNames(env) {
  const file = `${NAME}_bg.wasm`;
  const map = await must(
    'wasm-opt',
    [
      file,
      ...WASM_FEATURES,
      '--minify-imports-and-exports-and-modules',
      '-o',
      'small.wasm',
    ],
    quietly(env),
  );
  renameSync(join(WORK, 'small.wasm'), join(WORK, file));
  const { imports, exports } = JSON.parse(map);
  const names = new Map([
    ...imports.map(([, long, short]) => [long, short]),
    ...exports.map(([long, short]) => [`wasm.${long}`, `wasm.${short}`]),
  ]);
  const glue = join(WORK, `${NAME}.js`);
  const before = readFileSync(glue, 'utf8');
  const after = before
    .replace(/\bwasm\.\w+|\b__wb\w+/g, (name) => names.get(name) ?? name)
    // The one module that all imports come from, as wasm-opt has named it.
    .replace(`"./${NAME}_bg.js": import0`, 'a: import0');
  const left = [...names.keys()].filter((name) =>
    new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`).test(after),
  );
  if (left.length > 0 || !after.includes('a: import0')) {
    throw new Problem(`${NAME}.js: names not shortened: ${left.join(', ')}`);
  }
  writeFileSync(glue, after);
}

async function shrinkGlue(env) {
  const file = `${NAME}.js`;
  const args = [
    file,
    '--minify',
    '--format=esm',
    '--target=es2022',
    '--outfile=small.js',
  ];
  await must('esbuild', args, quietly(env));
  renameSync(join(WORK, 'small.js'), join(WORK, file));
  // Bundlers find the Wasm by this very expression.
  const address = new RegExp(
    `new URL\\("${NAME}_bg\\.wasm",\\s*import\\.meta\\.url\\)`,
  );
  if (!address.test(readFileSync(join(WORK, file), 'utf8'))) {
    throw new Problem(`${file} no longer says where ${NAME}_bg.wasm is.`);
  }
}

/** Moves the finished files to www/pkg, so that nobody is served half of them. */
function publish() {
  mkdirSync(PACKAGE, { recursive: true });
  const made = readdirSync(WORK);
  for (const file of readdirSync(PACKAGE)) {
    if (!made.includes(file)) rmSync(join(PACKAGE, file), { recursive: true });
  }
  for (const file of made) renameSync(join(WORK, file), join(PACKAGE, file));
  writeFileSync(join(WORK, 'made.json'), fingerprint(made));
}

/** True when www/pkg still holds what was last made, and from this very Wasm. */
function isUpToDate() {
  try {
    return (
      readFileSync(join(WORK, 'made.json'), 'utf8') ===
      fingerprint(readdirSync(PACKAGE))
    );
  } catch {
    return false;
  }
}

/** Hashes of the compiled Wasm, the tools' versions, this script and the outputs. */
function fingerprint(outputs) {
  const inputs = ['package-lock.json', 'Cargo.lock'].map((file) =>
    join(root, file),
  );
  const files = [
    COMPILED,
    fileURLToPath(import.meta.url),
    ...inputs,
    ...outputs.toSorted().map((file) => join(PACKAGE, file)),
  ];
  const hash = (file) =>
    createHash('sha256').update(readFileSync(file)).digest('hex');
  return JSON.stringify(
    Object.fromEntries(files.map((file) => [basename(file), hash(file)])),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const weights = await build(await setUp('build'));
    console.log(`\n${table(weights)}`);
  });
}
