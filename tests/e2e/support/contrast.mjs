// How well everything in our shadow trees stands out from what it stands on.

/**
 * Each visible text, control, bar and edge below `selector`'s shadow roots, as
 * `{ what, ratio, least }`: its contrast and what it has to be.
 */
export function contrasts(page, selector) {
  return page.locator(selector).evaluateAll((hosts) => {
    const canvas = document.createElement('canvas').getContext('2d', {
      willReadFrequently: true,
    });
    /** A computed colour as [red, green, blue, alpha], each up to 1. */
    const parse = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].map((it) => it / 255);
    };
    const over = ([r, g, b, alpha], ground) =>
      [r, g, b].map((it, at) => it * alpha + ground[at] * (1 - alpha));
    const parentOf = (element) =>
      element.assignedSlot ??
      element.parentElement ??
      element.getRootNode().host ??
      null;
    /** What is painted behind whatever an element holds. */
    const groundOf = (element) => {
      if (!element) return over(parse('Canvas'), [1, 1, 1]);
      const own = parse(getComputedStyle(element).backgroundColor);
      return own[3] === 1
        ? own.slice(0, 3)
        : over(own, groundOf(parentOf(element)));
    };
    const luminance = (colour) => {
      const [r, g, b] = colour.map((it) =>
        it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (one, other) => {
      const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };

    const isForced = matchMedia('(forced-colors: active)').matches;
    const found = [];
    const contrast = (colour, ground) =>
      ratio(over(parse(colour), ground), ground);
    const note = (element, what, colour, ground, least) =>
      found.push({
        what: `${element.localName}.${element.getAttribute('part')}: ${what}`,
        ratio: Math.round(contrast(colour, ground) * 100) / 100,
        least,
      });
    const look = (element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return;
      const style = getComputedStyle(element);
      const ground = groundOf(element);
      const text = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data.trim())
        .join('');
      const isField = element.matches('input, select, textarea');
      if (element.matches('input[type="checkbox"], option')) return;
      const isText = text || isField;
      if (isText) note(element, text, style.color, ground, 4.5);
      // The browser may lay the page's colour right behind text.
      if (isText && isForced && style.forcedColorAdjust === 'auto') {
        note(element, `${text} on Canvas`, style.color, groundOf(null), 4.5);
      }
      if (element.placeholder && !element.value) {
        const { color } = getComputedStyle(element, '::placeholder');
        note(element, element.placeholder, color, ground, 4.5);
      }
      // An edge is seen by what it encloses, or by what is around it. Some are
      // decoration around words that say what they do.
      const hasEdge = parseFloat(style.borderTopWidth) > 0;
      const isControl = element.matches('button, input, select, textarea');
      const isPlain = ['action', 'chip', 'reset', 'card'].some((name) =>
        element.part.contains(name),
      );
      const isEdge = isForced
        ? isControl || element.part.contains('card')
        : (isControl || element.localName === 'summary') && !isPlain;
      if (hasEdge && isEdge) {
        const around = groundOf(parentOf(element));
        const [seenOn] = [around, ground].sort(
          (one, other) =>
            contrast(style.borderTopColor, other) -
            contrast(style.borderTopColor, one),
        );
        note(element, 'its edge', style.borderTopColor, seenOn, 3);
      }
      if (element.part.contains('bar')) {
        const behind = groundOf(parentOf(element));
        note(element, 'its fill', style.backgroundColor, behind, 3);
      }
    };
    for (const host of hosts) {
      host.shadowRoot.querySelectorAll('*').forEach(look);
    }
    return found;
  });
}

/** Those that are hard to make out, in words. */
export const illegible = (found) =>
  found
    .filter(({ ratio, least }) => ratio < least)
    .map(({ what, ratio, least }) => `${what} (${ratio}, not ${least})`);
