// Takes the README's pictures anew: `npm run picture`, after `npm run build`.
//
// The ordinary person of the stand-in registry, in a light and a dark page.

import fastify from 'fastify';
import { mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import {
  createRegistry,
  IDS,
  registerRegistry,
} from '../tests/registry/server.mjs';
import { main } from './process.mjs';
import { root, setUp } from './setup.mjs';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8">
<style>:root { color-scheme: light dark } body { margin: 12px; font: 16px system-ui }</style>
<script type="module" src="/www/index.js"></script>
<scholar-badge orcid="${IDS.ordinary}" registry="/registry" works="3"></scholar-badge>`;

await main(async () => {
  const { tools } = await setUp('test');
  const app = fastify();
  app.register(registerRegistry, {
    prefix: '/registry',
    registry: await createRegistry(),
  });
  app.get('/', (_, reply) => reply.type('text/html').send(PAGE));
  app.get('/www/*', ({ url }, reply) =>
    reply.type(TYPES[extname(url)]).send(readFileSync(join(root, url))),
  );
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({
    executablePath: tools.chromium,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  mkdirSync(join(root, 'docs'), { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({
      colorScheme,
      deviceScaleFactor: 2,
      viewport: { width: 584, height: 600 },
    });
    await page.goto(address);
    const badge = page.locator('scholar-badge');
    await badge.locator('[part~="card"]').waitFor();
    await badge.screenshot({
      path: join(root, 'docs', `badge-${colorScheme}.png`),
    });
  }
  await browser.close();
  await app.close();
});
