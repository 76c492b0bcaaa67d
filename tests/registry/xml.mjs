// The registry's JSON as its XML: what a browser gets when it forgets to say that it
// wants JSON, or from a mirror that overlooks it. As with the registry, what stands
// several times is not in an element of its own. Prefixes are of the root and
// "common" alone; the registry has one for each of its schemas.

// XML 1.0 has no way to write most control characters and half surrogates.
const UNWRITABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (content) =>
  String(content ?? '')
    .replace(UNWRITABLE, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** What the schemas make attributes. */
const ATTRIBUTES = new Set([
  'put-code',
  'visibility',
  'path',
  'display-index',
  'num-found',
  'transient',
  'language-code',
]);

/** A document of this root element, for the same answer in JSON. */
export function renderXml(root, body) {
  const spaces = [root, 'common'].map(
    (name) => ` xmlns:${name}="http://www.orcid.org/ns/${name}"`,
  );
  const written = body.bulk
    ? element(`${root}:${root}`, spaces.join(''), unwrapped(body.bulk))
    : member(`${root}:${root}`, body, spaces.join(''));
  return `${HEAD}\n${written}\n`;
}

export const renderXmlError = (body) => renderXml('error', body);

export const renderXmlRecord = (record) => renderXml('record', record);

const element = (name, attributes, content) =>
  `<${name}${attributes}>${content}</${name}>`;

/** Items that name themselves: `[{ work: … }, …]`. */
const unwrapped = (items) =>
  items
    .filter((item) => item && typeof item === 'object')
    .flatMap((item) => Object.entries(item).map(named))
    .join('');

const named = ([key, value]) => {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return member(`common:${key}`, value);
  return key === 'summaries'
    ? unwrapped(value)
    : value.map((item) => named([key, item])).join('');
};

function member(name, value, attributes = '') {
  if (value === null || typeof value !== 'object') {
    return element(name, attributes, text(value));
  }
  // The path of an identifier, and the language of a work, are elements.
  const isAttribute = (key) =>
    key === 'language-code'
      ? 'value' in value
      : ATTRIBUTES.has(key) && !('host' in value);
  const all = Object.entries(value).filter(([, it]) => it !== null);
  const more = all
    .filter(([key]) => isAttribute(key))
    .map(([key, it]) => ` ${key}="${text(it)}"`);
  const content = all
    .filter(([key]) => !isAttribute(key))
    .map(([key, it]) =>
      key === 'value' ? text(moment(name, it)) : named([key, it]),
    );
  return element(name, attributes + more.join(''), content.join(''));
}

/** Moments are numbers in JSON, and dates in XML. */
const moment = (name, value) =>
  name.endsWith('-date') && typeof value === 'number'
    ? new Date(value).toISOString()
    : value;
