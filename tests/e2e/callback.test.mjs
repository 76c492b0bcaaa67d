// The redirect page of signing in, against pages that wait as the element does.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from './support/test.mjs';
import { setTimeout as wait } from 'node:timers/promises';

import { audit } from './support/axe.mjs';
import { launch } from './support/browser.mjs';
import { goBack, hold } from './support/read.mjs';
import {
  BARE,
  CALLBACK,
  KEY,
  SCRIPT,
  STATE,
  callbackFor,
  startOrigins,
  stateFor,
  waitInPage,
} from './support/redirect.mjs';

const SECRET = 'eyJhbGciOiJSUzI1NiJ9.e30.c2VjcmV0';
const answerFor = (state) => `id_token=${SECRET}&state=${state}`;
const ANSWER = answerFor(STATE);
/** Milliseconds, longer than the page waits. */
const PATIENCE = 2200;
const SEVERAL = { concurrency: 2 };
/** What a test sends behind everything that a page could have heard. */
const LAST = 'the last';

let browser, lab, relay, other, server;

before(async () => {
  [browser, { lab, relay, other, server }] = await Promise.all([
    launch(),
    startOrigins(),
  ]);
});

after(async () => {
  await browser?.close();
  await Promise.all([lab, relay, other, server].map((site) => site?.close()));
});

/** A fresh browser profile, and what its pages say and are refused. */
async function profile(t, options) {
  const context = await browser.newContext(options);
  t.after(() => context.close());
  await context.clock.install();
  context.said = [];
  context.on('console', (message) => context.said.push(message.text()));
  context.on('weberror', (error) => context.said.push(`${error.error()}`));
  return context;
}

/** A page that waits for `state`, at a redirect page of origin `from`. */
async function waiting(
  context,
  address,
  { state = STATE, from, ...rest } = {},
) {
  const page = await context.newPage();
  await page.goto(address);
  const options = { KEY, state, from: from ?? lab.url, ...rest };
  await page.evaluate(waitInPage, options);
  return page;
}

/** Opens a popup that travels over the server to the redirect page. */
async function send(page, redirect) {
  const [popup] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate(
      (url) => {
        globalThis.popup = window.open(url, '', 'width=500,height=600');
      },
      `${server.authorize}?${encodeURIComponent(redirect)}`,
    ),
  ]);
  return popup;
}

const heardBy = (page) => page.evaluate(() => globalThis.heard);

/** Lets the redirect page wait in vain: it has arrived once it shows no answer. */
async function waitInVain(page, address = lab.callback) {
  await page.waitForURL(address);
  await page.context().clock.runFor(PATIENCE);
}

/** What a page has heard before the last message of this one to its opener. */
async function heardBefore(page, popup) {
  const message = { [KEY]: LAST };
  await popup.evaluate((data) => opener.postMessage(data, '*'), message);
  return heardUntilLast(page);
}

/** The same, by the channel of the answer. */
async function heardOnChannelBefore(page, other) {
  await other.evaluate(
    ([name, text]) => new BroadcastChannel(name).postMessage(text),
    [`${KEY}:${STATE}`, LAST],
  );
  return heardUntilLast(page);
}

async function heardUntilLast(page) {
  await page.waitForFunction(
    (last) => globalThis.heard.at(-1)?.answer === last,
    LAST,
  );
  return (await heardBy(page)).slice(0, -1);
}
const closed = (page) =>
  page.isClosed() || page.waitForEvent('close', { timeout: 10_000 });

/** The ids of the words that the page shows; '' for those it begins with. */
const words = (page) =>
  page
    .locator('[role=status] p')
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map(({ id }) => id),
    );
const says = (page, id) =>
  page.locator(`#${id}`).waitFor({ state: 'visible', timeout: 10_000 });

