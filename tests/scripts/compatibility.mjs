// Which browsers have what the package uses, by @mdn/browser-compat-data.

import { parse } from 'acorn';
import { full } from 'acorn-walk';
import * as csstree from 'css-tree';
import { createRequire } from 'node:module';

const DATA = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** The rows of the README's table, with the browsers that each speaks for. */
export const BROWSERS = {
  Chrome: ['chrome', 'edge', 'chrome_android'],
  Firefox: ['firefox', 'firefox_android'],
  Safari: ['safari', 'safari_ios'],
};

/**
 * What has no place in a style sheet and whose name alone does not tell: many
 * interfaces have a `timeout`.
 */
export const BESIDE_STYLES = [
  'api/AbortSignal/timeout_static',
  'api/BroadcastChannel',
  'api/CSSStyleSheet/CSSStyleSheet',
  'api/CSSStyleSheet/replaceSync',
  'api/Cache',
  'api/Clipboard/writeText',
  'api/Element/attachShadow',
  'api/IntersectionObserver',
  'api/ShadowRoot/adoptedStyleSheets',
  'api/SubtleCrypto/verify',
  'api/Window/customElements',
  'javascript/builtins/Intl/ListFormat',
  'javascript/builtins/Intl/PluralRules',
  'javascript/builtins/Object/hasOwn',
  'javascript/builtins/String/replaceAll',
  'javascript/classes/private_class_fields',
  'javascript/classes/private_class_methods',
  'javascript/classes/static/class_fields',
  'javascript/operators/import_meta',
  'javascript/operators/nullish_coalescing_assignment',
  'webassembly/api/instantiateStreaming_static',
];

/** What wasm-opt calls the features of the build. */
export const OF_WASM = {
  'bulk-memory': 'webassembly/bulk-memory-operations',
  // A part of the former.
  'bulk-memory-opt': 'webassembly/bulk-memory-operations',
  multivalue: 'webassembly/multi-value',
  'mutable-globals': 'webassembly/api/Global',
  'nontrapping-float-to-int':
    'webassembly/non-trapping-float-to-int-conversions',
  'reference-types': 'webassembly/reference-types',
  'sign-ext': 'webassembly/sign-extension-operations',
};

const SAME = 'the same in other words stands beside it';
const LOOKS = 'looks a little different without';
const PRINT = 'pages break elsewhere on paper';

const FOLDED = 'a list of people that is folded stays so on paper';

/** What a browser may do without, and why; with all that lies below it. */
const MAY_LACK = {
  'css/at-rules/media/forced-colors': LOOKS,
  'css/properties/break-after': PRINT,
  'css/properties/break-inside': PRINT,
  'css/properties/container-type/normal': PRINT,
  'css/properties/content-visibility': FOLDED,
  'css/properties/cursor': LOOKS,
  'css/properties/forced-color-adjust': LOOKS,
  'css/properties/float/inline-end': SAME,
  'css/properties/float/inline-start': SAME,
  'css/properties/mask-image': SAME,
  'css/properties/overflow-x/auto': 'Chromium on Android scrolls',
  'css/properties/scrollbar-width': LOOKS,
  'css/properties/text-align/match-parent': SAME,
  'css/properties/text-wrap': LOOKS,
  'css/selectors/details-content': FOLDED,
  'css/selectors/has': 'what opens over a list of two works needs scrolling',
};

/** The table of the README: `{ row: { version, reasons } }`. */
export function tableOf(readme) {
  const rows = readme.matchAll(
    /^\| (Chrome|Firefox|Safari)\b[^|]* \| +([\d.]+) +\| (.+?) +\|$/gm,
  );
  return Object.fromEntries(
    [...rows].map(([, row, version, reasons]) => [
      row,
      { version, reasons: reasons.split(', ') },
    ]),
  );
}

/** The data of a feature; undefined where there is no such place. */
const compatOf = (path) =>
  path.split('/').reduce((node, key) => node?.[key], DATA)?.__compat;

/** `16.4` as a number that can be compared: `16.04`. */
export const numberOf = (version) => {
  const [major, minor = 0] = String(version).replace('≤', '').split('.');
  return Number(major) + Number(minor) / 100;
};

/** The first version of a browser that has a feature, plain and unprefixed. */
function since(support, browser) {
  const plain = [support[browser] ?? []]
    .flat()
    .filter((each) => !each.flags && !each.prefix && !each.alternative_name)
    .map((each) => each.version_added)
    .filter((version) => version && version !== 'preview');
  return Math.min(Infinity, ...plain.map(numberOf));
}

/** The first version of all the browsers of a row that has a feature. */
export function firstVersion(path, row) {
  const compat = compatOf(path);
  if (!compat) throw new Error(`${path} is not in the data`);
  const versions = BROWSERS[row].map((each) => since(compat.support, each));
  return Math.max(...versions);
}

