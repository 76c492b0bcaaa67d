// A page that signs somebody in, without a browser: the shortest client that
// makes every check. It holds the recipes to their word: what it refuses must be
// refused for the one reason that the recipe names.
import { randomBytes, webcrypto } from 'node:crypto';

import { isValidOrcid, ORCID_PATTERN } from '../registry/id.mjs';
import { answerIn, Visitor } from './browserless.mjs';
import { atHash, s256 } from './keys.mjs';

export const REDIRECT_URI = 'http://127.0.0.1:9/signed-in';
const ORIGIN = new URL(REDIRECT_URI).origin;
const ORCID = ['https://orcid.org', 'https://sandbox.orcid.org'];
const LEEWAY = 60;

class Refused extends Error {
  constructor(...codes) {
    super(codes.join(', '));
    this.codes = codes;
  }
}

const refuse = (...codes) => {
  throw new Refused(...codes);
};

/** JSON of another origin, as a page would get it. */
async function readJson(lead, address, unreachable, unreadable, options = {}) {
  const response = await fetch(lead(address), {
    ...options,
    headers: { Origin: ORIGIN },
  }).catch(() => refuse(unreachable));
  const allowed = response.headers.get('access-control-allow-origin');
  if (allowed !== '*' && allowed !== ORIGIN) refuse(unreachable);
  if (!response.ok && !options.method) refuse(unreachable);
  return response.json().catch(() => refuse(unreadable));
}

async function discover(issuer, lead) {
  const document = await readJson(
    lead,
    `${issuer}/.well-known/openid-configuration`,
    'discovery-unreachable',
    'discovery-unreadable',
  );
  if (document.issuer !== issuer) refuse('discovery-wrong-issuer');
  const { authorization_endpoint: authorize, jwks_uri: jwks } = document;
  if (!authorize || !jwks) refuse('discovery-incomplete');
  return document;
}

/** Whether the server refuses an id_token alone, and lists one with a token. */
const isAloneRefused = ({ error }, flow, document) =>
  flow === 'id_token' &&
  /^(unsupported_response_type|unauthorized_client)$/.test(error) &&
  document.response_types_supported.includes('id_token token');

function chooseFlow(document) {
  const types = document.response_types_supported ?? [];
  if (document.code_challenge_methods_supported?.includes('S256')) {
    return 'code';
  }
  const implicit = ['id_token', 'id_token token'].find((type) =>
    types.includes(type),
  );
  return implicit ?? refuse('flow-unsupported');
}

/** What came back, once it is known to be the answer to what was asked. */
function checkAnswer({ text, params }, { state, flow, document }) {
  if (text === '') refuse('empty-answer');
  if (text === 'login_required') refuse('login-required');
  const { error, iss } = params;
  if (params.state !== undefined && params.state !== state) {
    refuse('wrong-state');
  }
  if (error === 'access_denied') refuse('access-denied');
  if (/^(login|interaction|consent)_required$/.test(error)) {
    refuse('login-required');
  }
  if (error) refuse('server-error');
  if (params.state === undefined) refuse('missing-state');
  if (iss !== undefined && iss !== document.issuer) {
    refuse('wrong-response-issuer');
  }
  if (
    document.authorization_response_iss_parameter_supported &&
    iss === undefined
  ) {
    refuse('missing-response-issuer');
  }
  const wanted = flow === 'code' ? 'code' : 'id_token';
  if (params[wanted] === undefined) {
    refuse(params.access_token ? 'missing-id-token' : 'wrong-response-type');
  }
  return params;
}

async function exchange(document, lead, fields) {
  const answer = await readJson(
    lead,
    document.token_endpoint,
    'token-endpoint-unreachable',
    'token-endpoint-not-json',
    { method: 'POST', body: new URLSearchParams(fields) },
  );
  if (answer.error) refuse('code-refused');
  if (answer.id_token === undefined) refuse('missing-id-token');
  return answer;
}

function read(token) {
  const parts = token.split('.');
  if (parts.length !== 3) refuse('malformed-token');
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url')));
    return { header, claims, parts };
  } catch {
    return refuse('malformed-token');
  }
}

async function keyOf(kid, document, lead, memory) {
  const find = () => {
    const named = memory.keys?.filter((key) => key.kid === kid) ?? [];
    if (named.length > 1) refuse('duplicate-key-id');
    return named[0];
  };
  if (find()) return find();
  const { keys } = await readJson(
    lead,
    document.jwks_uri,
    'keys-unreachable',
    'keys-unreadable',
  );
  if (!Array.isArray(keys)) refuse('keys-unreadable');
  memory.keys = keys;
  if (find()) memory.seen.add(kid);
  return find() ?? refuse(memory.seen.has(kid) ? 'retired-key' : 'unknown-key');
}

