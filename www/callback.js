const KEY = 'scholar-sign-in';
const answer = (location.hash || location.search).slice(1);
history.replaceState(null, '', location.pathname);

const name = `${KEY}:${new URLSearchParams(answer).getAll('state')}`;
const list = document
  .querySelector('[name$=origins]')
  ?.content.match(/http\S+\w/g);
const say = (id) => (document.getElementById(id).hidden = false);

const relay = () => {
  const page = atob(name.slice(60));
  if (list?.some((origin) => page.startsWith(origin + '/')))
    location.replace(`${page}#${KEY}=${answer}`);
  else say('alone');
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
