// Answers in XML, from a mirror or a proxy that overlooks Accept: read as JSON is,
// by a bundle that only such an answer fetches.
import assert from 'node:assert/strict';

import { IDS } from '../registry/server.mjs';
import { readList } from './support/list.mjs';
import { readBadge, until } from './support/read.mjs';
import { shows, type } from './support/search.mjs';
import { useStage } from './support/stage.mjs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

const stage = useStage();

const GLUE = '/pkg/scholar_xml.js';
const WASM = '/pkg/scholar_xml_bg.wasm';

/** How often glue and Wasm of the reader were asked for. */
const fetched = (visit) =>
  [GLUE, WASM].map((path) => stage.cdn.requested(visit.folder + path).length);

/** Has the registry answer in XML, for one test. */
function inXml(t, person) {
  stage.registry.fault(person, { xml: true });
  t.after(() => stage.registry.fault(person, null));
}

/** What a list shows once it has its authors, which come in an answer of their own. */
async function readWhole(visit) {
  let list;
  await until(async () => {
    list = await readList(visit);
    return list.groups[0]?.works[0]?.byline;
  }, 'authors');
  return list;
}

/** Shows an element of the same person twice: from JSON, and then from XML. */
async function both(t, person, body, read) {
  const plain = await stage.visit(t, { body });
  await plain.loaded();
  const expected = await read(plain);
  assert.deepEqual(fetched(plain), [0, 0], 'JSON needs no reader of XML');
  inXml(t, IDS[person]);
  const visit = await stage.visit(t, { body });
  await visit.loaded();
  assert.deepEqual(fetched(visit), [1, 1]);
  assert.deepEqual(visit.trouble, []);
  return [await read(visit), expected];
}

describe('an answer in XML', () => {
  it('makes the same badge as JSON', { engines: EVERY_ENGINE }, async (t) => {
    const body = stage.badge('ordinary', { works: '50' });
    const [seen, expected] = await both(t, 'ordinary', body, readBadge);
    assert.ok(seen.works.length > 3 && seen.affiliations.length > 0);
    assert.deepEqual(seen, expected);
  });

  it('makes the same list as JSON', { engines: EVERY_ENGINE }, async (t) => {
    const body = stage.works(IDS.ordinary);
    const [seen, expected] = await both(t, 'ordinary', body, readWhole);
    assert.ok(seen.works.length > 3);
    assert.deepEqual(seen, expected);
  });

  it('makes the same people as JSON', async (t) => {
    const body = stage.people(IDS.ordinary);
    const read = (visit) =>
      visit.page
        .locator('scholar-people')
        .evaluate((host) => host.shadowRoot.textContent);
    const [seen, expected] = await both(t, 'ordinary', body, read);
    assert.ok(seen.length > 20);
    assert.equal(seen, expected);
  });

  it('is found by a search', async (t) => {
    inXml(t, 'expanded-search');
    const visit = await stage.visit(t, { body: stage.search() });
    await type(visit, 'Josiah Carb');
    const { options } = await shows(visit, ({ isOpen }) => isOpen);
    assert.deepEqual(
      options.map(({ name, id }) => [name, id]),
      [['Josiah Carberry', IDS.carberry]],
    );
    assert.deepEqual(fetched(visit), [1, 1]);
  });

  it('is kept as JSON, which needs no reader on the next page', async (t) => {
    inXml(t, IDS.xml);
    const context = await stage.newContext(t);
    const options = { body: stage.badge('xml'), context };
    const first = await stage.visit(t, options);
    await first.loaded();
    const { name } = await readBadge(first);
    const second = await stage.visit(t, options);
    await second.loaded();
    assert.equal((await readBadge(second)).name, name);
    assert.deepEqual(fetched(second), [0, 0]);
  });

  it('is unreadable without its reader, which is asked for again', async (t) => {
    inXml(t, IDS.xml);
    const visit = await stage.visit(t, {
      body: stage.badge('xml'),
      packageFaults: { [WASM]: { status: 404 } },
    });
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'unreadable');
    assert.ok(
      visit.warnings.some((text) => /scholar_xml\.js/.test(text)),
      'the console says what is missing',
    );
    stage.cdn.spoil(visit.folder + WASM, null);
    await visit.page.locator('scholar-badge [part~=retry]').click();
    await visit.loaded();
    assert.ok((await readBadge(visit)).name);
  });
});

describe('a refusal in XML', () => {
  for (const [error, code] of [
    [9018, 'locked'],
    [9044, 'deactivated'],
    [9016, 'not-found'],
  ]) {
    it(`tells why: ${error} is ${code}`, async (t) => {
      stage.registry.fault(IDS.plain, { error, xml: true });
      t.after(() => stage.registry.fault(IDS.plain, null));
      const visit = await stage.visit(t, { body: stage.badge('plain') });
      const { detail } = await visit.failed();
      assert.equal(detail.code, code);
    });
  }
});

describe('hostile XML', () => {
  const record = (inner) =>
    `<record:record path="/${IDS.plain}"><x:orcid-identifier><x:path>${IDS.plain}</x:path></x:orcid-identifier>${inner}</record:record>`;
  const name = (text) =>
    record(
      `<x:person><x:name visibility="public"><x:given-names>${text}</x:given-names></x:name></x:person>`,
    );

  for (const [what, body] of [
    ['a document type', `<!DOCTYPE x>${name('Ann')}`],
    [
      'entities that grow',
      `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${name('&b;')}`,
    ],
    [
      'an entity from elsewhere',
      `<!DOCTYPE x [<!ENTITY a SYSTEM "/secret">]>${name('&a;')}`,
    ],
    ['100,000 levels', record('<a>'.repeat(1e5) + '</a>'.repeat(1e5))],
    ['an end too early', record('<a>').slice(0, -20)],
    ['another version', `<orcid-message>${name('Ann')}</orcid-message>`],
  ]) {
    it(`with ${what} is refused`, async (t) => {
      stage.registry.fault(IDS.plain, {
        body,
        contentType: 'application/vnd.orcid+xml',
      });
      t.after(() => stage.registry.fault(IDS.plain, null));
      const visit = await stage.visit(t, { body: stage.badge('plain') });
      const { detail } = await visit.failed();
      assert.equal(detail.code, 'unreadable');
      assert.equal(
        (await readBadge(visit)).idLink.text,
        `https://orcid.org/${IDS.plain}`,
      );
    });
  }

  it('shows as the text that it is', async (t) => {
    const text = '&lt;img src=x onerror="document.title=1"&gt; &amp;amp; é';
    stage.registry.fault(IDS.plain, {
      body: name(text),
      contentType: 'text/xml',
    });
    t.after(() => stage.registry.fault(IDS.plain, null));
    const visit = await stage.visit(t, { body: stage.badge('plain') });
    await until(
      async () => /img src=x/.test((await readBadge(visit)).name ?? ''),
      'the name shows',
    );
    const { name: shown } = await readBadge(visit);
    assert.equal(shown, '<img src=x onerror="document.title=1"> &amp; é');
    assert.equal(await visit.page.locator('scholar-badge img').count(), 0);
  });
});
