// One request below /v3.0/ to one answer: negotiation, error codes, bodies.
// Knows nothing of HTTP servers; server.mjs writes what this decides.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import {
  HTML_PAGE,
  NO_SUCH_FILE,
  PLAIN_ANSWERS,
  errorBody,
  statusOf,
} from './errors.mjs';
import { renderJsonLd } from './jsonld.mjs';
import { COMPACT_JSON, JSON_LD, kindOf, negotiate, XML } from './negotiate.mjs';
import { findPeople, searchBody } from './search.mjs';
import { readSection } from './sections.mjs';
import { renderXml, renderXmlError, renderXmlRecord } from './xml.mjs';

const compress = promisify(gzip);

// On every answer, errors included. No ETag, nothing exposed, no Vary.
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate',
  Pragma: 'no-cache',
  Expires: '0',
};

const typed = (type) => `${type};charset=UTF-8`;

function answer(status, type, body, more = {}) {
  const content = type ? { 'Content-Type': type } : {};
  return { status, headers: { ...HEADERS, ...content, ...more }, body };
}

export function preflight() {
  return answer(200, null, '', {
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers':
      'X-Requested-With, Origin, Content-Type, Accept',
  });
}

export function methodNotAllowed() {
  return answer(405, null, '', { Allow: 'GET, HEAD, OPTIONS' });
}

function errorAnswer(code, type, context, more) {
  const body = errorBody(code, context);
  const kind = type ? kindOf(type) : 'json';
  if (kind === 'xml') {
    return answer(statusOf(code), typed(type), renderXmlError(body), more);
  }
  const text = JSON.stringify(body, null, kind === 'pretty' ? 2 : 0);
  const as = kind === 'pretty' ? type : COMPACT_JSON;
  return answer(statusOf(code), typed(as), text, more);
}

/** 406/9001 is the one API error whose Content-Type is missing. */
function notAcceptable() {
  const made = errorAnswer(9001, null, {});
  delete made.headers['Content-Type'];
  return made;
}

function plainAnswer(status) {
  const known = PLAIN_ANSWERS[status] ?? {
    contentType: 'text/html',
    body: `<html><body><h1>${status}</h1></body></html>`,
  };
  return answer(status, known.contentType, known.body);
}

function whole(person, type) {
  const { record } = person;
  switch (kindOf(type)) {
    case 'jsonld':
      return JSON.stringify(renderJsonLd(record), null, 2);
    case 'xml':
      return renderXmlRecord(record);
    case 'pretty':
      return JSON.stringify(record, null, 2);
    default:
      return JSON.stringify(record);
  }
}

// Records do not change while the registry runs, and big ones are asked for
// again and again by the measurements.
const compactBodies = new WeakMap();

function compactBody(person) {
  let made = compactBodies.get(person);
  if (!made) {
    const text = JSON.stringify(person.record);
    made = { text: person.bom ? `\ufeff${text}` : text };
    compactBodies.set(person, made);
  }
  return made;
}

/** What breaks off does so in the text itself, unless the fault says otherwise. */
const travelsPlain = ({ truncate, cut, zipped }) =>
  (truncate || cut) && !zipped;

/** Only application/json is compressed, as by the registry's own nginx. */
async function compressed(made, request, person) {
  const { status, headers, body } = made;
  const big = body.length > 1000;
  const asked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (status !== 200 || !asked || !big) return made;
  const kept = compactBodies.get(person);
  const isKept = kept && body === kept.text;
  const zipped = (isKept && kept.zipped) || (await compress(body));
  if (isKept) kept.zipped = zipped;
  return {
    status,
    headers: { ...headers, 'Content-Encoding': 'gzip' },
    body: zipped,
  };
}

function linkedDataOnly(person, segments) {
  if (segments.length > 0) return notAcceptable();
  const body = JSON.stringify(person.jsonld, null, 2);
  return answer(200, typed(JSON_LD), body);
}

/** The root element of a section in XML. */
const rootOf = (body, [section]) => (body.bulk ? 'bulk' : section);

