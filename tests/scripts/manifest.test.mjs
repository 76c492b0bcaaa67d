// What editors and type checkers are told of the elements is kept by hand:
// here it is held to the code.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The text of all files of a folder whose names end so. */
const allOf = (folder, end, options) =>
  readdirSync(join(root, folder), options)
    .filter((name) => name.endsWith(end))
    .map((name) => read(join(folder, name)))
    .join('\n');

// element.js defines a class only when asked to.
globalThis.HTMLElement ??= class {};
const { BADGE, WORKS } = await import('../../www/element.js');

const manifest = JSON.parse(read('www/custom-elements.json'));
const types = read('www/index.d.ts');

const [badge, works] = ['scholar-badge', 'scholar-works'].map((tag) =>
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === tag),
);
const KINDS = [
  { ...BADGE, declared: badge, tag: 'scholar-badge' },
  { ...WORKS, declared: works, tag: 'scholar-works' },
];

const found = (text, pattern) => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name)),
];
const sorted = (values) => [...new Set(values)].toSorted();
const names = (items) => items.map(({ name }) => name);
const propertyOf = (attribute) =>
  attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());

/** The members of one interface or class of the declarations. */
function bodyOf(name) {
  const [, body] =
    new RegExp(`(?:interface|class) ${name}\\b[^{]*{\n([^]*?)\n}`).exec(
      types,
    ) ?? [];
  assert.ok(body, `${name} is declared`);
  return body;
}
const fieldsOf = (name) => found(bodyOf(name), /^ {2}(\w+): /gm);

test('every attribute is in the manifest, and no other', () => {
  for (const { attributes, declared } of KINDS) {
    const inManifest = names(declared.attributes);
    assert.deepEqual(sorted(inManifest), sorted([...attributes, 'lang']));
    assert.equal(inManifest.length, new Set(inManifest).size);
  }
});

