// Reads a lab's people as a visitor does.
import { generatedOrcid, LAB } from '../../registry/server.mjs';
import { buildRecord } from '../../registry/record.mjs';

export const PEOPLE = 'scholar-people';
export const MEMBERS = LAB.members;

/** What an element of people shows, group by group. */
export function readPeople(visit, selector = PEOPLE) {
  return visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const all = (name, from) => [...from.querySelectorAll(`[part~="${name}"]`)];
    const text = (element) =>
      element?.textContent.replace(/\s+/g, ' ').trim() ?? null;
    const one = (name, from) => text(all(name, from)[0]);
    const link = (element) => [text(element), element.href];
    const person = (item) => {
      const [name] = all('name', item);
      const [links] = all('links', item);
      return {
        name: text(name),
        level: name?.localName ?? null,
        initials: one('initials', item),
        role: one('role', item),
        organization: one('organization', item),
        id: one('digits', item),
        href: all('id-link', item)[0].href,
        words: one('unauthenticated', item),
        links: links ? [...links.querySelectorAll('a')].map(link) : [],
        notice: one('notice', item),
        retry: one('retry', item),
        isEmpty: all('placeholder', item).length > 0,
      };
    };
    const groups = all('group', root).map((group) => {
      const [heading] = all('group-heading', group);
      return {
        heading: text(heading),
        level: heading?.localName ?? null,
        label: all('persons', group)[0].getAttribute('aria-label'),
        people: all('person', group).map(person),
      };
    });
    return {
      groups,
      people: groups.flatMap(({ people }) => people),
      status: one('status', root),
      text: text(root),
    };
  });
}

/** Who is shown, under which headings. */
export const namesOf = ({ groups }) =>
  Object.fromEntries(
    groups.map(({ heading, people }) => [
      heading ?? '',
      people.map(({ name, id }) => name ?? id),
    ]),
  );

/** What a page with an iD of its own is answered: a record made of `spec`. */
export const recordOf = (orcid, spec) => ({
  body: JSON.stringify(buildRecord({ orcid, ...spec })),
  contentType: 'application/json',
});

let seed = 0;
/** The iD of somebody whom no other test knows. */
export const someone = () => generatedOrcid(9, (seed += 1));
