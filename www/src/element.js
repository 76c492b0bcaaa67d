// The class behind the tag. It keeps what the page wrote inside the element
// until Rust has something better, and for good when it never has.

import { MOUNTED } from './field.js';
import { isSupported, NEEDED } from './support.js';

/**
 * @typedef {object} Kind what sets one of our elements apart
 * @property {string[]} attributes those it watches; each has a property
 * @property {string} waiting its style until Rust brings its own
 * @property {string} room about the room it will take, so that the page does
 *   not jump
 * @property {RegExp} [between] what separates iDs, where there may be several
 * @property {string} [more] selects elements that ask for what few ask for
 * @property {boolean} [hasPlaces] whether each iD takes up room of its own
 * @property {boolean} [isEager] whether it never waits to come near the
 *   viewport, and has nothing of its own to show until then
 */

const USUAL = [
  ...['orcid', 'registry', 'theme', 'loading', 'timeout', 'max-age'],
  ...['max-size', 'cache-size'],
];

// Without any width an observer could not tell the element from one that its
// parent cuts off.
const WAITING = `
:host { display: block; min-inline-size: 1px; overflow-wrap: anywhere }
:host([hidden]), [part="loading"], [part="skeleton"] { display: none }
div { display: contents }`;

// What is to come, once it takes longer than anybody would notice: the outline
// of some lines, in the room that is kept anyway.
const OUTLINE = `
:host { position: relative }
[part="loading"], [part="skeleton"] { display: block; animation: wait 200ms steps(1) }
[part="loading"] { margin: 0.5em 0; font-size: 0.875em }
[part="skeleton"] {
  position: absolute; inset: 5em 0 0; pointer-events: none;
  --line: linear-gradient(rgb(128 128 128 / 20%) 0.9em, transparent 0);
  background: var(--line) 0 0 / 62% 5.5em repeat-y, var(--line) 0 1.6em / 38% 5.5em repeat-y;
}
@keyframes wait { from { visibility: hidden } }`;

/** @type {Kind} `<scholar-badge>` */
export const BADGE = {
  attributes: [...USUAL, 'layout', 'works', 'show', 'heading-level'],
  waiting: `
:host([layout="inline"]) { display: inline }
:host([layout="compact"]) { display: inline-block }
${WAITING}`,
  room: `
:host([layout="compact"]) { min-block-size: 2.9em }
:host(:not([layout="inline"], [layout="compact"])) { min-block-size: var(--scholar-room, 31em) }
:host([works="0"]:not([layout="inline"], [layout="compact"])) { min-block-size: var(--scholar-room, 9em) }
@media (width < 30em) {
  :host(:not([layout="inline"], [layout="compact"], [works="0"])) { min-block-size: var(--scholar-room, 54em) }
}
${OUTLINE}
:host(:is([layout="inline"], [layout="compact"])) :is([part="loading"], [part="skeleton"]) { display: none }`,
};

/** @type {Kind} `<scholar-works>` */
export const WORKS = {
  attributes: [
    ...USUAL,
    ...['group', 'sort', 'types', 'from', 'to', 'limit', 'toolbar', 'exclude'],
    ...['pin', 'highlight', 'authors', 'permalink', 'heading-level', 'json-ld'],
    ...['look', 'chart', 'extras'],
  ],
  waiting: `${WAITING}
ul { margin: 0; padding: 0; list-style: none }`,
  // The toolbar and the first screen.
  room: `:host { min-block-size: var(--scholar-room, 100vh) }${OUTLINE}`,
  between: /[\s,;]+/,
  more: '[extras], [json-ld]',
};

/** @type {Kind} `<scholar-people>` */
export const PEOPLE = {
  attributes: [
    ...USUAL,
    ...['look', 'group', 'sort', 'show', 'organization', 'heading-level'],
    'extras',
  ],
  waiting: `${WAITING}
ul { margin: 0; padding: 0; list-style: none }`,
  // What src/view/people/people.css makes of them.
  room: `
span, ul { display: grid }
slot, ul { grid-area: 1 / 1 }
ul { gap: 1.5em 1.25em; grid-template-columns: repeat(auto-fill, minmax(min(16em, 100%), 1fr)) }
li { min-block-size: var(--scholar-room, 8.5em) }`,
  between: /[\s,;]+/,
  hasPlaces: true,
};

