// The strictest content security policy that allows WebAssembly at all.

/**
 * What a page needs to allow, and nothing else: requests to these addresses,
 * and `more` directives.
 */
export const strictest = (addresses, more = '') =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'none'",
    `connect-src 'self' ${addresses.join(' ')}`,
    'img-src data:', // The test page's own empty icon.
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    more,
  ]
    .filter(Boolean)
    .join('; ');
