// The demo and configurator: what is chosen in the form is kept in the page's
// address, and shown as badges, as a list and as snippets.

import {
  SAMPLE,
  apply,
  attributesOf,
  digitsOf,
  propertiesOf,
  snippetOf,
} from './badge.js';
import { LIST, listSnippetOf, showList, writeListFields } from './list.js';
import { fromQuery, isSound, SECTIONS, toQuery, USUAL } from './settings.js';
import {
  BESIDE,
  findServer,
  nowSignedIn,
  showSignIn,
  SIGN_IN,
  signInSnippetOf,
  toldBy,
  writeSignInFields,
} from './sign-in.js';
import { STATES } from './states.js';

const REAL = '0000-0002-1825-0097';
const KEPT_EVENTS = 100;

const byId = (id) => document.getElementById(id);
const form = byId('settings');
const boxes = [...document.querySelectorAll('#stage .box')];
const captions = [...document.querySelectorAll('#stage figcaption')];

let settings = fromQuery(location.search);
/** The sample registry's people by iD. */
let people = new Map();
/** What the card last told: its iD as asked for, and the name if it loaded. */
let known = {};

// The badges

/** An element with attributes, text and children. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, attributes);
  element.append(...children);
  return element;
}

const previews = captions.map(({ dataset }) =>
  make('scholar-badge', { layout: dataset.layout, loading: 'eager' }),
);

function placePreviews() {
  const [card, compact, inline] = previews;
  boxes[0].append(card);
  boxes[1].append(compact);
  boxes[2].append(
    'The survey was designed by ',
    inline,
    ', who also checked the translations.',
  );
}

const states = STATES.map(([what, orcid, attributes, text]) => {
  const badge = make(
    'scholar-badge',
    { orcid, registry: SAMPLE, works: '3', ...attributes },
    text ?? '',
  );
  const caption = make('figcaption', {}, what, make('code', {}, orcid));
  byId('states').append(
    make('figure', {}, caption, make('div', { class: 'box' }, badge)),
  );
  return badge;
});

/** Where an event came from. */
function placeOf(badge) {
  if (badge === LIST) return 'list';
  if (badge === SIGN_IN) return 'sign-in';
  if (badge === BESIDE) return 'beside the sign-in';
  const state = states.indexOf(badge);
  return state < 0
    ? `preview, ${badge.getAttribute('layout')}`
    : `every state, ${STATES[state][0]}`;
}

// Showing what is chosen

function show() {
  const properties = propertiesOf(settings);
  for (const place of [byId('stage'), byId('states')]) {
    for (const [name, value] of Object.entries(properties)) {
      if (value === null) place.style.removeProperty(name);
      else place.style.setProperty(name, value);
    }
  }
  for (const box of document.querySelectorAll('.box')) box.dir = settings.dir;
  byId('stage').style.setProperty('--widest', `${settings.width}px`);

  const attributes = attributesOf(settings);
  // While a mirror has no address yet, they stay as they are.
  if (attributes.registry !== undefined) {
    for (const badge of previews) apply(badge, attributes);
    if (!previews[0].isConnected) placePreviews();
  }
  showList(settings);
  showSignIn(settings);
  for (const badge of states) {
    apply(badge, { layout: settings.gallery, theme: attributes.theme });
  }
  for (const caption of captions) {
    caption.classList.toggle(
      'chosen',
      caption.dataset.layout === settings.layout,
    );
  }

  document.documentElement.style.colorScheme =
    settings.page === 'auto' ? '' : settings.page;
  showMessages(attributes);
  showSnippet();
}

function showMessages({ registry }) {
  for (const [name, unit] of [
    ['width', 'px'],
    ['radius', 'px'],
    ['space', 'px'],
  ]) {
    byId(`${name}-out`).value = `${settings[name]} ${unit}`;
  }
  const isMirror = settings.registry === 'mirror';
  byId('mirror-field').hidden = !isMirror;
  byId('mirror').ariaInvalid = String(isMirror && registry === undefined);

  const id = digitsOf(settings.orcid);
  const person = people.get(id);
  const isSample = settings.registry === 'sample';
  byId('mismatch').hidden =
    isSample || isMirror || !person?.invented || id === REAL;
  byId('local-only').hidden = !isSample;
  byId('person').value = (isSample && person?.orcid) || '';
  if (people.size) {
    byId('person-note').textContent = (isSample && person?.note) || '';
  }
}

function showSnippet() {
  const name =
    known.orcid === digitsOf(settings.orcid) ? known.name : undefined;
  byId('code').textContent = snippetOf(settings, name);
  byId('list-code').textContent = listSnippetOf(
    settings,
    (id) => people.get(id)?.label,
  );
  byId('signin-code').textContent = signInSnippetOf(settings);
}

// The form

function fillForm() {
  for (const [name, value] of Object.entries(settings)) {
    const field = form.elements.namedItem(name);
    // The colour and the parts of a card are made of several fields.
    if (field && name !== 'link') field.value = value;
  }
  byId('own-link').checked = settings.link !== '';
  byId('link').value = settings.link || byId('link').value;
  byId('link').disabled = settings.link === '';
  fillSections();
}

function choose(changes) {
  settings = { ...settings, ...changes };
  history.replaceState(
    null,
    '',
    location.pathname + toQuery(settings, location.search) + location.hash,
  );
  show();
}

form.addEventListener('submit', (event) => event.preventDefault());

form.addEventListener('reset', (event) => {
  event.preventDefault();
  choose({ ...USUAL, page: settings.page });
  fillForm();
});

