// Other everyday records: no works, nothing public, several jobs at once, one
// of the sandbox.
import { buildRecord } from '../record.mjs';
import { ARTICLE, COUNCIL, LAKES, NORDMARK, work } from './ordinary.mjs';

export const everyday = [
  {
    key: 'carberry',
    orcid: '0000-0002-1825-0097',
    group: 'Ordinary',
    label: 'Josiah Carberry',
    note: 'The fictitious professor whose iD every documentation shows',
    record: buildRecord({
      orcid: '0000-0002-1825-0097',
      name: { given: 'Josiah', family: 'Carberry' },
      biography: 'A fictitious professor of psychoceramics.',
      employments: [
        {
          org: { name: 'Pottery College', city: 'Crackton', country: 'US' },
          department: 'Psychoceramics',
          role: 'Professor',
          start: '1929',
        },
      ],
      works: [
        work('On cracked pots', ARTICLE, 'Psychoceramics', '2012', 'cp.1'),
        work('Further cracks', ARTICLE, 'Psychoceramics', '2008-08', 'cp.2'),
        work('A glaze for every mind', 'book', null, '1999', null, {
          source: 'self',
        }),
      ],
    }),
  },
  {
    key: 'noWorks',
    orcid: '0009-0009-9000-1026',
    group: 'Ordinary',
    label: 'Tomasz Brzezina',
    note: 'A name and a job, no works',
    record: buildRecord({
      orcid: '0009-0009-9000-1026',
      name: { given: 'Tomasz', family: 'Brzezina' },
      employments: [{ org: NORDMARK, role: 'Librarian', start: '2020-01' }],
    }),
  },
  {
    key: 'nameOnly',
    orcid: '0009-0009-9000-1034',
    group: 'Ordinary',
    label: 'Amina Roux-Delacourt',
    note: 'Nothing public but the name',
    record: buildRecord({
      orcid: '0009-0009-9000-1034',
      name: { given: 'Amina', family: 'Roux-Delacourt' },
    }),
  },
  {
    key: 'nothing',
    orcid: '0009-0009-9000-1042',
    group: 'Ordinary',
    label: '(nothing public)',
    note: 'The record exists, name null, every section empty',
    record: buildRecord({ orcid: '0009-0009-9000-1042', name: null }),
  },
  {
    key: 'worksOnly',
    orcid: '0009-0009-9000-1050',
    group: 'Ordinary',
    label: '(name not public)',
    note: 'Works are public, the name is not',
    record: buildRecord({
      orcid: '0009-0009-9000-1050',
      name: null,
      works: [
        work('Written by nobody in particular', 'book', null, '2020', 'nb.1'),
        work('Also unsigned', ARTICLE, 'Anonymous Letters', '2018', 'nb.2'),
      ],
    }),
  },
  {
    key: 'sandbox',
    orcid: '0009-0009-9000-1069',
    group: 'Ordinary',
    label: 'Sam Sandborn',
    note: 'As the sandbox answers: host sandbox.orcid.org in every iD',
    record: buildRecord({
      orcid: '0009-0009-9000-1069',
      host: 'sandbox.orcid.org',
      name: { given: 'Sam', family: 'Sandborn' },
      employments: [{ org: LAKES, role: 'Tester', start: '2021' }],
      works: [work('Castles of sand', ARTICLE, 'Beach', '2022', 'sand.1')],
    }),
  },
  {
    key: 'manyAffiliations',
    orcid: '0009-0009-9000-1077',
    group: 'Ordinary',
    label: 'Beatriz Fontoura',
    note: 'Two jobs at once, one past, one that ended with no start known',
    record: buildRecord({
      orcid: '0009-0009-9000-1077',
      name: { given: 'Beatriz', family: 'Fontoura' },
      employments: [
        {
          org: NORDMARK,
          department: 'School of Medicine',
          role: 'Clinical Lecturer',
          start: '2021-03',
        },
        { org: LAKES, role: 'Adviser (20 %)', start: '2023-10-01' },
        { org: COUNCIL, role: 'Programme Officer', end: '2020-12-31' },
        { org: LAKES, department: 'Library', start: '2010', end: '2012' },
      ],
      works: [work('On two chairs', ARTICLE, 'Careers', '2024-05', 'chr.1')],
    }),
  },
];
