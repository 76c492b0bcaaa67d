// Lists under the strictest content security policy, of hostile people, and
// with hostile answers: nothing is refused because nothing is tried.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { HACK_FLAG, IDS, LAB, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  LIST_MARKUP,
  closePopovers,
  openFacet,
  readList,
  search,
  setAttributes,
  sharedLists,
} from './support/list.mjs';
import { strictest } from './support/policy.mjs';
import { painted, until } from './support/read.mjs';
import { leaving, suspicious } from './support/safety.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const strictVisit = (t, body, more = {}) =>
  stage.visit(t, {
    own: true,
    head: '<link rel="stylesheet" href="page.css">',
    files: { 'page.css': 'body { font: 16px sans-serif }' },
    body,
    ...more,
    headers: { 'content-security-policy': strictest([stage.registry.url]) },
  });

/**
 * A list on a page under the strictest policy, opened by the first who wants
 * one; it takes the place of what was there, and no markup is parsed for it.
 */
let strict;
async function strictList(orcid, attributes = {}) {
  strict ??= strictVisit({}, '<p id="put"></p>');
  const visit = await strict;
  await visit.page.evaluate(
    ([tag, given]) => {
      const list = document.createElement(tag);
      for (const [name, value] of Object.entries(given)) {
        list.setAttribute(name, value);
      }
      document.querySelector(`#put, ${tag}`).replaceWith(list);
    },
    [LIST, { orcid, registry: stage.registry.url, ...attributes }],
  );
  await visit.loaded({ matches: ({ detail }) => detail.requested === orcid });
  return visit;
}

/** Opens, presses and types whatever a list has. */
async function useEverything(visit) {
  const { page } = visit;
  if (await visit.part('search', LIST).count()) await search(visit, 'a');
  const years = visit.part('year', LIST);
  if ((await years.count()) && (await years.first().isVisible())) {
    await years.first().click();
  }
  const reset = visit.part('reset', LIST);
  if (await reset.isVisible()) await reset.click();
  for (const name of ['Type', 'Person']) {
    const facet = visit.part('facet', LIST).filter({
      has: page.locator('summary', { hasText: name }),
    });
    if (await facet.isVisible()) {
      await openFacet(visit, name);
      await facet.locator('input').first().click();
      await facet.locator('input').first().click();
    }
    await closePopovers(visit);
  }
  const cite = visit.part('cite', LIST);
  if (await cite.isVisible()) {
    await cite.locator('summary').click();
    await cite.locator('[part~="copy"]').click();
    await cite.locator('[part~="save"]').click();
    await closePopovers(visit);
  }
  await visit.part('about-button', LIST).evaluateAll((buttons) => {
    for (const button of buttons.slice(0, 40)) button.click();
  });
  await painted(page);
}

/** Requests to anybody but the page, the package and the registry. */
const strangers = (visit) => {
  const known = [stage.pages, stage.cdn, stage.registry].map(({ url }) => url);
  return visit.requests.filter(
    (url) =>
      !known.some((origin) => url.startsWith(`${origin}/`)) &&
      url !== 'data:,' &&
      // The list's own file for a download.
      !url.startsWith(`blob:${stage.pages.url}/`),
  );
};

/** The styles that are measured or counted. */
const OURS =
  /^$|^(left|(min-)?block-size): [\d.]+(px|%)$|^counter-reset: work \d+$|^--_\w+-(ground|link|share): [\w(), %/.]+$/;

