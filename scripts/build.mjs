// Makes the publishable package: www/, with the generated files in www/pkg/ and
// the scripts of loader.mjs.
//
//   npm run build
//
// Each bundle of bundles.mjs: cargo → wasm-bindgen → wasm-opt and esbuild.
// What has not changed is not made again, so that `npm start` is up at once the
// second time.

import { createHash } from 'node:crypto';
import {
  copyFileSync,
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
import { BUNDLES } from './bundles.mjs';
import { buildIcons, ICONS } from './icons.mjs';
import { INTEGRITY, writeIntegrity } from './integrity.mjs';
import { buildLoader, SCRIPTS } from './loader.mjs';
import { main, must, Problem } from './process.mjs';
import { SBOM, writeSbom } from './sbom.mjs';
import { root, setUp } from './setup.mjs';
import { table, weigh } from './size.mjs';

const TARGET = join(root, 'target');
const COMPILED = join(
  TARGET,
  'wasm32-unknown-unknown',
  'release',
  'scholar_badge.wasm',
);
const PACKAGE = join(root, 'www', 'pkg');

const CARGO_ARGUMENTS = [
  ...['rustc', '--release', '--lib', '--target', 'wasm32-unknown-unknown'],
  // Cargo.toml also asks for an rlib, for tests/; with it there is no link-time
  // optimisation, and the result is twice the size.
  ...['--crate-type', 'cdylib'],
];

/**
 * Exactly what rustc uses, by wasm-opt's names. wasm-opt may not bring in anything
 * newer; tests/scripts holds the README's oldest browsers to it.
 */
export const WASM_FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
];

// Measured, brotli 11: a second round after flattening saves 0.9 kB on one -Oz.
// Rust's stack lies below the data, so low addresses hold none.
const SHRINK = ['--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz'];

/** Builds what is out of date; resolves to the weights of the generated files. */
export async function build({ tools, releaseEnv, hostEnv }) {
  // One after the other: cargo locks its folder.
  for (const bundle of BUNDLES) await compile(bundle, releaseEnv);
  const outdated = BUNDLES.filter((bundle) => !isUpToDate(bundle));
  await Promise.all(
    outdated.map(async ({ name }) => {
      await bind(name, tools, hostEnv);
      await shrinkWasm(name, hostEnv);
      await shortenNames(name, hostEnv);
      await shrinkGlue(name, hostEnv);
      publish(name);
    }),
  );
  const names = BUNDLES.map(({ name }) => name);
  await buildLoader(root, names, hostEnv);
  buildIcons(root);
  const others = [ICONS, INTEGRITY, SBOM].map((file) => basename(file));
  for (const file of readdirSync(PACKAGE)) {
    if (!others.includes(file) && !names.some((name) => isOf(name, file))) {
      rmSync(join(PACKAGE, file), { recursive: true });
    }
  }
  const files = [
    ...SCRIPTS.map((name) => `www/${name}.js`),
    ICONS,
    ...names.flatMap((name) => [
      `www/pkg/${name}.js`,
      `www/pkg/${name}_bg.wasm`,
    ]),
  ];
  writeIntegrity(root, [...files, 'www/callback.js']);
  await writeSbom(root, hostEnv);
  return files.map(weigh);
}

/** The folder in which a bundle is made. */
const work = (name) => join(TARGET, 'package', name);

/** Where a bundle's compiled Wasm is kept. */
const compiled = (name) => join(TARGET, 'package', `${name}.wasm`);

const quietly = (name, env) => ({ cwd: work(name), env, quiet: true });

async function compile({ name, features }, env) {
  const choice = ['--no-default-features', '--features', features.join()];
  await must('cargo', [...CARGO_ARGUMENTS, ...choice], {
    cwd: root,
    env: {
      ...env,
      CARGO_TARGET_DIR: TARGET,
      // Cargo names a cdylib's file alike for all features and makes it anew
      // at every change between them. With this (which Rust's own build uses)
      // it keeps each; a Cargo that knew it no more would only be slower.
      __CARGO_DEFAULT_LIB_METADATA: 'bundles',
    },
  });
  mkdirSync(work(name), { recursive: true });
  copyFileSync(COMPILED, compiled(name));
}

async function bind(name, { wasmBindgen }, env) {
  rmSync(work(name), { recursive: true });
  mkdirSync(work(name));
  const args = [
    ...['--target', 'web', '--out-dir', '.', '--out-name', name],
    compiled(name),
  ];
  await must(wasmBindgen, args, quietly(name, env));
  if (existsSync(join(work(name), 'snippets'))) {
    throw new Problem(
      'The crate has JavaScript snippets: each is one more request. Put them in www/src/element.js.',
    );
  }
}

