// How the two servers differ: what ORCID says and allows, and what a server
// with PKCE for public clients does. Sources: ORCID's discovery document of
// 2026-10-01, and what its integrators and sources say about the rest.

/** What `https://orcid.org/.well-known/openid-configuration` says, and no more. */
export const orcidDiscovery = (issuer) => ({
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  id_token_signing_alg_values_supported: ['RS256'],
  userinfo_endpoint: `${issuer}/oauth/userinfo`,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  jwks_uri: `${issuer}/oauth/jwks`,
  claims_supported: [
    'family_name',
    'given_name',
    'name',
    'auth_time',
    'iss',
    'sub',
  ],
  scopes_supported: ['openid'],
  subject_types_supported: ['public'],
  response_types_supported: ['code', 'id_token', 'id_token token'],
  claims_parameter_supported: false,
  token_endpoint_auth_methods_supported: ['client_secret_post'],
  grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
  issuer,
});

export const PATHS = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  userinfo: '/oauth/userinfo',
  jwks: '/oauth/jwks',
};
export const DISCOVERY = '/.well-known/openid-configuration';

/** What a request is for, as tests name it. */
export function kindOf(path) {
  if (path === DISCOVERY) return 'discovery';
  if (path.startsWith('/signin/')) return 'login';
  const found = Object.entries(PATHS).find(
    ([, at]) => path === at || path.startsWith(`${at}/`),
  );
  return found?.[0] ?? 'other';
}

/** Parameters of ORCID's sign-in page, beside those of OpenID Connect. */
export const PAGE_PARAMETERS = [
  'lang',
  'given_names',
  'family_names',
  'email',
  'orcid',
  'show_login',
];

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)$/;

/** True of http and https addresses of this machine. */
export const isLoopback = (address) => LOOPBACK.test(new URL(address).hostname);

/**
 * ORCID's rule: scheme, host and port as registered, the path by prefix. A
 * client without registered addresses may use any of this machine.
 */
export function allowedByPrefix(registered, address) {
  if (!URL.canParse(address)) return false;
  const asked = new URL(address);
  if (asked.hash || address.includes('#')) return false;
  if (registered.length === 0) return isLoopback(address);
  return registered.some((text) => {
    const known = new URL(text);
    return (
      known.origin === asked.origin && asked.pathname.startsWith(known.pathname)
    );
  });
}

/** The usual rule: letter by letter, with the same exception. */
export const allowedExactly = (registered, address) =>
  registered.length === 0
    ? URL.canParse(address) && isLoopback(address)
    : registered.includes(address);
