// The checks that `npm test` makes, in its order: cheap ones first.
//
// A step is `{ name, title, work }`, and may have `group` (a name for several
// steps), `counts` (what it counts: it must then have run at least one),
// `after` (steps whose results it uses), `quick` (it is part of `--quick`) and
// `quickOnly` (it is part of nothing else that is not asked for by name). `work`
// resolves to `{ passed, failed }` with, where they apply, `skipped`, `reason` and
// `rows`, a part of the result each.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { BUNDLES, FEATURES } from '../bundles.mjs';
import { ICONS } from '../icons.mjs';
import { INTEGRITY } from '../integrity.mjs';
import { SCRIPTS } from '../loader.mjs';
import { run } from '../process.mjs';
import { SBOM } from '../sbom.mjs';
import { checkBudgets, table } from '../size.mjs';
import { endToEnd } from './e2e.mjs';
import { clippy } from './clippy.mjs';
import { fuzz } from './fuzz.mjs';
import { cargoResults, tapResults } from './results.mjs';

const WASM = ['--target', 'wasm32-unknown-unknown'];
/** The tests that run in a browser, with everything that any bundle has. */
const WASM_TESTS = [
  ...['--lib', '--tests', '--features', FEATURES.join()],
  ...WASM,
];
/** The crate of the fuzz targets. */
const FUZZ = ['--manifest-path', join('tests', 'fuzz', 'Cargo.toml')];
const MINUTES = 60_000;

