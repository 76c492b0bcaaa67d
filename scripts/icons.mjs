// The drawings of the sites that people link to, in a file of their own: only a
// page that shows one of them fetches it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file, as index.js asks for it. */
export const ICONS = 'www/pkg/scholar_icons.js';

/**
 * The drawings by their names, which are those of simple-icons: of sites that
 * researchers link to, where a drawing can be made out at the size of text.
 */
export const SITES = [
  ...['bluesky', 'codeberg', 'dblp', 'github', 'gitlab', 'googlescholar'],
  ...['mastodon', 'osf', 'researchgate', 'scopus', 'semanticscholar'],
  ...['wikidata', 'x', 'youtube'],
];

/** Writes the paths, each on a field of 24 × 24 units, as a module. */
export function buildIcons(root) {
  const lines = SITES.map((name) => {
    const file = join(root, 'node_modules/simple-icons/icons', `${name}.svg`);
    const [, path] = / d="([^"]+)"/.exec(readFileSync(file, 'utf8'));
    return `export const ${name}=${JSON.stringify(path)};`;
  });
  writeFileSync(join(root, ICONS), `${lines.join('\n')}\n`);
}
