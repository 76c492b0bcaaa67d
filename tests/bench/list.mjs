// The parts of the bench that measure `<scholar-works>`.

import { fetchLab, labOf, loadLab } from './lab.mjs';
import { firstTitles, loadList, WORD } from './list-load.mjs';
import * as report from './list-report.mjs';
import { Problem } from '../../scripts/process.mjs';
import { generatedOrcid } from '../registry/server.mjs';

/** Works of the first screen. */
const SCREEN = 10;
/** Authors are another matter than the list; both are measured. */
const WITHOUT = 'authors=none';

const FLOOR = { name: 'floor', script: 'list-floor', isSteady: true };

/** Who is measured: the floor, and each package with and without authors. */
function contestantsOf(packages) {
  const lists = packages.flatMap((script) => {
    const name = script === 'badge' ? 'list' : script;
    return [
      { name, script },
      { name: `${name}, ${WITHOUT}`, script, authors: 'none', isSteady: true },
    ];
  });
  return [FLOOR, ...lists];
}

/**
 * Measures what of `parts` is about lists, `print`s it and answers it. `plan`:
 * `rounds`, `lists` (sizes), `lines`, `members`.
 */
export async function measureLists(browser, hosts, setting) {
  const { plan, packages, parts, print } = setting;
  const contestants = contestantsOf(packages);
  const result = {};
  if (['screen', 'use'].some((part) => parts.has(part))) {
    const screens = await rehearse(browser, hosts, plan, contestants);
    const visits = await visitAll(browser, hosts, setting, {
      contestants,
      screens,
    });
    result.visits = visits;
    if (parts.has('screen')) {
      const loaded = visits.filter(({ authors }) => !authors);
      const table = report.screenTable(loaded, hosts);
      print(`## Lists: first screen\n\n${table}`);
    }
    if (parts.has('use')) {
      const used = visits.filter(({ keys }) => keys);
      const scrolled = used.filter(({ jumps }) => jumps);
      print(`## Lists: typing "${WORD}"\n\n${report.typingTable(used, WORD)}`);
      print(`## Lists: scrolling\n\n${report.scrollingTable(scrolled)}`);
      print(`## Lists: weight\n\n${report.weightTable(used)}`);
    }
  }
  if (parts.has('lab')) {
    const lab = labOf(plan.members);
    const { visits, alone } = await labs(browser, hosts, setting, lab);
    result.lab = { visits, alone };
    print(`## A laboratory\n\n${report.labTable(visits, alone, lab)}`);
  }
  return result;
}

/** What the notes of the whole report say of lists. */
export const { NOTES } = report;

/**
 * Loads every page once, unmeasured: warms the servers, compares the titles of
 * the first screen, and answers them by number of works.
 */
async function rehearse(browser, hosts, plan, contestants) {
  const screens = {};
  for (const works of plan.lists) {
    const wanted = Math.min(SCREEN, works);
    const orcid = generatedOrcid(works);
    for (const one of contestants) {
      const titles = await firstTitles(
        browser,
        hosts,
        { ...one, orcid },
        wanted,
      );
      screens[works] ??= titles;
      const differs = titles.findIndex((it, at) => it !== screens[works][at]);
      if (differs >= 0) {
        const [here, there] = [titles, screens[works]].map((it) => it[differs]);
        throw new Problem(
          `Of ${works} works, ${one.name} shows another at place ${differs + 1} than tests/bench/list-floor.js, which must show the same: "${there}", "${here}"`,
        );
      }
    }
  }
  return screens;
}

async function visitAll(browser, hosts, setting, { contestants, screens }) {
  const { plan, parts, progress } = setting;
  const visits = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const line of plan.lines) {
      for (const works of plan.lists) {
        const order = round % 2 ? contestants.toReversed() : contestants;
        for (const one of order) {
          // What is done with a page once it is there has nothing to do with
          // the line, nor the first screen with authors.
          const handled = parts.has('use') && line === plan.lines[0];
          if (!handled && (one.authors || !parts.has('screen'))) continue;
          const [name, last] = [screens[works].at(0), screens[works].at(-1)];
          const options = { ...one, works, line, handled };
          const seen = await loadList(browser, hosts, {
            ...options,
            orcid: generatedOrcid(works),
            marks: { name, last },
            scrolls: one !== FLOOR,
          });
          visits.push({ round, ...options, ...seen });
        }
      }
      progress(`lists: round ${round + 1} of ${plan.rounds}, ${line}`);
    }
  }
  const place = ({ line, works, name }) => [
    plan.lines.indexOf(line),
    plan.lists.indexOf(works),
    contestants.findIndex((one) => one.name === name),
  ];
  // In the order of the plan, whoever came first in a round.
  return visits.toSorted((a, b) => {
    const [one, other] = [place(a), place(b)];
    const at = one.findIndex((it, index) => it !== other[index]);
    return at < 0 ? a.round - b.round : one[at] - other[at];
  });
}

async function labs(browser, hosts, { plan, packages, progress }, lab) {
  const visits = [];
  const alone = [];
  // Once unmeasured: the stand-in makes its records when first asked.
  await fetchLab(browser, hosts, { script: packages[0], lab });
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const script of packages) {
      const name = script === 'badge' ? 'list' : script;
      visits.push({
        name,
        ...(await loadLab(browser, hosts, { script, lab })),
      });
    }
    alone.push(await fetchLab(browser, hosts, { script: packages[0], lab }));
    progress(`laboratory: round ${round + 1} of ${plan.rounds}`);
  }
  return { visits, alone };
}
