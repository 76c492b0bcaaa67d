// Everything that can keep a record from being shown. Each failure tells the
// page (an event), the developer (a console warning) and the visitor (a
// sentence), and the plain link to the record stays.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { readBadge } from './support/read.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const put = sharePage(stage);

const BUSY = 'The ORCID registry is busy.';
const UNREACHABLE = 'The ORCID registry could not be reached.';
const UNREADABLE = 'The ORCID registry gave an answer that could not be read.';

// Answers of the registry: person, code, sentence, whether trying again helps.
const ANSWERS = [
  ['notFound', 'not-found', 'There is no ORCID record with this iD.', false],
  ['locked', 'locked', 'This ORCID record is locked.', false],
  [
    'deactivated',
    'deactivated',
    'This ORCID record was closed by its owner.',
    false,
  ],
  [
    'unclaimed',
    'unclaimed',
    'This ORCID record has not been claimed yet.',
    false,
  ],
  ['deprecatedToLocked', 'locked', 'This ORCID record is locked.', false],
  [
    'nothing',
    'nothing-public',
    'Nothing in this ORCID record is public.',
    false,
  ],
  [
    'forbidden',
    'nothing-public',
    'Nothing in this ORCID record is public.',
    false,
  ],
  [
    'quota',
    'quota-spent',
    'The registry accepts no more requests from this network for now.',
    true,
  ],
  ['overloaded', 'overloaded', BUSY, true],
  ['serverError', 'overloaded', BUSY, true],
  ['overloadedNoCors', 'unreachable', UNREACHABLE, true],
  ['noCors', 'unreachable', UNREACHABLE, true],
  ['dropped', 'unreachable', UNREACHABLE, true],
  ['cut', 'unreadable', UNREADABLE, true],
  ['html', 'unreadable', UNREADABLE, true],
  ['htmlAsJson', 'unreadable', UNREADABLE, true],
  ['truncated', 'unreadable', UNREADABLE, true],
  ['truncatedZipped', 'unreadable', UNREADABLE, true],
  ['empty', 'unreadable', UNREADABLE, true],
  ['jsonNull', 'unreadable', UNREADABLE, true],
  ['jsonList', 'unreadable', UNREADABLE, true],
  ['jsonObject', 'unreadable', UNREADABLE, true],
  ['notAcceptable', 'refused', UNREACHABLE, false],
  ['unauthorized', 'refused', UNREACHABLE, false],
];

// One page for all: a failing badge must not disturb the others.
describe('answers of the registry', () => {
  let visit;

  before(async (t) => {
    const people = ANSWERS.map(([person]) => person);
    visit = await stage.visit(
      { after: t.after ?? (() => {}) },
      {
        body: people
          .map((person) =>
            stage.badge(person, { id: person, loading: 'eager' }),
          )
          .concat(stage.badge('ordinary', { id: 'ordinary' }))
          .join('\n'),
      },
    );
    await visit.failed({ count: people.length, within: 30_000 });
  });

  for (const [person, code, sentence, retryable] of ANSWERS) {
    it(`${person}: ${code}`, async () => {
      const orcid = IDS[person];
      const event = await visit.failed({ matches: ({ id }) => id === person });
      const { message, ...detail } = event.detail;
      assert.deepEqual(detail, { code, orcid, retryable });
      assert.match(message, /\w{3}/);
      assert.deepEqual([event.bubbles, event.composed], [true, true]);
      assert.ok(
        visit.warnings.some((text) =>
          text.startsWith(`scholar-badge: ${code}: ${message}`),
        ),
        'the console tells the developer',
      );
      const shown = await readBadge(visit, `#${person}`);
      const page = `https://orcid.org/${orcid}`;
      assert.deepEqual(shown.idLink, { text: page, href: page });
      assert.equal(shown.notices.length, 1);
      assert.ok(shown.notices[0].startsWith(sentence), shown.notices[0]);
      assert.equal(shown.retry, retryable ? 'Try again' : null);
      assert.ok(await visit.part('notice', `#${person}`).isVisible());
      assert.ok(await visit.part('id-link', `#${person}`).isVisible());
    });
  }

  it('no failure touches the badge beside it, and nothing is uncaught', async () => {
    assert.equal(
      await visit.part('name', '#ordinary').textContent(),
      'Solveig Marchetti-Lund',
    );
    assert.deepEqual(visit.trouble, []);
    const failures = visit.heardSoFar('scholar-error');
    assert.equal(failures, ANSWERS.length, 'one event for each');
  });

  it('what cannot get better is asked for once, a busy registry three times', () => {
    for (const person of [
      'notFound',
      'unclaimed',
      'quota',
      'html',
      'truncated',
    ]) {
      assert.equal(stage.asked(person).length, 1, person);
    }
    assert.equal(stage.asked('overloaded').length, 3);
  });

  it('the other iD of a deprecated record that is locked is followed', () => {
    assert.equal(stage.asked('deprecatedToLocked').length, 1);
  });
});

