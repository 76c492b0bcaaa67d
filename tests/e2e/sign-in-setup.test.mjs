// What cannot work is said before anybody is sent away: to the developer with
// the name of the attribute, to the visitor without.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { Reply, startRogue } from '../identity/rogue.mjs';
import { startIdentity } from '../identity/server.mjs';
import { callbackFor, SCRIPT } from './support/redirect.mjs';
import { until } from './support/read.mjs';
import {
  allow,
  assertRefused,
  CARBERRY,
  LAB,
  leadIssuer,
  leadSite,
  openSignIn,
  useOnePage,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const PRODUCTION = 'https://orcid.org';
const SANDBOX = 'https://sandbox.orcid.org';
const SETUP =
  'Signing in is not set up properly on this page. Please tell the site’s owner.';

const stage = useStage();
const onPage = useOnePage(stage);
let rogue;
let context;
const others = [];
before(async () => {
  rogue = await startRogue();
});
after(() => Promise.all([rogue, ...others].map((server) => server?.close())));

async function open(t, attributes, options = {}) {
  rogue.reset();
  context ??= await stage.newContext({});
  const visit = await openSignIn(stage, t, {
    ...{ server: rogue, context, attributes },
    ...options,
  });
  t.after(() => visit.page.close());
  return visit;
}

async function assertSetUp(visit, outcome, code, attribute) {
  const { requests } = visit.server ?? rogue;
  await assertRefused(visit, outcome, code, { requests });
  assert.equal(outcome.detail.retryable, false);
  assert.ok(outcome.detail.message.includes(attribute), outcome.detail.message);
  assert.equal(await visit.part('notice').innerText(), SETUP);
  assert.equal(await visit.button.count(), 0);
  const isAuthorize = ({ kind }) => kind === 'authorization';
  assert.equal(requests.some(isAuthorize), false);
  for (const popup of visit.popups) {
    await until(() => popup.isClosed(), 'a closed window');
  }
}

describe('told as soon as the element is there', { timeout: 120_000 }, () => {
  const REDIRECT = 'redirect-uri';
  for (const [name, attributes, code, attribute] of [
    ['no client-id', { 'client-id': null }, 'missing-client-id', 'client-id'],
    [
      'an empty client-id',
      { 'client-id': ' ' },
      'missing-client-id',
      'client-id',
    ],
    ['no redirect-uri', { [REDIRECT]: null }, 'missing-redirect-uri', REDIRECT],
    ...[
      'javascript:alert(1)',
      'localhost:8080/back.html',
      'https://user:word@lab.example/back.html',
      'https://lab.example/my page.html',
      'https:///back.html',
    ].map((uri) => [
      `the redirect-uri ${uri}`,
      { [REDIRECT]: uri, relay: '' },
      'malformed-redirect-uri',
      REDIRECT,
    ]),
    [
      'a redirect-uri with a fragment',
      { [REDIRECT]: '/own/callback.html#there' },
      'redirect-uri-fragment',
      REDIRECT,
    ],
    [
      'http on this machine, in production',
      { issuer: null },
      'redirect-uri-not-https',
      'https',
    ],
    [
      'http elsewhere, at another server',
      { [REDIRECT]: 'http://lab.example/back.html', relay: '' },
      'redirect-uri-not-https',
      'https',
    ],
    [
      'another origin without relay',
      { [REDIRECT]: 'https://lab.example/back.html' },
      'redirect-uri-other-origin',
      'relay',
    ],
    ...[
      'http://id.example',
      'id.example',
      'https://id.example/?a=b',
      'javascript:alert(1)',
    ].map((issuer) => [
      `the issuer ${issuer}`,
      { issuer },
      'malformed-issuer',
      'issuer',
    ]),
    ...['http://lab.example/token', 'javascript:alert(1)', '/token#there'].map(
      (address) => [
        `the token-endpoint ${address}`,
        { 'token-endpoint': address },
        'malformed-token-endpoint',
        'token-endpoint',
      ],
    ),
    [
      'expect with a typing error',
      { expect: '0000-0002-1825-0079' },
      'malformed-expect',
      'expect',
    ],
    ['expect without a value', { expect: '' }, 'malformed-expect', 'expect'],
    ['expect with a blank', { expect: ' ' }, 'malformed-expect', 'expect'],
    ['a flow nobody knows', { flow: 'magic' }, 'flow-unsupported', 'flow'],
  ]) {
    it(`${name}: ${code}`, () => {
      rogue.reset();
      return onPage(rogue, attributes, async (visit) => {
        await assertSetUp(visit, await visit.outcome(), code, attribute);
        assert.deepEqual(rogue.requests, []);
      });
    });
  }

  it('once the attribute is mended, the button is there and works', async (t) => {
    const visit = await open(t, { 'client-id': null });
    await visit.outcome();
    await visit.element.evaluate((host, id) => {
      host.clientId = id;
    }, rogue.clientId);
    await visit.button.waitFor();
    assert.equal(await visit.part('notice').count(), 0);
    const { type } = await visit.attempt();
    assert.equal(type, 'scholar-signin');
  });
});

describe(
  'told at the click, before anybody is sent away',
  { timeout: 120_000 },
  () => {
    const page = callbackFor('');
    let clients = 0;
    const attempt = (settings, code, attribute) => {
      rogue.reset();
      // Elements of one client show the same, also what has failed.
      const attributes = { 'client-id': `APP-${++clients}`, ...settings };
      return onPage(rogue, attributes, async (visit) => {
        await assertSetUp(visit, await visit.attempt(), code, attribute);
      });
    };

    for (const [name, from, to] of [
      ['a slash is added', '/moved-a/back', '/moved-a/back/'],
      ['.html is dropped', '/moved-b/back.html', '/moved-b/back'],
      ['a slash is taken away', '/moved-c/back/', '/moved-c/back'],
    ]) {
      it(`the redirect page leads on, ${name}: redirect-uri-moved`, () => {
        stage.pages.serve(to, page, { 'content-type': 'text/html' });
        stage.pages.spoil(from, { status: 308, headers: { location: to } });
        const attributes = { 'redirect-uri': from };
        return attempt(attributes, 'redirect-uri-moved', 'redirect-uri');
      });
    }

    for (const status of [404, 410]) {
      it(`there is no redirect page, ${status}: redirect-page-missing`, () => {
        stage.pages.spoil('/none.html', { status });
        const attributes = { 'redirect-uri': '/none.html' };
        return attempt(attributes, 'redirect-page-missing', 'redirect-uri');
      });
    }

    it('a redirect page with an address in its query is taken', async (t) => {
      const uri = '/own/callback.html?of=https://lab.example/';
      const visit = await open(t, { 'redirect-uri': uri });
      const { type, detail } = await visit.attempt();
      assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    });

    it('a redirect page that only people with a cookie may see is taken', async (t) => {
      const folder = '/members';
      stage.pages.serve(`${folder}/callback.js`, SCRIPT);
      stage.pages.serve(`${folder}/log-in.html`, '<title>Log in</title>');
      const uri = `${folder}/back.html`;
      stage.pages.serve(uri, page);
      stage.pages.spoil(uri, ({ cookie }) =>
        cookie === 'member=yes'
          ? null
          : { status: 302, headers: { location: `${folder}/log-in.html` } },
      );
      const visit = await open(
        t,
        { 'redirect-uri': uri },
        {
          context: await stage.newContext(t),
          headers: { 'set-cookie': 'member=yes; path=/' },
        },
      );
      const { type, detail } = await visit.attempt();
      assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    });

    for (const [name, origins] of [
      ['lists another site', () => 'https://elsewhere.example'],
      ['lists nobody', () => ''],
      ['lists a site whose name begins alike', () => `${stage.pages.url}0`],
    ]) {
      it(`a relay that ${name}: relay-not-allowed`, () => {
        const uri = stage.cdn.serve('/relay-no.html', callbackFor(origins()));
        const attributes = { 'redirect-uri': uri, relay: '' };
        const attribute = 'scholar-allowed-origins';
        return attempt(attributes, 'relay-not-allowed', attribute);
      });
    }

    it('a relay whose page names the site, but not in its list: relay-not-allowed', async () => {
      const link = `<a href="${stage.pages.url}">Lab</a>, "${stage.pages.url}"`;
      const list = 'https://elsewhere.example';
      for (const [index, html] of [
        callbackFor(list).replace('</main>', `${link}</main>`),
        callbackFor(list).replace('<meta', `<!-- ${stage.pages.url} --><meta`),
      ].entries()) {
        assert.ok(html.includes(stage.pages.url));
        const uri = stage.cdn.serve(`/relay-link-${index}.html`, html);
        const attributes = { 'redirect-uri': uri, relay: '' };
        const attribute = 'scholar-allowed-origins';
        await attempt(attributes, 'relay-not-allowed', attribute);
      }
    });

    for (const [name, headers, end = ''] of [
      ['can be read', {}],
      ['cannot be read', { 'access-control-allow-origin': 'null' }],
      ['lists it with a slash at the end', {}, '/'],
    ]) {
      it(`a relay that lists the page and ${name} is taken`, async (t) => {
        stage.cdn.serve('/callback.js', SCRIPT);
        const html = callbackFor(`https://a.example ${stage.pages.url}${end}`);
        const uri = stage.cdn.serve('/relay.html', html, headers);
        const visit = await open(t, { 'redirect-uri': uri, relay: '' });
        const { type, detail } = await visit.attempt();
        assert.equal(type, 'scholar-signin', JSON.stringify(detail));
        assert.equal(visit.page.url(), visit.url);
      });
    }

    it('ORCID’s own token address takes no pages: flow-unsupported', async (t) => {
      const visit = await atOrcid(t, PRODUCTION, { flow: 'code' });
      const outcome = await visit.attempt();
      await assertSetUp(visit, outcome, 'flow-unsupported', 'flow');
    });
  },
);

/** A page by https at a server that calls itself one of ORCID's. */
async function atOrcid(t, issuer, attributes = {}, options = {}) {
  const { start = startRogue, plan, ...more } = options;
  const server = await start({ issuer });
  others.push(server);
  if (plan) server.next(plan);
  const own = await stage.newContext(t);
  await leadIssuer(own, server);
  for (const host of ['pub', 'pub.sandbox']) {
    await leadSite(own, `https://${host}.orcid.org`, stage.registry.url);
  }
  const visit = await openSignIn(stage, t, {
    ...{ server, context: own, site: LAB },
    attributes: { issuer: null, ...attributes },
    ...more,
  });
  visit.server = server;
  return visit;
}

const wentTo = (visit, site) =>
  visit.requests.some(({ url }) => url.startsWith(`${site}/oauth/authorize?`));

describe('at ORCID', { sample: 2, timeout: 120_000 }, () => {
  it('no registry is production, asked as it says that it can be', async (t) => {
    const visit = await atOrcid(t, PRODUCTION);
    const { type, detail } = await visit.attempt();
    assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    assert.equal(detail.issuer, PRODUCTION);
    const { query } = visit.server.requests.find(
      ({ kind }) => kind === 'authorization',
    );
    assert.equal(query.response_type, 'id_token');
    assert.equal(query.scope, 'openid');
    assert.equal(query.redirect_uri, `${LAB}/own/callback.html`);
    assert.match(query.state, /^[\w-]{43}$/);
    assert.match(query.nonce, /^[\w-]{43}$/);
    assert.equal(query.code_challenge, undefined);
    assert.ok(wentTo(visit, PRODUCTION));
    assert.equal(await visit.isBadgeAuthenticated(), true);
  });

  for (const [name, fault] of [
    ['cannot be fetched', { drop: true }],
    ['is not to be had just now', { status: 503 }],
  ]) {
    it(`its discovery document ${name}: what it has always said is known`, async (t) => {
      const discovery = () => new Reply(fault);
      const visit = await atOrcid(t, PRODUCTION, {}, { plan: { discovery } });
      const { type, detail } = await visit.attempt();
      assert.equal(type, 'scholar-signin', JSON.stringify(detail));
      assert.ok(wentTo(visit, PRODUCTION));
    });
  }

  it('the sandbox is asked by its own address, and its iD is not production’s', async (t) => {
    const visit = await atOrcid(
      t,
      SANDBOX,
      { registry: 'sandbox' },
      { badge: { registry: 'sandbox' } },
    );
    // The same digits at production are another iD.
    await visit.page.evaluate((orcid) => {
      const badge = document.createElement('scholar-badge');
      Object.assign(badge, { id: 'other', orcid, registry: '/registry' });
      document.querySelector('main').append(badge);
    }, CARBERRY);
    const { type, detail } = await visit.attempt();
    assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    assert.equal(detail.issuer, SANDBOX);
    assert.ok(wentTo(visit, SANDBOX));
    assert.ok(!wentTo(visit, PRODUCTION));
    const link = visit.part('id-link');
    assert.equal(await link.getAttribute('href'), `${SANDBOX}/${CARBERRY}`);
    const words = (of) => visit.part('unauthenticated', of).count();
    await visit.part('id-link', '#other').first().waitFor();
    assert.equal(await words('scholar-badge:not(#other)'), 0);
    assert.equal(await words('#other'), 1);
  });

  it('another server may say who is there, and makes no iD authenticated', async (t) => {
    const issuer = 'https://id.example';
    const visit = await atOrcid(t, issuer, { issuer });
    const { type, detail } = await visit.attempt();
    assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    assert.deepEqual([detail.issuer, detail.orcid], [issuer, CARBERRY]);
    assert.equal(await visit.isSignedIn(), true);
    assert.equal(await visit.part('unauthenticated').count(), 1);
    assert.equal(await visit.isBadgeAuthenticated(), false);
  });

  it('production, with a person at a certified server’s page', async (t) => {
    const clients = [{ redirectUris: [`${LAB}/own/`] }];
    const start = (options) => startIdentity({ ...options, clients });
    const visit = await atOrcid(t, PRODUCTION, {}, { start });
    const popup = await visit.begin();
    await allow(popup);
    const { type, detail } = await visit.outcome();
    assert.equal(type, 'scholar-signin', JSON.stringify(detail));
    assert.equal(detail.orcid, CARBERRY);
    assert.equal(detail.name, 'Josiah Carberry');
    const link = visit.part('id-link');
    assert.equal(await link.getAttribute('href'), `${PRODUCTION}/${CARBERRY}`);
  });
});
