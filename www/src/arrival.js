// A redirect page at another origin has sent the whole page back, with an answer
// behind its address. Nobody else shall read it, and no history keep it.
//
// The page is then loaded anew, and until it is, everything here holds still: a
// sign-in that started now would take the answer from the page that comes. No
// top-level await does that. It would hold up whoever imports the package, and
// many builds refuse it.

const KEY = 'scholar-sign-in';

/** Several copies of this module may be on a page, one bundled with each entry. */
const MARK = Symbol.for('scholar-badge.leaving');

/** Whether the page is about to be loaded anew. */
export const isLeaving = globalThis.document
  ? (globalThis[MARK] ||= takeAnswer())
  : false;

/** Keeps an answer for the page to come; whether there was one. */
function takeAnswer() {
  const [, answer] = location.hash.split(`#${KEY}=`);
  if (!answer) return false;
  history.replaceState(history.state, '', location.href.split('#')[0]);
  try {
    sessionStorage.setItem(`${KEY}-answer`, answer);
  } catch {
    return false; // Without storage nobody was sent away from here.
  }
  // The page's own timings name the address it was loaded by, for as long as
  // it lives, and scripts that measure pages send that home.
  location.reload();
  return true;
}
