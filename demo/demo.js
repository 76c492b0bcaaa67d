// The demo and configurator: what is chosen in the form is kept in the page's
// address, and shown as elements and as snippets, a tab for each element.

import * as badge from './badge.js';
import { makeCopy } from './copy.js';
import { byId, propertiesOf } from './element.js';
import { showStates, stateOf } from './gallery.js';
import * as list from './list.js';
import { log } from './log.js';
import { makeParts } from './parts.js';
import * as people from './people.js';
import {
  exampleFor,
  isolated,
  loadPeople,
  personOf,
  showPerson,
} from './samples.js';
import {
  fromQuery,
  isSound,
  PIECES,
  SECTIONS,
  toQuery,
  USUAL,
} from './settings.js';
import * as signIn from './sign-in.js';
import { makeTabs } from './tabs.js';
import { forget, isDone, onFind, onOffer, readWho, showWho } from './who.js';

const PARTS = { badge, list, people, 'sign-in': signIn };
/** What is half typed is nothing to ask for: these wait until they are left. */
const WAITING = [
  'mirror',
  'extras-file',
  'people-organization',
  'client',
  'expect',
];

const form = byId('settings');

let settings = fromQuery(location.search);
/** Names that records have told, by registry and iD. */
const names = new Map();

const showTab = makeTabs(byId('tabs'), (tab) => choose({ tab }));

// Showing what is chosen

const keyOf = (id) => `${settings.registry} ${id}`;

/** Somebody's name, if it is known. */
const nameOf = (id) =>
  names.get(keyOf(id)) ??
  (settings.registry === 'sample' ? personOf(id)?.label : undefined);

function show(edit) {
  for (const [name, value] of Object.entries(propertiesOf(settings))) {
    if (value === null) form.style.removeProperty(name);
    else form.style.setProperty(name, value);
  }
  form.style.setProperty('--widest', `${settings.width}px`);
  form.dataset.ground = settings.ground;
  for (const box of document.querySelectorAll('.box')) box.dir = settings.dir;
  document.documentElement.style.colorScheme =
    settings.page === 'auto' ? '' : settings.page;

  const who = readWho(settings);
  showWho(settings, who, edit);
  showPerson({ ...settings, orcid: who.ids[0] });
  showFields();
  showPart(who);
  showStates(settings);
}

/** Shows the tab and what is in it; what nobody sees stays as it is. */
function showPart(who) {
  const { tab } = settings;
  const part = PARTS[tab];
  const isReady = part === signIn || who.isReady;
  for (const name of ['stage', 'snippet']) {
    byId(`${tab}-${name}`).hidden = !isReady;
  }
  byId(tab).querySelector('.looks').hidden = !isReady;
  if (part !== signIn) byId(`${tab}-empty`).hidden = isReady;
  byId('skip').setAttribute('href', `#${tab}-heading`);
  // An element asks when it comes into view, so it is made ready before.
  if (isReady) {
    part.show(settings, who, nameOf);
    byId(`${tab}-code`).textContent = part.snippet(settings, who, nameOf);
    byId(`${tab}-local`).hidden = !isLocal();
  }
  showTab(tab);
}

/** Whether the snippet asks something that is on this machine alone. */
const isLocal = () =>
  settings.tab === 'sign-in'
    ? settings.server === 'local'
    : settings.registry === 'sample';

/** Shows the fields that more than one tab has, or that depend on others. */
function showFields() {
  const { tab } = settings;
  const place = byId(tab).querySelector('.looks');
  if (byId('shared').parentElement !== place) place.append(byId('shared'));
  byId('limits').hidden = tab === 'sign-in';
  byId('extras-fields').hidden = tab !== 'list' && tab !== 'people';
  byId('extras-file-field').hidden = settings.extras !== 'own';
  for (const name of ['width', 'radius', 'space']) {
    byId(`${name}-out`).value = `${settings[name]} px`;
  }
}

// The form

const fillSections = makeParts(
  byId('sections'),
  SECTIONS,
  { isOrdered: true },
  (shown) => choose({ show: shown }),
);
const fillPieces = makeParts(byId('pieces'), PIECES, {}, (shown) =>
  choose({ 'people-show': shown }),
);

