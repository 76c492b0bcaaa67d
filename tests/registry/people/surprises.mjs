// Every shape that surprises a reader of real payloads, gathered in a few
// invented people: odd nulls, empty strings as URLs, dates with month "00",
// ties in display-index, URLs that are none, a byte-order mark.
import { HACK } from '../hack.mjs';
import { buildRecord } from '../record.mjs';

const SOCIETY = {
  name: 'Lake Science Society',
  city: 'Havnes',
  region: 'Nordmark',
  country: 'NO',
  id: 'grid.999991.a',
  at: 'GRID',
};

const ODD_ID = '0009-0009-9000-4016';
const URL_ID = '0009-0009-9000-4024';
const BOM_ID = '0009-0009-9000-4032';
const KINDS_ID = '0009-0009-9000-4040';

const doi = (suffix, more = {}) => ({
  type: 'doi',
  value: `10.5555/${suffix}`,
  ...more,
});

const ODD_WORKS = [
  { title: 'Month and day are 00', date: '2019-00-00', doi: '10.5555/odd.1' },
  { title: 'No date at all', date: null, doi: '10.5555/odd.2' },
  { title: 'Year only, no venue', date: '2018' },
  {
    title: 'external-ids is null on the summary',
    date: '2017-05',
    externalIds: null,
  },
  {
    title: 'external-ids holds null instead of a list',
    date: '2017-04',
    externalIds: { 'external-id': null },
    groupIds: { 'external-id': null },
  },
  {
    title: 'external-ids holds an empty list',
    date: '2017-03',
    externalIds: { 'external-id': [] },
  },
  {
    title: 'A DOI that cannot be normalised',
    date: '2016',
    ids: [
      { type: 'doi', value: 'work:doi', normalized: null, error: true },
      doi('ODD.Upper.Case', { url: '', rel: 'version-of' }),
    ],
  },
  {
    title: 'A DOI written as an address, with spaces around it',
    date: '2015-10-01',
    ids: [
      {
        type: 'doi',
        value: ' https://doi.org/10.5555/odd.spaces ',
        normalized: { value: '10.5555/odd.spaces', transient: true },
        url: 'http://dx.doi.org/ 10.5555/odd.spaces',
      },
    ],
  },
  {
    title: 'Every source member is null',
    date: '2015',
    source: 'nulls',
    doi: '10.5555/odd.3',
  },
  {
    title: 'Asserted by a client for the owner',
    date: '2014-12-31',
    source: 'scopus+self',
    doi: '10.5555/odd.4',
  },
  {
    title: 'A subtitle and a translated title',
    subtitle: 'which real lists hardly ever have',
    translated: ['一个副标题和一个译名', 'zh_CN'],
    date: '2014',
    doi: '10.5555/odd.5',
  },
  [
    { title: 'Preferred by position', display: 0, doi: '10.5555/odd.6' },
    { title: 'Tied with it', display: 0, doi: '10.5555/odd.6', date: '2013' },
    { title: 'Tied too', display: 0, doi: '10.5555/odd.6', source: 'self' },
  ],
  [
    {
      title: 'Preferred by position and display-index',
      display: 3,
      date: '2012',
      doi: '10.5555/odd.7',
    },
    {
      title: 'Second, less preferred',
      display: 1,
      date: '2011',
      doi: '10.5555/odd.7',
      source: 'self',
    },
    { title: 'Third', display: 0, doi: '10.5555/odd.7', source: 'datacite' },
  ],
  { title: 'A type no list knows yet', type: 'hologram', date: '2010' },
  {
    title: 'Only an ISSN, which names the journal',
    date: '2009',
    ids: [
      { type: 'issn', value: '0000-0019', rel: 'part-of' },
      { type: 'wosuid', value: 'WOS:000000000000001', normalized: null },
    ],
  },
  {
    title: 'Funded work',
    date: '2008',
    ids: [
      { type: 'grant_number', value: 'G-1', rel: 'funded-by' },
      doi('odd.8'),
    ],
  },
  { title: 'Line\nbreaks and\ttabs\r\nin a title', date: '2007' },
  {
    title: '  A title\u00a0with no-break\ufeff and other spaces  ',
    date: '0999',
  },
];

const URLS = [
  ['Without a scheme', 'www.example.org/page'],
  ['With spaces', 'https://example.org/a file (final).pdf'],
  ['Only a path', '/local/page'],
  ['Protocol-relative', '//example.org/page'],
  ['javascript:', `javascript:${HACK}`],
  ['Upper case, with a tab', `JaVa\tScRiPt:${HACK}`],
  ['data:', `data:text/html,<script>${HACK}</script>`],
  ['vbscript:', 'vbscript:msgbox(1)'],
  ['blob:', 'blob:https://example.org/0'],
  ['file:', 'file:///etc/hostname'],
  ['mailto:', 'mailto:someone@example.org'],
  ['ftp:', 'ftp://ftp.example.org/paper.ps'],
  ['Not a URL', 'not a url'],
  ['Empty', ''],
  ['Blank', '   '],
  ['Unicode host', 'https://öl-see.example/straße?q=ä&b=<c>'],
  ['User and password', 'https://orcid.org@example.org/'],
  ['Broken port', 'https://example.org:99999/'],
  ['Quotes', 'https://example.org/"onclick="alert(1)'],
];

