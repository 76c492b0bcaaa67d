// The oldest browsers that the README names are those that have what the package
// uses. What the generated files use, tests/e2e/host-builds.test.mjs looks at.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { WASM_FEATURES } from '../../scripts/build.mjs';
import { BADGE, SIGN_IN, WORKS } from '../../www/src/element.js';
import { NEEDED } from '../../www/src/support.js';
import {
  BESIDE_STYLES,
  BROWSERS,
  firstVersion,
  idleExceptions,
  mayLack,
  numberOf,
  OF_WASM,
  ofStyles,
  tableOf,
  tooNew,
} from './compatibility.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder, end) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));

/** What the README calls the features that make a browser too old. */
const WORDS = {
  'container queries': [
    'css/at-rules/container',
    'css/properties/container-type',
    'css/properties/container-type/inline-size',
  ],
  'style sheets made by scripts': [
    'api/CSSStyleSheet/CSSStyleSheet',
    'api/CSSStyleSheet/replaceSync',
    'api/ShadowRoot/adoptedStyleSheets',
  ],
  'ranges in media queries': ['css/at-rules/media/range_syntax'],
};

const sheets = [
  ...filesIn('src', '.css').map(read),
  ...[BADGE, WORKS, SIGN_IN].flatMap(({ waiting, room }) => [waiting, room]),
];
const styles = [...new Set(sheets.flatMap(ofStyles))];
const wasm = WASM_FEATURES.map((name) => OF_WASM[name]);
const needed = [...styles, ...BESIDE_STYLES, ...wasm].filter(
  (path) => !mayLack(path),
);
const table = tableOf(read('README.md'));
const versions = Object.fromEntries(
  Object.entries(table).map(([row, { version }]) => [row, numberOf(version)]),
);

test('the style sheets are read as a browser reads them', () => {
  assert.ok(sheets.length >= 10 && styles.length > 100, `${styles.length}`);
  const css = `
    @container (width < 22em) { a:focus-visible { color: red } }
    @media (width < 30em) { a { overflow-wrap: anywhere } }
    @supports (color: light-dark(#000, #fff)) { a { color: light-dark(red, red) } }`;
  assert.deepEqual(ofStyles(css).toSorted(), [
    'css/at-rules/container',
    'css/at-rules/media',
    'css/at-rules/media/range_syntax',
    'css/at-rules/supports',
    'css/properties/color',
    'css/properties/overflow-wrap',
    'css/properties/overflow-wrap/anywhere',
    'css/selectors/focus-visible',
  ]);
  assert.deepEqual(idleExceptions(styles), []);
});

test('every feature of WebAssembly that the build uses is looked at', () => {
  assert.ok(WASM_FEATURES.length > 5);
  assert.ok(wasm.every(Boolean), WASM_FEATURES.join());
});

for (const row of Object.keys(BROWSERS)) {
  test(`the README names the oldest ${row} that has it all, and what it is for`, () => {
    const newest = Math.max(...needed.map((path) => firstVersion(path, row)));
    assert.equal(versions[row], newest);
    const paths = needed.filter((path) => firstVersion(path, row) === newest);
    const words = Object.entries(WORDS)
      .filter(([, these]) => these.some((path) => paths.includes(path)))
      .map(([each]) => each);
    assert.deepEqual(table[row].reasons.toSorted(), words.toSorted());
    const named = Object.values(WORDS).flat();
    assert.deepEqual(
      paths.filter((path) => !named.includes(path)),
      [],
    );
  });
}

test('a browser that is too old is told the same', () => {
  const said = Object.entries(table).map(
    ([row, { version }]) => `${row} ${version}`,
  );
  assert.equal(NEEDED, `${said.join(', ')} or newer`);
});

test('no script uses what these browsers do not know', () => {
  const scripts = [...filesIn('www/src', '.js'), 'www/callback.js'];
  assert.ok(scripts.length > 5);
  const code = 'let take; take(Array.fromAsync(list).toSorted())';
  assert.deepEqual(tooNew(code, versions), ['fromAsync', 'toSorted']);
  for (const path of scripts)
    assert.deepEqual(tooNew(read(path), versions), [], path);
});
