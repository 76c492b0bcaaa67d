// Measures the badge and the list beside their floors, in one run, in real
// Chromium, and merging natively.
//
//   npm run bench [-- --rounds 7 --quick --json file --works 10,100
//                     --lines unthrottled --only badge,lab --members 50
//                     --with name=folder --built]
//
// `--only` takes `badge` (times, reading, waterfall), `list` (screen, use, lab,
// merge) or some of these. The floors are tests/bench/floor.js and
// list-floor.js: the least a page can do to show the same text. `--with` lets
// another package folder run along, for experiments; `--built` measures www/ as
// it lies, without making it anew.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, must, Problem } from './process.mjs';
import { root, setUp } from './setup.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    works: { type: 'string' },
    lines: { type: 'string' },
    only: { type: 'string' },
    members: { type: 'string' },
    built: { type: 'boolean', default: false },
    with: { type: 'string', multiple: true, default: [] },
  },
});

/** Times the floor, for the name. */
const AIM = 1.15;

/** A line of Cargo's own. */
const LOG = /^\s*(Compiling|Finished|Running|Blocking|Download\w+)\b/;

/** What can be measured. */
const PARTS = {
  badge: ['times', 'reading', 'waterfall'],
  list: ['screen', 'use', 'lab', 'merge'],
};

/** The parts that are wanted: of "badge,lab" four. */
function partsOf(text) {
  const wanted = text.split(',').flatMap((name) => PARTS[name] ?? name);
  const known = Object.values(PARTS).flat();
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown) {
    throw new Problem(
      `${unknown}: there are ${[...Object.keys(PARTS), ...known].join(', ')}`,
    );
  }
  return new Set(wanted);
}

/** The numbers of a list like "10,100". */
const numbers = (text) => text.split(',').map(Number);

await main(async () => {
  const parts = partsOf(options.only ?? 'badge,list');
  const prepared = await setUp('test');
  if (!options.built) await build(prepared);
  // Only now are there packages to load.
  const { chromium } = await import('playwright-core');
  const { startHosts } = await import('../tests/bench/hosts.mjs');
  const { LINES } = await import('../tests/bench/load.mjs');

  const { quick } = options;
  const plan = {
    rounds: Number(options.rounds ?? (quick ? 1 : 7)),
    works: numbers(options.works ?? (quick ? '10,1000' : '10,100,1000,5000')),
    lists: numbers(options.works ?? (quick ? '100,1000' : '100,1000,10000')),
    members: Number(options.members ?? (quick ? 10 : 50)),
    lines:
      options.lines?.split(',') ?? Object.keys(LINES).slice(0, quick ? 2 : 3),
    read: quick ? [500] : [500, 5000],
    falls: quick ? [100] : [100, 5000],
  };
  const unknown = plan.lines.find((line) => !(line in LINES));
  const given = [...plan.works, plan.members];
  if (unknown || !(plan.rounds > 0) || !given.every(Number.isInteger)) {
    throw new Problem(
      `Rounds, works and members are numbers, lines some of: ${Object.keys(LINES).join(', ')}`,
    );
  }
  const folders = { badge: join(root, 'www') };
  for (const one of options.with) {
    const [name, folder] = one.split('=');
    folders[name] = resolve(process.env.INIT_CWD ?? '.', folder);
  }
  const works = [...new Set([...plan.works, ...plan.read, ...plan.falls])];
  const hosts = await startHosts({ folders, works });
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: prepared.tools.chromium,
    args: isRoot ? ['--no-sandbox'] : [],
  });
  try {
    await measure(browser, hosts, plan, {
      parts,
      badges: Object.keys(folders),
      merge: () =>
        must('cargo', ['bench', '--bench', 'merge'], {
          cwd: root,
          env: { ...prepared.hostEnv, CARGO_TERM_COLOR: 'never' },
          quiet: true,
        }),
    });
  } finally {
    await browser.close();
    await hosts.stop();
  }
});

