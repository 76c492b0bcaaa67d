// Copying a snippet.

import { byId } from './element.js';

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return 'Copied.';
  } catch {
    // No clipboard on plain http, or not allowed: the older way, then by hand.
    getSelection().selectAllChildren(code);
    return document.execCommand('copy')
      ? 'Copied.'
      : 'Selected: copy it with Ctrl+C or ⌘C.';
  }
}

/** Makes the button of a tab copy what stands above it. */
export function makeCopy(tab) {
  const copied = byId(`${tab}-copied`);
  byId(`${tab}-copy`).addEventListener('click', async () => {
    copied.textContent = '';
    copied.textContent = await copy(byId(`${tab}-code`));
  });
}
