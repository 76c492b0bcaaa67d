// Gets this machine ready: finds what is there, says what is missing and what
// it does about it, installs only that. Quick when nothing is missing.
//
//   node scripts/setup.mjs [build|test|serve]
//
// Other scripts call `setUp(purpose)`. Runs on a bare clone: no dependencies.

import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './process.mjs';
import { browser, engines } from './setup/browser.mjs';
import { cxx } from './setup/cxx.mjs';
import { nginx } from './setup/nginx.mjs';
import { checkNode, installPackages } from './setup/node.mjs';
import { python } from './setup/python.mjs';
import { hostComponents, wasmToolchain } from './setup/rust.mjs';
import { trunk, wasmBindgen } from './setup/tools.mjs';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Everything that `purpose` (build, test or serve) needs, as
 *
 * - `tools`: full paths of `wasmBindgen`, `testRunner`, `trunk`, `chromium`,
 *   `chromedriver`, `python`, `nginx` (those that the purpose needs), and of the other
 *   browsers that are there (setup/browser.mjs);
 * - `engines`: those in which the end-to-end tests can run;
 * - `hostEnv`: the environment for native cargo and for Node programs;
 * - `releaseEnv`: for the Wasm that is published, small above all;
 * - `wasmTestEnv`: for Wasm under test, with its panic messages.
 */
export async function setUp(purpose) {
  const needs = { [purpose]: true };
  const say = (text) => console.log(`set-up: ${text}`);

  checkNode(root);
  await installPackages(root, say);
  // One after another: what these install, they install with a lock.
  const toolchain = await wasmToolchain(root, needs, say);
  if (needs.test) await hostComponents(say);
  const tools = await wasmBindgen(root, say);
  const found = { tools };
  if (needs.serve) tools.trunk = await trunk(root, say);
  if (needs.test) {
    Object.assign(tools, await browser(say));
    const { engines: names, ...more } = await engines(say);
    Object.assign(tools, more);
    found.engines = names;
    tools.python = await python(root, say);
    tools.nginx = await nginx(say);
    await cxx(say);
  }

  return { ...found, ...environments(tools, toolchain) };
}

/** The names by which tests find the programs that they start. */
const VARIABLES = {
  CHROMIUM: 'chromium',
  CHROMEDRIVER: 'chromedriver',
  CHROMIUM_SHELL: 'chromiumShell',
  FIREFOX: 'firefox',
  WEBKIT_DRIVER: 'webkitDriver',
  MINIBROWSER: 'miniBrowser',
  XVFB: 'xvfb',
  PYTHON: 'python',
  NGINX: 'nginx',
};

const variables = (tools) =>
  Object.fromEntries(
    Object.entries(VARIABLES)
      .map(([variable, tool]) => [variable, tools[tool]])
      .filter(([, path]) => path),
  );

function environments(tools, toolchain) {
  const folders = new Set([
    dirname(tools.wasmBindgen),
    ...(tools.trunk ? [dirname(tools.trunk)] : []),
    join(root, 'node_modules', '.bin'),
  ]);
  const hostEnv = {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(delimiter),
    CARGO_TERM_COLOR: process.stdout.isTTY ? 'always' : 'never',
    ...variables(tools),
  };
  const wasmEnv = {
    ...hostEnv,
    ...toolchain,
    // The standard library is built with the crate; see setup/rust.mjs. Rust
    // has this option for several years, but not yet without this switch.
    RUSTC_BOOTSTRAP: '1',
  };
  return {
    hostEnv,
    releaseEnv: {
      ...wasmEnv,
      CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort',
      CARGO_UNSTABLE_BUILD_STD_FEATURES: 'optimize_for_size',
      // A panic stops at once, without the text that nobody would see.
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:
        '-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none',
    },
    wasmTestEnv: {
      ...wasmEnv,
      CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort,test',
      CARGO_PROFILE_DEV_DEBUG: '0',
      // A folder of its own: other flags in the same one rebuild everything.
      CARGO_TARGET_DIR: join(root, 'target', 'wasm-test'),
      WASM_BINDGEN_TEST_TIMEOUT: '120',
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    mkdirSync(join(root, 'target'), { recursive: true });
    const { tools } = await setUp(process.argv[2] ?? 'test');
    console.log('set-up: all there');
    for (const [name, path] of Object.entries(tools).filter(([, it]) => it)) {
      console.log(`  ${name}: ${path}`);
    }
  });
}
