// A redirect page at another origin has sent the whole page back, with an answer
// behind its address. Nobody else shall read it, and no history keep it.

const KEY = 'scholar-sign-in';
const [, answer] = location.hash.split(`#${KEY}=`);

if (answer) {
  history.replaceState(history.state, '', location.href.split('#')[0]);
  let isKept = true;
  try {
    sessionStorage.setItem(`${KEY}-answer`, answer);
  } catch {
    isKept = false; // Without storage nobody was sent away from here.
  }
  if (isKept) {
    // The page's own timings name the address it was loaded by, for as long as
    // it lives, and scripts that measure pages send that home.
    location.reload();
    await new Promise(() => {});
  }
}
