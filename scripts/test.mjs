// Every check there is, one after another, with a table at the end.
//
//   npm test                    all of them, setting up what is missing first
//   npm test -- native e2e      some of them, by the names in the table
//   npm test -- lint            the ones that only read the sources
//   npm test -- --quick         what every commit should pass, in a minute or so
//   npm test -- --whole         Firefox, too, runs every test and no sample
//
// Exits with 1 when anything failed, or when a kind of test ran no test at all.

import { main, Problem } from './process.mjs';
import { root, setUp } from './setup.mjs';
import { steps } from './test/steps.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const chosen = choose(args.filter((arg) => arg !== '--whole'));
  if (args.includes('--whole')) process.env.WHOLE = '1';
  const began = performance.now();
  const environment = { root, ...(await setUp('test')) };
  const outcomes = new Map();
  for (const step of chosen) {
    outcomes.set(step.name, await perform(step, environment, outcomes));
  }
  report(chosen, outcomes, (performance.now() - began) / 1000);
});

/** The steps of these names, and those whose results they use, in order. */
function choose(names) {
  if (names.length === 0) return steps.filter(({ quickOnly }) => !quickOnly);
  if (names.includes('--quick')) return steps.filter(({ quick }) => quick);
  const wanted = new Set();
  const want = (step) => {
    wanted.add(step);
    steps.filter(({ name }) => step.after?.includes(name)).forEach(want);
  };
  for (const name of names) {
    const found = steps.filter(
      (step) => step.name === name || step.group === name,
    );
    if (found.length === 0) {
      throw new Problem(
        `No step "${name}". There are: ${steps.map((s) => s.name).join(', ')}`,
      );
    }
    found.forEach(want);
  }
  return steps.filter((step) => wanted.has(step));
}

/** Runs one step; resolves to `{ passed, failed, skipped, seconds, reason, rows, failures }`. */
async function perform(step, environment, outcomes) {
  const broken = step.after?.find((name) => outcomes.get(name).failed > 0);
  if (broken)
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      seconds: 0,
      reason: `${broken} failed`,
    };
  console.log(`\n━━ ${step.name}: ${step.title}`);
  const began = performance.now();
  const result = await step.work(environment).catch((error) => {
    console.error(error instanceof Problem ? error.message : error);
    return { passed: 0, failed: 1, reason: error.message.split('\n')[0] };
  });
  const outcome = {
    skipped: 0,
    ...result,
    seconds: (performance.now() - began) / 1000,
  };
  if (step.counts && outcome.passed + outcome.failed === 0) {
    outcome.failed = 1;
    outcome.reason = 'no test ran';
  }
  console.log(
    `━━ ${step.name}: ${verdict(outcome)} in ${duration(outcome.seconds)}`,
  );
  return outcome;
}

/** Prints the table; `seconds` is how long all of it took. */
function report(chosen, outcomes, seconds) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const line = (...cells) =>
    cells.map((cell, i) => (i ? cell.padStart(11) : cell.padEnd(24))).join('');
  const row = (name, { passed, failed, skipped, seconds }) =>
    line(
      name,
      String(passed),
      String(failed),
      String(skipped),
      duration(seconds),
    );

  console.log(`\n${line('check', 'passed', 'failed', 'skipped', 'time')}`);
  for (const { name, counts } of chosen) {
    const outcome = outcomes.get(name);
    for (const key of Object.keys(sum)) sum[key] += outcome[key];
    const notes = [counts, outcome.reason && `✗ ${outcome.reason}`];
    console.log([row(name, outcome), ...notes.filter(Boolean)].join('  '));
    // Several run at once, so their times add up to more than the step's.
    for (const part of outcome.rows ?? []) {
      console.log(row(`  ${part.name}`, part));
    }
  }
  console.log(row('together', { ...sum, seconds }));
  // Where they happened is thousands of lines above, or cut off by now.
  for (const { name } of chosen) {
    for (const { title, error } of outcomes.get(name).failures ?? []) {
      console.log(`\n✗ ${name}: ${title}`);
      console.log(
        error.split('\n').slice(0, 12).join('\n').replace(/^/gm, '  '),
      );
    }
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  if (sum.failed > 0) process.exitCode = 1;
}

function verdict({ passed, failed, reason }) {
  if (failed === 0) return `${passed} passed`;
  return `FAILED (${reason ?? `${failed} of ${passed + failed}`})`;
}

function duration(seconds) {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')} min`;
}
