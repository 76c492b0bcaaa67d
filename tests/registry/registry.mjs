// The state of one stand-in registry: who is known, what fails, what was asked.
import { Faults } from './faults.mjs';
import { loadFolders } from './folder.mjs';
import { generateLabRecord } from './generate-lab.mjs';
import { generateRecord } from './generate.mjs';
import { generatedOrcid, readGeneratedOrcid, readLabOrcid } from './id.mjs';
import { PEOPLE } from './people/index.mjs';

const LISTED_SIZES = [10, 100, 500, 1000, 5000, 10_000];
// Works in the generated records that are kept: a few of the largest, which
// weigh some 20 MB each, or all of a large lab.
const WORKS_KEPT = 60_000;

/** What a generated iD stands for: `{ works, make }`, or null. */
function readGenerated(orcid) {
  const alone = readGeneratedOrcid(orcid);
  if (alone) {
    return { ...alone, make: () => generateRecord({ ...alone, orcid }) };
  }
  const member = readLabOrcid(orcid);
  return member && { ...member, make: () => generateLabRecord(member) };
}

export class Registry {
  constructor({
    people = PEOPLE,
    skipped = [],
    worksKept = WORKS_KEPT,
    mirror = false,
  } = {}) {
    /**
     * Each request: {method, path, kind, orcid, putCodes, accept, origin, at,
     * status, aborted}; `kind` as in kindOfRequest, or `redirect` at the address
     * without a version, `putCodes` how many were asked for.
     */
    this.requests = [];
    this.skipped = skipped;
    /** Answer as a folder of saved records would; see answerAsMirror. */
    this.mirror = mirror;
    this.startsAsMirror = mirror;
    this.faults = new Faults();
    this.generated = new Map();
    this.worksKept = worksKept;
    // Later entries win, so a folder can replace an invented person.
    this.people = new Map(people.map((person) => [person.orcid, person]));
  }

  /** Makes an iD fail; see faults.mjs. Returns what takes the fault away. */
  fault(orcid, fault) {
    // A copy: one description may be given to many, and is counted for each.
    const own = fault && { ...fault };
    this.faults.set(orcid, own);
    return () => this.faults.remove(orcid, own);
  }

  /** Forgets requests and faults; who is served stays. */
  reset() {
    this.requests.length = 0;
    this.faults.clear();
    this.mirror = this.startsAsMirror;
  }

  find(orcid) {
    return this.people.get(orcid) ?? this.generate(orcid);
  }

  generate(orcid) {
    const wanted = readGenerated(orcid);
    if (!wanted) return undefined;
    const person = this.generated.get(orcid) ?? {
      orcid,
      works: wanted.works,
      record: wanted.make(),
    };
    // Taken out and put back: a Map keeps the order of insertion.
    this.generated.delete(orcid);
    this.generated.set(orcid, person);
    let kept = 0;
    for (const { works } of this.generated.values()) kept += works;
    for (const oldest of this.generated.values()) {
      if (kept <= this.worksKept) break;
      kept -= oldest.works;
      this.generated.delete(oldest.orcid);
    }
    return person;
  }

  /** What a picker shows. */
  list() {
    const known = [...this.people.values()].map(
      ({ orcid, label, note, group }) => ({ orcid, label, note, group }),
    );
    const generated = LISTED_SIZES.map((works) => ({
      orcid: generatedOrcid(works),
      label: `${works.toLocaleString('en')} works`,
      note: 'Generated; other sizes and seeds by generatedOrcid()',
      group: 'Generated',
    }));
    return [...known, ...generated];
  }
}

/** A registry of the invented people and whatever lies in the folders. */
export async function createRegistry({ folders = [], mirror = false } = {}) {
  const { people, skipped } = await loadFolders(folders);
  return new Registry({ people: [...PEOPLE, ...people], skipped, mirror });
}