/** Whether a browser may do without it. */
export const mayLack = (path) =>
  Object.keys(MAY_LACK).some(
    (each) => path === each || path.startsWith(`${each}/`),
  );

/** The exceptions that nothing uses any more. */
export const idleExceptions = (paths) =>
  Object.keys(MAY_LACK).filter(
    (each) =>
      !paths.some((path) => path === each || path.startsWith(`${each}/`)),
  );

// Style sheets

/**
 * Everything that a style sheet uses and the data know: at-rules, properties with
 * their keywords, pseudo-classes, functions, ranges. What stands behind a
 * condition of `@supports` needs nothing.
 */
export function ofStyles(css) {
  const found = new Set();
  const add = (path) => found.add(path);
  const addKnown = (path) => compatOf(path) && add(path);
  const tree = csstree.parse(css, {
    onParseError: (error) => {
      throw error;
    },
  });
  csstree.walk(tree, {
    visit: 'Atrule',
    enter(node, item, list) {
      add(`css/at-rules/${node.name}`);
      if (node.name === 'supports') list.remove(item);
    },
  });
  csstree.walk(tree, (node) => {
    switch (node.type) {
      case 'Feature':
        if (node.kind === 'media') add(`css/at-rules/media/${node.name}`);
        break;
      case 'FeatureRange':
        // Container queries have had them from the start.
        if (node.kind === 'media') add('css/at-rules/media/range_syntax');
        break;
      case 'PseudoClassSelector':
      case 'PseudoElementSelector':
        if (node.name.startsWith('-webkit-')) break;
        add(`css/selectors/${node.name}`);
        break;
      case 'Declaration': {
        const { property } = node;
        if (property.startsWith('--') || property.startsWith('-webkit-')) break;
        add(`css/properties/${property}`);
        csstree.walk(node.value, (value) => {
          if (value.type !== 'Identifier' || value.name.startsWith('-')) return;
          addKnown(`css/properties/${property}/${value.name}`);
        });
        break;
      }
      case 'Function':
        add(placeOfFunction(node.name));
        break;
    }
  });
  return [...found];
}

function placeOfFunction(name) {
  const places = [
    'css/types',
    'css/types/color',
    'css/properties/custom-property',
    'css/properties/grid-template-columns',
    'css/types/basic-shape',
    'css/types/easing-function',
    'css/types/gradient',
  ];
  const found = places
    .map((place) => `${place}/${name}`)
    .find((path) => compatOf(path));
  if (!found) throw new Error(`${name}() is not in the data`);
  return found;
}

// Scripts

/**
 * Names that a script may have from the browser: members of anything, and what it
 * has not declared. Names of one or two letters are those of a minifier.
 */
export function namesIn(code) {
  const names = new Set();
  const own = new Set();
  const tree = parse(code, { ecmaVersion: 2022, sourceType: 'module' });
  full(tree, (node, _, type) => {
    if (type === 'VariablePattern') own.add(node.name);
    else if (type === 'Identifier') names.add(node.name);
    else if (type === 'MemberExpression' && !node.computed) {
      if (node.property.type === 'Identifier') names.add(node.property.name);
    }
  });
  return [...names].filter((name) => !own.has(name) && name.length > 2);
}

/** Names that are newer, and why that does no harm. */
const NO_HARM = {
  badge: 'a bundle of ours, not the sign on an icon',
  changed: 'a function of ours',
  checkVisibility: 'asked only where it is there',
  detached: 'wasm-bindgen looks whether an ArrayBuffer has it',
  dispose: 'wasm-bindgen looks whether Symbol has it',
  records: 'a member of what fetchWorks gives, not of an NFC message',
};

/** Names in a script that a browser of these versions, by row, does not know. */
export const tooNew = (code, versions) =>
  namesIn(code).filter(
    (name) =>
      !Object.hasOwn(NO_HARM, name) &&
      Object.keys(versions).some(
        (row) => firstOfName(name, row) > versions[row],
      ),
  );

/** By name, the versions that have anything so called, for each row. */
const NAMED = new Map();
function index(node) {
  for (const [key, child] of Object.entries(node)) {
    if (key === '__compat' || key === '__meta') continue;
    if (child.__compat) {
      const name = key.replace(/_(static|event)$/, '');
      if (!NAMED.has(name)) NAMED.set(name, []);
      NAMED.get(name).push(child.__compat.support);
    }
    index(child);
  }
}
[DATA.api, DATA.javascript.builtins, DATA.webassembly.api].forEach(index);

/**
 * The first version of a row that has anything of this name, in whichever
 * interface: zero where the data know none, as then it is the script's own.
 */
function firstOfName(name, row) {
  const all = NAMED.get(name);
  if (!all) return 0;
  return Math.max(
    ...BROWSERS[row].map((browser) =>
      Math.min(...all.map((support) => since(support, browser))),
    ),
  );
}
