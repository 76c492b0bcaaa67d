// A record that attacks the page in every text field. Each payload that would
// run sets the global named HACK_FLAG, so a test needs to look at one thing.
import { contributors } from '../coauthors.mjs';
import { HACK, HACK_FLAG } from '../hack.mjs';
import { renderJsonLd } from '../jsonld.mjs';
import { buildRecord } from '../record.mjs';

// Invisible and direction-changing characters are written as escapes: this
// file must not do to its reader what the record does to a page.
export const HOSTILE_STRINGS = [
  `"></script><img src=x onerror="${HACK}">`,
  `<script>${HACK}</script>`,
  `<svg/onload=${HACK}><style>*{display:none!important}</style>`,
  `' onmouseover='${HACK}' autofocus onfocus='${HACK}' x='`,
  `javascript:${HACK}//`,
  `</title></textarea></noscript><iframe srcdoc="<script>parent.${HACK_FLAG}=1</script>">`,
  `{{constructor.constructor("${HACK}")()}}\${${HACK}}<%= ${HACK} %>`,
  `\u202egnirts desrever\u202c \u2066isolated \u2067never closed`,
  `\u202e\u202d\u2066\u2067\u2068 open, open, open`,
  `zero\u200bwidth\u200cjoin\u200der\u2060\ufeff \u00adsoft\u034f`,
  `control \u0000\u0001\u0007\u0008\u000b\u001b[31m\u007f\u0085\u2028\u2029 end`,
  '\u200b\u200b\u2060\ufeff',
  'W'.repeat(1000),
  `lone surrogate \ud800 and \udc00 and non-character \uffff\ufdd0`,
  'a\u0300\u0301\u0302\u0303\u0304\u0305'.repeat(60),
  `&lt;img src=x onerror=${HACK}&gt; &#60;script&#62; &notanentity; &`,
  `%3Cscript%3E${HACK}%3C/script%3E ../../../etc/passwd \\x3cscript\\x3e`,
  `\n\n\n]]><!--<!DOCTYPE html>--><base href="https://evil.example/">`,
];

// What the badge must recognise to show anything, or must not trust at all.
const KEPT = new Set([
  'orcid-identifier',
  'history',
  'preferences',
  'path',
  'visibility',
  'put-code',
  'display-index',
  'created-date',
  'last-modified-date',
]);
const DATES = new Set([
  'start-date',
  'end-date',
  'publication-date',
  'completion-date',
]);

/** Every text of `node` replaced by the next payload, the shape kept. */
function poison(node, next, keepDates) {
  if (Array.isArray(node)) return node.map((n) => poison(n, next, keepDates));
  if (typeof node === 'string') return next();
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      if (KEPT.has(key) || (keepDates && DATES.has(key))) return [key, child];
      return [key, poison(child, next, keepDates)];
    }),
  );
}

function from(start) {
  let at = start;
  return () => HOSTILE_STRINGS[at++ % HOSTILE_STRINGS.length];
}

const ORG = {
  name: 'x',
  city: 'x',
  region: 'x',
  country: 'x',
  id: 'x',
  at: 'x',
};
const ID = { type: 'x', value: 'x', url: 'x', rel: 'x', error: true };

const times = (count, item) => Array.from({ length: count }, () => item);

/** One item of everything for each payload, so each field meets them all. */
function template(orcid) {
  const n = HOSTILE_STRINGS.length;
  const affiliation = {
    org: ORG,
    department: 'x',
    role: 'x',
    url: 'x',
    start: '2020-01',
    ids: [ID],
  };
  const work = {
    title: 'x',
    subtitle: 'x',
    translated: ['x', 'x'],
    journal: 'x',
    type: 'x',
    url: 'x',
    date: '2021-05-05',
    ids: [ID, { ...ID, rel: 'self' }],
    source: 'scopus+self',
  };
  return buildRecord({
    orcid,
    name: { given: 'x', family: 'x', credit: 'x' },
    biography: 'x',
    otherNames: times(n, 'x'),
    keywords: times(n, 'x'),
    urls: times(n, { name: 'x', url: 'x' }),
    emails: times(n, { email: 'x', source: 'self' }),
    countries: times(n, 'x'),
    identifiers: times(n, ID),
    employments: times(n, affiliation),
    educations: times(n, affiliation),
    distinctions: times(3, affiliation),
    'invited-positions': times(3, affiliation),
    memberships: times(3, affiliation),
    qualifications: times(3, affiliation),
    services: times(3, affiliation),
    fundings: times(n, {
      title: 'x',
      translated: ['x', 'x'],
      type: 'x',
      url: 'x',
      org: ORG,
      ids: [ID],
    }),
    'peer-reviews': times(3, {
      issn: 'x',
      org: ORG,
      reviews: times(3, { id: 'x', url: 'x', date: '2020' }),
    }),
    'research-resources': times(3, {
      title: 'x',
      hosts: [ORG],
      url: 'x',
      ids: [ID],
    }),
    works: times(n, work),
  });
}

