// What the bench of lists prints: Markdown, and what stands behind the numbers.

import { paceOf } from './lab.mjs';
import { groupBy, ratio, spread, table, written } from './numbers.mjs';

const count = (works) => works.toLocaleString('en');
const megabytes = (value) => (value / 1e6).toFixed(1);
const sum = (values) => values.reduce((all, one) => all + one, 0);

const thread = ({ busy }) => busy.thread;

/** Milliseconds between frames. */
const FRAME = 1000 / 60;

/** Visits of one line, size and contestant, with those of the floor. */
function* cellsOf(visits) {
  const cells = groupBy(visits, ({ line, works, name }) =>
    JSON.stringify([line, works, name]),
  );
  for (const [key, mine] of cells) {
    const [line, works, name] = JSON.parse(key);
    const floor = cells.get(JSON.stringify([line, works, 'floor']));
    yield { line, works, name, mine, floor };
  }
}

/** Times to the first screen, and how they compare with the floor's. */
export function screenTable(visits, hosts) {
  const head = [
    ...['line', 'works', 'page', 'record there, ms'],
    ...['first work painted, ms', '× floor'],
    ...['first screen painted, ms', '× floor'],
    ...['long tasks, ms', 'the longest', 'CPU, page thread, ms', '× floor'],
  ];
  const rows = [];
  for (const { line, works, name, mine, floor } of cellsOf(visits)) {
    const of = (key) => (one) => one.marks[key];
    const timed = (key) => [
      written(mine.map(of(key))),
      floor ? ratio(mine.map(of(key)), floor.map(of(key))) : '',
    ];
    const record = ({ requests }) =>
      requests.find(({ url }) => url.startsWith(hosts.registry)).end;
    const before = ({ longTasks, marks }) =>
      longTasks
        .filter(({ startTime }) => startTime < marks.worksPainted)
        .map(({ duration }) => duration);
    rows.push([
      ...[line, count(works), name],
      written(mine.map(record)),
      ...timed('namePainted'),
      ...timed('worksPainted'),
      written(mine.map((one) => sum(before(one)))),
      written(mine.map((one) => Math.max(0, ...before(one)))),
      written(mine.map(thread)),
      floor ? ratio(mine.map(thread), floor.map(thread)) : '',
    ]);
  }
  return table(head, rows);
}

const work = ({ script, frame }) => script + frame;

/** What keys take until the list is painted anew. */
export function typingTable(visits, word) {
  const head = [
    ...['works', 'page', 'key → painted, ms: first', 'others', 'worst'],
    ...['of it at work, ms: first', 'others', 'worst', 'of it script, others'],
    ...['others within a frame', 'CPU per key, ms'],
    ...['emptied: painted, ms', 'at work'],
  ];
  const rows = [];
  for (const { works, name, mine } of cellsOf(visits)) {
    const typed = mine.map(({ keys }) => keys.slice(0, word.length));
    const first = typed.map(([one]) => one);
    const others = typed.flatMap((keys) => keys.slice(1));
    const emptied = mine.map(({ keys }) => keys.at(-1));
    const painted = ({ painted: time }) => time;
    const worst = (of) => written([Math.max(...typed.flat().map(of))]);
    const { median } = spread(others.map(work));
    rows.push([
      ...[count(works), name],
      written(first.map(painted)),
      written(others.map(painted)),
      worst(painted),
      written(first.map(work)),
      written(others.map(work)),
      worst(work),
      written(others.map(({ script }) => script)),
      median <= FRAME ? 'yes' : `**no**, ${(median / FRAME).toFixed(1)}`,
      written(mine.map(({ perKey }) => perKey)),
      written(emptied.map(painted)),
      written(emptied.map(work)),
    ]);
  }
  return table(head, rows);
}

/** Times until works are there after a jump. */
export function scrollingTable(visits) {
  const head = ['works', 'page', 'to the middle, ms', 'to the end, ms'];
  const rows = [];
  for (const { works, name, mine } of cellsOf(visits)) {
    const took = (place) => written(mine.map(({ jumps }) => jumps[place]));
    rows.push([count(works), name, took('middle'), took('end')]);
  }
  return table(head, rows);
}

