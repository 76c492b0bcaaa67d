// `describe` and `it` of node:test, for tests that run in several engines.
//
// Besides the options of node:test, a test or a group of tests may have
//
// - `engines`: where it runs; without it, in USUAL_ENGINES. Elsewhere it is not
//   there at all.
// - `needs`: what it needs that not every engine has (engine.mjs). Where that is
//   missing it is skipped, and the output says why.
// - `sample`: how many tests of a group Firefox runs, the first ones: it takes
//   twice the time of Chromium. Without it, SAMPLE. What names its engines is no
//   part of a sample, and `npm test -- --whole` runs all.
import * as node from 'node:test';

import {
  engine,
  EVERY_ENGINE,
  NOT_IN_SAMPLE,
  reasonToSkip,
  USUAL_ENGINES,
} from './engine.mjs';

export { EVERY_ENGINE };

const SAMPLE = 3;

/**
 * What the groups around a test say of it, the innermost last; and of each group
 * its hooks, and whether any of its tests runs.
 */
const around = [
  { engines: USUAL_ENGINES, needs: [], sample: SAMPLE, sampled: 0 },
];

/** Splits the arguments of node:test into what is ours and what is Node's. */
function read(options, work) {
  if (typeof options === 'function') return read({}, options);
  const outer = around.at(-1);
  const {
    engines = outer.engines,
    needs = [],
    sample = outer.sample,
    ...rest
  } = options;
  return { engines, needs: [...outer.needs, ...needs], sample, rest, work };
}

/** A group of tests; only Chromium can have two pages in front at once. */
export function describe(name, options, body) {
  const { rest, work, ...ours } = read(options, body);
  if (engine !== 'chromium') delete rest.concurrency;
  node.describe(name, rest, () => {
    const group = { ...ours, sampled: 0, hooks: [], runs: false };
    around.push(group);
    try {
      work();
    } finally {
      around.pop();
    }
    if (!group.runs) return;
    around.at(-1).runs = true;
    for (const hook of group.hooks) hook();
  });
}

/** A hook of the file, or of a group where any test runs. */
const hook = (register) => (work) => {
  const { hooks } = around.at(-1);
  if (hooks) hooks.push(() => register(work));
  else register(work);
};
export const before = hook(node.before);
export const after = hook(node.after);

/** A test. */
export function it(name, options, body) {
  const { engines, needs, sample, rest, work } = read(options, body);
  if (!engines.includes(engine)) return;
  const skip = reasonToSkip(needs) ?? beyond({ engines, sample });
  if (!skip) around.at(-1).runs = true;
  node.it(name, { ...rest, ...(skip && { skip }) }, work);
}

/** Why a test that is not in the sample is skipped; undefined if it runs. */
function beyond({ engines, sample }) {
  if (engine !== 'firefox' || engines === EVERY_ENGINE) return undefined;
  if (process.env.WHOLE) return undefined;
  const group = around.at(-1);
  group.sampled += 1;
  return group.sampled > sample ? `${engine}: ${NOT_IN_SAMPLE}` : undefined;
}
