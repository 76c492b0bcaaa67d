// Who wrote a work: the contributors of a whole work, as spelled out in its
// spec or drawn from a pool of invented people, in the forms in which real
// payloads have them.
import { extraOrcid } from './id.mjs';
import { value } from './shapes.mjs';

/** The 14 roles of the Contributor Roles Taxonomy. */
export const CREDIT_ROLES = [
  'conceptualization',
  'data-curation',
  'formal-analysis',
  'funding-acquisition',
  'investigation',
  'methodology',
  'project-administration',
  'resources',
  'software',
  'supervision',
  'validation',
  'visualization',
  'writing-original-draft',
  'writing-review-editing',
];

// Given and family name; those in one piece are written one way only.
const POOL = [
  'Aurélie|Desmarets',
  'Björk|Hallgrímsdóttir',
  'Çağla|Yıldırımoğlu',
  'Dragoş|Ţepeşanu',
  'Eilidh|MacAskill-Rao',
  'Đorđe|Živojnović',
  'Fionnuala|Ó Braonáin',
  'Gísli|Þórarinsson',
  'Håkon|Sætersmoen',
  'Ilona|Őszváry',
  'João Pedro|dos Santos Alencar',
  'Kinga|Wędrychowska',
  'Lourdes|Iturbe y Zamacona',
  'Małgorzata|Żółkiewicz',
  'Ngozi|Ezeanyika',
  'Øystein|Brattåker',
  'Pénélope|L’Héritier',
  'Quirin|von der Haardt',
  'Rūta|Šiaulytė',
  'Søren|Kjærsgård',
  'Tiphaine|Le Goëllec',
  'Uxía|Ferreiróa',
  'Vojtěch|Řehořek',
  'Wanjikũ|Mbogori',
  'Xóchitl|Nezahualpilli',
  'Yaëlle|Ben Chetrit',
  'Zübeyde|Karaağaçlı',
  'Jean-Luc|Vandersmissen',
  'Mary Ann|O’Shaughnessy',
  'Oluwaseun|Adébáyò',
  'Tariq|al-Khayyat',
  'Phan Thị|Minh Châu',
  'Leilani|Kahaleʻuluohia',
  'Ādams|Krūmiņš',
  'Nuria|Peñalosa',
  'Ferenc|Gyöngyössy',
  'Ignác|Ľubovniansky',
  'Heike|Groß-Wüstefeld',
  'Ailsa|McPhee',
  'Robin|Smith',
  'Sam|Smith',
  'Wei|Li',
  'Wei|Zhang',
  'Suryani',
  '渡辺 一郎',
  '佐藤 美和子',
  '王小泉',
  '陈 明月',
  '박서윤',
  'ليلى حمدان',
  'يوسف بن سعيد',
  'רות אלמוג־לב',
  'Ελένη Παπαδάκη',
  'Γιώργος Μαυρίδης',
  'Ольга Снегирёва',
  'Дмитро Яворівський',
  'თამარ ბერიძე',
  'अनिल देशमुख',
  'கவிதா முருகன்',
  'สมชาย ใจดี',
].map((name, index) => ({
  ...nameOf(name.split('|')),
  // Every third of them has an iD somewhere.
  orcid: index % 3 === 0 ? extraOrcid(900_000 + index) : null,
}));

function nameOf([given, family]) {
  return family ? { given, family } : { given, family: null };
}

const initials = (given) => given.replace(/(\p{L})[\p{L}\p{M}’ʻ]*/gu, '$1.');

/** A name as bylines spell it: `full`, `short` (S. Lund), `index` (Lund, S.). */
export function spell({ given, family }, how) {
  if (!given || !family) return given || family || null;
  if (how === 'short') return `${initials(given)} ${family}`;
  if (how === 'index') return `${family}, ${initials(given)}`;
  return `${given} ${family}`;
}

function identity(orcid, host) {
  // http and a null host, as contributors imported by others really have.
  if (!host) return { uri: `http://orcid.org/${orcid}`, path: orcid, host };
  return { uri: `https://${host}/${orcid}`, path: orcid, host };
}

