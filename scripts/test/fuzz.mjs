// Coverage-guided fuzzing with libFuzzer, natively (tests/fuzz).
//
//   npm test -- fuzz                           what every run of the tests does
//   node scripts/test/fuzz.mjs                 the same
//   node scripts/test/fuzz.mjs --seconds 600 [target …]   for as long as that, each
//
// A run of the tests is always the same: a fixed seed and a number of inputs for each
// target, after the committed seeds and the inputs that once found something
// (tests/fuzz/regressions). A long one goes on where the last left off, in
// target/fuzz/corpus. What fails is written to target/fuzz/findings.
//
// It needs no cargo-fuzz: that tool only hands these options to the compiler.

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask, main, Problem, run } from '../process.mjs';
import { clippy } from './clippy.mjs';

const MINUTES = 60_000;

/** What makes LLVM count which edges and comparisons an input reaches. */
const COVERAGE = [
  '-Cpasses=sancov-module',
  '-Cllvm-args=-sanitizer-coverage-level=4',
  '-Cllvm-args=-sanitizer-coverage-inline-8bit-counters',
  '-Cllvm-args=-sanitizer-coverage-pc-table',
  '-Cllvm-args=-sanitizer-coverage-trace-compares',
].join(' ');

/**
 * What would make one run differ from the next: the folder of inputs is read anew each
 * second, and compared values are mixed in, addresses in memory among them.
 */
const ALWAYS_THE_SAME = ['-reload=0', '-use_cmp=0'];

const folders = (root) => ({
  crate: join(root, 'tests', 'fuzz'),
  work: join(root, 'target', 'fuzz'),
});

/** The targets of tests/fuzz/targets.json by name. */
export const targetsOf = (root) =>
  JSON.parse(readFileSync(join(root, 'tests', 'fuzz', 'targets.json'), 'utf8'));

/** Compiles the program that holds all targets; resolves to its path. */
async function compile(root, env) {
  const { crate, work } = folders(root);
  const host = (await ask('rustc', ['-vV'], { env }))?.match(
    /^host: (.+)$/m,
  )[1];
  if (!host)
    throw new Problem('rustc does not say for which machine it compiles.');
  const { ok, reason } = await run(
    'cargo',
    // The target is named so that build scripts are compiled without COVERAGE.
    ['build', '--release', '--locked', '--quiet', '--target', host],
    {
      cwd: crate,
      env: {
        ...clippy(env),
        CARGO_TARGET_DIR: join(work, 'build'),
        RUSTFLAGS: COVERAGE,
      },
      timeout: 15 * MINUTES,
    },
  );
  if (!ok) throw new Problem(`The fuzz targets do not compile: ${reason}`);
  return join(work, 'build', host, 'release', 'scholar-badge-fuzz');
}

/**
 * Runs one target: over everything committed, then over new inputs. Resolves to
 * `{ ok, reason, runs, features, seconds }`.
 */
async function runTarget(root, program, [name, target], seconds) {
  const { crate, work } = folders(root);
  const corpus = join(work, seconds ? 'corpus' : 'run', name);
  const findings = join(work, 'findings');
  if (!seconds) rmSync(corpus, { recursive: true, force: true });
  for (const folder of [corpus, findings]) {
    mkdirSync(folder, { recursive: true });
  }
  const known = ['seeds', 'regressions']
    .filter((folder) => has(join(crate, folder), name))
    .map((folder) => join(crate, folder, name));
  const began = performance.now();
  const { ok, reason, output } = await run(
    program,
    [
      ...(seconds
        ? [`-max_total_time=${seconds}`]
        : ['-seed=12', `-runs=${target.runs}`, ...ALWAYS_THE_SAME]),
      `-max_len=${target.longest}`,
      `-dict=${join(crate, `${target.dictionary}.dict`)}`,
      `-artifact_prefix=${join(findings, `${name}-`)}`,
      // An input that takes ten seconds would hang a page.
      ...['-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=1'],
      corpus,
      ...known,
    ],
    {
      env: { ...process.env, FUZZ_TARGET: name },
      quiet: true,
      timeout: (seconds ?? 0) * 1000 + 5 * MINUTES,
    },
  );
  if (!ok) process.stderr.write(output.split('\n').slice(-60).join('\n'));
  const last = (pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1]);
  return {
    ok,
    reason,
    runs: last(/^stat::number_of_executed_units: *(\d+)/gm) || 0,
    features: last(/\bft: (\d+)/g) || 0,
    seconds: (performance.now() - began) / 1000,
  };
}

const has = (folder, name) => {
  try {
    return readdirSync(folder).includes(name);
  } catch {
    return false;
  }
};

/** The step of `npm test`; with `seconds` as long a run of each of these targets. */
export async function fuzz({ root, hostEnv }, { names = [], seconds } = {}) {
  const program = await compile(root, hostEnv);
  const targets = Object.entries(targetsOf(root)).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );
  const result = { passed: 0, failed: 0, failures: [] };
  let inputs = 0;
  for (const target of targets) {
    const [name] = target;
    const one = await runTarget(root, program, target, seconds);
    inputs += one.runs;
    const figures = `${one.runs} inputs, ${one.features} features, ${one.seconds.toFixed(1)} s`;
    console.log(`${one.ok ? '✓' : '✗'} ${name}: ${figures}`);
    result.passed += Number(one.ok);
    result.failed += Number(!one.ok);
    if (!one.ok) {
      const error = `${one.reason}; the input is in target/fuzz/findings`;
      result.failures.push({ title: name, error });
    }
  }
  console.log(`${inputs} inputs in all`);
  return result;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const names = process.argv.slice(2);
    const at = names.indexOf('--seconds');
    const [, seconds] = at < 0 ? [] : names.splice(at, 2);
    const options = { names, seconds: seconds && Number(seconds) };
    const { failed } = await fuzz({ root, hostEnv: process.env }, options);
    if (failed > 0) process.exitCode = 1;
  });
}
