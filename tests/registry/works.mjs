// Whole works, as the single and the bulk address tell them: the summary of the
// record and what only these addresses add. What a spec does not say is drawn,
// always alike for the same work.
import { citation, drawCitation } from './citations.mjs';
import { contributors, drawAuthors } from './coauthors.mjs';
import { Dice, seedOf } from './dice.mjs';
import { moreOf, value } from './shapes.mjs';

const ABSTRACT =
  'We followed twelve lakes through five winters. Oxygen under the ice fell with CO<sub>2</sub> rising; spring came earlier each year.';

const list = (node) => (Array.isArray(node) ? node : []);
const text = (node) => (typeof node === 'string' ? node : null);

/** Every work summary of a record, broken ones included. */
export function workSummaries(record) {
  return list(record['activities-summary']?.works?.group).flatMap((group) =>
    list(group?.['work-summary']),
  );
}

const indices = new WeakMap();

/** A work summary by its put code as it stands in an address. */
export function findWork(record, code) {
  let index = indices.get(record);
  if (!index) {
    const pairs = workSummaries(record)
      .map((summary) => [String(summary?.['put-code']), summary])
      // Of two with one put code the first is found.
      .reverse();
    index = new Map(pairs);
    indices.set(record, index);
  }
  return index.get(code);
}

function doiOf(summary) {
  const own = list(summary['external-ids']?.['external-id']).find(
    (id) => id?.['external-id-type'] === 'doi',
  );
  return text(own?.['external-id-value']);
}

function ownerOf(record) {
  const { path, host } = record['orcid-identifier'];
  const name = record.person?.name;
  return {
    orcid: path,
    host,
    given: text(name?.['given-names']?.value),
    family: text(name?.['family-name']?.value),
  };
}

function authorsOf(record, summary, dice) {
  const { authors } = moreOf(summary);
  if (authors === undefined) return drawAuthors(dice, ownerOf(record));
  return typeof authors === 'function' ? authors() : authors;
}

/** The whole work; the same bytes whenever it is asked for. */
export function wholeWork(record, summary) {
  const doi = doiOf(summary);
  const title = text(summary.title?.title?.value);
  const { path } = record['orcid-identifier'];
  // By DOI, so that two people who list one work name the same co-authors.
  const named = doi?.toLowerCase() ?? `${path} ${summary['put-code']}`;
  const dice = new Dice(seedOf(named));
  const authors = authorsOf(record, summary, dice);
  const drawn = {
    citation: drawCitation(dice),
    description: dice.chance(0.3) ? ABSTRACT : null,
    language: dice.chance(0.3)
      ? dice.pick(['en', 'en', 'de', 'fr', 'iw', 'zh_CN'])
      : null,
    country: dice.chance(0.2) ? dice.pick(['NO', 'FI', 'GB']) : null,
  };
  const more = { ...drawn, ...moreOf(summary) };
  const names = list(authors).map((author) => author.name ?? author);
  return {
    'created-date': summary['created-date'],
    'last-modified-date': summary['last-modified-date'],
    source: summary.source,
    'put-code': summary['put-code'],
    path: summary.path,
    title: summary.title,
    'journal-title': summary['journal-title'],
    'short-description': more.description,
    citation: citation(more.citation, {
      title: title ?? 'Untitled',
      authors: [...new Set(names)].filter((name) => typeof name === 'string'),
      year: text(summary['publication-date']?.year?.value),
      journal: text(summary['journal-title']?.value),
      doi,
    }),
    type: summary.type,
    'publication-date': summary['publication-date'],
    'external-ids': summary['external-ids'],
    url: summary.url,
    contributors: contributors(authors),
    'language-code': more.language,
    country: value(more.country),
    visibility: summary.visibility,
  };
}
