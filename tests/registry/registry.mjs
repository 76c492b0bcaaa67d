// The state of one stand-in registry: who is known, what fails, what was asked.
import { Faults } from './faults.mjs';
import { loadFolders } from './folder.mjs';
import { generateRecord } from './generate.mjs';
import { generatedOrcid, readGeneratedOrcid } from './id.mjs';
import { PEOPLE } from './people/index.mjs';

const LISTED_SIZES = [10, 100, 500, 1000, 5000, 10_000];
// A record of 10,000 works weighs some 20 MB; keep the last few.
const GENERATED_KEPT = 6;

export class Registry {
  constructor({ people = PEOPLE, skipped = [] } = {}) {
    /** Each request: {method, path, accept, origin, at, status, aborted}. */
    this.requests = [];
    this.skipped = skipped;
    this.faults = new Faults();
    this.generated = new Map();
    // Later entries win, so a folder can replace an invented person.
    this.people = new Map(people.map((person) => [person.orcid, person]));
  }

  /** Makes an iD fail; see faults.mjs. Returns what takes the fault away. */
  fault(orcid, fault) {
    this.faults.set(orcid, fault);
    return () => this.faults.set(orcid, null);
  }

  /** Forgets requests and faults; who is served stays. */
  reset() {
    this.requests.length = 0;
    this.faults.clear();
  }

  find(orcid) {
    return this.people.get(orcid) ?? this.generate(orcid);
  }

  generate(orcid) {
    const size = readGeneratedOrcid(orcid);
    if (!size) return undefined;
    const person = this.generated.get(orcid) ?? {
      orcid,
      record: generateRecord({ ...size, orcid }),
    };
    // Taken out and put back: a Map keeps the order of insertion.
    this.generated.delete(orcid);
    this.generated.set(orcid, person);
    if (this.generated.size > GENERATED_KEPT) {
      this.generated.delete(this.generated.keys().next().value);
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
export async function createRegistry({ folders = [] } = {}) {
  const { people, skipped } = await loadFolders(folders);
  return new Registry({ people: [...PEOPLE, ...people], skipped });
}
