// What can go wrong on demand, and how it is carried out. A fault is
//
//   delay        ms before anything is answered
//   until        a promise: nothing is answered before it is fulfilled
//   bodyDelay    ms between the headers and the body
//   drip         ms between pieces of the body, ten in all
//   hang         never answer
//   drop         break the connection before any answer
//   cut          break it after half of the body
//   truncate     send half of the body and end as if that were all
//   zipped       compress it first, where it is cut or truncated
//   status       401, 429, 503 or another status, answered outside the API
//   error        one of ORCID's error codes (9007 needs `primary`, an iD)
//   html, xml    answer a page, or XML, with status 200
//   body         answer this text, or these bytes, with status 200
//   contentType  declare this type, null for none
//   headers      further headers of the answer
//   noCors       leave out Access-Control-Allow-Origin
//   times        only the first n requests fail
//   of           only requests of this kind fail, see kindOfRequest

/**
 * What a request asks for, by what follows the iD in its address; `search` stands
 * where an iD would, and is a kind of its own.
 */
export function kindOfRequest(segments) {
  const [section, codes, ...rest] = segments;
  if (section === undefined) return 'record';
  if (rest.length > 0) return 'section';
  if (codes === undefined) return section === 'record' ? 'record' : 'section';
  if (section === 'works') return 'bulk';
  return section === 'work' ? 'work' : 'section';
}

export class Faults {
  constructor() {
    /** By iD the faults in force, each for other kinds of requests. */
    this.byOrcid = new Map();
    this.used = new Map();
  }

  /**
   * Sets the fault of an iD (`"*"`: of all) in the place of an earlier one of
   * the same kind of requests; null takes all of them away.
   */
  set(orcid, fault) {
    const others = this.of(orcid).filter(({ of }) => of !== fault?.of);
    if (fault) {
      // What is for one kind goes before what is for all.
      this.byOrcid.set(
        orcid,
        fault.of ? [fault, ...others] : [...others, fault],
      );
    } else this.byOrcid.delete(orcid);
  }

  /** Takes one fault away, if it is still there. */
  remove(orcid, fault) {
    const others = this.of(orcid).filter((each) => each !== fault);
    this.byOrcid.set(orcid, others);
  }

  of(orcid) {
    return this.byOrcid.get(orcid) ?? [];
  }

  clear() {
    this.byOrcid.clear();
    this.used.clear();
  }

  /** The fault for one request, counted: an override, else the person's own. */
  take(orcid, person, kind) {
    const own = person?.respond ? [person.respond] : [];
    for (const fault of [...this.of(orcid), ...this.of('*'), ...own]) {
      if (fault.of && fault.of !== kind) continue;
      const used = this.used.get(fault) ?? 0;
      if (used >= (fault.times ?? Infinity)) continue;
      this.used.set(fault, used + 1);
      return fault;
    }
    return {};
  }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Long enough for the half body to leave before the connection breaks.
const FLUSH = 50;

/**
 * Writes the answer to the raw response, spoiled as the fault says.
 * The raw one, because half of the faults are things no framework lets you do.
 */
export async function deliver(raw, answer, fault, { head }) {
  const { status, headers } = answer;
  const body = Buffer.from(answer.body ?? '');
  if (fault.noCors) delete headers['Access-Control-Allow-Origin'];
  if (fault.contentType === null) delete headers['Content-Type'];
  else if (fault.contentType) headers['Content-Type'] = fault.contentType;
  const half = body.subarray(0, Math.floor(body.length / 2));
  const sent = fault.truncate ? half : body;
  const all = { ...headers, ...fault.headers, 'Content-Length': sent.length };
  raw.writeHead(status, all);
  if (head) {
    raw.end();
    return;
  }
  if (fault.cut) {
    raw.write(half);
    await wait(FLUSH);
    raw.destroy();
    return;
  }
  if (fault.bodyDelay) {
    raw.flushHeaders();
    await wait(fault.bodyDelay);
  }
  if (fault.drip) {
    const piece = Math.ceil(sent.length / 10);
    for (let at = 0; at < sent.length && !raw.destroyed; at += piece) {
      raw.write(sent.subarray(at, at + piece));
      await wait(fault.drip);
    }
  }
  raw.end(fault.drip ? undefined : sent);
}

/** Carries out what comes before any answer; false if there will be none. */
export async function beforeAnswer(raw, fault) {
  if (fault.delay) await wait(fault.delay);
  if (fault.until) await fault.until;
  if (fault.hang) return false;
  if (fault.drop) {
    raw.destroy();
    return false;
  }
  return !raw.destroyed;
}
