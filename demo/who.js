// Whose record, and at which registry: what the settings say of that, and what is
// wrong with it, told at the field.

import { apply, byId, registryOf } from './element.js';
import { readId, readIds } from './id.js';
import { isolated, offerFor } from './samples.js';

/** What is wrong, by the field that tells it. */
const FAULTS = {
  orcid: {
    empty: 'There is no ORCID iD here: paste one.',
    unfinished:
      'This is not an ORCID iD. It has 16 digits, as in 0000-0002-1825-0097.',
    several:
      'One iD goes here. In List and People, the others go into “More people”.',
    mistyped: 'This ORCID iD has a typing error.',
    unassigned: 'This number is not an ORCID iD.',
  },
  more: {
    unfinished: ({ wrong }) =>
      `Not an ORCID iD: ${wrong.map(isolated).join(', ')}`,
  },
  mirror: {
    unfinished: 'The address of a mirror begins with https:// or http://.',
  },
};

/** The tabs of elements that take several iDs. */
const takesSeveral = ({ tab }) => tab === 'list' || tab === 'people';

/**
 * `ids`, each once; the `registry` attribute; `faults` by field; and whether all
 * is right, so that an element can be shown.
 */
export function readWho(settings) {
  const { id, fault } = readId(settings.orcid);
  const { ids: others, wrong } = takesSeveral(settings)
    ? readIds(settings.more)
    : { ids: [], wrong: [] };
  const ids = [...new Set(id ? [id, ...others] : others)];
  const registry = registryOf(settings);
  const faults = {
    // Others alone will do.
    orcid: fault === 'empty' && others.length ? undefined : fault,
    more: wrong.length ? 'unfinished' : undefined,
    mirror: registry === undefined ? 'unfinished' : undefined,
  };
  const isReady = Object.values(faults).every((it) => it === undefined);
  return { ids, registry, wrong, faults, isReady };
}

/** The faults that are told by now, by field. */
let told = {};

/** Takes back what has been told: nobody has typed it. */
export function forget() {
  told = {};
}

/**
 * Tells what is wrong. `edit` is what the visitor has just done, if anything:
 * `{ name, isDone }` of the field. Whoever types is not told that it is
 * unfinished; nor is anybody of a field that has been empty all along.
 */
function tell(who, edit = {}) {
  for (const [name, texts] of Object.entries(FAULTS)) {
    const fault = who.faults[name];
    const before = told[name];
    const isEdited = edit.name === name;
    const isTold =
      fault === before || (isEdited && (edit.isDone || fault !== 'unfinished'));
    told[name] = isTold ? fault : undefined;

    const text = (isTold && fault && texts[fault]) || '';
    const place = byId(`${name}-fault`);
    const said = typeof text === 'function' ? text(who) : text;
    // What is written anew is read out anew.
    if (place.textContent !== said) place.textContent = said;
    if (said) byId(name).setAttribute('aria-invalid', 'true');
    else byId(name).removeAttribute('aria-invalid');
  }
}

/** Whether the event of a field tells that its text is all there. */
export const isDone = ({ type, inputType }) =>
  type === 'change' || /^insertFrom(Paste|Drop)/.test(inputType ?? '');

/** The settings that are offered, once somebody takes them. */
let offered;

/** Shows the fields, what is wrong with them, and what can be done about it. */
export function showWho(settings, who, edit) {
  byId('mirror-field').hidden = settings.registry !== 'mirror';
  byId('more-field').hidden = !takesSeveral(settings);
  tell(who, edit);
  showSearch(who.registry);

  const offer = offerFor(who.ids, settings.registry);
  offered = offer?.changes;
  if (byId('offer-text').textContent !== (offer?.text ?? '')) {
    byId('offer-text').textContent = offer?.text ?? '';
  }
  byId('offer-take').textContent = offer?.label ?? '';
  byId('offer-take').hidden = !offer;
}

/** Has the search look where the elements do. */
function showSearch(registry) {
  // Nowhere, while the address of a mirror is unfinished.
  byId('find').disabled = registry === undefined;
  apply(byId('find'), { registry: registry ?? null });
}

/** Takes whom the visitor finds. */
export function onFind(choose) {
  byId('find').addEventListener('scholar-select', ({ detail }) => {
    if (detail.orcid) choose({ orcid: detail.orcid });
  });
}

export function onOffer(choose) {
  byId('offer-take').addEventListener('click', () => {
    choose(offered);
    // The button is gone: the keyboard should not be.
    byId('orcid').focus();
  });
}
