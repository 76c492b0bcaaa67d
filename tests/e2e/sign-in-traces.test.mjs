// When a sign-in is over, nothing of it is left: no token, code, state, nonce
// or verifier in any place where somebody could find it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { startRogue } from '../identity/rogue.mjs';
import { startIdentity } from '../identity/server.mjs';
import { callbackFor, SCRIPT } from './support/redirect.mjs';
import { until } from './support/read.mjs';
import { allow, CARBERRY, openSignIn, secretsOf } from './support/rogue.mjs';
import { HURRIED } from './support/sign-in.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const servers = {};
before(async () => {
  servers.rogue = await startRogue();
  servers.orcid = await startIdentity();
  servers.orcidWithToken = await startIdentity({ answerWithToken: true });
  servers.pkce = await startIdentity({ profile: 'pkce' });
});
after(() => Promise.all(Object.values(servers).map((one) => one.close())));

const OTHER = 'x'.repeat(43);
const refused = { claims: (good) => ({ ...good, nonce: OTHER }) };
/** Where the redirect page of another origin lies, and its list. */
const RELAY = '/relay-traces.html';

/**
 * The ways to sign in. `server` (the rogue, if none is named, by `plan`),
 * `mode`, `relay`; `blocked` windows; `refused` with this code.
 */
const WAYS = {
  'in a window, with a token': { server: 'orcid' },
  'in a window, with a token and an access token': { server: 'orcidWithToken' },
  'in a window, with a code': { server: 'pkce' },
  'in a window, with a code in the query': {
    plan: { flow: 'code', back: 'query' },
  },
  'with the whole page, with a token': { server: 'orcid', mode: 'redirect' },
  'with the whole page, with an access token too': {
    plan: { withToken: true },
    mode: 'redirect',
  },
  'with the whole page, with a code': { server: 'pkce', mode: 'redirect' },
  'with the whole page, with a code in the query': {
    plan: { flow: 'code', back: 'query' },
    mode: 'redirect',
  },
  'with the whole page, as the window was blocked': {
    server: 'orcid',
    blocked: true,
  },
  'by a relay, in a window': { server: 'orcid', relay: true },
  'by a relay, in a window, with a code in the query': {
    plan: { flow: 'code', back: 'query' },
    relay: true,
  },
  'by a relay, with the whole page': {
    server: 'orcid',
    relay: true,
    mode: 'redirect',
  },
  'by a relay, with the whole page, with a code in the query': {
    plan: { flow: 'code', back: 'query' },
    relay: true,
    mode: 'redirect',
  },
  'in a window, and refused': { plan: refused, refused: 'wrong-nonce' },
  'in a window, with a code, and refused': {
    plan: { flow: 'code', ...refused },
    refused: 'wrong-nonce',
  },
  'with the whole page, and refused': {
    plan: { withToken: true, ...refused },
    mode: 'redirect',
    refused: 'wrong-nonce',
  },
  'by a relay, with the whole page, and refused': {
    plan: refused,
    relay: true,
    mode: 'redirect',
    refused: 'wrong-nonce',
  },
  'remembered for the tab': { server: 'orcid', remember: 'session' },
};

/** Goes one of the ways; gives what it left and what must not be there. */
async function go(t, way) {
  const server = servers[way.server ?? 'rogue'];
  server.reset();
  for (const site of [stage.pages, stage.cdn]) site.requests.length = 0;
  const given = [];
  if (server === servers.rogue) {
    const exchange = (good) => {
      given.push(good.access_token, good.id_token);
      return good;
    };
    server.next({ exchange, ...way.plan });
  }
  stage.cdn.serve(RELAY, callbackFor(stage.pages.url));
  stage.cdn.serve('/callback.js', SCRIPT);
  const visit = await openSignIn(stage, t, {
    server,
    attributes: {
      mode: way.mode,
      remember: way.remember,
      ...(way.relay && { relay: '', 'redirect-uri': stage.cdn.url + RELAY }),
    },
    // Where nobody answers the redirect page.
    ...(way.relay && way.mode && HURRIED),
    ...(way.blocked && {
      init: () => {
        window.open = () => null;
      },
    }),
  });
  const { page } = visit;
  const cdp = await visit.context.newCDPSession(page);
  const isWindow = way.mode !== 'redirect' && !way.blocked;
  const person = way.server
    ? async () => allow(isWindow ? await visit.begin() : page)
    : () => visit.button.click();
  if (way.server && !isWindow) await visit.button.click();
  await person();
  const { type, detail } = await visit.outcome();
  if (way.refused) assert.equal(detail.code, way.refused);
  else assert.equal(type, 'scholar-signin', JSON.stringify(detail));
  for (const popup of visit.popups) {
    await until(() => popup.isClosed(), 'a closed window');
  }
  const secrets = new Set([...secretsOf(server), ...given]);
  if (!way.refused) secrets.add(detail.idToken).add(detail.verifier);
  return { visit, cdp, server, detail, secrets: [...secrets] };
}

