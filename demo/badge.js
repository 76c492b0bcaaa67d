// From settings to what stands on a page: the attributes of a badge, its custom
// properties, and the snippet with both. list.js does the same for a list.

import { USUAL } from './settings.js';

// The whole path: jsDelivr serves a package's short address without a redirect,
// and the files that the entry imports would be looked for in the wrong folder.
export const SCRIPT =
  'https://cdn.jsdelivr.net/npm/scholar-badge@0/www/index.js';

/** The stand-in registry, beside this page. */
export const SAMPLE = new URL('registry', document.baseURI).href;

/** The `registry` attribute, null for ORCID's own, undefined if there is none yet. */
export function registryOf({ registry, mirror }) {
  if (registry === 'production') return null;
  if (registry === 'sandbox') return 'sandbox';
  if (registry === 'sample') return SAMPLE;
  try {
    const { protocol, href } = new URL(mirror.trim());
    return /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}

/** Attributes by name; null where the usual value needs none. */
export function attributesOf(settings) {
  const unless = (name) =>
    settings[name] === USUAL[name] ? null : settings[name];
  return {
    orcid: settings.orcid.trim(),
    registry: registryOf(settings),
    works: unless('works'),
    show: unless('show'),
    theme: unless('theme'),
    timeout: unless('timeout'),
    'max-age': unless('maxAge'),
  };
}

/** Writes attributes to an element; null takes one away. */
export function apply(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value)
      element.setAttribute(name, value);
  }
}

/** Custom properties by name; null where they are as usual. */
export function propertiesOf({ link, radius, space, font }) {
  return {
    '--scholar-link': link || null,
    '--scholar-radius': radius === USUAL.radius ? null : `${radius}px`,
    '--scholar-space': space === USUAL.space ? null : `${space}px`,
    '--scholar-font': font || null,
  };
}

/** The sixteen characters of an iD in groups of four, from any form people paste. */
export function digitsOf(text) {
  const plain = text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '');
  const [, digits] = /(?:^|\D)(\d{15}[\dX])(?![\dX])/i.exec(plain) ?? [];
  return digits?.toUpperCase().replace(/(.{4})(?!$)/g, '$1-');
}

/** Text as it stands in HTML. */
export const escape = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');

/** The HTML for a page; `name` is the person's, if it is known. */
export function snippetOf(settings, name) {
  const lines = [`<script type="module" src="${SCRIPT}"></script>`];

  const properties = Object.entries(propertiesOf(settings)).filter(
    ([, value]) => value,
  );
  if (properties.length) {
    lines.push(
      '<style>',
      '  scholar-badge {',
      ...properties.map((pair) => `    ${pair.join(': ')};`),
      '  }',
      '</style>',
    );
  }

  const { layout } = settings;
  const isCard = layout === 'card';
  const id = digitsOf(settings.orcid);
  const attributes = {
    ...attributesOf(settings),
    orcid: id ?? settings.orcid.trim(),
    layout: isCard ? null : layout,
    // Only a card has works and parts.
    ...(isCard || { works: null, show: null }),
  };
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escape(value)}"`)
    .join('');
  const gap = isCard && id ? ['\n  ', '\n'] : ['', ''];
  const host =
    settings.registry === 'sandbox' ? 'sandbox.orcid.org' : 'orcid.org';
  const page = `https://${host}/${id}`;
  const own = id ? `<a href="${page}">${escape(name ?? page)}</a>` : '';
  lines.push(`<scholar-badge${written}>${gap.join(own)}</scholar-badge>`);
  return lines.join('\n');
}
