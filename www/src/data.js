// The data half of the JavaScript API: records, works and searches as plain objects, for
// pages with a view of their own, workers, servers and site generators. Nothing here
// asks for a document, and importing it does nothing. Addresses are those of the
// published file, one folder up.

/** Where the glue of the bundle notes that it is being started: several copies of this
 * module may share it. */
const STARTED = Symbol.for('scholar-badge.started');

/** What a promise fails with; see data.d.ts. */
export class ScholarBadgeError extends Error {
  constructor(code, message, { retryable = false, cause } = {}) {
    super(message, cause && { cause });
    this.name = 'ScholarBadgeError';
    this.code = code;
    this.retryable = retryable;
  }
}

/** A bundle's Wasm; Node's fetch reads no files. */
function readWasm(address, integrity) {
  const fs =
    address.protocol === 'file:' &&
    globalThis.process?.getBuiltinModule?.('node:fs/promises');
  return fs ? fs.readFile(address) : fetch(address, { integrity });
}

/** Bundlers find the files by these very expressions. */
const BUNDLES = {
  data: () => [
    import('./pkg/scholar_data.js'),
    readWasm(
      new URL('./pkg/scholar_data_bg.wasm', import.meta.url),
      INTEGRITY.data,
    ),
  ],
  xml: () => [
    import('./pkg/scholar_xml.js'),
    readWasm(
      new URL('./pkg/scholar_xml_bg.wasm', import.meta.url),
      INTEGRITY.xml,
    ),
  ],
};

async function start(bundle) {
  const [glue, wasm] = await Promise.all(BUNDLES[bundle]());
  const init = glue.default;
  try {
    await (init[STARTED] ??= init({ module_or_path: wasm }));
  } catch (error) {
    delete init[STARTED];
    throw error;
  }
  return glue;
}

const loading = {};

/** Loads a bundle, once; after a failure the next call tries again. */
function load(bundle) {
  loading[bundle] ??= start(bundle).then(
    (glue) => {
      // For an answer in XML, from whom it may be.
      glue.useXml?.(async () => (await load('xml')).readXml);
      return glue;
    },
    (cause) => {
      loading[bundle] = undefined;
      const message = 'the Wasm of this package could not be loaded';
      throw new ScholarBadgeError('not-loaded', message, {
        retryable: true,
        cause,
      });
    },
  );
  return loading[bundle];
}

/** What Rust fails with is a list; see src/data/fault.rs. */
function errorOf(thrown) {
  if (!Array.isArray(thrown)) return thrown;
  const [code, message, retryable] = thrown;
  return new ScholarBadgeError(code, message, { retryable });
}

/**
 * Calls the bundle. `begin` is given its glue and the functions of a promise; it may
 * give back what ends the call, which is called in any case.
 */
async function call(begin, signal) {
  signal?.throwIfAborted();
  let [isOver, end, hear] = [false];
  const outcome = new Promise((resolve, reject) => {
    hear = () => reject(signal.reason);
    signal?.addEventListener('abort', hear);
    load('data')
      .then((glue) => {
        if (!isOver) end = begin(glue, resolve, reject);
      })
      .catch(reject);
  });
  try {
    return await outcome;
  } catch (thrown) {
    throw thrown === signal?.reason ? thrown : errorOf(thrown);
  } finally {
    isOver = true;
    signal?.removeEventListener('abort', hear);
    end?.();
  }
}

/** Calls a function of the bundle that gives its outcome or a promise of it. */
const compute = (work) => call((glue, resolve) => void resolve(work(glue)));

/** Reads an iD in any form; see data.d.ts. */
export async function parseOrcid(text) {
  const orcid = await compute((glue) => glue.parseOrcid(String(text)));
  return { orcid, uri: `https://orcid.org/${orcid}` };
}

/** Fetches a record; see data.d.ts. */
export const fetchRecord = async (orcid, { signal, ...options } = {}) =>
  call(
    (glue, ...settle) => glue.fetchRecord(String(orcid), options, ...settle),
    signal,
  );

/** Fetches the works of one or more people, each once; see data.d.ts. */
export async function fetchWorks(orcid, options = {}) {
  const { signal, onprogress, ...rest } = options;
  signal?.throwIfAborted();
  const given = typeof orcid === 'string' ? [orcid] : [...orcid];
  const [ids, wrong] = await compute((glue) =>
    glue.parseOrcids(given.join('\n')),
  );
  if (ids.length + wrong.length === 0) await parseOrcid('');
  // Whatever ends the whole ends all requests.
  const own = new AbortController();
  const hear = () => own.abort(signal.reason);
  signal?.addEventListener('abort', hear);
  if (signal?.aborted) hear();
  const outcomes = [];
  let done = 0;
  const fetchOne = async (id, place) => {
    try {
      const record = await fetchRecord(id, { ...rest, signal: own.signal });
      outcomes[place] = { record };
    } catch (error) {
      if (own.signal.aborted) throw error;
      outcomes[place] = { failure: { orcid: id, error } };
    }
    done += 1;
    onprogress?.({ done, total: ids.length, orcid: id });
  };
  try {
    await Promise.all(ids.map(fetchOne));
  } finally {
    signal?.removeEventListener('abort', hear);
    own.abort();
  }
  const records = outcomes.flatMap(({ record }) => record ?? []);
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  for (const [text, ...fault] of wrong) {
    failures.push({ orcid: text, error: errorOf(fault) });
  }
  const works = await mergeWorks(records);
  signal?.throwIfAborted();
  return { works, records, failures };
}

/** Merges the works of records; see data.d.ts. */
export const mergeWorks = async (records) =>
  compute((glue) => glue.mergeWorks(records));

/** Works as a text for reference managers; see data.d.ts. */
export const cite = async (works, { format = 'bibtex' } = {}) =>
  compute((glue) => glue.cite(listed(works), format));

/** People and works as schema.org JSON-LD; see data.d.ts. */
export async function toJsonLd(given) {
  if (given?.records) {
    const { records, works } = given;
    return compute((glue) => glue.toJsonLd(records, works));
  }
  const all = listed(given);
  // Of the two, only a record has works.
  const records = all.filter((one) => one?.works);
  const works = all.filter((one) => !one?.works);
  return compute((glue) =>
    glue.toJsonLd(records, records.length > 0 ? undefined : works),
  );
}

const listed = (given) => (Array.isArray(given) ? given : [given]);

/** Searches the registry; see data.d.ts. */
export const searchRegistry = async (query, { signal, ...options } = {}) =>
  call(
    (glue, ...settle) => glue.searchRegistry(query, options, ...settle),
    signal,
  );
