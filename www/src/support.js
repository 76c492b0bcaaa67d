// Whether this browser can show the elements as they should look.

/** What {@link isSupported} asks for, in words. */
export const NEEDED = 'Chrome 105, Firefox 110, Safari 16.4 or newer';

/**
 * The newest things that all elements need stand for the rest: container queries
 * (Chrome 105, Firefox 110) and style sheets made by scripts (Safari 16.4). The
 * README has the list; tests/scripts/compatibility.test.mjs holds it to the code.
 */
export const isSupported = (() => {
  try {
    new CSSStyleSheet().replaceSync('');
    return (
      !!customElements &&
      'adoptedStyleSheets' in ShadowRoot.prototype &&
      CSS.supports('container-type: inline-size')
    );
  } catch {
    return false; // Too old, or no browser at all.
  }
})();
