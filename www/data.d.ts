// The data half of the JavaScript API. Kept by hand; tests/api holds it to real objects.
//
// All that is given is plain: it survives JSON, `structuredClone` and `postMessage`.
// Every member is always there, `null` or an empty list where nothing is known. Texts
// are those of the records, as people wrote them: to be shown as text, never as HTML.

/** Why a promise fails. */
export type ScholarBadgeErrorCode =
  /** The text is no ORCID iD. */
  | 'malformed-id'
  /** The iD's last character does not fit: a digit is mistyped. */
  | 'bad-check-digit'
  /** The number lies outside ORCID's ranges. */
  | 'unassigned-id'
  /** The registry knows no such iD. */
  | 'not-found'
  | 'locked'
  | 'deactivated'
  | 'unclaimed'
  /** The record exists, and nothing in it is public. */
  | 'nothing-public'
  /** HTTP 429: this network's quota is spent; for a while nobody is asked. */
  | 'quota-spent'
  /** HTTP 5xx, three times. */
  | 'overloaded'
  | 'offline'
  /** No answer: network, CORS, or an address that is none. */
  | 'unreachable'
  | 'timed-out'
  | 'answer-too-large'
  /** The answer is no record. */
  | 'unreadable'
  /** Another HTTP status. */
  | 'refused'
  /** The registry does not take the query, or there is nothing to search for. */
  | 'bad-query'
  /** An argument is not what this package gives, or no such format. */
  | 'bad-argument'
  /** The Wasm of this package could not be loaded; `cause` says why. */
  | 'not-loaded';

/**
 * What promises fail with, beside the reason of an aborted signal. Its message is a
 * sentence for developers.
 */
export class ScholarBadgeError extends Error {
  constructor(
    code: ScholarBadgeErrorCode,
    message: string,
    options?: { retryable?: boolean; cause?: unknown },
  );
  readonly name: 'ScholarBadgeError';
  readonly code: ScholarBadgeErrorCode;
  /** Whether asking again in a while may help. */
  readonly retryable: boolean;
}

/** An ORCID iD. */
export interface Orcid {
  /** Sixteen characters in groups of four: `0000-0002-1825-0097`. */
  orcid: string;
  /** The iD in its full form: `https://orcid.org/0000-0002-1825-0097`. */
  uri: string;
}

/** A person's name. One of the three parts at least is there. */
export interface PersonName {
  /** The name to show: the credit name, else given names and family name. */
  display: string;
  given: string | null;
  family: string | null;
  /** The name under which the person wants to be credited. */
  credit: string | null;
}

/** Who asserted something. */
export interface Source {
  name: string | null;
  /** The iD of the person who entered it; null where a client did. */
  orcid: string | null;
  /** The client's id. */
  client: string | null;
  onBehalfOf: string | null;
}

/** An identifier of a work. */
export interface Identifier {
  /** The scheme, as ORCID calls it: `doi`, `pmid`, `isbn`, … */
  type: string;
  /** As its source wrote it. */
  value: string;
  /** The registry's normalised form. */
  normalized: string | null;
  /** The link that its source gave. */
  link: string | null;
  relationship: 'self' | 'part-of' | 'version-of' | 'funded-by';
  /** Where it leads. */
  url: string | null;
}

export interface Contributor {
  name: string | null;
  orcid: string | null;
  sequence: 'first' | 'additional' | null;
  /** A word of ORCID's (`author`) or the address of a CRediT role, in lower case. */
  role: string | null;
}

/** What the registry says of a whole work beside its summary. */
export interface WorkDetail {
  /** In the source's order; one person may come once for each role. */
  contributors: Contributor[];
  description: string | null;
  /** BCP 47 */
  language: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  citation: { type: string; value: string } | null;
}

