// docs/verify/python.py behind a pipe, as a back end in Python would call it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../docs/verify/', import.meta.url));

/** Why there is none, for a test's `skip`; false where there is. */
export const NO_PYTHON =
  !process.env.PYTHON && 'PYTHON names none with PyJWT: npm test does';

/** A line of JSON in, a line of JSON out. */
const LOOP = `
import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import python
for line in sys.stdin:
    try:
        answer = {"orcid": python.verify(*json.loads(line))}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
`;

/** Starts it: `{ verify, close }`, with `verify` of the arguments of python.py. */
export function startPython() {
  const child = spawn(process.env.PYTHON, ['-c', LOOP, EXAMPLES], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const answers = lines[Symbol.asyncIterator]();
  return {
    async verify(...question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value = '{"error":"Python has ended"}' } = await answers.next();
      const { orcid, error } = JSON.parse(value);
      if (error) throw new Error(error);
      return orcid;
    },
    close: () => child.stdin.end(),
  };
}
