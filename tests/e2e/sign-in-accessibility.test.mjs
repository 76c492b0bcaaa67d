// axe-core finds nothing in any state of signing in, light and dark, in both
// directions, narrow and wide.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { audit } from './support/axe.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { useSignIn } from './support/sign-in.mjs';
import { everyState, STATES } from './support/sign-in-states.mjs';

const lab = useSignIn();

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const [colorScheme, dir, width] of [
    ['light', 'ltr', 1000],
    ['dark', 'ltr', 320],
    ['light', 'rtl', 320],
    ['dark', 'rtl', 1000],
  ]) {
    it(`in any state, ${colorScheme}, ${dir}, ${width} pixels`, async (t) => {
      const visit = await everyState(lab, t, { colorScheme, dir, width });
      await painted(visit.page);
      const { violations, measured, unsure } = await audit(visit);
      assert.deepEqual(violations, []);
      assert.ok(measured >= STATES, `contrast measured ${measured} times`);
      assert.deepEqual(unsure, []);
      assert.deepEqual(await leaving(visit, 'scholar-sign-in'), []);
      const sizes = await visit.page
        .locator('scholar-sign-in button')
        .evaluateAll((all) =>
          all.map((it) => {
            const { width, height } = it.getBoundingClientRect();
            return Math.min(width, height);
          }),
        );
      assert.ok(sizes.length >= STATES / 2);
      assert.ok(Math.min(...sizes) >= 24, `fingers: ${sizes}`);
      assert.deepEqual(visit.errors, []);
    });
  }
});
