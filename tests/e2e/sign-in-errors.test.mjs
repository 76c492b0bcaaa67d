// What goes wrong with nobody's bad will: wrong clocks, no network, servers that
// are slow or down. Whoever tries again gets there.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { startRogue } from '../identity/rogue.mjs';
import { startIdentity } from '../identity/server.mjs';
import { IDS } from '../registry/server.mjs';
import { hold, messagesHeard, until } from './support/read.mjs';
import { assertRefused, CARBERRY, openSignIn } from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

/** Milliseconds in which a page looks at its window several times. */
const LOOKS = 1_000;
/** And in which it waits for the answer of one that seems to be closed. */
const GRACE = 2_500;

const stage = useStage();
let rogue;
const identities = {};
before(async () => {
  rogue = await startRogue();
  const answer = IDS.carberry;
  identities.orcid = await startIdentity({ answer });
  identities.pkce = await startIdentity({ profile: 'pkce', answer });
});
after(() =>
  Promise.all(
    [rogue, ...Object.values(identities)].map((server) => server?.close()),
  ),
);

function open(t, options = {}) {
  const { server = rogue } = options;
  server.reset();
  return openSignIn(stage, t, { ...options, server });
}

async function assertSignsIn(visit) {
  const { type, detail } = await visit.attempt();
  assert.equal(type, 'scholar-signin', JSON.stringify(detail));
  assert.equal(detail.orcid, CARBERRY);
}

const asked = (kind) => rogue.requests.filter((one) => one.kind === kind);

describe('the clock of the visitor is wrong', { timeout: 60_000 }, () => {
  const offBy = (seconds) => ({
    content: `{ const now = Date.now; Date.now = () => now() + ${seconds * 1000} }`,
  });

  for (const [name, seconds, code] of [
    ['ten minutes ahead', 600, 'stale-token'],
    ['two days ahead', 172_800, 'expired-token'],
    ['ten minutes behind', -600, 'token-from-future'],
  ]) {
    it(`${name}: says that it may be the clock, ${code}`, async (t) => {
      const visit = await open(t, { init: offBy(seconds) });
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, code, rogue);
      assert.match(await visit.part('notice').innerText(), /clock/);
      assert.equal(await visit.button.count(), 1);
    });
  }

  for (const seconds of [45, -45]) {
    it(`by ${seconds} seconds: nobody minds`, async (t) => {
      await assertSignsIn(await open(t, { init: offBy(seconds) }));
    });
  }
});

describe('there is no network', { timeout: 60_000 }, () => {
  it('at the click: discovery-unreachable, and once it is there it works', async (t) => {
    const visit = await open(t);
    await visit.button.waitFor();
    await visit.context.setOffline(true);
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'discovery-unreachable', rogue);
    assert.match(await visit.part('notice').innerText(), /connection/);
    for (const popup of visit.popups) {
      await until(() => popup.isClosed(), 'a closed window');
    }
    await visit.context.setOffline(false);
    await assertSignsIn(visit);
  });
});

describe('a server is slow', { timeout: 60_000 }, () => {
  it('to describe itself: the window is there, empty, and waiting can be ended', async (t) => {
    const visit = await open(t);
    const discovery = await hold(
      visit.context,
      `${rogue.issuer}/.well-known/*`,
    );
    const popup = await visit.begin();
    await discovery.held();
    assert.equal(popup.url(), 'about:blank');
    await visit.part('cancel').click();
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'cancelled', rogue);
    await until(() => popup.isClosed(), 'a closed window');
    await discovery.release();
    await messagesHeard(visit.page);
    assert.deepEqual(asked('authorization'), []);
    assert.equal(visit.outcomes.length, 1);
    await assertSignsIn(visit);
  });

  it('to describe itself, and the window is closed meanwhile: window-closed', async (t) => {
    const visit = await open(t);
    const discovery = await hold(
      visit.context,
      `${rogue.issuer}/.well-known/*`,
    );
    const popup = await visit.begin();
    await discovery.held();
    await popup.close();
    discovery.release();
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'window-closed', rogue);
    assert.deepEqual(asked('authorization'), []);
  });

  it('to give its keys: the page says that it is checking', async (t) => {
    const visit = await open(t);
    const keys = await hold(visit.context, `${rogue.issuer}/oauth/jwks`);
    const popup = await visit.begin();
    await keys.held();
    const status = visit.part('status');
    await until(
      async () => /Checking/.test(await status.innerText()),
      () => status.innerText(),
    );
    assert.equal(await visit.isSignedIn(), false);
    assert.equal(await visit.isBadgeAuthenticated(), false);
    await until(() => popup.isClosed(), 'a closed window');
    keys.release();
    assert.equal((await visit.outcome()).type, 'scholar-signin');
  });

  it('and never gives its keys: keys-unreachable', async (t) => {
    const visit = await open(t, {
      init: () => {
        const { timeout } = AbortSignal;
        AbortSignal.timeout = (time) => timeout.call(AbortSignal, time / 20);
      },
    });
    const keys = await hold(visit.context, `${rogue.issuer}/oauth/jwks`);
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'keys-unreachable', rogue);
    keys.release();
    await visit.context.unrouteAll({ behavior: 'ignoreErrors' });
    await assertSignsIn(visit);
  });
});

describe('a server is down for a moment', { timeout: 60_000 }, () => {
  for (const [kind, profile, fault, code] of [
    ['discovery', 'orcid', { status: 503 }, 'discovery-unreachable'],
    ['jwks', 'orcid', { status: 503 }, 'keys-unreachable'],
    [
      'token',
      'pkce',
      { status: 503, body: '<!doctype html><title>Back soon</title>' },
      'token-endpoint-not-json',
    ],
  ]) {
    it(`${kind} answers 503: ${code}, and a second click signs in`, async (t) => {
      const server = identities[profile];
      const visit = await open(t, { server });
      server.fault(kind, { ...fault, times: 1 });
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, code, server);
      assert.equal(outcome.detail.retryable, true);
      await assertSignsIn(visit);
    });
  }

  it('its page answers 503: whoever closes the window can try again', async (t) => {
    const server = identities.orcid;
    const visit = await open(t, { server });
    await visit.page.clock.install();
    server.fault('authorization', { status: 503, body: 'down', times: 1 });
    const popup = await visit.begin();
    await popup.getByText('down').waitFor();
    await visit.page.clock.runFor(LOOKS);
    await popup.close();
    await visit.page.clock.runFor(GRACE);
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'window-closed', server);
    await assertSignsIn(visit);
  });
});