/** @type {Kind} `<scholar-sign-in>` */
export const SIGN_IN = {
  attributes: [
    ...['client-id', 'redirect-uri', 'registry', 'issuer', 'mode', 'flow'],
    ...['token-endpoint', 'relay', 'expect', 'remember', 'purpose', 'theme'],
    ...['prompt', 'given-names', 'family-names', 'email', 'orcid'],
    ...['show-login'],
  ],
  waiting: WAITING,
  room: ':host { min-block-size: var(--scholar-room, 2.5em) }',
  isEager: true, // Somebody may just be coming back from signing in.
};

/** @type {Kind} `<scholar-search>` */
export const SEARCH = {
  attributes: [
    ...['for', 'registry', 'theme', 'name', 'value', 'required', 'disabled'],
    ...['placeholder', 'label', 'affiliation', 'multiple'],
  ],
  waiting: WAITING,
  room: ':host { min-block-size: var(--scholar-room, 2.5em) }',
  isEager: true, // A form may be sent before anybody has seen the field.
};

/** The property of an attribute: `max-age` is `maxAge`. */
const propertyOf = (attribute) =>
  attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());

async function tooOld() {
  throw new Error(`this browser is too old: ${NEEDED} is needed`);
}

/** For each element whose Rust side is at work, what ends it. */
const living = new Set();

/**
 * A Wasm instance that has trapped does nothing more, nor does any element that it
 * was behind: most of its calls come from the browser, so that only the page hears.
 */
function hearTrap({ error, reason = error }) {
  if (reason?.name !== 'RuntimeError') return;
  // It may be another's.
  if (!String(reason.stack).includes('scholar_')) return;
  for (const end of living) end(reason);
}

const sheets = new Map();

function sheet(css) {
  if (!sheets.has(css)) {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    sheets.set(css, made);
  }
  return sheets.get(css);
}

/**
 * Defines an element, unless the page has it already. Where there are no custom
 * elements, as on a server, it does nothing.
 *
 * @param {string} tag its name
 * @param {Kind & {
 *   load: (host: HTMLElement) => Promise<(host: HTMLElement, root: ShadowRoot, take: Function, icons?: Function) => {changed(): void, free(): void}>,
 *   take?: (address: string) => {response: Promise<Response>, abort: AbortController} | undefined,
 *   leave?: (host: HTMLElement) => void,
 *   icons?: () => Promise<Record<string, string>>,
 *   extend?: (base: CustomElementConstructor) => CustomElementConstructor,
 * }} options `load` gives the Wasm module's function for this kind; `take`
 *   hands over the request already started for an address, once; `leave` hears
 *   that an element has left the page; `icons` fetches drawings of sites, by
 *   name; `extend` makes of the class one that goes further
 * @returns {CustomElementConstructor | undefined} the class that is in force
 */
