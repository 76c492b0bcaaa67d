// A stand-in for the public ORCID registry, for tests, the demo and the bench.
// `startRegistry()` runs it alone, `registerRegistry` mounts it in another
// fastify app, and on the command line it serves folders of real payloads too:
//
//   node tests/registry/server.mjs [--port N] [--host H] [--mirror]
//     [--identity URL] [folder …]
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import fastify from 'fastify';

import {
  answerAsMirror,
  answerSearch,
  answerTo,
  methodNotAllowed,
  preflight,
} from './answer.mjs';
import { beforeAnswer, deliver, kindOfRequest } from './faults.mjs';
import { generatedOrcid } from './id.mjs';
import { wantsRdf } from './negotiate.mjs';
import { IDS } from './people/index.mjs';
import { createRegistry } from './registry.mjs';

export { CROWD } from './search.mjs';
export { generatedLab } from './generate-lab.mjs';
export { generateRecord } from './generate.mjs';
export { generatedOrcid } from './id.mjs';
export {
  EXPECTED,
  FAULTS,
  HACK_FLAG,
  IDS,
  LAB,
  LISTS,
  PEOPLE,
  PRIVATE_PUT_CODE,
} from './people/index.mjs';
export { createRegistry } from './registry.mjs';

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Notes the request, and later how it ended. */
function note(registry, request, raw, path, asked) {
  const { method, headers } = request;
  const entry = {
    method,
    path,
    ...asked,
    accept: headers.accept,
    origin: headers.origin,
    at: Date.now(),
    status: null,
    aborted: false,
  };
  registry.requests.push(entry);
  raw.on('close', () => {
    entry.status = raw.headersSent ? raw.statusCode : null;
    entry.aborted = !raw.writableFinished;
  });
}

/** What lies where an iD would. */
const SEARCHES = ['search', 'expanded-search'];

async function serveVersioned(registry, prefix, request, raw) {
  const path = request.url.slice(prefix.length);
  const [, orcid = '', ...segments] = path
    .split('?')[0]
    .split('/')
    .filter(Boolean)
    .map(decode);
  const isSearch = SEARCHES.includes(orcid) && segments.length === 0;
  const kind = isSearch ? 'search' : kindOfRequest(segments);
  const putCodes =
    kind === 'bulk' || kind === 'work' ? segments[1].split(',').length : 0;
  note(registry, request, raw, path, { kind, orcid, putCodes });
  const { method, headers } = request;
  const head = method === 'HEAD';
  if (method === 'OPTIONS') {
    // A preflight neither counts as a failure nor waits for one.
    const noCors = registry.faults
      .of(orcid)
      .some(({ of, noCors }) => noCors && (!of || of === kind));
    await deliver(raw, preflight(), { noCors }, { head });
    return;
  }
  if (method !== 'GET' && !head) {
    await deliver(raw, methodNotAllowed(), {}, { head });
    return;
  }
  const person = registry.find(orcid);
  const fault = registry.faults.take(orcid, person, kind);
  if (!(await beforeAnswer(raw, fault))) return;
  if (isSearch && !registry.mirror) {
    const answer = answerSearch({
      request: { headers },
      section: orcid,
      people: registry.people.values(),
      parameters: new URLSearchParams(path.split('?')[1] ?? ''),
      fault,
    });
    await deliver(raw, answer, fault, { head });
    return;
  }
  // A proxy before it may drop the port from Host.
  const { hostname, protocol, socket } = request;
  const base = `${protocol}://${hostname}:${socket.localPort}${prefix}/v3.0`;
  const make = registry.mirror ? answerAsMirror : answerTo;
  const answer = await make({
    request: {
      headers,
      addressOf: (other, rest) => [base, other, ...rest].join('/'),
    },
    orcid,
    segments,
    person,
    fault,
    kind,
  });
  await deliver(raw, answer, fault, { head });
}

