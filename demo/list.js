// The list of works: its fields, the attributes they make, and its snippet.

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
import { PREFIX } from './settings.js';

/** `[setting, label, options]`; a number where there are no options. */
const FIELDS = [
  [
    'look',
    'Look',
    [
      ['list', 'List'],
      ['compact', 'Compact'],
      ['numbered', 'Numbered'],
      ['cards', 'Cards'],
    ],
  ],
  [
    'group',
    'Groups',
    [
      ['year', 'By year'],
      ['type', 'By type'],
      ['none', 'None'],
    ],
  ],
  [
    'sort',
    'Order',
    [
      ['newest', 'Newest first'],
      ['oldest', 'Oldest first'],
      ['title', 'By title'],
    ],
  ],
  [
    'toolbar',
    'Toolbar',
    [
      ['full', 'Full'],
      ['search', 'Search alone'],
      ['none', 'None'],
    ],
  ],
  [
    'chart',
    'Chart of works per year',
    [
      ['auto', 'Where it says something'],
      ['always', 'Always'],
      ['none', 'Never'],
    ],
  ],
  [
    'highlight',
    'Names in bold',
    [
      ['members', 'The members’'],
      ['none', 'Nobody’s'],
    ],
  ],
  ['limit', 'Works shown at first', undefined, 'number'],
  [
    'permalink',
    'A visitor’s filters',
    [
      ['', 'Stay in the page'],
      [PREFIX, 'Stand in its address'],
    ],
  ],
];

/** The list that is shown. */
export const LIST = make('scholar-works');

/** Writes the fields into the form; to be called before it is filled. */
export function writeListFields() {
  writeFields(byId('list-fields'), FIELDS);
}

const attributesOf = (settings, { ids }) => ({
  orcid: ids.join(' '),
  ...Object.fromEntries(
    FIELDS.map(([name]) => [name, unlessUsual(settings, name)]),
  ),
  extras: extrasOf(settings),
  ...commonAttributesOf(settings),
});

/** Shows the list as chosen. */
export function show(settings, who) {
  apply(LIST, attributesOf(settings, who));
  if (!LIST.isConnected) byId('list-stage').firstElementChild.append(LIST);
}

/** The HTML for a page. */
export const snippet = (settings, who, nameOf) =>
  snippetOf(settings, 'scholar-works', attributesOf(settings, who), {
    links: linksTo(who.ids, settings, nameOf),
  });