export function define(tag, options) {
  if (!globalThis.customElements) return undefined;
  const known = customElements.get(tag);
  if (known) return known;
  const { attributes, waiting, room, between, hasPlaces, isEager } = options;
  const { more, load, extend } = options;
  const { take = () => {}, leave = () => {}, icons } = options;

  class ScholarElement extends HTMLElement {
    static observedAttributes = [...attributes, 'lang'];

    /** While it waits to come near the viewport. */
    #observer;
    /** From then on until it leaves the page: proves that it has not left since. */
    #ticket;
    /** Rust's side, once loaded, and what has made it. */
    #mounted;
    #connected;
    #stale = false;
    /** Ends with Rust: the page's own text returns. */
    #end = (error) => {
      living.delete(this.#end);
      this.#mounted = undefined;
      this.shadowRoot.replaceChildren();
      this.#wait([waiting]);
      this.#fail(error, 'crashed');
    };

    get [MOUNTED]() {
      return this.#mounted;
    }

    connectedCallback() {
      try {
        this.#appear();
      } catch (error) {
        this.#fail(error);
      }
    }

    #appear() {
      this.#adoptEarlyProperties();
      // A moved element keeps what it has.
      if (this.#mounted || this.#observer || this.#ticket) return;
      this.#wait([waiting, room]);
      if (
        isEager ||
        this.loading === 'eager' ||
        !globalThis.IntersectionObserver
      ) {
        this.#connect();
        return;
      }
      // Not `isIntersecting`: that is also true of what a parent without height
      // or width hides, as long as it touches the viewport.
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.intersectionRatio)) this.#connect();
        },
        { rootMargin: '400px', threshold: 1e-6 },
      );
      this.#observer.observe(this);
    }

    /**
     * Shows what the page has, in these styles. A shadow tree hides the page's
     * own text, so there is none before there is something to put into it.
     */
    #wait(styles) {
      const fallback = this.#fallback();
      const root =
        this.shadowRoot ??
        this.attachShadow({ mode: 'open', delegatesFocus: !!extend });
      // What shows already may have the focus.
      if (!root.querySelector('slot')) {
        const skeleton = document.createElement('div');
        skeleton.setAttribute('part', 'skeleton');
        root.replaceChildren(fallback, skeleton);
      }
      if (isSupported) root.adoptedStyleSheets = styles.map(sheet);
    }

    disconnectedCallback() {
      // A move is a removal and an insertion in one task.
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#ticket = undefined;
        this.#observer?.disconnect();
        this.#observer = undefined;
        const mounted = this.#mounted;
        this.#mounted = undefined;
        living.delete(this.#end);
        mounted?.free();
        leave(this);
        this.shadowRoot?.replaceChildren();
      });
    }

    attributeChangedCallback(name, before, after) {
      if (name === 'loading' && after === 'eager' && this.#observer) {
        this.#connect();
      }
      if (this.#stale || before === after) return;
      this.#stale = true;
      // A change while Rust connects, by a page that hears of an error, comes
      // before there is anybody to tell; a microtask later there is.
      queueMicrotask(async () => {
        this.#stale = false;
        const mounted = this.#mounted;
        mounted?.changed();
        // It may now need another bundle than the one that it has.
        if (!mounted || !more || !this.matches(more)) return;
        const connect = await load(this).catch(() => this.#connected);
        if (connect === this.#connected || mounted !== this.#mounted) return;
        this.#mounted = undefined;
        mounted.free();
        this.#connect();
      });
    }

    async #connect() {
      this.#observer?.disconnect();
      this.#observer = undefined;
      const ticket = {};
      this.#ticket = ticket;
      try {
        const connect = await (isSupported ? load(this) : tooOld());
        if (ticket !== this.#ticket) return;
        this.#connected = connect;
        this.#mounted = connect(this, this.shadowRoot, take, icons);
        living.add(this.#end);
      } catch (error) {
        hearTrap({ error });
        if (ticket === this.#ticket) this.#wait([waiting]);
        this.#fail(error);
      }
    }

    /** The page's own text stays; a page can hear that it does. */
    #fail(error, code = 'not-loaded') {
      console.warn(`scholar-badge: ${code}:`, error, this);
      this.dispatchEvent(
        new CustomEvent('scholar-error', {
          bubbles: true,
          composed: true,
          detail: {
            code,
            orcid: this.orcid ?? null,
            message: String(error),
            retryable: false,
          },
        }),
      );
    }

    /** What shows until then: the page's own text, else the linked iDs. */
    #fallback() {
      const slot = document.createElement('slot');
      // A photo of a person's has a slot of its own.
      const hasText =
        isEager ||
        this.textContent.trim() ||
        this.querySelector(':scope > :not([slot])');
      if (hasText && !hasPlaces) return slot;
      const host =
        this.registry === 'sandbox' ? 'sandbox.orcid.org' : 'orcid.org';
      const links = (this.orcid ?? '')
        .trim()
        .split(between)
        .filter((id) => /^(\d{4}-){3}\d{3}[\dX]$/.test(id))
        .map((id) => {
          const link = document.createElement('a');
          link.href = link.textContent = `https://${host}/${id}`;
          return link;
        });
      if (links.length === 0) return slot;
      // Out of the slot's way: white space between the tags would fill it.
      const box = document.createElement('span');
      if (links.length === 1 && !hasPlaces) {
        box.append(links[0], slot);
        return box;
      }
      const list = document.createElement('ul');
      if (hasText) list.setAttribute('aria-hidden', 'true');
      for (const link of links) {
        const item = document.createElement('li');
        if (!hasText) item.append(link);
        list.append(item);
      }
      box.append(list, slot);
      return box;
    }

    /** Properties that were set before the class was defined. */
    #adoptEarlyProperties() {
      for (const property of attributes.map(propertyOf)) {
        if (Object.hasOwn(this, property)) {
          const value = this[property];
          delete this[property];
          this[property] = value;
        }
      }
    }
  }

  for (const attribute of attributes) {
    Object.defineProperty(ScholarElement.prototype, propertyOf(attribute), {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(attribute);
      },
      set(value) {
        if (value === null || value === undefined) {
          this.removeAttribute(attribute);
        } else {
          this.setAttribute(attribute, value);
        }
      },
    });
  }

  for (const type of ['error', 'unhandledrejection']) {
    addEventListener(type, hearTrap);
  }
  const made = extend ? extend(ScholarElement) : ScholarElement;
  customElements.define(tag, made);
  return made;
}