function section(person, segments, type, context) {
  const made = readSection(person, segments);
  if (made.error) {
    return errorAnswer(made.error, type, { ...context, detail: made.detail });
  }
  if (!made.whole) {
    const kind = kindOf(type);
    const text =
      kind === 'xml'
        ? renderXml(rootOf(made.body, segments), made.body)
        : JSON.stringify(made.body, null, kind === 'pretty' ? 2 : 0);
    return answer(200, typed(type), text);
  }
  return answer(
    200,
    typed(type),
    type === COMPACT_JSON ? compactBody(person).text : whole(person, type),
  );
}

/**
 * The answer to GET /v3.0/{orcid}/{segments}, `fault` included as far as it
 * concerns what is said and not how it travels.
 */
export async function answerTo({
  request,
  orcid,
  segments,
  person,
  fault,
  kind,
}) {
  const { accept } = request.headers;
  if (fault.status) return plainAnswer(fault.status);
  const type = negotiate(accept, { linkedData: segments.length === 0 });
  if (type === undefined) return plainAnswer(400);
  const given = fault.xml ? XML[0] : type;
  const uri = `https://orcid.org/${orcid}`;
  if (fault.error === 9001) return notAcceptable();
  // Bulk works are read without looking at the state of the record.
  if (fault.error && (kind !== 'bulk' || fault.of === 'bulk')) {
    const { primary } = fault;
    const context = {
      orcid,
      uri,
      primaryUri: `https://orcid.org/${primary}`,
    };
    const more =
      fault.error === 9007
        ? { Location: request.addressOf(primary, segments) }
        : {};
    return errorAnswer(fault.error, given, context, more);
  }
  if (fault.html) return answer(200, 'text/html;charset=UTF-8', HTML_PAGE);
  if (fault.body !== undefined) {
    return answer(200, typed(COMPACT_JSON), fault.body);
  }
  if (person?.jsonld) return linkedDataOnly(person, segments);
  if (type === null) return notAcceptable();
  if (!person?.record) return errorAnswer(9016, type, { orcid });
  const made = section(person, segments, given, { orcid, uri });
  if (given !== COMPACT_JSON || travelsPlain(fault)) return made;
  return compressed(made, request, person);
}

/** The answer to GET /v3.0/search or /v3.0/expanded-search. */
export function answerSearch({ request, section, people, parameters, fault }) {
  if (fault.status) return plainAnswer(fault.status);
  const type = negotiate(request.headers.accept, { linkedData: false });
  if (type === undefined) return plainAnswer(400);
  if (type === null) return notAcceptable();
  if (fault.error) return errorAnswer(fault.error, type, {});
  if (fault.html) return answer(200, 'text/html;charset=UTF-8', HTML_PAGE);
  if (fault.body !== undefined) {
    return answer(200, typed(COMPACT_JSON), fault.body);
  }
  const made = findPeople(people, parameters);
  if (made.error) return errorAnswer(made.error, type, {});
  const body = searchBody(section, made);
  if (fault.xml) return answer(200, typed(XML[0]), renderXml(section, body));
  return answer(200, typed(type), JSON.stringify(body));
}

/**
 * The answer of a folder of saved records on an ordinary host: a file for each
 * record that could be saved, whatever is accepted, and for everything else the
 * host's page. What travels badly travels badly here too.
 */
export async function answerAsMirror({
  request,
  segments,
  person,
  fault,
  kind,
}) {
  if (fault.status) return plainAnswer(fault.status);
  if (fault.html) return answer(200, 'text/html;charset=UTF-8', HTML_PAGE);
  if (fault.body !== undefined) {
    return answer(200, typed(COMPACT_JSON), fault.body);
  }
  const isFile = kind === 'record' && segments.length === 0;
  const saved = (person?.record || person?.jsonld) && !fault.error;
  if (!isFile || !saved) {
    return answer(404, 'text/html;charset=UTF-8', NO_SUCH_FILE);
  }
  if (person.jsonld) return linkedDataOnly(person, segments);
  const made = answer(200, COMPACT_JSON, compactBody(person).text);
  if (travelsPlain(fault)) return made;
  return compressed(made, request, person);
}