/** Fails if the page keeps the answer where a script or a person can find it. */
async function assertClean(page) {
  const kept = await page.evaluate(() => [
    location.href,
    document.referrer,
    document.body.textContent,
    JSON.stringify(history.state),
    // Without an address where the browser keeps it to itself.
    ...(globalThis.navigation?.entries() ?? []).map(({ url }) => url ?? ''),
  ]);
  const { said } = page.context();
  for (const text of [page.url(), ...kept, ...said]) {
    assert.ok(!text.includes(SECRET) && !text.includes(STATE), text);
  }
}

describe(
  'the redirect page, waited for by the window that opened it',
  SEVERAL,
  () => {
    for (const mark of ['#', '?']) {
      it(`hands over an answer behind ${mark} and closes`, async (t) => {
        const context = await profile(t);
        const page = await waiting(context, lab.page);
        const popup = await send(page, lab.callback + mark + ANSWER);
        await closed(popup);
        const heard = await heardBy(page);
        assert.ok(heard.length > 0);
        assert.deepEqual(
          [...new Set(heard.map((one) => one.answer))],
          [ANSWER],
        );
        await assertClean(page);
      });
    }

    it('prefers the fragment to a query of its own', async (t) => {
      const context = await profile(t);
      const page = await waiting(context, lab.page);
      await closed(await send(page, `${lab.callback}?lang=it#${ANSWER}`));
      assert.equal((await heardBy(page))[0].answer, ANSWER);
    });

    for (const bare of ['login_required', 'error=access_denied']) {
      it(`hands over an answer without a state: #${bare}`, async (t) => {
        const context = await profile(t);
        const page = await waiting(context, lab.page);
        await closed(await send(page, `${lab.callback}#${bare}`));
        assert.equal((await heardBy(page))[0].answer, bare);
      });
    }

    it('sends by both ways, each to its own origin', async (t) => {
      const context = await profile(t);
      const page = await waiting(context, lab.page, { deaf: true });
      const popup = await send(page, `${lab.callback}#${ANSWER}`);
      await waitInVain(popup);
      await says(popup, 'alone');
      const heard = await heardBy(page);
      assert.deepEqual(heard.map(({ by }) => by).toSorted(), [
        'channel',
        'opener',
      ]);
      const { origin, own } = heard.find(({ by }) => by === 'opener');
      assert.deepEqual({ origin, own }, { origin: lab.url, own: true });
      await assertClean(popup);
    });

    for (const [what, refuse] of [
      [
        'storage is refused',
        () =>
          Object.defineProperty(globalThis, 'sessionStorage', {
            get() {
              throw new DOMException('refused', 'SecurityError');
            },
          }),
      ],
      [
        'there is no channel',
        () => {
          if (!location.pathname.startsWith('/back/')) return;
          globalThis.BroadcastChannel = class {
            constructor() {
              throw new DOMException('refused', 'SecurityError');
            }
          };
        },
      ],
    ]) {
      it(`reaches it when ${what}`, async (t) => {
        const context = await profile(t);
        await context.addInitScript(refuse);
        const page = await waiting(context, lab.page);
        await closed(await send(page, `${lab.callback}#${ANSWER}`));
        const heard = await heardBy(page);
        assert.ok(heard.some(({ by, own }) => by === 'opener' && own));
      });
    }

    it('serves another copy under another name, beside its script', async (t) => {
      const context = await profile(t);
      const address = lab.serve('/a/b/done.html', CALLBACK);
      lab.serve('/a/b/callback.js', SCRIPT);
      const page = await waiting(context, lab.page);
      await closed(await send(page, `${address}#${ANSWER}`));
      assert.equal((await heardBy(page))[0].answer, ANSWER);
    });
  },
);