/**
 * A fastify plugin: `app.register(registerRegistry, { prefix, registry })`.
 * `identity` is the address of a sign-in server beside it. Without `registry` it makes its own (`folders` as in createRegistry), which
 * then cannot be told to fail.
 */
export async function registerRegistry(app, options = {}) {
  const registry = options.registry ?? (await createRegistry(options));
  const { prefix } = app;

  app.all('/v3.0/*', async (request, reply) => {
    reply.hijack();
    try {
      await serveVersioned(registry, prefix, request, reply.raw);
    } catch (error) {
      // A defect of the stand-in must not look like a slow registry.
      console.error(error);
      reply.raw.destroy();
    }
  });

  // The unversioned address: a browser is lost here, for lack of CORS headers.
  app.get('/:orcid(^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dXx]$)', (request, reply) => {
    const path = request.url.slice(prefix.length);
    const { orcid } = request.params;
    const asked = { kind: 'redirect', orcid, putCodes: 0 };
    note(registry, request, reply.raw, path, asked);
    const version = wantsRdf(request.headers.accept)
      ? 'experimental_rdf_v1'
      : 'v3.0';
    return reply
      .header('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate')
      .redirect(`${prefix}/${version}${path}`, 302);
  });

  // Not ORCID's: what the demo's picker lists.
  app.get('/people.json', (request, reply) =>
    reply
      .header('Access-Control-Allow-Origin', '*')
      .header('Cache-Control', 'no-store')
      .send(registry.list()),
  );

  // Nor is this: where the demo finds the sign-in server beside it, whose
  // address no proxy may change, as it is also the server's name.
  app.get('/identity.json', (request, reply) =>
    reply
      .header('Access-Control-Allow-Origin', '*')
      .header('Cache-Control', 'no-store')
      .send({ issuer: options.identity ?? null }),
  );
}

/** Runs a registry of its own. */
export async function startRegistry({
  port = 0,
  host = '127.0.0.1',
  folders = [],
  mirror = false,
  identity,
  quiet = true,
} = {}) {
  const registry = await createRegistry({ folders, mirror });
  const app = fastify({ forceCloseConnections: true });
  await app.register(registerRegistry, { registry, identity });
  await app.listen({ port, host });
  const url = `http://${host}:${app.server.address().port}`;
  if (!quiet) announce(url, registry);
  return {
    url,
    port: app.server.address().port,
    registry,
    requests: registry.requests,
    close: () => app.close(),
    reset: () => registry.reset(),
    fault: (orcid, fault) => registry.fault(orcid, fault),
    mirror: (on = true) => {
      registry.mirror = on;
    },
    people: () => registry.list(),
  };
}

function announce(url, registry) {
  const { skipped } = registry;
  const folder = registry
    .list()
    .filter(({ group }) => group === 'From the folder');
  const lines = [
    `Stand-in registry at ${url} (everybody: ${url}/people.json)`,
    `  ${IDS.ordinary}  an ordinary record`,
    `  ${IDS.arabic}  right-to-left`,
    `  ${IDS.hostile}  a hostile record`,
    `  ${IDS.broken}  a record with broken items`,
    `  ${IDS.quota}  429`,
    `  ${generatedOrcid(1000)}  1,000 generated works`,
    ...folder.map(({ orcid, label, note }) => `  ${orcid}  ${label}: ${note}`),
  ];
  if (skipped.length) {
    lines.push(`  ${skipped.length} other files in the folder were left out`);
  }
  console.log(lines.join('\n'));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      mirror: { type: 'boolean', default: false },
      identity: { type: 'string' },
    },
  });
  await startRegistry({
    port: Number(values.port),
    host: values.host,
    folders: positionals,
    mirror: values.mirror,
    identity: values.identity,
    quiet: false,
  });
}

const started = process.argv[1] && realpathSync(process.argv[1]);
if (started === fileURLToPath(import.meta.url)) {
  await main();
}
