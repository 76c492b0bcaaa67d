// Every answer that a page must refuse, as `[name, recipe, expectedCode]` for
// `rogue.next(recipe)`. A recipe may also say what it needs of the page:
//
// - `page`: attributes of the element, as `{ expect: '0000-…' }`;
// - `issuer`: the page is at this registry, and its requests for that address
//   are led to a rogue started with `{ issuer }`;
// - `before`: recipes of attempts that succeed first, on the same page.
//
// Put a recipe in force before the page is loaded: discovery and keys may be
// asked for early.
//
// Not here, because no server can bring it about alone: a replayed state (give
// one redirect page's address to the page a second time), an expired attempt
// (its clock), an answer to a page that never asked (open the redirect page by
// hand), a message of a foreign window, missing storage, a closed window. These
// are for the tests of the page.
import { answers, errors } from './recipes/answers.mjs';
import { claims } from './recipes/claims.mjs';
import { exchanges, servers } from './recipes/servers.mjs';
import { signatures } from './recipes/signatures.mjs';

export { ACCEPTED } from './recipes/accepted.mjs';

/** `[name, recipe, expectedCode]`, every name once. */
export const REFUSALS = [
  ...answers,
  ...errors,
  ...signatures,
  ...claims,
  ...servers,
  ...exchanges,
];
