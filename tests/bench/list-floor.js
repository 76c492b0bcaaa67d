// The floor for lists: what a competent person writes by hand for one record.
// Newest first, the first screen of works, a search in the titles. No merging,
// filters, co-authors, citations, states, errors, cache or styles. The bench
// serves it minified, from the same host as the package.

/* global document, fetch */

const SCREEN = 25;
const host = document.querySelector('scholar-works');
const id = host.getAttribute('orcid');

const answer = await fetch(`${host.getAttribute('registry')}/v3.0/${id}`, {
  headers: { accept: 'application/json' },
  credentials: 'omit',
});
const { 'activities-summary': activities } = await answer.json();

function add(parent, tag, text = '', href) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (href) element.href = href;
  parent.append(element);
  return element;
}

const part = (date, name) => date?.[name]?.value.replace(/^00$/, '') ?? '';
const newest = (a, b) =>
  a.key < b.key ? 1 : a.key > b.key ? -1 : a.lower < b.lower ? -1 : 1;

const works = activities.works.group.map(({ 'work-summary': versions }) => {
  const work = versions.reduce((a, b) =>
    +b['display-index'] > +a['display-index'] ? b : a,
  );
  const date = work['publication-date'];
  const title = work.title.title.value
    .replace(/<\/?\w+>/g, '')
    .replaceAll('&amp;', '&');
  const key = ['year', 'month', 'day'].map((name) => part(date, name));
  const lower = title.toLowerCase();
  return { work, title, lower, key: key.join('-'), year: key[0] };
});
works.sort(newest);

const search = add(host, 'input');
search.type = 'search';
const status = add(host, 'p');
status.className = 'status';
const list = add(host, 'ul');

function show() {
  const text = search.value.toLowerCase();
  const found = works.filter(({ lower }) => lower.includes(text));
  status.textContent = `${found.length} of ${works.length} works`;
  list.replaceChildren();
  for (const { work, title, year } of found.slice(0, SCREEN)) {
    const doi = work['external-ids']?.['external-id'].find(
      (one) => one['external-id-type'] === 'doi',
    )?.['external-id-value'];
    const item = add(list, 'li');
    add(item, 'a', title, doi && `https://doi.org/${doi}`).className = 'title';
    const venue = work['journal-title']?.value;
    add(item, 'p', [venue, year, doi].filter(Boolean).join(' · '));
  }
}
search.addEventListener('input', show);
show();
