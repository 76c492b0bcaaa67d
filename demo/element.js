// What all elements of this page have in common: where they ask, the attributes
// and custom properties that the settings make of them, and how they stand in HTML.

import { USUAL } from './settings.js';

// The whole path: jsDelivr serves a package's short address without a redirect,
// and the files that the entry imports would be looked for in the wrong folder.
const SCRIPT = 'https://cdn.jsdelivr.net/npm/scholar-badge@0/www/index.js';

/** The stand-in registry, beside this page. */
export const SAMPLE = new URL('registry', document.baseURI).href;
/** What a site would know of the stand-in registry's lab. */
const EXTRAS = new URL('demo/extras.json', document.baseURI).href;

export const byId = (id) => document.getElementById(id);

/** Writes attributes to an element; null takes one away. */
export function apply(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value)
      element.setAttribute(name, value);
  }
}

/** An element with attributes, text and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, attributes);
  element.append(...children);
  return element;
}

function addressOf(text) {
  try {
    const { protocol, href } = new URL(text.trim());
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The `registry` attribute, null for ORCID's own, undefined if there is none yet. */
export function registryOf({ registry, mirror }) {
  if (registry === 'production') return null;
  if (registry === 'sandbox') return 'sandbox';
  if (registry === 'sample') return SAMPLE;
  return addressOf(mirror)?.replace(/\/+$/, '');
}

/** The `extras` attribute; the example knows nobody but the sample lab. */
export function extrasOf(settings) {
  const { extras, registry } = settings;
  if (extras === 'example' && registry === 'sample') return EXTRAS;
  return (extras === 'own' && settings['extras-file'].trim()) || null;
}

/** The value of a setting, null where it is the usual and needs no attribute. */
export const unlessUsual = (settings, name) =>
  settings[name] === USUAL[name] ? null : settings[name];

/** The attributes of all elements that show records. */
export const commonAttributesOf = (settings) => ({
  registry: registryOf(settings),
  theme: unlessUsual(settings, 'theme'),
  timeout: unlessUsual(settings, 'timeout'),
  'max-age': unlessUsual(settings, 'maxAge'),
  'max-size': unlessUsual(settings, 'maxSize'),
  'cache-size': unlessUsual(settings, 'cacheSize'),
});

/** Custom properties by name; null where they are as usual. */
export function propertiesOf(settings) {
  const length = (name) => {
    const value = unlessUsual(settings, name);
    return value && `${value}px`;
  };
  return {
    '--scholar-link': settings.link || null,
    '--scholar-radius': length('radius'),
    '--scholar-space': length('space'),
    '--scholar-font': settings.font || null,
  };
}

/** Links to these people's records: what shows where an element cannot be. */
export function linksTo(ids, { registry }, nameOf) {
  const host = registry === 'sandbox' ? 'sandbox.orcid.org' : 'orcid.org';
  return ids.map((id) => {
    const href = `https://${host}/${id}`;
    return make('a', { href }, nameOf(id) ?? href);
  });
}

// Snippets

/** Text as it stands in HTML. */
const escape = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');

const WIDTH = 80;

function tagOf(name, attributes) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => (value === '' ? key : `${key}="${escape(value)}"`));
  const line = `<${[name, ...written].join(' ')}>`;
  return line.length <= WIDTH ? line : `<${[name, ...written].join('\n  ')}\n>`;
}

/**
 * The HTML for a page: the script, the style if there is any, and the element with
 * links inside; `inline` keeps those in the element's line.
 */
export function snippetOf(settings, name, attributes, { links = [], inline }) {
  const properties = Object.entries(propertiesOf(settings))
    .filter(([, value]) => value)
    .map((pair) => `    ${pair.join(': ')};`);
  const style = properties.length
    ? ['<style>', `  ${name} {`, ...properties, '  }', '</style>']
    : [];
  const inside = links.map(
    (link) => `<a href="${escape(link.href)}">${escape(link.textContent)}</a>`,
  );
  const gaps = inside.length && !inline ? ['\n  ', '\n'] : ['', ''];
  return [
    `<script type="module" src="${SCRIPT}"></script>`,
    ...style,
    `${tagOf(name, attributes)}${gaps[0]}${inside.join('\n  ')}${gaps[1]}</${name}>`,
  ].join('\n');
}
