// Two web servers, so that pages and package have different origins:
// the page's (127.0.0.1), which serves whatever a test gives it, and the
// package's (localhost), which serves www/ as a CDN would. Below /own/ the
// page's server has the package too, for pages that allow only themselves.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const WWW = fileURLToPath(new URL('../../../www/', import.meta.url));

export const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The package's files by path, read once: a build may run meanwhile. */
function readPackage() {
  const files = new Map();
  for (const name of readdirSync(WWW, { recursive: true })) {
    const file = join(WWW, name);
    if (statSync(file).isFile()) {
      const path = `/${name.replaceAll('\\', '/')}`;
      files.set(path, { body: readFileSync(file), type: TYPES[extname(name)] });
    }
  }
  const wasm = ['badge', 'full', 'signin'].map(
    (name) => `/pkg/scholar_${name}_bg.wasm`,
  );
  if (!wasm.every((path) => files.has(path))) {
    throw new Error('www/pkg is not built: npm run build');
  }
  return files;
}

/** A web server that keeps what it is given, and remembers who asked. */
class Site {
  /** Each: `{ path, headers, at, ended }`, times in milliseconds since 1970. */
  requests = [];
  /** What goes wrong, by path: see `#answer`. */
  #faults = new Map();
  #files = new Map();

  constructor(host, fallback) {
    this.host = host;
    this.fallback = fallback;
    this.server = createServer((request, response) => {
      this.#answer(request, response).catch((error) => {
        console.error(error);
        response.destroy();
      });
    });
  }

  async listen() {
    await new Promise((done) => this.server.listen(0, this.host, done));
    this.url = `http://${this.host}:${this.server.address().port}`;
    return this;
  }

  /** Serves a text at a path; returns its address. */
  serve(path, body, headers = {}) {
    this.#files.set(path, { body, type: TYPES[extname(path)], headers });
    return this.url + path;
  }

  /**
   * `{ until, status, truncate, zipped, type, headers }` for a path, or null.
   * `until`: a promise that the answer waits for. `zipped`: compressed, before it is truncated. Or a function of a request's
   * headers that gives such a thing.
   */
  spoil(path, fault) {
    this.#faults.set(path, fault);
  }

  requested(path) {
    return this.requests.filter((request) => request.path === path);
  }

  async #answer(request, response) {
    const path = new URL(request.url, this.url).pathname;
    const { method, headers } = request;
    const entry = { method, path, headers, at: Date.now() };
    this.requests.push(entry);
    response.on('close', () => (entry.ended = Date.now()));
    const file = this.#files.get(path) ?? this.fallback(path);
    const given = this.#faults.get(path);
    const fault = (typeof given === 'function' ? given(headers) : given) ?? {};
    await fault.until;
    const status = fault.status ?? (file ? 200 : 404);
    const plain = Buffer.concat(
      status === 200
        ? [Buffer.from(file.body), Buffer.from(fault.append ?? [])]
        : [],
    );
    const whole = fault.zipped ? gzipSync(plain) : plain;
    const body = fault.truncate ? whole.subarray(0, whole.length / 2) : whole;
    response.writeHead(status, {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': fault.type ?? file?.type ?? 'text/plain',
      'cache-control': 'no-store',
      ...(fault.zipped && { 'content-encoding': 'gzip' }),
      ...file?.headers,
      ...fault.headers,
    });
    response.end(body);
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }
}

/**
 * `{ pages, cdn }`. The package lies below any one folder of the CDN, so that
 * each test can have a copy of its own to spoil.
 */
export async function startSites() {
  const files = readPackage();
  const inFolder = (path) => files.get(path.replace(/^\/[^/]+/, ''));
  const inOwn = (path) => path.startsWith('/own/') && inFolder(path);
  const pages = new Site('127.0.0.1', (path) => inOwn(path) || undefined);
  const cdn = new Site('localhost', inFolder);
  await Promise.all([pages.listen(), cdn.listen()]);
  return { pages, cdn };
}
