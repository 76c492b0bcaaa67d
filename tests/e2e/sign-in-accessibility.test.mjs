// axe-core finds nothing in any state of signing in, light and dark, in both
// directions, narrow and wide.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { audit } from './support/axe.mjs';
import { useGroup } from './support/group.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { says, useSignIn } from './support/sign-in.mjs';
import { everyState, STATES } from './support/sign-in-states.mjs';

const lab = useSignIn();

describe('the line of status', () => {
  // Screen readers announce what changes in a region that they know already.
  it('is on the page before it says anything', async (t) => {
    const visit = await lab.visit(t, {
      attributes: { 'client-id': null },
      idle: false,
      init: () => {
        globalThis.painted = [];
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (...args) {
          const root = attach.apply(this, args);
          new MutationObserver((_, observer) => {
            const status = root.querySelector('[role=status]');
            if (!status) return;
            observer.disconnect();
            // It hears of the first layout, right before that is painted.
            new ResizeObserver((_, sizes) => {
              sizes.disconnect();
              globalThis.painted.push(status.textContent);
            }).observe(status);
          }).observe(root, { childList: true, subtree: true });
          return root;
        };
      },
    });
    await says(visit, 'not set up properly');
    const painted = await visit.page.evaluate(() => globalThis.painted);
    assert.deepEqual(painted, ['']);
  });
});

describe('axe finds nothing', () => {
  const group = useGroup();
  let visit;
  before(async () => {
    visit = await everyState(lab, group, {});
  });

  for (const [colorScheme, dir, width] of [
    ['light', 'ltr', 1000],
    ['dark', 'ltr', 320],
    ['light', 'rtl', 320],
    ['dark', 'rtl', 1000],
  ]) {
    const needs = [
      ...(colorScheme === 'dark' ? ['media'] : []),
      ...(dir === 'rtl' ? ['contrast of rtl'] : []),
    ];
    it(
      `in any state, ${colorScheme}, ${dir}, ${width} pixels`,
      { needs },
      async () => {
        const { page } = visit;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate((to) => (document.documentElement.dir = to), dir);
        await painted(page);
        const { violations, measured, unsure } = await audit(visit);
        assert.deepEqual(violations, []);
        assert.ok(measured >= STATES, `contrast measured ${measured} times`);
        assert.deepEqual(unsure, []);
        assert.deepEqual(await leaving(visit, 'scholar-sign-in'), []);
        const sizes = await page
          .locator('scholar-sign-in button')
          .evaluateAll((all) =>
            all.map((it) => {
              const box = it.getBoundingClientRect();
              return Math.min(box.width, box.height);
            }),
          );
        assert.ok(sizes.length >= STATES / 2);
        assert.ok(Math.min(...sizes) >= 24, `fingers: ${sizes}`);
        assert.deepEqual(visit.errors, []);
      },
    );
  }
});
