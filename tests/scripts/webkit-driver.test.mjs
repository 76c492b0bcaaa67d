// A driver that leaves a command unanswered must not stop a run of tests.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';

import { Session } from '../e2e/support/webkit/driver.mjs';

const folder = mkdtempSync(join(tmpdir(), 'driver-'));
after(() => rmSync(folder, { recursive: true }));

function program(name, source) {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${source}`);
  chmodSync(path, 0o755);
  return path;
}

/** Says which display it has, and stays. */
const DISPLAY = `require('node:fs').writeSync(3, '7\\n');
setInterval(() => {}, 1000);`;

/** Starts a session, tells where a page is, and forgets all other commands. */
const DRIVER = `const port = process.argv[2].split('=')[1];
require('node:http').createServer((request, response) => {
  const answer = (value) => response.end(JSON.stringify({ value }));
  if (request.url === '/status') answer({ ready: true });
  if (request.url === '/session') answer({ sessionId: 's', capabilities: {} });
  if (request.url === '/session/s/url') answer('about:blank');
}).listen(port, '127.0.0.1');`;

it('refuses a command that is not answered, and takes the next', async (t) => {
  const replaced = {
    XVFB: program('display', DISPLAY),
    WEBKIT_DRIVER: program('driver', DRIVER),
    MINIBROWSER: process.execPath,
  };
  Object.assign(process.env, replaced);
  t.after(() =>
    Object.keys(replaced).forEach((key) => delete process.env[key]),
  );
  const session = await Session.start({ proxy: '127.0.0.1:1', patience: 2000 });
  t.after(() => session.close());
  await assert.rejects(session.get('/title'), {
    code: 'disconnected',
    message: 'disconnected: no answer to GET /session/s/title',
  });
  assert.equal(await session.get('/url'), 'about:blank');
});
