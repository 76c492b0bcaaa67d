// The engine that this run of a test file is for, and what each cannot do.

/** All of them, for tests that name more than the usual two. */
export const EVERY_ENGINE = ['chromium', 'firefox', 'webkit'];

/** Where a test runs that names no engines. */
export const USUAL_ENGINES = ['chromium', 'firefox'];

/** `chromium`, `firefox` or `webkit`, from the environment variable `ENGINE`. */
export const engine = process.env.ENGINE || 'chromium';
if (!EVERY_ENGINE.includes(engine)) {
  throw new Error(
    `ENGINE=${engine}: there are ${EVERY_ENGINE.join(', ')}, one at a time`,
  );
}

/** What a test may need, and why an engine, as it is driven here, lacks it. */
const LACKS = {
  chromium: {},
  firefox: {
    channels: 'a frame of another site has channels of its own',
    'contrast of rtl':
      'axe cannot tell what lies behind text of a page from right to left',
    devtools: 'it has no Chrome DevTools Protocol',
    downloads: 'Playwright hears of no download over WebDriver BiDi',
    flags: 'it takes none of the flags that set up Chromium for the test',
    media: 'Playwright changes no media feature over WebDriver BiDi',
  },
  webkit: {},
};

/** Whether this engine has something that not every engine has. */
export const can = (need) => reasonToSkip([need]) === undefined;

/** Why this engine cannot run a test with these needs; undefined if it can. */
export function reasonToSkip(needs = []) {
  for (const need of needs) {
    if (!Object.values(LACKS).some((lacks) => need in lacks)) {
      throw new Error(`No engine lacks "${need}": the test may simply run`);
    }
  }
  const reasons = needs.map((need) => LACKS[engine][need]).filter(Boolean);
  return reasons.length > 0 ? `${engine}: ${reasons.join('; ')}` : undefined;
}

/**
 * Whether this is an uncaught error of a page's scripts. Firefox reports in the
 * same way what it refuses by itself ("Cross-Origin Request Blocked: …").
 */
export const isPageError = ({ name }) =>
  engine !== 'firefox' || /(Error|^uncaught exception)$/.test(name);

/** Said of the tests that an engine leaves out to save time. */
export const NOT_IN_SAMPLE = 'not in its sample; npm test -- --whole runs it';
