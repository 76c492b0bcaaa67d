// Uses a search as a visitor does.
import { until } from './read.mjs';

export const SEARCH = 'scholar-search';

/** What a search shows. */
export function readSearch(visit, selector = SEARCH) {
  return visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const all = (name, from = root) => [
      ...from.querySelectorAll(`[part~="${name}"]`),
    ];
    const text = (element) =>
      element?.textContent.replace(/\s+/g, ' ').trim() ?? null;
    const one = (name, from) => text(all(name, from)[0]);
    const field = root.querySelector('[role=combobox]');
    if (!field) return { isThere: false };
    const said = (name) => field.getAttribute(`aria-${name}`);
    const active = said('activedescendant');
    const isOpen = said('expanded') === 'true';
    return {
      isThere: true,
      text: field.value,
      isOpen,
      active: active && text(root.getElementById(active)),
      options: all('option').map((option) => ({
        name: one('name', option) ?? text(option),
        institutions: one('institutions', option),
        id: one('digits', option),
        words: one('unauthenticated', option),
        isChosen: option.getAttribute('aria-selected') === 'true',
      })),
      status: one('status'),
      chips: all('chip').map(
        (chip) => one('name', chip) ?? one('digits', chip),
      ),
      person: one('person'),
      label: one('label') || said('label'),
      value: host.value,
    };
  });
}

/** Waits until a search shows what `is` asks for; resolves to that. */
export async function shows(visit, is, selector = SEARCH) {
  let seen;
  await until(
    async () => {
      seen = await readSearch(visit, selector);
      return seen.isThere && is(seen);
    },
    () => `another state than ${JSON.stringify(seen)?.slice(0, 600)}`,
  );
  return seen;
}

/** The field of a search. */
export const fieldOf = (visit, selector = SEARCH) =>
  visit.page.locator(`${selector} [role=combobox]`);

/** Types a text in the place of what is there, once there is a field. */
export async function type(visit, text, selector = SEARCH) {
  await shows(visit, () => true, selector);
  await fieldOf(visit, selector).fill(text);
}

/** The requests for a search that the registry has had. */
export const searches = (stage) =>
  stage.registry.requests.filter(({ kind }) => kind === 'search');
