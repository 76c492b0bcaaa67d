// A misbehaving OpenID server: its authorize address redirects at once, with
// whatever the test has asked for. See README.md, and refusals.mjs for recipes.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

import { IDS } from '../registry/server.mjs';
import { listen, note, readBody, stop } from './http.mjs';
import { atHash, keyOf, makeToken } from './keys.mjs';
import { DISCOVERY, kindOf, orcidDiscovery } from './profiles.mjs';

/** An answer that is not the expected document, of discovery, keys or token. */
export class Reply {
  constructor(options = {}) {
    Object.assign(this, { status: 200, body: '', type: 'text/html' }, options);
  }
}

/** The connection breaks without an answer. */
export const DROP = new Reply({ drop: true });

/**
 * As `orcid` for the implicit flow; the code flow is announced with PKCE, and with
 * answers that name their server, since pages of tests have several.
 */
function discoveryOf(issuer, flow) {
  const document = orcidDiscovery(issuer);
  if (flow !== 'code') return document;
  return {
    ...document,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

/** The page of another origin that claims to be the redirect page. */
const ELSEWHERE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<p id="elsewhere">A page of another origin, which passes the answer on as the redirect page would.</p>
<script>
const answer = location.hash.slice(1);
opener?.postMessage({ 'scholar-sign-in': answer }, '*');
const state = new URLSearchParams(answer).get('state');
new BroadcastChannel('scholar-sign-in:' + state).postMessage(answer);
</script></html>`;

class Rogue {
  #plan = {};
  #codes = new Map();

  constructor({ clientId, orcid }) {
    this.clientId = clientId;
    this.orcid = orcid;
    this.requests = [];
    /** `first` is listed and signs; `second` replaces it; nobody lists `stranger`. */
    this.keys = Object.fromEntries(
      ['first', 'second', 'stranger'].map((name) => [name, keyOf(name)]),
    );
  }

  /** From now on this is what happens; a recipe may also be made of the rogue. */
  next(recipe = {}) {
    this.#plan = typeof recipe === 'function' ? recipe(this) : recipe;
  }

  reset() {
    this.#plan = {};
    this.#codes.clear();
    this.requests.length = 0;
  }

  /** A good id_token for this request, as far as the plan leaves it one. */
  token({ nonce, client_id: client }, accessToken) {
    const { header, claims, sign = {}, token } = this.#plan;
    const now = Math.floor(Date.now() / 1000);
    const key = this.keys[sign.key ?? 'first'];
    const goodHeader = { kid: key.kid, alg: 'RS256' };
    const goodClaims = {
      ...(accessToken && { at_hash: atHash(accessToken) }),
      aud: client,
      sub: this.orcid,
      auth_time: now,
      iss: this.issuer,
      exp: now + 86_400,
      iat: now,
      nonce,
      jti: randomUUID(),
    };
    const about = { now, rogue: this };
    const made = makeToken(
      header?.(goodHeader) ?? goodHeader,
      claims?.(goodClaims, about) ?? goodClaims,
      key,
      sign.alg ?? 'RS256',
    );
    return token?.(made, about) ?? made;
  }

  /** What `/oauth/authorize` sends back: an address. */
  answer(query) {
    const { flow, withToken, answer, back, bare, elsewhere } = this.#plan;
    const good = {};
    if (flow === 'code') {
      good.code = randomBytes(8).toString('base64url');
      good.iss = this.issuer;
      this.#codes.set(good.code, query);
    } else {
      if (withToken) {
        good.access_token = randomUUID();
        good.token_type = 'bearer';
        good.expires_in = '599';
      }
      good.id_token = this.token(query, good.access_token);
    }
    if (query.state !== undefined) good.state = query.state;
    const mode =
      back ?? (flow === 'code' ? (query.response_mode ?? 'query') : 'fragment');
    const params = new URLSearchParams(answer?.(good, query, this) ?? good);
    const text = bare ?? String(params);
    const page = elsewhere === true ? `${this.url}/elsewhere` : elsewhere;
    const base = page || query.redirect_uri;
    if (!text) return base;
    return `${base}${mode === 'fragment' ? '#' : '?'}${text}`;
  }

  /** What `/oauth/token` answers: each code is good for once. */
  exchange({ code }) {
    const query = this.#codes.get(code);
    this.#codes.delete(code);
    if (!query) {
      const body = JSON.stringify({
        error: 'invalid_grant',
        error_description: `Invalid authorization code`,
      });
      return new Reply({ status: 400, type: 'application/json', body });
    }
    const accessToken = randomUUID();
    return {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: 599,
      scope: 'openid',
      id_token: this.token(query, accessToken),
    };
  }

  /** The document for this kind of request, or a Reply. */
  make(kind, form) {
    const { flow, discovery, jwks, exchange } = this.#plan;
    if (kind === 'discovery') {
      const document = discoveryOf(this.issuer, flow);
      return discovery?.(document, this) ?? document;
    }
    if (kind === 'jwks') {
      const document = { keys: [this.keys.first.publicJwk] };
      return jwks?.(document, this) ?? document;
    }
    const query = this.#codes.get(form.code);
    const document = this.exchange(form);
    if (document instanceof Reply) return document;
    const made = exchange?.(document, this) ?? document;
    // Browsers ask once more where a connection breaks that was kept open.
    if (made.drop) this.#codes.set(form.code, query);
    return made;
  }
}

function send(res, document) {
  const reply =
    document instanceof Reply
      ? document
      : new Reply({ type: 'application/json', body: JSON.stringify(document) });
  if (reply.drop) {
    res.destroy();
    return;
  }
  res.writeHead(reply.status, {
    'Content-Type': reply.type,
    'Cache-Control': 'no-store',
    ...(!reply.noCors && { 'Access-Control-Allow-Origin': '*' }),
    ...(reply.location && { Location: reply.location }),
  });
  res.end(reply.body);
}

async function handle(rogue, req, res) {
  const url = new URL(req.url, rogue.url);
  const kind = kindOf(url.pathname);
  const entry = note(rogue.requests, req, res, url, kind);
  if (req.method === 'OPTIONS') {
    res.writeHead(204, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Allow-Methods': 'GET, POST',
    });
    res.end();
  } else if (kind === 'authorization') {
    const location = rogue.answer(entry.query);
    // Set by itself, so that the note of this request has it.
    res.setHeader('Location', location);
    res.writeHead(303, { 'Cache-Control': 'no-store' });
    res.end();
  } else if (kind === 'discovery' || kind === 'jwks') {
    send(res, rogue.make(kind));
  } else if (kind === 'token') {
    entry.form = Object.fromEntries(new URLSearchParams(await readBody(req)));
    send(res, rogue.make(kind, entry.form));
  } else if (url.pathname === '/elsewhere') {
    send(res, new Reply({ body: ELSEWHERE }));
  } else {
    send(res, new Reply({ status: 404, body: `Nothing but ${DISCOVERY}` }));
  }
}

/**
 * Starts it. `issuer` is what it calls itself where a test leads the requests
 * for that address here, as it must for ORCID's own; `orcid` who signs in.
 */
export async function startRogue({
  port = 0,
  host = '127.0.0.1',
  issuer,
  clientId = 'APP-ROGUETEST',
  orcid = IDS.carberry,
} = {}) {
  const rogue = new Rogue({ clientId, orcid });
  const server = createServer((req, res) => {
    handle(rogue, req, res).catch((error) => {
      console.error(error);
      res.destroy();
    });
  });
  rogue.port = await listen(server, port, host);
  rogue.url = `http://${host}:${rogue.port}`;
  rogue.issuer = issuer ?? rogue.url;
  rogue.close = () => stop(server);
  return rogue;
}
