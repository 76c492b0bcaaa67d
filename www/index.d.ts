// The elements, their properties and events. Kept by hand; tests/scripts holds
// it to the code. Where there are no custom elements, as on a server, the classes
// are undefined.

import type { SignedIn, SignInCancelCode, SignInErrorCode } from './api.js';

export type { SignedIn, SignInCancelCode, SignInErrorCode } from './api.js';

/** What a property gives: its attribute's text. */
type Given = string | null;
/** What it takes: `null` and `undefined` take the attribute away. */
type Taken = string | number | null | undefined;

/** What elements that show records have. */
declare class ScholarElement extends HTMLElement {
  get orcid(): Given;
  /** An iD in any form people paste; several of them in a list. */
  set orcid(value: Taken);
  get registry(): Given;
  /** `production`, `sandbox`, or the base URL of a mirror. */
  set registry(value: Taken);
  get theme(): Given;
  /** `light` or `dark`; otherwise the page's. */
  set theme(value: Taken);
  get loading(): Given;
  /** `lazy` or `eager`. */
  set loading(value: Taken);
  get timeout(): Given;
  /** Seconds to wait for a whole record. */
  set timeout(value: Taken);
  get maxAge(): Given;
  /** Seconds a kept copy serves without asking anew. */
  set maxAge(value: Taken);
  get maxSize(): Given;
  /** Megabytes that an answer of the registry may have, 64 at most. */
  set maxSize(value: Taken);
  get cacheSize(): Given;
  /** Megabytes that the page lets all kept copies have together, 0 for no copies. */
  set cacheSize(value: Taken);
}

/** The class of `<scholar-badge>`. */
export class ScholarBadge extends ScholarElement {
  get layout(): Given;
  /** `card`, `compact` or `inline`. */
  set layout(value: Taken);
  get works(): Given;
  /** How many recent works a card shows. */
  set works(value: Taken);
  get show(): Given;
  /** Parts of the card, in order. */
  set show(value: Taken);
  get headingLevel(): Given;
  /** Level of the heading that a card's name is, 1 to 6. */
  set headingLevel(value: Taken);

