// The search: ORCID's rules for a page of hits, and as much of Solr's syntax as is
// needed to find the invented people by it. Anything that Solr would not understand
// is the error that ORCID makes of it.
import { formatOrcid } from './id.mjs';

/** ORCID-Source, OrcidSearchManager. */
const MAX_ROWS = 1000;
const MAX_START = 10_000;

/** Those of one university, so many that they fill several pages. */
export const CROWD = {
  count: 45,
  name: 'Tidal University',
  ror: 'https://ror.org/05abcde12',
  grid: 'grid.999999.1d',
  ringgold: '987654',
};

const crowd = Array.from({ length: CROWD.count }, (_, place) => ({
  'orcid-id': formatOrcid(`000900091${String(place).padStart(6, '0')}`),
  'given-names': 'Crowd',
  'family-names': `Member${place + 1}`,
  'credit-name': null,
  'other-name': [],
  email: [],
  'institution-name': [CROWD.name],
  ids: [CROWD.ror, CROWD.grid, CROWD.ringgold],
  dois: [],
  keywords: [],
}));

const texts = (list, key) =>
  Array.isArray(list)
    ? list.map((item) => item?.[key]).filter((text) => typeof text === 'string')
    : [];

/** What the index has of a record. */
function documentOf({ orcid, record }) {
  const { person, 'activities-summary': activities } = record;
  const text = (wrapped) => wrapped?.value ?? null;
  const affiliations = Object.values(activities ?? {})
    .flatMap((section) => section?.['affiliation-group'] ?? [])
    .flatMap((group) => group?.summaries ?? [])
    .flatMap((summary) => Object.values(summary ?? {}))
    .map((summary) => summary?.organization)
    .filter(Boolean);
  const groups = activities?.works?.group;
  return {
    'orcid-id': orcid,
    'given-names': text(person?.name?.['given-names']),
    'family-names': text(person?.name?.['family-name']),
    'credit-name': text(person?.name?.['credit-name']),
    'other-name': texts(person?.['other-names']?.['other-name'], 'content'),
    email: texts(person?.emails?.email, 'email'),
    'institution-name': texts(affiliations, 'name'),
    keywords: texts(person?.keywords?.keyword, 'content'),
    ids: affiliations
      .map((it) => it['disambiguated-organization'])
      .map((it) => it?.['disambiguated-organization-identifier'])
      .filter(Boolean),
    dois: (Array.isArray(groups) ? groups : [])
      .flatMap((group) => group?.['external-ids']?.['external-id'] ?? [])
      .filter((id) => id?.['external-id-type'] === 'doi')
      .map((id) => String(id['external-id-value'])),
  };
}

/** A text as its words in lower case, more or less as Solr's tokenizer has them. */
const wordsOf = (text) =>
  String(text ?? '')
    .toLowerCase()
    .match(
      /\p{Script=Han}|[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’._]*[\p{L}\p{M}\p{N}])?/gu,
    ) ?? [];

const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '');

const ANALYSED = {
  'given-names': (it) => [it['given-names']],
  'family-name': (it) => [it['family-names']],
  'credit-name': (it) => [it['credit-name']],
  'other-names': (it) => it['other-name'],
  keyword: (it) => it.keywords,
  'affiliation-org-name': (it) => it['institution-name'],
  'given-and-family-names': (it) => [
    `${it['given-names'] ?? ''} ${it['family-names'] ?? ''}`,
  ],
};
const EXACT = {
  email: (it) => it.email,
  'ror-org-id': (it) => it.ids,
  'grid-org-id': (it) => it.ids,
  'ringgold-org-id': (it) => it.ids,
  'doi-self': (it) => it.dois,
};

/** Whether a document has a literal in a field. */
function has(document, field, { text, isPrefix }) {
  if (Object.hasOwn(EXACT, field)) return EXACT[field](document).includes(text);
  const fold = field === 'given-and-family-names' ? folded : (it) => it;
  const wanted = isPrefix ? [fold(text.toLowerCase())] : wordsOf(fold(text));
  return ANALYSED[field](document).some((value) => {
    const words = wordsOf(fold(value ?? ''));
    return words.some((_, at) =>
      wanted.every((word, n) =>
        isPrefix ? words[at]?.startsWith(word) : words[at + n] === word,
      ),
    );
  });
}