/** A work as one source describes it. */
export interface Work {
  /** The registry's number of it. */
  putCode: number | null;
  /** As the registry writes it, in lower case: `journal-article`; else `other`. */
  type: string;
  title: string;
  subtitle: string | null;
  /** `language`: BCP 47 */
  translatedTitle: { title: string; language: string | null } | null;
  /** Journal, book or other container. */
  venue: string | null;
  /** As far as known: `2021`, `2021-05` or `2021-05-31`. */
  date: string | null;
  /** Its own DOI, bare and in lower case. */
  doi: string | null;
  /** Where a reader finds it. */
  url: string | null;
  identifiers: Identifier[];
  /** The link that its source gave. */
  link: string | null;
  source: Source;
  /** With the option `authors`, where the registry has it. */
  detail: WorkDetail | null;
}

/** A work of a record, with all summaries that its sources gave. */
export interface WorkGroup {
  /** The summary that the person prefers. */
  preferred: Work;
  others: Work[];
  /** The identifiers by which the registry grouped them. */
  identifiers: Identifier[];
}

export interface Affiliation {
  kind:
    | 'employment'
    | 'invited-position'
    | 'education'
    | 'qualification'
    | 'distinction'
    | 'membership'
    | 'service';
  putCode: number | null;
  organization: {
    name: string;
    city: string | null;
    region: string | null;
    /** ISO 3166-1 alpha-2 */
    country: string | null;
    /** `type`: `ROR`, `RINGGOLD`, `GRID`, `FUNDREF` or `LEI` */
    identifier: { type: string; value: string } | null;
  } | null;
  department: string | null;
  role: string | null;
  /** As far as known: `2021`, `2021-05` or `2021-05-31`. */
  start: string | null;
  /** Null means ongoing, or unstated. */
  end: string | null;
  link: string | null;
  source: Source;
}

/** A public record. */
export interface ScholarRecord extends Orcid {
  /** The registry's page of the record, for people. */
  page: string;
  /** Null where it is not public. */
  name: PersonName | null;
  otherNames: string[];
  biography: string | null;
  keywords: string[];
  links: { label: string | null; url: string }[];
  emails: string[];
  /** ISO 3166-1 alpha-2 */
  countries: string[];
  affiliations: Affiliation[];
  works: WorkGroup[];
  workCount: number;
  fundingCount: number;
  peerReviewCount: number;
  /** Milliseconds since 1970. */
  lastModified: number | null;
  /** Items that could not be read and were left out. */
  skipped: number;
  /** When the registry gave it, in milliseconds since 1970. */
  fetchedAt: number;
  /** Whether the browser had kept it from an earlier visit. */
  fromCache: boolean;
  /** Why a copy that is older than `maxAge` could not be renewed. */
  notRenewed: ScholarBadgeErrorCode | null;
}

/** Another summary of a merged work, and where it is. */
export interface Summary {
  /** On whose record it is. */
  orcid: string | null;
  putCode: number | null;
  source: Source;
  /** Where it differs from the shown one in more than case and punctuation. */
  title: string | null;
}

/** A work, once, whoever's it is. */
export interface MergedWork extends Work {
  /** On whose records it is, in any version. */
  people: (Orcid & { name: PersonName | null })[];
  /** Every summary of it, the shown one first. */
  summaries: Summary[];
  /** Its preprints, the newest first. */
  versions: (Omit<Work, 'detail'> & { summaries: Summary[] })[];
}

/** Somebody whom a search has found. */
export interface SearchHit extends Orcid {
  /** Null where it is not public. */
  name: PersonName | null;
  otherNames: string[];
  emails: string[];
  /** Of today and of the past. */
  institutions: string[];
}

interface RegistryOptions {
  /** `production` (usual), `sandbox`, or the base URL of a mirror. */
  registry?: string;
  /** Ends the call: the promise fails with the signal's reason. */
  signal?: AbortSignal;
}

export interface RecordOptions extends RegistryOptions {
  /**
   * Whether to ask for whole works too: authors, volume, pages, language. That is one
   * more request for each hundred works. Where it fails, the whole call does.
   */
  authors?: boolean;
  /** Seconds to wait for a whole answer; 30 unless given. */
  timeout?: number;
  /** Seconds a copy that the browser has kept will do; a day unless given. */
  maxAge?: number;
  /** Megabytes that an answer may have; 25 unless given, 64 at most. */
  maxSize?: number;
}

