// oidc-provider, set up as one of the profiles. Its protocol core is untouched;
// what it cannot be told is changed on its answers' way out, in oddities.mjs.
import { randomUUID } from 'node:crypto';

import { keyOf } from './keys.mjs';
import { personOf } from './people.mjs';
import {
  allowedByPrefix,
  allowedExactly,
  isLoopback,
  PAGE_PARAMETERS,
  PATHS,
} from './profiles.mjs';

const OWN_NOTICE = /oidc-provider (NOTICE|WARNING)/;

/** Keeps back the provider's advice for those who go public with it. */
function hush() {
  for (const name of ['info', 'warn']) {
    const say = console[name];
    console[name] = (...words) => {
      if (!OWN_NOTICE.test(words[0])) say.apply(console, words);
    };
  }
}
hush();
// Only now, because it gives advice as soon as it is loaded.
const { default: Provider } = await import('oidc-provider');

const HOURS = 3600;

/** One client as oidc-provider registers it. */
function registration({ id, secret, name, redirectUris }, orcid) {
  return {
    client_id: id,
    client_name: name ?? 'A site on this machine',
    // Without any the provider would take none; see redirectUriAllowed below.
    redirect_uris: redirectUris.length ? redirectUris : ['http://127.0.0.1/'],
    response_types: orcid ? ['code', 'id_token', 'id_token token'] : ['code'],
    grant_types: ['authorization_code', ...(orcid ? ['implicit'] : [])],
    token_endpoint_auth_method: orcid ? 'client_secret_post' : 'none',
    ...(orcid && { client_secret: secret }),
  };
}

function configuration({ profile, clients, signingKey, cookies, corsAllowed }) {
  const orcid = profile === 'orcid';
  return {
    clients: clients.map((client) => registration(client, orcid)),
    jwks: { keys: [signingKey] },
    routes: PATHS,
    scopes: ['openid'],
    responseTypes: orcid ? ['code', 'id_token', 'id_token token'] : ['code'],
    clientAuthMethods: orcid ? ['client_secret_post'] : ['none'],
    pkce: { required: () => !orcid },
    // ORCID puts the names and auth_time into every id_token.
    conformIdTokenClaims: false,
    claims: {
      openid: [
        'sub',
        'auth_time',
        'jti',
        'name',
        'given_name',
        'family_name',
        'iss',
      ],
    },
    async findAccount(_, orcid) {
      const { claims } = personOf(orcid);
      return {
        accountId: orcid,
        claims: (use) => ({
          sub: orcid,
          ...(use === 'id_token' && { jti: randomUUID() }),
          ...claims,
        }),
      };
    },
    extraParams: PAGE_PARAMETERS,
    interactions: { url: (_, { uid }) => `/signin/${uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    // Cookies know no ports, and several servers may share a host.
    cookies: {
      keys: [randomUUID()],
      names: Object.fromEntries(
        ['session', 'interaction', 'resume'].map((name) => [
          name,
          `${cookies}-${name}`,
        ]),
      ),
    },
    clientBasedCORS: corsAllowed,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 600,
      IdToken: 24 * HOURS,
      Interaction: HOURS,
      Session: 24 * HOURS,
      Grant: 24 * HOURS,
    },
    renderError(ctx, { error, error_description: description }) {
      ctx.type = 'html';
      ctx.body = errorPage(error, description);
    },
  };
}

const escape = (text) =>
  String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** What stays with the visitor: ORCID sends few errors back. */
export const errorPage = (error, description = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>` +
  `<h1 id="error">${escape(error)}</h1><p>${escape(description)}</p></html>`;

const RUN = randomUUID();

/** A provider of this profile, its clients as `{ id, secret, redirectUris, name }`. */
export function makeProvider({ profile, issuer, clients, cookies }) {
  const known = new Map(clients.map((client) => [client.id, client]));
  const allowed = profile === 'orcid' ? allowedByPrefix : allowedExactly;
  // A page may still know the key of an earlier run.
  const signingKey = keyOf(`local-${profile}-${RUN}`).privateJwk;
  const provider = new Provider(
    issuer,
    configuration({
      profile,
      clients,
      signingKey,
      cookies,
      corsAllowed(_, origin, { clientId }) {
        // oddities.mjs takes the headers away again where ORCID has none.
        if (profile === 'orcid') return true;
        const { redirectUris } = known.get(clientId);
        return redirectUris.length
          ? redirectUris.some((uri) => new URL(uri).origin === origin)
          : URL.canParse(origin) && isLoopback(origin);
      },
    }),
  );
  // The front says which host and scheme it is: see server.mjs.
  provider.proxy = true;
  // Both overrides are the documentation's own recipes: http on this machine
  // for the implicit flow, and a rule of one's own for redirect addresses.
  const { invalidate } = provider.Client.Schema.prototype;
  provider.Client.Schema.prototype.invalidate = function (message, code) {
    if (code?.startsWith('implicit-')) return;
    invalidate.call(this, message);
  };
  provider.Client.prototype.redirectUriAllowed = function (address) {
    return allowed(known.get(this.clientId).redirectUris, address);
  };
  return provider;
}