export const steps = [
  {
    name: 'rustfmt',
    group: 'lint',
    quick: true,
    title: 'Rust is formatted',
    async work({ hostEnv }) {
      const crate = await check(hostEnv, 'cargo', ['fmt', '--check']);
      if (crate.failed > 0) return crate;
      return check(hostEnv, 'cargo', ['fmt', '--check', ...FUZZ]);
    },
  },
  {
    name: 'eslint',
    group: 'lint',
    quick: true,
    title: 'JavaScript has no known faults',
    work: ({ hostEnv }) =>
      check(hostEnv, 'eslint', ['--max-warnings', '0', '.']),
  },
  {
    name: 'prettier',
    group: 'lint',
    quick: true,
    title: 'JavaScript, CSS, HTML and Markdown are formatted',
    work: ({ hostEnv }) =>
      check(hostEnv, 'prettier', ['--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'clippy',
    group: 'lint',
    quick: true,
    title: 'Rust has no known faults, on this machine',
    work: ({ hostEnv }) =>
      cargo(clippy(hostEnv), ['test', '--no-run', '--all-targets']),
  },
  {
    name: 'native',
    quick: true,
    title: 'Rust tests, on this machine',
    counts: 'native tests',
    work: ({ hostEnv }) => cargoTest(clippy(hostEnv), []),
  },
  {
    name: 'node',
    quick: true,
    title: 'Tests of the stand-in servers and of scripts, in Node',
    counts: 'Node tests',
    work: (environment) =>
      nodeTest(
        environment,
        [
          ...['tests/registry', 'tests/mirror', 'tests/identity'],
          ...['tests/scripts', 'tests/cite'],
        ],
        2,
      ),
  },
  {
    name: 'fuzz',
    title: 'Readers and writers under fuzzing, for a minute',
    counts: 'fuzz targets',
    work: (environment) => fuzz(environment),
  },
  {
    name: 'clippy-wasm',
    group: 'lint',
    title: 'Rust has no known faults, as WebAssembly',
    work: ({ wasmTestEnv }) =>
      cargo(clippy(wasmTestEnv), ['test', '--no-run', ...WASM_TESTS]),
  },
  clippyOf('badge', 'badges alone'),
  clippyOf('people', 'people'),
  clippyOf('search', 'the search'),
  clippyOf('signin', 'signing in'),
  clippyOf('data', 'data'),
  clippyOf('xml', 'XML'),
  {
    name: 'browser',
    title: 'Rust tests, in headless Chromium',
    counts: 'browser tests',
    work: browserTest,
  },
  {
    name: 'build',
    quick: true,
    title: 'The package builds',
    async work(environment) {
      console.log(table(await build(environment)));
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'size',
    title: 'The package is within its budgets',
    after: ['build'],
    async work() {
      checkBudgets();
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'package',
    title: 'npm would publish all that is needed, and nothing else',
    after: ['build'],
    work: packed,
  },
  {
    name: 'api',
    quick: true,
    title: 'The JavaScript API in Node, against the stand-in registry',
    counts: 'API tests',
    after: ['build'],
    work: (environment) => nodeTest(environment, ['tests/api'], 2),
  },
  {
    name: 'smoke',
    quick: true,
    quickOnly: true,
    title: 'Each element in a real page, in Chromium',
    counts: 'end-to-end tests',
    after: ['build'],
    work: (environment) => endToEnd(environment, ['chromium'], /^smoke$/),
  },
  {
    name: 'e2e',
    title: 'The package in real pages, in every engine',
    counts: 'end-to-end tests',
    after: ['build'],
    work: (environment) => endToEnd(environment, wanted(environment.engines)),
  },
];

/** The step that compiles a bundle as it is published, of that feature alone. */
function clippyOf(feature, what) {
  return {
    name: `clippy-${feature}`,
    group: 'lint',
    title: `Rust has no known faults, as the bundle for ${what}`,
    work: ({ wasmTestEnv }) =>
      cargo(clippy(wasmTestEnv), [
        ...['build', '--lib', '--no-default-features', '--features', feature],
        ...WASM,
      ]),
  };
}

/** Those of the engines that are asked for: `ENGINES=firefox npm test -- e2e`. */
function wanted(engines) {
  const names = process.env.ENGINES?.split(/[\s,]+/);
  return engines.filter((engine) => !names || names.includes(engine));
}

/** A check that passes or fails as one. */
async function check(env, program, args, timeout = 15 * MINUTES) {
  const { ok, reason } = await run(program, args, { env, timeout });
  return { passed: Number(ok), failed: Number(!ok), reason };
}

const cargo = (env, args) =>
  check(env, 'cargo', [...args, '--quiet'], 25 * MINUTES);

async function cargoTest(env, args) {
  const { ok, reason, output } = await run(
    'cargo',
    ['test', '--no-fail-fast', ...args],
    {
      env,
      timeout: 25 * MINUTES,
    },
  );
  return whole(cargoResults(output), ok, reason);
}

/** wasm-bindgen-test, told where the browser is. */
async function browserTest({ root, tools, wasmTestEnv }) {
  const settings = JSON.parse(
    readFileSync(join(root, 'tests', 'webdriver.json')),
  );
  settings['goog:chromeOptions'].binary = tools.chromium;
  const file = join(root, 'target', 'webdriver.json');
  mkdirSync(join(root, 'target'), { recursive: true });
  writeFileSync(file, JSON.stringify(settings));
  const env = { ...wasmTestEnv, WASM_BINDGEN_TEST_WEBDRIVER_JSON: file };
  return cargoTest(clippy(env), WASM_TESTS);
}

/** `node --test` on the *.test.mjs files of these folders. */
async function nodeTest({ root, hostEnv }, folders, concurrency) {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true })
        .filter((name) => name.endsWith('.test.mjs'))
        .toSorted()
        .map((name) => join(folder, name)),
    );
  if (files.length === 0) return { passed: 0, failed: 0 };
  const log = join(root, 'target', 'node-tests.tap');
  mkdirSync(join(root, 'target'), { recursive: true });
  const { ok, reason } = await run(
    process.execPath,
    [
      '--test',
      `--test-concurrency=${concurrency}`,
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=tap', `--test-reporter-destination=${log}`],
      ...files,
    ],
    { cwd: root, env: hostEnv, timeout: 50 * MINUTES },
  );
  return whole(tapResults(readFileSync(log, 'utf8')), ok, reason);
}

/** Counts of single tests, with one more failure for a run that broke down. */
function whole(results, ok, reason) {
  if (!ok && results.failed === 0) return { ...results, failed: 1, reason };
  return results;
}

/** Compares what `npm pack` would take with what a page needs. */
async function packed({ root, hostEnv }) {
  const { ok, reason, output } = await run(
    'npm',
    ['pack', '--dry-run', '--json', '--loglevel=error'],
    {
      cwd: root,
      env: hostEnv,
      quiet: true,
      timeout: 2 * MINUTES,
    },
  );
  if (!ok) return { passed: 0, failed: 1, reason: `npm pack: ${reason}` };
  const [{ files, size }] = Object.values(JSON.parse(output));
  const names = files.map(({ path }) => path);
  const budgets = JSON.parse(readFileSync(join(root, 'budgets.json')));
  const needed = [
    'package.json',
    'README.md',
    'www/callback.html',
    'www/callback.js',
    'www/extras.schema.json',
    'www/api.d.ts',
    ...SCRIPTS.flatMap((name) => [
      `www/${name}.js`,
      `www/${name}.js.map`,
      `www/src/${name}.js`,
    ]),
    'www/data.d.ts',
    ...BUNDLES.map(({ name }) => `www/pkg/${name}.d.ts`),
    ICONS,
    INTEGRITY,
    SBOM,
    ...Object.values(budgets).flatMap((budget) => budget.files),
  ];
  const missing = needed.filter((name) => !names.includes(name));
  const strange = names.filter(
    (name) => !/^(www\/|[A-Z-]+(\.md)?$|package\.json$)/.test(name),
  );
  console.log(
    `${names.length} files, ${size.toLocaleString('en')} bytes packed`,
  );
  const faults = [
    ...missing.map((name) => `${name} is missing`),
    ...strange.map((name) => `${name} should not be there`),
  ];
  faults.forEach((fault) => console.error(fault));
  return {
    passed: Number(faults.length === 0),
    failed: Number(faults.length > 0),
    reason: faults[0],
  };
}
