// The browsers of the tests: Chromium with its driver, which every test of a
// browser needs, and Firefox and WebKitGTK, in which the end-to-end tests run
// as well.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, Problem, which } from '../process.mjs';
import * as apt from './apt.mjs';

const BROWSERS = [
  process.env.CHROMIUM,
  process.env.CHROME,
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const DRIVERS = [
  process.env.CHROMEDRIVER,
  'chromedriver',
  '/usr/lib/chromium/chromedriver',
];
const PACKAGES = ['chromium', 'chromium-driver'];

/**
 * Chromium without its window, from the same source. It opens a fresh profile in
 * a third of the time, and tests can do without it.
 */
const SHELLS = [
  process.env.CHROMIUM_SHELL,
  'chromium-headless-shell',
  '/usr/lib/chromium/chromium-headless-shell',
];
const SHELL_PACKAGES = ['chromium-headless-shell'];

const FIREFOXES = [
  process.env.FIREFOX,
  'firefox-esr',
  'firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];
const FIREFOX_PACKAGES = ['firefox-esr'];

const WEBKIT_PACKAGES = ['webkit2gtk-driver', 'xvfb'];
/** Where Debian has WebKitGTK's own small browser: below a folder per machine. */
const LIBRARIES = '/usr/lib';
const MINIBROWSER = join('webkit2gtk-4.1', 'MiniBrowser');

/** `{ chromium, chromedriver }`: full paths, of one major version. */
export async function browser(say) {
  let found = await pair();
  if (!matches(found) && apt.canInstall()) {
    say(
      "Chromium or its driver is missing: Debian's packages (about 20 seconds)",
    );
    if (await apt.install(PACKAGES)) found = await pair();
  }
  if (!matches(found)) throw new Problem(advice(found));
  return {
    chromium: found.chromium.path,
    chromedriver: found.chromedriver.path,
  };
}

/**
 * The other engines: full paths of `chromiumShell`, `firefox`, and `webkitDriver`,
 * `miniBrowser` and `xvfb`, as far as they are there or can be installed, and
 * `engines`, the names of those that the end-to-end tests can use.
 *
 * What is missing is said. It is a Problem where it must not be: on the continuous
 * integration, and wherever packages can be installed.
 */
export async function engines(say) {
  let found = await others();
  const missing = () =>
    [
      !found.chromiumShell && SHELL_PACKAGES,
      !found.firefox && FIREFOX_PACKAGES,
      !found.webkitDriver && WEBKIT_PACKAGES,
    ].filter(Boolean);
  if (missing().length > 0 && apt.canInstall()) {
    const packages = missing().flat();
    say(`${packages.join(', ')}: Debian's packages (about 30 seconds)`);
    // Each by itself: one that Debian has not got must not take the others.
    for (const some of missing()) await apt.install(some);
    found = await others();
  }
  const names = [
    'chromium',
    ...(found.firefox ? ['firefox'] : []),
    ...(found.webkitDriver ? ['webkit'] : []),
  ];
  const absent = ['firefox', 'webkit'].filter((name) => !names.includes(name));
  if (absent.length > 0) {
    const advice = [
      `${absent.join(' and ')}: not found. On Debian,`,
      `  ${apt.command(missing().flat())}`,
    ].join('\n');
    if (process.env.CI || apt.canInstall()) throw new Problem(advice);
    say(`${advice}\nThe end-to-end tests run in ${names.join(' and ')} alone.`);
  }
  return { ...found, engines: names };
}

async function others() {
  const [chromiumShell, firefox] = await Promise.all([
    first(SHELLS),
    first(FIREFOXES),
  ]);
  const webkit = {
    webkitDriver: process.env.WEBKIT_DRIVER ?? which('WebKitWebDriver'),
    miniBrowser: process.env.MINIBROWSER ?? miniBrowser(),
    xvfb: process.env.XVFB ?? which('Xvfb'),
  };
  return {
    chromiumShell: chromiumShell?.path,
    firefox: firefox?.path,
    // The three are of use together.
    ...(Object.values(webkit).every(Boolean) && webkit),
  };
}

function miniBrowser() {
  if (!existsSync(LIBRARIES)) return undefined;
  return readdirSync(LIBRARIES)
    .map((folder) => join(LIBRARIES, folder, MINIBROWSER))
    .find((path) => existsSync(path));
}

async function pair() {
  const [chromium, chromedriver] = await Promise.all([
    first(BROWSERS),
    first(DRIVERS),
  ]);
  return { chromium, chromedriver };
}

/** The first of these that is there and says its version. */
async function first(names) {
  for (const name of names) {
    if (!name) continue;
    const path = name.includes('/')
      ? existsSync(name)
        ? name
        : undefined
      : which(name);
    const version =
      path && (await ask(path, ['--version']))?.match(/\d+(\.\d+)+/)?.[0];
    if (version) return { path, version, major: version.split('.')[0] };
  }
  return undefined;
}

const matches = ({ chromium, chromedriver }) =>
  chromium !== undefined && chromium.major === chromedriver?.major;

function advice({ chromium, chromedriver }) {
  if (!chromium) {
    return [
      'Chromium is missing. Install Chromium or Google Chrome, on Debian with',
      `  ${apt.command(PACKAGES)}`,
      'or name one that is there: CHROMIUM=/path/to/chromium npm test',
    ].join('\n');
  }
  const have = chromedriver
    ? `is of version ${chromedriver.version}`
    : 'is missing';
  return [
    `The browser is of version ${chromium.version}, and its chromedriver ${have}. Fetch it with`,
    `  npx @puppeteer/browsers install chromedriver@${chromium.version}`,
    'and name it: CHROMEDRIVER=/path/to/chromedriver npm test',
  ].join('\n');
}