/** Runs wasm-opt on a bundle's Wasm; resolves to what it prints. */
async function optimise(name, args, env) {
  const file = `${name}_bg.wasm`;
  const output = await must(
    'wasm-opt',
    [
      ...[file, ...args, '-o', 'small.wasm'],
      ...WASM_FEATURES.map((name) => `--enable-${name}`),
    ],
    quietly(name, env),
  );
  renameSync(join(work(name), 'small.wasm'), join(work(name), file));
  return output;
}

async function shrinkWasm(name, env) {
  const strip = [
    '--strip-debug',
    '--strip-producers',
    '--strip-target-features',
  ];
  await optimise(name, [...SHRINK, ...strip], env);
}

/**
 * Gives what Wasm and glue call each other short names. wasm-bindgen's end in
 * hashes, which no compression shortens and which both files carry.
 */
async function shortenNames(name, env) {
  const minify = ['--minify-imports-and-exports-and-modules'];
  const map = await optimise(name, minify, env);
  const { imports, exports } = JSON.parse(map);
  const names = new Map([
    ...imports.map(([, long, short]) => [long, short]),
    ...exports.map(([long, short]) => [`wasm.${long}`, `wasm.${short}`]),
  ]);
  const glue = join(work(name), `${name}.js`);
  const before = readFileSync(glue, 'utf8');
  const after = before
    .replace(/\bwasm\.\w+|\b__wb\w+/g, (long) => names.get(long) ?? long)
    // The one module that all imports come from, as wasm-opt has named it.
    .replace(`"./${name}_bg.js": import0`, 'a: import0');
  const left = [...names.keys()].filter((long) =>
    new RegExp(`\\b${long.replaceAll('.', '\\.')}\\b`).test(after),
  );
  if (left.length > 0 || !after.includes('a: import0')) {
    throw new Problem(`${name}.js: names not shortened: ${left.join(', ')}`);
  }
  writeFileSync(glue, after);
}

async function shrinkGlue(name, env) {
  const file = `${name}.js`;
  const args = [
    file,
    '--minify',
    '--format=esm',
    '--target=es2022',
    '--outfile=small.js',
  ];
  await must('esbuild', args, quietly(name, env));
  renameSync(join(work(name), 'small.js'), join(work(name), file));
  // Bundlers find the Wasm by this very expression.
  const address = new RegExp(
    `new URL\\("${name}_bg\\.wasm",\\s*import\\.meta\\.url\\)`,
  );
  if (!address.test(readFileSync(join(work(name), file), 'utf8'))) {
    throw new Problem(`${file} no longer says where ${name}_bg.wasm is.`);
  }
}

/** The generated files of a bundle that are in www/pkg. */
const published = (name) =>
  readdirSync(PACKAGE).filter((file) => isOf(name, file));

const isOf = (name, file) =>
  file.startsWith(`${name}.`) || file.startsWith(`${name}_bg.`);

/** Moves the finished files to www/pkg, so that nobody is served half of them. */
function publish(name) {
  mkdirSync(PACKAGE, { recursive: true });
  const made = readdirSync(work(name));
  for (const file of published(name)) {
    if (!made.includes(file)) rmSync(join(PACKAGE, file));
  }
  for (const file of made) {
    renameSync(join(work(name), file), join(PACKAGE, file));
  }
  writeFileSync(join(work(name), 'made.json'), fingerprint(name));
}

/** True when www/pkg still holds what was last made, and from this very Wasm. */
function isUpToDate({ name }) {
  try {
    return (
      readFileSync(join(work(name), 'made.json'), 'utf8') === fingerprint(name)
    );
  } catch {
    return false;
  }
}

/** Hashes of the compiled Wasm, the tools' versions, this script and the outputs. */
function fingerprint(name) {
  const files = [
    compiled(name),
    fileURLToPath(import.meta.url),
    ...['package-lock.json', 'Cargo.lock'].map((file) => join(root, file)),
    ...published(name)
      .toSorted()
      .map((file) => join(PACKAGE, file)),
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
    console.log(
      `\nintegrity of each file (Subresource Integrity): ${INTEGRITY}`,
    );
    console.log(`what the package is made of (CycloneDX): ${SBOM}`);
  });
}
