// What a screen reader says: guidepup's virtual one, run in the page; and what
// Chromium tells a real one, which shows where guidepup guesses.
//
// guidepup looks into no shadow tree, so it is started inside of one. It takes the
// content of a closed `<details>` for there, so that is hidden from it as browsers
// hide it; and a `<summary>` is mere text to it: `exposed` has its state.
import { build } from 'esbuild';

const { outputFiles } = await build({
  stdin: {
    contents: `export { virtual } from '@guidepup/virtual-screen-reader/browser.js'`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'screenReader',
});
const [{ text: READER }] = outputFiles;

/** Runs in the page. It would put a clipboard of its own in the page's place. */
async function start(container) {
  const { virtual } = globalThis.screenReader;
  await virtual.start({ container });
  delete navigator.clipboard;
}

/** Runs in the page: all that is said from an element's start to its end. */
async function walkThrough(container) {
  const { virtual, start } = globalThis.screenReader;
  const root = container.getRootNode();
  const sheets = [...root.adoptedStyleSheets];
  const closed = new CSSStyleSheet();
  closed.replaceSync(
    'details:not([open]) > :not(summary) { display: none !important }',
  );
  root.adoptedStyleSheets = [...sheets, closed];
  await start(container);
  try {
    const first = virtual.activeNode;
    const phrases = [await virtual.lastSpokenPhrase()];
    // An element is said when it begins and when it ends, a text once.
    const nodes = document.createNodeIterator(container);
    let most = 0;
    while (nodes.nextNode()) most += 2;
    for (let step = 0; step < most; step += 1) {
      await virtual.next();
      const phrase = await virtual.lastSpokenPhrase();
      // Behind the end it begins anew.
      if (virtual.activeNode === first && phrase === phrases[0]) return phrases;
      phrases.push(phrase);
    }
    throw new Error(`No way out: ${phrases.slice(-20).join(' | ')}`);
  } finally {
    await virtual.stop();
    root.adoptedStyleSheets = sheets;
  }
}

async function bring({ page }) {
  const isThere = await page.evaluate(() => 'screenReader' in globalThis);
  if (isThere) return;
  await page.evaluate(
    `${READER} ${start}; globalThis.screenReader = { ...screenReader, start }`,
  );
}

/** A word joiner is not heard, nor a space more or less. */
const heard = (text) => text.replace(/[\s\u2060]+/g, ' ').trim();

/**
 * What is said on the way through the element of a locator, from its start to its
 * end. Throws where the way leads in a circle. Commas are pauses.
 */
export async function walk(visit, locator) {
  await bring(visit);
  const phrases = await locator.evaluate(walkThrough);
  return phrases.map(heard).filter((phrase) => phrase !== '' && phrase !== ',');
}

/** What a screen reader says by itself of that element while `act` lasts. */
export async function announced(visit, locator, act) {
  await bring(visit);
  await locator.evaluate((container) =>
    globalThis.screenReader.start(container),
  );
  await act();
  const phrases = await visit.page.evaluate(async () => {
    const { virtual } = globalThis.screenReader;
    const log = await virtual.spokenPhraseLog();
    await virtual.stop();
    return log;
  });
  return phrases
    .filter((phrase) => /^(polite|assertive): ./.test(phrase))
    .filter((phrase, at, all) => phrase !== all[at - 1]);
}

/**
 * What Chromium tells of the page, in order: role, name, description and the
 * states that an element has.
 */
export async function exposed({ page }) {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = [];
  const look = (id) => {
    const node = byId.get(id);
    if (!node) return;
    const { ignored, role, name, description, properties = [] } = node;
    // Boxes of lines repeat the text that they are in.
    if (!ignored && role.value !== 'InlineTextBox') {
      const states = properties.map((state) => [state.name, state.value.value]);
      found.push({
        role: role.value,
        name: heard(name?.value ?? ''),
        description: description?.value ?? '',
        ...Object.fromEntries(states),
      });
    }
    node.childIds?.forEach(look);
  };
  look(nodes[0].nodeId);
  return found;
}
