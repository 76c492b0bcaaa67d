// The line to the registry fails: offline, refused by a policy, too slow, or
// for a moment only; and the visitor's own "Try again".
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { painted, readBadge, until } from './support/read.mjs';
import { gate, sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const put = sharePage(stage);

async function assertFailed(visit, code, sentence) {
  const { detail } = await visit.failed();
  assert.equal(detail.code, code);
  assert.equal(detail.retryable, true);
  const shown = await readBadge(visit);
  assert.ok(shown.notices[0].startsWith(sentence), shown.notices[0]);
  assert.equal(shown.idLink.href, `https://orcid.org/${detail.orcid}`);
  assert.equal(shown.retry, 'Try again');
  assert.match(visit.warnings.join('\n'), new RegExp(`scholar-badge: ${code}`));
}

describe('the line', () => {
  it('is down: offline', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary', { id: 'first' }),
    });
    await visit.loaded();
    await visit.context.setOffline(true);
    await visit.page.evaluate((orcid) => {
      document.querySelector('scholar-badge').orcid = orcid;
    }, IDS.arabic);
    await assertFailed(visit, 'offline', 'You are offline.');
    await visit.context.setOffline(false);
    // Not every engine tells of that when a test has brought it about.
    await visit.page.evaluate(() => dispatchEvent(new Event('online')));
    await visit.loaded({
      matches: ({ detail }) => detail.orcid === IDS.arabic,
    });
    assert.deepEqual(visit.trouble, []);
  });

  it("is closed by the page's own policy", async (t) => {
    const visit = await stage.visit(t, {
      own: true,
      body: stage.badge('ordinary'),
      headers: { 'content-security-policy': "connect-src 'self'" },
    });
    await assertFailed(
      visit,
      'unreachable',
      'The ORCID registry could not be reached.',
    );
    assert.match(visit.warnings.join('\n'), /connect-src/);
    assert.equal(stage.asked('ordinary').length > 0, true);
    assert.deepEqual(visit.errors, []);
  });

  it('leads nowhere: a registry that does not exist', async () => {
    const visit = await put(
      stage.badge('ordinary', { registry: 'http://127.0.0.1:9' }),
    );
    await assertFailed(
      visit,
      'unreachable',
      'The ORCID registry could not be reached.',
    );
    assert.deepEqual(visit.trouble, []);
  });

  it('leads to an address that is none', async () => {
    for (const registry of ['http://[', 'ftp://x', 'javascript:alert(1)']) {
      const visit = await put(stage.badge('ordinary', { registry }));
      await assertFailed(visit, 'unreachable', '');
      assert.deepEqual(visit.trouble, [], registry);
    }
  });
});

describe('an answer that takes too long', () => {
  for (const [person, what] of [
    ['hang', 'no answer'],
    ['slowBody', 'an answer without its body'],
  ]) {
    it(`${what}: timed out, and the request is given up`, async () => {
      const visit = await put(stage.badge(person, { timeout: '1' }));
      await assertFailed(
        visit,
        'timed-out',
        'The ORCID registry did not answer in time.',
      );
      await until(
        () => stage.asked(person).every(({ aborted }) => aborted),
        'the request is cancelled',
      );
      assert.equal(stage.asked(person).length, 1, 'and not repeated');
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('within the time allowed is shown', async () => {
    const orcid = generatedOrcid(3, 40);
    const body = gate();
    stage.registry.fault(orcid, { until: body.opened });
    const visit = await put(stage.badge(orcid));
    await until(() => stage.asked(orcid).length === 1, 'it is asked for');
    await painted(visit.page);
    assert.equal(await visit.part('name').count(), 0);
    body.open();
    const { detail } = await visit.loaded();
    assert.equal(detail.orcid, orcid);
    assert.ok(await visit.part('name').isVisible());
    assert.deepEqual(visit.trouble, []);
  });
});

describe('a passing failure', () => {
  it('a busy registry is asked again by itself', async () => {
    const visit = await put(stage.badge('overloadedOnce'));
    await visit.loaded();
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    const asked = stage.asked('overloadedOnce');
    assert.deepEqual(
      asked.map(({ status }) => status),
      [503, 200],
    );
    assert.ok(asked[1].at - asked[0].at >= 400, 'not at once');
  });

  it('a broken connection is tried once more', async () => {
    const orcid = generatedOrcid(3, 41);
    stage.registry.fault(orcid, { noCors: true, times: 1 });
    const visit = await put(stage.badge(orcid));
    await visit.loaded();
    assert.equal(stage.asked(orcid).length, 2);
  });
});

describe('"Try again"', () => {
  const gestures = {
    mouse: (visit) => visit.part('retry').click(),
    async keyboard(visit) {
      await visit.part('id-link').focus();
      await visit.page.keyboard.press('Tab');
      await visit.page.keyboard.press('Enter');
    },
    async 'space bar'(visit) {
      await visit.part('retry').focus();
      await visit.page.keyboard.press('Space');
    },
  };

  Object.entries(gestures).forEach(([name, gesture], seed) => {
    it(`works by ${name}`, async () => {
      const orcid = generatedOrcid(3, 50 + seed);
      stage.registry.fault(orcid, { html: true });
      const visit = await put(stage.badge(orcid));
      await visit.failed();
      stage.registry.fault(orcid, null);
      await gesture(visit);
      const { detail } = await visit.loaded();
      assert.equal(detail.orcid, orcid);
      assert.ok(await visit.part('name').isVisible());
      assert.equal(await visit.part('retry').count(), 0);
      assert.equal(stage.asked(orcid).length, 2);
      assert.deepEqual(visit.trouble, []);
    });
  });

  it('says so when it fails again', async () => {
    const visit = await put(stage.badge('html'));
    await visit.failed();
    await visit.part('retry').click();
    await visit.failed({ count: 2 });
    assert.ok(await visit.part('notice').isVisible());
    assert.equal(await visit.part('retry').count(), 1);
  });

  it('of one badge heals every badge of that record', async () => {
    const orcid = generatedOrcid(3, 60);
    stage.registry.fault(orcid, { html: true });
    const visit = await put(
      ['a', 'b', 'c']
        .map((id) => stage.badge(orcid, { id, loading: 'eager' }))
        .join('\n'),
    );
    await visit.failed({ count: 3 });
    assert.equal(stage.asked(orcid).length, 1);
    stage.registry.fault(orcid, null);
    await visit.part('retry', '#b').click();
    await visit.loaded({ count: 3 });
    assert.equal(stage.asked(orcid).length, 2);
    assert.equal(await visit.part('retry').count(), 0);
  });

  it('does not throw the focus back to the top of the page', async () => {
    const orcid = generatedOrcid(3, 61);
    stage.registry.fault(orcid, { html: true });
    const link = (id) => `<p><a id="${id}" href="#${id}">${id}</a></p>`;
    const visit = await put(link('above') + stage.badge(orcid) + link('below'));
    await visit.failed();
    stage.registry.fault(orcid, null);
    await visit.part('retry').focus();
    await visit.page.keyboard.press('Enter');
    await visit.loaded();
    await until(
      () =>
        visit.page
          .locator('scholar-badge')
          .evaluate(({ shadowRoot }) => shadowRoot.activeElement?.localName),
      'a link has the focus',
    );
    await visit.page.keyboard.press('Tab');
    const focused = await visit.page.evaluate(
      () => document.activeElement.id || document.activeElement.localName,
    );
    assert.ok(['scholar-badge', 'below'].includes(focused), focused);
  });
});
