// The person the demo and the README show: an ordinary, well-kept record.
// DOIs use 10.5555, the prefix reserved for examples: none leads to real work.
import { buildRecord } from '../record.mjs';

export const NORDMARK = {
  name: 'University of Nordmark',
  city: 'Havnes',
  country: 'NO',
  id: 'https://ror.org/05nordmk7',
};
export const LAKES = {
  name: 'Institute for Cold Lakes',
  city: 'Kuusijoki',
  country: 'FI',
  id: '385999991',
  at: 'RINGGOLD',
};
export const COUNCIL = {
  name: 'Northern Research Council',
  city: 'Havnes',
  country: 'NO',
  id: 'http://dx.doi.org/10.13039/100009999991',
  at: 'FUNDREF',
};

// One work in one line: title, type, venue, date, DOI suffix, more.
export const work = (title, type, journal, date, doi, more = {}) => ({
  title,
  type,
  journal,
  date,
  doi: doi && `10.5555/${doi}`,
  ...more,
});

const PREPRINT = 'preprint';
export const ARTICLE = 'journal-article';

const SOLVEIG = {
  orcid: '0009-0009-9000-1018',
  name: { given: 'Solveig', family: 'Marchetti-Lund' },
  otherNames: [
    { content: 'S. Marchetti-Lund', display: 2 },
    { content: 'Solveig Lund', display: 1 },
  ],
  biography:
    'I study the microbes that live under lake ice: who they are, how they feed through five dark months, and what happens to them as winters shorten.',
  urls: [
    {
      name: 'Winter Lakes Group',
      url: 'https://lakes.example.org',
      display: 2,
    },
    {
      name: 'Field notes',
      url: 'https://notes.example.org/solveig',
      display: 1,
    },
  ],
  emails: [
    {
      email: 'solveig@example.org',
      primary: true,
      verifiedOn: Date.UTC(2024, 10, 4),
    },
  ],
  countries: ['NO'],
  keywords: ['limnology', 'microbial ecology', 'lake ice', 'metagenomics'],
  identifiers: [
    {
      type: 'Scopus Author ID',
      value: '99999990001',
      url: 'https://example.org/scopus/99999990001',
    },
  ],
  employments: [
    {
      org: NORDMARK,
      department: 'Department of Freshwater Biology',
      role: 'Associate Professor',
      start: '2022-08-01',
      source: 'university',
      display: 1,
      url: 'https://nordmark.example.org/people/solveig',
    },
    {
      org: LAKES,
      department: 'Winter Ecology Unit',
      role: 'Postdoctoral Researcher',
      start: '2018-09',
      end: '2022-06',
    },
  ],
  educations: [
    {
      org: NORDMARK,
      department: 'Faculty of Science',
      role: 'PhD in Aquatic Ecology',
      start: '2014',
      end: '2018-06-15',
    },
    {
      org: { name: 'Università di Valsorda', city: 'Valsorda', country: 'IT' },
      role: 'MSc in Biology',
      start: '2011',
      end: '2013',
    },
  ],
  memberships: [
    {
      org: { name: 'Lake Science Society', city: 'Havnes', country: 'NO' },
      role: 'Member',
      start: '2016',
    },
  ],
  fundings: [
    {
      title: 'Dark winters, bright springs: life under thinning lake ice',
      org: COUNCIL,
      start: '2023-01',
      end: '2027-12',
      ids: [
        {
          type: 'grant_number',
          value: 'NRC-334501',
          url: 'https://example.org/grants/334501',
        },
      ],
    },
    {
      title: 'Winter Ecology Fellowship',
      type: 'award',
      org: COUNCIL,
      start: '2018',
      end: '2020',
    },
  ],
  'peer-reviews': [
    {
      issn: '0000-0019',
      org: { name: 'Lake Science Society', city: 'Havnes', country: 'NO' },
      reviews: [
        { id: 'lss-2025-11', date: '2025-11' },
        { id: 'lss-2024-03', date: '2024-03' },
        { id: 'lss-2022-07', date: '2022-07' },
      ],
    },
    {
      issn: '0000-0027',
      org: { name: 'Polar Letters', city: 'Tromsdal', country: 'NO' },
      reviews: [{ id: 'pl-881', date: '2023' }],
    },
  ],
  works: [
    [
      work(
        'Bacterial succession beneath thinning ice in twelve boreal lakes',
        ARTICLE,
        'Journal of Winter Limnology',
        '2026-01-19',
        'jwl.2026.0117',
        {
          ids: [{ type: 'issn', value: '0000-0019', rel: 'part-of' }],
          display: 1,
        },
      ),
      work(
        'Bacterial succession beneath thinning ice in 12 boreal lakes',
        ARTICLE,
        'J Winter Limnol',
        '2026',
        'jwl.2026.0117',
        { source: 'scopus+self' },
      ),
    ],
    work(
      'Under-ice metagenomes of Lake Storvann, winters 2021 to 2025',
      'data-set',
      'Nordmark Research Data',
      '2025-11-03',
      'nrd.storvann.v3',
      { source: 'datacite' },
    ),
    work(
      'Five months of darkness: how mixotrophs survive the boreal winter',
      ARTICLE,
      'Freshwater Ecology Letters',
      '2025-08-21',
      'fel.2025.88',
    ),
    work(
      'A spring without ice: early signals from a lake that did not freeze',
      PREPRINT,
      'Open Limnology Preprints',
      '2025-05-02',
      'olp.5521',
    ),
    work(
      'icecore: tidy tools for under-ice sensor logs',
      'software',
      null,
      '2024-12-10',
      'sw.icecore.2',
      { source: 'datacite', url: 'https://code.example.org/icecore' },
    ),
    work(
      'Methane oxidation at the ice–water boundary',
      ARTICLE,
      'Biogeochemistry of Cold Waters',
      '2024-09-30',
      'bcw.2024.311',
    ),
    work(
      'Winter in a changing lake',
      'book-chapter',
      'Handbook of Cold Lakes',
      '2024-04',
      'hcl.ch07',
      { ids: [{ type: 'isbn', value: '9780000000019', rel: 'part-of' }] },
    ),
    work(
      'What lives under the ice? Thirty years of Lake Storvann in one figure',
      'conference-poster',
      'Nordic Lakes Meeting',
      '2023-10-12',
      null,
      { source: 'self', url: 'https://notes.example.org/solveig/poster' },
    ),
    work(
      'Phosphorus limits under-ice blooms only after the snow has gone',
      ARTICLE,
      'Freshwater Ecology Letters',
      '2023-06-01',
      'fel.2023.41',
    ),
    work(
      'Reply to “Are winter lakes really quiet?”',
      ARTICLE,
      'Polar Letters',
      '2022-11',
      'pl.2022.9',
    ),
    work(
      'Snow on ice: a light budget for small boreal lakes',
      ARTICLE,
      'Journal of Winter Limnology',
      '2022-02-14',
      'jwl.2022.0203',
    ),
    work(
      'Sampling through ice: a field manual',
      'manual',
      'Institute for Cold Lakes',
      '2021',
      null,
      { source: 'self' },
    ),
    work(
      'Cryptophytes as a winter food source for copepods',
      ARTICLE,
      'Plankton and Ice',
      '2020-12-18',
      'pai.2020.77',
    ),
    work(
      'Seasonal memory in bacterial communities of ice-covered lakes',
      'conference-paper',
      'Proceedings of the 7th Winter Lakes Workshop',
      '2019-09',
      'wlw7.19',
    ),
    work(
      'Life in the dark: bacterial communities of ice-covered lakes',
      'dissertation-thesis',
      'University of Nordmark',
      '2019',
      null,
      { source: 'self', url: 'https://nordmark.example.org/theses/lund' },
    ),
  ],
};

// A work of Solveig's that she keeps to herself: asking for it alone is a 403.
export const PRIVATE_PUT_CODE = 999_001;

export const ordinary = [
  {
    key: 'ordinary',
    orcid: SOLVEIG.orcid,
    group: 'Ordinary',
    label: 'Solveig Marchetti-Lund',
    note: 'An ordinary record: 15 works, job, degrees, grants',
    record: buildRecord(SOLVEIG),
    privatePutCodes: [PRIVATE_PUT_CODE],
  },
];