const affiliation = (role, start, end) => ({ org: SOCIETY, role, start, end });

export const surprises = [
  {
    key: 'odd',
    orcid: ODD_ID,
    group: 'Surprises',
    label: 'Odalys Kvist',
    note: 'Every odd shape of works and person items',
    record: buildRecord({
      orcid: ODD_ID,
      name: { given: 'Odalys', family: 'Kvist' },
      otherNames: [
        { content: '\ufeffOdalys K.', display: 7 },
        { content: '{{{}}}}{}{{}}}', display: 7, source: 'nulls' },
        { content: '', display: 0, source: null },
      ],
      emails: [
        { email: 'odalys@example.org', source: 'nulls' },
        { email: 'o.kvist@example.org', source: 'self', verified: false },
      ],
      countries: ['NO', 'AF', 'PR'],
      keywords: ['', ' lakes, rivers; streams ', 'K'.repeat(99)],
      identifiers: [{ type: 'Loop profile', value: '1', url: 'www.6.com' }],
      employments: [
        { org: null, role: 'Organisation is null', start: '2020-00' },
        {
          org: { name: 'Address is null', address: null },
          department: '',
          role: '',
          start: '2019',
        },
        { org: { ...SOCIETY, id: null }, role: null, department: null },
      ],
      works: ODD_WORKS,
    }),
  },
  {
    key: 'urls',
    orcid: URL_ID,
    group: 'Surprises',
    label: 'Uriel Linksmith',
    note: 'URLs without scheme, with spaces, javascript:, data:, empty',
    record: buildRecord({
      orcid: URL_ID,
      name: { given: 'Uriel', family: 'Linksmith' },
      urls: URLS.map(([name, url], i) => ({ name, url, display: -i })),
      employments: URLS.slice(0, 8).map(([role, url]) => ({
        org: SOCIETY,
        role,
        url,
        start: '2020',
      })),
      works: URLS.map(([title, url], index) => ({
        title: `URL: ${title}`,
        date: String(2026 - index),
        url,
        ids: [{ type: 'uri', value: url, url, normalized: null }],
      })),
      fundings: URLS.slice(4, 7).map(([title, url]) => ({
        title,
        url,
        org: SOCIETY,
        ids: [{ type: 'grant_number', value: 'G-2', url }],
      })),
    }),
  },
  {
    key: 'bom',
    orcid: BOM_ID,
    group: 'Surprises',
    label: 'Bomi Vorspann',
    note: 'A byte-order mark before the JSON',
    bom: true,
    record: buildRecord({
      orcid: BOM_ID,
      name: { given: 'Bomi', family: 'Vorspann' },
      works: [{ title: 'Invisible beginnings', date: '2024-01-00' }],
    }),
  },
  {
    key: 'allKinds',
    orcid: KINDS_ID,
    group: 'Surprises',
    label: 'Petra Allermann',
    note: 'All seven affiliation kinds, fundings, reviews, resources',
    record: buildRecord({
      orcid: KINDS_ID,
      name: { given: 'Petra', family: 'Allermann' },
      distinctions: [affiliation('Golden Ice Drill', '2023-05-17')],
      educations: [affiliation('PhD', '2009', '2013-12')],
      employments: [
        [
          { ...affiliation('Professor', '2020-02'), display: 2 },
          { ...affiliation('Prof.', '2020'), source: 'university' },
        ],
        affiliation('Lecturer', '2014', '2020-01-31'),
      ],
      'invited-positions': [affiliation('Visiting Fellow', '2022', '2022')],
      memberships: [affiliation('Fellow', '2018')],
      qualifications: [affiliation('Ice diver, class II', '2008-06')],
      services: [affiliation('Editor', '2021', '2024')],
      fundings: [
        [
          {
            title: 'Ice drills for all',
            translated: ['Eisbohrer für alle', 'de'],
            org: SOCIETY,
            start: '2021',
            ids: [{ type: 'grant_number', value: 'G-3', url: '' }],
            display: 1,
          },
          {
            title: 'Ice drills for all (copy)',
            org: SOCIETY,
            ids: [{ type: 'grant_number', value: 'G-3' }],
          },
        ],
        { title: 'Contract work', type: 'contract', org: null },
        { title: 'Salary', type: 'salary-award', org: SOCIETY, end: '2019' },
      ],
      'peer-reviews': [
        {
          issn: '0000-0035',
          org: SOCIETY,
          reviews: [
            { id: 'r1', date: '2024-00', url: '' },
            { id: 'r2', date: null },
            { id: 'r3', date: '2020-02-02', url: 'https://example.org/r3' },
          ],
        },
        { issn: '0000-0043', org: null, reviews: [{ id: 'r4', date: '2019' }] },
      ],
      'research-resources': [
        {
          title: 'Ship time on RV Isbjørn',
          hosts: [SOCIETY, { name: 'Second host', country: 'SE' }],
          ids: [{ type: 'source-work-id', value: 'rv-7' }],
          start: '2019-03-01',
          end: '2019-04-12',
          url: 'https://example.org/ship',
        },
        { title: 'Nobody hosts this', hosts: [] },
      ],
      works: [{ title: 'One work among much else', date: '2022-02-02' }],
    }),
  },
];
