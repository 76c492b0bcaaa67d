// How long a page knows who is signed in: until it goes, unless the site wants
// the tab to remember; and never longer than the person wants.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { painted } from './support/read.mjs';
import {
  answerThere,
  button,
  CARBERRY,
  closed,
  IDS,
  keptBy,
  openWindow,
  readPerson,
  says,
  signInAs,
  signInButton,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const REMEMBER = { remember: 'session' };

describe('remember', { concurrency: 2 }, () => {
  it('is not what a page does by itself: a reload forgets', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    assert.deepEqual(await keptBy(visit), []);
    await visit.page.reload();
    await signInButton(visit).waitFor();
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
    assert.equal((await readPerson(visit)).status, '');
  });

  it('keeps who it is over a reload, but nothing that proves it', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    const { idToken, verifier, claims } = await signInAs(visit, 'carberry');
    const kept = (await keptBy(visit)).join('\n');
    assert.ok(kept.includes(IDS.carberry), kept);
    for (const secret of [idToken, verifier, claims.nonce, claims.jti]) {
      assert.ok(!kept.includes(secret), kept);
    }
    await visit.page.reload();
    const { detail } = await visit.heard('scholar-signin', { count: 2 });
    assert.deepEqual(detail, {
      orcid: IDS.carberry,
      name: 'Josiah Carberry',
      givenName: 'Josiah',
      familyName: 'Carberry',
      issuer: lab.orcid.issuer,
      idToken: null,
      verifier: null,
      claims: null,
      restored: true,
    });
    assert.deepEqual(await readPerson(visit), CARBERRY);
  });

  it('keeps it in this tab alone', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    const other = await lab.visit(t, {
      attributes: REMEMBER,
      context: visit.context,
    });
    assert.equal(other.heardSoFar('scholar-signin'), 0);
    assert.deepEqual(await keptBy(other), []);
    const local = () => Object.keys(localStorage);
    assert.deepEqual(await visit.page.evaluate(local), []);
  });

  it('keeps it for other pages of the site', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'arabic');
    const other = await lab.visit(t, {
      attributes: REMEMBER,
      context: visit.context,
    });
    await visit.page.goto(other.url);
    const { detail } = await visit.heard('scholar-signin', { count: 2 });
    assert.equal(detail.orcid, IDS.arabic);
    assert.equal(detail.restored, true);
  });

  it('keeps it after the whole page has travelled', async (t) => {
    const attributes = { ...REMEMBER, mode: 'redirect' };
    const visit = await lab.visit(t, { attributes });
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'carberry');
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.restored, false);
    await visit.page.reload();
    const again = await visit.heard('scholar-signin', { count: 2 });
    assert.equal(again.detail.restored, true);
    assert.equal((await keptBy(visit)).length, 1);
  });

  it('is over when the person signs out', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    await visit.page.reload();
    await visit.heard('scholar-signin', { count: 2 });
    await button(visit, 'Sign out').click();
    const { detail } = await visit.heard('scholar-signout');
    assert.deepEqual(detail, { orcid: IDS.carberry });
    assert.deepEqual(await keptBy(visit), []);
    await visit.page.reload();
    await signInButton(visit).waitFor();
    assert.equal(visit.heardSoFar('scholar-signin'), 2);
  });

  it('is over when the token is', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    await visit.page.clock.setSystemTime(Date.now() + 25 * 3_600_000);
    await visit.page.reload();
    await signInButton(visit).waitFor();
    assert.deepEqual(await keptBy(visit), []);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('is over on a page that does not want it', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    const other = await lab.visit(t, { context: visit.context });
    await visit.page.goto(other.url);
    await signInButton(visit).waitFor();
    assert.deepEqual(await keptBy(visit), []);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('is for one client at one server', async (t) => {
    const server = await lab.server(t, { clients: [{ id: 'APP-OTHER' }] });
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    for (const options of [{ server }, { server: lab.pkce }]) {
      const other = await lab.visit(t, {
        ...options,
        attributes: REMEMBER,
        context: visit.context,
      });
      await visit.page.goto(other.url);
      await signInButton(visit).waitFor();
    }
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('takes nothing that is not as it was written', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    await visit.page.evaluate((other) => {
      const [[key, value]] = Object.entries(sessionStorage);
      sessionStorage.setItem(key, value.replace(/0000-0002-[\dX-]+/, other));
    }, '0000-0002-1825-0096');
    await visit.page.reload();
    await signInButton(visit).waitFor();
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('is not over because somebody has written an answer to nothing', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await visit.page.clock.install();
    await signInAs(visit, 'carberry');
    let count = 1;
    for (const answer of [
      'x',
      'error=access_denied',
      `state=${'s'.repeat(43)}`,
    ]) {
      await visit.page.goto('about:blank');
      await visit.page.goto(`${visit.url}#scholar-sign-in=${answer}`);
      count += 1;
      const { detail } = await visit.heard('scholar-signin', { count });
      assert.equal(detail.restored, true);
      // As long as it looks for a page that has asked.
      await visit.page.clock.runFor(2_500);
      assert.deepEqual(await readPerson(visit), CARBERRY);
      assert.equal(visit.page.url(), visit.url);
    }
    for (const type of ['scholar-error', 'scholar-cancel', 'scholar-signout']) {
      assert.equal(visit.heardSoFar(type), 0, type);
    }
    assert.equal((await keptBy(visit)).length, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('shows nobody but whom the element expects', async (t) => {
    const visit = await lab.visit(t, { attributes: REMEMBER });
    await signInAs(visit, 'carberry');
    const other = await lab.visit(t, {
      attributes: { ...REMEMBER, expect: IDS.arabic },
      context: visit.context,
    });
    await visit.page.goto(other.url);
    await signInButton(visit).waitFor();
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
    // Another person's sign-in takes the place of the first.
    await visit.context.clearCookies();
    const detail = await signInAs(visit, 'arabic', { count: 2 });
    assert.equal(detail.orcid, IDS.arabic);
  });
});

describe('an element', { concurrency: 2 }, () => {
  it('that goes while it waits takes nothing with it', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await visit.page
      .locator('scholar-sign-in')
      .evaluate((host) => (globalThis.gone = host).remove());
    await answerThere(window, 'carberry');
    await closed(window);
    await visit.page.evaluate(() =>
      document.querySelector('main').append(globalThis.gone),
    );
    await button(visit, 'Sign out').waitFor();
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(visit.trouble, []);
  });

  it('that comes later shows who is signed in', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    await visit.page.locator('scholar-sign-in').evaluate((host) => {
      const copy = host.cloneNode();
      copy.id = 'later';
      host.after(copy);
    });
    const later = visit.page.locator('#later');
    await later.getByRole('button', { name: 'Sign out' }).waitFor();
    assert.deepEqual(await readPerson(visit, '#later'), CARBERRY);
    const { id, detail } = await visit.heard('scholar-signin', { count: 2 });
    assert.equal(id, 'later');
    assert.equal(detail.orcid, IDS.carberry);
    assert.equal(detail.restored, false);
  });

  it('whose hints change afterwards does not say it again', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    await visit.page.locator('scholar-sign-in').evaluate((host) => {
      host.setAttribute('email', 'new@lab.example');
      host.setAttribute('lang', 'fr');
    });
    await painted(visit.page);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('that expects somebody says nothing of anybody else', async (t) => {
    const body = [
      lab.markup(lab.orcid, { id: 'any' }),
      lab.markup(lab.orcid, { id: 'one', expect: IDS.arabic }),
    ].join('\n');
    const visit = await lab.visit(t, { body });
    await signInAs(visit, 'carberry');
    await button(visit, 'Sign out').click();
    await signInButton(visit).nth(1).waitFor();
    const ids = visit.events.map(({ type, id }) => `${type} ${id}`);
    assert.deepEqual(ids, ['scholar-signin any', 'scholar-signout any']);
    assert.equal((await readPerson(visit, '#one')).status, '');
    assert.notEqual((await readPerson(visit, '#any')).status, '');
  });

  it('that is moved goes on waiting', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await visit.page
      .locator('scholar-sign-in')
      .evaluate((host) => document.body.append(host));
    await says(visit, 'Continue in the window');
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
  });

  it('whose hints change while it waits goes on waiting', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await visit.page.locator('scholar-sign-in').evaluate((host) => {
      host.setAttribute('email', 'new@lab.example');
      host.setAttribute('theme', 'dark');
    });
    await says(visit, 'Continue in the window');
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('that turns to another client while it waits shows that one', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    const { issuer } = lab.pkce;
    await visit.page
      .locator('scholar-sign-in')
      .evaluate((host, to) => host.setAttribute('issuer', to), issuer);
    await signInButton(visit).waitFor();
    await answerThere(window, 'carberry');
    await closed(window);
    assert.equal(visit.heardSoFar('scholar-signin'), 0);
    assert.equal((await readPerson(visit)).name, null);
    const detail = await signInAs(visit, 'arabic');
    assert.equal(detail.issuer, issuer);
    assert.deepEqual(visit.trouble, []);
  });
});
