// ORCID iDs as people paste them, by the rules of src/orcid/id.rs. An element gets
// the digits alone, so text around an iD does no harm here.

/** The ranges from which ORCID gives out numbers, without their check digits. */
const RANGES = [
  ['000000015000000', '000000035000000'],
  ['000900000000000', '000900100000000'],
];

/** The different runs of sixteen characters in a text, blanks and dashes aside. */
function digitsIn(text) {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cc}\p{Cf}\u2212]/gu, '')
    .toUpperCase();
  const runs = plain.matchAll(/(?:^|\D)(\d{15}[\dX])(?![\dX])/g);
  return [...new Set(Array.from(runs, ([, digits]) => digits))];
}

/** ISO 7064 MOD 11-2. */
function isChecked(digits) {
  let check = 0;
  for (const digit of digits) {
    check = (check * 2 + (digit === 'X' ? 10 : Number(digit))) % 11;
  }
  return check === 1;
}

/**
 * Reads the one iD of a text: `{ id }`, or `{ fault }`, which is `empty`,
 * `unfinished`, `several`, `mistyped` or `unassigned`.
 */
export function readId(text) {
  if (!/[^\s\p{Cc}\p{Cf}]/u.test(text)) return { fault: 'empty' };
  let found = digitsIn(text);
  // Blanks may stand in an iD or between two.
  if (!found.length) found = [...new Set(text.split(/\s+/).flatMap(digitsIn))];
  const [digits, another] = found;
  if (!digits) return { fault: 'unfinished' };
  if (another) return { fault: 'several' };
  if (!isChecked(digits)) return { fault: 'mistyped' };
  const base = digits.slice(0, -1);
  if (!RANGES.some(([low, high]) => low <= base && base <= high)) {
    return { fault: 'unassigned' };
  }
  return { id: digits.replace(/(.{4})(?!$)/g, '$1-') };
}

/**
 * Reads several between commas, semicolons, line breaks or blanks: `ids`, each
 * once, and `wrong`, what is none.
 */
export function readIds(text) {
  const ids = new Set();
  const wrong = [];
  for (const piece of text.split(/[,;\n\r]/).filter((it) => it.trim())) {
    const words = readId(piece).id ? [piece] : piece.trim().split(/\s+/);
    for (const word of words) {
      const { id } = readId(word);
      if (id) ids.add(id);
      else wrong.push(word);
    }
  }
  return { ids: [...ids], wrong };
}
