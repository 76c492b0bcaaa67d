// The pages that the tests make.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** An element of ours; an attribute of null is left out. */
export function element(tag, attributes, inner = '') {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<${tag}${written.join('')}>${inner}</${tag}>`;
}

/** A whole page, sound enough for the accessibility checks. */
export function document({
  body,
  head = '',
  lang = 'en',
  dir = 'ltr',
  scheme = 'light',
  scripts = [],
}) {
  const tags = scripts.map(
    (url) => `<script type="module" src="${escape(url)}"></script>`,
  );
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="${scheme}">
<title>A page with a badge</title>
<link rel="icon" href="data:,">
${head}
${tags.join('\n')}
</head>
<body>
<main>
<h1>A page with a badge</h1>
${body}
</main>
</body>
</html>`;
}
