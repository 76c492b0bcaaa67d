// A lab's people: its fields, the attributes they make, and its snippet.

import {
  apply,
  byId,
  commonAttributesOf,
  extrasOf,
  linksTo,
  make,
  snippetOf,
  unlessUsual,
} from './element.js';
import { writeFields } from './fields.js';

/** `[setting, label, options]`; settings are `people-` and the attribute. */
const FIELDS = [
  [
    'people-look',
    'Look',
    [
      ['grid', 'Grid'],
      ['list', 'List'],
    ],
  ],
  [
    'people-group',
    'Groups',
    [
      ['none', 'None'],
      ['role', 'By role'],
    ],
  ],
  [
    'people-sort',
    'Order',
    [
      ['written', 'As written'],
      ['name', 'By name'],
    ],
  ],
  ['people-organization', 'The lab’s own organization', undefined, 'text'],
];

const SETTINGS = ['people-show', ...FIELDS.map(([name]) => name)];

/** The element that is shown. */
export const PEOPLE = make('scholar-people');

/** Writes the fields into the form; to be called before it is filled. */
export function writePeopleFields() {
  writeFields(byId('people-fields'), FIELDS);
}

const attributesOf = (settings, { ids }) => ({
  orcid: ids.join(' '),
  ...Object.fromEntries(
    SETTINGS.map((name) => [
      name.replace('people-', ''),
      unlessUsual(settings, name),
    ]),
  ),
  extras: extrasOf(settings),
  ...commonAttributesOf(settings),
});

/** Shows the people as chosen; the links show where the element cannot be. */
export function show(settings, who, nameOf) {
  apply(PEOPLE, attributesOf(settings, who));
  const links = linksTo(who.ids, settings, nameOf);
  const text = (nodes) => [...nodes].map(({ textContent }) => textContent);
  if (text(links).join() !== text(PEOPLE.children).join()) {
    PEOPLE.replaceChildren(...links.flatMap((link) => [link, ' ']));
  }
  if (!PEOPLE.isConnected) {
    byId('people-stage').firstElementChild.append(PEOPLE);
  }
}

/** The HTML for a page. */
export const snippet = (settings, who, nameOf) =>
  snippetOf(settings, 'scholar-people', attributesOf(settings, who), {
    links: linksTo(who.ids, settings, nameOf),
  });
