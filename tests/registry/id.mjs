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
