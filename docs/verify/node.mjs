// Who signed in? For a back end in Node, with npm's `jose`. `sent` is what the
// page has from its event scholar-signin: `{ idToken, verifier }`. Take each once:
// remember `sent.verifier` for as long as a token can be good, `LONGEST`.
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const LEEWAY = 60; // Seconds that clocks may be apart.
const LONGEST = 86_400; // Seconds that a token may be good for. ORCID's: a day.
const keys = new Map();

async function keysOf(issuer) {
  const about = await fetch(`${issuer}/.well-known/openid-configuration`);
  return createRemoteJWKSet(new URL((await about.json()).jwks_uri));
}

const must = (is, what) => {
  if (!is) throw new Error(what);
};

/** `maxAuthAge`: seconds since the password, for a page with prompt="login". */
export async function verify(sent, clientId, issuer, maxAuthAge) {
  issuer ??= 'https://orcid.org';
  if (!keys.has(issuer)) keys.set(issuer, await keysOf(issuer));
  const { payload, protectedHeader } = await jwtVerify(
    sent.idToken,
    keys.get(issuer),
    {
      algorithms: ['RS256'],
      issuer,
      audience: clientId,
      clockTolerance: LEEWAY,
      maxTokenAge: LONGEST,
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    },
  );
  const { aud, azp, auth_time: signedIn, exp, nonce, sub } = payload;
  const now = Date.now() / 1000;
  must(typeof protectedHeader.kid === 'string', 'kid');
  must(
    [aud].flat().every((one) => one === clientId),
    'audience',
  );
  must((azp ?? clientId) === clientId, 'audience: azp');
  must(exp <= now + LONGEST + LEEWAY, 'exp is too far away');
  if (maxAuthAge !== undefined) {
    must(typeof signedIn === 'number', 'auth_time');
    must(now - signedIn <= maxAuthAge + LEEWAY, 'auth_time is too old');
  }
  const hash = createHash('sha256').update(sent.verifier).digest('base64url');
  must(nonce === hash, 'This token is of another sign-in.');
  const isOrcid = /^(\d{4}-){3}\d{3}[\dX]$/.test(sub);
  must(typeof sub === 'string' && isOrcid, 'sub is no ORCID iD');
  return sub; // the iD: 0000-0002-1825-0097
}
