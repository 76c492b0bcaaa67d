const KEY = 'scholar-sign-in';
const answer = (location.hash || location.search).slice(1);
history.replaceState(null, '', location.pathname);

const name = `${KEY}:${new URLSearchParams(answer).getAll('state')}`;
const list = document
  .querySelector('[name$=origins]')
  ?.content.match(/http\S+\w/g);
const say = (id) => (self[id].hidden = false);

const relay = () => {
  try {
    const to = atob(name.slice(60));
    if (!list.some((it) => to.startsWith(it + '/'))) throw 0;
    location.replace(`${to}#${KEY}=${answer}`);
  } catch {
    say('alone');
  }
};

if (!answer || top !== self) say('idle');
else
  try {
    location.replace(new URL(sessionStorage[name]));
    sessionStorage[KEY + '-answer'] = answer;
  } catch {
    setTimeout(relay, 1500);
    for (const to of list ?? [location.origin])
      opener?.postMessage({ [KEY]: answer }, to);
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => data === true && close(say('taken'));
    channel.postMessage(answer);
  }
