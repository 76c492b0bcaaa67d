// What the elements tell this page.

import { byId, make } from './element.js';

const KEPT = 100;

/** What an event tells, without the secrets that a log should not hold. */
const toldBy = (detail) =>
  JSON.stringify(detail, (name, value) =>
    (name === 'idToken' || name === 'verifier') && value
      ? `${value.slice(0, 6)}… (${value.length} characters)`
      : value,
  );

/** Writes an event down; `place` is where it came from. */
export function log({ type, detail }, place) {
  const time = new Date().toLocaleTimeString('en-GB');
  const lines = byId('log');
  lines.prepend(
    make(
      'li',
      {},
      make('time', {}, time),
      ' ',
      make('strong', { class: type }, type),
      ` (${place}) `,
      make('code', {}, toldBy(detail)),
    ),
  );
  while (lines.children.length > KEPT) lines.lastElementChild.remove();
}

byId('clear').addEventListener('click', () => byId('log').replaceChildren());