/** Runs in the page: every place where a script could find something. */
async function readPage() {
  const shadows = [...document.querySelectorAll('*')]
    .filter((element) => element.shadowRoot)
    .map(({ shadowRoot }) => shadowRoot.innerHTML);
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      kept.push(request.url, await response.text());
    }
  }
  const list = window[Symbol.for('scholar-badge.signed-in')] ?? null;
  return {
    'the address': location.href,
    'the state of the history': JSON.stringify(history.state),
    'the referrer': document.referrer,
    'the name of the window': window.name,
    'the document': document.documentElement.outerHTML,
    'the shadow trees': shadows.join('\n'),
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    'the caches': kept.join('\n'),
    'the databases': JSON.stringify(await indexedDB.databases()),
    'the cookies': document.cookie,
    'the list of who is signed in': JSON.stringify(list),
    'the timings': performance
      .getEntries()
      .map(({ name }) => name)
      .join('\n'),
  };
}

/** What the history shows, but for the server's own pages. */
const addressesOf = (entries, server) =>
  entries
    .filter(({ url }) => !url.startsWith(server.url))
    .map(({ url, title }) => [url, title]);

/** Everything that the test's servers were told of where somebody came from. */
const referrers = (server) =>
  [
    ...server.requests.map(({ referer }) => referer),
    ...[stage.pages, stage.cdn]
      .flatMap(({ requests }) => requests)
      .map(({ headers }) => headers.referer),
    ...stage.registry.requests.map(({ headers }) => headers?.referer),
  ].filter(Boolean);

/** That the redirect page in a window has asked for nothing else. */
function assertNothingButItsScript({ requests }, way, server) {
  const [page, script] = way.relay
    ? [RELAY, '/callback.js']
    : ['/own/callback.html', '/own/callback.js'];
  const site = way.relay ? stage.cdn : stage.pages;
  const asked = requests
    .filter(({ by, url }) => by === 'window' && /^http/.test(url))
    .filter(({ url }) => !url.startsWith(server.url))
    .map(({ url }) => url.split(/[?#]/)[0]);
  // A window that goes on or closes at once may do so before its script's request
  // is told here; that it was made, the server says. By a relay it goes there
  // first, too.
  const both = [site.url + page, site.url + script];
  assert.equal(asked[0], both[0]);
  assert.deepEqual(
    asked.filter((url) => !both.includes(url)),
    [],
  );
  const told = [stage.pages, stage.cdn]
    .flatMap(({ requests: all }) => all)
    .filter(({ path }) => path.endsWith('callback.js'));
  assert.equal(told.length, way.relay ? 2 : 1);
  for (const { headers } of told) assert.equal(headers.referer, undefined);
}

describe(
  'nothing is left of a sign-in',
  { needs: ['devtools'], timeout: 180_000 },
  () => {
    for (const [name, way] of Object.entries(WAYS)) {
      it(name, async (t) => {
        const { visit, cdp, server, secrets } = await go(t, way);
        assert.ok(secrets.length >= 3, `${secrets.length} secrets`);
        const { entries } = await cdp.send('Page.getNavigationHistory');
        const places = {
          ...(await visit.page.evaluate(readPage)),
          'the history': JSON.stringify(addressesOf(entries, server)),
          'the console': JSON.stringify(visit.console),
          'the referrers': JSON.stringify(referrers(server)),
          'all cookies': JSON.stringify(await visit.context.cookies()),
        };
        for (const [place, text] of Object.entries(places)) {
          for (const secret of secrets) {
            assert.ok(!text.includes(secret), `${place}: ${secret} in ${text}`);
          }
        }
        if (!way.remember) assert.deepEqual(await visit.stored(), []);
        if (visit.popups.length) assertNothingButItsScript(visit, way, server);
        // Nobody asks what the access token could be used for.
        const kinds = server.requests.map(({ kind }) => kind);
        assert.ok(!kinds.includes('userinfo'), kinds.join());
        assert.equal(kinds.filter((kind) => kind === 'jwks').length, 1);
      });
    }
  },
);

describe(
  'what is remembered',
  { needs: ['devtools'], timeout: 120_000 },
  () => {
    it('is who it is, and no token, and gone after signing out', async (t) => {
      const { visit } = await go(t, WAYS['remembered for the tab']);
      const [[key, text], ...more] = await visit.stored();
      assert.deepEqual(more, []);
      assert.match(key, /^scholar-signed-in:/);
      const form = new URLSearchParams(text);
      const known = 'orcid name given family issuer client_id expires'.split(
        ' ',
      );
      assert.deepEqual(
        [...form.keys()].filter((name) => !known.includes(name)),
        [],
      );
      assert.equal(form.get('orcid'), CARBERRY);
      await visit.signOut();
      assert.deepEqual(await visit.stored(), []);
    });
  },
);

describe('going back', { needs: ['devtools'], timeout: 120_000 }, () => {
  for (const name of [
    'with the whole page, with a code in the query',
    'by a relay, with the whole page',
  ]) {
    it(`leads to no address with an answer, ${name}`, async (t) => {
      const { visit, cdp, server, secrets } = await go(t, WAYS[name]);
      const { entries } = await cdp.send('Page.getNavigationHistory');
      for (let left = entries.length; left > 1; left -= 1) {
        await visit.page.goBack({ waitUntil: 'commit' }).catch(() => {});
        const address = await visit.page.evaluate(() => location.href);
        if (address.startsWith(server.url)) continue;
        for (const secret of secrets) {
          assert.ok(!address.includes(secret), address);
        }
      }
    });
  }
});
