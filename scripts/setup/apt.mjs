// Debian's packages, for machines where the usual ways do not work.

import { ask, run, which } from '../process.mjs';

/** True where packages can be installed without asking anybody. */
export const canInstall = () =>
  process.platform === 'linux' &&
  process.getuid() === 0 &&
  which('apt-get') !== undefined;

let updated = false;

/** Installs Debian packages; false when Debian has not got them or apt fails. */
export async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) =>
    run('apt-get', ['-qq', ...args], { env, quiet: true, timeout: 900_000 });
  if (!updated) await apt(['update']);
  updated = true;
  const known = await Promise.all(
    packages.map((name) =>
      ask('apt-cache', ['show', '--no-all-versions', name]),
    ),
  );
  if (known.some((description) => !description)) return false;
  const result = await apt([
    'install',
    '-y',
    '--no-install-recommends',
    ...packages,
  ]);
  if (!result.ok) process.stderr.write(result.output);
  return result.ok;
}

/** The command to print for people without the rights to run it here. */
export const command = (packages) =>
  `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
