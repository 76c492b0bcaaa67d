// Which registry is asked, at which very address and with which headers. The
// two of ORCID's are answered here, before a request leaves the machine.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS } from '../registry/server.mjs';
import { strangeHeaders } from './support/headers.mjs';
import { readBadge } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const ORCID = IDS.carberry;

/** A visit where every host of ORCID's is answered by the stand-in. */
async function visitOrcid(t, attributes) {
  const asked = [];
  const answer = await fetch(`${stage.registry.url}/v3.0/${ORCID}`, {
    headers: { accept: 'application/json' },
  });
  const body = await answer.text();
  const visit = await stage.visit(t, {
    body: stage.badge(ORCID, { registry: null, ...attributes }),
    prepare: (page) =>
      page.route(/^https?:\/\/([^/]+\.)?orcid\.org\//, async (route) => {
        const request = route.request();
        asked.push({
          method: request.method(),
          url: request.url(),
          headers: request.headers(),
        });
        await route.fulfill({
          body,
          headers: {
            'access-control-allow-origin': '*',
            'content-type': 'application/json;charset=UTF-8',
            'cache-control': 'no-store',
          },
        });
      }),
  });
  await visit.loaded();
  assert.deepEqual(visit.trouble, []);
  return { visit, asked };
}

describe('the registry attribute', () => {
  for (const [registry, api, website] of [
    [null, 'https://pub.orcid.org', 'https://orcid.org'],
    ['', 'https://pub.orcid.org', 'https://orcid.org'],
    ['production', 'https://pub.orcid.org', 'https://orcid.org'],
    ['sandbox', 'https://pub.sandbox.orcid.org', 'https://sandbox.orcid.org'],
  ]) {
    for (const loading of ['lazy', 'eager']) {
      it(`${JSON.stringify(registry)}, ${loading}: ${api}`, async (t) => {
        const { visit, asked } = await visitOrcid(t, { registry, loading });
        assert.equal(asked.length, 1);
        const [{ method, url, headers }] = asked;
        assert.equal(method, 'GET');
        assert.equal(url, `${api}/v3.0/${ORCID}`);
        assert.equal(
          headers.accept,
          'application/json, application/ld+json;q=0.5',
        );
        const strange = strangeHeaders(headers);
        assert.deepEqual(strange, [], 'no header that asks for a preflight');
        const { idLink } = await readBadge(visit);
        assert.equal(idLink.href, `${website}/${ORCID}`);
      });
    }
  }

  it('asks the same when Wasm makes the request: after a change of iD', async (t) => {
    const { visit, asked } = await visitOrcid(t, { loading: 'eager' });
    await visit.page.locator('scholar-badge').evaluate((badge) => {
      badge.registry = 'sandbox';
    });
    await visit.loaded({ count: 2 });
    assert.equal(asked.length, 2);
    assert.equal(asked[1].url, `https://pub.sandbox.orcid.org/v3.0/${ORCID}`);
    const ours = ({ headers }) => [headers.accept, Object.keys(headers).length];
    assert.deepEqual(ours(asked[1]), ours(asked[0]));
  });

  for (const [name, make] of Object.entries({
    'a base address': (url) => url,
    'with a slash': (url) => `${url}/`,
    'with its version': (url) => `${url}/v3.0`,
    'with both': (url) => `${url}/v3.0/`,
    'with white space': (url) => `  ${url}\n`,
  })) {
    it(`${name}: {base}/v3.0/{iD}`, async (t) => {
      stage.registry.reset();
      const visit = await stage.visit(t, {
        body: stage.badge(ORCID, { registry: make(stage.registry.url) }),
      });
      await visit.loaded();
      assert.deepEqual(
        stage.registry.requests.map(({ method, path }) => [method, path]),
        [['GET', `/v3.0/${ORCID}`]],
      );
      // A mirror of production: the record's page is ORCID's.
      const { idLink } = await readBadge(visit);
      assert.equal(idLink.href, `https://orcid.org/${ORCID}`);
    });
  }

  it('a path on the page’s own host: a folder of records', async (t) => {
    const answer = await fetch(`${stage.registry.url}/v3.0/${ORCID}`, {
      headers: { accept: 'application/json' },
    });
    // A static host knows no type for a file without an ending.
    stage.pages.serve(`/records/v3.0/${ORCID}`, await answer.text(), {
      'content-type': 'application/octet-stream',
    });
    const visit = await stage.visit(t, {
      body: stage.badge(ORCID, { registry: '/records' }),
    });
    const { detail } = await visit.loaded();
    assert.equal(detail.name, 'Josiah Carberry');
    assert.equal(stage.pages.requested(`/records/v3.0/${ORCID}`).length, 1);
  });

  it('a record of the sandbox is shown with the sandbox’s links', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('sandbox') });
    const { detail } = await visit.loaded();
    assert.equal(detail.orcid, IDS.sandbox);
    assert.equal(detail.name, 'Sam Sandborn');
  });
});
