// A Python that can check signatures, for the tests of docs/verify/python.py.

import { join } from 'node:path';
import { ask, Problem, run, which } from '../process.mjs';
import * as apt from './apt.mjs';

const PACKAGES = ['python3-jwt', 'python3-cryptography'];
/** PyJWT and what it checks RSA signatures with, for other systems than Debian. */
const FROM_PIP = 'pyjwt[crypto]>=2.6,<3';
/** Debian's own, whatever else comes first on PATH. */
const DEBIAN = '/usr/bin/python3';

/** Full path of a Python that has PyJWT and cryptography. */
export async function python(root, say) {
  const own = ownPython(root);
  const found = await first([
    process.env.PYTHON,
    which('python3'),
    which('python'),
    DEBIAN,
    own,
  ]);
  if (found) return found;
  if (apt.canInstall()) {
    say("PyJWT is missing: Debian's packages (about 10 seconds)");
    if ((await apt.install(PACKAGES)) && (await fits(DEBIAN))) return DEBIAN;
  }
  if (await makeOwn(root, say)) return own;
  throw new Problem(
    [
      'No Python 3 with PyJWT and cryptography. On Debian,',
      `  ${apt.command(PACKAGES)}`,
      'elsewhere',
      `  python3 -m pip install "${FROM_PIP}"`,
      'or name one that has them: PYTHON=/path/to/python3 npm test',
    ].join('\n'),
  );
}

/** There is another package called jwt, and PyJWT without cryptography. */
const fits = async (path) =>
  (await ask(path, [
    '-c',
    'import cryptography; from jwt import PyJWKClient',
  ])) !== undefined;

async function first(paths) {
  for (const path of paths) {
    if (path && (await fits(path))) return path;
  }
  return undefined;
}

const ownPython = (root) =>
  process.platform === 'win32'
    ? join(root, '.tools', 'python', 'Scripts', 'python.exe')
    : join(root, '.tools', 'python', 'bin', 'python3');

/** An environment of our own in .tools/; true when it works. */
async function makeOwn(root, say) {
  const base = which('python3') ?? which('python');
  if (!base) return false;
  say('PyJWT is missing: pip, into .tools/python (about 20 seconds)');
  const own = ownPython(root);
  const steps = [
    [base, ['-m', 'venv', join(root, '.tools', 'python')]],
    [own, ['-m', 'pip', 'install', '--quiet', FROM_PIP]],
  ];
  for (const [program, args] of steps) {
    const result = await run(program, args, { quiet: true, timeout: 300_000 });
    if (!result.ok) {
      process.stderr.write(result.output);
      return false;
    }
  }
  return fits(own);
}
