// The badge: the same person in each layout, and its snippet in one of them.

import {
  apply,
  byId,
  commonAttributesOf,
  linksTo,
  make,
  snippetOf,
  unlessUsual,
} from './element.js';

const captions = [...document.querySelectorAll('#badge-stage figcaption')];
const boxes = [...document.querySelectorAll('#badge-stage .box')];

/** The badges shown, one a layout; the first is the card. */
export const PREVIEWS = captions.map(({ dataset }) =>
  make('scholar-badge', { layout: dataset.layout, loading: 'eager' }),
);

const attributesOf = (settings, { ids: [orcid] }) => ({
  orcid,
  ...commonAttributesOf(settings),
  works: unlessUsual(settings, 'works'),
  show: unlessUsual(settings, 'show'),
});

function place() {
  const [card, compact, inline] = PREVIEWS;
  boxes[0].append(card);
  boxes[1].append(compact);
  boxes[2].append(
    'The survey was designed by ',
    inline,
    ', who also checked the translations.',
  );
}

/** Shows the badges as chosen. */
export function show(settings, who) {
  for (const badge of PREVIEWS) apply(badge, attributesOf(settings, who));
  if (!PREVIEWS[0].isConnected) place();
  for (const caption of captions) {
    caption.classList.toggle(
      'chosen',
      caption.dataset.layout === settings.layout,
    );
  }
}

/** Says how the card's record came. */
export function tell(text) {
  byId('status').textContent = text;
}

/** The HTML for a page. */
export function snippet(settings, who, nameOf) {
  const { layout } = settings;
  const isCard = layout === 'card';
  const attributes = {
    ...attributesOf(settings, who),
    layout: isCard ? null : layout,
    // Only a card has works and parts.
    ...(isCard || { works: null, show: null }),
  };
  return snippetOf(settings, 'scholar-badge', attributes, {
    links: linksTo(who.ids.slice(0, 1), settings, nameOf),
    inline: !isCard,
  });
}