/** Rotating the payloads gives each list's nth item another one per field. */
function hostileRecord(orcid, { keepDates }) {
  const record = template(orcid);
  const works = record['activities-summary'].works.group;
  const poisoned = poison(record, from(0), keepDates);
  // A walk meets the fields of every work in step; shift each work by one.
  poisoned['activities-summary'].works.group = works.map((group, index) =>
    poison(group, from(index), keepDates),
  );
  return poisoned;
}

/** As above, but types and DOIs are right, so that all is drawn as usual. */
function politeRecord(orcid) {
  const record = hostileRecord(orcid, { keepDates: true });
  record.person.name['credit-name'] = null;
  record.person.name['given-names'] = { value: HOSTILE_STRINGS[0] };
  record.person.name['family-name'] = { value: HOSTILE_STRINGS[7] };
  record['activities-summary'].works.group.forEach((group, index) => {
    const doi = {
      'external-id-type': 'doi',
      'external-id-value': `10.5555/"><img src=x onerror=${HACK}>.${index}`,
      'external-id-normalized': null,
      'external-id-normalized-error': null,
      'external-id-url': { value: `javascript:${HACK}` },
      'external-id-relationship': 'self',
    };
    group['external-ids'] = { 'external-id': [doi] };
    for (const summary of group['work-summary']) {
      summary.type = 'journal-article';
      summary['external-ids'] = { 'external-id': [doi] };
      const year = String(2026 - index);
      summary['publication-date'].year = { value: year };
    }
  });
  for (const { summaries } of record['activities-summary'].employments[
    'affiliation-group'
  ]) {
    summaries[0]['employment-summary']['end-date'] = null;
  }
  return record;
}

/** What only a whole work tells, with attacks in it; the rest has its own. */
function hostileWork(work) {
  const more = {
    'short-description': 'x',
    citation: { 'citation-type': 'x', 'citation-value': 'x' },
    contributors: contributors([
      { name: 'x', orcid: PRIMARY, sequence: 'x', role: 'x' },
      { name: 'x', orcid: PRIMARY, host: null },
      'x',
    ]),
    'language-code': 'x',
    country: { value: 'x' },
  };
  const poisoned = poison(more, from(work['put-code']), false);
  return { ...work, ...poisoned };
}

const PRIMARY = '0009-0009-9000-1018';
const HOSTILE = '0009-0009-9000-5019';
const POLITE = '0009-0009-9000-5027';
const LINKED = '0009-0009-9000-5035';

export const hostile = [
  {
    key: 'hostile',
    orcid: HOSTILE,
    group: 'Hostile',
    label: 'Hostile (everything)',
    note: 'An attack in every text field, types and dates included',
    record: hostileRecord(HOSTILE, { keepDates: false }),
    spoilWork: hostileWork,
  },
  {
    key: 'hostilePolite',
    orcid: POLITE,
    group: 'Hostile',
    label: 'Hostile (well-formed)',
    note: 'Attacks in names, titles, venues, URLs, DOIs; dates and types right',
    record: politeRecord(POLITE),
    spoilWork: hostileWork,
  },
  {
    key: 'hostileJsonLd',
    orcid: LINKED,
    group: 'Hostile',
    label: 'Hostile (JSON-LD)',
    note: 'The same attacks, answered as schema.org JSON-LD whatever is asked',
    jsonld: renderJsonLd(politeRecord(LINKED)),
  },
];
