// Signing in: its fields, the attributes they make, the badge beside it, and
// its snippet.

import { apply, digitsOf, escape, SAMPLE, SCRIPT } from './badge.js';
import { writeFields } from './fields.js';

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

const byId = (id) => document.getElementById(id);
const redirectPage = new URL('www/callback.html', document.baseURI).href;

const button = document.createElement('scholar-sign-in');
const badge = document.createElement('scholar-badge');
badge.setAttribute('layout', 'compact');

/** The button, and the badge beside it. */
export const SIGN_IN = button;
export const BESIDE = badge;

/** The server on this machine: undefined until it is known, null for none. */
let issuer;
/** At which server somebody is signed in, and with which iD. */
let signedIn = {};

/** Writes the fields into the form; to be called before it is filled. */
export function writeSignInFields() {
  writeFields(byId('signin-fields'), 'signin', FIELDS);
  byId('signin-redirect').textContent = redirectPage;
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

function signInAttributesOf({ server, client, theme, ...others }) {
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
export function showSignIn(settings) {
  const { server } = settings;
  const isLocal = server === 'local';
  byId('signin-missing').hidden = !isLocal || issuer !== null;
  byId('signin-own').hidden = isLocal;
  byId('signin-local-only').hidden = !isLocal;
  const isThere = isLocal ? Boolean(issuer) : true;
  if (isThere) {
    apply(button, signInAttributesOf(settings));
    byId('signin').append(...(button.isConnected ? [] : [button]));
  } else {
    button.remove();
  }

  const orcid = signedIn.server === server ? signedIn.orcid : undefined;
  // The sample registry's people are known to the server on this machine.
  apply(badge, {
    orcid: isLocal ? CARBERRY : (orcid ?? null),
    registry: { local: SAMPLE, sandbox: 'sandbox' }[server] ?? null,
    theme: settings.theme === 'auto' ? null : settings.theme,
  });
  const hasBadge = isLocal || orcid !== undefined;
  byId('signin-beside').hidden = !hasBadge;
  byId('signin-hint').hidden = !isLocal;
  if (!hasBadge) badge.remove();
  else if (!badge.isConnected) byId('signin-badge').append(badge);
}

/** Notes the iD that a sign-in has told of; undefined after a sign-out. */
export function nowSignedIn({ server }, orcid) {
  signedIn = { server, orcid };
}

/** What an event tells, without the secrets that a log should not hold. */
export const toldBy = (detail) =>
  JSON.stringify(detail, (name, value) =>
    (name === 'idToken' || name === 'verifier') && value
      ? `${value.slice(0, 6)}… (${value.length} characters)`
      : value,
  );

/** The HTML for a page. */
export function signInSnippetOf(settings) {
  const attributes = signInAttributesOf(settings);
  const isLocal = settings.server === 'local';
  const written = Object.entries({
    ...attributes,
    'client-id': attributes['client-id'] ?? 'APP-…',
    'redirect-uri': isLocal ? redirectPage : '/orcid/callback.html',
    expect: digitsOf(settings.expect) ?? attributes.expect,
  })
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `\n  ${name}="${escape(value)}"`)
    .join('');
  return [
    `<script type="module" src="${SCRIPT}"></script>`,
    `<scholar-sign-in${written}\n></scholar-sign-in>`,
  ].join('\n');
}
