// What the tests of the redirect page stand on: web servers of several origins
// and a page that waits as src/signin does, with nothing of the package but the
// two files under test.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const read = (name) =>
  readFileSync(new URL(`../../../www/${name}`, import.meta.url), 'utf8');

export const CALLBACK = read('callback.html');
export const SCRIPT = read('callback.js');
export const KEY = 'scholar-sign-in';
/** As long as 32 random bytes in base64url. */
export const STATE = 'Q0_-'.repeat(10) + 'abc';
/** What nobody but the page that asked may see. */
export const SECRET = 'eyJhbGciOiJSUzI1NiJ9.e30.c2VjcmV0';
export const ANSWER = `id_token=${SECRET}&state=${STATE}`;

/** The redirect page as a webmaster with these origins to serve has it. */
export const callbackFor = (origins) =>
  CALLBACK.replace(
    'name="scholar-allowed-origins" content=""',
    `name="scholar-allowed-origins" content="${origins}"`,
  );

/** The redirect page of a webmaster who has taken the list out. */
export const BARE = CALLBACK.replace(
  /<meta\s+name="scholar-allowed-origins"[^>]*>/,
  '',
);

/**
 * Where a page of another site sends people first: to the redirect page, from
 * where they go on to `server`, which is to answer to `back`.
 */
export function beginAt(redirect, server, page, back = redirect) {
  const query = new URLSearchParams({ redirect_uri: back, state: STATE });
  const begin = `${server}?${query}`;
  return `${redirect}#${new URLSearchParams({ begin, page })}`;
}

/** A web server of one origin, which serves what it is given and remembers. */
class Origin {
  /** Each `{ path, headers }`; the path with its query. */
  requests = [];
  #files = new Map();

  async listen(host) {
    this.server = createServer((request, response) => {
      const { url: path, headers } = request;
      this.requests.push({ path, headers });
      const { pathname } = new URL(this.url + path);
      const file = this.#files.get(decodeURIComponent(pathname));
      response.writeHead(file ? (file.status ?? 200) : 404, file?.headers);
      response.end(file?.body);
    });
    await new Promise((done) => this.server.listen(0, host, done));
    this.url = `http://${host}:${this.server.address().port}`;
    return this;
  }

  /** Serves a text; returns its address. */
  serve(path, body, headers = {}) {
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
    this.#files.set(path, {
      body,
      headers: { 'content-type': type, ...headers },
    });
    return this.url + path;
  }

  /** Leads on to another address, as a web server does; returns its own. */
  lead(path, location) {
    this.#files.set(path, { status: 302, headers: { location } });
    return this.url + path;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }
}

const page = (title, script = '') =>
  `<!doctype html><html lang="en"><title>${title}</title><link rel="icon" href="data:,"><main><h1>${title}</h1></main><script>${script}</script>`;

/**
 * - `lab`: the site, with the redirect page among its files (`lab.callback`), and
 *   waiting pages `lab.page`, `lab.isolated` (which cuts what it opens off)
 * - `relay`: a redirect page for the lab and nobody else
 * - `other`: a site that is on no list, with a waiting page
 * - `server`: `server.authorize` leads on to the address behind `?`, as a sign-in
 *   server does; `server.answer` answers with `ANSWER` as it was asked
 */
export async function startOrigins() {
  const [lab, relay, other, server] = await Promise.all(
    ['127.0.0.1', 'localhost', 'localhost', '127.0.0.1'].map((host) =>
      new Origin().listen(host),
    ),
  );
  for (const site of [lab, other]) {
    site.page = site.serve('/~lab/team.html', page('Team'));
    site.isolated = site.serve('/isolated.html', page('Isolated'), {
      'cross-origin-opener-policy': 'same-origin',
    });
  }
  lab.callback = lab.serve('/back/orcid.html', CALLBACK);
  lab.serve('/back/callback.js', SCRIPT);
  relay.callback = relay.serve('/relay.html', callbackFor(lab.url));
  relay.serve('/callback.js', SCRIPT);
  const leadOn =
    'location.replace(decodeURIComponent(location.search.slice(1)))';
  server.authorize = server.serve('/authorize', page('Server', leadOn));
  const answer = `const asked = new URLSearchParams(location.search);
    location.replace(\`\${asked.get('redirect_uri')}#id_token=${SECRET}&state=\${asked.get('state')}\`)`;
  server.answer = server.serve('/answer', page('Server', answer));
  return { lab, relay, other, server };
}

/**
 * Runs in a page: waits as the contract has it and hears everything, wanted or
 * not. `window.heard` is a list of `{ by, answer, origin, own }`. A redirect page
 * of another origin that asks is told `named`, or the page's own address.
 */
export function waitInPage({ KEY, state, from, named, deaf = false }) {
  const heard = (globalThis.heard = []);
  for (const name of [`${KEY}:${state}`, `${KEY}:`]) {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      if (typeof data !== 'string') return;
      heard.push({ by: 'channel', answer: data });
      if (!deaf) channel.postMessage(true);
    };
  }
  addEventListener('message', ({ data, source, origin }) => {
    const own = source === globalThis.popup;
    if (own && origin === from && data?.[KEY] === 'begin') {
      source.postMessage(named ?? location.href, origin);
      return;
    }
    heard.push({ by: 'opener', answer: data?.[KEY], origin, own });
    if (own && origin === from && !deaf) source.close();
  });
}
