// The package inside other people's builds: what bundlers make of it works in a
// page, `require` and servers can load it, and nothing in it needs a top-level
// await, which many of them refuse.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from './support/test.mjs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { build as esbuild, transform } from 'esbuild';
import { build as vite } from 'vite';
import { SCRIPTS } from '../../scripts/loader.mjs';
import {
  BESIDE_STYLES,
  namesIn,
  numberOf,
  tableOf,
  tooNew,
} from '../scripts/compatibility.mjs';
import { useStage } from './support/stage.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WWW = join(root, 'www');

/** What Vite 5 and 6 build for, unless told otherwise. */
const OF_VITE_6 = ['es2020', 'edge88', 'firefox78', 'chrome87', 'safari14'];
/**
 * What they tell esbuild of these browsers. The last is what their esbuild knew;
 * ours counts a defect of Safari 14, and has no way around it.
 */
const BY_VITE_6 = {
  'dynamic-import': true,
  'import-meta': true,
  destructuring: true,
};

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

describe('the published scripts', () => {
  const scripts = filesOf(WWW).filter((path) => path.endsWith('.js'));
  /** A script that is no module may await nothing at its top. */
  const asScript = (code) => transform(code, { format: 'iife' });

  it('await nothing at the top level', async () => {
    await assert.rejects(asScript('await 1'), /[Tt]op-level await/);
    assert.ok(scripts.length > SCRIPTS.length * 2);
    for (const path of scripts) await asScript(readFileSync(path, 'utf8'));
  });

  it('import nothing statically: each import would be a round trip', async () => {
    for (const name of SCRIPTS) {
      const { metafile } = await esbuild({
        entryPoints: [join(WWW, `${name}.js`)],
        bundle: true,
        external: ['./pkg/*'],
        format: 'esm',
        metafile: true,
        write: false,
      });
      const kinds = Object.values(metafile.inputs)
        .flatMap(({ imports }) => imports)
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'dynamic-import');
      assert.deepEqual(kinds, [], name);
    }
  });

  it('use nothing that the oldest browsers of the README do not know', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const versions = Object.fromEntries(
      Object.entries(tableOf(readme)).map(([row, { version }]) => [
        row,
        numberOf(version),
      ]),
    );
    assert.equal(Object.keys(versions).length, 3);
    const codes = scripts.map((path) => readFileSync(path, 'utf8'));
    for (const code of codes) assert.deepEqual(tooNew(code, versions), []);
    // And what stands in the list of what they use, they use.
    const names = new Set(codes.flatMap(namesIn));
    const listed = BESIDE_STYLES.filter((path) =>
      /^(api|javascript\/builtins|webassembly)\//.test(path),
    ).map((path) => path.split('/').at(-1).replace('_static', ''));
    const idle = listed.filter((name) => !names.has(name));
    assert.deepEqual(idle, []);
  });

  it('are small, and lead to their readable sources', () => {
    for (const name of SCRIPTS) {
      const code = readFileSync(join(WWW, `${name}.js`), 'utf8');
      const [, address] = /\n\/\/# sourceMappingURL=(\S+)\n$/.exec(code);
      const map = JSON.parse(readFileSync(join(WWW, address), 'utf8'));
      assert.ok(map.sources.includes(`src/${name}.js`), name);
      assert.ok(map.mappings.length > 100, name);
      const sources = map.sources.map((path) => join(WWW, path));
      for (const path of sources) assert.ok(existsSync(path), path);
      const written = sources
        .map((path) => readFileSync(path, 'utf8'))
        .join('');
      assert.ok(code.length < written.length * 0.75, `${name} is minified`);
    }
  });
});

// A site that has the package among its node_modules, as npm would lay it there.

/** An application. It needs the classes while it starts. */
const APP = `
import { ScholarBadge, ScholarSignIn, ScholarWorks } from 'scholar-badge';
globalThis.app = [ScholarBadge, ScholarWorks, ScholarSignIn].map(
  (its) => its && document.createElement('scholar-badge') instanceof its,
);
`;
const API = `
import { signedIn } from 'scholar-badge/api';
globalThis.api = signedIn;
`;

let site;
before(() => {
  mkdirSync(join(root, 'target'), { recursive: true });
  site = mkdtempSync(join(root, 'target', 'host-'));
  const home = join(site, 'node_modules', 'scholar-badge');
  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', 'www']) {
    cpSync(join(root, name), join(home, name), { recursive: true });
  }
  write('package.json', '{ "type": "module", "private": true }');
  write('app.js', APP);
  write('api.js', API);
});
after(() => rmSync(site, { recursive: true, force: true }));

function write(name, text) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  writeFileSync(join(site, name), text);
}

const stage = useStage();
let sites = 0;

