// What the published package is made of, as a CycloneDX bill of materials: the crates
// that are compiled into the Wasm, Rust's standard library, which is compiled with them,
// and the npm package whose drawings it has. What only builds or tests it is not in it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES } from './bundles.mjs';
import { must } from './process.mjs';

/** Where it is published. */
export const SBOM = 'www/pkg/sbom.cdx.json';

/** The npm packages of which something is in the published files. */
const BUNDLED = ['simple-icons'];

/** Writes the bill; the same sources make the same file. */
export async function writeSbom(root, env) {
  const [metadata, rustc] = await Promise.all([
    must(
      'cargo',
      [
        ...['metadata', '--format-version', '1', '--locked'],
        ...['--filter-platform', 'wasm32-unknown-unknown'],
        ...['--no-default-features', '--features', FEATURES.join()],
      ],
      { cwd: root, env, quiet: true, timeout: 120_000 },
    ),
    must('rustc', ['--version'], { env, quiet: true }),
  ]);
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const bill = billOf({
    metadata: JSON.parse(metadata.slice(metadata.indexOf('{'))),
    checksums: checksumsOf(read('Cargo.lock')),
    packages: JSON.parse(read('package-lock.json')).packages,
    own: JSON.parse(read('package.json')),
    rust: rustc.split(' ')[1],
  });
  writeFileSync(join(root, SBOM), `${JSON.stringify(bill, null, 1)}\n`);
}

/** The bill of these inputs, each as its tool writes it. */
export function billOf({ metadata, checksums, packages, own, rust }) {
  const ownRef = `pkg:npm/${own.name}@${own.version}`;
  const { crates, edges } = compiledIn(metadata);
  const byId = new Map(metadata.packages.map((crate) => [crate.id, crate]));
  const std = {
    type: 'library',
    'bom-ref': `pkg:generic/rust-std@${rust}`,
    name: 'rust-std',
    version: rust,
    purl: `pkg:generic/rust-std@${rust}`,
    licenses: [{ expression: 'MIT OR Apache-2.0' }],
  };
  const bundled = BUNDLED.map((name) =>
    npmComponent(name, packages[`node_modules/${name}`]),
  );
  const components = [
    ...crates.map((crate) => crateComponent(crate, checksums)),
    std,
    ...bundled,
  ].toSorted((one, other) => (one['bom-ref'] < other['bom-ref'] ? -1 : 1));
  const root = metadata.resolve.root;
  const dependsOn = (id) =>
    (edges.get(id) ?? []).map((other) => refOf(byId.get(other))).toSorted();
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': ownRef,
        name: own.name,
        version: own.version,
        purl: ownRef,
        licenses: [{ expression: own.license }],
      },
    },
    components,
    dependencies: [
      {
        ref: ownRef,
        dependsOn: [
          ...dependsOn(root),
          std['bom-ref'],
          ...bundled.map((one) => one['bom-ref']),
        ],
      },
      ...crates.map(({ id, ...crate }) => ({
        ref: refOf(crate),
        dependsOn: dependsOn(id),
      })),
    ],
  };
}

const refOf = ({ name, version }) => `pkg:cargo/${name}@${version}`;

/**
 * The crates that the crate's own code is linked with, and who asks for whom: what is
 * reached without development and build dependencies and without procedural macros,
 * which run in the compiler.
 */
export function compiledIn({ packages, resolve }) {
  const byId = new Map(packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) =>
    byId.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const edges = new Map();
  const waiting = [resolve.root];
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (edges.has(id)) continue;
    const next = nodes
      .get(id)
      .deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => !kind))
      .map(({ pkg }) => pkg)
      .filter((other) => !isMacro(other));
    edges.set(id, next);
    waiting.push(...next);
  }
  const crates = [...edges.keys()]
    .filter((id) => id !== resolve.root)
    .map((id) => byId.get(id));
  return { crates, edges };
}

/** `{ "name version": checksum }` of Cargo.lock. */
export function checksumsOf(lock) {
  const entry =
    /\[\[package\]\]\nname = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(\w{64})"/g;
  return Object.fromEntries(
    [...lock.matchAll(entry)].map(([, name, version, checksum]) => [
      `${name} ${version}`,
      checksum,
    ]),
  );
}

/** A component by its package URL; `hash` as `{ alg, content }`, if it is known. */
const component = (purl, { name, version }, expression, hash) => ({
  type: 'library',
  'bom-ref': purl,
  name,
  version,
  purl,
  licenses: [{ expression }],
  ...(hash && { hashes: [hash] }),
});

function crateComponent(crate, checksums) {
  const content = checksums[`${crate.name} ${crate.version}`];
  return component(
    refOf(crate),
    crate,
    // Cargo still takes the old form, "MIT/Apache-2.0".
    crate.license.replaceAll('/', ' OR '),
    // What lies in vendor/ has none.
    content && { alg: 'SHA-256', content },
  );
}

function npmComponent(name, { version, license, integrity }) {
  const [, hash] = integrity.match(/^sha512-(.+)$/);
  const content = Buffer.from(hash, 'base64').toString('hex');
  const purl = `pkg:npm/${name}@${version}`;
  return component(purl, { name, version }, license, {
    alg: 'SHA-512',
    content,
  });
}
