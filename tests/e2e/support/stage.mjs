// What a test file stands on: a browser, the two sites and a registry, and
// visits to pages made for the test. A visit hears everything that happens on
// its page: the badge's events, errors, warnings, requests, refusals.
import { after, before } from './test.mjs';

import { IDS, startRegistry } from '../../registry/server.mjs';
import { launch } from './browser.mjs';
import { engine, isPageError } from './engine.mjs';
import { document, element } from './html.mjs';
import { Pages } from './pages.mjs';
import { startSites } from './sites.mjs';

const PATIENCE = 15_000;

/** A stage for the tests of the calling file, cleared away after them. */
export function useStage(options) {
  const stage = new Stage(options);
  before(() => stage.open());
  after(() => stage.close());
  return stage;
}

class Stage {
  #visits = 0;
  #registries = 0;

  constructor(options = {}) {
    this.options = options;
  }

  async open() {
    const { launch: start = launch, ...options } = this.options;
    [this.browser, this.registry, { pages: this.pages, cdn: this.cdn }] =
      await Promise.all([start(), startRegistry(options), startSites()]);
    const cleaner = this.pages.serve('/clean/', '<!doctype html>', {
      'content-type': 'text/html',
      'clear-site-data': '"storage", "cookies"',
    });
    this.lendable = new Pages(this.browser, cleaner);
  }

  async close() {
    await this.browser?.close();
    await Promise.all([
      this.registry?.close(),
      this.pages?.close(),
      this.cdn?.close(),
    ]);
  }

  /**
   * The registry by a name of its own, to the package another one: what it says of
   * its quota holds for nobody else on the page.
   */
  anotherRegistry() {
    this.#registries += 1;
    return this.registry.url + '/.'.repeat(this.#registries);
  }

  #registryFor(orcid) {
    return orcid === IDS.quota ? this.anotherRegistry() : this.registry.url;
  }

