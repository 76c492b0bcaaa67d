// The browser of a test file: Chromium, headless, without background traffic.
import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

const USUAL = [
  process.env.CHROMIUM,
  process.env.CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it; `args` besides the usual, `others` as Playwright takes them. */
export function launch({ args = [], ...others } = {}) {
  const executablePath = USUAL.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('No Chromium found: CHROMIUM=/path/to/chromium npm test');
  }
  return chromium.launch({
    executablePath,
    args: [...ARGS, ...args],
    ...others,
  });
}
