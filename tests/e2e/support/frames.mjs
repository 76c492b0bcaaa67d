// A frame in place of the sign-in window. Opening a window takes half the time
// of an attempt, so a test of an answer opens a frame unless it is also about
// the window. All else is real: server, redirect page, messages, channels, and
// what the package makes of them.
import assert from 'node:assert/strict';

import { CALLBACK, SCRIPT } from './redirect.mjs';

export const FRAMED_REDIRECT = '/framed/callback.html';

/** The redirect page's script, for which a frame is a window of its parent's. */
function framedScript() {
  const framed = SCRIPT.replace(' || top !== self', '').replaceAll(
    /\bopener\b/g,
    'parent',
  );
  assert.ok(!/\b(top|opener)\b/.test(framed), 'callback.js has changed');
  return framed;
}

/** Serves the redirect page that hands its answer to the page around it. */
export function serveFramed(site) {
  site.serve(FRAMED_REDIRECT, CALLBACK);
  site.serve('/framed/callback.js', framedScript());
}

/** Runs in the page before its scripts: what it opens is a frame. */
export function openFrames() {
  if (globalThis.top !== globalThis) return;
  globalThis.open = () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow;
  };
}