export interface Progress {
  /** Records that have come, or failed to. */
  done: number;
  total: number;
  /** Whose has just come or failed. */
  orcid: string;
}

export interface WorksOptions extends RecordOptions {
  /** Hears of each record. */
  onprogress?: (progress: Progress) => void;
}

export interface FetchedWorks {
  /** Each once, newest first. */
  works: MergedWork[];
  /** In the order in which the people were given. */
  records: ScholarRecord[];
  /** Of whom there is no record: the iD, or what was given in its place. */
  failures: { orcid: string; error: ScholarBadgeError }[];
}

export interface SearchFields {
  /** Words of a name or an institution; what a visitor types. */
  text?: string;
  givenNames?: string | string[];
  familyName?: string | string[];
  creditName?: string | string[];
  otherNames?: string | string[];
  email?: string | string[];
  keyword?: string | string[];
  /** Names of institutions. */
  affiliation?: string | string[];
  ror?: string | string[];
  grid?: string | string[];
  ringgold?: string | string[];
  doi?: string | string[];
}

export interface SearchOptions extends RegistryOptions {
  /** An institution whose people alone are found: ROR, GRID, Ringgold or name. */
  affiliation?: string;
  /** Hits wanted; 50 unless given, 1,000 at most. */
  rows?: number;
  /** Hits passed over; 10,000 at most. */
  start?: number;
}

export interface Found {
  /** How many there are in all. */
  found: number;
  /** Items that could not be read and were left out. */
  skipped: number;
  people: SearchHit[];
}

/**
 * Reads an iD in any form that people paste: bare, without hyphens, as a link. A promise,
 * since the code that reads it is in Wasm.
 *
 * Fails with `malformed-id`, `bad-check-digit` or `unassigned-id`.
 */
export function parseOrcid(text: string): Promise<Orcid>;

/**
 * Fetches a public record: one request, and more with `authors`. Calls for the same
 * record at the same time share a request; all calls together keep to the registry's
 * pace, 10 a second after the first 24.
 */
export function fetchRecord(
  orcid: string,
  options?: RecordOptions,
): Promise<ScholarRecord>;

/**
 * Fetches the records of one or more people, and merges their works as
 * `<scholar-works>` does. A person without a record is among the `failures` and keeps
 * nobody else's from coming.
 *
 * Fails where no iD is given at all, when the signal is aborted, and with what
 * `onprogress` throws.
 */
export function fetchWorks(
  orcid: string | Iterable<string>,
  options?: WorksOptions,
): Promise<FetchedWorks>;

/**
 * Merges the works of records, each once, newest first. Of two records of one person
 * the first counts. The records may have been through JSON.
 *
 * Fails with `bad-argument`.
 */
export function mergeWorks(
  records: readonly ScholarRecord[],
): Promise<MergedWork[]>;

/**
 * Works as a text for reference managers, BibTeX unless `format` says otherwise. Where
 * works were fetched without `authors`, people on whose records they are stand as their
 * authors.
 *
 * Fails with `bad-argument`.
 */
export function cite(
  works: MergedWork | readonly MergedWork[],
  options?: { format?: 'bibtex' | 'ris' | 'csl-json' },
): Promise<string>;

/**
 * People and works as schema.org JSON-LD, as `<scholar-works json-ld>` writes it: of
 * works alone, of records with their works, or of what {@link fetchWorks} gives. A
 * text that may stand in a `<script type="application/ld+json">` as it is.
 *
 * Fails with `bad-argument`.
 */
export function toJsonLd(
  given:
    | MergedWork
    | ScholarRecord
    | readonly (MergedWork | ScholarRecord)[]
    | Pick<FetchedWorks, 'works' | 'records'>,
): Promise<string>;

/**
 * Searches the registry, by a text as visitors type it or by fields, all of which must
 * hold; of several texts for a field one is enough. An iD is not searched for: whose it
 * is, is given at once, by the iD alone.
 */
export function searchRegistry(
  query: string | SearchFields,
  options?: SearchOptions,
): Promise<Found>;
