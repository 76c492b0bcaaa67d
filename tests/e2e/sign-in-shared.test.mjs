// One sign-in that an element and the API share: each hears what it has asked
// for, and whoever ends it ends it for all.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { hold, messagesHeard } from './support/read.mjs';
import {
  answerThere,
  asked,
  believes,
  button,
  closed,
  IDS,
  keptBy,
  looks,
  openWindow,
  readPerson,
  says,
  signInAs,
  signInButton,
  useSignIn,
} from './support/sign-in.mjs';
import { apiVisitOf, outcomeOf, press } from './support/sign-in-api.mjs';

const lab = useSignIn();
const EXPECT = { options: { expect: IDS.arabic } };

/** A page with an element and the API of the same client. */
const both = (t, { server, attributes, ...options } = {}) =>
  apiVisitOf(lab, t, {
    ...{ server, ...options },
    body: lab.markup(server, attributes),
    scripts: ['/own/index.js', 'page.js'],
  });

async function assertNobody(visit) {
  const calls = await visit.page.evaluate(
    () => globalThis.outcomes.filter(({ what }) => what === 'signedIn').length,
  );
  await press(visit, 'signedIn').click();
  const outcome = await outcomeOf(visit, 'signedIn', calls + 1);
  assert.deepEqual(outcome, { what: 'signedIn', value: null });
}

describe('signIn() that expects somebody', { concurrency: 2 }, () => {
  it('is refused another, whoever has opened the window', async (t) => {
    const visit = await both(t, EXPECT);
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await press(visit, 'signIn').click();
    await answerThere(window, 'carberry');
    // The element expects nobody in particular.
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.carberry);
    const { code, value } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'other-person');
    assert.equal(value, undefined);
    await closed(window);
    await assertNobody(visit);
    assert.deepEqual(visit.errors, []);
  });

  it('is given that person, whoever has opened the window', async (t) => {
    const visit = await both(t, EXPECT);
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await press(visit, 'signIn').click();
    await answerThere(window, 'arabic');
    const { value } = await outcomeOf(visit, 'signIn');
    assert.equal(value.orcid, IDS.arabic);
  });

  it('is refused another whom a call without has asked for', async (t) => {
    const visit = await apiVisitOf(lab, t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await asked(window, lab.orcid);
    await visit.page.evaluate((expect) => {
      Object.assign(globalThis.options, { expect });
    }, IDS.arabic);
    // The script has these very options.
    await press(visit, 'signIn').click();
    await answerThere(window, 'carberry');
    const first = await outcomeOf(visit, 'signIn', 1);
    const second = await outcomeOf(visit, 'signIn', 2);
    assert.equal(first.value?.orcid, IDS.carberry);
    assert.equal(second.code, 'other-person');
  });
});

describe('signedIn()', { concurrency: 2 }, () => {
  it('gives nobody after the person has closed the window', async (t) => {
    const visit = await apiVisitOf(lab, t);
    await visit.page.clock.install();
    const window = await openWindow(visit, press(visit, 'signIn'));
    await asked(window, lab.orcid);
    await looks(visit);
    await window.close();
    await believes(visit);
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'window-closed');
    await assertNobody(visit);
  });

  it('gives nobody after the person has cancelled', async (t) => {
    const visit = await both(t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await asked(window, lab.orcid);
    await button(visit, 'Cancel').click();
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'cancelled');
    await closed(window);
    await assertNobody(visit);
  });

  it('gives nobody after the person has said no in the window', async (t) => {
    const visit = await apiVisitOf(lab, t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, null, 'deny');
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'access-denied');
    await assertNobody(visit);
  });
});

describe('signOut()', { concurrency: 2 }, () => {
  it('while the person is at the server ends the attempt', async (t) => {
    const visit = await both(t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await asked(window, lab.orcid);
    await press(visit, 'signOut').click();
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'cancelled');
    await outcomeOf(visit, 'signOut');
    await closed(window);
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'cancelled');
    await assertNobody(visit);
    // And the next is as good as any.
    await signInAs(visit, 'carberry');
  });

  it('while the answer is checked lets nobody in', async (t) => {
    const server = await lab.server(t);
    const attributes = { remember: 'session' };
    const visit = await both(t, { server, attributes, options: attributes });
    const keys = await hold(visit.context, `${server.issuer}/oauth/jwks`);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    await says(visit, 'Checking');
    await press(visit, 'signOut').click();
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'cancelled');
    await keys.release();
    await messagesHeard(visit.page);
    assert.equal(visit.heardSoFar('scholar-signin'), 0);
    assert.equal((await readPerson(visit)).name, null);
    await signInButton(visit).waitFor();
    await assertNobody(visit);
    assert.deepEqual(await keptBy(visit), []);
    assert.deepEqual(visit.errors, []);
  });
});
