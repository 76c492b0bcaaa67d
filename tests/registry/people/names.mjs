// Names that do not look like "Given Family".
import { buildRecord } from '../record.mjs';

const LONG_GIVEN =
  'Wilhelmina Konstantia Philippina Antoinetta Maria Theodora Josephina';
const LONG_FAMILY =
  'van der Veldenburg-Oosterwijk tot Nieuwenhuizen-Achterberg en Zuilichem-Bovenkerk';

function someone(key, serial, name, note, more = {}) {
  const label =
    name.credit || [name.given, name.family].filter(Boolean).join(' ');
  return {
    key,
    orcid: serial,
    group: 'Names',
    label: label.replace(/\s+/g, ' ').trim() || '(blank name)',
    note,
    record: buildRecord({
      orcid: serial,
      name,
      employments: [
        {
          org: { name: 'Onomastic Archive', city: 'Havnes', country: 'NO' },
          role: 'Archivist',
          start: '2019',
        },
      ],
      works: [
        {
          title: 'What is in a name?',
          journal: 'Names',
          date: '2021-04',
          doi: `10.5555/${key.toLowerCase()}`,
        },
      ],
      ...more,
    }),
  };
}

export const names = [
  someone(
    'creditName',
    '0009-0009-9000-2010',
    { given: 'Jonathan', family: 'Abernathy', credit: 'J. Q. Abernathy-Sato' },
    'A credit name, which goes before given and family name',
    { otherNames: ['Johnny Abernathy', 'ジョナサン・佐藤'] },
  ),
  someone(
    'oneWord',
    '0009-0009-9000-2029',
    { given: 'Suryawati' },
    'One name only: family-name is null',
  ),
  someone(
    'longName',
    '0009-0009-9000-2037',
    { given: LONG_GIVEN, family: LONG_FAMILY },
    'A name of 150 characters',
  ),
  someone(
    'unbrokenName',
    '0009-0009-9000-2045',
    { given: 'A'.repeat(120) },
    '120 characters without a place to break',
  ),
  someone(
    'familyOnly',
    '0009-0009-9000-2053',
    { given: null, family: 'Okonkwo-Brandt' },
    'given-names is null',
  ),
  someone(
    'blankName',
    '0009-0009-9000-2061',
    { given: '   ', family: '' },
    'Given name of spaces, empty family name',
  ),
  someone(
    'spacedName',
    '0009-0009-9000-207X',
    { given: '  Marguerite \n', family: ' O’Sullivan‑Nguyễn  ' },
    'Stray white space and a line break; an iD that ends in X',
  ),
  someone(
    'emptyCredit',
    '0009-0009-9000-2088',
    { given: 'Eduardo', family: 'Salgueiro', credit: '' },
    'The credit name is an empty string',
  ),
];
