// The engines that a test may name, each with `launch(prefs)`; `skip` says why
// one is not there. Playwright drives Debian's Firefox over WebDriver BiDi.
import { existsSync } from 'node:fs';

import { firefox } from 'playwright-core';

import { launch } from './browser.mjs';

const FIREFOX = [
  process.env.FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
].find((path) => path && existsSync(path));

export const CHROMIUM = { name: 'Chromium', launch: () => launch() };

export const FIREFOX_ESR = {
  name: 'Firefox',
  skip: FIREFOX ? false : 'No Firefox found: FIREFOX=/path/to/firefox npm test',
  /** `prefs` as in about:config. */
  launch: (prefs = {}) =>
    firefox.launch({
      channel: 'moz-firefox',
      executablePath: FIREFOX,
      firefoxUserPrefs: {
        // Without it there is no input into frames of other sites.
        'fission.autostart': false,
        ...prefs,
      },
    }),
};
