// Badges and lists of somebody who signs in on the same page: authenticated
// while the sign-in lasts, and not a moment longer.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import {
  answerThere,
  button,
  IDS,
  openWindow,
  signInAs,
  signInButton,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const GREEN = ['#A6CE39', '#FFF'];
const OUTLINE = ['#7FAA26'];

/** The icons of an element, and its words for iDs that nobody has shown. */
const read = (visit, selector) =>
  visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const icon = root.querySelector('[part~="icon"]');
    return {
      fills: icon && [...icon.children].map((it) => it.getAttribute('fill')),
      words: root.textContent.includes('(unauthenticated)'),
    };
  });
const YES = { fills: GREEN, words: false };
const NO = { fills: OUTLINE, words: true };

/** Waits until they turn: it is for the badge to notice. */
async function becomes(visit, selector, form) {
  await visit.page.waitForFunction(
    ([where, words]) =>
      document
        .querySelector(where)
        .shadowRoot.textContent.includes('(unauthenticated)') === words,
    [selector, form.words],
  );
  assert.deepEqual(await read(visit, selector), form, selector);
}

const badge = (id, person, attributes) =>
  lab.stage.badge(person, { id, loading: 'eager', ...attributes });
const out = (visit) => button(visit, 'Sign out').click();

describe('a badge', { concurrency: 2 }, () => {
  it('is authenticated from sign-in to sign-out, in every layout', async (t) => {
    const layouts = ['card', 'compact', 'inline'];
    const badges = layouts.flatMap((layout) => [
      badge(`own-${layout}`, 'ordinary', { layout }),
      badge(`other-${layout}`, 'arabic', { layout }),
    ]);
    const body = [lab.markup(), ...badges].join('\n');
    const visit = await lab.visit(t, { body });
    await visit.loaded({ count: badges.length });
    const become = async (own) => {
      for (const layout of layouts) {
        await becomes(visit, `#own-${layout}`, own);
        await becomes(visit, `#other-${layout}`, NO);
      }
    };
    await become(NO);
    await signInAs(visit, 'ordinary');
    await become(YES);
    await out(visit);
    await become(NO);
    assert.equal(visit.heardSoFar('scholar-load'), badges.length);
    assert.deepEqual(visit.trouble, []);
  });

  it('that comes later is authenticated at once', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'ordinary');
    const html = badge('later', 'ordinary');
    await visit.page.evaluate((markup) => {
      document.querySelector('main').insertAdjacentHTML('beforeend', markup);
    }, html);
    await visit.loaded();
    await becomes(visit, '#later', YES);
    await out(visit);
    await becomes(visit, '#later', NO);
  });

  it('turns with the person', async (t) => {
    const visit = await lab.visit(t, {
      body: [
        lab.markup(),
        badge('one', 'ordinary'),
        badge('two', 'arabic'),
      ].join('\n'),
    });
    await visit.loaded({ count: 2 });
    await signInAs(visit, 'ordinary');
    await out(visit);
    await visit.context.clearCookies();
    await signInAs(visit, 'arabic', { count: 2 });
    await becomes(visit, '#one', NO);
    await becomes(visit, '#two', YES);
  });

  it('is authenticated when the page has travelled, and when the tab remembers', async (t) => {
    const attributes = { mode: 'redirect', remember: 'session' };
    const visit = await lab.visit(t, {
      body: lab.markup(lab.orcid, attributes) + badge('own', 'ordinary'),
    });
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'ordinary');
    await visit.heard('scholar-signin');
    await becomes(visit, '#own', YES);
    await visit.page.reload();
    await visit.heard('scholar-signin', { count: 2 });
    await becomes(visit, '#own', YES);
    await out(visit);
    await becomes(visit, '#own', NO);
  });

  it('stays as it is for somebody who is not the one expected', async (t) => {
    const body = lab.markup(lab.orcid, { expect: IDS.arabic });
    const visit = await lab.visit(t, { body: body + badge('own', 'ordinary') });
    await visit.loaded();
    await answerThere(await openWindow(visit), 'ordinary');
    await visit.failed();
    await becomes(visit, '#own', NO);
  });

  it('is authenticated by either of two clients, until both have signed out', async (t) => {
    const body = [
      lab.markup(lab.orcid, { id: 'a' }),
      lab.markup(lab.pkce, { id: 'b' }),
      badge('own', 'ordinary'),
    ].join('\n');
    const visit = await lab.visit(t, { body });
    await visit.loaded();
    await signInAs(visit, 'ordinary');
    const press = signInButton(visit).last();
    await signInAs(visit, 'ordinary', { count: 2, press });
    await visit.page.locator('#a').getByRole('button').click();
    await visit.heard('scholar-signout');
    await becomes(visit, '#own', YES);
    await visit.page.locator('#b').getByRole('button').click();
    await visit.heard('scholar-signout', { count: 2 });
    await becomes(visit, '#own', NO);
  });
});

describe('a list', { concurrency: 2 }, () => {
  it('is authenticated from sign-in to sign-out', async (t) => {
    const visit = await lab.visit(t, {
      body: lab.markup() + lab.stage.works(IDS.ordinary, { id: 'own' }),
    });
    await visit.loaded();
    await becomes(visit, '#own', NO);
    await signInAs(visit, 'ordinary');
    await becomes(visit, '#own', YES);
    await out(visit);
    await becomes(visit, '#own', NO);
    assert.deepEqual(visit.trouble, []);
  });
});
