// Every state of a badge, from the sample registry whatever is chosen.

import { apply, byId, make, SAMPLE } from './element.js';
import { STATES } from './states.js';

const badges = STATES.map(([what, orcid, attributes, text]) => {
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

/** Shows them as chosen. */
export function showStates({ gallery, theme }) {
  for (const badge of badges) {
    apply(badge, { layout: gallery, theme: theme === 'auto' ? null : theme });
  }
}

/** Which state a badge shows; undefined where it is none of these. */
export const stateOf = (badge) => STATES[badges.indexOf(badge)]?.[0];
