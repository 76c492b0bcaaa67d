// Records in which single items are broken in every way we could think of,
// between good ones. `EXPECTED` says how many are good: a reader may drop the
// hopeless, may keep or drop the damaged, and must never lose a good one.
import { buildRecord } from '../record.mjs';

const BROKEN = '0009-0009-9000-6011';
const HALF = '0009-0009-9000-602X';
const WRONG = '0009-0009-9000-6038';

const ORG = { name: 'Repair Institute', city: 'Havnes', country: 'NO' };

const good = (n) => ({
  title: `Good work ${n}`,
  journal: 'Journal of Mending',
  date: `${2026 - n}-05-14`,
  doi: `10.5555/good.${n}`,
});

const GOOD_WORKS = 12;

const base = buildRecord({
  orcid: BROKEN,
  name: { given: 'Brooke', family: 'Nitems' },
  works: Array.from({ length: GOOD_WORKS }, (_, n) => good(n)),
  employments: [
    { org: ORG, role: 'Good job 0', start: '2021-01' },
    { org: ORG, role: 'Good job 1', start: '2015', end: '2020' },
    { org: ORG, role: 'Good job 2', end: '2014' },
  ],
  educations: [{ org: ORG, role: 'Inside an object, not a list' }],
  services: [{ org: ORG, role: 'Good service 0', start: '2019' }],
  fundings: [
    { title: 'Good grant 0', org: ORG, start: '2020' },
    { title: 'Good grant 1', org: ORG },
  ],
  'peer-reviews': [
    { issn: '0000-0051', org: ORG, reviews: [{ id: 'ok', date: '2022' }] },
  ],
  keywords: ['good keyword'],
  otherNames: ['Good Other-Name'],
});

const clone = (node) => structuredClone(node);

/** A copy of a good work group with its one summary changed. */
function damagedWork(title, change) {
  const group = clone(base['activities-summary'].works.group[0]);
  const summary = group['work-summary'][0];
  summary.title.title.value = `Damaged: ${title}`;
  summary['put-code'] += 5000;
  change(summary, group);
  return group;
}

const date = (year, month, day) => ({ year, month, day });
const set = (key, content) => (summary) => {
  summary[key] = content;
};
const unset = (key) => (summary) => {
  delete summary[key];
};
const dated = (...parts) => set('publication-date', date(...parts));

const DAMAGED_WORKS = [
  damagedWork('title null', set('title', null)),
  damagedWork('title missing', unset('title')),
  damagedWork('title a string', set('title', 'Damaged: a bare string')),
  damagedWork('inner title null', (s) => (s.title.title = null)),
  damagedWork('title a number', (s) => (s.title.title = { value: 42 })),
  damagedWork('title empty', (s) => (s.title.title = { value: '' })),
  damagedWork('title value null', (s) => (s.title.title = { value: null })),
  damagedWork('put-code a string', set('put-code', '105001')),
  damagedWork('put-code null', set('put-code', null)),
  damagedWork('put-code missing', unset('put-code')),
  damagedWork('put-code negative', set('put-code', -1)),
  damagedWork('put-code too big', set('put-code', 1e30)),
  damagedWork('put-code a fraction', set('put-code', 1.5)),
  damagedWork('year abcd', dated({ value: 'abcd' }, null, null)),
  damagedWork('year a number', dated({ value: 2020 }, null, null)),
  damagedWork('year bare', dated('2020', '05', null)),
  damagedWork('year empty', dated({ value: '' }, null, null)),
  damagedWork('year 99999', dated({ value: '99999' }, null, null)),
  damagedWork('year negative', dated({ value: '-44' }, null, null)),
  damagedWork('year null', dated(null, { value: '05' }, null)),
  damagedWork('month 13', dated({ value: '2020' }, { value: '13' }, null)),
  damagedWork('month May', dated({ value: '2020' }, { value: 'May' }, null)),
  damagedWork('day, no month', dated({ value: '2020' }, null, { value: '9' })),
  damagedWork(
    '31 February',
    dated({ value: '2020' }, { value: '02' }, { value: '31' }),
  ),
  damagedWork('date a string', set('publication-date', '2020-05-05')),
  damagedWork('date a list', set('publication-date', [2020, 5])),
  damagedWork('date missing', unset('publication-date')),
  damagedWork('type null', set('type', null)),
  damagedWork('type missing', unset('type')),
  damagedWork('type unknown', set('type', 'brain-wave')),
  damagedWork('type a number', set('type', 7)),
  damagedWork('type upper case', set('type', 'JOURNAL_ARTICLE')),
  damagedWork('external-ids a list', set('external-ids', [])),
  damagedWork('external-ids a string', set('external-ids', '10.5555/x')),
  damagedWork('one external id is null', (s) =>
    s['external-ids']['external-id'].unshift(null),
  ),
  damagedWork('one external id without value', (s) =>
    s['external-ids']['external-id'].unshift({ 'external-id-type': 'doi' }),
  ),
  damagedWork('journal-title a string', set('journal-title', 'Bare')),
  damagedWork('url a string', set('url', 'https://example.org/')),
  damagedWork('source a string', set('source', 'Crossref')),
  damagedWork('display-index a number', set('display-index', 3)),
  damagedWork('display-index x', set('display-index', 'x')),
  damagedWork('visibility missing', unset('visibility')),
  damagedWork('path null', set('path', null)),
  damagedWork('group ids null', (_, g) => (g['external-ids'] = null)),
  damagedWork('group ids missing', (_, g) => delete g['external-ids']),
  damagedWork('group date a string', (_, g) => {
    g['last-modified-date'] = 'yesterday';
  }),
  damagedWork('an unknown key', set('brand-new-key', { deep: [1, null] })),
  damagedWork('second summary is null', (_, g) => g['work-summary'].push(null)),
  damagedWork('first summary is null', (_, g) =>
    g['work-summary'].unshift(null),
  ),
];

