// Looks at a badge as an attacker would wish it: is anything in its tree that
// a record should never be able to put there, or anywhere it should not be?
import { engine } from './engine.mjs';

/** Firefox counts the space with which a line ends. */
const SLACK = engine === 'firefox' ? 2 : 1;

const TAGS = 'a|article|bdi|button|cite|div|h3|li|p|path|slot|span|svg|ul';
const ATTRIBUTES =
  'aria-(hidden|label)|class|d|dir|fill|href|lang|name|part|rel|role|style|tabindex|target|type|viewBox';

/**
 * Runs in the page: everything suspicious in a badge's shadow tree. `more`:
 * tags and attributes that this element may have besides, as expressions.
 */
export function suspicious(visit, selector = 'scholar-badge', more = {}) {
  const allowed = [
    [TAGS, ...(more.tags ?? [])].join('|'),
    [ATTRIBUTES, ...(more.attributes ?? [])].join('|'),
  ];
  return visit.page.locator(selector).evaluateAll((hosts, [tags, names]) => {
    const TAGS = new RegExp(`^(${tags})$`);
    const ATTRIBUTES = new RegExp(`^(${names})$`);
    const found = [];
    for (const host of hosts) {
      for (const element of host.shadowRoot.querySelectorAll('*')) {
        if (!TAGS.test(element.localName)) found.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
          if (!ATTRIBUTES.test(name)) found.push(`${name}="${value}"`);
          if (name === 'href' && !/^(https?:\/\/[^/]|mailto:)/.test(value)) {
            found.push(`href="${value}"`);
          }
        }
      }
    }
    return found;
  }, allowed);
}

/** Runs in the page: what sticks out of its badge, or makes the page scroll. */
export function leaving(visit, selector = 'scholar-badge') {
  return visit.page.locator(selector).evaluateAll((hosts, slack) => {
    /** What of a box shows, where an ancestor cuts off what is too much. */
    const visible = (element, { left, right, top, bottom }) => {
      let part = { left, right, top, bottom };
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX === 'visible') continue;
        const cut = at.getBoundingClientRect();
        part = {
          left: Math.max(part.left, cut.left),
          right: Math.min(part.right, cut.right),
          top: Math.max(part.top, cut.top),
          bottom: Math.min(part.bottom, cut.bottom),
        };
      }
      return part;
    };
    const found = [];
    for (const host of hosts) {
      const box = host.getBoundingClientRect();
      for (const element of host.shadowRoot.querySelectorAll('*')) {
        // What is closed has boxes that nobody sees.
        if (!element.checkVisibility()) continue;
        for (const whole of element.getClientRects()) {
          const part = visible(element, whole);
          const out =
            part.left < part.right &&
            part.top < part.bottom &&
            (part.left < box.left - slack ||
              part.right > box.right + slack ||
              part.top < box.top - slack ||
              part.bottom > box.bottom + slack);
          if (out) {
            const name = element.getAttribute('part') ?? element.localName;
            const sides = [part.left, part.right, part.top, part.bottom];
            found.push(
              `${host.getAttribute('orcid')} ${name}: ${sides.map(Math.round)}`,
            );
          }
        }
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    }
    return found;
  }, SLACK);
}

/**
 * Runs in the page: own words of the badge (plain English, numbers, links)
 * that do not run from left to right, for any override beside them.
 */
export function reversed(visit, selector = 'scholar-badge') {
  return visit.page.locator(selector).evaluateAll((hosts) => {
    const OWN = ['unauthenticated', 'counts', 'work-year', 'date', 'notice'];
    const found = [];
    for (const host of hosts) {
      const own = OWN.flatMap((name) => [
        ...host.shadowRoot.querySelectorAll(`[part~="${name}"]`),
      ]);
      own.push(
        ...host.shadowRoot.querySelectorAll('[part="id"] [part="id-link"]'),
      );
      for (const element of own) {
        const text = element.firstChild;
        if (!(text instanceof Text)) continue;
        const boxOf = (place) => {
          const range = document.createRange();
          range.setStart(text, place);
          range.setEnd(text, place + 1);
          return range.getBoundingClientRect();
        };
        for (let place = 1; place < text.length; place += 1) {
          const [one, two] = [boxOf(place - 1), boxOf(place)];
          const sameLine = Math.abs(one.top - two.top) < 2;
          if (sameLine && two.left < one.left) {
            found.push(`${host.getAttribute('orcid')}: ${text.data}`);
            break;
          }
        }
      }
    }
    return found;
  });
}
