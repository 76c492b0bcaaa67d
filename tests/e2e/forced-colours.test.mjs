// Where the visitor has chosen the colours, everything can be made out: each
// text colour of the system on its own ground. In the palettes of Firefox here a
// button's ground and the page's are opposites, so that whatever mixes them up
// is black on black; Chromium has a light palette and a dark one of its own.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { LAB } from '../registry/server.mjs';
import { PAGE_STYLE } from './support/axe.mjs';
import { contrasts, illegible } from './support/contrast.mjs';
import { launch } from './support/browser.mjs';
import { engine } from './support/engine.mjs';
import { element } from './support/html.mjs';
import { LIST, closePopovers, openFacet } from './support/list.mjs';
import { painted } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const OURS = 'scholar-badge, scholar-works, scholar-sign-in';

/** Firefox's preferences for a palette. */
const palette = ({ page, text, link, face, label, marked, mark }) => ({
  'browser.display.document_color_use': 2,
  'browser.display.background_color': page,
  'browser.display.foreground_color': text,
  'browser.anchor_color': link,
  'browser.visited_color': link,
  'ui.buttonface': face,
  'ui.buttontext': label,
  'ui.buttonborder': label,
  'ui.-moz-field': face,
  'ui.-moz-fieldtext': label,
  'ui.field': face,
  'ui.fieldtext': label,
  'ui.highlight': mark,
  'ui.highlighttext': marked,
});

const DARK = {
  ...{ page: '#000000', text: '#ffffff', link: '#ffff00' },
  ...{ face: '#ffffff', label: '#000000', mark: '#00ffff', marked: '#000080' },
};
const LIGHT = {
  ...{ page: '#ffffff', text: '#000000', link: '#000080' },
  ...{ face: '#000000', label: '#ffffff', mark: '#000080', marked: '#ffffff' },
};

const forced = { forcedColors: 'active' };
const CASES = {
  chromium: {
    light: { context: { ...forced, colorScheme: 'light' } },
    dark: { context: { ...forced, colorScheme: 'dark' } },
  },
  firefox: {
    light: { prefs: palette(LIGHT) },
    dark: { prefs: palette(DARK) },
  },
};

/** A sign-in at an address that nobody asks before the button is pressed. */
const signIn = (issuer, attributes) =>
  element('scholar-sign-in', {
    'client-id': 'APP-X',
    'redirect-uri': '/own/callback.html',
    issuer,
    ...attributes,
  });

for (const [name, { prefs, context = {} }] of Object.entries(CASES[engine])) {
  describe(`a ${name} palette`, { sample: Infinity }, () => {
    const stage = useStage({
      launch: () => launch({ ...(prefs && { prefs }) }),
    });

    const show = async (t, body, { width = 1000 } = {}) => {
      const visit = await stage.visit(t, {
        scheme: 'light dark',
        head: PAGE_STYLE,
        context: { ...context, viewport: { width, height: 1500 } },
        body,
      });
      const isForced = await visit.page.evaluate(
        () => matchMedia('(forced-colors: active)').matches,
      );
      assert.ok(isForced, 'the palette is in force');
      return visit;
    };

    const holds = async (visit, least) => {
      await painted(visit.page);
      const found = await contrasts(visit.page, OURS);
      assert.ok(found.length >= least, `${found.length} things measured`);
      assert.deepEqual(illegible(found), []);
      assert.deepEqual(visit.trouble, []);
      return found;
    };

    it('a list, with all that opens', async (t) => {
      const visit = await show(
        t,
        stage.works(LAB.members.join(' '), { from: '2023', permalink: '' }),
      );
      await visit.loaded();
      await visit.part('about-button', LIST).first().click();
      await visit.part('cite-button', LIST).nth(1).click();
      await visit.part('author', LIST).first().waitFor();
      for (const name of ['Type', 'Person', 'Year']) {
        await openFacet(visit, name);
        await holds(visit, 60);
      }
      await closePopovers(visit);
      await visit.part('cite', LIST).locator('summary').click();
      await holds(visit, 60);
    });

    it('a list that is searched, and its bars, pressed and not', async (t) => {
      const visit = await show(
        t,
        stage.works(LAB.members.join(' '), { chart: 'always' }),
      );
      await visit.loaded();
      await visit.part('year', LIST).nth(1).click();
      await visit.part('search', LIST).fill('a');
      const found = await holds(visit, 40);
      const bars = found.filter(({ what }) => what.endsWith('its fill'));
      assert.ok(bars.length > 2, `${bars.length} bars`);
      const grounds = await visit
        .part('year', LIST)
        .evaluateAll((years) =>
          years
            .slice(0, 2)
            .map((year) => getComputedStyle(year).backgroundColor),
        );
      assert.notEqual(grounds[0], grounds[1], 'which one is pressed');
    });

    it('badges in each layout, also without a record', async (t) => {
      const layouts = ['card', 'compact', 'inline'];
      const people = ['ordinary', 'deprecated', 'notFound', 'quota'];
      const badges = layouts.flatMap((layout) =>
        people.map((person) =>
          stage.badge(person, { layout, loading: 'eager' }),
        ),
      );
      const visit = await show(t, badges.map((it) => `<p>${it}</p>`).join(''));
      await visit.loaded({ count: 6 });
      await visit.failed({ count: 6 });
      await holds(visit, 60);
    });

    it('signing in', async (t) => {
      const states = [{}, { purpose: 'connect' }, { 'client-id': null }];
      const tags = states.map((it) => signIn(stage.registry.url, it));
      const visit = await show(t, tags.join(''));
      await visit.page.locator('scholar-sign-in button').nth(1).waitFor();
      await visit.part('failed', 'scholar-sign-in').waitFor();
      await holds(visit, 6);
    });

    it('what has the focus', async (t) => {
      const visit = await show(
        t,
        stage.works(LAB.members.join(' '), { chart: 'always' }) +
          stage.badge('quota'),
      );
      await visit.loaded();
      const whole = await visit.page
        .locator(LIST)
        .evaluate((host) => getComputedStyle(host).color);
      // Whether the outline is drawn on the control's own ground.
      const kinds = {
        '[part~="search"]': true,
        '[part~="year"]': true,
        'input[type="checkbox"]': false,
        summary: false,
        '[part~="about-button"]': true,
        '[part~="work"] a': false,
      };
      await visit.part('search', LIST).click();
      const left = new Set(Object.keys(kinds));
      for (let step = 0; step < 40 && left.size > 0; step += 1) {
        const focused = await visit.page
          .locator(LIST)
          .evaluate(({ shadowRoot: { activeElement: at } }, selectors) => {
            const style = getComputedStyle(at);
            return {
              kind: selectors.find((selector) => at.matches(selector)),
              line: style.outlineStyle,
              colour: style.outlineColor,
              text: style.color,
              isInside: parseFloat(style.outlineOffset) < 0,
            };
          }, Object.keys(kinds));
        const { kind, line, colour, text, isInside } = focused;
        if (kind) {
          left.delete(kind);
          assert.equal(line, 'solid', kind);
          assert.equal(isInside, kinds[kind], kind);
          assert.equal(colour, isInside ? text : whole, kind);
        }
        // What it opens is next.
        const box = 'input[type="checkbox"]';
        if (kind === 'summary' && left.has(box)) {
          await visit.page.keyboard.press('Enter');
        }
        await visit.page.keyboard.press('Tab');
      }
      assert.deepEqual([...left], [], 'the keyboard came to all of them');
    });
  });
}
