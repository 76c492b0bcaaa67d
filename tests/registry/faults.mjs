// What can go wrong on demand, and how it is carried out. A fault is
//
//   delay        ms before anything is answered
//   bodyDelay    ms between the headers and the body
//   hang         never answer
//   drop         break the connection before any answer
//   cut          break it after half of the body
//   truncate     send half of the body and end as if that were all
//   status       401, 429, 503 or another status, answered outside the API
//   error        one of ORCID's error codes (9007 needs `primary`, an iD)
//   html, xml    answer a page, or XML, with status 200
//   body         answer this text with status 200
//   contentType  declare this type, null for none
//   noCors       leave out Access-Control-Allow-Origin
//   times        only the first n requests fail

export class Faults {
  constructor() {
    this.byOrcid = new Map();
    this.used = new Map();
  }

  /** Sets the fault of an iD (`"*"`: of all), null takes it away. */
  set(orcid, fault) {
    this.used.delete(orcid);
    if (fault) this.byOrcid.set(orcid, fault);
    else this.byOrcid.delete(orcid);
  }

  clear() {
    this.byOrcid.clear();
    this.used.clear();
  }

  /** The fault for one request, counted: an override, else the person's own. */
  take(orcid, person) {
    const chain = [
      [orcid, this.byOrcid.get(orcid)],
      ['*', this.byOrcid.get('*')],
      [`own:${orcid}`, person?.respond],
    ];
    for (const [key, fault] of chain) {
      if (!fault) continue;
      const used = this.used.get(key) ?? 0;
      if (used >= (fault.times ?? Infinity)) continue;
      this.used.set(key, used + 1);
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
  raw.writeHead(status, { ...headers, 'Content-Length': sent.length });
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
  raw.end(sent);
}

/** Carries out what comes before any answer; false if there will be none. */
export async function beforeAnswer(raw, fault) {
  if (fault.delay) await wait(fault.delay);
  if (fault.hang) return false;
  if (fault.drop) {
    raw.destroy();
    return false;
  }
  return !raw.destroyed;
}