/**
 * One contributor of a whole work. `spec` is a name, or
 *
 *   name      the credit name, null for none
 *   orcid     an iD, if any; `orcid: ''` is the object of nulls some send
 *   host      orcid.org; null together with an http address
 *   role      'author', one of CREDIT_ROLES, or any other text
 *   sequence  'first', 'additional' or null
 *   bare      contributor-attributes is null
 */
function contributor(spec) {
  const {
    name = null,
    orcid = null,
    host = 'orcid.org',
    role = 'author',
    sequence = null,
    bare = false,
  } = typeof spec === 'string' ? { name: spec } : spec;
  const nobody = { uri: null, path: null, host: null };
  const named = orcid === '' ? nobody : orcid && identity(orcid, host);
  return {
    'contributor-orcid': named,
    'credit-name': value(name),
    'contributor-email': null,
    'contributor-attributes': bare
      ? null
      : {
          'contributor-sequence': sequence,
          'contributor-role': CREDIT_ROLES.includes(role)
            ? `http://credit.niso.org/contributor-roles/${role}/`
            : role,
        },
  };
}

/** The `contributors` of a whole work: null, or an object with a list. */
export function contributors(specs) {
  return specs && { contributor: specs.map(contributor) };
}

// How a whole byline is written depends on who sent it.
const BYLINES = [
  ['ordered', 45],
  ['plain', 25],
  ['index', 12],
  ['credit', 18],
];

/** The owner of the record, in one of the ways authors find themselves. */
export function drawOwner(dice, { orcid, host, given, family }, bySpelling) {
  const full = spell({ given, family }, bySpelling);
  const form = dice.weighted([
    ['imported', 50],
    ['linked', 20],
    ['named', 15],
    ['short', 15],
  ]);
  if (form === 'imported') return { name: full, orcid, host: null };
  if (form === 'linked' || !full) return { name: full, orcid, host };
  if (form === 'named') return { name: full };
  return { name: spell({ given, family }, 'short') };
}

function drawOther(dice, spelling) {
  const person = dice.pick(POOL);
  const known = person.orcid && dice.chance(0.6);
  return {
    name: spell(person, dice.chance(0.1) ? 'short' : spelling),
    orcid: known ? person.orcid : dice.chance(0.01) ? '' : null,
    host: dice.chance(0.5) ? null : 'orcid.org',
  };
}

function withRoles(dice, authors) {
  // One person stands there once for each role.
  return authors.flatMap((author, at) => {
    const roles = CREDIT_ROLES.filter(() => dice.chance(0.15));
    if (!roles.length) roles.push(dice.pick(CREDIT_ROLES));
    const sequence = at === 0 ? 'first' : 'additional';
    return roles.map((role) => ({ ...author, role, sequence }));
  });
}

/** As many authors as real works mostly have: 1 to 12, seldom many. */
const drawCount = (dice) => 1 + Math.floor(dice.random() ** 1.6 * 12);

/**
 * Specs of the authors of one work, `owner` (`{ orcid, host, given, family }`)
 * among them, unless it is one of the few that have none and not `always`.
 */
export function drawAuthors(dice, owner, { always = false } = {}) {
  if (dice.chance(0.06) && !always) return dice.chance(0.5) ? [] : null;
  const byline = dice.weighted(BYLINES);
  const spelling = byline === 'index' ? 'index' : 'full';
  const count = drawCount(dice);
  const own = dice.below(count);
  const used = new Set();
  const authors = [];
  while (authors.length < count) {
    const isOwner = authors.length === own;
    const author = isOwner
      ? drawOwner(dice, owner, spelling)
      : drawOther(dice, spelling);
    if (!isOwner && used.has(author.name)) continue;
    used.add(author.name);
    authors.push(author);
  }
  if (byline === 'credit') return withRoles(dice, authors);
  return authors.map((author, at) => ({
    ...author,
    bare: byline === 'index',
    sequence: byline === 'ordered' ? (at === 0 ? 'first' : 'additional') : null,
  }));
}
