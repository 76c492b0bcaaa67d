// nginx, which the tests of docs/mirrors start as a mirror of the stand-in registry.

import { ask, Problem, which } from '../process.mjs';
import * as apt from './apt.mjs';

const PACKAGES = ['nginx-light'];
/** Where Debian has it, which is on the PATH of root alone. */
const DEBIAN = '/usr/sbin/nginx';

/**
 * Full path of nginx; undefined where there is none and none can be installed.
 * The tests that need it are then skipped, but on the continuous integration.
 */
export async function nginx(say) {
  const find = () => first([process.env.NGINX, which('nginx'), DEBIAN]);
  let found = await find();
  if (!found && apt.canInstall()) {
    say("nginx is missing: Debian's package (about 10 seconds)");
    await apt.install(PACKAGES);
    found = await find();
  }
  if (found) return found;
  const advice = `nginx: not found. On Debian,\n  ${apt.command(PACKAGES)}`;
  if (process.env.CI || apt.canInstall()) throw new Problem(advice);
  say(`${advice}\nThe tests of mirrors are skipped.`);
  return undefined;
}

/** The first of these that can be started. */
async function first(paths) {
  for (const path of paths) {
    if (path && (await ask(path, ['-h'])) !== undefined) return path;
  }
  return undefined;
}