test('every attribute but lang has a property of its own, in manifest and types', () => {
  for (const { attributes, declared, tag } of KINDS) {
    const properties = sorted(attributes.map(propertyOf));
    assert.deepEqual(sorted(names(declared.members)), properties);
    for (const { name, attribute } of declared.members) {
      assert.equal(propertyOf(attribute), name);
    }
    const bodies = bodyOf('ScholarElement') + bodyOf(declared.name);
    assert.deepEqual(sorted(found(bodies, /get (\w+)\(\)/g)), properties);
    assert.deepEqual(sorted(found(bodies, /set (\w+)\(/g)), properties, tag);
  }
});

// Parts and custom properties

/** They carry the view, and are nothing to style. */
const INTERNAL = ['root', 'stretch'];

/** The names that these sources give to boxes, or that a style sheet uses. */
const partsIn = (text) =>
  [
    /(?:\.part|\bbutton|\blist|\bdisclosure)\(\s*"([a-z -]+)"/g,
    /"part", "([a-z -]+)"/g,
    /part~='(.+?)'/g,
  ]
    .flatMap((pattern) => found(text, pattern))
    .flatMap((part) => part.split(' '))
    .filter((part) => !INTERNAL.includes(part));

const SOURCES = {
  badge: allOf('src/view', '.rs') + read('src/view/badge.css'),
  list: allOf('src/view/list', '.rs') + read('src/view/list/list.css'),
};

test('every part in the code is in the manifest', () => {
  const missing = (parts, declared) =>
    sorted(parts).filter((part) => !names(declared.cssParts).includes(part));
  const inBadge = partsIn(SOURCES.badge);
  const inList = partsIn(SOURCES.list);
  assert.ok(inBadge.length > 25 && inList.length > 40);
  assert.deepEqual(missing(inBadge, badge), []);
  assert.deepEqual(missing(inList, works), []);
});

test('every part in the manifest is in the code', () => {
  const written = (text) =>
    found(text, /"([a-z -]+)"/g).flatMap((words) => words.split(' '));
  const inBadge = written(SOURCES.badge);
  const anywhere = inBadge.concat(written(SOURCES.list));
  const gone = (declared, there) =>
    names(declared.cssParts).filter((part) => !there.includes(part));
  assert.deepEqual(gone(badge, inBadge), []);
  assert.deepEqual(gone(works, anywhere), []);
});

test('the custom properties of the manifest are those of the style sheets', () => {
  const used = (...texts) =>
    sorted(found(texts.join(), /var\((--scholar-[a-z-]+)/g));
  const sheets = [read('src/view/badge.css'), read('src/view/list/list.css')];
  const inBadge = used(sheets[0], BADGE.room);
  const inList = used(...sheets, WORKS.room);
  assert.deepEqual(sorted(names(badge.cssProperties)), inBadge);
  assert.deepEqual(sorted(names(works.cssProperties)), inList);
});

test('the README names every attribute, custom property and part', () => {
  const text = read('README.md');
  const named = sorted(found(text, /`(?:<)?([\w-]+)(?:>)?`/g));
  for (const { declared } of KINDS) {
    const all = [
      ...declared.attributes,
      ...declared.cssProperties,
      ...declared.cssParts,
      ...declared.events,
    ];
    const missing = names(all).filter((name) => !named.includes(name));
    assert.deepEqual(missing, []);
  }
});

// Events

const doors = {
  badge: read('src/element/badge.rs'),
  common: read('src/element/mod.rs'),
  works: allOf('src/element', '.rs'),
};
const eventsIn = (text) => found(text, /"(scholar-(?!badge)[a-z]+)"/g);

test('the events of the manifest and of the types are those that are sent', () => {
  const sent = {
    ScholarBadge: sorted(eventsIn(doors.badge + doors.common)),
    ScholarWorks: sorted(eventsIn(doors.works)),
  };
  for (const { declared } of KINDS) {
    const { name } = declared;
    assert.deepEqual(sorted(names(declared.events)), sent[name]);
    const inTypes = found(bodyOf(`${name}EventMap`), /'(scholar-\w+)':/g);
    assert.deepEqual(sorted(inTypes), sent[name]);
    for (const event of declared.events) {
      const [, detail] = /^CustomEvent<(\w+)>$/.exec(event.type.text);
      assert.ok(
        bodyOf(`${name}EventMap`).includes(
          `'${event.name}': CustomEvent<${detail}>`,
        ),
        `${name}: ${event.name}`,
      );
    }
  }
});

test('event details have the members that the types declare', () => {
  const membersIn = (path) =>
    sorted(found(read(path), /\(\s*"([a-zA-Z]+)",\s*(?:Detail::|name\.map)/g));
  for (const [detail, path] of [
    ['BadgeLoadDetail', 'src/element/badge.rs'],
    ['WorksLoadDetail', 'src/element/wanted.rs'],
    ['ScholarErrorDetail', 'src/element/mod.rs'],
    ['ScholarFilterDetail', 'src/element/works.rs'],
  ]) {
    assert.deepEqual(sorted(fieldsOf(detail)), membersIn(path), detail);
  }
});

test('the codes of errors are those of the registry, and not-loaded', () => {
  const codes = found(
    read('src/registry/error.rs'),
    /Self::\w+(?:\(_\))? => "([a-z-]+)",/g,
  );
  assert.ok(codes.length > 10);
  const [, union] = /type ScholarErrorCode =([^;]+);/.exec(types);
  assert.deepEqual(
    sorted(found(union, /'([a-z-]+)'/g)),
    sorted([...codes, 'not-loaded']),
  );
});

// What is published

test('the manifest and the declarations name what the modules export', () => {
  for (const { path, exports } of manifest.modules) {
    const code = read(path);
    const exported = found(code, /^export (?:const|function) (\w+)/gm);
    const scripts = exports.filter(({ kind }) => kind === 'js');
    assert.deepEqual(sorted(names(scripts)), sorted(exported), path);
    const declared = read(path.replace(/\.js$/, '.d.ts'));
    for (const name of exported) {
      assert.match(
        declared,
        new RegExp(`export (?:class|const|function) ${name}\\b`),
      );
    }
  }
});

test('package.json leads to the manifest and the declarations', () => {
  const { customElements, exports } = JSON.parse(read('package.json'));
  assert.equal(customElements, 'www/custom-elements.json');
  for (const path of ['.', './element']) {
    const { types: declared, default: code } = exports[path];
    assert.ok(existsSync(join(root, declared)), declared);
    assert.equal(declared, code.replace(/\.js$/, '.d.ts'));
  }
});

const PAGE = `
import { ScholarWorks, type WorksLoadDetail } from '../../www/index.js';
import { BADGE, WORKS, define } from '../../www/element.js';

const list = document.createElement('scholar-works');
list.orcid = '0000-0002-1825-0097';
list.limit = 10;
list.from = null;
const text: string | null = list.headingLevel;
list.addEventListener('scholar-load', ({ detail }) => {
  const all: WorksLoadDetail = detail;
  const failed: number = all.failed;
});
list.addEventListener('scholar-filter', ({ detail }) => detail.shown + 1);
list.addEventListener('click', ({ clientX }) => clientX);
const badge = document.querySelector('scholar-badge');
badge?.addEventListener('scholar-error', ({ detail }) => {
  if (detail.code === 'timed-out') badge.timeout = 60;
});
document.addEventListener('scholar-load', ({ detail }) => detail.works);
define('lab-works', { ...WORKS, load: async () => (host, root, take) => ({ changed() {}, free() {} }) });
const isList: boolean = list instanceof ScholarWorks;

// @ts-expect-error a badge has no groups
badge!.group = 'year';
// @ts-expect-error no such code
badge?.addEventListener('scholar-error', ({ detail }) => detail.code === 'gone');
// @ts-expect-error nothing is loaded
define('lab-badge', { ...BADGE });
`;

test('a page in TypeScript can use the declarations, and is told its mistakes', async () => {
  const target = join(root, 'target');
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(target, 'types-'));
  try {
    const file = join(folder, 'page.ts');
    const up = relative(folder, root).replaceAll('\\', '/');
    writeFileSync(file, PAGE.replaceAll('../../', `${up}/`));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = {
      '--lib': 'es2022,dom,dom.iterable',
      '--module': 'nodenext',
      '--target': 'es2022',
    };
    const said = await promisify(execFile)(process.execPath, [
      ...[tsc, '--noEmit', '--strict', '--ignoreConfig'],
      ...[...Object.entries(options).flat(), file],
    ]).catch((error) => error);
    assert.equal(said.stdout + said.stderr, '');
    assert.equal(said.code, undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
