// ORCID iDs as numbers: the check digit, the ranges ORCID assigns from, and the
// corners of those ranges this stand-in keeps for its own invented people.

export const ORCID_PATTERN = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/;
export const ORCID_ANYWHERE = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/;

// The first 15 digits read as a number, both ends included.
const ASSIGNED = [
  [15_000_000, 35_000_000],
  [900_000_000_000, 900_100_000_000],
];

/** ISO 7064 MOD 11-2 over the first 15 digits. */
export function checkDigit(base) {
  let total = 0;
  for (const digit of base) total = (total + Number(digit)) * 2;
  const result = (12 - (total % 11)) % 11;
  return result === 10 ? 'X' : String(result);
}

export function formatOrcid(base) {
  return `${base}${checkDigit(base)}`.replace(/(.{4})(?=.)/g, '$1-');
}

export function isValidOrcid(orcid) {
  if (!ORCID_PATTERN.test(orcid)) return false;
  const digits = orcid.replaceAll('-', '');
  return checkDigit(digits.slice(0, 15)) === digits[15];
}

export function isAssigned(orcid) {
  const number = Number(orcid.replaceAll('-', '').slice(0, 15));
  return ASSIGNED.some(([first, last]) => number >= first && number <= last);
}

/** `0009-0009-7nnn-nnn?`: payloads from a folder that cannot keep their own. */
export function extraOrcid(serial) {
  return formatOrcid(`000900097${String(serial).padStart(6, '0')}`);
}

export const MAX_WORKS = 10_000;
export const MAX_SEED = 99;

/**
 * The iD under which the registry serves `generateRecord({ works, seed })`:
 * `0009-0008-wwww-wss?` where wwwww is the number of works and ss the seed.
 */
export function generatedOrcid(works, seed = 0) {
  if (!Number.isInteger(works) || works < 0 || works > MAX_WORKS) {
    throw new RangeError(`works must be 0 to ${MAX_WORKS}, not ${works}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
    throw new RangeError(`seed must be 0 to ${MAX_SEED}, not ${seed}`);
  }
  const count = String(works).padStart(5, '0');
  return formatOrcid(`00090008${count}${String(seed).padStart(2, '0')}`);
}

/** `{ works, seed }` of an iD made by generatedOrcid, else null. */
export function readGeneratedOrcid(orcid) {
  if (!isValidOrcid(orcid)) return null;
  const digits = orcid.replaceAll('-', '');
  if (!digits.startsWith('00090008')) return null;
  const works = Number(digits.slice(8, 13));
  if (works > MAX_WORKS) return null;
  return { works, seed: Number(digits.slice(13, 15)) };
}

// The eighth digit of a generated lab's iDs is this less the seed.
const LAB_BLOCK = 7;

const isWithin = (number, first, last) =>
  Number.isInteger(number) && number >= first && number <= last;

/**
 * The iD of one member of a generated lab: `0009-000s-mmii-wwp?` where s is 7
 * less the seed, mm the number of members, ii which one it is, ww tens of works
 * and p tenths of them that are shared.
 */
export function labOrcid({ members, works, shared, seed = 0 }, index) {
  const tenths = Math.round(shared * 10);
  if (!isWithin(members, 2, 99)) {
    throw new RangeError(`members must be 2 to 99, not ${members}`);
  }
  if (!isWithin(works / 10, 0, 99)) {
    throw new RangeError(`works must be tens up to 990, not ${works}`);
  }
  if (!isWithin(tenths, 0, 9) || Math.abs(tenths - shared * 10) > 1e-9) {
    throw new RangeError(`shared must be tenths up to 0.9, not ${shared}`);
  }
  if (!isWithin(seed, 0, 2)) {
    throw new RangeError(`seed must be 0 to 2, not ${seed}`);
  }
  const pad = (number) => String(number).padStart(2, '0');
  const lab = `${pad(members)}${pad(index)}${pad(works / 10)}${tenths}`;
  return formatOrcid(`0009000${LAB_BLOCK - seed}${lab}`);
}

/** `{ members, works, shared, seed, index }` of such an iD, else null. */
export function readLabOrcid(orcid) {
  if (!isValidOrcid(orcid)) return null;
  const found = /^0009000([5-7])(\d\d)(\d\d)(\d\d)(\d)/.exec(
    orcid.replaceAll('-', ''),
  );
  if (!found) return null;
  const [block, members, index, tens, tenths] = found.slice(1).map(Number);
  if (members < 2 || index >= members) return null;
  const seed = LAB_BLOCK - block;
  return { members, works: tens * 10, shared: tenths / 10, seed, index };
}
