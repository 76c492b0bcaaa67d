// Finding somebody's iD in real pages: typing, the keyboard, what is asked of the
// registry and when, and what is said when nobody can be found.
import assert from 'node:assert/strict';

import { CROWD, HACK_FLAG, IDS } from '../registry/server.mjs';
import { observed, painted, until } from './support/read.mjs';
import {
  fieldOf,
  readSearch,
  SEARCH,
  searches,
  shows,
  type,
} from './support/search.mjs';
import { gate, sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

const stage = useStage();
const put = sharePage(stage);

const CARBERRY = 'Josiah Carberry';

/** A search on the shared page, with a registry that nobody has asked yet. */
const show = (attributes = {}, inner = '') =>
  put(
    stage.search({ registry: stage.anotherRegistry(), ...attributes }, inner),
  );

const isOpen = (seen) => seen.isOpen;
const hasFound = ({ status }) => /found|Showing/.test(status);

/** Spoils the next searches, for one test. */
function spoil(t, fault) {
  stage.registry.fault('expanded-search', fault);
  t.after(() => stage.registry.fault('expanded-search', null));
}

describe('a search', () => {
  it(
    'finds somebody by the beginning of a name, who is chosen by the keyboard',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await show();
      await type(visit, 'Josiah Carb');
      const { options, active, status } = await shows(visit, isOpen);
      assert.deepEqual(
        options.map(({ name, id, words }) => [name, id, words]),
        [[CARBERRY, IDS.carberry, '(unauthenticated)']],
      );
      assert.equal(active, null);
      assert.equal(status, '1 person found.');
      await fieldOf(visit).press('ArrowDown');
      assert.match((await readSearch(visit)).active, /^Josiah Carberry/);
      await fieldOf(visit).press('Enter');
      const seen = await shows(visit, ({ isOpen }) => !isOpen);
      assert.equal(seen.text, CARBERRY);
      assert.match(seen.person, new RegExp(`${IDS.carberry}.*unauthenticated`));
      assert.equal(seen.value, `https://orcid.org/${IDS.carberry}`);
      const { detail, bubbles, composed } = await visit.heard('scholar-select');
      assert.equal(detail.orcid, IDS.carberry);
      const [hit] = detail.hits;
      assert.equal(hit.name, CARBERRY);
      assert.equal(hit.url, `https://orcid.org/${IDS.carberry}`);
      assert.ok(Array.isArray(hit.institutions) && bubbles && composed);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('takes an iD in any form at once, and asks nobody', async () => {
    const visit = await show();
    const before = searches(stage).length;
    for (const [text, key] of [
      [IDS.carberry, 'Enter'],
      [`https://orcid.org/${IDS.carberry}`, 'Tab'],
      [`Josiah Carberry (${IDS.carberry.replaceAll('-', '–')})`, 'Enter'],
    ]) {
      await type(visit, text);
      const { status } = await shows(visit, isOpen);
      assert.match(status, /This is an ORCID iD/);
      await fieldOf(visit).press(key);
      const { text: shown } = await shows(visit, ({ person }) => person);
      assert.equal(shown, IDS.carberry);
      await type(visit, '');
    }
    await type(visit, '0000-0002-1825-0098');
    await shows(visit, ({ status }) => /typing error/.test(status));
    assert.equal(searches(stage).length, before);
  });

  it('is for the pointer, too', async () => {
    const visit = await show();
    await type(visit, 'carberry');
    await shows(visit, isOpen);
    await visit.part('option', SEARCH).first().click();
    await shows(visit, ({ text }) => text === CARBERRY);
    await visit.part('clear', SEARCH).click();
    const seen = await shows(visit, ({ text }) => text === '');
    assert.equal(seen.value, '');
    const isFocused = await fieldOf(visit).evaluate(
      (field) => field.getRootNode().activeElement === field,
    );
    assert.ok(isFocused);
    const { detail } = await visit.heard('scholar-select', { count: 2 });
    assert.deepEqual(detail, { orcid: '', hits: [] });
  });

  it('opens, closes and is emptied by keys', async () => {
    const visit = await show();
    await type(visit, 'crowd');
    await shows(visit, isOpen);
    const press = async (key) => {
      await fieldOf(visit).press(key);
      return readSearch(visit);
    };
    assert.match((await press('ArrowUp')).active, /Show more/);
    assert.equal((await press('ArrowDown')).active, null);
    assert.match((await press('ArrowDown')).active, /Member1/);
    assert.equal((await press('Home')).active, null);
    const closed = await press('Escape');
    assert.deepEqual([closed.isOpen, closed.text], [false, 'crowd']);
    assert.equal((await press('ArrowDown')).isOpen, true);
    await press('Escape');
    assert.equal((await press('Escape')).text, '');
  });

  it('shows more, page by page, by the keyboard', async () => {
    const visit = await show();
    await type(visit, 'crowd member');
    const first = await shows(visit, isOpen);
    assert.equal(first.options.length, 21);
    assert.equal(first.status, `Showing 20 of ${CROWD.count} people.`);
    await fieldOf(visit).press('ArrowUp');
    await fieldOf(visit).press('Enter');
    const second = await shows(visit, ({ options }) => options.length === 41);
    assert.match(second.active, /Member21/);
    const isSeen = await visit.part('active', SEARCH).evaluate((option) => {
      const popup = option.closest('[part~=options]').getBoundingClientRect();
      const box = option.getBoundingClientRect();
      return box.top >= popup.top - 1 && box.bottom <= popup.bottom + 1;
    });
    assert.ok(isSeen);
    await visit.part('other', SEARCH).click();
    const all = await shows(
      visit,
      ({ options }) => options.length === CROWD.count,
    );
    assert.equal(all.status, `${CROWD.count} people found.`);
    const asked = searches(stage).slice(-3);
    assert.deepEqual(
      asked.map(({ path }) => /start=(\d+)&rows=(\d+)/.exec(path).slice(1)),
      [
        ['0', '20'],
        ['20', '20'],
        ['40', '20'],
      ],
    );
  });

  it('asks once for what is typed, and gives up what was typed before', async (t) => {
    const visit = await show();
    const { opened, open } = gate();
    spoil(t, { until: opened, times: 1 });
    const before = searches(stage).length;
    await type(visit, 'carb');
    await until(() => searches(stage).length === before + 1, 'it is asked');
    await type(visit, 'crowd');
    await until(() => searches(stage)[before].aborted, 'it is given up');
    await shows(visit, ({ options }) => /Member1$/.test(options[0]?.name));
    open();
    await observed(visit.page);
    assert.match((await readSearch(visit)).options[0].name, /Member1$/);
    assert.equal(searches(stage).length, before + 2);
    // What is known is not asked for again.
    await type(visit, '');
    await type(visit, 'crowd');
    await shows(visit, isOpen);
    assert.equal(searches(stage).length, before + 2);
  });

  it('shares the request with others that ask the same', async (t) => {
    const registry = stage.anotherRegistry();
    const { opened, open } = gate();
    spoil(t, { until: opened, times: 1 });
    const before = searches(stage).length;
    const visit = await put(
      stage.search({ id: 'one', registry }) +
        stage.search({ id: 'two', registry }),
    );
    await type(visit, 'carberry', '#one');
    await type(visit, 'carberry', '#two');
    await shows(visit, ({ status }) => /Searching/.test(status), '#two');
    open();
    await shows(visit, hasFound, '#two');
    await shows(visit, hasFound, '#one');
    assert.equal(searches(stage).length, before + 1);
  });

  it('makes no query that the registry does not understand', async () => {
    const visit = await show();
    for (const text of [
      'AND',
      '"Carberry" OR (x',
      'family-name:[* TO *]',
      '\\u0041 \\ {!x} a~2 b^5',
      "O'Sullivan‑Nguyễn",
      '林 美咲',
      'ليلى الحداد',
      'x'.repeat(500),
      '語'.repeat(500),
    ]) {
      const before = searches(stage).length;
      await type(visit, text);
      await until(() => searches(stage)[before]?.status === 200, text);
      await shows(visit, ({ status }) => /found|Showing/.test(status));
    }
    assert.equal(visit.heardSoFar('scholar-error'), 0);
  });

  it('shows hostile names as text', async (t) => {
    const orcid = IDS.carberry;
    spoil(t, {
      body: JSON.stringify({
        'expanded-result': [
          {
            'orcid-id': orcid,
            'given-names': `"></script><img src=x onerror="${HACK_FLAG}=1">`,
            'family-names': '\u202eevil',
            'credit-name': null,
            'other-name': ['<b>x</b>', 'W'.repeat(1000)],
            email: null,
            'institution-name': ['Deloitte &amp; Touche', ''],
          },
        ],
        'num-found': 1,
      }),
    });
    const visit = await show();
    await type(visit, 'anybody');
    const { options } = await shows(visit, isOpen);
    assert.match(options[0].name, /<img src=x/);
    await fieldOf(visit).press('ArrowDown');
    await fieldOf(visit).press('Enter');
    await shows(visit, ({ person }) => person);
    const hacked = await visit.page.evaluate(
      (flag) => flag in globalThis,
      HACK_FLAG,
    );
    assert.equal(hacked, false);
    assert.equal(await visit.page.locator(`${SEARCH} img`).count(), 0);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('what keeps a search from being answered', () => {
  const CASES = [
    ['nobody', {}, 'zzzzqqq', /Nobody was found/, null],
    ['the quota', { status: 429 }, 'carb', /accepts no more/, 'quota-spent'],
    ['the query', { error: 9008 }, 'carb', /does not understand/, 'bad-query'],
    ['a limit', { error: 9012 }, 'carb', /does not understand/, 'bad-query'],
    ['a portal', { html: true }, 'carb', /could not be read/, 'unreadable'],
    ['no record', { body: '[]' }, 'carb', /could not be read/, 'unreadable'],
  ];
  for (const [what, fault, text, sentence, code] of CASES) {
    it(`is told: ${what}`, async (t) => {
      spoil(t, fault);
      const visit = await show();
      await type(visit, text);
      const seen = await shows(visit, ({ status }) => sentence.test(status));
      if (code) {
        const { detail } = await visit.failed();
        assert.equal(detail.code, code);
        assert.equal(detail.orcid, null);
        const hasRetry = seen.options.some(({ name }) => name === 'Try again');
        assert.equal(hasRetry, detail.retryable);
      }
      assert.deepEqual(visit.errors, []);
    });
  }

  it('can be tried again, by the keyboard', async (t) => {
    spoil(t, { status: 429, times: 1 });
    const visit = await show();
    await type(visit, 'carberry');
    await shows(visit, isOpen);
    await fieldOf(visit).press('ArrowDown');
    await fieldOf(visit).press('Enter');
    const { options } = await shows(visit, hasFound);
    assert.equal(options[0].name, CARBERRY);
  });

  it(
    'is told: the browser is offline',
    { engines: ['chromium'] },
    async (t) => {
      const visit = await stage.visit(t, { body: stage.search(), context: {} });
      await shows(visit, () => true);
      await visit.context.setOffline(true);
      await type(visit, 'carberry');
      await shows(visit, ({ status }) => status === 'You are offline.');
      await visit.context.setOffline(false);
      await fieldOf(visit).press('ArrowDown');
      await fieldOf(visit).press('Enter');
      await shows(visit, hasFound);
    },
  );
});

describe('an institution', () => {
  it(
    'shows its people at once, several of whom can be chosen for another element',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await put(
        stage.search({
          affiliation: CROWD.ror,
          multiple: '',
          for: 'team',
        }) + '<div id="team" orcid="me"></div>',
      );
      await shows(visit, () => true);
      await fieldOf(visit).click();
      const { options } = await shows(visit, isOpen);
      assert.equal(options.length, 21);
      assert.equal(options[0].institutions, CROWD.name);
      for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'Enter']) {
        await fieldOf(visit).press(key);
      }
      const chosen = await shows(visit, ({ chips }) => chips.length === 2);
      assert.deepEqual(chosen.chips, ['Crowd Member1', 'Crowd Member2']);
      assert.ok(chosen.isOpen && chosen.options[0].isChosen);
      const team = () => visit.page.locator('#team').getAttribute('orcid');
      assert.equal(await team(), `${options[0].id} ${options[1].id}`);
      await fieldOf(visit).press('Escape');
      await visit.part('remove', SEARCH).first().click();
      await shows(visit, ({ chips }) => chips.length === 1);
      assert.equal(await team(), options[1].id);
      await visit.part('remove', SEARCH).first().click();
      await shows(visit, ({ chips }) => chips.length === 0);
      assert.equal(await team(), 'me');
    },
  );

  it('is searched within', async () => {
    const visit = await show({ affiliation: CROWD.name });
    await type(visit, 'member45');
    const { options } = await shows(visit, hasFound);
    assert.deepEqual(
      options.map(({ name }) => name),
      ['Crowd Member45'],
    );
  });
});

describe('the page', () => {
  it('names the field, and changes it', async () => {
    const visit = await put(
      `<label for="find">Your supervisor</label>${stage.search({ id: 'find' })}`,
    );
    const seen = await shows(visit, () => true);
    assert.equal(seen.label, 'Your supervisor');
    await visit.page.locator('#put > label').click();
    await until(
      () =>
        fieldOf(visit).evaluate(
          (field) => field.getRootNode().activeElement === field,
        ),
      'the label gives it the focus',
    );
    await visit.page.locator(SEARCH).evaluate((host, orcid) => {
      host.label = 'Author';
      host.placeholder = 'Who?';
      host.value = orcid;
    }, IDS.carberry);
    const changed = await shows(visit, ({ label }) => label === 'Author');
    assert.equal(changed.text, IDS.carberry);
    assert.equal(await fieldOf(visit).getAttribute('placeholder'), 'Who?');
  });

  it('keeps its own text until there is a field, and where none comes', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.search({}, '<a href="https://orcid.org/">Search ORCID</a>'),
      packageFaults: { '/pkg/scholar_search_bg.wasm': { status: 503 } },
    });
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'not-loaded');
    assert.ok(await visit.page.locator('a').isVisible());
  });

  it('fetches the search only where there is one', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('carberry') });
    await visit.loaded();
    await painted(visit.page);
    const files = stage.cdn.requested(`${visit.folder}/pkg/scholar_search.js`);
    assert.equal(files.length, 0);
  });
});
