// What the package is made of, and with what: sources, checksums, licences, install
// scripts, the bill of materials and the hashes that it is published with.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { FEATURES } from '../../scripts/bundles.mjs';
import { billOf, checksumsOf, compiledIn } from '../../scripts/sbom.mjs';
import { allows } from './licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const run = promisify(execFile);

/** A list of texts of deny.toml. */
function listed(name) {
  const [, list] = new RegExp(`^${name} = \\[([^\\]]*)\\]`, 'm').exec(
    read('deny.toml'),
  );
  return [...list.matchAll(/"([^"]+)"/g)].map(([, text]) => text);
}

const LICENCES = listed('allow');
const BANNED = listed('deny');
const WASM = ['--filter-platform', 'wasm32-unknown-unknown'];
const ALL = ['--no-default-features', '--features', FEATURES.join()];

async function metadataOf(folder, args) {
  const { stdout } = await run(
    'cargo',
    ['metadata', '--format-version', '1', '--locked', ...args],
    { cwd: join(root, folder), maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout);
}

/** The triple of this machine: of other machines the crates need not be there. */
async function hostPlatform() {
  const { stdout } = await run('rustc', ['-vV']);
  return ['--filter-platform', /^host: (.+)$/m.exec(stdout)[1]];
}

/** The crates of a graph that may be compiled, its own left out. */
const used = ({ packages, resolve, workspace_members }) => {
  const ids = new Set(resolve.nodes.map(({ id }) => id));
  return packages.filter(
    ({ id }) => ids.has(id) && !workspace_members.includes(id),
  );
};

for (const lock of ['Cargo.lock', 'tests/fuzz/Cargo.lock']) {
  test(`every crate of ${lock} is a registry's, with its checksum, or lies here`, () => {
    const entries = read(lock).split('[[package]]').slice(1);
    assert.ok(entries.length > 50);
    for (const entry of entries) {
      const source = /^source = "(.+)"$/m.exec(entry)?.[1];
      if (!source) continue;
      assert.match(source, /^registry\+/, entry);
      assert.match(entry, /^checksum = "[0-9a-f]{64}"$/m, entry);
    }
    const here = entries.filter((entry) => !entry.includes('\nsource = '));
    const names = here.map((entry) => /name = "(.+)"/.exec(entry)[1]);
    const known = ['scholar-badge', 'scholar-badge-fuzz', 'wasm-streams'];
    assert.ok(
      names.every((name) => known.includes(name)),
      names.join(),
    );
  });
}

test('cargo-deny looks at all that is compiled for a page', () => {
  assert.deepEqual(listed('features').toSorted(), FEATURES.toSorted());
});

test('every crate has a licence on the list, and none is banned', async () => {
  const host = await hostPlatform();
  const graphs = await Promise.all([
    metadataOf('.', [...WASM, ...ALL]),
    metadataOf('.', host),
    metadataOf('tests/fuzz', host),
  ]);
  const wrong = new Set();
  for (const graph of graphs) {
    const crates = used(graph);
    assert.ok(crates.length > 20);
    for (const { name, version, license } of crates) {
      if (!allows(license, LICENCES))
        wrong.add(`${name} ${version}: ${license}`);
      if (BANNED.includes(name)) wrong.add(`${name} is banned`);
    }
  }
  // A part of libfuzzer-sys is LLVM's, under its old licence; nobody publishes it.
  const known = [...wrong].filter((it) => !/^libfuzzer-sys .*NCSA$/.test(it));
  assert.deepEqual(known, []);
});

test('a licence is judged as SPDX writes it', () => {
  const may = (text) => allows(text, ['MIT', 'Zlib']);
  for (const text of [
    'MIT',
    'MIT OR GPL-3.0',
    'GPL-3.0/MIT',
    'MIT AND Zlib',
    '(MIT OR X) AND Zlib',
    'X OR (MIT AND Zlib)',
  ]) {
    assert.ok(may(text), text);
  }
  for (const text of [
    'GPL-3.0',
    'MIT AND GPL-3.0',
    '(MIT OR Zlib) AND X',
    'X OR MIT AND X',
    'MIT WITH Some-exception',
    '',
    undefined,
    'MIT OR',
    '(MIT',
  ]) {
    assert.ok(!may(text), String(text));
  }
});

test('every npm package comes from the registry, as it was when it was locked', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const { allowScripts, dependencies } = JSON.parse(read('package.json'));
  assert.equal(dependencies, undefined, 'pages install nothing else');
  for (const [
    path,
    { integrity, resolved, link, hasInstallScript },
  ] of Object.entries(packages)) {
    if (path === '') continue;
    assert.match(integrity ?? '', /^sha512-/, path);
    assert.equal(resolved, undefined, `${path} is not the registry's`);
    assert.equal(link, undefined, path);
    const name = path.split('node_modules/').at(-1);
    if (hasInstallScript) {
      assert.equal(allowScripts[name], false, `${name} runs a script`);
    }
  }
});

