// Who signed in? For a back end in Node, with npm's `jose`. `sent` is what the
// page has from its event scholar-signin: `{ idToken, verifier }`. No session is
// needed; but take each token once: remember its `jti` until its `exp`.
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const keys = new Map();

async function keysOf(issuer) {
  const about = await fetch(`${issuer}/.well-known/openid-configuration`);
  return createRemoteJWKSet(new URL((await about.json()).jwks_uri));
}

export async function verify(sent, clientId, issuer = 'https://orcid.org') {
  if (!keys.has(issuer)) keys.set(issuer, await keysOf(issuer));
  const { payload } = await jwtVerify(sent.idToken, keys.get(issuer), {
    algorithms: ['RS256'],
    issuer,
    audience: clientId,
    clockTolerance: 60,
    requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
  });
  const { aud, azp = clientId, nonce, sub } = payload;
  if ([aud].flat().length > 1 || azp !== clientId) throw new Error('audience');
  const hash = createHash('sha256').update(sent.verifier).digest('base64url');
  if (nonce !== hash) throw new Error('This token is of another sign-in.');
  return sub; // the iD: 0000-0002-1825-0097
}
