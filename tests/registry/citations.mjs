// The citation a whole work may carry: BibTeX that is sound, BibTeX as people
// paste it, RIS, or a formatted line.

// A brace in a title would unbalance an entry that is meant to be sound.
const inBraces = (text) => String(text).replace(/[{}\\]/g, '');

function fields({ title, authors, year, journal, doi }) {
  const known = [
    ['author', authors.map(inBraces).join(' and ')],
    ['title', `{${inBraces(title)}}`],
    ['journal', journal && inBraces(journal)],
    ['year', year],
    ['doi', doi && inBraces(doi)],
  ].filter(([, text]) => text);
  return known.map(([name, text]) => `  ${name} = {${text}},\n`).join('');
}

const entry = (work, key = 'work') =>
  `@article{${key}${work.year ?? ''},\n${fields(work)}}`;

function ris({ title, authors, year, journal, doi }) {
  const lines = [
    ['TY', 'JOUR'],
    ...authors.map((author) => ['AU', author]),
    ['TI', String(title)],
    ...(journal ? [['JO', journal]] : []),
    ...(year ? [['PY', year]] : []),
    ...(doi ? [['DO', doi]] : []),
    ['ER', ''],
  ];
  return lines.map(([tag, text]) => `${tag}  - ${text}\r\n`).join('');
}

const formatted = ({ title, authors, year, journal }) =>
  `${authors.join(', ')} (${year ?? 'n.d.'}). ${title}. ${journal ?? ''}`;

// What it is called in a spec: ORCID's type, and the text.
const KINDS = {
  bibtex: ['bibtex', entry],
  unbalanced: ['bibtex', (work) => entry(work).slice(0, -1)],
  two: [
    'bibtex',
    (work) => `${entry(work)}\n\n${entry({ ...work, doi: null }, 'again')}`,
  ],
  string: [
    'bibtex',
    (work) =>
      `@string{jwl = "Journal of Winter Limnology"}\n${entry(work).replace(/\}$/, '  note = jwl,\n}')}`,
  ],
  wrongDoi: [
    'bibtex',
    (work) => entry({ ...work, doi: '10.5555/not.this.work' }),
  ],
  garbage: ['bibtex', ({ title }) => String(title)],
  ris: ['ris', ris],
  formatted: ['formatted-apa', formatted],
  unspecified: ['formatted-unspecified', formatted],
};

/** `kind` is a key of KINDS, or null. */
export function citation(kind, work) {
  if (!kind) return null;
  const [type, write] = KINDS[kind];
  return { 'citation-type': type, 'citation-value': write(work) };
}

/** Two of three works have no citation. */
export function drawCitation(dice) {
  return dice.weighted([
    [null, 62],
    ['bibtex', 20],
    ['unbalanced', 2],
    ['two', 2],
    ['string', 2],
    ['wrongDoi', 2],
    ['garbage', 1],
    ['ris', 4],
    ['formatted', 3],
    ['unspecified', 2],
  ]);
}
