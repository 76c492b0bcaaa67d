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
  ANSWER,
  BARE,
  CALLBACK,
  KEY,
  SCRIPT,
  SECRET,
  STATE,
  beginAt,
  callbackFor,
  startOrigins,
  waitInPage,
} from './support/redirect.mjs';

const answerFor = (state) => `id_token=${SECRET}&state=${state}`;
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
const send = (page, redirect) =>
  openPopup(page, `${server.authorize}?${encodeURIComponent(redirect)}`);

async function openPopup(page, address) {
  const [popup] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate((url) => {
      globalThis.popup = window.open(url, '', 'width=500,height=600');
    }, address),
  ]);
  return popup;
}

/** Follows a link to an address that is told the page's own, as the package does. */
const follow = (page, address, { target = '_self', policy } = {}) =>
  page.evaluate(
    ([href, name, referrerPolicy]) => {
      if (name !== '_self') globalThis.popup = window.open('', name);
      const link = document.createElement('a');
      Object.assign(link, { href, target: name, referrerPolicy }).click();
    },
    [address, target, policy ?? 'no-referrer-when-downgrade'],
  );

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
    assert.equal(await answerIn(page), undefined);
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

/** What the redirect page has kept, and what it has done. */
const keptBy = (page) => page.evaluate(() => ({ ...sessionStorage }));

/** That a window has gone nowhere and has kept nothing. */
async function assertRefused(page, address = relay.callback) {
  await waitInVain(page, address);
  await says(page, 'refused');
  assert.deepEqual(await words(page), ['refused']);
  assert.equal(page.url(), address);
  assert.deepEqual(await keptBy(page), {});
  assert.equal(await page.title(), 'Signing in');
  await assertClean(page);
}