describe(
  'the redirect page, cut off from the window that opened it',
  SEVERAL,
  () => {
    it('reaches it by the channel, and closes', async (t) => {
      const context = await profile(t);
      const page = await waiting(context, lab.isolated);
      const popup = await send(page, `${lab.callback}#${ANSWER}`);
      await Promise.race([closed(popup), says(popup, 'taken')]);
      assert.deepEqual(await heardBy(page), [
        { by: 'channel', answer: ANSWER },
      ]);
      await assertClean(page);
    });

    it('reaches it with an answer without a state', async (t) => {
      const context = await profile(t);
      const page = await waiting(context, lab.isolated);
      await send(page, `${lab.callback}#login_required`);
      await page.waitForFunction(() => globalThis.heard.length > 0);
      const [{ by, answer }] = await heardBy(page);
      assert.deepEqual(
        { by, answer },
        { by: 'channel', answer: 'login_required' },
      );
    });

    it('is heard only by the page that waits for this state', async (t) => {
      const context = await profile(t);
      const mine = await waiting(context, lab.isolated);
      const another = await waiting(context, lab.isolated, {
        state: STATE.replace('Q', 'R'),
      });
      await send(mine, `${lab.callback}#${ANSWER}`);
      await mine.waitForFunction(() => globalThis.heard.length > 0);
      assert.deepEqual(await heardBy(another), []);
    });

    it('says so in a window that cannot be closed', async (t) => {
      const context = await profile(t);
      const page = await waiting(context, lab.isolated);
      const tab = await context.newPage();
      await tab.addInitScript(() => {
        globalThis.close = () => {};
      });
      await tab.goto(`${lab.callback}#${ANSWER}`);
      await says(tab, 'taken');
      assert.equal((await heardBy(page)).length, 1);
      await waitInVain(tab);
      assert.deepEqual(
        await words(tab),
        ['taken'],
        'nor later that nobody waits',
      );
    });
  },
);

/** What the redirect page left for the page that travelled. */
const answerIn = (page) =>
  page.evaluate((name) => sessionStorage[name], `${KEY}-answer`);

/** Leaves a page for the redirect page, as one whose popup was blocked does. */
async function travel(page, answer, left = { page: page.url() }) {
  await page.evaluate(
    ([KEY, state, address]) => {
      for (const name of [`${KEY}:${state}`, `${KEY}:`]) {
        sessionStorage[name] = address;
      }
    },
    [KEY, STATE, left.page],
  );
  const redirect = `${lab.callback}#${answer}`;
  await page.goto(`${server.authorize}?${encodeURIComponent(redirect)}`);
}

describe('the redirect page, when the whole page travelled', SEVERAL, () => {
  for (const answer of [ANSWER, 'login_required', 'error=access_denied']) {
    it(`goes back with ${answer.replace(SECRET, '…')}`, async (t) => {
      const context = await profile(t);
      const page = await context.newPage();
      await page.goto(`${lab.page}?of=2#people`);
      await travel(page, answer);
      await page.waitForURL(`${lab.page}?of=2#people`);
      const kept = await answerIn(page);
      assert.equal(kept, answer);
      await assertClean(page);
      const before = await goBack(page);
      assert.ok(!before.startsWith(lab.callback), 'it left no entry');
    });
  }

  it('does not answer for another attempt', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.goto(lab.page);
    await travel(page, answerFor(STATE.replace('Q', 'R')));
    await waitInVain(page);
    await says(page, 'alone');
    assert.equal(await answerIn(page), undefined);
  });

  it('runs no script that storage names', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.goto(lab.page);
    await travel(page, ANSWER, { page: 'javascript:document.title="ran"' });
    await waitInVain(page);
    assert.equal(await answerIn(page), ANSWER, 'it has tried');
    assert.equal(page.url(), lab.callback);
    assert.equal(await page.title(), 'Signing in');
  });

  it('stays calm while the page it goes to is slow', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.goto(lab.page);
    // Playwright sees nothing of a page that is about to be another.
    await page.addInitScript(() =>
      addEventListener('pagehide', () => {
        const shown = document.querySelector('p:not([hidden])');
        if (shown) sessionStorage.last = shown.id;
      }),
    );
    await page.evaluate(
      ([name, address]) => {
        sessionStorage[name] = address;
      },
      [`${KEY}:${STATE}`, lab.page],
    );
    const slow = await hold(page, lab.page);
    await page.goto(`${lab.callback}#${ANSWER}`, { waitUntil: 'commit' });
    await slow.held();
    await wait(PATIENCE);
    slow.release();
    await page.waitForURL(lab.page);
    assert.equal(await page.evaluate(() => sessionStorage.last), '');
  });
});

