// Who `listed` (listed.mjs) is, how her works are written down here, and the
// plainer half of them: up to 2019, with years between that have none.
import { ARTICLE, work } from './ordinary.mjs';

export const ORCID = '0009-0009-9001-0010';
export const NAME = { given: 'Zofia Åsa', family: 'Łódzka-Ångström' };

/** The owner's name as bylines have it; the first with the iD, mostly. */
export const SPELLINGS = [
  'Zofia Åsa Łódzka-Ångström',
  'Z. Å. Łódzka-Ångström',
  'Zofia Lodzka-Angstrom',
  'Łódzka-Ångström, Z.',
];

export const SELF = { name: SPELLINGS[0], orcid: ORCID };

export const isbn = (value, rel = 'self') => ({ type: 'isbn', value, rel });
export const article = (title, journal, date, doi, more) =>
  work(title, ARTICLE, journal, date, doi, more);
export const own = (title, type, journal, date, more) =>
  work(title, type, journal, date, null, { source: 'self', ...more });

/** Newest first. */
export const EARLY = [
  article(
    'Mixotrophy pays in December',
    'Freshwater Ecology Letters',
    '2019-10-10',
    'lst.2019.mixotrophy',
  ),
  work(
    'Acoustic thermometry in lakes',
    'conference-poster',
    'Nordic Lakes Meeting',
    '2019-06',
    null,
    { source: 'self' },
  ),
  work(
    'Editing the winter: essays',
    'edited-book',
    null,
    '2019',
    'lst.ed.winter',
    { authors: [{ ...SELF, role: 'editor' }] },
  ),
  article(
    'Phosphorus from thawing shores',
    'Biogeochemistry of Cold Waters',
    '2018-08',
    'lst.2018.phosphorus',
  ),
  article(
    'Copepods that do not sleep',
    'Plankton and Ice',
    '2018-03-03',
    'lst.2018.copepods',
  ),
  work(
    'Working notes on ice albedo',
    'working-paper',
    'Nordmark Working Papers',
    '2018',
    'lst.wp.albedo',
  ),
  article(
    'Radiation below white ice',
    'Optics of Cold Waters',
    '2017-12',
    'lst.2017.radiation',
  ),
  article(
    'Zeitreihen unter Eis',
    'Hydrologische Blätter',
    '2017',
    'lst.2017.zeitreihen',
    { language: 'de', translated: ['Time series under ice', 'en'] },
  ),
  work(
    'Manual for the frostline logger',
    'manual',
    null,
    '2016-05',
    'lst.man.frostline',
  ),
  article(
    'Bubbles in lake ice',
    'Journal of Winter Limnology',
    '2016-01-12',
    'lst.2016.bubbles',
  ),
  article(
    'A census of winter rotifers',
    'Plankton and Ice',
    '2016',
    'lst.2016.rotifers',
  ),
  // 2015 is a year without works.
  article(
    'Ice cover and the fish below',
    'Fish in Winter',
    '2014-07',
    'lst.2014.fish',
  ),
  work(
    'Review of “Lakes of the World”',
    'book-review',
    'Polar Letters',
    '2014-02',
    'lst.2014.review',
  ),
  article(
    'Sediment traps in January',
    'Annals of Hydrology',
    '2013-10',
    'lst.2013.traps',
  ),
  work(
    'Under-ice currents of Storvann',
    'conference-abstract',
    'Winter Lakes Workshop',
    '2013-03',
    null,
    { source: 'self' },
  ),
  article(
    'Freezing from below: anchor ice in inflows',
    'Annals of Hydrology',
    '2012',
    'lst.2012.anchor',
  ),
  // 2008 to 2011: an industry career.
  own('Corrosion of sensor housings', 'technical-standard', null, '2007-11'),
  article(
    'Oxygen sensors drift in the cold',
    'Sensors for Limnology',
    '2007-05',
    'lst.2007.sensors',
  ),
  article(
    'Light limitation under lake ice revisited',
    'Journal of Winter Limnology',
    '2005-06-30',
    'lst.2005.light',
  ),
  work(
    'The breathing of frozen lakes',
    'dissertation-thesis',
    'University of Nordmark',
    '2004-12-01',
    null,
    {
      source: 'self',
      url: 'https://nordmark.example.org/theses/lodzka',
      authors: [SELF],
    },
  ),
  article(
    'Methane ebullition through cracks',
    'Biogeochemistry of Cold Waters',
    '2003-08',
    'lst.2003.ebullition',
  ),
  work('Songs of the ice: a translation', 'translation', null, '2001', null, {
    source: 'self',
    ids: [isbn('9780000000071')],
  }),
  article(
    'A student’s count of winter days',
    'Havnes Student Journal',
    '1999-05',
    null,
    { source: 'self' },
  ),
  article(
    'First observations from Lake Storvann',
    'Bulletin of the Lake Club',
    '1998',
    null,
    { source: 'self', authors: [SPELLINGS[2]] },
  ),
];
