// Reads an Accept header the way the registry does: the client's q-values
// first, then how specific a range is, then the order it is written in.

export const XML = ['application/vnd.orcid+xml', 'application/orcid+xml'];
export const COMPACT_JSON = 'application/json';
const PRETTY_JSON = ['application/vnd.orcid+json', 'application/orcid+json'];
export const JSON_LD = 'application/ld+json';

// In the order a wildcard picks from: XML wins, which surprises every browser.
const EVERYWHERE = [...XML, 'application/xml', ...PRETTY_JSON, COMPACT_JSON];

export function kindOf(type) {
  if (type === JSON_LD) return 'jsonld';
  if (type === COMPACT_JSON) return 'json';
  return PRETTY_JSON.includes(type) ? 'pretty' : 'xml';
}

function ranges(header) {
  return header.split(',').map((part, position) => {
    const [type, ...parameters] = part.split(';').map((word) => word.trim());
    const q = parameters.find((word) => /^q\s*=/i.test(word));
    return {
      type: type.toLowerCase(),
      q: q ? Number(q.split('=')[1]) : 1,
      position,
    };
  });
}

function specificity(type) {
  if (type === '*/*') return 0;
  return type.endsWith('/*') ? 1 : 2;
}

function matches(range, type) {
  if (range === '*/*') return true;
  if (range.endsWith('/*')) return type.startsWith(range.slice(0, -1));
  return range === type;
}

/**
 * The media type to answer with, `null` when none of those asked for can be
 * made, or `undefined` when the header cannot be read. JSON-LD is made only at
 * the bare record address, so the caller says whether this is it.
 */
export function negotiate(header, { linkedData }) {
  const offered = linkedData ? [...EVERYWHERE, JSON_LD] : EVERYWHERE;
  if (!header?.trim()) return offered[0];
  const wanted = ranges(header);
  const readable = wanted.every(
    ({ type, q }) => /^[^\s/]+\/[^\s/]+$/.test(type) && q >= 0 && q <= 1,
  );
  if (!readable) return undefined;
  const refused = (type) =>
    wanted.some((range) => range.q === 0 && range.type === type);
  wanted.sort(
    (a, b) =>
      b.q - a.q ||
      specificity(b.type) - specificity(a.type) ||
      a.position - b.position,
  );
  for (const range of wanted) {
    if (range.q === 0) continue;
    const type = offered.find(
      (candidate) => matches(range.type, candidate) && !refused(candidate),
    );
    if (type) return type;
  }
  return null;
}

/** Does the unversioned address send this Accept header to the RDF service? */
export function wantsRdf(header = '') {
  return /n3|rdf|n-triples|turtle/.test(header);
}
