// Signing in through a window of its own, at a real OpenID server: what is
// asked for, what the page hears and what it shows.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { verify } from '../../docs/verify/node.mjs';
import {
  answerThere,
  asked,
  authorizeRequests,
  button,
  closed,
  IDS,
  keptBy,
  LONG,
  openWindow,
  readPerson,
  says,
  shownAs,
  signInAs,
  signInButton,
  statusOf,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const s256 = (text) => createHash('sha256').update(text).digest('base64url');
const requestsOf = (server, kind) =>
  server.requests.filter((request) => request.kind === kind);

describe('signing in', { concurrency: 2 }, () => {
  it(
    'opens a window and shows who came back, as ORCID wants it shown',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await lab.visit(t);
      const window = await openWindow(visit);
      await asked(window, lab.orcid);
      await says(visit, 'Continue in the window that has opened.');
      await button(visit, 'Show that window').waitFor();
      await button(visit, 'Cancel').waitFor();
      await answerThere(window, 'carberry');
      await visit.heard('scholar-signin');
      await closed(window);
      assert.deepEqual(
        await readPerson(visit),
        shownAs(IDS.carberry, 'Josiah Carberry'),
      );
      assert.deepEqual(visit.trouble, []);
      assert.deepEqual(visit.warnings, []);
    },
  );

  it('tells the page who it is, with what a back end needs to believe it', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await answerThere(window, 'ordinary');
    const event = await visit.heard('scholar-signin');
    const { detail } = event;
    const { claims } = detail;
    assert.ok(event.bubbles && event.composed);
    assert.equal(detail.orcid, IDS.ordinary);
    assert.equal(detail.name, 'Solveig Marchetti-Lund');
    assert.equal(detail.givenName, 'Solveig');
    assert.equal(detail.familyName, 'Marchetti-Lund');
    assert.equal(detail.issuer, lab.orcid.issuer);
    assert.equal(detail.restored, false);
    assert.match(detail.verifier, LONG);
    assert.equal(claims.nonce, s256(detail.verifier));
    assert.equal(claims.sub, IDS.ordinary);
    assert.equal(claims.aud, lab.orcid.clientId);
    const { clientId, issuer } = lab.orcid;
    assert.equal(await verify(detail, clientId, issuer), IDS.ordinary);
    const payload = Buffer.from(detail.idToken.split('.')[1], 'base64url');
    assert.deepEqual(claims, JSON.parse(payload));
  });

  it('has no name for who shows none', async (t) => {
    const visit = await lab.visit(t);
    const detail = await signInAs(visit, 'worksOnly');
    assert.equal(detail.orcid, IDS.worksOnly);
    assert.equal(detail.name, null);
    assert.equal(detail.givenName, null);
    assert.equal(detail.familyName, null);
    assert.deepEqual(await readPerson(visit), shownAs(IDS.worksOnly, null));
  });

  it('has names in any script, and in their own direction', async (t) => {
    const visit = await lab.visit(t);
    const detail = await signInAs(visit, 'arabic');
    assert.equal(detail.name, 'ليلى الحداد');
    assert.equal((await readPerson(visit)).name, 'ليلى الحداد');
    const direction = await visit
      .part('name', 'scholar-sign-in')
      .evaluate((name) => getComputedStyle(name).direction);
    assert.equal(direction, 'rtl');
  });

  it('takes a hostile name for the text that it is', async (t) => {
    const visit = await lab.visit(t);
    const { name } = await signInAs(visit, 'hostile');
    assert.match(name, /^<svg/);
    const shown = await readPerson(visit);
    assert.equal(shown.name, name);
    const hacked = () => globalThis.__scholarBadgeHacked;
    assert.equal(await visit.page.evaluate(hacked), undefined);
    assert.deepEqual(visit.trouble, []);
  });

  it('signs out, and then somebody else in', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    await button(visit, 'Sign out').click();
    const { detail } = await visit.heard('scholar-signout');
    assert.deepEqual(detail, { orcid: IDS.carberry });
    await says(visit, 'You are signed out of this page.');
    // The server still knows the first; its page lets choose.
    await visit.context.clearCookies();
    const second = await signInAs(visit, 'arabic', { count: 2 });
    assert.equal(second.orcid, IDS.arabic);
    assert.deepEqual(
      await readPerson(visit),
      shownAs(IDS.arabic, 'ليلى الحداد'),
    );
    assert.equal(visit.heardSoFar('scholar-signin'), 2);
    assert.deepEqual(visit.trouble, []);
  });

  it('needs no question where the server knows person and site', async (t) => {
    const visit = await lab.visit(t);
    const first = await signInAs(visit, 'carberry');
    await button(visit, 'Sign out').click();
    await openWindow(visit);
    const { detail } = await visit.heard('scholar-signin', { count: 2 });
    assert.equal(detail.orcid, IDS.carberry);
    assert.notEqual(detail.verifier, first.verifier);
    assert.notEqual(detail.claims.nonce, first.claims.nonce);
  });
});

