// A site's own token address, for the attribute token-endpoint="…". It exchanges
// the code at ORCID with the client secret, which no page may know, and gives back
// the id_token alone. A handler of Request and Response, as Deno, Bun, workers and
// Node's frameworks take it. SITE is the page's origin: https://lab.example
import { createHash } from 'node:crypto';

const { CLIENT_ID, CLIENT_SECRET, SITE } = process.env;
const ISSUER = process.env.ISSUER ?? 'https://orcid.org';
const CORS = { 'Access-Control-Allow-Origin': SITE };
const HEADERS = { ...CORS, 'Cache-Control': 'no-store' };

const reply = (status, body) =>
  Response.json(body, { status, headers: HEADERS });
const claimsOf = async (token) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

async function exchange(request) {
  if (request.method !== 'POST' || request.headers.get('Origin') !== SITE)
    return reply(403, { error: 'access_denied' });
  const sent = new URLSearchParams(await request.text());
  const fields = {
    grant_type: 'authorization_code',
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    code: sent.get('code') ?? '',
    redirect_uri: sent.get('redirect_uri') ?? '',
  };
  const body = new URLSearchParams(fields);
  const { id_token, error = 'server_error' } = await fetch(
    `${ISSUER}/oauth/token`,
    { method: 'POST', headers: { Accept: 'application/json' }, body },
  )
    .then(async (answer) => ({ ...(await answer.json()) }))
    .catch(() => ({}));
  if (!id_token) return reply(400, { error });
  // ORCID knows no PKCE. This does its work: without the verifier, no token.
  const claims = await claimsOf(id_token).catch(() => null);
  const verifier = sent.get('code_verifier') ?? '';
  const hash = createHash('sha256').update(verifier).digest('base64url');
  if (claims?.nonce !== hash) return reply(400, { error: 'invalid_grant' });
  return reply(200, { id_token });
}

export default { fetch: exchange };