function fillForm() {
  for (const [name, value] of Object.entries(settings)) {
    const field = form.elements.namedItem(name);
    // The colour and the parts of a card are made of several fields.
    if (field && name !== 'link') field.value = value;
  }
  byId('own-link').checked = settings.link !== '';
  byId('link').value = settings.link || byId('link').value;
  byId('link').disabled = settings.link === '';
  fillSections(settings.show);
  fillPieces(settings['people-show']);
}

/** Takes what is chosen; `edit` is the field that the visitor types into. */
function choose(changes, edit) {
  settings = { ...settings, ...changes };
  history.replaceState(
    null,
    '',
    location.pathname + toQuery(settings, location.search) + location.hash,
  );
  show(edit);
}

/** Takes what the visitor has not typed. */
function put(changes) {
  forget();
  choose(changes);
  fillForm();
}

form.addEventListener('submit', (event) => event.preventDefault());

form.addEventListener('reset', (event) => {
  event.preventDefault();
  put({ ...USUAL, page: settings.page, tab: settings.tab });
});

// Some fields stand in the page's header, outside of the form's box.
for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    const { name, value } = event.target;
    if (!(name in USUAL)) return;
    if (type === 'input' && WAITING.includes(name)) return;
    if (isSound(name, value)) {
      choose({ [name]: value }, { name, isDone: isDone(event) });
    } else if (type === 'change') {
      event.target.value = settings[name];
    }
  });
}

byId('person').addEventListener('change', ({ target }) => {
  if (target.value) put({ orcid: target.value, more: '' });
});

for (const button of document.querySelectorAll('.example')) {
  button.addEventListener('click', () => {
    const { tab } = settings;
    put(exampleFor(tab));
    // One of the buttons has made room for what it shows.
    if (button.closest('[hidden]')) byId(`${tab}-heading`).focus();
  });
}

for (const id of ['own-link', 'link']) {
  byId(id).addEventListener('input', () => {
    byId('link').disabled = !byId('own-link').checked;
    choose({ link: byId('own-link').checked ? byId('link').value : '' });
  });
}

// Events

/** Where an event came from. */
function placeOf(element) {
  if (element === byId('find')) return 'search';
  if (element === list.LIST) return 'list';
  if (element === people.PEOPLE) return 'people';
  if (element === signIn.SIGN_IN) return 'sign-in';
  if (element === signIn.BESIDE) return 'beside the sign-in';
  const state = stateOf(element);
  return state
    ? `every state, ${state}`
    : `badge, ${element.getAttribute('layout')}`;
}

function hear(event) {
  const { type, target, detail } = event;
  log(event, placeOf(target));
  if (target === signIn.SIGN_IN) {
    if (type === 'scholar-signin') signIn.nowSignedIn(settings, detail.orcid);
    if (type === 'scholar-signout') signIn.nowSignedIn(settings);
    show();
  }
  if (target !== badge.PREVIEWS[0]) return;

  const { requested, name, works, code, message } = detail;
  const isLoaded = type === 'scholar-load';
  badge.tell(
    isLoaded
      ? `Loaded: ${isolated(name ?? 'no public name')}, works: ${works}.`
      : `No record: ${message} (${code})`,
  );
  if (isLoaded && name) names.set(keyOf(requested), name);
  show();
}

for (const type of [
  'scholar-load',
  'scholar-error',
  'scholar-filter',
  'scholar-select',
  'scholar-signin',
  'scholar-signout',
  'scholar-cancel',
]) {
  document.addEventListener(type, hear);
}

list.writeListFields();
people.writePeopleFields();
signIn.writeSignInFields();
onOffer(put);
onFind(put);
for (const tab of Object.keys(PARTS)) makeCopy(tab);
fillForm();
// An address may bring what is no iD, and nobody is about to finish it.
show(settings.orcid ? { name: 'orcid', isDone: true } : undefined);
await Promise.all([loadPeople(), signIn.findServer()]);
show();
