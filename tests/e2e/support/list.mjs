// Reads and handles a list of works as a visitor does.
import { IDS, PEOPLE } from '../../registry/server.mjs';
import { until } from './read.mjs';
import { USUAL, sharePage } from './shared.mjs';

export const LIST = 'scholar-works';

/** What a list shows, part by part; of a long one what is on the page now. */
export function readList(visit, selector = LIST) {
  return visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const all = (name, from = root) => [
      ...from.querySelectorAll(`[part~="${name}"]`),
    ];
    const text = (element) =>
      element
        ? element.textContent
            .replace(/\u2060/g, '')
            .replace(/\s+/g, ' ')
            .trim()
        : null;
    const one = (name, from) => text(all(name, from)[0]);
    const work = (row) => ({
      title: one('work-title', row),
      href: all('work-title', row)[0]?.querySelector('a')?.href ?? null,
      translation: one('work-translation', row),
      authors: all('author', row).map(text),
      members: all('member', row).map(text),
      byline: one('work-authors', row),
      people: one('work-people', row),
      more: one('more-authors', row),
      type: one('work-type', row),
      venue: one('work-venue', row),
      year: one('work-year', row),
      actions: all('action', row)
        .filter((action) => !action.hidden)
        .map(text),
      doiHref: all('work-doi', row)[0]?.getAttribute('href') ?? null,
      versions: all('work-version', row).map((version) => ({
        text: text(version),
        href: version.href,
      })),
      place: row.getAttribute('aria-posinset'),
      of: row.getAttribute('aria-setsize'),
    });
    const groups = all('group').map((group) => {
      const [heading] = all('group-heading', group);
      return {
        heading: heading?.firstChild?.data ?? null,
        tag: heading?.localName ?? null,
        count: heading ? one('count', heading) : null,
        label: all('work-list', group)[0].getAttribute('aria-label'),
        works: all('work', group).map(work),
      };
    });
    return {
      text: text(root),
      groups,
      works: groups.flatMap(({ works }) => works),
      name: one('name', all('people')[0]),
      persons: all('person').map((person) => one('name', person)),
      status: one('status'),
      notices: all('notice').map(text),
      retry: one('retry'),
      moreButton: one('more-button'),
      whole: one('whole-button'),
      slot: root.querySelector('slot:not([name])') !== null,
    };
  });
}

/** A window that has a list of some 60 works in view at once. */
export const TALL = { viewport: { width: 1000, height: 5000 } };

/** Opens a page with one list and waits until its records have come. */
export async function showList(stage, t, orcid, attributes = {}, more = {}) {
  const ids = String(orcid)
    .split(' ')
    .map((id) => IDS[id] ?? id);
  const visit = await stage.visit(t, {
    body: stage.works(ids.join(' '), attributes, more.inner),
    context: TALL,
    ...more,
  });
  await visit.loaded();
  return visit;
}

/**
 * Shows lists on one page, one after another (see shared.mjs): `put(body)`, and
 * `show(orcid, attributes)`, which is showList without a page of its own.
 */
export function sharedLists(stage, options) {
  const put = sharePage(stage, { context: { viewport: USUAL }, ...options });
  const show = async (orcid, attributes = {}) => {
    const ids = String(orcid)
      .split(' ')
      .map((id) => IDS[id] ?? id);
    const visit = await put(stage.works(ids.join(' '), attributes));
    await visit.loaded();
    return visit;
  };
  return { put, show };
}

/** Resolves when so many works are on the page. */
export const filled = (visit, count, selector = LIST) =>
  until(
    async () => (await visit.part('work', selector).count()) === count,
    `${count} works are on the page`,
  );

/** The titles on the page, in order. */
export const titles = async (visit, selector = LIST) =>
  (await readList(visit, selector)).works.map(({ title }) => title);

/** The row of a work. */
export const rowOf = (visit, title, selector = LIST) =>
  visit
    .part('work', selector)
    .filter({
      has: visit.page.locator('[part~="work-title"]', { hasText: title }),
    })
    .first();

/** Opens what more is known of a work; its panel. */
export async function openAbout(visit, title, selector = LIST) {
  const row = rowOf(visit, title, selector);
  await row.locator('[part~="about-button"]').click();
  const panel = row.locator('[part~="about"]');
  await panel.waitFor();
  return panel;
}

