// Our JSON-LD against the vocabulary of schema.org, by Google's types for it:
// a member that its type does not have, or a value of the wrong type, does not
// compile. They come with a package, so no context is fetched.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expected, exported, sources, wholeTitle } from './exported.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
// Where the packages are found from.
const folder = join(root, 'target', 'json-ld');
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of these texts as graphs; nothing where all is well. */
function faults(graphs) {
  const files = graphs.map((graph, at) => {
    const file = join(folder, `graph${at}.ts`);
    writeFileSync(
      file,
      `import type { Graph } from 'schema-dts';\nexport const graph: Graph = ${graph};\n`,
    );
    return file;
  });
  try {
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules', 'typescript', 'lib', 'tsc.js'),
        ...'--noEmit --strict --skipLibCheck --ignoreConfig'.split(' '),
        ...'--target esnext --module esnext --moduleResolution bundler'.split(
          ' ',
        ),
        ...files,
      ],
      { encoding: 'utf8', stdio: 'pipe' },
    );
    return '';
  } catch (error) {
    return error.stdout || String(error);
  }
}

// The compiler takes seconds for each hundred works.
const few = sources
  .filter(({ isGenerated }) => !isGenerated)
  .concat({
    name: 'generated, of every type',
    source: ['--generate', '130', '7'],
  });
const graphs = few.map(({ name, source }) => ({
  name,
  text: exported('jsonld', source),
  works: expected(source),
}));

test('all of it is of the vocabulary', () => {
  const found = faults(graphs.map(({ text }) => text));
  assert.equal(found.slice(0, 2000), '');
});

test('the compiler refuses what is not of the vocabulary', () => {
  const graph = (work) =>
    JSON.stringify({ '@context': 'https://schema.org', '@graph': [work] });
  const sound = { '@type': 'ScholarlyArticle', name: 'A' };
  assert.equal(faults([graph(sound)]), '');
  assert.match(faults([graph({ ...sound, isbn: '1' })]), /isbn/);
  assert.match(faults([graph({ ...sound, '@type': 'Paper' })]), /Paper/);
});

for (const { name, text, works } of graphs) {
  test(`says what the works say, and ends no script: ${name}`, () => {
    assert.doesNotMatch(text, /[<>&\u2028\u2029]/u);
    const [person, ...found] = JSON.parse(text)['@graph'];
    assert.match(person['@id'], /^https:\/\/orcid\.org\/[\dX-]{19}$/);
    assert.equal(found.length, works.length);
    found.forEach((work, at) => {
      const wanted = works[at];
      assert.equal(work.name, wholeTitle(wanted));
      const date = wanted.date?.map((part) => String(part).padStart(2, '0'));
      assert.equal(work.datePublished, date?.join('-'));
      const doi = work.identifier?.find((id) => id.propertyID === 'doi');
      assert.equal(doi?.value, wanted.doi ?? undefined);
      assert.equal('@id' in work, wanted.doi !== null);
      const names = (people = []) => people.map((one) => one.name);
      const wholes = (people) =>
        people.map(
          ({ family, given, particle, suffix, literal }) =>
            literal ??
            [given, particle, family, suffix].filter(Boolean).join(' '),
        );
      assert.deepEqual(names(work.author), wholes(wanted.authors));
      assert.deepEqual(
        names((work.editor ?? []).concat(work.contributor ?? [])).sort(),
        wholes(wanted.editors).sort(),
      );
      assert.ok(!JSON.stringify(work).includes('10.13039/funded'));
    });
  });
}
