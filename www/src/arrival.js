// A redirect page at another origin has sent the whole page back, with an answer
// behind its address. Nobody else shall read it, and no history keep it.
//
// The page is then loaded anew, and until it is, everything here holds still: a
// sign-in that started now would take the answer from the page that comes. No
// top-level await does that. It would hold up whoever imports the package, and
// many builds refuse it.

const KEY = 'scholar-sign-in';
const ANSWER = `${KEY}-answer`;

/** Milliseconds for which an answer waits for a sign-in on the page. */
const PATIENCE = 60_000;

/** Several copies of this module may be on a page, one bundled with each entry. */
const MARK = Symbol.for('scholar-badge.leaving');

/** Whether the page is about to be loaded anew. */
export const isLeaving = globalThis.document
  ? (globalThis[MARK] ||= takeAnswer())
  : false;

/** Keeps an answer for the page to come; whether there was one. */
function takeAnswer() {
  const { hash, href } = location;
  // Behind a fragment of the page's own, if a redirect has put one there.
  const at = hash.lastIndexOf(`${KEY}=`);
  if (at >= 0) history.replaceState(history.state, '', href.split('#')[0]);
  try {
    const answer = at < 0 ? '' : hash.slice(at + KEY.length + 1);
    if (!answer) {
      forgetInTime();
      return false;
    }
    sessionStorage.setItem(ANSWER, answer);
  } catch {
    return false; // Without storage nobody was sent away from here.
  }
  // The page's own timings name the address it was loaded by, for as long as
  // it lives, and scripts that measure pages send that home.
  location.reload();
  return true;
}

/** Sees to it that an answer which nothing on this page takes does not stay. */
function forgetInTime() {
  const answer = sessionStorage.getItem(ANSWER);
  if (!answer) return;
  const forget = () => {
    if (sessionStorage.getItem(ANSWER) !== answer) return;
    // The attempt too, with its state and verifier, and the ways back.
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(KEY)) sessionStorage.removeItem(key);
    }
  };
  addEventListener('pagehide', forget);
  setTimeout(forget, PATIENCE);
}
