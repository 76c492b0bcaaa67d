// The people of the stand-in registry, whom "Try an example" shows.

import { byId, make, SAMPLE } from './element.js';

const FOLDER = 'From the folder';
const CARBERRY = '0000-0002-1825-0097';

/** Four people who share works. */
const LAB = [
  '0009-0009-9001-1013',
  '0009-0009-9001-1021',
  '0009-0009-9001-103X',
  '0009-0009-9001-1048',
];
const ONE = { registry: 'sample', orcid: '0009-0009-9000-1018', more: '' };
const SEVERAL = {
  registry: 'sample',
  orcid: LAB[0],
  more: LAB.slice(1).join('\n'),
};

/** The settings of an example, by tab. */
export const exampleFor = (tab) =>
  tab === 'list' || tab === 'people' ? SEVERAL : ONE;

/** Who is there by iD; empty until that is known, or where nobody answers. */
let people = new Map();

export const personOf = (id) => people.get(id);

/** Names may run in either direction: each is kept in a box of its own. */
export const isolated = (text) => `\u2068${text}\u2069`;

/**
 * What may be amiss between iDs and registry: `{ text, label, changes }`, where
 * `label` names what can be done about it. Josiah Carberry is known everywhere.
 */
export function offerFor(ids, registry) {
  const isInvented = (id) => id !== CARBERRY && people.get(id)?.invented;
  if (people.size === 0 || registry === 'mirror') return undefined;
  if (registry === 'sample') {
    const stranger = ids.find((id) => !people.has(id));
    if (!stranger) return undefined;
    const [orcid, ...others] = ids.filter((id) => !isInvented(id));
    return {
      text: `Nobody in the sample registry has ${stranger}.`,
      label: 'Ask ORCID’s registry',
      changes: { registry: 'production', orcid, more: others.join('\n') },
    };
  }
  const invented = ids.find(isInvented);
  return (
    invented && {
      text: `${invented} belongs to the sample registry, whose people are invented: at ORCID’s it means nothing, or somebody else.`,
      label: 'Ask the sample registry',
      changes: { registry: 'sample' },
    }
  );
}

/** Asks who is there, and fills the field that lists them. */
export async function loadPeople() {
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
    for (const part of document.querySelectorAll('.try')) part.hidden = true;
    return;
  }
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
}

/** Shows who of them is chosen, where the sample registry is. */
export function showPerson({ registry, orcid }) {
  byId('person-field').hidden = registry !== 'sample';
  const person = people.get(orcid);
  byId('person').value = person?.orcid ?? '';
  if (people.size) byId('person-note').textContent = person?.note ?? '';
}
