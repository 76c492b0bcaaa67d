// nginx with the configuration of docs/mirrors, in front of a registry of the test's.

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIGURATION = fileURLToPath(
  new URL('../../docs/mirrors/nginx.conf', import.meta.url),
);

/** Where nginx is, if it is: scripts/setup says so, and Debian's place is known. */
export const NGINX = [process.env.NGINX, '/usr/sbin/nginx'].find(
  (path) => path && existsSync(path),
);

/** Why tests that need it are left out, as node:test takes it; false if they are not. */
export const skip = NGINX ? false : 'nginx is not there';

/**
 * The documented configuration with what the document calls "yours" filled in. Each
 * of these must stand there exactly once, so that what is tested is what is written.
 */
function configured({ registry, port, folder, served, seconds }) {
  let text = readFileSync(CONFIGURATION, 'utf8');
  const put = (old, own) => {
    const pieces = text.split(old);
    if (pieces.length !== 2) throw new Error(`nginx.conf: ${old}`);
    text = pieces.join(own);
  };
  put(
    'proxy_cache_path /var/cache/nginx/orcid ',
    `proxy_cache_path ${folder}/cache `,
  );
  put('listen 80;', `listen 127.0.0.1:${port};`);
  put('proxy_pass https://pub.orcid.org;', `proxy_pass ${registry};`);
  // No authority signs for a registry without encryption.
  put('proxy_ssl_verify on;', 'proxy_ssl_verify off;');
  put(
    '        proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt; # yours\n',
    '',
  );
  if (served) {
    put('default                1;', 'default                0;');
    put('"0000-0002-1825-0097"  1;', `"${served}"  1;`);
  }
  // A test cannot wait for a day.
  if (seconds)
    put('proxy_cache_valid 200 1d;', `proxy_cache_valid 200 ${seconds}s;`);
  return text;
}

/** What Debian's nginx.conf has around it, for a process without any rights. */
const around = (folder, inner) => `
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${inner}
}
`;

/** A port that nobody listens at. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Starts a mirror of the registry at this address: `{ url, get, close }`. `served` is
 * the only iD it has records of, `seconds` how long a copy counts as new.
 */
export async function startMirror({ registry, served, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'scholar-mirror-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  mkdirSync(join(folder, 'cache'));
  const inner = configured({ registry, port, folder, served, seconds });
  writeFileSync(file, around(folder, inner));
  const child = spawn(NGINX, ['-p', folder, '-c', file, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await listening(child, ended, url, () => said);
  return { url, close, get: (path, options) => get(port, path, options) };
}

/** Fulfilled once somebody answers there; refused where nginx has ended before. */
async function listening(child, ended, url, said) {
  let isOver = false;
  ended.then(() => (isOver = true));
  for (;;) {
    if (isOver) throw new Error(`nginx has ended: ${said()}`);
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((next) => setImmediate(next));
    }
  }
}

/**
 * Asks as a visitor of that address does: `{ status, headers, body }`. On Linux all of
 * 127.0.0.0/8 is this machine.
 */
function get(port, path, { visitor, method = 'GET', headers } = {}) {
  const localAddress =
    visitor && `127.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const options = { host: '127.0.0.1', port, path, method, localAddress };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...options,
        agent: false,
        headers: {
          accept: 'application/json, application/ld+json;q=0.5',
          ...headers,
        },
      },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text) => (body += text));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, body }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