const HOPELESS_WORKS = [
  null,
  'a string instead of a group',
  42,
  true,
  [],
  {},
  { 'last-modified-date': null, 'external-ids': null },
  { 'work-summary': null },
  { 'work-summary': [] },
  { 'work-summary': {} },
  { 'work-summary': 'none' },
  { 'work-summary': [null] },
  { 'work-summary': ['summary'] },
  { 'work-summary': [{}] },
];

/** The good ones keep their order, with a broken one after each. */
function interleave(goodOnes, broken) {
  const mixed = [];
  const rest = [...broken];
  const share = Math.ceil(rest.length / goodOnes.length);
  for (const item of goodOnes) mixed.push(item, ...rest.splice(0, share));
  return mixed;
}

const DAMAGED_JOBS = [
  (s) => (s.organization = null),
  (s) => delete s.organization,
  (s) => (s.organization = 'Bare string'),
  (s) => (s.organization.name = null),
  (s) => (s.organization.address = 'Havnes'),
  (s) => (s['start-date'] = date({ value: '20x1' }, null, null)),
  (s) => (s['end-date'] = '2020'),
  (s) => (s['role-title'] = { value: 'wrapped' }),
  (s) => (s['department-name'] = 9),
  (s) => (s['put-code'] = '12'),
].map((change, index) => {
  const group = clone(
    base['activities-summary'].employments['affiliation-group'][0],
  );
  const summary = group.summaries[0]['employment-summary'];
  summary['role-title'] = `Damaged job ${index}`;
  summary['put-code'] += 7000 + index;
  change(summary);
  return group;
});

const HOPELESS_JOBS = [
  null,
  'job',
  0,
  {},
  { summaries: null },
  { summaries: [] },
  { summaries: [null] },
  { summaries: [{}] },
  { summaries: [{ 'holiday-summary': {} }] },
  { summaries: [{ 'employment-summary': null }] },
];

function broken() {
  const record = clone(base);
  const activities = record['activities-summary'];
  activities.works.group = interleave(activities.works.group, [
    ...HOPELESS_WORKS,
    ...DAMAGED_WORKS,
  ]);
  activities.employments['affiliation-group'] = interleave(
    activities.employments['affiliation-group'],
    [...HOPELESS_JOBS, ...DAMAGED_JOBS],
  );
  const { educations, services, fundings } = activities;
  educations['affiliation-group'] = educations['affiliation-group'][0];
  services['affiliation-group'].push(null);
  fundings.group.splice(1, 0, null, 'grant', {}, { 'funding-summary': [null] });
  activities['peer-reviews'].group.push(null, { 'peer-review-group': null });
  activities['research-resources'] = null;
  record.person.keywords.keyword.unshift(null, 3, {}, { content: null });
  record.person['other-names']['other-name'].unshift(null, { content: 5 });
  record.person['researcher-urls'] = 'none';
  record.person.addresses = { address: null };
  delete record.person.emails;
  return record;
}

/** Whole sections missing or null, and still a name, a job and three works. */
function half() {
  const record = buildRecord({
    orcid: HALF,
    name: { given: 'Half', family: 'Record' },
    employments: [{ org: ORG, role: 'Good job 0', start: '2020' }],
    works: [0, 1, 2].map(good),
  });
  const activities = record['activities-summary'];
  delete record.preferences;
  record.history = null;
  delete record.person['external-identifiers'];
  record.person.keywords = null;
  record.person.biography = 'a bare string';
  delete activities.fundings;
  activities['peer-reviews'] = null;
  activities.services = [];
  activities.distinctions = { 'affiliation-group': null };
  delete activities['last-modified-date'];
  return record;
}

/** The whole is of the wrong shape: nothing but an iD can be read. */
function wrong() {
  const record = buildRecord({ orcid: WRONG, name: { given: 'Wrong' } });
  record.person = [];
  record['activities-summary'] = 'none';
  return record;
}

export const EXPECTED = {
  broken: {
    works: {
      good: GOOD_WORKS,
      damaged: DAMAGED_WORKS.length,
      hopeless: HOPELESS_WORKS.length,
    },
    employments: {
      good: 3,
      damaged: DAMAGED_JOBS.length,
      hopeless: HOPELESS_JOBS.length,
    },
    educations: { good: 0, damaged: 1, hopeless: 0 },
    services: { good: 1, damaged: 0, hopeless: 1 },
    fundings: { good: 2, damaged: 0, hopeless: 4 },
    // Good titles start so, damaged ones with "Damaged: ".
    goodTitle: /^Good work \d+$/,
    goodRole: /^Good job \d$/,
  },
  half: { works: { good: 3 }, employments: { good: 1 } },
};

export const brokenPeople = [
  {
    key: 'broken',
    orcid: BROKEN,
    group: 'Broken',
    label: 'Brooke Nitems',
    note: 'Single items broken in every way between good ones',
    record: broken(),
  },
  {
    key: 'half',
    orcid: HALF,
    group: 'Broken',
    label: 'Half Record',
    note: 'Whole sections missing, null or of another type',
    record: half(),
  },
  {
    key: 'wrong',
    orcid: WRONG,
    group: 'Broken',
    label: '(wrong shape)',
    note: 'person is a list, activities-summary a string',
    record: wrong(),
  },
];
