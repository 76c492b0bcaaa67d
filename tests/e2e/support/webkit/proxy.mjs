// The HTTP proxy through which a browser asks for everything. WebDriver can
// neither run scripts before those of a page nor see or change requests, but
// what stands between browser and servers can.
import { Agent, createServer, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Not for the next one: RFC 9110, section 7.6.1. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection'];

/** A request as a page sent it. */
class Request {
  #incoming;

  constructor(incoming) {
    this.#incoming = incoming;
  }

  url() {
    return this.#incoming.url;
  }

  method() {
    return this.#incoming.method;
  }

  headers() {
    return { ...this.#incoming.headers };
  }

  isNavigationRequest() {
    const { 'sec-fetch-mode': mode, accept = '' } = this.headers();
    return mode ? mode === 'navigate' : accept.startsWith('text/html');
  }
}

class Response {
  #request;
  #status;
  #headers;

  constructor(request, status, headers) {
    this.#request = request;
    this.#status = status;
    this.#headers = headers;
  }

  url() {
    return this.#request.url();
  }

  status() {
    return this.#status;
  }

  headers() {
    return { ...this.#headers };
  }

  request() {
    return this.#request;
  }
}

/** What a handler of `route` is given; see Playwright's class of this name. */
class Route {
  #request;
  #exchange;

  constructor(request, exchange) {
    this.#request = request;
    this.#exchange = exchange;
  }

  request() {
    return this.#request;
  }

  async abort() {
    this.#exchange.abort();
  }

  async continue(options) {
    if (options) throw new Error('WebKit: route.continue() takes no options');
    await this.#exchange.pass();
  }

  async fulfill({ status, headers, contentType, body = '', response } = {}) {
    await this.#exchange.answer({
      status: status ?? response?.status() ?? 200,
      headers: {
        ...(response?.headers() ?? {}),
        ...headers,
        ...(contentType && { 'content-type': contentType }),
      },
      body: response ? await response.body() : body,
    });
  }

  /** Redirects are not followed. */
  async fetch({ url, maxRedirects } = {}) {
    if (maxRedirects !== 0) throw new Error('WebKit: maxRedirects must be 0');
    const response = await this.#exchange.fetch(url);
    const body = await buffer(response);
    return {
      status: () => response.statusCode,
      headers: () => ({ ...response.headers }),
      body: async () => body,
    };
  }
}

/** One request on its way through the proxy. */
class Exchange {
  #proxy;
  #request;
  #incoming;
  #outgoing;

  constructor(proxy, incoming, outgoing) {
    this.#proxy = proxy;
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#request = new Request(incoming);
  }

  async run() {
    const { handlers, listener } = this.#proxy;
    const ended = new Promise((done) => this.#outgoing.on('close', done));
    listener.onRequest(this.#request, ended);
    const found = handlers.findLast(({ matches }) =>
      matches(this.#request.url()),
    );
    if (!found) return this.pass();
    return found.handler(new Route(this.#request, this), this.#request);
  }

  /** The browser sees a connection that broke. */
  abort() {
    this.#outgoing.destroy();
  }

  /** Asks the server, or another address in its place. */
  fetch(address = this.#incoming.url) {
    const url = new URL(address);
    const headers = { ...this.#incoming.headers };
    for (const name of HOP_BY_HOP) delete headers[name];
    headers.host = url.host;
    return new Promise((resolve, reject) => {
      const { hostname, port, pathname, search } = url;
      const sent = send(
        {
          // Node knows addresses of version 6 without brackets.
          hostname: hostname.replace(/^\[|\]$/g, ''),
          port,
          path: pathname + search,
          method: this.#incoming.method,
          headers,
          agent: this.#proxy.agent,
        },
        resolve,
      );
      sent.on('error', reject);
      // A request that the page gives up is given up at the server too.
      this.#outgoing.on('close', () => sent.destroy());
      this.#incoming.pipe(sent);
    });
  }

  async pass() {
    let response;
    try {
      response = await this.fetch();
    } catch {
      return this.abort();
    }
    const { statusCode: status, headers } = response;
    if (this.#isPage(headers)) {
      const body = await buffer(response).catch(() => null);
      if (body === null) return this.abort();
      return this.answer({ status, headers, body });
    }
    this.#tell(status, headers);
    const raw = response.rawHeaders.filter(
      (_, at, all) => !HOP_BY_HOP.includes(all[at - (at % 2)].toLowerCase()),
    );
    this.#outgoing.writeHead(status, response.statusMessage, raw);
    this.#outgoing.flushHeaders();
    response.on('error', () => this.abort());
    response.pipe(this.#outgoing);
  }

  answer({ status, headers, body }) {
    const given = { ...headers };
    for (const name of [...HOP_BY_HOP, 'transfer-encoding']) delete given[name];
    let bytes = Buffer.from(body);
    if (this.#isPage(given)) {
      const script = this.#proxy.listener.initScript(this.#request);
      const page = withScript(bytes.toString('latin1'), given, script);
      bytes = Buffer.from(page.html, 'latin1');
      Object.assign(given, page.headers);
    }
    given['content-length'] = bytes.length;
    this.#tell(status, given);
    this.#outgoing.writeHead(status, given);
    this.#outgoing.end(this.#incoming.method === 'HEAD' ? undefined : bytes);
  }

  #isPage({ 'content-type': type = '', 'content-encoding': encoding }) {
    return (
      this.#request.isNavigationRequest() &&
      type.startsWith('text/html') &&
      !encoding
    );
  }

  #tell(status, headers) {
    const response = new Response(this.#request, status, headers);
    this.#proxy.listener.onResponse(response);
  }
}

const POLICY = 'content-security-policy';

/**
 * A page with a script before all others, and its policy with a nonce for that
 * script alone. HTML is taken for Latin-1, which keeps every byte.
 */
function withScript(html, headers, script) {
  const nonce = crypto.randomUUID();
  const source = Buffer.from(script.replaceAll('</script', '<\\/script'));
  const tag = `<script nonce="${nonce}">${source.toString('latin1')}</script>`;
  const place =
    /<head(\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const index = place ? place.index + place[0].length : 0;
  return {
    html: html.slice(0, index) + tag + html.slice(index),
    headers: headers[POLICY] && {
      [POLICY]: [headers[POLICY]]
        .flat()
        .flatMap((policies) => policies.split(','))
        .map((policy) => withNonce(policy, nonce)),
    },
  };
}

function withNonce(policy, nonce) {
  const directives = policy.split(';').map((one) => one.trim());
  const place = ['script-src-elem', 'script-src', 'default-src']
    .map((name) => directives.findIndex((one) => one.startsWith(`${name} `)))
    .find((index) => index >= 0);
  // A nonce would take the force of 'unsafe-inline'.
  if (place === undefined || /'unsafe-inline'/.test(directives[place])) {
    return policy;
  }
  const [name, ...sources] = directives[place].split(/\s+/);
  const others = sources.filter((source) => source !== "'none'");
  const scripts = [...others, `'nonce-${nonce}'`].join(' ');
  if (name !== 'default-src') directives[place] = `${name} ${scripts}`;
  else directives.push(`script-src ${scripts}`);
  return directives.join('; ');
}

/**
 * `listener`: `onRequest(request, ended)`, `onResponse(response)`, and
 * `initScript(request)`, which gives the script for a page.
 */
export class Proxy {
  /** Each `{ pattern, matches, handler }`; the last that matches is asked. */
  handlers = [];
  /** A connection for each request: none is closed as it is used again. */
  agent = new Agent({ keepAlive: false });
  #server;

  constructor(listener) {
    this.listener = listener;
  }

  async listen() {
    this.#server = createServer((incoming, outgoing) => {
      const exchange = new Exchange(this, incoming, outgoing);
      exchange.run().catch((error) => {
        console.error(error);
        exchange.abort();
      });
    });
    // What is encrypted could only be passed on; the tests have no need of it.
    this.#server.on('connect', (_, socket) => socket.destroy());
    await new Promise((done) => this.#server.listen(0, '127.0.0.1', done));
    this.address = `127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  close() {
    this.agent.destroy();
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(done));
  }
}
