// Medians, ranges and how they are written.

/** `{ median, min, max }` of some numbers. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2
      ? sorted[middle]
      : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

const plain = (value) =>
  value.toLocaleString('en', {
    maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0,
  });

/** `median (min–max)`, or the one value there is. */
export function written(values, format = plain) {
  const { median, min, max } = spread(values);
  const texts = [median, min, max].map(format);
  return texts[1] === texts[2]
    ? texts[0]
    : `${texts[0]} (${texts[1]}–${texts[2]})`;
}

/** How many times the floor, by medians. */
export function ratio(values, floor) {
  return (spread(values).median / spread(floor).median).toFixed(2);
}

/** The same by the best round of each, which other work disturbs least. */
export function bestRatio(values, floor) {
  return (spread(values).min / spread(floor).min).toFixed(2);
}

/** Lists of those with the same key, by key, in the order of the first. */
export function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return groups;
}

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => (column ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/** Kilobytes of 1,000 bytes. */
export const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
