// The browser of a test file: headless, without background traffic, of the
// engine that the file is run for (engine.mjs).
//
// `npm test` says where the browsers are, and keeps one running for many files
// (BROWSER_SERVER). A file that is run by hand starts its own.
import { existsSync } from 'node:fs';

import { chromium, firefox } from 'playwright-core';

import { engine } from './engine.mjs';

/** The lighter of two builds: three times as fast to open a fresh profile. */
const SHELLS = [process.env.CHROMIUM_SHELL, '/usr/bin/chromium-headless-shell'];
const CHROMIUMS = [
  process.env.CHROMIUM,
  process.env.CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FIREFOXES = [
  process.env.FIREFOX,
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FIREFOX_PREFS = {
  // Over WebDriver BiDi, input reaches no frame of another process.
  'fission.autostart': false,
  // What costs time and no test looks at: a process for each profile in
  // advance, windows where tabs do, and what is kept for another day.
  'dom.ipc.processCount': 1,
  'dom.ipc.processPrelaunch.enabled': false,
  'browser.link.open_newwindow.restriction': 0,
  'browser.sessionstore.interval': 100_000_000,
  'browser.chrome.site_icons': false,
  'places.history.enabled': false,
  'layout.frame_rate': 30,
  // The clipboard without a press and without asking.
  'dom.events.testing.asyncClipboard': true,
};

/**
 * What Playwright lets a context pretend and Firefox takes from its preferences
 * only: the preferences for each value of an option. Values without any are the
 * usual ones.
 */
const PRETENDED = {
  colorScheme: {
    light: {},
    dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
  },
  reducedMotion: { reduce: { 'ui.prefersReducedMotion': 1 } },
  javaScriptEnabled: { true: {}, false: { 'javascript.enabled': false } },
};

const ENGINES = {
  chromium: {
    type: chromium,
    options({ args = [], whole, ...others }) {
      return {
        executablePath: find('Chromium', 'CHROMIUM', [
          ...(whole ? [] : SHELLS),
          ...CHROMIUMS,
        ]),
        args: [...CHROMIUM_ARGS, ...args],
        ...others,
      };
    },
  },
  firefox: {
    type: firefox,
    options({ prefs }) {
      return {
        channel: 'moz-firefox',
        executablePath: find('Firefox', 'FIREFOX', FIREFOXES),
        firefoxUserPrefs: { ...FIREFOX_PREFS, ...prefs },
      };
    },
  },
};

function find(name, variable, paths) {
  const path = paths.find((it) => it && existsSync(it));
  if (path) return path;
  throw new Error(`No ${name} found: ${variable}=/path/to/it npm test`);
}

/**
 * Starts it.
 *
 * - `args`: Chromium's, besides the usual; `prefs`: Firefox's
 * - `whole`: the Chromium that people have, not the headless shell
 * - what else Playwright takes
 *
 * Without options it may be one that other files have used before.
 */
export async function launch(options = {}) {
  if (engine === 'webkit')
    return (await import('./webkit/launch.mjs')).launch();
  const { type, options: complete } = ENGINES[engine];
  const server = process.env.BROWSER_SERVER;
  const browser =
    server && Object.keys(options).length === 0
      ? await type.connect(server)
      : await type.launch(complete(options));
  return engine === 'firefox' ? pretending(browser) : browser;
}

/** A Firefox whose contexts may pretend; for each way there is one more Firefox. */
function pretending(browser) {
  const others = new Map();
  const newContext = browser.newContext.bind(browser);
  const close = browser.close.bind(browser);

  browser.newContext = async (options = {}) => {
    const prefs = {};
    const rest = {};
    for (const [name, value] of Object.entries(options)) {
      const known = PRETENDED[name]?.[value];
      if (known) Object.assign(prefs, known);
      else if (name in PRETENDED) {
        throw new Error(`Firefox cannot pretend ${name}: ${value}`);
      } else rest[name] = value;
    }
    const key = JSON.stringify(prefs);
    if (key === '{}') return newContext(rest);
    if (!others.has(key)) others.set(key, launch({ prefs }));
    return (await others.get(key)).newContext(rest);
  };
  browser.close = async () => {
    const all = await Promise.allSettled(others.values());
    await Promise.all([close(), ...all.map(({ value }) => value?.close())]);
  };
  return browser;
}

/**
 * Starts one for many files; `{ wsEndpoint(), close(), process() }`, or undefined
 * for an engine of which every profile is a process of its own.
 */
export async function launchServer(name = engine) {
  if (!ENGINES[name]) return undefined;
  const { type, options: complete } = ENGINES[name];
  return type.launchServer(complete({}));
}