async function checkSignature({ header, parts }, document, lead, memory) {
  const { alg, kid } = header;
  if (alg === 'none') return 'unsigned-token';
  if (alg?.startsWith('HS')) return 'symmetric-algorithm';
  if (alg !== 'RS256') return 'wrong-algorithm';
  if (kid === undefined) return 'missing-key-id';
  // Shorter than that of any sound key.
  if (Buffer.from(parts[2], 'base64url').length < 256) return 'malformed-token';
  const { kty, n, e } = await keyOf(kid, document, lead, memory);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const { subtle } = webcrypto;
  const jwk = { kty, n, e };
  const key = await subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  const good = await subtle.verify(
    algorithm.name,
    key,
    Buffer.from(parts[2], 'base64url'),
    Buffer.from(`${parts[0]}.${parts[1]}`),
  );
  return good ? null : 'bad-signature';
}

function audience({ aud, azp }, clientId) {
  const list = Array.isArray(aud) ? aud : [aud];
  if (!list.includes(clientId)) return 'wrong-audience';
  if (azp !== undefined && azp !== clientId) return 'wrong-azp';
  if (list.length === 1) return null;
  return azp === undefined ? 'missing-azp' : 'extra-audience';
}

/** Every claim that is wrong, not only the first. */
function checkClaims(claims, attempt) {
  const { issuer, clientId, began, nonce, accessToken, expect } = attempt;
  const { prompt } = attempt;
  const now = Date.now() / 1000;
  const { sub, iat, exp, iss, nbf = 0, auth_time: signedIn = now } = claims;
  const mixedUp = ORCID.includes(issuer) && ORCID.includes(iss);
  const isText = typeof sub === 'string' && ORCID_PATTERN.test(sub);
  const hash = claims.at_hash;
  return [
    iss !== issuer && (mixedUp ? 'issuer-mix-up' : 'wrong-issuer'),
    audience(claims, clientId),
    !(exp > now - LEEWAY) && 'expired-token',
    typeof nbf !== 'number' && 'malformed-token',
    !(Math.max(iat, nbf) < now + LEEWAY) &&
      typeof nbf === 'number' &&
      'token-from-future',
    !(iat > began - LEEWAY) && 'stale-token',
    prompt === 'login' && signedIn < began - LEEWAY && 'stale-auth-time',
    claims.nonce === undefined && 'missing-nonce',
    claims.nonce !== undefined && claims.nonce !== nonce && 'wrong-nonce',
    accessToken && !hash && attempt.inFront && 'missing-at-hash',
    accessToken && hash && hash !== atHash(accessToken) && 'wrong-at-hash',
    !isText && 'sub-not-an-id',
    isText && !isValidOrcid(sub) && 'sub-bad-check-digit',
    expect && sub !== expect && 'other-person',
  ].filter(Boolean);
}

/** What a page remembers between attempts. */
export const newMemory = () => ({ keys: null, seen: new Set() });

/**
 * Signs in at a server of either kind. Resolves to `{ orcid, claims, idToken,
 * verifier, flow, address }`, or rejects with `codes`. `lead` turns an address
 * of the issuer into one that can be asked.
 */
export async function signIn(
  { issuer, clientId },
  {
    expect,
    prompt,
    memory = newMemory(),
    lead = (address) => address,
    query,
  } = {},
) {
  const document = await discover(issuer, lead);
  async function askFor(type) {
    const [verifier, state] = [0, 1].map(() =>
      randomBytes(32).toString('base64url'),
    );
    const nonce = s256(verifier);
    const began = Date.now() / 1000;
    const asked = new URLSearchParams({
      client_id: clientId,
      response_type: type,
      redirect_uri: REDIRECT_URI,
      scope: 'openid',
      state,
      nonce,
      ...(type === 'code' && {
        code_challenge: nonce,
        code_challenge_method: 'S256',
      }),
      ...query,
    });
    const { address } = await new Visitor(lead).follow(
      lead(`${document.authorization_endpoint}?${asked}`),
    );
    if (!address.startsWith(REDIRECT_URI)) refuse('foreign-origin');
    return {
      state,
      verifier,
      nonce,
      began,
      address,
      answer: answerIn(address),
    };
  }
  let flow = chooseFlow(document);
  let attempt = await askFor(flow);
  if (isAloneRefused(attempt.answer.params, flow, document)) {
    flow = 'id_token token';
    attempt = await askFor(flow);
  }
  const { state, verifier, nonce, began, address, answer } = attempt;
  const params = checkAnswer(answer, { state, flow, document });
  const { id_token: idToken, access_token: accessToken } =
    flow === 'code'
      ? await exchange(document, lead, {
          grant_type: 'authorization_code',
          client_id: clientId,
          redirect_uri: REDIRECT_URI,
          code: params.code,
          code_verifier: verifier,
        })
      : params;
  const token = read(idToken);
  const faults = [
    await checkSignature(token, document, lead, memory),
    ...checkClaims(token.claims, {
      ...{ issuer, clientId, began, nonce, accessToken, expect, prompt },
      inFront: flow !== 'code',
    }),
  ].filter(Boolean);
  if (faults.length) refuse(...faults);
  const { claims } = token;
  return { orcid: claims.sub, claims, idToken, verifier, flow, address };
}