/** Nodes and memory, after the load and after all that was done. */
export function weightTable(visits) {
  const head = [
    ...['works', 'page', 'DOM nodes', 'JS heap, MB', 'Wasm memory, MB'],
    ...['after use: nodes', 'JS heap, MB', 'Wasm memory, MB', 'requests'],
  ];
  const rows = [];
  for (const { works, name, mine } of cellsOf(visits)) {
    const weighed = (when) => [
      written(mine.map((one) => one[when].nodes)),
      ...['heap', 'wasm'].map((key) =>
        written(
          mine.map((one) => one[when][key]),
          megabytes,
        ),
      ),
    ];
    rows.push([
      ...[count(works), name],
      ...weighed('first'),
      ...weighed('last'),
      written(mine.map(({ requests }) => requests.length)),
    ]);
  }
  return table(head, rows);
}

/** A laboratory's times beside what they cannot be less than. */
export function labTable(visits, alone, lab) {
  const head = [
    ...['page', 'first works painted, ms', 'last record asked for, ms'],
    ...['last record there, ms', 'all merged and painted, ms'],
    ...['after the last record, ms', 'long tasks', 'their sum, ms'],
    ...['the longest', 'CPU, page thread, ms', 'Wasm memory, MB'],
    ...['requests: records', 'whole works'],
  ];
  const groups = groupBy(visits, ({ name }) => name);
  const rows = [...groups].map(([name, mine]) => {
    const of = (read, format) => written(mine.map(read), format);
    return [
      name,
      of(({ first }) => first),
      of(({ asked }) => asked),
      of(({ arrived }) => arrived),
      of(({ merged }) => merged),
      of(({ merged, arrived }) => merged - arrived),
      of(({ longTasks }) => longTasks.length),
      of(({ longTasks }) => sum(longTasks)),
      of(({ longTasks }) => Math.max(0, ...longTasks)),
      of(thread),
      of(({ wasm }) => wasm, megabytes),
      of(({ requests }) => requests.records),
      of(({ requests }) => requests.bulk),
    ];
  });
  const { median } = spread(visits.map(({ merged, begun }) => merged - begun));
  const pace = paceOf(lab.members);
  const arrived = written(alone.map((one) => one.arrived));
  const parsed = written(alone.map((one) => one.parsed));
  return `${lab.members} people × ${lab.works} works, ${count(lab.merged)} different.

${table(head, rows)}

At the pace allowed the last of ${lab.members} requests starts ${count(pace)} ms after the first; a page of nothing else has all records after ${arrived} ms (asked for at once), and JSON.parse of them all takes ${parsed} ms. From the first request until all is merged: ${count(Math.round(median))} ms, ${(median / pace).toFixed(2)} × the pace.`;
}

export const NOTES = `- Lists: tests/bench/list-floor.js is what one writes by hand: fetch, JSON.parse, preferred summaries, newest first, 25 works, a search in lower-cased titles. The bench stops where both show other titles in the first screen. "authors=none" is the list without the requests for co-authors, which otherwise come in while one reads or types.
- "record there": the end of the record's request (CDP). "first work" and "first screen": the first title, and the tenth, have been painted, as with the badge. Long tasks (50 ms and more) are those until then.
- Keys: trusted ones, one each 150 ms. "painted": from the input event to the end of the first frame after it (a task queued from its requestAnimationFrame has run); with authors=none and the floor the bench stops if the number or the first title told then is not the one told 150 ms later. A key comes at any time between two frames, so waiting for the next, up to 16.7 ms, is in it; "at work" leaves that out: handlers with their microtasks, and the frame from its requestAnimationFrame on. "others" are all keys but the first, in brackets the extremes. "within a frame": whether the median of "others, at work" is at most 16.7 ms, else how many frames. "CPU per key": what the page's thread worked during the typing in all, by the number of keys, so with what comes after the frame, and with what the bench itself asks of the page: compare it with the floor's. "emptied": all text deleted at once, which brings the whole list back.
- Scrolling: a jump by script to half or all of the page's height, until a frame has been made in which three places of the viewport show works or headings, no kept room. The floor has one screen only.
- DOM nodes: elements, texts and comments in the document and its shadow trees. JS heap: Runtime.getHeapUsage after a forced collection, 1.5 s after the first screen. Wasm memory: size of the instance's memory, which never shrinks; not part of the heap. "after use": after typing, emptying, and jumps.
- Laboratory: from navigation on, unthrottled. "merged": the frame after scholar-load. "last record asked for" and "there" are CDP's. The pace is that of src/registry/pace.rs: 24 at once, then one each 100 ms; requests for whole works come after.`;
