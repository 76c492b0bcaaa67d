// Runs the end-to-end tests: every file in every engine that it is for, several
// at a time, the longest first.
//
// A file is a process of its own. The browsers are not: those of an engine run for
// all files. Tests open fresh profiles in them or, in Firefox, hand on clean ones
// (tests/e2e/support/pages.mjs).

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { NOT_IN_SAMPLE } from '../../tests/e2e/support/engine.mjs';
import { run } from '../process.mjs';

const MINUTES = 60_000;
const FOLDER = join('tests', 'e2e');
/** Where the seconds that each file took last time are kept. */
const TIMES = join('target', 'e2e-seconds.json');

/** How many files may run at once in an engine; WebKit's share a display's focus. */
const AT_ONCE = { chromium: Infinity, firefox: 2, webkit: 1 };

/** Engines where a page gets no keys while another of the browser is in front. */
const ALONE = ['firefox'];

/** What a file says that uses the clipboard, of which a browser has but one. */
const CLIPBOARD = /['"]clipboard-(read|write)['"]/;

/** How many files run at once: now and then each of them waits for something. */
const LANES = availableParallelism() + 1;

/** What a file is about, by the beginning of its name. */
const KINDS = [
  ['lists', /^list-/],
  ['search', /^search/],
  ['the API', /^api-/],
  ['signing in', /^(sign-in|callback|authenticated)/],
  ['the demo', /^configurator/],
  ['badges', /./],
];
const kindOf = (file) => KINDS.find(([, pattern]) => pattern.test(file))[0];

/**
 * Runs the tests in these engines; `{ passed, failed, skipped, rows, failures }`, a
 * row for each engine and kind. `only` is a pattern for the names of the files.
 */
export async function endToEnd({ root, hostEnv }, engines, only = /./) {
  const { launchServer } = await import(
    join(root, FOLDER, 'support', 'browser.mjs')
  );
  const servers = new Servers(launchServer);
  const known = readTimes(root);
  const waiting = jobs(root, engines, only, known);
  const underWay = new Set();
  const done = [];

  async function lane() {
    for (;;) {
      const job = next(waiting, underWay);
      if (!job) {
        if (waiting.length === 0) return;
        // All that is left is for engines that are busy.
        await Promise.race([...underWay].map(({ ended }) => ended));
        continue;
      }
      waiting.splice(waiting.indexOf(job), 1);
      job.browser = browserFor(job, underWay);
      underWay.add(job);
      job.ended = perform(root, hostEnv, servers, job);
      await job.ended;
      underWay.delete(job);
      done.push(job);
      tell(job);
    }
  }

  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await servers.close();
  }
  writeTimes(root, known, done);
  tellSkipped(done);
  return summary(done);
}

/** A job for each file and engine that it is for. */
function jobs(root, engines, only, known) {
  const files = readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => ({
      file: basename(name, '.test.mjs'),
      source: readFileSync(join(root, FOLDER, name), 'utf8'),
    }))
    .filter(({ file }) => only.test(file));
  return engines.flatMap((engine) =>
    files
      // Only files that name WebKit have tests for it.
      .filter(
        ({ source }) => engine !== 'webkit' || /EVERY_ENGINE/.test(source),
      )
      .map(({ file, source }) => {
        const key = `${engine} ${file}`;
        const cost = known[key] ?? source.length / 500;
        return { key, engine, file, cost, copies: CLIPBOARD.test(source) };
      })
      .toSorted((a, b) => b.cost - a.cost),
  );
}

/** The longest job of the engine that has most before it. */
function next(waiting, underWay) {
  const ahead = new Map();
  for (const { engine, cost } of waiting) {
    const slots = Math.min(AT_ONCE[engine], LANES);
    ahead.set(engine, (ahead.get(engine) ?? 0) + cost / slots);
  }
  const busy = (engine) =>
    [...underWay].filter((job) => job.engine === engine).length;
  // Two that copy at once would read what the other has copied.
  const mayRun = ({ engine, copies }) =>
    !copies ||
    ![...underWay].some((job) => job.engine === engine && job.copies);
  const [first] = [...ahead]
    .filter(([engine]) => busy(engine) < AT_ONCE[engine])
    .filter(([engine]) =>
      waiting.some((job) => job.engine === engine && mayRun(job)),
    )
    .toSorted(([, a], [, b]) => b - a);
  return first && waiting.find((job) => job.engine === first[0] && mayRun(job));
}

/** The number of the browser that a job gets, of those of its engine. */
function browserFor({ engine }, underWay) {
  if (!ALONE.includes(engine)) return 0;
  const taken = [...underWay]
    .filter((job) => job.engine === engine)
    .map(({ browser }) => browser);
  let number = 0;
  while (taken.includes(number)) number += 1;
  return number;
}

