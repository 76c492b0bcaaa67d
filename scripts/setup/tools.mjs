// Programs built with cargo into .tools/, at the versions the project names.

import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask, must, which } from '../process.mjs';

// A build of these tools made to be ready soon: optimising them takes longer
// than they ever run.
const FAST_INSTALL = {
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_DEBUG: '0',
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
};

/** wasm-bindgen and its test runner, at exactly the version of the crate. */
export async function wasmBindgen(root, say) {
  const version = find(root, 'Cargo.toml', /^wasm-bindgen\s*=\s*"=([\d.]+)"/m);
  const path = await tool(root, say, {
    name: 'wasm-bindgen',
    crate: 'wasm-bindgen-cli',
    version,
    // Not --locked: that lock file names a crate which was withdrawn.
    args: [],
    time: '1 to 3 minutes',
  });
  return {
    wasmBindgen: path,
    testRunner: join(dirname(path), 'wasm-bindgen-test-runner'),
  };
}

/** Trunk, which serves the demo. */
export async function trunk(root, say) {
  const version = find(root, 'Trunk.toml', /^trunk-version\s*=\s*"=([\d.]+)"/m);
  return tool(root, say, {
    name: 'trunk',
    crate: 'trunk',
    version,
    args: ['--locked'],
    time: '3 to 8 minutes, this once',
  });
}

const find = (root, file, pattern) =>
  readFileSync(join(root, file), 'utf8').match(pattern)[1];

/** The tool at that version: from .tools, from PATH, or newly built. */
async function tool(root, say, { name, crate, version, args, time }) {
  const own = join(root, '.tools', 'bin', name);
  for (const path of [own, which(name)]) {
    if (path && (await hasVersion(path, version))) return path;
  }
  say(`${name} ${version} is missing: building it into .tools (${time})`);
  const work = join(root, '.tools', 'build');
  await must(
    'cargo',
    [
      'install',
      crate,
      '--version',
      version,
      ...args,
      '--root',
      '.tools',
      '--force',
    ],
    {
      cwd: root,
      env: { ...process.env, ...FAST_INSTALL, CARGO_TARGET_DIR: work },
      quiet: true,
    },
  );
  rmSync(work, { recursive: true, force: true });
  return own;
}

async function hasVersion(path, version) {
  const answer = await ask(path, ['--version']);
  return answer?.split(/\s+/)[1] === version;
}