// Some fields stand in the page's header, outside of the form's box.
document.addEventListener('input', ({ target: { name, value } }) => {
  if (!(name in USUAL)) return;
  // A half-typed iD or address is nothing to ask for.
  if (['mirror', 'ids', 'client', 'expect'].includes(name)) return;
  if (name === 'orcid' && !digitsOf(value)) return;
  if (isSound(name, value)) choose({ [name]: value });
});

document.addEventListener('change', ({ target }) => {
  const { name, value } = target;
  if (!(name in USUAL)) return;
  if (isSound(name, value)) choose({ [name]: value });
  else target.value = settings[name];
});

byId('person').addEventListener('change', ({ target }) => {
  if (!target.value) return;
  choose({ orcid: target.value, registry: 'sample' });
  fillForm();
});

byId('real-id').addEventListener('click', () => {
  choose({ orcid: REAL });
  fillForm();
  // The button is gone: the keyboard should not be.
  byId('orcid').focus();
});

for (const id of ['own-link', 'link']) {
  byId(id).addEventListener('input', () => {
    byId('link').disabled = !byId('own-link').checked;
    choose({ link: byId('own-link').checked ? byId('link').value : '' });
  });
}

// The parts of a card, in their order

function fillSections() {
  const shown = settings.show.split(' ').filter(Boolean);
  const rest = SECTIONS.filter((name) => !shown.includes(name));
  byId('sections').replaceChildren(
    ...[...shown, ...rest].map((name) => sectionRow(name, shown)),
  );
}

function sectionRow(name, shown) {
  const box = make('input', { type: 'checkbox', value: name });
  box.checked = shown.includes(name);
  box.addEventListener('change', chooseSections);
  const move = (label, arrow, by) => {
    const button = make(
      'button',
      { type: 'button', 'aria-label': `${name} ${label}` },
      arrow,
    );
    button.addEventListener('click', () => {
      const row = button.closest('li');
      const list = [...byId('sections').children];
      const other = list[list.indexOf(row) + by];
      if (!other) return;
      if (by < 0) other.before(row);
      else other.after(row);
      button.focus();
      chooseSections();
    });
    return button;
  };
  return make(
    'li',
    {},
    make('label', { class: 'choice' }, box, ` ${name}`),
    move('earlier', '↑', -1),
    move('later', '↓', 1),
  );
}

function chooseSections() {
  const checked = byId('sections').querySelectorAll('input:checked');
  choose({ show: [...checked].map(({ value }) => value).join(' ') });
}

// The people of the sample registry

// Names may run in either direction: each is kept in a box of its own.
const isolated = (text) => `\u2068${text}\u2069`;

async function loadPeople() {
  let list;
  try {
    const answer = await fetch(`${SAMPLE}/people.json`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    list = await answer.json();
  } catch (error) {
    console.warn(error);
    byId('person').disabled = true;
    byId('person-note').textContent =
      'The sample registry does not answer. It is there when the demo is started with npm start.';
    return;
  }
  const FOLDER = 'From the folder';
  people = new Map(
    list.map((person) => [
      person.orcid,
      { ...person, invented: person.group !== FOLDER },
    ]),
  );
  // What somebody asked for on the command line comes first.
  const groups = new Set(list.map(({ group }) => group));
  const order = [FOLDER, ...[...groups].filter((group) => group !== FOLDER)];
  for (const group of order.filter((name) => groups.has(name))) {
    const options = list
      .filter((person) => person.group === group)
      .map(({ orcid, label, note }) =>
        make(
          'option',
          { value: orcid },
          note ? `${isolated(label)} – ${note}` : isolated(label),
        ),
      );
    byId('person').append(make('optgroup', { label: group }, ...options));
  }
  showMessages(attributesOf(settings));
  showSnippet();
}

// Events

function note({ type, target, detail }) {
  const time = new Date().toLocaleTimeString('en-GB');
  const log = byId(target === SIGN_IN ? 'signin-log' : 'log');
  log.prepend(
    make(
      'li',
      {},
      make('time', {}, time),
      ' ',
      make('strong', { class: type }, type),
      ` (${placeOf(target)}) `,
      make('code', {}, toldBy(detail)),
    ),
  );
  while (log.children.length > KEPT_EVENTS) log.lastElementChild.remove();
  if (target === SIGN_IN) {
    if (type === 'scholar-signin') nowSignedIn(settings, detail.orcid);
    if (type === 'scholar-signout') nowSignedIn(settings);
    showSignIn(settings);
  }
  if (target !== previews[0]) return;

  const { requested, name, works, code, message } = detail;
  known = { orcid: requested, name };
  byId('status').textContent =
    type === 'scholar-load'
      ? `Loaded: ${isolated(name ?? 'no public name')}, works: ${works}.`
      : `No record: ${message} (${code})`;
  showSnippet();
}

for (const type of [
  'scholar-load',
  'scholar-error',
  'scholar-filter',
  'scholar-signin',
  'scholar-signout',
  'scholar-cancel',
]) {
  document.addEventListener(type, note);
}

byId('clear').addEventListener('click', () => byId('log').replaceChildren());

// Copying

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return 'Copied.';
  } catch {
    // No clipboard on plain http, or not allowed: the older way, then by hand.
    getSelection().selectAllChildren(code);
    return document.execCommand('copy')
      ? 'Copied.'
      : 'Selected: copy it with Ctrl+C or ⌘C.';
  }
}

for (const place of ['', 'list-', 'signin-']) {
  const copied = byId(`${place}copied`);
  byId(`${place}copy`).addEventListener('click', async () => {
    copied.textContent = '';
    copied.textContent = await copy(byId(`${place}code`));
  });
}

writeListFields();
writeSignInFields();
fillForm();
show();
loadPeople();
await findServer();
show();
