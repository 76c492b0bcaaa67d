// A visitor without a browser: follows redirects with cookies, as a popup would,
// up to the address that belongs to the site.
const KEY = (origin) => new URL(origin).host;

export class Visitor {
  #jars = new Map();
  #lead;

  /** `lead` turns an address of an issuer into one that can be asked. */
  constructor(lead = (address) => address) {
    this.#lead = lead;
  }

  async ask(address, options = {}) {
    const jar = this.#jars.get(KEY(address)) ?? new Map();
    this.#jars.set(KEY(address), jar);
    const path = new URL(address).pathname;
    const cookies = [...jar]
      .filter(([, { at }]) => path === at || path.startsWith(at))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(address, {
      redirect: 'manual',
      ...options,
      headers: { ...options.headers, cookie: cookies.join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      const at = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/';
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, { value, at });
    }
    return response;
  }

  /** Follows redirects within the origin; `{ response, address }` at their end. */
  async follow(address, options) {
    const { origin } = new URL(address);
    let response = await this.ask(address, options);
    let here = address;
    while (response.headers.has('location')) {
      here = this.#lead(new URL(response.headers.get('location'), here).href);
      if (new URL(here).origin !== origin) break;
      response = await this.ask(here);
    }
    return { response, address: here };
  }

  /** Sends the sign-in form as if a button had been clicked. */
  submit(address, fields) {
    return this.follow(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  }
}

/** What a redirect page gets: `{ at, params, text }`. */
export function answerIn(address) {
  const url = new URL(address);
  const at = url.hash ? 'fragment' : 'query';
  const text = (url.hash || url.search).slice(1);
  return { at, text, params: Object.fromEntries(new URLSearchParams(text)) };
}
