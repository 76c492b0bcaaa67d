// The class behind all tags, for those who choose the tag's name or the
// moment themselves. Kept by hand; tests/scripts holds it to the code.

/** What sets one kind of element apart. */
export interface Kind {
  /** The attributes it watches; each has a property. */
  readonly attributes: readonly string[];
  /** Its style until Rust brings its own. */
  readonly waiting: string;
  /** About the room it will take, so that the page does not jump. */
  readonly room: string;
  /** What separates iDs, where there may be several. */
  readonly between?: RegExp;
  /** Whether each iD takes up room of its own. */
  readonly hasPlaces?: boolean;
  /** Whether it never waits to come near the viewport. */
  readonly isEager?: boolean;
  /** Selects elements that ask for what few ask for: another bundle. */
  readonly more?: string;
}

/** `<scholar-badge>` */
export const BADGE: Kind;

/** `<scholar-works>` */
export const WORKS: Kind;

/** `<scholar-people>` */
export const PEOPLE: Kind;

/** `<scholar-search>` */
export const SEARCH: Kind;

/** `<scholar-sign-in>` */
export const SIGN_IN: Kind;

/** A request for a record, already under way. */
export interface Started {
  readonly response: Promise<Response>;
  readonly abort: AbortController;
}

/** Fetches drawings of sites: the `d` of paths on a field of 24 × 24, by name. */
export type Icons = () => Promise<Readonly<Record<string, string>>>;

/** Hands over the request started for an address, once. */
export type Take = (address: string) => Started | undefined;

/** Rust's side of an element. */
export interface Mounted {
  /** Reads the element's attributes anew. */
  changed(): void;
  /** Takes the view off and cancels its requests. */
  free(): void;
}

/** `connect`, `connectWorks`, `connectPeople` or `connectSignIn` of the Wasm module,
 * once that is started. */
export type Connect = (
  host: HTMLElement,
  root: ShadowRoot,
  take: Take,
  icons?: Icons,
) => Mounted;

/** What {@link define} needs to know. */
export interface Options extends Kind {
  /** Starts the Wasm module and gives its function for this kind. */
  load: (host: HTMLElement) => Promise<Connect>;
  take?: Take;
  /** For people: without it the names of sites stand in the place of drawings. */
  icons?: Icons;
  /** Hears that an element has left the page. */
  leave?: (host: HTMLElement) => void;
  /** Makes of the class one that goes further. */
  extend?: (base: CustomElementConstructor) => CustomElementConstructor;
}

/**
 * Defines an element, unless the page has it already.
 *
 * @returns the class that is in force; `undefined` where there are no custom
 *   elements, as on a server
 */
export function define(
  tag: string,
  options: Options,
): CustomElementConstructor | undefined;