describe('the redirect page of another origin', SEVERAL, () => {
  it('hands the answer to the window that opened it, if that is listed', async (t) => {
    const context = await profile(t);
    const state = stateFor(lab.page);
    const page = await waiting(context, lab.page, { state, from: relay.url });
    const answer = answerFor(state);
    await closed(await send(page, `${relay.callback}#${answer}`));
    const own = true;
    assert.deepEqual(await heardBy(page), [
      { by: 'opener', answer, origin: relay.url, own },
    ]);
    await assertClean(page);
  });

  it('goes to the listed page that the state names, when cut off', async (t) => {
    const context = await profile(t);
    const state = stateFor(lab.page);
    const page = await waiting(context, lab.isolated, { state });
    const answer = answerFor(state);
    const popup = await send(page, `${relay.callback}#${answer}`);
    await waitInVain(popup, relay.callback);
    // The site's loader would take it from here.
    const there = lab.page.replace('~', '%7E');
    await popup.waitForURL(`${there}#${KEY}=${answer}`);
    assert.equal(await popup.evaluate(() => document.referrer), '');
  });

  it('goes to a page with a question in its address', async (t) => {
    const context = await profile(t);
    for (const query of ['?a=1', '?ab=1', '?abc=/?&']) {
      const there = lab.serve('/who', '<title>Who</title>') + query;
      const page = await context.newPage();
      const answer = encodeURI(answerFor(stateFor(there)));
      await page.goto(`${relay.callback}#${answer}`);
      await waitInVain(page, relay.callback);
      await page.waitForURL(`${there}#${KEY}=${answer}`);
    }
  });

  it('gives a window of another origin nothing', async (t) => {
    const context = await profile(t);
    for (const [state, isListed] of [
      [STATE, false],
      [stateFor(lab.page), true],
      [stateFor(other.page), false],
    ]) {
      const page = await waiting(context, other.page, {
        state,
        from: relay.url,
      });
      const popup = await send(page, `${relay.callback}#${answerFor(state)}`);
      await waitInVain(popup, relay.callback);
      if (isListed) await popup.waitForURL((url) => url.origin === lab.url);
      else await says(popup, 'alone');
      assert.deepEqual(await heardBefore(page, popup), []);
      assert.ok(!popup.url().startsWith(other.url), popup.url());
      await page.close();
      await popup.close();
    }
  });

  const NEVER = {
    'a page of another origin': () => stateFor(other.page),
    'a page of its own origin, which is not listed': () =>
      stateFor(relay.callback),
    'a script': () => stateFor('javascript:document.title="ran"'),
    'a blob': () => stateFor(`blob:${lab.url}/0b9d-1a`),
    'a name before the host': () =>
      stateFor(`${lab.url}@${other.url.slice(7)}/`),
    'a longer host': () => stateFor(`${lab.url}.example/`),
    'a longer port': () => stateFor(`${lab.url}0/`),
    'an origin without a path': () => stateFor(lab.url),
    'another scheme': () => stateFor(lab.page.replace('http:', 'https:')),
    'a relative address': () => stateFor('/anywhere'),
    'bytes that are no text': () => `${STATE}./////w`,
    nothing: () => `${STATE}.`,
    'no base64': () => `${STATE}.***`,
    'base64 that was cut': () => `${STATE}.aHR0c`,
    'two pages': () => `${stateFor(lab.page)}&state=${stateFor(lab.page)}`,
  };
  for (const [what, state] of Object.entries(NEVER)) {
    it(`goes nowhere for a state that names ${what}`, async (t) => {
      const context = await profile(t);
      const page = await context.newPage();
      await page.goto(`${relay.callback}#${answerFor(state())}`);
      await waitInVain(page, relay.callback);
      assert.deepEqual(await words(page), ['alone'], 'instead of going');
      assert.equal(page.url(), relay.callback);
      assert.equal(await page.title(), 'Signing in');
      await assertClean(page);
    });
  }

  it('takes no list for more than it says', async (t) => {
    const context = await profile(t);
    for (const list of [
      '*',
      'https:',
      'https:// http://',
      'http',
      '/',
      "'self'",
    ]) {
      const address = relay.serve('/typo.html', callbackFor(list));
      const page = await waiting(context, other.page, { from: relay.url });
      for (const named of [other.page, `http:///${other.page.slice(7)}`]) {
        const answer = answerFor(stateFor(named));
        const popup = await send(page, `${address}#${answer}`);
        await waitInVain(popup, address);
        await says(popup, 'alone');
        assert.equal(popup.url(), address, list);
        assert.deepEqual(await heardBefore(page, popup), [], list);
        await page.evaluate(() => (globalThis.heard.length = 0));
        await popup.close();
      }
      await page.close();
    }
  });

  for (const [what, html] of [
    ['an empty list', CALLBACK],
    ['no list', BARE],
    ['a list that names nobody', callbackFor('* none')],
  ]) {
    it(`goes nowhere with ${what}, not even within its own origin`, async (t) => {
      const context = await profile(t);
      const path = `/back/${what.replaceAll(' ', '-')}.html`;
      const address = lab.serve(path, html);
      for (const named of [lab.page, `${lab.url}/`, other.page]) {
        const page = await context.newPage();
        await page.goto(`${address}#${answerFor(stateFor(named))}`);
        await waitInVain(page, address);
        await says(page, 'alone');
        assert.equal(page.url(), address);
        assert.deepEqual(await words(page), ['alone']);
        await assertClean(page);
        await page.close();
      }
    });
  }

  it('goes to a page of its own origin that is listed', async (t) => {
    const context = await profile(t);
    const there = lab.serve('/listed', '<title>Listed</title>');
    const address = lab.serve('/back/listed.html', callbackFor(lab.url));
    const page = await context.newPage();
    const answer = answerFor(stateFor(there));
    await page.goto(`${address}#${answer}`);
    await waitInVain(page, address);
    await page.waitForURL(`${there}#${KEY}=${answer}`);
  });

  it('takes a list on several lines, with slashes at the ends', async (t) => {
    const context = await profile(t);
    const list = `https://lab.example/\n  ${lab.url}/\n  https://two.example`;
    const address = relay.serve('/long.html', callbackFor(list));
    const page = await waiting(context, lab.page, { from: relay.url });
    await closed(await send(page, `${address}#${ANSWER}`));
    assert.equal((await heardBy(page))[0].answer, ANSWER);
  });

  it('serves its own origin when it has no list at all', async (t) => {
    const context = await profile(t);
    assert.notEqual(BARE, CALLBACK);
    const address = lab.serve('/back/bare.html', BARE);
    const page = await waiting(context, lab.page);
    await closed(await send(page, `${address}#${ANSWER}`));
    assert.ok(
      (await heardBy(page)).some(({ by, own }) => by === 'opener' && own),
    );
  });
});

