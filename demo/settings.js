// What a visitor can choose, and how it stands in the page's address: only what
// differs from the usual, so that `/` is the usual.

const oneOf =
  (...values) =>
  (value) =>
    values.includes(value);
const someOf = (names) => (value) =>
  value.split(' ').every((name) => name === '' || Object.hasOwn(names, name));
const between = (low, high) => (value) =>
  /^\d{1,9}$/.test(value) && value >= low && value <= high;

/** The parts a card can show. */
export const SECTIONS = {
  affiliations: 'Affiliations',
  works: 'Works',
  biography: 'Biography',
  keywords: 'Keywords',
  links: 'Links',
};

/** What can be shown of somebody among a lab's people. */
export const PIECES = {
  role: 'Role',
  organization: 'Organization',
  website: 'Website',
  email: 'E-mail',
  links: 'Links',
};

/** Stands before the list's own parameters in the address (`permalink`). */
export const PREFIX = 'list';

/** Name → usual value, and what other values will do. All are strings. */
const SETTINGS = {
  tab: ['badge', oneOf('badge', 'list', 'people', 'sign-in')],
  orcid: ['', (value) => value.length <= 500],
  more: ['', (value) => value.length <= 4000],
  registry: ['production', oneOf('sample', 'production', 'sandbox', 'mirror')],
  mirror: ['', (value) => value.length <= 500],
  layout: ['card', oneOf('card', 'compact', 'inline')],
  theme: ['auto', oneOf('auto', 'light', 'dark')],
  show: ['affiliations works', someOf(SECTIONS)],
  works: ['5', between(0, 10_000)],
  link: ['', (value) => /^#[\da-f]{6}$/.test(value)],
  radius: ['8', between(0, 32)],
  space: ['8', between(2, 20)],
  font: ['', oneOf('serif', 'monospace')],
  timeout: ['30', between(1, 600)],
  maxAge: ['86400', between(0, 999_999_999)],
  maxSize: ['25', between(1, 64)],
  cacheSize: ['50', between(0, 1000)],
  width: ['640', between(280, 1000)],
  dir: ['ltr', oneOf('ltr', 'rtl')],
  ground: ['', oneOf('white', 'night', 'teal', 'beige')],
  gallery: ['card', oneOf('card', 'compact', 'inline')],
  // The list's own.
  look: ['list', oneOf('list', 'compact', 'numbered', 'cards')],
  chart: ['auto', oneOf('auto', 'always', 'none')],
  group: ['year', oneOf('year', 'type', 'none')],
  sort: ['newest', oneOf('newest', 'oldest', 'title')],
  toolbar: ['full', oneOf('full', 'search', 'none')],
  highlight: ['members', oneOf('members', 'none')],
  limit: ['', between(1, 10_000)],
  permalink: ['', oneOf(PREFIX)],
  // Those of a lab's people.
  'people-look': ['grid', oneOf('grid', 'list')],
  'people-group': ['none', oneOf('none', 'role')],
  'people-sort': ['written', oneOf('written', 'name')],
  'people-show': [Object.keys(PIECES).join(' '), someOf(PIECES)],
  'people-organization': ['', (value) => value.length <= 500],
  // Both know what a site's own file says.
  extras: ['', oneOf('example', 'own')],
  'extras-file': ['', (value) => value.length <= 500],
  // Signing in.
  server: ['local', oneOf('local', 'sandbox', 'production')],
  client: ['', (value) => value.length <= 100],
  mode: ['popup', oneOf('popup', 'redirect')],
  prompt: ['', oneOf('login', 'none')],
  expect: ['', (value) => value.length <= 200],
  remember: ['', oneOf('session')],
  purpose: ['', oneOf('connect')],
  page: ['auto', oneOf('auto', 'light', 'dark')],
};

/** The usual choice. */
export const USUAL = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, [usual]]) => [name, usual]),
);

/** True if `value` will do for the setting `name`. */
export const isSound = (name, value) => {
  const [usual, sound] = SETTINGS[name];
  return value === usual || sound(value);
};

/** Reads the query of an address; what will not do is as usual. */
export function fromQuery(query) {
  const given = new URLSearchParams(query);
  const settings = { ...USUAL };
  for (const name of Object.keys(USUAL)) {
    const value = given.get(name);
    if (value !== null && isSound(name, value)) settings[name] = value;
  }
  return settings;
}

/**
 * The query that keeps the settings, and what the list has written into
 * `current`; empty if all is as usual.
 */
export function toQuery(settings, current) {
  const unusual = Object.keys(USUAL).filter(
    (name) => settings[name] !== USUAL[name],
  );
  const query = new URLSearchParams(
    unusual.map((name) => [name, settings[name]]),
  );
  for (const [name, value] of new URLSearchParams(current)) {
    if (settings.permalink && name.startsWith(`${PREFIX}-`)) {
      query.append(name, value);
    }
  }
  return query.size ? `?${query}` : '';
}
