// Node itself and the npm packages of package-lock.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, Problem, which } from '../process.mjs';

export function checkNode(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json')));
  const wanted = engines.node.match(/\d+(\.\d+)*/)[0];
  if (!atLeast(process.versions.node, wanted)) {
    throw new Problem(
      `Node ${process.versions.node} is too old: install Node ${wanted} or newer.`,
    );
  }
}

/** Installs the npm packages when they are missing or the lock file has changed. */
export async function installPackages(root, say) {
  if (packagesMatchLock(root)) return;
  say('npm packages are missing or out of date: npm ci (about 10 seconds)');
  const npm = which('npm');
  if (!npm) throw new Problem('npm is missing: it comes with Node.');
  // npm sets NODE_ENV and npm_config_* for the scripts it runs; none matters.
  await must(npm, ['ci', '--include=dev'], { cwd: root, quiet: true });
  if (!packagesMatchLock(root)) {
    throw new Problem('npm ci has run, but node_modules does not match.');
  }
}

/** Compares npm's own note of what it installed with the lock file. */
function packagesMatchLock(root) {
  let installed;
  try {
    const note = join(root, 'node_modules', '.package-lock.json');
    installed = JSON.parse(readFileSync(note)).packages;
  } catch {
    return false;
  }
  const { packages } = JSON.parse(
    readFileSync(join(root, 'package-lock.json')),
  );
  return Object.entries(packages).every(
    // Optional packages are those of other platforms, for the most part.
    ([path, { version, optional }]) =>
      path === '' ||
      installed[path]?.version === version ||
      (optional && !installed[path]),
  );
}

export function atLeast(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let i = 0; i < b.length; i++) {
    if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) > b[i];
  }
  return true;
}
