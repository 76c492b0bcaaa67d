// Every state of a badge and whose record at the stand-in registry shows it; the
// registry's own README lists them all.

import { SAMPLE } from './element.js';

/** `[what, orcid, further attributes, the page's own text inside]` */
export const STATES = [
  ['Ordinary record', '0009-0009-9000-1018'],
  ['Right to left', '0009-0009-9000-3013'],
  ['JSON-LD only', '0009-0009-9000-901X'],
  ['No works', '0009-0009-9000-1026'],
  ['Only a name', '0009-0009-9000-1034'],
  ['Works, but no name', '0009-0009-9000-1050'],
  ['Nothing public', '0009-0009-9000-1042'],
  ['Some items unreadable', '0009-0009-9000-6011'],
  ['Attacks in every field', '0009-0009-9000-5019'],
  ['Deprecated: the new record is shown', '0009-0009-9000-7014'],
  ['Locked', '0009-0009-9000-7022'],
  [
    'Locked, with the page’s own text',
    '0009-0009-9000-7022',
    {},
    'Dr L. Ockett, principal investigator',
  ],
  ['Deactivated', '0009-0009-9000-7030'],
  ['Unclaimed', '0009-0009-9000-7049'],
  ['No such record (404)', '0009-0009-9000-7057'],
  [
    'Quota spent (429)',
    '0009-0009-9000-8017',
    // Another registry to the package: what it is told of this one's quota would
    // keep the others from being asked for.
    { registry: `${SAMPLE}/.` },
  ],
  ['Overloaded (503)', '0009-0009-9000-8025'],
  ['Connection broken', '0009-0009-9000-813X'],
  ['An HTML page for an answer', '0009-0009-9000-8076'],
  ['Half an answer', '0009-0009-9000-8113'],
  ['No answer within 2 seconds', '0009-0009-9000-8148', { timeout: '2' }],
  ['Waiting: 3 seconds, each time', '0009-0009-9000-8156', { 'max-age': '0' }],
  ['No iD at all', 'Josiah Carberry'],
  ['Wrong check digit', '0000-0002-1825-0098'],
  ['Outside ORCID’s ranges', '0000-0005-0000-0008'],
];