/** Opens the ways to cite a work; their panel. */
export async function openCitation(visit, title, selector = LIST) {
  const row = rowOf(visit, title, selector);
  await row.locator('[part~="cite-button"]').click();
  const panel = row.locator('[part~="citation"]');
  await panel.waitFor();
  return panel;
}

/** Requests for whole works of a person since the registry began. */
export const bulkOf = (stage, person) =>
  stage.registry.requests.filter(
    ({ kind, orcid }) => kind === 'bulk' && orcid === (IDS[person] ?? person),
  );

/** Types into the search box, in the place of what it says. */
export const search = (visit, text, selector = LIST) =>
  visit.part('search', selector).fill(text);

/** The box to tick with this name in a choice that opens and closes. */
export const option = (visit, name, selector = LIST) =>
  visit.page
    .locator(`${selector} [part~="facet"] [part~="option"]`)
    .filter({ has: visit.page.getByText(name, { exact: true }) })
    .locator('input');

/** Closes what is open over a list, and may cover the rest. */
export const closePopovers = (visit, selector = LIST) =>
  visit.part('popover', selector).evaluateAll((popovers) => {
    for (const popover of popovers) popover.open = false;
  });

/** A choice of types, people, years or keywords. */
const facetOf = (visit, name, selector) =>
  visit.part('facet', selector).filter({
    has: visit.page.locator('summary', { hasText: name }),
  });

/** Opens a choice. */
export async function openFacet(visit, name, selector = LIST) {
  const facet = facetOf(visit, name, selector);
  const isOpen = await facet.evaluate((details) => details.open);
  if (isOpen) return facet;
  await closePopovers(visit, selector);
  await facet.locator('summary').click();
  return facet;
}

/**
 * What a choice offers, with how many works each has. It is closed afterwards if it
 * was before; the focus stays where it is.
 */
export const facetCounts = async (visit, name, selector = LIST) =>
  facetOf(visit, name, selector).evaluate(async (details) => {
    const wasOpen = details.open;
    const toggled = () =>
      new Promise((resolve) =>
        details.addEventListener('toggle', resolve, { once: true }),
      );
    if (!wasOpen) {
      const opened = toggled();
      details.open = true;
      await opened;
    }
    const options = [...details.querySelectorAll('[part~="option"]')];
    const counts = options.map((option) => {
      const [label, count] = option.querySelectorAll(':scope > span');
      return [label.textContent, Number(count.textContent.replace(/,/g, ''))];
    });
    if (!wasOpen) {
      const closed = toggled();
      details.open = false;
      await closed;
    }
    return Object.fromEntries(counts);
  });

/** The bars: `{ year: count }` as their accessible names say. */
export const barCounts = async (visit, selector = LIST) =>
  Object.fromEntries(
    await visit.part('year', selector).evaluateAll((bars) =>
      bars.map((bar) => {
        const [, year, count] = /^(.+): ([\d,]+) works?$/.exec(bar.title);
        return [year, Number(count.replace(/,/g, ''))];
      }),
    ),
  );

/** Tags and attributes of a list beside those of a badge; see suspicious(). */
export const LIST_MARKUP = {
  tags: ['b|details|h[1-6]|input|label|option|select|summary|textarea'],
  attributes: [
    'aria-(expanded|posinset|pressed|setsize)|autocomplete|data-(by|stretch)',
    'disabled|hidden|open|placeholder|readonly|spellcheck|style|title|value',
  ],
};

/** Sets attributes of a list in one go; null takes one away. */
export const setAttributes = (visit, attributes, selector = LIST) =>
  visit.page.locator(selector).evaluate((list, given) => {
    for (const [name, value] of Object.entries(given)) {
      if (value === null) list.removeAttribute(name);
      else list.setAttribute(name, value);
    }
  }, attributes);

/** The groups of a person's works, as the registry tells them. */
export const groupsOf = (key) =>
  PEOPLE.find((person) => person.key === key).record['activities-summary'].works
    .group;

/** The put-codes of a work, the preferred summary's first. */
export const codesOf = (key, title) =>
  groupsOf(key)
    .map((group) => group['work-summary'])
    .find(([{ title: own }]) => own.title.value === title)
    .map((summary) => summary['put-code']);
