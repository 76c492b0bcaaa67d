// One page with a sign-in in every state that there is, each of a client of its
// own, reached as people reach it.
import { PAGE_STYLE } from './axe.mjs';
import {
  answerThere,
  asked,
  believes,
  closed,
  looks,
  openWindow,
  says,
} from './sign-in.mjs';

const NAMES = [
  ...['idle', 'waiting', 'working', 'named', 'nameless', 'arabic', 'hostile'],
  ...['denied', 'unasked', 'gone', 'cancelled', 'out', 'other', 'unset'],
  ...['connect', 'leaving'],
];
/** How many they are. */
export const STATES = NAMES.length;

/** Opens it; `options` as the stage's. */
export async function everyState(lab, t, options) {
  const clients = NAMES.map((id) => ({ id: `APP-${id}` }));
  const server = await lab.server(t, { clients });
  const slow = await lab.server(t, { profile: 'pkce', clients });
  slow.fault('token', { hang: true });
  const attributes = {
    unasked: { prompt: 'none' },
    other: { expect: '0000-0002-1825-0097' },
    connect: { purpose: 'connect' },
    leaving: { mode: 'redirect' },
  };
  const markup = (id) =>
    lab.markup(id === 'working' ? slow : server, {
      id,
      'client-id': id === 'unset' ? null : `APP-${id}`,
      ...attributes[id],
    });
  const body = NAMES.map((id) => `<section>${markup(id)}</section>`);
  const visit = await lab.visit(t, {
    body: body.join('\n'),
    scheme: 'light dark',
    head: PAGE_STYLE,
    context: { viewport: { width: 1000, height: 900 } },
    ...options,
  });
  const buttonOf = (id, name = /ORCID/) =>
    visit.page.locator(`#${id}`).getByRole('button', { name });
  const open = (id) => openWindow(visit, buttonOf(id));
  const signIn = async (id, person) => {
    const window = await open(id);
    await answerThere(window, person);
    await closed(window);
    await visit.page.bringToFront();
    // The next one is somebody else.
    await visit.context.clearCookies();
  };

  const heard = (type, id) =>
    visit.heard(`scholar-${type}`, { matches: (event) => event.id === id });

  for (const [id, person] of [
    ['named', 'carberry'],
    ['nameless', 'worksOnly'],
    ['arabic', 'arabic'],
    ['hostile', 'hostile'],
    ['out', 'ordinary'],
  ]) {
    await signIn(id, person);
    await heard('signin', id);
  }
  await buttonOf('out', 'Sign out').click();
  await signIn('other', 'ordinary');
  await heard('error', 'other');
  await signIn('working', 'carberry');
  await says(visit, 'Checking', '#working');
  const denied = await open('denied');
  await answerThere(denied, null, 'deny');
  await heard('cancel', 'denied');
  await open('unasked');
  await heard('cancel', 'unasked');
  const cancelled = await open('cancelled');
  await asked(cancelled, server);
  await buttonOf('cancelled', 'Cancel').click();
  await visit.page.clock.install();
  const gone = await open('gone');
  await asked(gone, server);
  await looks(visit);
  await gone.close();
  await believes(visit);
  await heard('cancel', 'gone');
  await asked(await open('waiting'), server);
  await visit.page.bringToFront();
  // It stays, for there is nothing at the server to travel to.
  const there = `${server.issuer}/oauth/authorize**`;
  await visit.page.route(there, (route) => route.fulfill({ status: 204 }));
  await Promise.all([
    visit.page.waitForResponse(there),
    buttonOf('leaving').click(),
  ]);
  await says(visit, 'Going to', '#leaving');
  return visit;
}