describe('the redirect page of another origin', SEVERAL, () => {
  it('hands the answer to the window that opened it, if that is listed', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, lab.page, { from: relay.url });
    await closed(await send(page, `${relay.callback}#${ANSWER}`));
    assert.deepEqual(await heardBy(page), [
      { by: 'opener', answer: ANSWER, origin: relay.url, own: true },
    ]);
    await assertClean(page);
  });

  it('asks that window for its address and goes on to the server', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, lab.page, { from: relay.url });
    // Cut to the origin, the referrer says nothing.
    const first = beginAt(relay.callback, server.answer, lab.page);
    await closed(await openPopup(page, first));
    assert.deepEqual(await heardBy(page), [
      { by: 'opener', answer: ANSWER, origin: relay.url, own: true },
    ]);
  });

  it('goes back to the page that has told it its address, when that does not take the answer', async (t) => {
    const context = await profile(t);
    const there = `${lab.page}?a=1`;
    const fragment = `#x#${KEY}=y`;
    const page = await waiting(context, there + fragment, {
      from: relay.url,
      deaf: true,
      // A page tells its whole address.
      named: there + fragment,
    });
    const popup = await openPopup(page, 'about:blank');
    // Deaf to answers, not to questions.
    await page.evaluate(
      ([KEY, named]) =>
        addEventListener('message', ({ data, source, origin }) => {
          if (data[KEY] === 'begin') source.postMessage(named, origin);
        }),
      [KEY, there + fragment],
    );
    const first = beginAt(relay.callback, server.answer, there);
    await page.evaluate((url) => globalThis.popup.location.replace(url), first);
    await waitInVain(popup, relay.callback);
    await popup.waitForURL(`${there}#${KEY}=${ANSWER}`);
    assert.equal(await popup.evaluate(() => document.referrer), '');
  });

  it('goes back to a page that it is cut off from', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, lab.isolated);
    const first = beginAt(relay.callback, server.answer, lab.isolated);
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      follow(page, first, { target: 'a-window' }),
    ]);
    // The site's loader would take it from here.
    await popup.waitForURL(`${lab.isolated}#${KEY}=${ANSWER}`);
    assert.equal(await popup.evaluate(() => document.referrer), '');
  });

  for (const query of ['', '?a=1', '?ab=1', '?abc=/?&{|}']) {
    it(`goes back to the page that has travelled: ${query}`, async (t) => {
      const context = await profile(t);
      const there = lab.serve('/~who', '<title>Who</title>') + query;
      const page = await context.newPage();
      await page.goto(there);
      await follow(page, beginAt(relay.callback, server.answer, page.url()));
      // Braces mean something in what Playwright takes for a pattern.
      const home = `${there}#${KEY}=${ANSWER}`;
      await page.waitForURL(({ href }) => href === home);
      // An answer is led back once.
      await page.goto(`${relay.callback}#${ANSWER}`);
      await waitInVain(page, relay.callback);
      await says(page, 'alone');
      assert.deepEqual(await keptBy(page), {});
    });
  }

  it('goes back to the page that has travelled in a window of somebody else', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, other.page);
    const popup = await openPopup(page, lab.page);
    await popup.waitForURL(lab.page);
    await follow(popup, beginAt(relay.callback, server.answer, lab.page));
    await waitInVain(popup, relay.callback);
    await popup.waitForURL(`${lab.page}#${KEY}=${ANSWER}`);
    assert.deepEqual(await heardBefore(page, popup), []);
  });

  /** Each: where the person comes from, and what the address says. */
  const REFUSED = {
    'a page that is not listed': () => [
      other.page,
      beginAt(relay.callback, server.answer, other.page),
    ],
    'a page that names a listed one': () => [
      other.page,
      beginAt(relay.callback, server.answer, lab.page),
    ],
    'a listed page that names another of its site': () => [
      lab.page,
      beginAt(relay.callback, server.answer, `${lab.url}/moved`),
    ],
    'a referrer that was cut to its origin': () => [
      lab.page,
      beginAt(relay.callback, server.answer, lab.page),
      'origin',
    ],
    'no referrer, and no page': () => [
      lab.page,
      beginAt(relay.callback, server.answer, ''),
      'no-referrer',
    ],
    'a server that is to answer elsewhere': () => [
      lab.page,
      beginAt(relay.callback, server.answer, lab.page, other.page),
    ],
    'a server that is to answer to nobody': () => [
      lab.page,
      `${relay.callback}#${new URLSearchParams({ begin: server.answer, page: lab.page })}`,
    ],
    'a script instead of a server': () => [
      lab.page,
      beginAt(relay.callback, 'javascript:document.title="ran"//', lab.page),
    ],
    'no server': () => [lab.page, `${relay.callback}#begin&page=${lab.page}`],
  };
  for (const [what, of] of Object.entries(REFUSED)) {
    it(`begins nothing for ${what}`, async (t) => {
      const context = await profile(t);
      const page = await context.newPage();
      const [from, address, policy] = of();
      await page.goto(from);
      await follow(page, address, { policy });
      await assertRefused(page);
    });
  }

  it('begins nothing for a listed window that names a page of another origin', async (t) => {
    const context = await profile(t);
    for (const named of [other.page, 'javascript:1', '/~lab/team.html', '']) {
      const page = await waiting(context, lab.page, { from: relay.url, named });
      const first = beginAt(relay.callback, server.answer, lab.page);
      const popup = await openPopup(page, first);
      await assertRefused(popup);
      await popup.close();
      await page.close();
    }
  });

  it('gives a window of another origin nothing', async (t) => {
    const context = await profile(t);
    const page = await waiting(context, other.page, { from: relay.url });
    const popup = await send(page, `${relay.callback}#${ANSWER}`);
    await waitInVain(popup, relay.callback);
    await says(popup, 'alone');
    assert.deepEqual(await heardBefore(page, popup), []);
    assert.equal(popup.url(), relay.callback);
  });

  const base64 = (text) => Buffer.from(text).toString('base64');
  const NEVER = {
    'a listed page': () => `${STATE}.${base64(lab.page)}`,
    'bytes that are no text': () => `${STATE}./////w`,
    'no base64': () => `${STATE}.***`,
    'half a sign': () => `${STATE}%`,
    'two states': () => `${STATE}&state=${STATE}`,
    'what every object has': () => '__proto__',
  };
  for (const [what, state] of Object.entries(NEVER)) {
    it(`goes nowhere for a state with ${what}`, async (t) => {
      const context = await profile(t);
      const page = await context.newPage();
      await page.goto(`${relay.callback}#${answerFor(state())}`);
      await waitInVain(page, relay.callback);
      assert.deepEqual(await words(page), ['alone'], 'instead of going');
      assert.equal(page.url(), relay.callback);
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
      'javascript:1',
    ]) {
      const address = relay.serve('/typo.html', callbackFor(list));
      const page = await waiting(context, other.page, { from: relay.url });
      const popup = await send(page, `${address}#${ANSWER}`);
      await waitInVain(popup, address);
      await says(popup, 'alone');
      assert.deepEqual(await heardBefore(page, popup), [], list);
      const first = beginAt(address, server.answer, other.page);
      const second = await openPopup(page, first);
      await assertRefused(second, address);
      await popup.close();
      await page.close();
    }
  });

  it('passes over an entry that is no address', async (t) => {
    const context = await profile(t);
    const list = `https://typo:99999 http://[::1 http://[::1] ${lab.url}/people/?x`;
    const address = relay.serve('/typos.html', callbackFor(list));
    const page = await waiting(context, lab.page, { from: relay.url });
    await closed(await send(page, `${address}#${ANSWER}`));
    assert.equal((await heardBy(page))[0].answer, ANSWER);
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

describe('a stranger who begins a sign-in of his own', SEVERAL, () => {
  /** Addresses of the listed site that lead to the stranger's. */
  const moved = () => [
    lab.lead('/moved', other.page),
    `${lab.url}/app/../moved`,
    `${lab.url}/app/%2e%2e/moved`,
  ];

  it('gets no answer by an address of a listed site that leads to him', async (t) => {
    const context = await profile(t);
    for (const address of moved()) {
      const page = await waiting(context, other.page, { from: relay.url });
      const state = `${STATE}.${Buffer.from(address).toString('base64')}`;
      const answer = encodeURI(answerFor(state));
      const popup = await send(page, `${relay.callback}#${answer}`);
      await waitInVain(popup, relay.callback);
      await says(popup, 'alone');
      assert.equal(popup.url(), relay.callback);
      assert.deepEqual(await heardBefore(page, popup), []);
      await page.close();
      await popup.close();
    }
  });

  it('cannot have such an address kept, whoever leads on to it', async (t) => {
    const context = await profile(t);
    const [address] = moved();
    const first = beginAt(relay.callback, server.answer, address);
    // A redirect of the listed site does not change where a person comes from.
    for (const start of [first, lab.lead('/out', first)]) {
      const page = await waiting(context, other.page, { from: relay.url });
      await follow(page, start);
      await assertRefused(page);
      await page.close();
    }
  });

  it('cannot play the page that asks', async (t) => {
    const context = await profile(t);
    const [address] = moved();
    const page = await waiting(context, other.page, { from: relay.url });
    const first = beginAt(relay.callback, server.answer, address);
    const popup = await openPopup(page, first);
    await popup.waitForURL(relay.callback);
    await page.evaluate(
      (pages) => {
        for (const one of pages) globalThis.popup.postMessage(one, '*');
      },
      [address, lab.page, other.page],
    );
    await assertRefused(popup);
    assert.deepEqual(await heardBefore(page, popup), [], 'nor is he asked');
  });

  it('cannot have another page of the listed site play it', async (t) => {
    const context = await profile(t);
    const [address] = moved();
    const page = await waiting(context, other.page, { from: relay.url });
    const first = beginAt(relay.callback, server.answer, address);
    const popup = await openPopup(page, first);
    await popup.waitForURL(relay.callback);
    // Listed, but not the window that opened this one.
    const child = await openPopup(popup, lab.page);
    await child.waitForURL(lab.page);
    await child.evaluate((named) => opener.postMessage(named, '*'), address);
    await assertRefused(popup);
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

  it('clears its address below a path of two slashes too', async (t) => {
    const context = await profile(t);
    const address = lab.serve('//back//orcid.html', CALLBACK);
    lab.serve('//back//callback.js', SCRIPT);
    const page = await waiting(context, lab.page);
    await closed(await send(page, `${address}#${ANSWER}`));
    assert.equal((await heardBy(page))[0].answer, ANSWER);
    await page.close();
    const tab = await context.newPage();
    await tab.goto(`${address}?${ANSWER}`);
    await waitInVain(tab, address);
    assert.equal(tab.url(), address);
    await assertClean(tab);
  });

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
  it('has little script', () => {
    assert.ok(Buffer.byteLength(SCRIPT) < 2200, `${Buffer.byteLength(SCRIPT)}`);
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