describe('the redirect page, with nobody to hand an answer to', SEVERAL, () => {
  it('says so when nobody waits', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.addInitScript(() => {
      // Its script has run by then.
      addEventListener('DOMContentLoaded', () => {
        globalThis.first = document.querySelector('p:not([hidden])').id;
      });
    });
    await page.goto(`${lab.callback}#${ANSWER}`);
    assert.equal(await page.evaluate(() => globalThis.first), '', 'it waits');
    await waitInVain(page);
    await says(page, 'alone');
    assert.deepEqual(await words(page), ['alone']);
    await assertClean(page);
  });

  it('says so when it is opened by hand', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    for (const end of ['', '#', '?']) {
      await page.goto('about:blank');
      await page.goto(lab.callback + end);
      assert.deepEqual(await words(page), ['idle']);
      assert.equal(page.url(), lab.callback);
    }
  });

  it('says so when it is reloaded, and hands nothing over again', async (t) => {
    const context = await profile(t);
    const tab = await context.newPage();
    await tab.goto(`${lab.callback}#${ANSWER}`);
    await waitInVain(tab);
    await says(tab, 'alone');
    const page = await waiting(context, lab.page);
    await tab.reload();
    assert.deepEqual(await words(tab), ['idle']);
    assert.deepEqual(await heardOnChannelBefore(page, tab), []);
  });

  it('says so when it is opened twice and the first was enough', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, lab.page);
    await closed(await send(page, `${lab.callback}#${ANSWER}`));
    await page.goto(lab.page); // It has what it waited for.
    const tab = await context.newPage();
    await tab.goto(`${lab.callback}#${ANSWER}`);
    await waitInVain(tab);
    await says(tab, 'alone');
    const again = await context.newPage();
    await again.goto(`${lab.callback}#${ANSWER}`);
    await waitInVain(again);
    await says(again, 'alone');
    assert.deepEqual(
      await words(tab),
      ['alone'],
      'they do not answer each other',
    );
  });

  it('still hands it over to a page that was slow to answer', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.goto(lab.isolated);
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      globalThis.close = () => {};
    });
    await tab.goto(`${lab.callback}#${ANSWER}`);
    await waitInVain(tab);
    await says(tab, 'alone');
    await page.evaluate(
      (name) => new BroadcastChannel(name).postMessage(true),
      `${KEY}:${STATE}`,
    );
    await says(tab, 'taken');
    assert.deepEqual(await words(tab), ['taken']);
  });

  it(
    'does nothing in a frame, whoever frames it',
    { needs: ['channels'] },
    async (t) => {
      const context = await profile(t);
      for (const site of [lab, other]) {
        const page = await waiting(context, site.page);
        const listener = await waiting(context, lab.page);
        await page.evaluate(
          ([url, name]) => {
            sessionStorage[name] = location.href;
            const frame = document.createElement('iframe');
            frame.src = url;
            document.body.append(frame);
          },
          [`${lab.callback}#${ANSWER}`, `${KEY}:${STATE}`],
        );
        const frame = page.frameLocator('iframe');
        await frame.locator('#idle').waitFor({ state: 'visible' });
        await context.clock.runFor(PATIENCE);
        const inner = page.frames()[1];
        assert.equal(inner.url(), lab.callback);
        assert.deepEqual(await heardOnChannelBefore(listener, inner), []);
        const heard = await heardBy(page);
        assert.deepEqual(
          heard.filter(({ answer }) => answer !== LAST),
          [],
        );
      }
    },
  );

  it('keeps its words in a sandbox, where it has no origin', async (t) => {
    const context = await profile(t);
    const address = lab.serve('/back/boxed.html', CALLBACK, {
      'content-security-policy': 'sandbox allow-scripts',
    });
    const page = await context.newPage();
    await page.goto(`${address}#${ANSWER}`);
    await waitInVain(page, address);
    await says(page, 'alone');
    await assertClean(page);
  });
});

