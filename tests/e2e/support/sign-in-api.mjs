// A page that signs people in by the JavaScript API, with buttons of its own.

/** Runs in the page: what came of a promise, for `outcomes`. */
const SCRIPT = `
import { signIn, signedIn, signOut } from '/own/api.js';
const outcomes = (globalThis.outcomes = []);
const note = (what, promise) => promise.then(
  (value) => outcomes.push({ what, value }),
  (error) => outcomes.push({ what, code: error.code, name: error.name,
    isError: error instanceof Error, message: error.message }),
);
const { options } = globalThis;
for (const [name, call] of Object.entries({ signIn, signedIn, signOut })) {
  const button = document.createElement('button');
  button.textContent = name;
  button.onclick = () => note(name, call(options));
  document.querySelector('main').append(button);
}
await note('at first', signedIn(options));
globalThis.isReady = true;
`;

/** Opens one, with a button for each function; options as the stage's. */
export async function apiVisitOf(lab, t, settings = {}) {
  const { server, options, body = '', ...more } = settings;
  const all = { ...lab.options(server), ...options };
  const visit = await lab.stage.visit(t, {
    scripts: ['page.js'],
    files: { 'page.js': SCRIPT },
    body,
    ...more,
    // Of the page's windows, too.
    prepare: (page) =>
      page.context().addInitScript((it) => (globalThis.options = it), all),
  });
  await visit.page.waitForFunction('globalThis.isReady');
  return visit;
}

export const press = (visit, name) =>
  visit.page.getByRole('button', { name, exact: true });

/** What came of the `count`th promise that was settled. */
export async function outcome(visit, count) {
  await visit.page.waitForFunction(
    (at) => globalThis.outcomes?.length >= at,
    count,
  );
  return visit.page.evaluate((at) => globalThis.outcomes[at - 1], count);
}

/** What came of the `count`th call of a function. */
export async function outcomeOf(visit, what, count = 1) {
  const found = await visit.page.waitForFunction(
    ([name, at]) =>
      globalThis.outcomes?.filter((one) => one.what === name)[at - 1],
    [what, count],
  );
  return found.jsonValue();
}