/** Opens a page of the site that some build has made in a folder. */
async function open(t, folder, html) {
  const base = `/built-${process.pid}-${++sites}/`;
  for (const path of filesOf(folder)) {
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    stage.pages.serve(base + name, readFileSync(path));
  }
  const visit = await stage.visit(t, { scripts: [], body: '' });
  const page = html ?? readFileSync(join(folder, 'index.html'), 'utf8');
  await visit.page.goto(stage.pages.serve(`${base}index.html`, page));
  return visit;
}

const page = (script, kind) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A site</title>
<link rel="icon" href="data:,">
${stage.badge('ordinary')}
<script ${kind} src="${script}"></script>
</html>`;

/** The badge is there, and the classes were there at once. */
async function works(visit) {
  const { detail } = await visit.loaded();
  assert.equal(detail.name, 'Solveig Marchetti-Lund');
  const seen = await visit.page.evaluate(() => globalThis.app);
  assert.deepEqual(seen, [true, false, false]);
  assert.deepEqual(visit.trouble, []);
}

describe('a site built with Vite', () => {
  for (const [what, target] of [
    ['as it builds today', undefined],
    ['for es2020', 'es2020'],
    ['for what Vite 5 and 6 build for', OF_VITE_6],
  ]) {
    it(`works ${what}`, async (t) => {
      write('index.html', page('./app.js', 'type="module"'));
      const outDir = join(site, `vite-${++sites}`);
      await vite({
        root: site,
        base: './',
        configFile: false,
        logLevel: 'error',
        build: { outDir, emptyOutDir: true, ...(target && { target }) },
      });
      const wasm = filesOf(outDir).filter((path) => path.endsWith('.wasm'));
      const named = readFileSync(join(WWW, 'index.js'), 'utf8').match(
        /scholar_\w+_bg\.wasm/g,
      );
      assert.equal(wasm.length, new Set(named).size, 'one for each bundle');
      await works(await open(t, outDir));
    });
  }
});

describe('a site built with esbuild', () => {
  const bundle = async (options) => {
    const outdir = join(site, `esbuild-${++sites}`);
    await esbuild({
      absWorkingDir: site,
      entryPoints: ['app.js', 'api.js'],
      bundle: true,
      logLevel: 'silent',
      outdir,
      ...options,
    });
    // It moves scripts and leaves addresses as they are; the README says so.
    const pkg = join(site, 'node_modules', 'scholar-badge', 'www', 'pkg');
    cpSync(pkg, join(outdir, 'pkg'), { recursive: true });
    return outdir;
  };

  for (const [what, target, supported] of [
    ['of today', 'esnext'],
    ['of es2020', 'es2020'],
    ['that Vite 5 and 6 build for', OF_VITE_6, BY_VITE_6],
  ]) {
    it(`works as a module for browsers ${what}`, async (t) => {
      const outdir = await bundle({ format: 'esm', target, supported });
      await works(await open(t, outdir, page('./app.js', 'type="module"')));
    });
  }

  it('works as a classic script', async (t) => {
    const outdir = await bundle({
      format: 'iife',
      target: 'es2020',
      banner: { js: 'var scriptAddress = document.currentScript.src;' },
      define: { 'import.meta.url': 'scriptAddress' },
    });
    await works(await open(t, outdir, page('./app.js', 'defer')));
  });

  it('can be required, and does nothing then', async () => {
    const outdir = await bundle({ format: 'cjs', platform: 'node' });
    write(`${outdir.slice(site.length + 1)}/package.json`, '{}');
    const said = await node(
      `require('./app.js'); require('./api.js');
      console.log(JSON.stringify(globalThis.app));`,
      outdir,
      'commonjs',
    );
    assert.equal(said, '[null,null,null]\n');
  });
});

describe('a server', () => {
  const SAYS = `
    const [index, element, api, data] = all;
    console.log(Object.values(index).filter(Boolean).length);
    console.log(typeof element.define('lab-badge', element.BADGE));
    data.parseOrcid('0000000218250097').then(({ orcid }) => console.log(orcid));
    api.signedIn({}).catch(({ message }) => console.log(message));
  `;
  const NAMES = ['', '/element', '/api', '/data'].map(
    (end) => `scholar-badge${end}`,
  );
  const SAID =
    '0\nundefined\nsigning in needs a browser\n0000-0002-1825-0097\n';

  it('can import it, and nothing happens', async () => {
    const names = JSON.stringify(NAMES);
    const code = `
      const all = await Promise.all(${names}.map((name) => import(name)));
      ${SAYS}`;
    assert.equal(await node(code, site, 'module'), SAID);
  });

  it('can require it, and nothing happens', async () => {
    const code = `const all = ${JSON.stringify(NAMES)}.map(require); ${SAYS}`;
    assert.equal(await node(code, site, 'commonjs'), SAID);
  });
});

/** Runs some code in Node; what it prints. */
async function node(code, cwd, type) {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      // Node 20 calls `require` of modules an experiment.
      '--disable-warning=ExperimentalWarning',
      ...[`--input-type=${type}`, '-e', code],
    ],
    { cwd, timeout: 30_000 },
  );
  assert.equal(stderr, '');
  return stdout;
}