class BadQuery extends Error {}

/** Reads a query: a function that tells whether a document is a hit. */
function read(text, usual) {
  let rest = text;
  const eat = (pattern) => {
    const found = pattern.exec(rest);
    if (found?.index !== 0) return undefined;
    rest = rest.slice(found[0].length);
    return found;
  };
  const decoded = (literal) => literal.replace(/\\([^])/g, '$1');
  const item = () => {
    if (eat(/^\(/)) {
      const inner = list();
      if (!eat(/^\)/)) throw new BadQuery(rest);
      return inner;
    }
    const field = eat(/^([a-z-]+):/)?.[1];
    if (field && !Object.hasOwn({ ...ANALYSED, ...EXACT }, field)) {
      throw new BadQuery(field);
    }
    const fields = field ? [field] : usual;
    const phrase = eat(/^"((?:[^"\\]|\\[^])*)"/);
    const word =
      phrase ?? eat(/^((?:[^\s+\-!(){}[\]^"~*?:\\/&|]|\\[^])+)(\*?)/);
    if (!word || (!phrase && /^(AND|OR|NOT)$/.test(word[1]))) {
      throw new BadQuery(rest);
    }
    const literal = { text: decoded(word[1]), isPrefix: word[2] === '*' };
    return (document) => fields.some((name) => has(document, name, literal));
  };
  const list = () => {
    const items = [item()];
    const operators = [];
    let next;
    while ((next = eat(/^ (AND|OR) /))) {
      operators.push(next[1]);
      items.push(item());
    }
    return operators.includes('OR')
      ? (document) => items.some((is) => is(document))
      : (document) => items.every((is) => is(document));
  };
  const query = list();
  if (rest) throw new BadQuery(rest);
  return query;
}

/** The fields of `qf`, without what a hit in them is worth. */
const fieldsOf = (qf) =>
  (qf ?? 'given-and-family-names')
    .split(/\s+/)
    .map((field) => field.replace(/\^.*/, ''));

/**
 * What a search finds among these people: `{ hits, found }`, or `{ error }`, one of
 * ORCID's codes.
 */
export function findPeople(people, parameters) {
  const number = (name, usual) => {
    const text = parameters.get(name);
    return text === null ? usual : /^-?\d+$/.test(text) ? Number(text) : NaN;
  };
  const [start, rows] = [number('start', 0), number('rows', MAX_ROWS)];
  if (!(rows >= 0 && rows <= MAX_ROWS)) return { error: 9012 };
  if (start > MAX_START) return { error: 9043 };
  if (!(start >= 0)) return { error: 9008 };
  try {
    const usual = fieldsOf(parameters.get('qf'));
    const isHit = read(parameters.get('q') ?? '', usual);
    const documents = [...people]
      .filter(({ record }) => record && typeof record === 'object')
      .map(documentOf)
      .concat(crowd);
    const found = documents.filter(isHit);
    return { hits: found.slice(start, start + rows), found: found.length };
  } catch (error) {
    if (error instanceof BadQuery) return { error: 9008 };
    throw error;
  }
}

/** The body of an answer at either address. */
export function searchBody(section, { hits, found }) {
  if (section === 'search') {
    const result = hits.map(({ 'orcid-id': path }) => ({
      'orcid-identifier': {
        uri: `https://orcid.org/${path}`,
        path,
        host: 'orcid.org',
      },
    }));
    return { result: hits.length ? result : null, 'num-found': found };
  }
  const shown = hits.map((hit) => ({
    ...hit,
    ids: undefined,
    dois: undefined,
    keywords: undefined,
  }));
  return {
    'expanded-result': hits.length ? shown : null,
    'num-found': found,
  };
}
