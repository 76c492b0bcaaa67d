// Titles and names in any script and direction, and colours that follow the
// page.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { engine } from './support/engine.mjs';
import { painted, until } from './support/read.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const put = sharePage(stage);

/** A badge on the shared page, of which these things are said. */
async function show(person, attributes, { lang, dir, scheme, style } = {}) {
  const visit = await put(
    stage.badge(person, { works: '20', ...attributes }) +
      (style ? `<style>${style}</style>` : ''),
  );
  await visit.page.evaluate(
    (said) => {
      const { documentElement: html } = document;
      html.lang = said.lang ?? 'en';
      html.dir = said.dir ?? 'ltr';
      html.style.colorScheme = '';
      const meta = document.querySelector('meta[name="color-scheme"]');
      meta.content = said.scheme ?? 'light';
    },
    { lang, dir, scheme },
  );
  await visit.loaded();
  await painted(visit.page);
  return visit;
}

/** Direction, language and side of the words of every such part. */
const directions = (visit, part) =>
  visit.part(part).evaluateAll((elements) =>
    elements.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const words = range.getBoundingClientRect();
      const host = element.getRootNode().host.getBoundingClientRect();
      return {
        text: element.textContent.trim(),
        dir: element.getAttribute('dir'),
        lang: element.getAttribute('lang'),
        direction: getComputedStyle(element).direction,
        atStart: words.left - host.left < host.right - words.right,
      };
    }),
  );

const RIGHT_TO_LEFT = /^[\u0590-\u08ff]/;

describe('direction', () => {
  for (const [person, dir] of [
    ['arabic', 'ltr'],
    ['hebrew', 'ltr'],
    ['arabic', 'rtl'],
    ['ordinary', 'rtl'],
    ['bidi', 'ltr'],
  ]) {
    it(
      `${person} on a page that runs ${dir}: each title by its own letters`,
      { engines: EVERY_ENGINE },
      async () => {
        const visit = await show(person, {}, { dir });
        const titles = await directions(visit, 'work-title');
        assert.ok(titles.length >= 2);
        for (const { text, dir: given, direction, atStart } of titles) {
          const expected = RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
          assert.equal(given, 'auto');
          if (/^[\p{L}]/u.test(text)) assert.equal(direction, expected, text);
          // The list's edge is the page's, whatever the title's direction.
          if (text.length < 60) assert.equal(atStart, dir === 'ltr', text);
        }
        assert.deepEqual(visit.trouble, []);
      },
    );
  }

  it('names, too', { engines: EVERY_ENGINE }, async () => {
    for (const layout of ['card', 'compact', 'inline']) {
      const visit = await show('arabic', { layout });
      const [name] = await directions(visit, 'name');
      assert.equal(name.text, 'ليلى الحداد');
      assert.deepEqual([name.dir, name.direction], ['auto', 'rtl']);
    }
  });

  it('the sixteen digits and the link run from left to right on any page', async () => {
    const visit = await show('arabic', {}, { dir: 'rtl', lang: 'ar' });
    const lefts = await visit
      .part('id-link')
      .first()
      .evaluate((link) => {
        const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
          const { currentNode: text } = walker;
          for (let place = 0; place < text.length; place += 1) {
            const range = document.createRange();
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            found.push(range.getBoundingClientRect().left);
          }
        }
        return found;
      });
    assert.ok(lefts.length > 30);
    assert.deepEqual(
      lefts,
      lefts.toSorted((a, b) => a - b),
    );
  });
});

describe('language', () => {
  it('a translated title has the language it says', async () => {
    const visit = await show('arabic');
    const [translation] = await directions(visit, 'work-translation');
    assert.equal(translation.text, 'Climate change and the water of oases');
    assert.equal(translation.lang, 'en');
    assert.equal(translation.direction, 'ltr');
  });

  it('in a tag that browsers know: old codes and underscores are mended', async () => {
    const hebrew = await show('hebrew');
    const [old] = await directions(hebrew, 'work-translation');
    assert.equal(old.direction, 'rtl');
    assert.match(old.lang, /^(he|iw)$/);
    const cjk = await show('cjk');
    const [chinese] = await directions(cjk, 'work-translation');
    assert.match(chinese.lang, /^zh(-[A-Za-z]+)*-TW$/);
  });

  it("is the badge's own for its own words, and unknown for the record's", async () => {
    const visit = await show('arabic', {}, { lang: 'ar', dir: 'rtl' });
    const [words] = await directions(visit, 'unauthenticated');
    assert.equal(words.lang, 'en');
    const [title] = await directions(visit, 'work-title');
    assert.equal(title.lang, '', 'not the page’s');
  });
});