describe('what is asked of the server', { concurrency: 2 }, () => {
  it('is an id_token alone where no PKCE is announced, bound by nonce and state', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server });
    const { verifier } = await signInAs(visit, 'carberry');
    const [{ query }, ...more] = authorizeRequests(server);
    assert.deepEqual(more, []);
    assert.match(query.state, LONG);
    assert.deepEqual(query, {
      client_id: server.clientId,
      redirect_uri: `${lab.stage.pages.url}/own/callback.html`,
      response_type: 'id_token',
      scope: 'openid',
      state: query.state,
      nonce: s256(verifier),
      lang: 'en',
    });
    assert.deepEqual(requestsOf(server, 'token'), []);
    assert.deepEqual(requestsOf(server, 'userinfo'), []);
  });

  it('may be answered with an access token, which is used for nothing and dropped', async (t) => {
    const server = await lab.server(t, { answerWithToken: true });
    const visit = await lab.visit(t, { server });
    const detail = await signInAs(visit, 'carberry');
    assert.equal(detail.orcid, IDS.carberry);
    assert.equal(typeof detail.claims.at_hash, 'string');
    const location = requestsOf(server, 'authorization').at(-1).location;
    const answer = new URLSearchParams(location.split('#')[1]);
    const token = answer.get('access_token');
    assert.ok(token, location);
    assert.doesNotMatch(JSON.stringify(detail), new RegExp(token));
    assert.deepEqual(requestsOf(server, 'userinfo'), []);
    assert.deepEqual(await keptBy(visit), []);
  });

  it(
    'is a code with PKCE where the server announces S256',
    { engines: EVERY_ENGINE },
    async (t) => {
      const server = await lab.server(t, { profile: 'pkce' });
      const visit = await lab.visit(t, { server });
      const detail = await signInAs(visit, 'arabic');
      const { verifier } = detail;
      assert.equal(detail.orcid, IDS.arabic);
      const [{ query }] = authorizeRequests(server);
      assert.equal(query.response_type, 'code');
      assert.equal(query.scope, 'openid');
      assert.equal(query.code_challenge_method, 'S256');
      assert.equal(query.code_challenge, s256(verifier));
      assert.equal(query.nonce, s256(verifier));
      assert.match(query.state, LONG);
      const [{ form, referer }, ...more] = requestsOf(server, 'token');
      assert.deepEqual(more, []);
      assert.equal(form.grant_type, 'authorization_code');
      assert.equal(form.code_verifier, verifier);
      assert.equal(form.client_id, server.clientId);
      assert.equal(form.redirect_uri, query.redirect_uri);
      assert.equal(form.client_secret, undefined);
      assert.equal(referer, undefined);
      const { clientId, issuer } = server;
      assert.equal(await verify(detail, clientId, issuer), IDS.arabic);
      assert.deepEqual(await keptBy(visit), []);
    },
  );

  it('is a code for a token address of the site, at a server that demands a secret', async (t) => {
    const server = await lab.server(t);
    const { clientId, issuer, client } = server;
    Object.assign(process.env, {
      ISSUER: issuer,
      SITE: lab.stage.pages.url,
      CLIENT_ID: clientId,
      CLIENT_SECRET: client.secret,
    });
    const own = await import('../../docs/verify/token-endpoint.mjs');
    const sent = [];
    const endpoint = await lab.handle(t, (request) => {
      sent.push(request.clone());
      return own.default.fetch(request);
    });
    const attributes = { 'token-endpoint': endpoint };
    const visit = await lab.visit(t, { server, attributes });
    const detail = await signInAs(visit, 'ordinary');
    assert.equal(detail.orcid, IDS.ordinary);
    const [{ query }] = authorizeRequests(server);
    assert.equal(query.response_type, 'code');
    assert.equal(query.code_challenge, undefined);
    assert.equal(query.nonce, s256(detail.verifier));
    const form = new URLSearchParams(await sent[0].text());
    assert.equal(form.get('code_verifier'), detail.verifier);
    assert.equal(form.get('client_secret'), null);
    assert.equal(sent.length, 1);
    assert.equal(await verify(detail, clientId, issuer), IDS.ordinary);
  });

  it('can be forced to be a code', async (t) => {
    const server = await lab.server(t, { profile: 'pkce' });
    const attributes = { flow: 'code' };
    const visit = await lab.visit(t, { server, attributes });
    const { orcid, verifier } = await signInAs(visit, 'carberry');
    assert.equal(orcid, IDS.carberry);
    const [{ query }] = authorizeRequests(server);
    assert.equal(query.response_type, 'code');
    assert.equal(query.code_challenge, s256(verifier));
  });

  it('can be forced to be an id_token, with a token address written beside', async (t) => {
    const server = await lab.server(t);
    const attributes = { flow: 'implicit', 'token-endpoint': '/token' };
    const visit = await lab.visit(t, { server, attributes });
    assert.equal((await signInAs(visit, 'carberry')).orcid, IDS.carberry);
    const [{ query }] = authorizeRequests(server);
    assert.equal(query.response_type, 'id_token');
  });

  it('is nothing where the flow that is forced is not offered, and the page hears of it', async (t) => {
    const server = await lab.server(t, { profile: 'pkce' });
    const attributes = { flow: 'implicit' };
    const visit = await lab.visit(t, { server, attributes });
    const window = await openWindow(visit);
    const { detail } = await visit.failed();
    await closed(window);
    assert.equal(detail.code, 'flow-unsupported');
    assert.equal(detail.retryable, false);
    assert.match(await statusOf(visit).textContent(), /not set up properly/);
    assert.deepEqual(authorizeRequests(server), []);
    assert.equal(await signInButton(visit).count(), 0);
  });

  it('has what the page knows of the person, and its language', async (t) => {
    const server = await lab.server(t);
    const attributes = {
      lang: 'pt-BR',
      prompt: 'login',
      'given-names': 'Ana Luísa',
      'family-names': 'Gonçalves & Filhos',
      email: 'ana+x@lab.example',
      'show-login': 'false',
    };
    const visit = await lab.visit(t, { server, attributes });
    const window = await openWindow(visit);
    await asked(window, server);
    const [{ query }] = authorizeRequests(server);
    assert.equal(query.lang, 'pt');
    assert.equal(query.prompt, 'login');
    assert.equal(query.given_names, 'Ana Luísa');
    assert.equal(query.family_names, 'Gonçalves & Filhos');
    assert.equal(query.email, 'ana+x@lab.example');
    assert.equal(query.show_login, 'false');
    assert.equal(await window.locator('html').getAttribute('lang'), 'pt');
    const prefilled = window.locator('#prefill-family_names');
    assert.equal(await prefilled.textContent(), 'Gonçalves & Filhos');
    await answerThere(window, 'carberry');
    assert.equal((await visit.heard('scholar-signin')).id, '');
  });

  it('is in the language of the page around the element', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server, lang: 'zh-TW' });
    await asked(await openWindow(visit), server);
    assert.equal(authorizeRequests(server)[0].query.lang, 'zh_TW');
  });

  it('can name the iD, which the person then need not type', async (t) => {
    const server = await lab.server(t);
    const attributes = { orcid: IDS.oneWord };
    const visit = await lab.visit(t, { server, attributes });
    const window = await openWindow(visit);
    assert.equal(await window.locator('#other').inputValue(), IDS.oneWord);
    await window.locator('#allow').click();
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.oneWord);
    assert.equal(detail.name, 'Suryawati');
  });
});

describe('expect', { concurrency: 2 }, () => {
  it('refuses everybody else', async (t) => {
    const attributes = { expect: IDS.carberry };
    const visit = await lab.visit(t, { attributes });
    const window = await openWindow(visit);
    await answerThere(window, 'ordinary');
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'other-person');
    assert.equal(detail.orcid, null);
    assert.match(await statusOf(visit).textContent(), /another ORCID iD/);
    await signInButton(visit).waitFor();
    assert.equal(visit.heardSoFar('scholar-signin'), 0);
    const [warning] = visit.warnings;
    assert.match(warning, /^scholar-badge: other-person: /);
    const list = () => globalThis[Symbol.for('scholar-badge.signed-in')];
    assert.deepEqual((await visit.page.evaluate(list)) ?? [], []);
  });
});
