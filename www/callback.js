const KEY = 'scholar-sign-in';
const here = new URL(location);
const answer = (here.hash || here.search).slice(1);
here.hash = '';
const { href, origin: own } = here;
here.search = '';
history.replaceState(null, '', here);

const works = (act) => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};
const originOf = (address) => new URL(address).origin;

const fields = new URLSearchParams(answer);
const name = `${KEY}:${fields.getAll('state')}`;
const listed = document
  .querySelector('[name$=origins]')
  ?.content.match(/https?:\S+\w/g)
  ?.filter((it) => works(() => originOf(it)));
const origins = listed?.[0] ? listed.map(originOf) : [own];

const say = (id) => (self[id].hidden = false);
const tell = (text) => {
  for (const to of origins)
    works(() => opener.postMessage({ [KEY]: text }, to));
};

const begin = (page, origin) => {
  const to = new URL(fields.get('begin'));
  const asked = to.searchParams;
  if (
    originOf(page) !== origin ||
    !origins.includes(origin) ||
    !/^https?:/.test(to) ||
    new URL(asked.get('redirect_uri')).href !== href
  )
    throw 0;
  sessionStorage[`${KEY}:${asked.get('state')}`] = page;
  location.replace(to);
};

const goHome = (asker) => {
  const to = new URL(sessionStorage[name]);
  if (to.origin === own) sessionStorage[KEY + '-answer'] = answer;
  else if (asker) throw 0;
  else to.hash = `${KEY}=${answer}`;
  delete sessionStorage[name];
  location.replace(to);
};

if (!answer || top !== self) say('idle');
else if (fields.has('begin')) {
  const from = document.referrer;
  const isNamed = from === fields.get('page');
  if (!isNamed || !works(() => begin(from, originOf(from)))) {
    onmessage = ({ source, origin, data }) =>
      source === opener && works(() => begin(data, origin));
    setTimeout(say, 1500, 'refused');
    tell('begin');
  }
} else if (!works(() => goHome(opener))) {
  setTimeout(() => works(goHome) || say('alone'), 1500);
  tell(answer);
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => data === true && close(say('taken'));
  channel.postMessage(answer);
}
