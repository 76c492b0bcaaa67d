// Everybody the stand-in registry knows: invented people, and iDs that fail on
// purpose. An entry is
//   { key, orcid, group, label, note, record?, jsonld?, respond?, bom?,
//     privatePutCodes?, spoilWork?, spoilBulk? }
// where `record` is v3.0 JSON, `jsonld` is answered whatever was asked, and
// `respond` describes a fault (see ../faults.mjs); `spoilWork` makes another
// whole work of one, `spoilBulk` another list of bulk items of one.
import { brokenPeople } from './broken.mjs';
import { everyday } from './everyday.mjs';
import { faulty } from './faults.mjs';
import { hostile } from './hostile.mjs';
import { LAB as PEOPLE_OF_LAB } from './lab.mjs';
import { linked } from './linked.mjs';
import { lists } from './lists.mjs';
import { names } from './names.mjs';
import { ordinary } from './ordinary.mjs';
import { scripts } from './scripts.mjs';
import { surprises } from './surprises.mjs';

export { EXPECTED } from './broken.mjs';
export { HACK_FLAG } from '../hack.mjs';
export { HOSTILE_STRINGS } from './hostile.mjs';
export { LISTS } from './lists.mjs';
export { PRIVATE_PUT_CODE } from './ordinary.mjs';

export const PEOPLE = [
  ...ordinary,
  ...everyday,
  ...names,
  ...scripts,
  ...surprises,
  ...hostile,
  ...brokenPeople,
  ...linked,
  ...lists,
  ...faulty,
];

/** iD by key: `IDS.ordinary`, `IDS.hostile`, `IDS.locked`, … */
export const IDS = Object.fromEntries(
  PEOPLE.map(({ key, orcid }) => [key, orcid]),
);

/** The failing ones by key: `FAULTS.quota.orcid`, `FAULTS.quota.respond`. */
export const FAULTS = Object.fromEntries(
  PEOPLE.filter(({ respond }) => respond).map((person) => [person.key, person]),
);

/**
 * A lab: `members` are the iDs of its people, `merged` the number of works in
 * a list of them all, `works` whose each is; `trouble` are members that cannot
 * be shown, or late, to be added to the others.
 */
export const LAB = {
  ...PEOPLE_OF_LAB,
  trouble: {
    locked: IDS.locked,
    notFound: IDS.notFound,
    slow: IDS.slow,
  },
};
