// Chromium for the browser and end-to-end tests, and its driver.

import { existsSync } from 'node:fs';
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
