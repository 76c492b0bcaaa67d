// The API in processes of its own: importing it does nothing, and a process ends once
// its work is done.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

import { IDS } from '../registry/server.mjs';
import { root, useRegistry } from './support.mjs';

const stage = useRegistry();

/** What some code prints; `program` is given it as the text of a module. */
async function run(
  code,
  [program, ...args] = [process.execPath, '--input-type=module', '-e'],
) {
  const { stdout, stderr } = await promisify(execFile)(
    program,
    [...args, code],
    { cwd: root, timeout: 20_000 },
  );
  assert.equal(stderr, '');
  return stdout;
}

/** Other programs that run JavaScript, as far as this machine has them. */
const OTHERS = {
  Deno: ['deno', 'eval'],
  Bun: ['bun', '-e'],
};

async function isThere(program) {
  return promisify(execFile)(program, ['--version']).then(
    () => true,
    () => false,
  );
}

for (const name of ['data', 'api']) {
  describe(`www/${name}.js`, () => {
    it('does nothing when it is imported', async () => {
      const said = await run(`
        const before = Object.getOwnPropertyNames(globalThis).length;
        globalThis.fetch = () => console.log('fetched');
        const api = await import('./www/${name}.js');
        await new Promise((done) => setTimeout(done, 0));
        const after = Object.getOwnPropertyNames(globalThis).length;
        console.log(after - before, typeof api.fetchRecord);
      `);
      assert.equal(said, '0 function\n');
    });

    const CODE = (registry) => `
      const { fetchRecord, fetchWorks, cite } = await import('./www/${name}.js');
      const there = { registry: ${JSON.stringify(registry)}, timeout: 600 };
      const { name } = await fetchRecord('${IDS.ordinary}', there);
      const { works } = await fetchWorks('${IDS.ordinary}', there);
      const { length } = JSON.parse(await cite(works, { format: 'csl-json' }));
      console.log(name.display, works.length, length);
    `;
    const SAID = 'Solveig Marchetti-Lund 15 15\n';

    it('lets the process end, however long the time limit is', async () => {
      assert.equal(await run(CODE(stage.registry.url)), SAID);
    });

    for (const [title, program] of Object.entries(OTHERS)) {
      it(`works in ${title}`, async (t) => {
        if (!(await isThere(program[0]))) {
          return t.skip(`${title} is not installed here`);
        }
        assert.equal(await run(CODE(stage.registry.url), program), SAID);
      });
    }
  });
}

it('a worker thread has it too', async () => {
  const said = await run(`
    const { Worker } = await import('node:worker_threads');
    const code = \`
      Promise.all([import('${new URL('../../www/data.js', import.meta.url)}'), import('node:worker_threads')])
        .then(async ([{ parseOrcid }, { parentPort }]) =>
          parentPort.postMessage((await parseOrcid('0000000218250097')).orcid));
    \`;
    new Worker(code, { eval: true }).on('message', (orcid) => console.log(orcid));
  `);
  assert.equal(said, '0000-0002-1825-0097\n');
});