const ownMetadata = metadataOf('.', [...WASM, ...ALL]);

test('the bill of materials names all that is compiled in, and nothing else', async () => {
  const metadata = await ownMetadata;
  const { packages } = JSON.parse(read('package-lock.json'));
  const own = JSON.parse(read('package.json'));
  const checksums = checksumsOf(read('Cargo.lock'));
  const bill = billOf({ metadata, checksums, packages, own, rust: '1.95.0' });
  assert.equal(bill.bomFormat, 'CycloneDX');
  assert.match(bill.specVersion, /^1\.\d$/);
  assert.equal(bill.version, 1);
  const { component } = bill.metadata;
  assert.equal(component.purl, `pkg:npm/${own.name}@${own.version}`);
  const refs = [component, ...bill.components].map((one) => one['bom-ref']);
  assert.equal(new Set(refs).size, refs.length, 'each once');
  for (const {
    type,
    name,
    version,
    purl,
    licenses,
    hashes,
  } of bill.components) {
    assert.equal(type, 'library');
    assert.match(purl, /^pkg:(cargo|generic|npm)\/[\w.-]+@[\w.+-]+$/);
    assert.ok(purl.endsWith(`/${name}@${version}`));
    assert.ok(licenses[0].expression && !licenses[0].expression.includes('/'));
    for (const { alg, content } of hashes ?? []) {
      const length = { 'SHA-256': 64, 'SHA-512': 128 }[alg];
      assert.match(content, new RegExp(`^[0-9a-f]{${length}}$`), name);
    }
  }
  const withoutHash = bill.components.filter(({ hashes }) => !hashes);
  assert.deepEqual(
    withoutHash.map(({ name }) => name),
    ['wasm-streams', 'rust-std'],
  );
  for (const { ref, dependsOn } of bill.dependencies) {
    assert.ok(refs.includes(ref), ref);
    assert.ok(
      dependsOn.every((other) => refs.includes(other)),
      ref,
    );
  }
  const names = bill.components.map(({ name }) => name);
  for (const name of ['leptos', 'data-encoding', 'rust-std', 'simple-icons']) {
    assert.ok(names.includes(name), name);
  }
  // Of tests and of the compiler's own work nothing is in it.
  for (const name of [
    'proptest',
    'leptos_macro',
    'wasm-bindgen-macro',
    'esbuild',
  ]) {
    assert.ok(!names.includes(name), name);
  }
  const { crates } = compiledIn(metadata);
  assert.equal(bill.components.length, crates.length + 2);
});

const built = existsSync(join(root, 'www/pkg/integrity.json'));

test(
  'the published hashes are those of the published files',
  { skip: !built && 'nothing is built' },
  async () => {
    const { integrityOf } = await import('../../scripts/integrity.mjs');
    const values = JSON.parse(read('www/pkg/integrity.json'));
    const scripts = read('www/index.js') + read('www/api.js');
    for (const [name, value] of Object.entries(values)) {
      const file = join(root, 'www', name);
      assert.equal(integrityOf(file), value, name);
      if (!name.endsWith('.wasm')) continue;
      assert.ok(
        scripts.includes(integrityOf(file, 'sha256')),
        `${name} in index.js`,
      );
    }
    assert.equal(
      Object.keys(values).filter((it) => it.endsWith('.wasm')).length,
      8,
    );
    const bill = JSON.parse(read('www/pkg/sbom.cdx.json'));
    assert.equal(bill.bomFormat, 'CycloneDX');
  },
);
