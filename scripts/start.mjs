// Serves the demo on this machine, with nothing asked of the network: sets up
// what is missing, builds, and serves against the stand-in registry, with a
// sign-in server beside it.
//
//   npm start [-- folders of real payloads]
//
// Trunk serves the page and passes `/registry/…` on to the stand-in, so that
// the page knows the registry as an address of its own. The sign-in server's
// address is also its name, so the page is told it (`/registry/identity.json`).

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { main, must, Problem, stop, stopWithUs } from './process.mjs';
import { root, setUp } from './setup.mjs';

await main(async () => {
  const folders = process.argv
    .slice(2)
    .map((path) => resolve(process.env.INIT_CWD ?? '.', path));
  const { tools, releaseEnv, hostEnv } = await setUp('serve');
  // Trunk asks cargo about the crate, which wants every dependency at hand.
  await must('cargo', ['fetch', '--quiet'], { cwd: root, env: releaseEnv });
  // Trunk refuses to leave alone a folder that does not exist.
  mkdirSync(join(root, 'www', 'pkg'), { recursive: true });

  const page = await freePort(8401);
  const registry = await freePort(8402);
  const identity = await freePort(8403);
  const issuer = `http://127.0.0.1:${identity}`;
  const ends = [
    keep(
      'The stand-in registry',
      process.execPath,
      [
        join(root, 'tests', 'registry', 'server.mjs'),
        ...['--port', String(registry)],
        ...['--identity', issuer],
        ...folders,
      ],
      hostEnv,
    ),
    keep(
      'The sign-in server',
      process.execPath,
      [
        join(root, 'tests', 'identity', 'server.mjs'),
        ...['--port', String(identity)],
      ],
      hostEnv,
    ),
    keep(
      'Trunk',
      tools.trunk,
      [
        'serve',
        ...['--port', String(page)],
        ...['--proxy-backend', `http://127.0.0.1:${registry}/`],
        ...['--proxy-rewrite', '/registry/'],
        '--proxy-no-system-proxy',
      ],
      // Its faults only: what it does otherwise, the build tells.
      { RUST_LOG: 'trunk=warn', ...releaseEnv },
    ),
  ];
  console.log(
    'Building. The first time takes about 4 minutes, later ones some seconds.',
  );

  const address = `http://127.0.0.1:${page}/`;
  announce(address, `${address}registry/`, issuer);
  throw await Promise.race(ends);
});

/** Runs a program for as long as this one; resolves to a Problem if it ends. */
function keep(name, program, args, env) {
  const child = spawn(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  stopWithUs(child);
  return new Promise((resolve) => {
    child.on('error', (error) =>
      resolve(new Problem(`${name}: ${error.message}`)),
    );
    child.on('exit', (code) => {
      stop(child);
      resolve(new Problem(`${name} has ended (${code ?? 'killed'}).`));
    });
  });
}

/** Says where the demo is once it answers. */
async function announce(page, registry, issuer) {
  for (;;) {
    const answer = await fetch(page).catch(() => undefined);
    if (answer?.ok) break;
    await wait(200);
  }
  console.log(
    `\n  Demo:     ${page}\n  Registry: ${registry}v3.0/{iD}\n  Sign-in:  ${issuer}\n  Ctrl-C ends all.\n`,
  );
}

/** This port, or any free one if it is taken. */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) =>
      wanted === 0 ? reject(error) : freePort(0).then(resolve, reject),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