  addEventListener<K extends keyof ScholarBadgeEventMap>(
    type: K,
    listener: (this: ScholarBadge, event: ScholarBadgeEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The class of `<scholar-works>`. */
export class ScholarWorks extends ScholarElement {
  get group(): Given;
  /** `year`, `type` or `none`. */
  set group(value: Taken);
  get sort(): Given;
  /** `newest`, `oldest` or `title`. */
  set sort(value: Taken);
  get types(): Given;
  /** ORCID work types to show; with a `-` before it, one to leave out. */
  set types(value: Taken);
  get from(): Given;
  /** A year or date; nothing from before it, and nothing undated. */
  set from(value: Taken);
  get to(): Given;
  /** A year or date; nothing from after it, and nothing undated. */
  set to(value: Taken);
  get limit(): Given;
  /** How many works show before the visitor asks for all. */
  set limit(value: Taken);
  get toolbar(): Given;
  /** `full`, `search` or `none`. */
  set toolbar(value: Taken);
  get look(): Given;
  /** `list`, `compact`, `numbered` or `cards`. */
  set look(value: Taken);
  get chart(): Given;
  /** Works per year as bars: `auto`, `always` or `none`. */
  set chart(value: Taken);
  get exclude(): Given;
  /** Works to leave out, by DOI or put-code. */
  set exclude(value: Taken);
  get pin(): Given;
  /** Works to show first, by DOI or put-code. */
  set pin(value: Taken);
  get highlight(): Given;
  /** `members` or `none`. */
  set highlight(value: Taken);
  get authors(): Given;
  /** `auto` or `none`. */
  set authors(value: Taken);
  get permalink(): Given;
  /** Keeps the visitor's filters in the page's address; a prefix, or empty. */
  set permalink(value: Taken);
  get headingLevel(): Given;
  /** Level of the groups' headings, 1 to 6. */
  set headingLevel(value: Taken);
  get jsonLd(): Given;
  /** Present, and not `none`: people and works stand in the page's head as schema.org JSON-LD. */
  set jsonLd(value: Taken);
  get extras(): Given;
  /** The address of a JSON file of the site's own with what ORCID does not know. */
  set extras(value: Taken);
  /**
   * The page's own formatters of citations, by name: each takes CSL-JSON items
   * and gives text.
   */
  formatters?: Record<string, (items: object[]) => string | Promise<string>>;

  addEventListener<K extends keyof ScholarWorksEventMap>(
    type: K,
    listener: (this: ScholarWorks, event: ScholarWorksEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The class of `<scholar-people>`. */
export class ScholarPeople extends ScholarElement {
  get look(): Given;
  /** `grid` or `list`. */
  set look(value: Taken);
  get group(): Given;
  /** `none` or `role`. */
  set group(value: Taken);
  get sort(): Given;
  /** `written` or `name`. */
  set sort(value: Taken);
  get show(): Given;
  /** What of a person is shown, in order. */
  set show(value: Taken);
  get organization(): Given;
  /** Whose page it is: name, ROR, GRID or Ringgold id. */
  set organization(value: Taken);
  get headingLevel(): Given;
  /** Level of the headings that names are, 1 to 6. */
  set headingLevel(value: Taken);
  get extras(): Given;
  /** The address of the site's own JSON file. */
  set extras(value: Taken);

  addEventListener<K extends keyof ScholarPeopleEventMap>(
    type: K,
    listener: (this: ScholarPeople, event: ScholarPeopleEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The class of `<scholar-search>`, a field of forms. */
export class ScholarSearch extends HTMLElement {
  get for(): Given;
  /** The id of the element whose `orcid` is set. */
  set for(value: Taken);
  get registry(): Given;
  /** `production`, `sandbox`, or the base URL of a mirror that has a search. */
  set registry(value: Taken);
  get theme(): Given;
  /** `light` or `dark`; otherwise the page's. */
  set theme(value: Taken);
  get name(): Given;
  /** The name under which a form sends the chosen iD. */
  set name(value: Taken);
  get placeholder(): Given;
  /** What stands in the empty field. */
  set placeholder(value: Taken);
  get label(): Given;
  /** What names the field, above it. */
  set label(value: Taken);
  get affiliation(): Given;
  /** Whose people alone are found: ROR, GRID or Ringgold identifier, or a name. */
  set affiliation(value: Taken);
  get value(): string;
  /** Who is chosen: iDs in any form; what it gives are whole links, between blanks. */
  set value(value: string | null | undefined);
  get required(): boolean;
  /** Whether the form needs somebody to be chosen. */
  set required(value: boolean);
  get disabled(): boolean;
  /** Whether the visitor can do nothing. */
  set disabled(value: boolean);
  get multiple(): boolean;
  /** Whether several people can be chosen. */
  set multiple(value: boolean);

  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  checkValidity(): boolean;
  reportValidity(): boolean;

  addEventListener<K extends keyof ScholarSearchEventMap>(
    type: K,
    listener: (this: ScholarSearch, event: ScholarSearchEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The class of `<scholar-sign-in>`. */
export class ScholarSignIn extends HTMLElement {
  get clientId(): Given;
  /** The client id that ORCID gave the site. */
  set clientId(value: Taken);
  get redirectUri(): Given;
  /** The registered address of your copy of callback.html. */
  set redirectUri(value: Taken);
  get registry(): Given;
  /** `production`, `sandbox`, or the base URL of a mirror of production. */
  set registry(value: Taken);
  get issuer(): Given;
  /** Another OpenID Connect server than ORCID's. */
  set issuer(value: Taken);
  get mode(): Given;
  /** `popup` or `redirect`. */
  set mode(value: Taken);
  get flow(): Given;
  /** `auto`, `code` or `implicit`. */
  set flow(value: Taken);
  get tokenEndpoint(): Given;
  /** A token address of the site's own. */
  set tokenEndpoint(value: Taken);
  get relay(): Given;
  /** Present: the redirect page may lie at another origin. */
  set relay(value: Taken);
  get expect(): Given;
  /** The only iD that is welcome. */
  set expect(value: Taken);
  get remember(): Given;
  /** `session`: later pages of this tab remember who is signed in. */
  set remember(value: Taken);
  get purpose(): Given;
  /** `connect`: the button says that an iD is created or connected. */
  set purpose(value: Taken);
  get theme(): Given;
  /** `light` or `dark`; otherwise the page's. */
  set theme(value: Taken);
  get prompt(): Given;
  /** `login`: ask for the password anew; `none`: ask nothing. */
  set prompt(value: Taken);
  get givenNames(): Given;
  /** Filled in for somebody who registers. */
  set givenNames(value: Taken);
  get familyNames(): Given;
  /** Filled in for somebody who registers. */
  set familyNames(value: Taken);
  get email(): Given;
  /** Filled in, to sign in or to register with. */
  set email(value: Taken);
  get orcid(): Given;
  /** The iD to sign in with, filled in. Any other is taken too; see `expect`. */
  set orcid(value: Taken);
  get showLogin(): Given;
  /** `false`: ORCID's page shows the registration first. */
  set showLogin(value: Taken);

  addEventListener<K extends keyof ScholarSignInEventMap>(
    type: K,
    listener: (this: ScholarSignIn, event: ScholarSignInEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** `scholar-load` of a badge: its record is shown. */
export interface BadgeLoadDetail {
  /** Of the record; not `requested` where that was merged into another. */
  orcid: string;
  requested: string;
  /** `null` where it is not public. */
  name: string | null;
  /** Number of works in the record. */
  works: number;
  /** Items that could not be read. */
  skipped: number;
  fromCache: boolean;
  /** Milliseconds since 1970. */
  fetchedAt: number;
}

/** `scholar-load` of a list: every record and the file that `extras` names is
 * there, or cannot be had. */
export interface WorksLoadDetail {
  /** Of all members, between blanks. */
  orcid: string;
  /** The attribute as it is written. */
  requested: string;
  /** Of a list of one person; `null` for several, or where not public. */
  name: string | null;
  /** Number of people, each once. */
  members: number;
  /** How many of them have no record to show. */
  failed: number;
  /** Number of works, each once. */
  works: number;
  /** Items that could not be read. */
  skipped: number;
  /** Whether any record is a kept copy. */
  fromCache: boolean;
  /** Of the oldest record; milliseconds since 1970. */
  fetchedAt: number;
}

/** `scholar-load` of people: every record is there, or cannot be had. */
export interface PeopleLoadDetail {
  /** Of all people, between blanks, as `orcid` has them. */
  orcid: string;
  /** The attribute as it is written. */
  requested: string;
  /** Number of people, each once. */
  members: number;
  /** How many of them have no record to show. */
  failed: number;
  /** Items that could not be read. */
  skipped: number;
  /** Whether any record is a kept copy. */
  fromCache: boolean;
  /** Of the oldest record, in milliseconds since 1970; `null` where there is none. */
  fetchedAt: number | null;
}

/** Why there is no record. */
export type ScholarErrorCode =
  | 'malformed-id'
  | 'bad-check-digit'
  | 'unassigned-id'
  | 'not-found'
  | 'locked'
  | 'deactivated'
  | 'unclaimed'
  | 'nothing-public'
  | 'quota-spent'
  | 'overloaded'
  | 'offline'
  | 'unreachable'
  | 'timed-out'
  | 'answer-too-large'
  | 'unreadable'
  | 'refused'
  | 'not-loaded'
  | 'crashed';

/** `scholar-error`: a record cannot be shown; in a list, one member's. */
export interface ScholarErrorDetail {
  code: ScholarErrorCode;
  /** The iD, or the text in its place; `null` where there is no attribute. */
  orcid: string | null;
  /** For developers, in English. */
  message: string;
  /** Whether asking again may help. */
  retryable: boolean;
}

/** `scholar-filter`: the visitor has chosen among the works of a list. */
export interface ScholarFilterDetail {
  /** Number of works that fit. */
  shown: number;
  /** Number of works in the list. */
  works: number;
}

/** Somebody whom a search has found. Where only the iD is known, such as one that
 * was pasted, there are no names. */
export interface SearchHit {
  orcid: string;
  /** The iD in its full form. */
  url: string;
  /** `null` where it is not public. */
  name: string | null;
  givenNames: string | null;
  familyName: string | null;
  creditName: string | null;
  otherNames: string[];
  emails: string[];
  /** Of today and of the past. */
  institutions: string[];
}

/** `scholar-select`: the visitor has chosen somebody, or taken a choice back. */
export interface ScholarSelectDetail {
  /** Of all who are chosen, between blanks; empty where nobody is. */
  orcid: string;
  hits: SearchHit[];
}

/** `scholar-error` of a search: it has no answer. */
export interface SearchErrorDetail {
  code: ScholarErrorCode | 'bad-query';
  orcid: null;
  /** For developers, in English. */
  message: string;
  /** Whether asking again may help. */
  retryable: boolean;
}

/** `scholar-signout`: somebody is no longer signed in on this page. */
export interface SignOutDetail {
  orcid: string;
}

/** `scholar-cancel`: nobody is signed in, by a person's own choice. */
export interface SignInCancelDetail {
  code: SignInCancelCode;
  orcid: null;
  /** For developers, in English. */
  message: string;
}

/** `scholar-error` of a sign-in: a check has failed, or a setting cannot work. */
export interface SignInErrorDetail {
  code: SignInErrorCode | 'not-loaded' | 'crashed';
  /** Null, but for `not-loaded` and `crashed` the attribute `orcid`. */
  orcid: string | null;
  /** For developers, in English: which check failed and what to do. */
  message: string;
  /** Whether the visitor may get further by trying again, at once or after what
   * the element's sentence asks for. The button is there if so. */
  retryable: boolean;
}

/** The events of `<scholar-badge>`. */
export interface ScholarBadgeEventMap extends HTMLElementEventMap {
  'scholar-load': CustomEvent<BadgeLoadDetail>;
  'scholar-error': CustomEvent<ScholarErrorDetail>;
}

/** The events of `<scholar-works>`. */
export interface ScholarWorksEventMap extends HTMLElementEventMap {
  'scholar-load': CustomEvent<WorksLoadDetail>;
  'scholar-error': CustomEvent<ScholarErrorDetail>;
  'scholar-filter': CustomEvent<ScholarFilterDetail>;
}

/** The events of `<scholar-people>`. */
export interface ScholarPeopleEventMap extends HTMLElementEventMap {
  'scholar-load': CustomEvent<PeopleLoadDetail>;
  'scholar-error': CustomEvent<ScholarErrorDetail>;
}

/** The events of `<scholar-search>`. */
export interface ScholarSearchEventMap extends HTMLElementEventMap {
  'scholar-select': CustomEvent<ScholarSelectDetail>;
  'scholar-error': CustomEvent<SearchErrorDetail>;
}

/** The events of `<scholar-sign-in>`. */
export interface ScholarSignInEventMap extends HTMLElementEventMap {
  'scholar-signin': CustomEvent<SignedIn>;
  'scholar-signout': CustomEvent<SignOutDetail>;
  'scholar-cancel': CustomEvent<SignInCancelDetail>;
  'scholar-error': CustomEvent<SignInErrorDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    'scholar-badge': ScholarBadge;
    'scholar-works': ScholarWorks;
    'scholar-people': ScholarPeople;
    'scholar-search': ScholarSearch;
    'scholar-sign-in': ScholarSignIn;
  }
  // They bubble and cross shadow trees.
  interface GlobalEventHandlersEventMap {
    'scholar-load': CustomEvent<
      BadgeLoadDetail | WorksLoadDetail | PeopleLoadDetail
    >;
    'scholar-error': CustomEvent<
      ScholarErrorDetail | SearchErrorDetail | SignInErrorDetail
    >;
    'scholar-select': CustomEvent<ScholarSelectDetail>;
    'scholar-filter': CustomEvent<ScholarFilterDetail>;
    'scholar-signin': CustomEvent<SignedIn>;
    'scholar-signout': CustomEvent<SignOutDetail>;
    'scholar-cancel': CustomEvent<SignInCancelDetail>;
  }
}
