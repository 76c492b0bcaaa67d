// The page's own checks of an id_token, compiled for this machine
// (tests/support/id_token.rs). Node does what a browser's WebCrypto would.
import { execFileSync, spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { base64url } from './keys.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

function compile() {
  const built = execFileSync(
    'cargo',
    ['build', '-q', '--example', 'id_token', '--message-format=json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const artifacts = built.trim().split('\n').map(JSON.parse);
  return artifacts.findLast((one) => one.executable).executable;
}

/** RS256; false also where the key is none. */
function isSigned({ n, e, input, signature }) {
  const [data, bytes] = [input, signature].map((text) =>
    Buffer.from(text, 'base64url'),
  );
  try {
    const key = createPublicKey({
      key: { kty: 'RSA', n, e },
      format: 'jwk',
    });
    return verify('sha256', data, key, bytes);
  } catch {
    return false;
  }
}

/**
 * Starts it: `{ verify, close }`. `verify` takes `{ token, issuer, clientId, nonce,
 * now, jwks }`, `now` in milliseconds and `jwks` as bytes, and rejects with the code
 * of the check that failed.
 */
export function startPage() {
  const child = spawn(compile(), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value = '{"error":"the page has ended"}' } = await answers.next();
    return JSON.parse(value);
  };
  return {
    async verify({ token, jwks, ...more }) {
      let answer = await ask({
        ...more,
        token: encodeURIComponent(token),
        jwks: base64url(jwks),
      });
      while ('signature' in answer) answer = await ask(isSigned(answer));
      if (answer.error) throw new Error(answer.error);
      return answer.orcid;
    },
    close: () => child.stdin.end(),
  };
}