describe('iDs that are none', () => {
  const WRONG = [
    ['not an iD', 'malformed-id', 'This is not an ORCID iD.'],
    ['', 'malformed-id', 'This is not an ORCID iD.'],
    [null, 'malformed-id', 'This is not an ORCID iD.'],
    ['0000-0002-1825-009', 'malformed-id', 'This is not an ORCID iD.'],
    ['https://evil.example/0000-0002-1825-0097', 'malformed-id', ''],
    [
      '0000-0002-1825-0096',
      'bad-check-digit',
      'This ORCID iD has a typing error.',
    ],
    ['0000-0004-0000-0000', 'unassigned-id', 'This number is not an ORCID iD.'],
    ['0000-0001-2345-6789', 'unassigned-id', 'This number is not an ORCID iD.'],
    ['0009-0010-0000-0011', 'unassigned-id', 'This number is not an ORCID iD.'],
    ['0000-0003-5000-001X', 'unassigned-id', 'This number is not an ORCID iD.'],
  ];

  for (const loading of ['eager', 'lazy']) {
    describe(`with loading="${loading}"`, { sample: 2 }, () => {
      let visit;

      before(async (t) => {
        // Inline: all of them in view.
        visit = await stage.visit(t, {
          body: WRONG.map(([orcid], nth) =>
            stage.badge('', {
              orcid,
              loading,
              id: `n${nth}`,
              layout: 'inline',
            }),
          ).join('<br>'),
        });
        await visit.failed({ count: WRONG.length });
      });

      WRONG.forEach(([orcid, code, sentence], nth) => {
        it(`${JSON.stringify(orcid)}: ${code}`, async () => {
          const { detail } = await visit.failed({
            matches: ({ id }) => id === `n${nth}`,
          });
          assert.match(detail.message, /\w{3}/);
          assert.equal(detail.code, code);
          assert.equal(detail.orcid, orcid ?? '', 'what was given');
          assert.equal(detail.retryable, false);
          const shown = await readBadge(visit, `#n${nth}`);
          assert.ok(shown.notices[0].startsWith(sentence), shown.notices[0]);
          assert.equal(shown.retry, null);
          assert.match(visit.warnings.join('\n'), new RegExp(code));
        });
      });

      it('makes no request', () => {
        assert.ok(
          visit.requests.every((url) => !url.startsWith(stage.registry.url)),
          visit.requests.join('\n'),
        );
        assert.deepEqual(visit.trouble, []);
      });
    });
  }

  it("keep the page's own text", async () => {
    const visit = await put(
      stage.badge('0000-0002-1825-0096', {}, '<b>Ann Author</b>'),
    );
    await visit.failed();
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
    assert.ok(await visit.part('notice').isVisible());
  });
});

describe('a refusal for good', () => {
  it('is shared with a badge that comes later: no further request', async () => {
    const orcid = generatedOrcid(1, 70);
    stage.registry.fault(orcid, { error: 9018 });
    const visit = await put(stage.badge(orcid));
    await visit.failed();
    await visit.page.evaluate(() => {
      const [first] = document.querySelectorAll('scholar-badge');
      first.after(first.cloneNode(true));
    });
    await visit.failed({ count: 2 });
    assert.equal(stage.asked(orcid).length, 1);
  });
});

describe("the page's own text", () => {
  it('stays beside the reason, in every layout', async () => {
    const layouts = ['card', 'compact', 'inline'];
    const own = (layout) => `<a href="/staff/${layout}">Ann ${layout}</a>`;
    const visit = await put(
      layouts
        .map((layout) => stage.badge('notFound', { layout }, own(layout)))
        .join('\n'),
    );
    await visit.failed({ count: 3 });
    for (const layout of layouts) {
      const link = visit.page.getByRole('link', { name: `Ann ${layout}` });
      assert.ok(await link.isVisible(), layout);
    }
    assert.equal(await visit.part('id-link').count(), 0);
    assert.equal(await visit.part('notice').count(), 3);
  });

  it('may be a picture alone', async () => {
    const picture =
      '<svg width="20" height="20"><rect width="20" height="20"/></svg>';
    const visit = await put(stage.badge('notFound', {}, picture));
    await visit.failed();
    assert.ok(await visit.page.locator('rect').isVisible());
    assert.equal(await visit.part('id-link').count(), 0);
  });
});

describe('a record that was replaced', () => {
  for (const [person, layout] of [
    ['deprecated', 'card'],
    ['deprecated', 'compact'],
    ['deprecated', 'inline'],
    ['deprecatedToDeprecated', 'card'],
  ]) {
    it(`${person}, ${layout}: shows the primary record and says so`, async () => {
      const visit = await put(stage.badge(person, { layout }));
      const { detail } = await visit.loaded();
      assert.equal(detail.orcid, IDS.ordinary);
      assert.equal(detail.requested, IDS[person]);
      const shown = await readBadge(visit);
      assert.equal(shown.name, 'Solveig Marchetti-Lund');
      assert.equal(shown.idLink.href, `https://orcid.org/${IDS.ordinary}`);
      assert.deepEqual(shown.notices, [
        `The iD ${IDS[person]} was replaced by this one.`,
      ]);
      assert.deepEqual(visit.trouble, []);
    });
  }
});