async function assertHarmless(visit) {
  const flag = await visit.page.evaluate((name) => globalThis[name], HACK_FLAG);
  assert.equal(flag, undefined, 'nothing of theirs ran');
  assert.deepEqual(await suspicious(visit, LIST, LIST_MARKUP), []);
  assert.deepEqual(strangers(visit), []);
  assert.deepEqual(visit.trouble, []);
  assert.equal(visit.page.frames().length, 1);
  const styles = await visit.page
    .locator(LIST)
    .evaluateAll((hosts) =>
      hosts.flatMap((host) =>
        [...host.shadowRoot.querySelectorAll('[style]')].flatMap((element) =>
          element.getAttribute('style').split(/; */),
        ),
      ),
    );
  const foreign = styles.filter((one) => !OURS.test(one));
  assert.deepEqual(foreign, [], 'no style but sizes of ours');
  const hints = await visit.page
    .locator(`${LIST} [title]`)
    .evaluateAll((all) => all.map((element) => element.title));
  const strange = hints.filter(
    (it) => !/^(\d{1,4}|Undated): \d+ works?$/.test(it),
  );
  assert.deepEqual(strange, [], 'no hint but those of the bars');
}

describe('the strictest policy', () => {
  const LISTS = {
    'one person': [IDS.listed, {}],
    'one person, grouped otherwise': [
      IDS.listed,
      { group: 'type', sort: 'title', limit: '9', permalink: '' },
    ],
    'a lab': [LAB.members.join(' '), { permalink: 'lab' }],
    'a long list': [generatedOrcid(600), {}],
    'JSON-LD for search engines': [IDS.preprints, { 'json-ld': '' }],
    'every script': [[IDS.arabic, IDS.cjk, IDS.bidi].join(' '), {}],
  };
  for (const [what, [orcid, attributes]] of Object.entries(LISTS)) {
    it(
      `allows ${what}, and all that a visitor does with it`,
      { engines: EVERY_ENGINE },
      async () => {
        const visit = await strictList(orcid, attributes);
        await visit.part('author', LIST).first().waitFor();
        await useEverything(visit);
        await setAttributes(visit, { group: 'none', toolbar: 'search' });
        await painted(visit.page);
        await visit.page.evaluate(() =>
          dispatchEvent(new Event('beforeprint')),
        );
        await visit.page.evaluate((tag) => {
          const place = document.createElement('p');
          place.id = 'put';
          document.querySelector(tag).replaceWith(place);
        }, LIST);
        await painted(visit.page);
        assert.deepEqual(visit.trouble, []);
        assert.deepEqual(strangers(visit), []);
      },
    );
  }

  it('allows every state: waiting, failed, retried, the page’s own text', async (t) => {
    const failing = ['locked', 'notFound', 'html', 'overloadedNoCors', 'cut'];
    const visit = await strictVisit(
      t,
      failing
        .map((key) => stage.works(IDS[key], { loading: 'eager' }))
        .concat(stage.works(IDS.hang, { loading: 'eager', timeout: '1' }))
        .concat(stage.works('nobody', { loading: 'eager' }, 'Own text'))
        .join('\n'),
    );
    await visit.failed({ count: failing.length + 2, within: 20_000 });
    await visit.part('retry', LIST).first().click();
    await visit.failed({ count: failing.length + 3 });
    assert.deepEqual(visit.trouble, []);
  });
});

describe('hostile people', () => {
  const { show } = sharedLists(stage, {
    context: { viewport: { width: 320, height: 800 } },
    head: '<style>body { font: 16px sans-serif; margin: 8px }</style>',
  });

  for (const key of ['hostile', 'hostilePolite', 'hostileJsonLd']) {
    for (const group of ['year', 'type']) {
      it(`${key}, by ${group}: nothing runs, is fetched or sticks out`, async () => {
        const visit = await show(key, { group, 'json-ld': '' });
        await useEverything(visit);
        for (let step = 0; step < 40; step += 1) {
          await visit.page.keyboard.press('Tab');
        }
        await painted(visit.page);
        await assertHarmless(visit);
        assert.deepEqual(await leaving(visit, LIST), []);
      });
    }
  }

  it('in one lab with others, under the strictest policy', async () => {
    const people = [
      ...['hostile', 'hostilePolite', 'hostileJsonLd', 'markup', 'urls'],
      ...['odd', 'bidi', 'broken', 'symbols'],
    ];
    const visit = await strictList(people.map((key) => IDS[key]).join(' '));
    await useEverything(visit);
    await assertHarmless(visit);
  });

  it('attributes and addresses of the page’s visitors: nothing but text', async (t) => {
    const attack = '"><img src=x onerror=globalThis.hacked=1>';
    const visit = await stage.visit(t, {
      body: stage.works(`${IDS.noDois} ${attack}`, {
        permalink: '',
        types: `-${attack.replaceAll(' ', '/')}`,
        pin: attack,
        exclude: attack,
        'heading-level': 'script',
        group: attack,
        lang: attack,
      }),
    });
    await visit.loaded();
    const query = new URLSearchParams({
      q: attack,
      type: attack,
      year: attack,
      person: attack,
    });
    await visit.page.goto(`${visit.url}?${query}`);
    await visit.loaded({ count: 2 });
    assert.equal(await visit.part('search', LIST).inputValue(), attack);
    await assertHarmless(visit);
    assert.equal(await visit.page.evaluate(() => globalThis.hacked), undefined);
  });
});

