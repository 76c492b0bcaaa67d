// A certified OpenID Connect server (npm oidc-provider) on this machine, set up
// as ORCID is, or with PKCE for public clients. See README.md.
//
//   node tests/identity/server.mjs [--port N] [--host H] [--profile orcid|pkce]
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { listen, note, readBody, stop } from './http.mjs';
import { serveLogin } from './login.mjs';
import { asOrcid } from './oddities.mjs';
import { peopleOf } from './people.mjs';
import { makeProvider } from './provider.mjs';
import { kindOf } from './profiles.mjs';

/** The client that is there when none is given: any address of this machine. */
export const CLIENT = {
  id: 'APP-SCHOLARBADGETEST',
  secret: '00000000-test-test-test-000000000000',
  name: 'A site on this machine',
  redirectUris: [],
};

/** What a test has asked to go wrong at a kind of request. */
class Faults {
  #of = new Map();

  set(kind, fault) {
    if (fault) this.#of.set(kind, { ...fault });
    else this.#of.delete(kind);
  }

  clear() {
    this.#of.clear();
  }

  take(kind) {
    const fault = this.#of.get(kind);
    if (fault?.times !== undefined && --fault.times <= 0) this.#of.delete(kind);
    return fault;
  }
}

/** Plays a fault; resolves to true when there is nothing more to answer. */
async function play({ delay, hang, drop, status, body, contentType }, res) {
  if (delay) await wait(delay);
  if (hang) return true;
  if (drop) {
    res.destroy();
    return true;
  }
  if (status === undefined && body === undefined) return false;
  const type = contentType ?? 'text/html; charset=utf-8';
  res.writeHead(status ?? 200, {
    'Content-Type': type,
    'Access-Control-Allow-Origin': '*',
  });
  res.end(body ?? '');
  return true;
}

/**
 * Starts a server of `profile` orcid or pkce. `clients` are `{ id, secret,
 * redirectUris, name }`, `people` keys of the registry's IDS or iDs; `issuer` is
 * what it calls itself, where that is not its own address. The other options are
 * also `settings` of the result, to be changed at any time:
 *
 * - `answerWithToken`: `id_token` is turned into `id_token token`;
 * - `denial`: how a no comes back, `bare`, `fragment` or `query`; see README.md;
 * - `coop`: the value of Cross-Origin-Opener-Policy on its pages;
 * - `answer`: an iD that signs in without the page, or `'deny'`;
 * - `delays`: `{ [kind]: milliseconds }`.
 */
export async function startIdentity({
  profile = 'orcid',
  port = 0,
  host = '127.0.0.1',
  issuer: named,
  clients = [CLIENT],
  people,
  answerWithToken = false,
  denial = 'bare',
  coop = null,
  answer = null,
  delays = {},
} = {}) {
  const settings = { answerWithToken, denial, coop, answer, delays };
  const initial = { ...settings };
  const requests = [];
  const faults = new Faults();
  const shown = peopleOf(people);
  // It must listen before it knows its own name.
  const server = createServer();
  const at = await listen(server, port, host);
  const url = `http://${host}:${at}`;
  const issuer = named ?? url;
  const provider = makeProvider({
    profile,
    issuer,
    clients: clients.map((client) => ({ ...CLIENT, ...client })),
    cookies: `identity-${profile}-${at}`,
  });
  if (profile === 'orcid') provider.use(asOrcid(issuer, settings));
  provider.on('server_error', (_, error) => console.error(error));
  const core = provider.callback();

  const handle = async (req, res) => {
    const asked = new URL(req.url, issuer);
    const kind = kindOf(asked.pathname);
    const entry = note(requests, req, res, asked, kind);
    const isPost = req.method === 'POST';
    const form = isPost && new URLSearchParams(await readBody(req));
    if (form) entry.form = Object.fromEntries(form);
    if (settings.delays[kind]) await wait(settings.delays[kind]);
    const fault = faults.take(kind);
    if (fault && (await play(fault, res))) return;
    if (settings.coop && (kind === 'login' || kind === 'authorization')) {
      res.setHeader('Cross-Origin-Opener-Policy', settings.coop);
    }
    // Behind whatever a test puts before it, it is still the issuer.
    req.headers.host = asked.host;
    req.headers['x-forwarded-proto'] = asked.protocol.slice(0, -1);
    if (kind === 'login') {
      await serveLogin({ provider, people: shown, settings }, req, res, form);
      return;
    }
    if (form) {
      // ORCID's token address hands on four fields, the verifier not among them.
      if (profile === 'orcid') form.delete('code_verifier');
      req.body = Object.fromEntries(form);
    }
    if (kind === 'authorization' && settings.answerWithToken) {
      const { searchParams } = asked;
      if (searchParams.get('response_type') === 'id_token') {
        searchParams.set('response_type', 'id_token token');
      }
      req.url = asked.pathname + asked.search;
    }
    core(req, res);
  };
  server.on('request', (req, res) => {
    handle(req, res).catch((error) => {
      // A defect here must not look like a slow server.
      console.error(error);
      res.destroy();
    });
  });

  const [client] = clients.map((given) => ({ ...CLIENT, ...given }));
  return {
    issuer,
    url,
    port: at,
    profile,
    client,
    clientId: client.id,
    people: shown,
    requests,
    settings,
    provider,
    fault: (kind, fault) => faults.set(kind, fault),
    reset() {
      requests.length = 0;
      faults.clear();
      Object.assign(settings, initial);
    },
    close: () => stop(server),
  };
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8403' },
      host: { type: 'string', default: '127.0.0.1' },
      profile: { type: 'string', default: 'orcid' },
    },
  });
  if (!['orcid', 'pkce'].includes(values.profile)) {
    throw new Error(`--profile is orcid or pkce, not ${values.profile}`);
  }
  const { port, ...others } = values;
  const identity = await startIdentity({ port: Number(port), ...others });
  console.log(
    [
      `Identity server (${identity.profile}) at ${identity.url}`,
      `  client-id ${identity.clientId}, any redirect address of this machine`,
      ...identity.people.map(({ orcid, label }) => `  ${orcid}  ${label}`),
    ].join('\n'),
  );
}

const started = process.argv[1] && realpathSync(process.argv[1]);
if (started === fileURLToPath(import.meta.url)) await main();