async function measure(browser, hosts, plan, { parts, badges, merge }) {
  const report = await import('../tests/bench/report.mjs');
  const lists = await import('../tests/bench/list.mjs');
  const { LINES } = await import('../tests/bench/load.mjs');
  const wants = (...some) => some.some((part) => parts.has(part));
  const contestants = ['floor', ...badges];
  const result = { machine: machine(browser), plan, sizes: hosts.sizes };
  const started = loadavg()[0];

  print(`# Bench\n\n${result.machine}`);
  if (plan.rounds < 3)
    print('So few rounds try the bench; they measure nothing.');
  const lasts = wants('times', 'waterfall')
    ? await rehearse(browser, hosts, plan, contestants)
    : {};
  if (wants('times')) {
    const loads = await times(browser, hosts, plan, contestants, lasts);
    result.loads = loads;
    print(`## Times\n\n${report.timesTable(loads, contestants)}`);
    print(report.verdict(loads, contestants, AIM));
    print(`## Costs\n\n${report.costsTable(loads, contestants, hosts)}`);
    print(report.throttlingNote(loads, LINES, hosts));
  }
  if (wants('reading')) {
    result.readings = await readings(browser, hosts, plan, badges);
    print(`## Reading a record\n\n${report.readingTable(result.readings)}`);
  }
  if (wants('waterfall')) {
    await waterfalls(browser, hosts, plan, contestants, lasts);
  }
  if (wants('screen', 'use', 'lab')) {
    const setting = { plan, packages: badges, parts, print, progress };
    result.lists = await lists.measureLists(browser, hosts, setting);
  }
  if (wants('merge')) {
    progress('merging, natively');
    // What Cargo says of compiling comes before it, or between.
    const lines = (await merge()).split('\n').filter((line) => !LOG.test(line));
    result.merge = lines.join('\n').trimEnd();
    print(`## Merging, natively\n\n\`\`\`\n${result.merge}\n\`\`\``);
  }
  const notes = [
    ...(wants(...PARTS.badge, 'screen') ? [report.NOTES] : []),
    ...(wants(...PARTS.list) ? [lists.NOTES] : []),
  ];
  print(`## What this means\n\n${notes.join('\n')}`);
  print(
    `Load average ${started.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after.`,
  );
  if (options.json) {
    const file = resolve(process.env.INIT_CWD ?? '.', options.json);
    writeFileSync(file, JSON.stringify(result, null, 1));
  }
}

/** A text without what separates its parts, which may come from style sheets. */
function words(text) {
  return text.replace(/[\s·]/g, '');
}

/** Loads every page once, unmeasured: warms the servers, compares the texts. */
async function rehearse(browser, hosts, plan, contestants) {
  const { load } = await import('../tests/bench/load.mjs');
  const lasts = {};
  for (const works of new Set([...plan.works, ...plan.falls])) {
    let floor;
    for (const script of contestants) {
      const line = 'unthrottled';
      const seen = await load(browser, hosts, { script, works, line });
      floor ??= seen;
      if (words(seen.text) !== words(floor.text)) {
        throw new Problem(
          `The ${script} shows another text than tests/bench/floor.js, which must say the same:\n\n${floor.text}\n\n${seen.text}`,
        );
      }
    }
    lasts[works] = floor.lastTitle;
  }
  return lasts;
}

async function times(browser, hosts, plan, contestants, lasts) {
  const { load } = await import('../tests/bench/load.mjs');
  const loads = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const line of plan.lines) {
      for (const works of plan.works) {
        const order = round % 2 ? contestants.toReversed() : contestants;
        for (const script of order) {
          const last = lasts[works];
          const options = { script, works, line, last };
          const seen = await load(browser, hosts, options);
          loads.push({ round, ...options, ...seen });
        }
      }
      progress(`round ${round + 1} of ${plan.rounds}, ${line}`);
    }
  }
  // In the order of the plan, whoever came first in a round.
  return loads.toSorted(
    (a, b) =>
      plan.lines.indexOf(a.line) - plan.lines.indexOf(b.line) ||
      a.works - b.works ||
      a.round - b.round,
  );
}

async function readings(browser, hosts, plan, badges) {
  const { read } = await import('../tests/bench/reading.mjs');
  const found = [];
  for (const works of plan.read) {
    for (const script of badges) {
      progress(`reading ${works} works, ${script}`);
      const results = await read(browser, hosts, {
        ...{ script, works, rounds: plan.rounds },
      });
      found.push({ works, script, results });
    }
  }
  return found;
}

async function waterfalls(browser, hosts, plan, contestants, lasts) {
  const { load } = await import('../tests/bench/load.mjs');
  const { waterfall } = await import('../tests/bench/waterfall.mjs');
  for (const line of plan.lines) {
    for (const works of plan.falls) {
      const loads = Object.fromEntries(contestants.map((name) => [name, []]));
      for (let round = 0; round < Math.min(plan.rounds, 5); round += 1) {
        for (const script of contestants) {
          const options = { script, works, line, last: lasts[works] };
          loads[script].push(
            await load(browser, hosts, { ...options, detailed: true }),
          );
        }
      }
      for (const script of contestants) {
        const title = `${script}, ${works} works, ${line}`;
        print(`## ${title}\n\n${waterfall(loads[script], hosts)}`);
      }
    }
  }
}

function machine(browser) {
  const [{ model }] = cpus();
  return `Chromium ${browser.version()}, headless; Node ${process.version}; ${cpus().length} × ${model}; ${process.platform} ${process.arch}.`;
}

function print(text) {
  console.log(`${text}\n`);
}

function progress(text) {
  process.stderr.write(`bench: ${text}\n`);
}
