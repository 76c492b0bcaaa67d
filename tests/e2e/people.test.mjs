// A lab's people in real pages: what is shown of them, in what order, and what
// happens when records are late, broken or gone.
import assert from 'node:assert/strict';

import { IDS, FAULTS } from '../registry/server.mjs';
import {
  MEMBERS,
  namesOf,
  PEOPLE,
  readPeople,
  recordOf,
  someone,
} from './support/people.mjs';
import { strictest } from './support/policy.mjs';
import { observed, painted, until } from './support/read.mjs';
import { gate, sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

const stage = useStage();
const put = sharePage(stage);

/** People on the shared page, once all of them have come. */
async function show(orcid, attributes = {}, inner = '') {
  const ids = [orcid].flat().join(' ');
  const visit = await put(stage.people(ids, attributes, inner));
  await visit.loaded({ matches: ({ detail }) => detail.requested === ids });
  await painted(visit.page);
  return visit;
}

/** Somebody with a record of their own. */
function person(t, spec) {
  const orcid = someone();
  stage.registry.fault(orcid, recordOf(orcid, spec));
  t.after(() => stage.registry.fault(orcid, null));
  return orcid;
}

const NORDMARK = {
  name: 'University of Nordmark',
  city: 'Nordby',
  country: 'NO',
  id: 'https://ror.org/05abcde12',
};
const ELSEWHERE = { ...NORDMARK, name: 'Tidal College', id: 'grid.999992.b' };

const PICTURE =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 3'/>";

describe('people', () => {
  it(
    'show with name, initials, position and iD',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await show(MEMBERS);
      const { people, groups } = await readPeople(visit);
      assert.deepEqual(
        people.map(({ name, initials }) => [name, initials]),
        [
          ['Ingrid Nørgaard-Álvarez', 'IN'],
          ['Kwabena Osei-Tutu', 'KO'],
          ['林 美咲', '林'],
          ['Margarethe von Hülsen', 'MH'],
        ],
      );
      const [first] = people;
      assert.equal(first.level, 'h3');
      assert.equal(first.organization, 'University of Nordmark');
      assert.equal(first.id, MEMBERS[0]);
      assert.equal(first.href, `https://orcid.org/${MEMBERS[0]}`);
      assert.equal(first.words, '(unauthenticated)');
      assert.deepEqual(
        groups.map(({ heading, label }) => [heading, label]),
        [[null, 'People']],
      );
      const [{ detail }] = visit.events;
      assert.equal(detail.orcid, MEMBERS.join(' '));
      assert.equal(detail.members, 4);
      assert.equal(detail.failed, 0);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('show their links, with drawings for the sites that have one', async (t) => {
    const orcid = person(t, {
      name: { given: 'Ada', family: 'Byron' },
      emails: [{ email: 'ada@lab.example' }],
      urls: [
        { name: 'Code', url: 'https://github.com/ada', display: 5 },
        { name: 'My page', url: 'https://www.ada.example/', display: 4 },
        { name: 'Work', url: 'https://www.linkedin.com/in/ada', display: 3 },
        { name: 'Notes', url: 'https://notes.example/', display: 2 },
        { name: 'Bad', url: 'javascript:alert(1)', display: 1 },
      ],
    });
    const visit = await show(orcid);
    const drawn = visit.part('link-icon', PEOPLE);
    await drawn.first().waitFor();
    const { links } = (await readPeople(visit)).people[0];
    assert.deepEqual(links, [
      ['Website', 'https://www.ada.example/'],
      ['E-mail', 'mailto:ada@lab.example'],
      ['', 'https://github.com/ada'],
      ['LinkedIn', 'https://www.linkedin.com/in/ada'],
      ['Notes', 'https://notes.example/'],
    ]);
    assert.equal(await drawn.count(), 1);
    const link = visit.part('icon-link', PEOPLE);
    assert.equal(await link.getAttribute('title'), 'GitHub');
    await visit.page
      .locator(PEOPLE)
      .evaluate((host) => host.setAttribute('show', 'links email'));
    await until(
      async () => (await readPeople(visit)).people[0].links.length === 5,
      'all are links elsewhere',
    );
    const { links: others } = (await readPeople(visit)).people[0];
    assert.deepEqual(
      others.map(([text]) => text),
      ['', 'My page', 'LinkedIn', 'Notes', 'E-mail'],
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('have the name of a site where its drawing cannot be had', async (t) => {
    const orcid = person(t, {
      name: { given: 'Ada', family: 'Byron' },
      urls: [{ name: 'Code', url: 'https://github.com/ada' }],
    });
    const visit = await stage.visit(t, {
      body: stage.people(orcid),
      packageFaults: { '/pkg/scholar_icons.js': { status: 503 } },
    });
    await visit.loaded();
    await until(
      async () => (await readPeople(visit)).people[0].links[0][0] === 'GitHub',
      'the name stands there',
    );
  });

  it('fetch no drawings where nobody links to a site that has one', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.people(MEMBERS.join(' ')),
    });
    await visit.loaded();
    await painted(visit.page);
    const icons = `${visit.folder}/pkg/scholar_icons.js`;
    assert.equal(stage.cdn.requested(icons).length, 0);
  });

  it('have photos of the page, one for each', async () => {
    const [first, second] = MEMBERS;
    const visit = await show(
      [first, second],
      {},
      `<img slot="photo-${first}" src="${PICTURE}" alt="" id="picture">`,
    );
    const { people } = await readPeople(visit);
    assert.equal(people.length, 2);
    const box = await visit.page.locator('#picture').boundingBox();
    assert.ok(box.width > 60 && Math.abs(box.width - box.height) < 1);
    const initials = visit.part('initials', PEOPLE);
    assert.deepEqual(
      await Promise.all([0, 1].map((n) => initials.nth(n).isVisible())),
      [false, true],
    );
  });

  it('of one person under two iDs show once', async () => {
    const { primary } = FAULTS.deprecated.respond;
    const visit = await show([IDS.deprecated, primary ?? IDS.ordinary]);
    const { people } = await readPeople(visit);
    assert.equal(people.length, 1);
    assert.match(people[0].notice, /was replaced by this one/);
  });

  it('follow their attributes, and keep who stays', async () => {
    const visit = await show(MEMBERS.slice(0, 2));
    const item = visit.part('person', PEOPLE).nth(1);
    await item.evaluate((element) => (element.isMine = true));
    const host = visit.page.locator(PEOPLE);
    await host.evaluate((element, ids) => {
      element.orcid = ids;
      element.show = 'organization';
      element.headingLevel = 5;
      element.look = 'list';
    }, [MEMBERS[2], MEMBERS[1]].join(' '));
    await visit.loaded({ count: 2 });
    const { people } = await readPeople(visit);
    assert.deepEqual(
      people.map(({ name, level, role }) => [name, level, role]),
      [
        ['林 美咲', 'h5', null],
        ['Kwabena Osei-Tutu', 'h5', null],
      ],
    );
    assert.equal(await visit.part('rows', PEOPLE).count(), 1);
    assert.equal(await item.evaluate((element) => element.isMine), true);
  });

  it('are authenticated while they are signed in', async () => {
    const visit = await show(MEMBERS.slice(0, 2));
    await visit.page.evaluate((page) => {
      globalThis[Symbol.for('scholar-badge.signed-in')] = [page];
      dispatchEvent(new Event('scholar-identities'));
    }, `https://orcid.org/${MEMBERS[1]}`);
    const { people } = await readPeople(visit);
    assert.deepEqual(
      people.map(({ words }) => words),
      ['(unauthenticated)', null],
    );
    await visit.page.evaluate(() => {
      delete globalThis[Symbol.for('scholar-badge.signed-in')];
      dispatchEvent(new Event('scholar-identities'));
    });
  });
});

describe('groups and order', () => {
  it('are staff, students, members and alumni, by name', async (t) => {
    const tie = (org, more) => ({ org, role: 'There', start: '2015', ...more });
    const named = (given, family) => ({ name: { given, family } });
    const people = [
      person(t, {
        ...named('Zoë', 'Zuse'),
        employments: [tie(ELSEWHERE, { role: 'Away' }), tie(NORDMARK)],
      }),
      person(t, {
        ...named('Al', 'Umna'),
        educations: [tie(NORDMARK, { end: '2020' })],
      }),
      person(t, { ...named('Stu', 'Dent'), educations: [tie(NORDMARK)] }),
      person(t, { ...named('Åse', 'Ångström'), employments: [tie(NORDMARK)] }),
      person(t, named('Mem', 'Ber')),
    ];
    const visit = await show(people, {
      group: 'role',
      sort: 'name',
      organization: 'ror.org/05abcde12',
      'heading-level': '4',
    });
    const shown = await readPeople(visit);
    assert.deepEqual(namesOf(shown), {
      Staff: ['Åse Ångström', 'Zoë Zuse'],
      Students: ['Stu Dent'],
      Members: ['Mem Ber'],
      Alumni: ['Al Umna'],
    });
    assert.deepEqual(
      [shown.groups[0].level, shown.people[0].level],
      ['h3', 'h4'],
    );
    assert.equal(shown.people[1].role, 'There');
    assert.equal(shown.groups[0].label, 'Staff');
  });

  it('are the site’s own, which also knows names, roles and photos', async (t) => {
    const extras = {
      people: {
        [MEMBERS[0]]: {
          group: 'Heads',
          role: 'Head',
          website: 'https://head.example/',
        },
        [MEMBERS[1]]: {
          group: 'Guests',
          photo: 'guest.svg',
          email: 'k@lab.example',
        },
        [MEMBERS[2]]: { group: 'Heads', name: 'Misaki H.' },
        [MEMBERS[3]]: { end: '2020', photo: 'javascript:alert(1)' },
      },
    };
    const visit = await stage.visit(t, {
      body: stage.people(MEMBERS.join(' '), {
        group: 'role',
        extras: 'lab.json',
      }),
      files: {
        'lab.json': JSON.stringify(extras),
        'guest.svg': "<svg xmlns='http://www.w3.org/2000/svg'/>",
      },
    });
    await visit.loaded();
    const shown = await readPeople(visit);
    assert.deepEqual(namesOf(shown), {
      Heads: ['Ingrid Nørgaard-Álvarez', 'Misaki H.'],
      Guests: ['Kwabena Osei-Tutu'],
      Alumni: ['Margarethe von Hülsen'],
    });
    const [head, , guest] = shown.people;
    assert.equal(head.role, 'Head');
    assert.deepEqual(head.links[0], ['Website', 'https://head.example/']);
    assert.deepEqual(guest.links, [['E-mail', 'mailto:k@lab.example']]);
    const pictures = await visit
      .part('picture', PEOPLE)
      .evaluateAll((all) => all.map((one) => [one.src, one.alt]));
    assert.deepEqual(pictures, [[`${visit.url}guest.svg`, '']]);
    assert.equal(
      visit.warnings.filter((text) => text.includes('"photo"')).length,
      1,
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('do not change while records come, nor move the focus after', async (t) => {
    const [late, one, two] = ['Abel', 'Byron', 'Cole'].map((family) =>
      person(t, { name: { given: 'Ada', family } }),
    );
    const last = gate();
    const record = recordOf(late, { name: { given: 'Ada', family: 'Abel' } });
    stage.registry.fault(late, { ...record, until: last.opened });
    const visit = await stage.visit(t, {
      body: stage.people([two, late, one].join(' '), { sort: 'name' }),
      prepare: (page) => page.clock.install(),
    });
    const empty = async () =>
      (await readPeople(visit)).people.map(({ isEmpty }) => isEmpty);
    await visit.part('person', PEOPLE).first().waitFor();
    await until(
      () => [one, two].every((id) => stage.asked(id).length === 1),
      'the others are asked for',
    );
    assert.deepEqual(await empty(), [true, true, true]);
    await visit.page.clock.runFor(5_100);
    await until(async () => !(await empty())[0], 'those who are there show');
    const order = async () =>
      (await readPeople(visit)).people.map(({ id }) => id);
    assert.deepEqual(await order(), [one, two, late]);
    const focused = () =>
      visit.page
        .locator(PEOPLE)
        .evaluate((host) => host.shadowRoot.activeElement?.textContent);
    await visit.part('id-link', PEOPLE).nth(1).focus();
    assert.equal(await focused(), two);
    last.open();
    await visit.loaded();
    assert.deepEqual(await order(), [late, one, two]);
    assert.equal(await focused(), two);
  });
});

describe('while people come', () => {
  it('there is room for each, and a word once it takes long', async (t) => {
    const [here, late] = [person(t, { name: { given: 'Ada' } }), someone()];
    const last = gate();
    stage.registry.fault(late, {
      ...recordOf(late, { name: { given: 'Late' } }),
      until: last.opened,
    });
    const visit = await put(stage.people([here, late].join(' ')));
    await until(
      async () =>
        (await visit.part('person', PEOPLE).count()) === 2 &&
        (await readPeople(visit)).status === 'Loading…',
      'it says that records are on their way',
    );
    await until(
      async () => (await readPeople(visit)).people[0].name === 'Ada',
      'the first is there',
    );
    const { people } = await readPeople(visit);
    assert.deepEqual(
      people.map(({ isEmpty, id }) => [isEmpty, id]),
      [
        [false, here],
        [true, late],
      ],
    );
    const heights = async () =>
      visit
        .part('person', PEOPLE)
        .evaluateAll((all) => all.map((one) => one.offsetHeight));
    const before = await heights();
    last.open();
    await visit.loaded();
    assert.deepEqual(await heights(), before);
    assert.equal((await readPeople(visit)).status, '');
  });

  it('the page’s own text stays until the first is there', async () => {
    const orcid = someone();
    const answer = gate();
    stage.registry.fault(orcid, {
      ...recordOf(orcid, { name: { given: 'Ada' } }),
      until: answer.opened,
    });
    const visit = await put(
      stage.people(orcid, {}, '<a href="/team">Our team</a>'),
    );
    await until(() => stage.asked(orcid).length === 1, 'it is asked for');
    const own = visit.page.locator('a[href="/team"]');
    assert.equal(await own.isVisible(), true);
    answer.open();
    await visit.loaded();
    await painted(visit.page);
    assert.equal(await own.isVisible(), false);
  });

  for (const [name, attributes, inner] of [
    ['a grid', {}, ''],
    ['a grid of a page with own text', {}, '<p>Our team</p>'],
    ['a list', { look: 'list' }, ''],
    ['groups', { group: 'role' }, ''],
  ]) {
    it(
      `the page hardly moves: ${name}`,
      { engines: ['chromium'] },
      async (t) => {
        const ids = [...MEMBERS, IDS.ordinary];
        const answers = gate();
        for (const id of ids) {
          stage.registry.fault(id, { until: answers.opened, of: 'record' });
          t.after(() => stage.registry.fault(id, null));
        }
        const visit = await stage.visit(t, {
          context: { viewport: { width: 1000, height: 800 } },
          head: '<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>',
          body: `${stage.people(ids.join(' '), attributes, inner)}
          <p id="below">Text below the people.</p>`,
          init: () => {
            globalThis.shift = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                globalThis.shift += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
          },
        });
        await until(
          () => ids.every((id) => stage.asked(id).length > 0),
          'all are asked for',
        );
        await observed(visit.page);
        await painted(visit.page);
        // Until the script is there nothing can keep room.
        await visit.page.evaluate(() => {
          globalThis.shift = 0;
        });
        answers.open();
        await visit.loaded();
        await painted(visit.page);
        const shift = await visit.page.evaluate(() => globalThis.shift);
        t.diagnostic(`layout shift ${shift.toFixed(4)}`);
        assert.ok(shift < 0.05, `cumulative layout shift of ${shift}`);
      },
    );
  }
});

describe('a record that cannot be had', () => {
  it('shows as the plain link, with the reason; the others stay', async () => {
    const visit = await show([MEMBERS[0], IDS.locked]);
    const { people } = await readPeople(visit);
    const [, locked] = people;
    assert.equal(people[0].name, 'Ingrid Nørgaard-Álvarez');
    assert.equal(locked.name, null);
    assert.equal(locked.href, `https://orcid.org/${IDS.locked}`);
    assert.equal(locked.notice, 'This ORCID record is locked.');
    assert.equal(locked.retry, null);
    const error = await visit.failed();
    assert.equal(error.detail.code, 'locked');
    assert.equal(error.detail.orcid, IDS.locked);
  });

  it('can be asked for again, and the focus stays with it', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { html: true });
    t.after(() => stage.registry.fault(orcid, null));
    const visit = await show([MEMBERS[0], orcid]);
    const retry = visit.part('retry', PEOPLE);
    assert.equal(await retry.count(), 1);
    stage.registry.fault(
      orcid,
      recordOf(orcid, { name: { given: 'Ada', family: 'Byron' } }),
    );
    await retry.focus();
    await visit.page.keyboard.press('Enter');
    await visit.loaded({ count: 2 });
    const { people } = await readPeople(visit);
    assert.equal(people[1].name, 'Ada Byron');
    const focused = await visit.page
      .locator(PEOPLE)
      .evaluate((host) => host.shadowRoot.activeElement?.textContent);
    assert.equal(focused, orcid);
  });

  it('is told of once where it is the same with all', async (t) => {
    const ids = [someone(), someone()];
    ids.forEach((id) => stage.registry.fault(id, { html: true }));
    t.after(() => ids.forEach((id) => stage.registry.fault(id, null)));
    const visit = await show(ids);
    const { people, status } = await readPeople(visit);
    assert.match(status, /could not be read\. ?Try again/);
    assert.deepEqual(
      people.map(({ id, notice }) => [id, notice]),
      ids.map((id) => [id, null]),
    );
    const own = await show(ids, {}, '<p id="own">Our team</p>');
    assert.equal(await own.page.locator('#own').isVisible(), true);
    assert.match((await readPeople(own)).status, /could not be read/);
    for (const id of ids) {
      stage.registry.fault(id, recordOf(id, { name: { given: 'Ada' } }));
    }
    await own.part('retry', PEOPLE).click();
    await own.loaded({ count: 2 });
    assert.equal((await readPeople(own)).people.length, 2);
    assert.equal(await own.page.locator('#own').isVisible(), false);
  });

  it('is not one where no iD is given', async () => {
    const visit = await put(stage.people('me', {}, '<p id="own">Our team</p>'));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'malformed-id');
    await painted(visit.page);
    assert.equal(await visit.page.locator('#own').isVisible(), true);
    assert.match((await readPeople(visit)).status, /not an ORCID iD/);
  });
});

describe('bundles', () => {
  const wasm = (visit, name) =>
    stage.cdn.requested(`${visit.folder}/pkg/scholar_${name}_bg.wasm`).length;

  it('badges beside people take that of people', async (t) => {
    const [one, other] = [someone(), someone()];
    const visit = await stage.visit(t, {
      body: stage.badge(one) + stage.people([one, other].join(' ')),
    });
    await visit.loaded({ count: 2 });
    assert.deepEqual(
      ['badge', 'full', 'people'].map((name) => wasm(visit, name)),
      [0, 0, 1],
    );
    assert.equal(stage.asked(one).length, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it(
    'of lists and of people share what is asked for',
    { engines: EVERY_ENGINE },
    async (t) => {
      const [one, other] = [someone(), someone()];
      const ids = [one, other].join(' ');
      const visit = await stage.visit(t, {
        body: stage.people(ids) + stage.works(ids, { authors: 'none' }),
      });
      await visit.loaded({ count: 2 });
      assert.deepEqual(
        ['badge', 'full', 'people'].map((name) => wasm(visit, name)),
        [0, 1, 1],
      );
      for (const id of [one, other])
        assert.equal(stage.asked(id).length, 1, id);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('go on where one of two that wait for a record leaves', async (t) => {
    const orcid = someone();
    const answer = gate();
    stage.registry.fault(orcid, {
      ...recordOf(orcid, { name: { given: 'Ada' } }),
      until: answer.opened,
    });
    const visit = await stage.visit(t, {
      body: stage.people(orcid) + stage.works(orcid, { authors: 'none' }),
    });
    await until(() => stage.asked(orcid).length === 1, 'it is asked for');
    await visit.part('person', PEOPLE).first().waitFor();
    await visit.page.locator('scholar-works').evaluate((list) => list.remove());
    answer.open();
    await visit.loaded();
    assert.equal((await readPeople(visit)).people[0].name, 'Ada');
    assert.deepEqual(visit.trouble, []);
  });
});

it('a strict policy has nothing to refuse', async (t) => {
  const orcid = person(t, {
    name: { given: 'Ada', family: '<img src=x onerror=alert(1)>' },
    urls: [{ name: '<b>', url: 'https://github.com/"><script>' }],
  });
  const visit = await stage.visit(t, {
    own: true,
    body: stage.people([orcid, ...MEMBERS].join(' '), { group: 'role' }),
    headers: { 'content-security-policy': strictest([stage.registry.url]) },
  });
  await visit.loaded();
  await visit.part('link-icon', PEOPLE).first().waitFor();
  assert.deepEqual(visit.trouble, []);
});

describe('a badge', () => {
  it('shows a photo of the page on a card, and nowhere else', async () => {
    const photo = `<img slot="photo" src="${PICTURE}" alt="">`;
    for (const [layout, isShown] of [
      ['card', true],
      ['compact', false],
      ['inline', false],
    ]) {
      const visit = await put(stage.badge('ordinary', { layout }, photo));
      await visit.loaded();
      await painted(visit.page);
      const picture = visit.page.locator('[slot="photo"]');
      assert.equal(await picture.isVisible(), isShown, layout);
    }
  });

  it('with nothing but a photo has the plain link to fall back on', async () => {
    const photo = `<img slot="photo" src="${PICTURE}" alt="">`;
    const visit = await put(stage.badge('locked', {}, photo));
    await visit.failed();
    await painted(visit.page);
    const link = visit.part('id-link');
    assert.equal(
      await link.getAttribute('href'),
      `https://orcid.org/${IDS.locked}`,
    );
  });
});
