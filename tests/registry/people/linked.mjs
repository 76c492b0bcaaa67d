// People whose record is answered as schema.org JSON-LD whatever was asked:
// real registries prefer JSON when it is accepted, so without these the
// JSON-LD reader would never be exercised in a browser. They stand for mirrors
// and caches that hold only the linked-data form.
import { renderJsonLd } from '../jsonld.mjs';
import { buildRecord } from '../record.mjs';

const KELP = {
  name: 'Kelp Observatory',
  city: 'Strandvik',
  country: 'NO',
  id: 'https://ror.org/04ke1p0b5',
};
const FUND = {
  name: 'Foundation for Cold Seas',
  id: 'http://dx.doi.org/10.13039/100009999992',
  at: 'FUNDREF',
};
const GRID = { name: 'Tidal College', id: 'grid.999992.b', at: 'GRID' };
const LEI = { name: 'Seaweed AG', id: '9999990SEAWEED00XX00', at: 'LEI' };

const RICH = '0009-0009-9000-901X';
const SINGLE = '0009-0009-9000-9028';
const BARE = '0009-0009-9000-9036';

const person = (key, orcid, label, note, spec) => ({
  key,
  orcid,
  group: 'JSON-LD only',
  label,
  note,
  jsonld: renderJsonLd(buildRecord({ orcid, ...spec })),
});

export const linked = [
  person('linked', RICH, 'Ragnhild Tangen', 'Lists of everything', {
    name: { given: 'Ragnhild', family: 'Tangen', credit: 'R. H. Tangen' },
    otherNames: ['Ragnhild H. Tangen', 'تانغن'],
    countries: ['NO', 'SE'],
    urls: [
      { name: 'Home', url: 'https://kelp.example.org' },
      { name: 'Bad', url: 'javascript:void(0)' },
    ],
    identifiers: [
      { type: 'Loop profile', value: '123', url: 'https://example.org/123' },
      { type: 'ISNI', value: '0000000000000001', url: null },
    ],
    employments: [
      { org: KELP, department: 'Kelp Genetics', role: 'lost', start: '2020' },
      { org: GRID },
      { org: { name: 'Without a disambiguated organisation: left out' } },
    ],
    memberships: [{ org: LEI }],
    educations: [{ org: GRID, department: 'Marine Biology' }],
    qualifications: [{ org: KELP }],
    fundings: [
      {
        title: 'Cold kelp',
        org: FUND,
        ids: [{ type: 'grant_number', value: 'FCS-12' }],
      },
      { title: 'Warm kelp', org: FUND },
    ],
    works: [
      {
        title: 'Kelp forests of the north',
        date: '2023',
        doi: '10.5555/KELP.1',
        ids: [{ type: 'pmid', value: '99999991' }],
      },
      { title: 'An unidentified work', date: '2021', type: 'book' },
      {
        title: 'Only an ISBN <i>Laminaria</i> &amp; kin',
        ids: [{ type: 'isbn', value: '9780000000026' }],
      },
      { title: 'حياة الأعشاب البحرية', doi: '10.5555/kelp.2' },
      { title: null, doi: '10.5555/kelp.3' },
    ],
  }),
  person(
    'linkedSingle',
    SINGLE,
    'Uno Ensam',
    'One of each: lists of one are not lists in JSON-LD',
    {
      name: { given: 'Uno', family: 'Ensam' },
      otherNames: ['U. Ensam'],
      countries: ['SE'],
      urls: [{ name: 'Home', url: 'https://uno.example.org' }],
      identifiers: [{ type: 'ISNI', value: '0000000000000002', url: null }],
      employments: [{ org: KELP, department: 'Alone' }],
      educations: [{ org: GRID }],
      fundings: [{ title: 'One grant', org: FUND }],
      works: [{ title: 'One work', doi: '10.5555/uno.1' }],
    },
  ),
  person('linkedBare', BARE, '(bare)', 'Nothing but the iD', { name: null }),
];