describe('the redirect page as it is', SEVERAL, () => {
  it('has less than a kilobyte of script', () => {
    assert.ok(Buffer.byteLength(SCRIPT) < 1024);
  });

  it('is what the package exports', () => {
    for (const [name, text] of [
      ['callback.html', CALLBACK],
      ['callback.js', SCRIPT],
    ]) {
      const file = new URL(import.meta.resolve(`scholar-badge/${name}`));
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('says early how it is written, for servers that do not', () => {
    assert.ok(CALLBACK.indexOf('charset="utf-8"') < 1024);
  });

  it('has a policy with the hash of its style', () => {
    const [, style] = /<style>([^]*?)<\/style>/.exec(CALLBACK);
    const hash = createHash('sha256').update(style).digest('base64');
    assert.ok(CALLBACK.includes(`style-src 'sha256-${hash}'`), hash);
  });

  it('asks for its script and nothing else, without a word of the answer', async (t) => {
    const context = await profile(t);
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    const address = lab.serve('/alone/orcid.html', CALLBACK);
    const script = lab.serve('/alone/callback.js', SCRIPT);
    const page = await context.newPage();
    await page.goto(`${address}?${ANSWER}`, { waitUntil: 'networkidle' });
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('data:')),
      [`${address}?${ANSWER}`, script],
    );
    const { headers } = lab.requests.find(
      ({ path }) => lab.url + path === script,
    );
    assert.equal(headers.referer, undefined);
    assert.deepEqual(context.said, [], 'and its policy has nothing to refuse');
  });

  it('is held by its policy', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        globalThis.refused.push(event.effectiveDirective),
      );
    });
    await page.goto(lab.callback);
    assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
    const width = await page
      .locator('body')
      .evaluate((body) => getComputedStyle(body).maxWidth);
    assert.equal(width, '480px', 'its style is in force');
    await page.evaluate(async (elsewhere) => {
      const add = (tag, properties) =>
        document.body.append(
          Object.assign(document.createElement(tag), properties),
        );
      add('img', { src: `${elsewhere}/x.png` });
      add('style', { textContent: 'p { color: red }' });
      add('iframe', { src: elsewhere });
      await fetch(elsewhere).catch(() => {});
      try {
        document.body.innerHTML = '<b>x</b>';
      } catch {
        // Refused, as it should be.
      }
    }, other.url);
    await page.waitForFunction(() => new Set(globalThis.refused).size > 4);
    const refused = await page.evaluate(() => globalThis.refused);
    assert.deepEqual([...new Set(refused)].toSorted(), [
      'connect-src',
      'frame-src',
      'img-src',
      'require-trusted-types-for',
      'style-src-elem',
    ]);
  });

  it('can be read without script', async (t) => {
    const context = await profile(t, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${lab.callback}#${ANSWER}`);
    const text = await page.locator('main').innerText();
    assert.match(text, /JavaScript is off/);
    assert.match(text, /go back to the page you came from/);
    assert.doesNotMatch(text, /your answer|No page seems|nothing to do/);
  });

  it('tells what to do when its script is missing', async (t) => {
    const context = await profile(t);
    const page = await context.newPage();
    await page.goto(`${lab.serve('/lost/orcid.html', CALLBACK)}#${ANSWER}`);
    assert.deepEqual(await words(page), ['']);
    assert.match(
      await page.locator('main').innerText(),
      /go back to the page you came from/,
    );
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const size of [
      { width: 320, height: 480 },
      { width: 500, height: 600 },
    ]) {
      it(`is sound to axe and fits, ${colorScheme}, ${size.width} px wide`, async (t) => {
        const context = await profile(t, { colorScheme, viewport: size });
        for (const [end, id] of [
          ['', 'idle'],
          [`#${ANSWER}`, 'alone'],
        ]) {
          const page = await context.newPage();
          await page.goto(lab.callback + end);
          await waitInVain(page);
          await says(page, id);
          const { violations, measured, unsure } = await audit({ page });
          assert.deepEqual(violations, []);
          assert.deepEqual(unsure, []);
          assert.ok(measured > 1);
          const fits = await page.evaluate(() => {
            const { scrollWidth, scrollHeight } = document.documentElement;
            return scrollWidth <= innerWidth && scrollHeight <= innerHeight;
          });
          assert.ok(fits, 'nothing to scroll');
        }
      });
    }
  }

  it(
    'has colours of the system, which forced colours may replace',
    { needs: ['media'] },
    async (t) => {
      const context = await profile(t, { forcedColors: 'active' });
      const page = await context.newPage();
      await page.goto(lab.callback);
      assert.equal(
        await page.evaluate(
          () => matchMedia('(forced-colors: active)').matches,
        ),
        true,
      );
      const colours = [...CALLBACK.matchAll(/(?:color|background): (\w+)/g)];
      assert.deepEqual(
        colours.map(([, colour]) => colour),
        ['Canvas', 'CanvasText'],
      );
    },
  );
});
