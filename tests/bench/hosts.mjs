// The three hosts of a page with a badge, each an origin of its own: the page,
// the package (stored files at brotli 11, as a CDN serves them) and the
// registry. In a thread of their own, so that the bench does not slow them.

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import { brotliCompressSync, constants } from 'node:zlib';
import { transformSync } from 'esbuild';
import {
  generatedOrcid,
  generateRecord,
  startRegistry,
} from '../registry/server.mjs';

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * Starts them. `folders` maps a contestant's name to its package folder. The
 * answer: `{ page, package, registry, people, sizes, stop }`, `people` being
 * `{ orcid, name }` by number of works, `sizes` those of the package's files.
 * `connectIn(ms)` begins a load in which every host takes so long to answer
 * first, as if it had to be connected to; later requests share the connection,
 * as with HTTP/2.
 */
export function startHosts({ folders, works }) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { folders, works },
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.once('message', (hosts) =>
      resolve({
        ...hosts,
        connectIn: (setUp) => {
          worker.postMessage(setUp);
          return once(worker, 'message');
        },
        stop: () => worker.terminate(),
      }),
    );
  });
}

async function serveAll({ folders, works }) {
  const files = new Map();
  // Read once: a build meanwhile must not change what is measured.
  for (const [name, folder] of Object.entries(folders)) {
    for (const [path, bytes] of packageFiles(folder)) {
      files.set(`/${name}/${path}`, stored(path, bytes));
    }
  }
  for (const name of ['floor', 'list-floor']) {
    const floor = readFileSync(new URL(`${name}.js`, import.meta.url), 'utf8');
    const { code } = transformSync(floor, {
      minify: true,
      format: 'esm',
      target: 'es2022',
    });
    files.set(`/${name}/index.js`, stored('index.js', Buffer.from(code)));
  }

  const registry = await startRegistry();
  parentPort.on('message', (setUp) => {
    connecting = setUp;
    connected.clear();
    registry.fault('*', setUp ? { delay: setUp } : null);
    parentPort.postMessage('ready');
  });
  const packages = await listen((path) => files.get(path));
  const pages = await listen((path, query) =>
    path === '/' ? page(query, packages, registry.url) : undefined,
  );
  const people = works.map((count) => [
    count,
    { orcid: generatedOrcid(count), name: nameOf(count) },
  ]);
  const sizes = [...files].map(([path, { bytes, body }]) => [
    path,
    { raw: bytes, brotli: body.length },
  ]);
  return {
    page: pages,
    package: packages,
    registry: registry.url,
    people: Object.fromEntries(people),
    sizes: Object.fromEntries(sizes),
  };
}

function* packageFiles(folder) {
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && extname(file) in TYPES)
      yield [relative(folder, file), readFileSync(file)];
  }
}

/** A file as a CDN keeps it. */
function stored(path, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    bytes: bytes.length,
    body: brotliCompressSync(bytes, { params }),
    headers: {
      'Content-Type': TYPES[extname(path)],
      'Content-Encoding': 'br',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Timing-Allow-Origin': '*',
      Vary: 'Accept-Encoding',
    },
  };
}

/**
 * The page: the README's snippet, or the same with a floor's script. `tag` and
 * `authors` make it that of a list.
 */
function page(query, packages, registry) {
  const orcid = query.get('orcid');
  const script = `${packages}/${query.get('script')}/index.js`;
  const tag = query.get('tag') ?? 'scholar-badge';
  const authors = query.has('authors')
    ? ` authors="${query.get('authors')}"`
    : '';
  const badge = orcid
    ? `<${tag} orcid="${orcid}" registry="${registry}"${authors}></${tag}>`
    : '';
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>People</title>
<link rel="icon" href="data:,">
<h1>People</h1>
<script type="module" src="${script}"></script>
${badge}
</html>
`;
  return {
    body: Buffer.from(html),
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  };
}

function nameOf(works) {
  const { name } = generateRecord({ works }).person;
  return `${name['given-names'].value} ${name['family-name'].value}`;
}

let connecting = 0;
const connected = new Map();

/** Waits until this load's connection to `host` would stand. */
async function connection(host) {
  if (!connecting) return;
  if (!connected.has(host)) connected.set(host, wait(connecting));
  await connected.get(host);
}

function listen(answer) {
  const server = createServer(async (request, response) => {
    await connection(request.headers.host);
    const { pathname, searchParams } = new URL(request.url, 'http://host');
    const found = answer(pathname, searchParams);
    const { headers, body } = found ?? { headers: {}, body: Buffer.from('') };
    response.writeHead(found ? 200 : 404, {
      ...headers,
      'Content-Length': body.length,
    });
    response.end(body);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${server.address().port}`),
    );
  });
}

if (!isMainThread && workerData?.folders) {
  parentPort.postMessage(await serveAll(workerData));
}

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