describe('hostile answers about whole works', () => {
  let seed = 80;
  const someone = () => generatedOrcid(10, (seed += 1));
  const attack = '<img src=x onerror=alert(1)>‮"><script>alert(1)</script>';
  const put = async (orcid) => {
    const response = await fetch(`${stage.registry.url}/v3.0/${orcid}`, {
      headers: { accept: 'application/json' },
    });
    const record = await response.json();
    return record['activities-summary'].works.group.map(
      (group) => group['work-summary'][0]['put-code'],
    );
  };
  const contributor = (name, orcid, role) => ({
    'contributor-orcid': orcid,
    'credit-name': { value: name },
    'contributor-attributes': { 'contributor-role': role },
  });

  const ANSWERS = {
    'names, roles, iDs and citations that attack': (codes) => ({
      bulk: codes.map((code) => ({
        work: {
          'put-code': code,
          title: { title: { value: attack } },
          type: attack,
          'journal-title': { value: attack },
          'short-description': attack,
          url: { value: 'javascript:alert(1)' },
          citation: { 'citation-type': 'bibtex', 'citation-value': attack },
          contributors: {
            contributor: [
              contributor(attack, null, attack),
              contributor(
                'Ann',
                { path: attack, uri: 'javascript:alert(1)' },
                'author',
              ),
              contributor('A'.repeat(5000), { path: '../../etc' }, 'author'),
              contributor('‮‮‮ reversed', null, null),
            ],
          },
        },
      })),
    }),
    'works nobody asked for': () => ({
      bulk: [{ work: { 'put-code': 1, title: { title: { value: attack } } } }],
    }),
    'the same work a thousand times': ([code]) => ({
      bulk: Array.from({ length: 1000 }, () => ({
        work: {
          'put-code': code,
          title: { title: { value: 'Again' } },
          contributors: { contributor: [contributor('Ann', null, 'author')] },
        },
      })),
    }),
    'lists in lists': () => ({ bulk: [[[[]]], null, 7, 'text', {}] }),
    'put-codes that are none': () => ({
      bulk: [-1, 1.5, 1e300, '7', null, {}].map((code) => ({
        work: { 'put-code': code, contributors: { contributor: [] } },
      })),
    }),
  };
  for (const [what, make] of Object.entries(ANSWERS)) {
    it(`${what}: the list stays and nothing runs`, async () => {
      const orcid = someone();
      const body = JSON.stringify(make(await put(orcid)));
      stage.registry.fault(orcid, {
        body,
        contentType: 'application/json',
        of: 'bulk',
      });
      const visit = await strictList(orcid);
      const { detail } = await visit.loaded({
        matches: (event) => event.detail.orcid === orcid,
      });
      await until(
        () => stage.asked(orcid).some(({ kind }) => kind === 'bulk'),
        'whole works are asked for',
      );
      await painted(visit.page);
      await useEverything(visit);
      const { works } = await readList(visit);
      assert.equal(works.length, detail.works);
      await assertHarmless(visit);
      assert.deepEqual(await leaving(visit, LIST), []);
    });
  }
});
