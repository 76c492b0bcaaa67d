// The demo as `npm start` serves it: the page, the package, the stand-in registry
// and a sign-in server's name at one origin. ORCID's own registry is a stand-in too.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

import fastify from 'fastify';

import { startIdentity } from '../../identity/server.mjs';
import { createRegistry, registerRegistry } from '../../registry/server.mjs';
import { TYPES } from './sites.mjs';
import { useStage } from './stage.mjs';
import { after, before } from './test.mjs';

const ROOT = new URL('../../../', import.meta.url);
const ORCID = 'https://pub.orcid.org';

/** A stage whose visits are to the demo, for the tests of the calling file. */
export function useConfigurator() {
  const stage = useStage();
  const demo = new Configurator(stage);
  before(() => demo.start());
  after(() => demo.stop());
  return demo;
}

class Configurator {
  constructor(stage) {
    this.stage = stage;
  }

  async start() {
    this.identity = await startIdentity();
    this.app = fastify({ forceCloseConnections: true });
    await this.app.register(registerRegistry, {
      prefix: '/registry',
      registry: await createRegistry(),
      identity: this.identity.issuer,
    });
    for (const path of ['/', '/demo/*', '/www/*']) {
      this.app.get(path, (request, reply) => {
        const { pathname } = new URL(request.url, ORCID);
        const file = `.${pathname === '/' ? '/index.html' : pathname}`;
        return reply
          .type(TYPES[extname(file)] ?? 'text/plain')
          .send(readFileSync(new URL(file, ROOT)));
      });
    }
    this.url = await this.app.listen({ host: '127.0.0.1', port: 0 });
  }

  async stop() {
    await Promise.all([this.app?.close(), this.identity?.close()]);
  }

  /**
   * Opens the demo with these settings in its address. Whoever asks ORCID's
   * registry there gets the answer of the stand-in. `alone`: nothing answers
   * beside the page, as where it lies on any host. Other options as the stage's.
   */
  async open(t, settings = {}, { alone, ...options } = {}) {
    const visit = await this.stage.visit(t, {
      scripts: [],
      body: '',
      ...options,
      prepare: (page) =>
        page.route(`${ORCID}/**`, async (route) => {
          const url = route.request().url();
          const answer = await fetch(
            url.replace(ORCID, this.stage.registry.url),
            {
              headers: { accept: route.request().headers().accept },
            },
          );
          await route.fulfill({
            status: answer.status,
            headers: Object.fromEntries(answer.headers),
            body: await answer.text(),
          });
        }),
    });
    if (alone) {
      await visit.page.route(`${this.url}/registry/**`, (route) =>
        route.fulfill({ status: 404 }),
      );
    }
    await visit.page.goto(`${this.url}/?${new URLSearchParams(settings)}`);
    return visit;
  }
}

/** Which records were asked for at ORCID's registry, and anything else of it. */
export const askedOfOrcid = ({ requests }) =>
  requests
    .map((url) => new URL(url))
    .filter(({ hostname }) => hostname.endsWith('orcid.org'))
    .map(({ pathname }) => pathname.split('/').at(-1));

/** Which were asked for at the sample registry. */
export const askedOfSample = ({ requests }) =>
  requests
    .map((url) => new URL(url))
    .filter(({ pathname }) => pathname.startsWith('/registry/v3.0/'))
    .map(({ pathname }) => pathname.split('/').at(-1));
