// Records of any size from a seed, for measuring and for long lists. The same
// arguments give the same record, byte for byte. Real works average 1.4 to 2 kB
// of compact JSON in a works list, and 80 to 125 bytes gzipped; these do too.
import { Dice } from './dice.mjs';
import { generatedOrcid } from './id.mjs';
import { buildRecord } from './record.mjs';

export { generatedOrcid } from './id.mjs';

const GIVEN = ['Ada', 'Bo', 'Chiara', 'Dmitri', 'Esra', 'Femi', 'Gudrun'];
const FAMILY = ['Adeyemi', 'Berg', 'Costa', 'Dvořák', 'Eriksen', 'Fujita'];

const OPENING = [
  'Seasonal dynamics of',
  'A revised model for',
  'Long-term observations of',
  'On the origin of',
  'Machine-assisted detection of',
  'Comparative genomics of',
  'Quantifying the resilience of',
  'Evidence for hidden',
  'Towards a theory of',
  'Isotopic signatures of',
];
const SUBJECT = [
  'cold-water copepods',
  'under-ice phytoplankton',
  'permafrost carbon release',
  'glacier-fed stream biofilms',
  'mixotrophic flagellates',
  'methane-oxidising bacteria',
  'lake sediment archives',
  'snow algae pigments',
  'winter food webs',
  'freshwater viromes',
];
const CLOSING = [
  'in boreal catchments',
  'across a latitudinal gradient',
  'under a warming climate',
  'from fifty years of monitoring',
  'revealed by environmental DNA',
  'and its implications for water policy',
  'at the <i>Daphnia</i>–phage interface',
  'with CO<sub>2</sub> enrichment &amp; low light',
  'über drei Jahrzehnte: été, höst und vinter',
  '',
];
const JOURNALS = [
  'Journal of Winter Limnology',
  'Freshwater Ecology Letters',
  'Biogeochemistry of Cold Waters',
  'Plankton and Ice',
  'Annals of Hydrology',
  'Cold Regions Science and Society',
];
const TYPES = [
  ['journal-article', 62],
  ['conference-paper', 10],
  ['other', 7],
  ['data-set', 6],
  ['book-chapter', 5],
  ['preprint', 4],
  ['conference-abstract', 2],
  ['software', 2],
  ['report', 1],
  ['book', 1],
];

const pad = (number) => String(number).padStart(2, '0');

function randomDate(dice) {
  if (dice.chance(0.03)) return null;
  // Careers speed up: recent years hold more works.
  const year = 2026 - Math.floor(dice.random() ** 2 * 36);
  if (dice.chance(0.25)) return String(year);
  const month = pad(dice.chance(0.01) ? 0 : 1 + dice.below(12));
  if (dice.chance(0.45)) return `${year}-${month}`;
  return `${year}-${month}-${pad(1 + dice.below(28))}`;
}

function identifiers(dice, index) {
  const ids = [];
  const add = (chance, id) => dice.chance(chance) && ids.push(id());
  const issn = () => `0000-${String(1000 + dice.below(9000))}`;
  add(0.25, () => ({
    type: 'eid',
    value: `2-s2.0-8${String(5_000_000_000 + index * 977)}`,
    url: dice.chance(0.5) ? '' : null,
  }));
  add(0.15, () => ({
    type: 'pmid',
    value: String(90_000_000 + index),
    url: `https://pubmed.example.org/${90_000_000 + index}`,
  }));
  add(0.1, () => ({
    type: 'wosuid',
    value: `WOS:${String(1000 + index).padStart(15, '0')}`,
    url: null,
  }));
  add(0.2, () => ({ type: 'issn', value: issn(), rel: 'part-of' }));
  add(0.05, () => ({ type: 'issn', value: issn(), rel: 'part-of' }));
  return ids;
}

/**
 * Versions of one work. `index` is the lab's or the record's number of it;
 * `hasDoi` decides where chance would.
 */
export function randomWork(dice, index, { stem = 'gen', hasDoi } = {}) {
  const type = dice.weighted(TYPES);
  const words = [OPENING, SUBJECT, CLOSING].map((list) => dice.pick(list));
  const title = `${words.join(' ').trim()} (${index + 1})`;
  // Drawn in any case: what is drawn after it must not change.
  const byChance = dice.chance(0.85);
  const doi =
    (hasDoi ?? byChance) ? `10.5555/${stem}.${index.toString(36)}.2026` : null;
  const common = {
    title,
    type,
    doi,
    journal:
      type === 'data-set' || dice.chance(0.1) ? null : dice.pick(JOURNALS),
    date: randomDate(dice),
    url: doi && dice.chance(0.5) ? `https://doi.org/${doi}` : null,
  };
  const versions = dice.weighted([
    [1, 88],
    [2, 10],
    [3, 2],
  ]);
  return Array.from({ length: versions }, (_, version) => ({
    ...common,
    title: version === 0 ? title : title.toUpperCase(),
    ids: identifiers(dice, index),
    source: dice.pick(['crossref', 'crossref', 'scopus+self', 'self']),
    // Mostly ties, as in real lists: position alone names the preferred one.
    display: dice.chance(0.6) ? 0 : versions - version - 1,
  }));
}

/**
 * A whole v3.0 record with `works` work groups of one to three versions each.
 * `orcid` defaults to the iD under which the registry serves the same record.
 */
export function generateRecord({
  works = 100,
  seed = 0,
  orcid = generatedOrcid(works, seed),
} = {}) {
  const dice = new Dice(seed * 100_003 + works);
  const given = dice.pick(GIVEN);
  const family = dice.pick(FAMILY);
  return buildRecord({
    orcid,
    name: { given, family: `${family}-${works}` },
    keywords: ['generated', `${works} works`],
    countries: ['NO'],
    employments: [
      {
        org: { name: 'Generated University', city: 'Havnes', country: 'NO' },
        department: 'Department of Large Numbers',
        role: 'Professor',
        start: '2012-08',
        source: 'university',
      },
      {
        org: { name: 'Institute of Samples', city: 'Havnes', country: 'NO' },
        role: 'Researcher',
        start: '2004',
        end: '2012-07-31',
      },
    ],
    educations: [
      {
        org: { name: 'Generated University', city: 'Havnes', country: 'NO' },
        role: 'PhD',
        start: '2000',
        end: '2004',
      },
    ],
    works: Array.from({ length: works }, (_, n) => randomWork(dice, n)),
  });
}
