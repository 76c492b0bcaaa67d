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

import { SITES } from '../../scripts/icons.mjs';
import {
  BADGE,
  PEOPLE,
  SEARCH,
  SIGN_IN,
  WORKS,
} from '../../www/src/element.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The text of all files of a folder whose names end so. */
const allOf = (folder, end, options) =>
  readdirSync(join(root, folder), options)
    .filter((name) => name.endsWith(end))
    .map((name) => read(join(folder, name)))
    .join('\n');

const manifest = JSON.parse(read('www/custom-elements.json'));
const api = read('www/api.d.ts');
const types = read('www/index.d.ts') + api;

const [badge, works, people, search, signIn] = [
  'scholar-badge',
  'scholar-works',
  'scholar-people',
  'scholar-search',
  'scholar-sign-in',
].map((tag) =>
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === tag),
);
const KINDS = [
  { ...BADGE, declared: badge, tag: 'scholar-badge' },
  { ...WORKS, declared: works, tag: 'scholar-works' },
  { ...PEOPLE, declared: people, tag: 'scholar-people' },
  { ...SEARCH, declared: search, tag: 'scholar-search' },
  { ...SIGN_IN, declared: signIn, tag: 'scholar-sign-in' },
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
const fieldsOf = (name) => found(bodyOf(name), /^ {2}(\w+)\??: /gm);

/** The texts that a type allows. */
function choicesOf(name) {
  const [, union] = new RegExp(`type ${name} =([^;]+);`).exec(types) ?? [];
  assert.ok(union, `${name} is declared`);
  return found(union, /'([a-z-]+)'/g);
}

const superclassOf = (name) =>
  new RegExp(`class ${name} extends (\\w+)`).exec(types)[1];

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
    const bodies = [declared.name, superclassOf(declared.name)]
      .filter((name) => name !== 'HTMLElement')
      .map(bodyOf)
      .join('');
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
    /(?:\.part|\bbutton|\blist|\bpopover|\badd|\bsaid|\bsay|\berror)\(\s*"([a-z -]+)"/g,
    /"part", "([a-z -]+)"/g,
    /part~='(.+?)'/g,
  ]
    .flatMap((pattern) => found(text, pattern))
    .flatMap((part) => part.split(' '))
    .filter((part) => !INTERNAL.includes(part));

const SOURCES = {
  badge:
    allOf('src/view', '.rs') +
    read('src/view/shared.css') +
    read('src/view/badge.css'),
  list: allOf('src/view/list', '.rs') + read('src/view/list/list.css'),
  people: allOf('src/view/people', '.rs') + read('src/view/people/people.css'),
  search: allOf('src/view/search', '.rs') + read('src/view/search/search.css'),
  signIn:
    allOf('src/view/sign_in', '.rs') + read('src/view/sign_in/sign_in.css'),
};

test('every part in the code is in the manifest', () => {
  const missing = (parts, declared) =>
    sorted(parts).filter((part) => !names(declared.cssParts).includes(part));
  const inBadge = partsIn(SOURCES.badge);
  const inList = partsIn(SOURCES.list);
  const inPeople = partsIn(SOURCES.people);
  const inSearch = partsIn(SOURCES.search);
  const inSignIn = partsIn(SOURCES.signIn);
  assert.ok(inBadge.length > 25 && inList.length > 40);
  assert.ok(inPeople.length > 20 && inSignIn.length > 12);
  assert.deepEqual(missing(inBadge, badge), []);
  assert.deepEqual(missing(inList, works), []);
  assert.deepEqual(missing(inPeople, people), []);
  assert.ok(inSearch.length > 15);
  assert.deepEqual(missing(inSearch, search), []);
  assert.deepEqual(missing(inSignIn, signIn), []);
});

test('every part in the manifest is in the code', () => {
  const written = (text) =>
    found(text, /"([a-z -]+)"/g).flatMap((words) => words.split(' '));
  const inBadge = written(SOURCES.badge);
  const withBadge = (source) => inBadge.concat(written(source));
  const gone = (declared, there) =>
    names(declared.cssParts).filter((part) => !there.includes(part));
  assert.deepEqual(gone(badge, inBadge), []);
  assert.deepEqual(gone(works, withBadge(SOURCES.list)), []);
  assert.deepEqual(gone(people, withBadge(SOURCES.people)), []);
  assert.deepEqual(gone(search, withBadge(SOURCES.search)), []);
  assert.deepEqual(gone(signIn, withBadge(SOURCES.signIn)), []);
});

test('the custom properties of the manifest are those of the style sheets', () => {
  const shared = read('src/view/shared.css');
  const ROLE = /--_(\w+): [^;]*?var\(\s*(--scholar-[a-z-]+)/g;
  // What no rule goes on to use changes nothing.
  const idle = (text) =>
    [...shared.matchAll(ROLE)]
      .map(([, , name]) => name)
      .filter((name) => {
        const roles = [...shared.matchAll(ROLE)];
        const own = roles.filter(([, , other]) => other === name);
        return !own.some(([, role]) => text.includes(`var(--_${role})`));
      });
  const used = (...texts) => {
    const text = [shared, ...texts].join();
    const named = found(text, /var\(\s*(--scholar-[a-z-]+)/g);
    return sorted(named.filter((name) => !idle(text).includes(name)));
  };
  const sheetOf = (path) => read(`src/view/${path}.css`);
  const inBadge = sheetOf('badge');
  for (const [declared, ...texts] of [
    [badge, inBadge, BADGE.room],
    [works, inBadge, sheetOf('list/list'), WORKS.room],
    [people, inBadge, sheetOf('people/people'), PEOPLE.room],
    [search, sheetOf('search/search'), SEARCH.room],
    [signIn, sheetOf('sign_in/sign_in'), SIGN_IN.room],
  ]) {
    assert.deepEqual(sorted(names(declared.cssProperties)), used(...texts));
  }
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
      ...declared.slots.filter(({ name }) => name),
    ];
    const missing = names(all).filter((name) => !named.includes(name));
    assert.deepEqual(missing, []);
  }
});

// Events

const eventsIn = (...files) =>
  sorted(
    files.flatMap((file) =>
      found(read(`src/element/${file}.rs`), /"(scholar-(?!badge)[a-z]+)"/g),
    ),
  );

test('the events of the manifest and of the types are those that are sent', () => {
  const sent = {
    ScholarBadge: eventsIn('badge', 'record'),
    ScholarWorks: eventsIn('works_events', 'record'),
    ScholarPeople: eventsIn('people_events', 'record'),
    ScholarSearch: eventsIn('search_events'),
    ScholarSignIn: eventsIn('sign_in'),
  };
  const anywhere = allOf('src/element', '.rs');
  assert.deepEqual(
    sorted(found(anywhere, /"(scholar-(?!badge)[a-z]+)"/g)),
    sorted(Object.values(sent).flat()),
  );
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
  const functionOf = (text, name) =>
    name ? text.split(`fn ${name}(`)[1].split('\n}\n')[0] : text;
  const membersIn = (path, name) =>
    sorted(
      found(
        functionOf(read(path), name),
        /\(\s*"([a-zA-Z]+)",\s*(?:Detail::|name\.map)/g,
      ),
    );
  for (const [detail, path, name] of [
    ['BadgeLoadDetail', 'src/element/badge.rs'],
    ['WorksLoadDetail', 'src/element/works_events.rs', 'tell_loaded'],
    ['PeopleLoadDetail', 'src/element/people_events.rs', 'tell_loaded'],
    ['ScholarErrorDetail', 'src/element/record.rs'],
    ['SearchErrorDetail', 'src/element/search_events.rs', 'tell_failed'],
    ['ScholarFilterDetail', 'src/element/works_events.rs', 'tell_filtered'],
    ['SignInErrorDetail', 'src/element/sign_in.rs'],
  ]) {
    assert.deepEqual(sorted(fieldsOf(detail)), membersIn(path, name), detail);
  }
  // A calm end has all but the last.
  assert.deepEqual(
    fieldsOf('SignInCancelDetail'),
    fieldsOf('SignInErrorDetail').slice(0, -1),
  );
  assert.deepEqual(fieldsOf('SignOutDetail'), ['orcid']);
  const selected = read('src/element/search_events.rs');
  const named = (name) =>
    found(functionOf(selected, name), /\(?&?"([a-z][a-zA-Z]+)"/g);
  assert.deepEqual(
    sorted(fieldsOf('ScholarSelectDetail')),
    sorted(named('tell_selected')),
  );
  assert.deepEqual(sorted(fieldsOf('SearchHit')), sorted(named('hit')));
  const who = found(read('src/element/who.rs'), /\(?&?"([a-zA-Z]+)"/g);
  assert.deepEqual(sorted(fieldsOf('SignedIn')), sorted(who));
});

test('the codes of errors are those of the registry and of the loader', () => {
  const codes = found(
    read('src/registry/error.rs'),
    /Self::\w+(?:\(_\))? => "([a-z-]+)",/g,
  );
  assert.ok(codes.length > 10);
  assert.deepEqual(
    sorted(choicesOf('ScholarErrorCode')),
    sorted([...codes, 'not-loaded', 'crashed']),
  );
});

// People

test('the drawings of sites are those that the code names', () => {
  const named = found(
    read('src/people/links.rs'),
    /site_of\(\s*"[^"]+",\s*"([a-z]+)",?\s*\)/g,
  );
  assert.ok(named.length > 10);
  assert.deepEqual(sorted(SITES), sorted(named));
});

// Signing in

const errors = read('src/signin/error.rs');

test('the codes of a sign-in are those of the code, and the README groups them all', () => {
  const rows = [...errors.matchAll(/^ {4}\w+ "([a-z-]+)" (\w+)$/gm)];
  const codes = rows
    .map(([, code]) => code)
    .concat(found(errors, /Self::\w+\(\.\.\) => "([a-z-]+)"/g));
  assert.ok(codes.length > 60);
  const calm = choicesOf('SignInCancelCode');
  const others = choicesOf('SignInErrorCode');
  assert.deepEqual(sorted([...calm, ...others]), sorted(codes));
  assert.equal(calm.length + others.length, codes.length);

  const advice = read('src/signin/advice.rs');
  const [, body] = /fn is_calm[^]*?matches!\(([^]*?)\)/.exec(advice);
  const isCalm = found(body, /Self::(\w+)/g);
  assert.deepEqual(
    sorted(calm),
    sorted(
      rows.filter((row) => isCalm.includes(row[2])).map(([, code]) => code),
    ),
  );

  const text = read('README.md') + read('docs/sign-in.md');
  assert.deepEqual(
    codes.filter((code) => !text.includes(`\`${code}\``)),
    [],
  );
});

test('the options of signIn are those that are read, under the names of attributes', () => {
  const options = read('src/element/raw_options.rs');
  const [, table] = /const NAMES[^=]*= \[([^]*?)\];/.exec(options);
  const pairs = [...table.matchAll(/\("(\w+)", "([a-z-]+)"\)/g)];
  assert.equal(pairs.length, 10);

  const client = read('src/signin/client_config.rs');
  const hints = found(client, /Self::\w+ => "([a-z_]+)"/g)
    .filter((name) => !name.includes('-'))
    .map((name) => name.replaceAll('_', '-'));
  assert.ok(hints.includes('given-names') && hints.includes('lang'));

  const attributes = [...pairs.map(([, , name]) => name), ...hints];
  const looks = ['purpose', 'theme'];
  assert.deepEqual(
    sorted([...attributes, ...looks]),
    sorted([...SIGN_IN.attributes, 'lang']),
  );
  for (const [, option, attribute] of pairs) {
    assert.equal(option, propertyOf(attribute));
  }
  assert.deepEqual(
    sorted(fieldsOf('SignInOptions')),
    sorted(attributes.map(propertyOf)),
  );
});

// What is published

test('the manifest and the declarations name what the modules export', () => {
  for (const { path, exports } of manifest.modules) {
    const code = read(path.replace('www/', 'www/src/'));
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
  for (const path of ['.', './element', './api', './data']) {
    const { types: declared, default: code } = exports[path];
    assert.ok(existsSync(join(root, declared)), declared);
    assert.equal(declared, code.replace(/\.js$/, '.d.ts'));
  }
});

const PAGE = `
import { ScholarWorks, type SignedIn, type WorksLoadDetail } from '../../www/index.js';
import { BADGE, PEOPLE, SEARCH, SIGN_IN, WORKS, define } from '../../www/element.js';
import { signIn, signOut, signedIn, type SignInError, type SignInOptions } from '../../www/api.js';

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
document.addEventListener('scholar-load', ({ detail }) => 'works' in detail && detail.works);
define('lab-works', { ...WORKS, load: async () => (host, root, take) => ({ changed() {}, free() {} }) });
const lab = document.createElement('scholar-people');
lab.organization = 'https://ror.org/05abcde12';
lab.addEventListener('scholar-load', ({ detail }) => detail.members - detail.failed);
define('lab-people', { ...PEOPLE, load: async () => (host, root, take, icons) => ({ changed() {}, free() {} }), icons: async () => ({}) });
const isList: boolean = list instanceof ScholarWorks;
define('lab-sign-in', { ...SIGN_IN, load: async () => () => ({ changed() {}, free() {} }) });
const search = document.createElement('scholar-search');
search.for = 'badge';
search.required = true;
search.value = null;
const chosen: string = search.value;
search.addEventListener('scholar-select', ({ detail }) => detail.hits.map(({ institutions }) => institutions.join()));
search.addEventListener('scholar-error', ({ detail }) => detail.code === 'bad-query' && search.reportValidity());
define('lab-search', { ...SEARCH, load: async () => () => ({ changed() {}, free() {} }) });
const button = document.createElement('scholar-sign-in');
button.clientId = 'APP-0123456789ABCDEF';
button.addEventListener('scholar-signin', ({ detail }) => {
  const who: SignedIn = detail;
  const token: string | null = who.idToken;
});
button.addEventListener('scholar-cancel', ({ detail }) => detail.code === 'window-closed');
button.addEventListener('scholar-error', ({ detail }) => detail.code === 'bad-signature' && detail.retryable);
document.addEventListener('scholar-signout', ({ detail }) => detail.orcid.length);
document.addEventListener('scholar-error', ({ detail }) => detail.code === 'not-loaded');
const options: SignInOptions = { clientId: 'APP-0123456789ABCDEF', redirectUri: '/callback.html' };
signIn(options).then(({ orcid }) => orcid, (error: SignInError) => error.code === 'access-denied');
signedIn({ ...options, remember: 'session' }).then((who) => who?.name);
signOut(options);

// @ts-expect-error a badge has no groups
badge!.group = 'year';
// @ts-expect-error no such code
badge?.addEventListener('scholar-error', ({ detail }) => detail.code === 'gone');
// @ts-expect-error a person's own choice is no error
button.addEventListener('scholar-error', ({ detail }) => detail.code === 'access-denied');
// @ts-expect-error nobody registered it
signIn({ redirectUri: '/callback.html' });
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