  /** Markup of a badge of one of the registry's people, or of any iD. */
  badge(person, attributes = {}, inner = '') {
    const orcid = IDS[person] ?? person;
    return element(
      'scholar-badge',
      { orcid, registry: this.#registryFor(orcid), ...attributes },
      inner,
    );
  }

  /** Markup of a list of the works of these people, `orcid` as it is written. */
  works(orcid, attributes = {}, inner = '') {
    return element(
      'scholar-works',
      { orcid, registry: this.#registryFor(orcid), ...attributes },
      inner,
    );
  }

  /** Markup of people, `orcid` as it is written. */
  people(orcid, attributes = {}, inner = '') {
    return element(
      'scholar-people',
      { orcid, registry: this.#registryFor(orcid), ...attributes },
      inner,
    );
  }

  /** Markup of a search. */
  search(attributes = {}, inner = '') {
    return element(
      'scholar-search',
      { registry: this.registry.url, ...attributes },
      inner,
    );
  }

  /** Requests for a person's record since the registry began. */
  asked(person) {
    const orcid = IDS[person] ?? person;
    return this.registry.requests.filter(({ path }) => path.includes(orcid));
  }

  newContext(t, options = {}) {
    const made = this.browser.newContext(options);
    // A hook has no `after`: what it opens stays until the browser closes.
    t.after?.(async () => (await made).close());
    return made;
  }

  /** A page for a test; `context` as in `visit`. */
  async #page(t, context) {
    if (typeof context?.newPage === 'function') return context.newPage();
    if (context || !t.after || engine !== 'firefox') {
      return (await this.newContext(t, context)).newPage();
    }
    const lent = await this.lendable.lend();
    t.after(() => this.lendable.giveBack(lent));
    return lent.page;
  }

  /**
   * Opens a page made of `body` and friends (see html.mjs), by default with
   * the package from another origin.
   *
   * - `headers` of the page and what its `head` holds, or what makes them of the
   *   address of the package's folder; `files` that lie beside the page
   * - `context`: options of a browser context, or one from an earlier visit
   * - `own`: the package comes from the page's own origin
   * - `packageFaults`: what is wrong with files of the package, by path
   * - `init`: runs in the page before anything else; `prepare(page)` before that
   */
  async visit(t, options) {
    const { files = {}, context, own, init, prepare } = options;
    const { packageFaults = {} } = options;
    const folder = `/${process.pid}-${++this.#visits}`;
    const packaged = own ? '/own/' : `${this.cdn.url}${folder}/`;
    const [headers, head] = [options.headers, options.head].map((made) =>
      typeof made === 'function' ? made(packaged) : made,
    );
    const scripts = [`${packaged}index.js`];
    const html = document({ scripts, ...options, head });
    const url = this.pages.serve(`${folder}/`, html, {
      'content-type': 'text/html; charset=utf-8',
      ...headers,
    });
    for (const [name, body] of Object.entries(files)) {
      this.pages.serve(`${folder}/${name}`, body);
    }
    for (const [path, fault] of Object.entries(packageFaults)) {
      this.cdn.spoil(folder + path, fault);
    }
    const page = await this.#page(t, context);
    const visit = new Visit(this, page, { url, folder });
    await visit.listen();
    await prepare?.(page);
    if (init) await page.addInitScript(init);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return visit;
  }
}

class Visit {
  /** Each: `{ type, detail, id, bubbles, composed }`, as heard at the window. */
  events = [];
  /** Uncaught errors and rejections. */
  errors = [];
  /** Console warnings. */
  warnings = [];
  /** What a content security policy refused. */
  violations = [];
  dialogs = [];
  /** Addresses of all requests. */
  requests = [];
  #waiting = new Set();

  constructor(stage, page, { url, folder }) {
    this.stage = stage;
    this.page = page;
    this.context = page.context();
    this.url = url;
    this.folder = folder;
  }

  async listen() {
    const { page } = this;
    page.on('pageerror', (error) => {
      if (isPageError(error)) this.errors.push(error.message);
    });
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      dialog.dismiss().catch(() => {});
    });
    page.on('console', (message) => {
      if (message.type() === 'warning') this.warnings.push(message.text());
    });
    await page.exposeBinding('tellTest', (_, heard) => this.#hear(heard));
    await page.addInitScript(listenInPage);
  }

  #hear(heard) {
    if (heard.type === 'violation') this.violations.push(heard);
    else this.events.push(heard);
    for (const check of this.#waiting) check();
  }

  /**
   * The `count`th event of this type so far (or to come), among those that
   * `matches` accepts.
   */
  heard(type, { count = 1, matches = () => true, within = PATIENCE } = {}) {
    return new Promise((resolve, reject) => {
      const found = () =>
        this.events.filter((event) => event.type === type && matches(event))[
          count - 1
        ];
      const check = () => {
        const event = found();
        if (!event) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(event);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        const instead = JSON.stringify([...this.events, ...this.errors]);
        reject(new Error(`no ${count}. ${type}; heard ${instead}`));
      }, within);
      this.#waiting.add(check);
      check();
    });
  }

  loaded(options) {
    return this.heard('scholar-load', options);
  }

  failed(options) {
    return this.heard('scholar-error', options);
  }

  heardSoFar(type) {
    return this.events.filter((event) => event.type === type).length;
  }

  /** Where the badge is `selector`'s, the named parts in its shadow tree. */
  part(name, selector = 'scholar-badge') {
    return this.page.locator(`${selector} [part~="${name}"]`);
  }

  /** What went wrong behind the scenes; an empty list on a healthy page. */
  get trouble() {
    return [
      ...this.errors,
      ...this.dialogs,
      ...this.violations.map(
        ({ directive, blocked }) => `${directive}: ${blocked}`,
      ),
    ];
  }
}

/** Runs in the page, before any of its scripts. */
function listenInPage() {
  const tell = (heard) => globalThis.tellTest(heard);
  const types = [
    'load',
    'error',
    'filter',
    'signin',
    'signout',
    'cancel',
    'select',
  ];
  for (const type of types.map((name) => `scholar-${name}`)) {
    addEventListener(type, (event) => {
      const { detail, bubbles, composed } = event;
      tell({ type, detail, bubbles, composed, id: event.target.id });
    });
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, sample } = event;
    tell({
      type: 'violation',
      directive: effectiveDirective,
      blocked: [blockedURI, sourceFile, sample].join(' '),
    });
  });
}
