// Signing in: its fields, the attributes they make, the badge beside it, and
// its snippet.

import { apply, byId, make, SAMPLE, snippetOf } from './element.js';
import { writeFields } from './fields.js';
import { readId } from './id.js';

/** The client that tests/identity/server.mjs knows. */
const LOCAL_CLIENT = 'APP-SCHOLARBADGETEST';
const CARBERRY = '0000-0002-1825-0097';

const FIELDS = [
  [
    'server',
    'Who is asked',
    [
      ['local', 'This machine’s server'],
      ['sandbox', 'ORCID’s sandbox'],
      ['production', 'ORCID'],
    ],
  ],
  ['client', 'Client id', undefined, 'text'],
  [
    'mode',
    'Where',
    [
      ['popup', 'In a window'],
      ['redirect', 'With the whole page'],
    ],
  ],
  [
    'prompt',
    'The password',
    [
      ['', 'Asked for as needed'],
      ['login', 'Asked for each time'],
      ['none', 'Never asked for'],
    ],
  ],
  ['expect', 'The only iD that is welcome', undefined, 'text'],
  [
    'remember',
    'After a reload',
    [
      ['', 'Forgotten'],
      ['session', 'Remembered in this tab'],
    ],
  ],
  [
    'purpose',
    'The button',
    [
      ['', 'Signs in'],
      ['connect', 'Creates or connects an iD'],
    ],
  ],
];

const redirectPage = new URL('www/callback.html', document.baseURI).href;

const button = make('scholar-sign-in');
const badge = make('scholar-badge', { layout: 'compact' });

/** The button, and the badge beside it. */
export const SIGN_IN = button;
export const BESIDE = badge;

/** The server on this machine: undefined until it is known, null for none. */
let issuer;
/** At which server somebody is signed in, and with which iD. */
let signedIn = {};

/** Writes the fields into the form; to be called before it is filled. */
export function writeSignInFields() {
  writeFields(byId('sign-in-fields'), FIELDS);
  byId('sign-in-redirect').textContent = redirectPage;
}

/** Asks the stand-in registry where the sign-in server of this machine is. */
export async function findServer() {
  try {
    const answer = await fetch(`${SAMPLE}/identity.json`);
    ({ issuer } = await answer.json());
  } catch {
    issuer = null;
  }
}

function attributesOf({ server, client, theme, ...others }) {
  const isLocal = server === 'local';
  return {
    'client-id': client.trim() || (isLocal ? LOCAL_CLIENT : null),
    'redirect-uri': redirectPage,
    registry: server === 'sandbox' ? 'sandbox' : null,
    issuer: isLocal ? issuer : null,
    mode: others.mode === 'popup' ? null : others.mode,
    prompt: others.prompt || null,
    expect: others.expect.trim() || null,
    remember: others.remember || null,
    purpose: others.purpose || null,
    theme: theme === 'auto' ? null : theme,
  };
}

/** Shows the button as chosen, and the badge of whom it may be. */
export function show(settings) {
  const { server } = settings;
  const isLocal = server === 'local';
  byId('sign-in-missing').hidden = !isLocal || issuer !== null;
  byId('sign-in-own').hidden = isLocal;
  if (isLocal && !issuer) {
    button.remove();
  } else {
    apply(button, attributesOf(settings));
    if (!button.isConnected) {
      byId('sign-in-stage').firstElementChild.append(button);
    }
  }

  const orcid = signedIn.server === server ? signedIn.orcid : undefined;
  // The sample registry's people are known to the server on this machine.
  apply(badge, {
    orcid: isLocal ? CARBERRY : (orcid ?? null),
    registry: { local: SAMPLE, sandbox: 'sandbox' }[server] ?? null,
    theme: settings.theme === 'auto' ? null : settings.theme,
  });
  const hasBadge = isLocal || orcid !== undefined;
  byId('beside').hidden = !hasBadge;
  byId('beside-hint').hidden = !isLocal;
  if (!hasBadge) badge.remove();
  else if (!badge.isConnected) byId('beside-box').append(badge);
}

/** Notes the iD that a sign-in has told of; undefined after a sign-out. */
export function nowSignedIn({ server }, orcid) {
  signedIn = { server, orcid };
}

/** The HTML for a page. */
export function snippet(settings) {
  const attributes = attributesOf(settings);
  const isLocal = settings.server === 'local';
  return snippetOf(
    settings,
    'scholar-sign-in',
    {
      ...attributes,
      'client-id': attributes['client-id'] ?? 'APP-…',
      'redirect-uri': isLocal ? redirectPage : '/orcid/callback.html',
      expect: readId(settings.expect).id ?? attributes.expect,
    },
    {},
  );
}