describe('colours', () => {
  const look = (visit) =>
    visit.part('card').evaluate((card) => {
      const { backgroundColor, color } = getComputedStyle(card);
      return { ground: backgroundColor, text: color };
    });
  const LIGHT = { ground: 'rgb(255, 255, 255)', text: 'rgb(27, 31, 36)' };
  const DARK = { ground: 'rgb(20, 24, 29)', text: 'rgb(230, 237, 243)' };
  // The page's own: tests/e2e/host-colours.test.mjs has pages of more colours.
  const BLACK = { ground: 'rgba(0, 0, 0, 0)', text: 'rgb(0, 0, 0)' };
  // Firefox has a white of its own.
  const white = { firefox: 'rgb(251, 251, 254)' };
  const WHITE = {
    ground: 'rgba(0, 0, 0, 0)',
    text: white[engine] ?? 'rgb(255, 255, 255)',
  };

  /** A change of colours takes a frame. */
  const comesToBe = (visit, { ground, text }) =>
    until(async () => {
      const now = await look(visit);
      return now.ground === ground && now.text === text;
    }, `${text} on ${ground}`);

  for (const [scheme, colorScheme, expected] of [
    ['light', 'dark', BLACK],
    ['dark', 'light', WHITE],
    ['light dark', 'light', BLACK],
    ['light dark', 'dark', WHITE],
  ]) {
    const title = `follow the page: ${scheme}, for a visitor who likes it ${colorScheme}`;
    it(title, { needs: ['media'] }, async (t) => {
      const visit = await show('ordinary', {}, { scheme });
      await visit.page.emulateMedia({ colorScheme });
      t.after(() => visit.page.emulateMedia({ colorScheme: null }));
      await comesToBe(visit, expected);
    });
  }

  for (const [theme, scheme, expected] of [
    ['light', 'dark', LIGHT],
    ['dark', 'light', DARK],
    ['auto', 'dark', WHITE],
    ['auto', 'light', BLACK],
  ]) {
    it(`theme="${theme}" on a ${scheme} page`, async () => {
      const visit = await show('ordinary', { theme }, { scheme });
      assert.deepEqual(await look(visit), expected);
    });
  }

  it("the page's own switch turns the badge, with no message to it", async () => {
    const visit = await show('ordinary', {}, { scheme: 'light dark' });
    await comesToBe(visit, BLACK);
    await visit.page.evaluate(() => {
      document.documentElement.style.colorScheme = 'dark';
    });
    await comesToBe(visit, WHITE);
    await visit.page.evaluate(() => {
      document.documentElement.style.colorScheme = 'light';
    });
    await comesToBe(visit, BLACK);
    await visit.page.locator('scholar-badge').evaluate((badge) => {
      badge.theme = 'dark';
    });
    await comesToBe(visit, DARK);
    assert.equal(visit.events.length, 1);
  });

  it(
    "the visitor's system turns the badge",
    { needs: ['media'] },
    async (t) => {
      const visit = await show('ordinary', {}, { scheme: 'light dark' });
      await visit.page.emulateMedia({ colorScheme: 'dark' });
      t.after(() => visit.page.emulateMedia({ colorScheme: null }));
      await comesToBe(visit, WHITE);
    },
  );

  it('custom properties and parts are the page’s to set', async () => {
    const visit = await show(
      'ordinary',
      {},
      {
        style: `
          body { font-family: Georgia, serif }
          scholar-badge { --scholar-surface: rgb(1, 2, 3); --scholar-text: rgb(250, 250, 250) }
          scholar-badge::part(name) { color: rgb(9, 8, 7) }`,
      },
    );
    assert.deepEqual(await look(visit), {
      ground: 'rgb(1, 2, 3)',
      text: 'rgb(250, 250, 250)',
    });
    const { color, fontFamily } = await visit.part('name').evaluate((name) => {
      const style = getComputedStyle(name);
      return { color: style.color, fontFamily: style.fontFamily };
    });
    assert.equal(color, 'rgb(9, 8, 7)');
    assert.match(fontFamily, /^Georgia/);
  });
});
