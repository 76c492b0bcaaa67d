// Takes the README's pictures anew: `npm run picture`, after `npm run build`.
//
// People of the stand-in registry, in a light and a dark page: the badge of the
// ordinary one, and the list and the people of a laboratory.

import fastify from 'fastify';
import { mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import {
  createRegistry,
  IDS,
  LAB,
  registerRegistry,
} from '../tests/registry/server.mjs';
import { main } from './process.mjs';
import { root, setUp } from './setup.mjs';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8">
<style>:root { color-scheme: light dark } body { margin: 12px; font: 16px system-ui }</style>
<script type="module" src="/www/index.js"></script>`;
const PAGES = {
  badge: `${PAGE}<scholar-badge orcid="${IDS.ordinary}" registry="/registry" works="3"></scholar-badge>`,
  list: `${PAGE}<scholar-works orcid="${LAB.members.join(' ')}" registry="/registry" limit="4"></scholar-works>`,
  people: `${PAGE}<scholar-people orcid="${LAB.members.join(' ')}" registry="/registry"></scholar-people>`,
};

await main(async () => {
  const { tools } = await setUp('test');
  const app = fastify();
  app.register(registerRegistry, {
    prefix: '/registry',
    registry: await createRegistry(),
  });
  for (const [name, page] of Object.entries(PAGES)) {
    app.get(`/${name}`, (_, reply) => reply.type('text/html').send(page));
  }
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
    await page.goto(`${address}/badge`);
    const badge = page.locator('scholar-badge');
    await badge.locator('[part~="card"]').waitFor();
    await badge.screenshot({
      path: join(root, 'docs', `badge-${colorScheme}.png`),
    });
    await page.setViewportSize({ width: 784, height: 900 });
    await page.goto(`${address}/list`);
    const list = page.locator('scholar-works');
    await list.locator('[part~="work-authors"]').first().waitFor();
    await list.screenshot({
      path: join(root, 'docs', `list-${colorScheme}.png`),
    });
    await page.goto(`${address}/people`);
    const people = page.locator('scholar-people');
    await people.locator('[part~="organization"]').last().waitFor();
    await people.screenshot({
      path: join(root, 'docs', `people-${colorScheme}.png`),
    });
  }
  await browser.close();
  await app.close();
});
