// The list of works: its fields, the attributes they make, and its snippet.

import {
  apply,
  attributesOf,
  digitsOf,
  escape,
  propertiesOf,
  SAMPLE,
  SCRIPT,
} from './badge.js';
import { writeFields } from './fields.js';
import { PREFIX, USUAL } from './settings.js';

/** A lab of the stand-in registry: four people who share works. */
const LAB = [
  '0009-0009-9001-1013',
  '0009-0009-9001-1021',
  '0009-0009-9001-103X',
  '0009-0009-9001-1048',
];

/** `[setting, label, options]`; a number where there are no options. */
const FIELDS = [
  [
    'whose',
    'Whose works',
    [
      ['lab', 'The sample lab of four'],
      ['person', 'The person above'],
      ['own', 'iDs of your own'],
    ],
  ],
  ['ids', 'ORCID iDs, one or several', undefined, 'text'],
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

const list = document.createElement('scholar-works');

/** Where the list stands, and what is to hear of it. */
export const LIST = list;

/** Writes the fields into the form; to be called before it is filled. */
export function writeListFields() {
  writeFields(document.getElementById('list-fields'), 'list', FIELDS);
}

/** The iDs of the list. Invented people are asked for at their own registry only. */
function idsOf({ whose, ids, orcid, registry }) {
  if (whose === 'lab' && registry === 'sample') return LAB;
  const given = whose === 'own' ? ids.split(/[\s,;]+/) : [orcid];
  return given.map((text) => digitsOf(text) ?? text.trim()).filter(Boolean);
}

function listAttributesOf(settings) {
  const { registry, theme, ...others } = attributesOf(settings);
  const own = ['group', 'sort', 'toolbar', 'highlight', 'limit', 'permalink'];
  return {
    orcid: idsOf(settings).join(' '),
    ...Object.fromEntries(
      own.map((name) => [
        name,
        settings[name] === USUAL[name] ? null : settings[name],
      ]),
    ),
    registry,
    theme,
    timeout: others.timeout,
    'max-age': others['max-age'],
  };
}

/** Shows the list as chosen. */
export function showList(settings) {
  const attributes = listAttributesOf(settings);
  if (attributes.registry === undefined) return;
  const place = document.getElementById('list');
  for (const [name, value] of Object.entries(propertiesOf(settings))) {
    if (value === null) place.style.removeProperty(name);
    else place.style.setProperty(name, value);
  }
  apply(list, attributes);
  if (!list.isConnected) place.append(list);
  document.getElementById('list-ids').closest('.field').hidden =
    settings.whose !== 'own';
}

/** The HTML for a page; `nameOf` knows some people's names by iD. */
export function listSnippetOf(settings, nameOf) {
  const attributes = listAttributesOf(settings);
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `\n  ${name}="${escape(value)}"`)
    .join('');
  const host =
    attributes.registry === 'sandbox' ? 'sandbox.orcid.org' : 'orcid.org';
  const links = idsOf(settings)
    .filter(digitsOf)
    .map((id) => {
      const page = `https://${host}/${id}`;
      const name = attributes.registry === SAMPLE ? nameOf(id) : undefined;
      return `  <a href="${page}">${escape(name ?? page)}</a>`;
    });
  const style = Object.entries(propertiesOf(settings))
    .filter(([, value]) => value)
    .map((pair) => `    ${pair.join(': ')};`);
  return [
    `<script type="module" src="${SCRIPT}"></script>`,
    ...(style.length
      ? ['<style>', '  scholar-works {', ...style, '  }', '</style>']
      : []),
    `<scholar-works${written}\n>`,
    ...links,
    '</scholar-works>',
  ].join('\n');
}