/** Runs a file; puts `tests`, `seconds` and, if it broke down, `reason` into its job. */
async function perform(root, hostEnv, servers, job) {
  const began = performance.now();
  const server = await servers.of(job.engine, job.browser);
  const result = await run(
    process.execPath,
    [
      `--test-reporter=${join(root, 'scripts', 'test', 'reporter.mjs')}`,
      '--test-reporter-destination=stdout',
      join(FOLDER, `${job.file}.test.mjs`),
    ],
    {
      cwd: root,
      env: {
        ...hostEnv,
        ENGINE: job.engine,
        ...(server && { BROWSER_SERVER: server }),
      },
      quiet: true,
      timeout: 15 * MINUTES,
    },
  );
  job.seconds = (performance.now() - began) / 1000;
  job.said = [];
  job.tests = [];
  for (const line of result.output.split('\n')) {
    const test = read(line);
    if (test) job.tests.push(test);
    else if (line) job.said.push(line);
  }
  const failed = job.tests.some(({ passed }) => !passed);
  if (!result.ok && !failed) job.reason = result.reason;
  else if (job.tests.length === 0) job.reason = 'no test ran';
}

function read(line) {
  if (!line.startsWith('{"name":')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Something that a test has printed.
  }
}

/** The browsers of each engine, started when they are first wanted. */
class Servers {
  #running = new Map();

  constructor(launch) {
    this.launch = launch;
  }

  /** The address of one of them; undefined where files start their own. */
  async of(engine, number) {
    const key = `${engine} ${number}`;
    const known = this.#running.get(key);
    const server = await known;
    const isGone = known && server && server.process().exitCode !== null;
    // Another file may have started it in the meantime.
    if (this.#running.get(key) === known && (!known || isGone)) {
      this.#running.set(key, this.launch(engine));
    }
    return (await this.#running.get(key))?.wsEndpoint();
  }

  async close() {
    const all = await Promise.allSettled(this.#running.values());
    await Promise.all(all.map(({ value }) => value?.close()));
  }
}

const count = (tests) => {
  const skipped = tests.filter(({ skip }) => skip !== undefined).length;
  const failed = tests.filter(({ passed }) => !passed).length;
  return { passed: tests.length - skipped - failed, failed, skipped };
};

function tell({ engine, file, tests, seconds, reason, said }) {
  const { passed, failed, skipped } = count(tests);
  const parts = [
    `${passed} passed`,
    failed && `${failed} FAILED`,
    skipped && `${skipped} skipped`,
    reason && `BROKE DOWN (${reason})`,
  ].filter(Boolean);
  const mark = failed || reason ? '✗' : '✓';
  console.log(
    `${mark} ${engine} ${file}: ${parts.join(', ')} in ${seconds.toFixed(1)} s`,
  );
  for (const { path, name, error, passed: isFine } of tests) {
    if (isFine) continue;
    console.log(`\n  ✗ ${titleOf(engine, file, path, name)}`);
    console.log(error.replace(/^/gm, '    '));
    console.log();
  }
  const isWanted = failed || reason;
  for (const line of said) {
    if (isWanted || line.startsWith('note:')) console.log(`  ${line}`);
  }
}

const titleOf = (engine, file, path, name) =>
  `${[file, ...path, name].join(' › ')} (${engine})`;

/** What failed, each with its error: said once more at the end of everything. */
function failuresOf(done) {
  return done.flatMap(({ engine, file, tests, reason }) => [
    ...tests
      .filter(({ passed }) => !passed)
      .map(({ path, name, error }) => ({
        title: titleOf(engine, file, path, name),
        error,
      })),
    ...(reason ? [{ title: `${file} (${engine})`, error: reason }] : []),
  ]);
}

/** Says of every skipped test why; of those beyond a sample how many a file has. */
function tellSkipped(done) {
  const reasons = new Map();
  for (const { file, tests } of done) {
    for (const { path, name, skip } of tests) {
      if (skip === undefined) continue;
      if (!reasons.has(skip)) reasons.set(skip, []);
      reasons.get(skip).push([file, ...path, name]);
    }
  }
  for (const [reason, names] of reasons) {
    console.log(`\nSkipped, ${names.length}: ${reason}`);
    const lines = reason.includes(NOT_IN_SAMPLE)
      ? countByFile(names)
      : names.map((name) => name.join(' › '));
    for (const line of lines) console.log(`  ${line}`);
  }
}

function countByFile(names) {
  const counts = {};
  for (const [file] of names) counts[file] = (counts[file] ?? 0) + 1;
  return Object.entries(counts).map(([file, count]) => `${file}: ${count}`);
}

function summary(done) {
  const rows = new Map();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { engine, file, tests, seconds, reason } of done) {
    const name = `${engine}, ${kindOf(file)}`;
    if (!rows.has(name)) {
      rows.set(name, { name, passed: 0, failed: 0, skipped: 0, seconds: 0 });
    }
    const counts = count(tests);
    if (reason) counts.failed += 1;
    for (const one of [rows.get(name), sum]) {
      for (const key of Object.keys(counts)) one[key] += counts[key];
    }
    rows.get(name).seconds += seconds;
  }
  const order = (a, b) => a.name.localeCompare(b.name);
  return {
    ...sum,
    rows: [...rows.values()].toSorted(order),
    failures: failuresOf(done),
  };
}

function readTimes(root) {
  try {
    return JSON.parse(readFileSync(join(root, TIMES), 'utf8'));
  } catch {
    return {}; // A first run: then the length of a file has to do.
  }
}

function writeTimes(root, known, done) {
  const now = done.map(({ key, seconds }) => [key, seconds]);
  writeFileSync(
    join(root, TIMES),
    JSON.stringify({ ...known, ...Object.fromEntries(now) }, null, 2),
  );
}
