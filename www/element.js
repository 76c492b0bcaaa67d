// The class behind the tag. It keeps what the page wrote inside the element
// until Rust has something better, and for good when it never has. No imports:
// the tests load this very file.

const ATTRIBUTES = {
  orcid: 'orcid',
  registry: 'registry',
  layout: 'layout',
  works: 'works',
  show: 'show',
  theme: 'theme',
  loading: 'loading',
  timeout: 'timeout',
  'max-age': 'maxAge',
};

const WAITING = `
:host { display: block; overflow-wrap: anywhere }
:host([layout="inline"]) { display: inline }
:host([layout="compact"]) { display: inline-block }
:host([hidden]) { display: none }
div { display: contents }`;

// About the room the badge will take, so that the page does not jump.
const ROOM = `
:host([layout="compact"]) { min-block-size: 2.9em }
:host(:not([layout="inline"], [layout="compact"])) { min-block-size: var(--scholar-room, 31em) }
:host([works="0"]:not([layout="inline"], [layout="compact"])) { min-block-size: var(--scholar-room, 9em) }
@media (width < 30em) {
  :host(:not([layout="inline"], [layout="compact"], [works="0"])) { min-block-size: var(--scholar-room, 47em) }
}`;

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
 * Defines the element, unless the page has it already.
 *
 * @param {string} tag its name
 * @param {() => Promise<{connect: Function}>} load gives the Wasm module
 * @param {(host: HTMLElement) => {response: Promise<Response>, abort: AbortController} | undefined} headStart
 *   gives the request already started for this element, once
 * @returns {CustomElementConstructor} the class that is in force
 */
export function define(tag, load, headStart = () => undefined) {
  const known = customElements.get(tag);
  if (known) return known;

  class ScholarElement extends HTMLElement {
    static observedAttributes = [...Object.keys(ATTRIBUTES), 'lang'];

    /** While it waits to come near the viewport. */
    #observer;
    /** From then on until it leaves the page: proves that it has not left since. */
    #ticket;
    /** Rust's side, once loaded. */
    #mounted;
    #stale = false;

    connectedCallback() {
      this.#adoptEarlyProperties();
      // A moved element keeps what it has.
      if (this.#mounted || this.#observer || this.#ticket) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      if (!root.firstChild) {
        root.adoptedStyleSheets = [sheet(WAITING), sheet(ROOM)];
        root.append(this.#fallback());
      }
      if (this.loading === 'eager' || !globalThis.IntersectionObserver) {
        this.#connect();
        return;
      }
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) this.#connect();
        },
        { rootMargin: '400px' },
      );
      this.#observer.observe(this);
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
        mounted?.free();
        this.shadowRoot?.replaceChildren();
      });
    }

    attributeChangedCallback(name, before, after) {
      if (name === 'loading' && after === 'eager' && this.#observer) {
        this.#connect();
      }
      if (!this.#mounted || this.#stale || before === after) return;
      this.#stale = true;
      queueMicrotask(() => {
        this.#stale = false;
        this.#mounted?.changed();
      });
    }

    async #connect() {
      this.#observer?.disconnect();
      this.#observer = undefined;
      const ticket = {};
      this.#ticket = ticket;
      const request = headStart(this);
      try {
        const { connect } = await load();
        if (ticket !== this.#ticket) {
          request?.abort.abort();
          return;
        }
        this.#mounted = connect(
          this,
          this.shadowRoot,
          request?.response,
          request?.abort,
        );
      } catch (error) {
        // The page's own text stays; a page can hear that it does.
        if (ticket === this.#ticket) {
          this.shadowRoot.adoptedStyleSheets = [sheet(WAITING)];
        }
        console.warn('scholar-badge: not-loaded:', error, this);
        this.dispatchEvent(
          new CustomEvent('scholar-error', {
            bubbles: true,
            composed: true,
            detail: {
              code: 'not-loaded',
              orcid: this.orcid,
              message: String(error),
              retryable: false,
            },
          }),
        );
      }
    }

    /** What shows until then: the page's own text, else the linked iD. */
    #fallback() {
      const slot = document.createElement('slot');
      const digits = /^(\d{4}-){3}\d{3}[\dX]$/.exec(this.orcid?.trim());
      if (digits && !this.textContent.trim() && !this.childElementCount) {
        const host =
          this.registry === 'sandbox' ? 'sandbox.orcid.org' : 'orcid.org';
        const link = document.createElement('a');
        link.href = link.textContent = `https://${host}/${digits[0]}`;
        // Out of the slot's way: white space between the tags would fill it.
        const box = document.createElement('span');
        box.append(link, slot);
        return box;
      }
      return slot;
    }

    /** Properties that were set before the class was defined. */
    #adoptEarlyProperties() {
      for (const property of Object.values(ATTRIBUTES)) {
        if (Object.hasOwn(this, property)) {
          const value = this[property];
          delete this[property];
          this[property] = value;
        }
      }
    }
  }

  for (const [attribute, property] of Object.entries(ATTRIBUTES)) {
    Object.defineProperty(ScholarElement.prototype, property, {
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

  customElements.define(tag, ScholarElement);
  return ScholarElement;
}
