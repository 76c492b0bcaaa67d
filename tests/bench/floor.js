// The floor: the least a page can do to show the same text as a badge's card.
// No states, no errors, no cache, no styles, one language. The bench serves it
// minified, from the same host as the package, and checks that the text agrees.

/* global document, fetch */

const host = document.querySelector('scholar-badge');
const id = host.getAttribute('orcid');

const answer = await fetch(`${host.getAttribute('registry')}/v3.0/${id}`, {
  headers: { accept: 'application/json, application/ld+json;q=0.5' },
  credentials: 'omit',
});
const { person, 'activities-summary': activities } = await answer.json();

function add(parent, tag, text = '', href) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (href) element.href = href;
  parent.append(element);
  return element;
}

const part = (date, name) => date?.[name]?.value.replace(/^00$/, '') ?? '';
const key = (date) =>
  ['year', 'month', 'day'].map((name) => part(date, name)).join('-');
const newest = (a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);
const plain = (title) =>
  title.replace(/<\/?\w+>/g, '').replaceAll('&amp;', '&');
const ids = (work) => work['external-ids']?.['external-id'] ?? [];
const typeNames = { 'data-set': 'Dataset', other: '' };
const typeName = (type) =>
  typeNames[type] ?? type[0].toUpperCase() + type.slice(1).replaceAll('-', ' ');

const { name } = person;
const shown =
  name['credit-name'] ??
  `${name['given-names'].value} ${name['family-name'].value}`;
const page = `https://orcid.org/${id}`;
add(host, 'p', shown.value ?? shown);
add(host, 'a', page, page);
add(host, 'span', ' (unauthenticated)');

const jobs = add(host, 'ul');
for (const group of activities.employments['affiliation-group']) {
  const job = group.summaries[0]['employment-summary'];
  if (job['end-date']) continue;
  const since = part(job['start-date'], 'year');
  const words = [
    job['role-title'],
    job['department-name'],
    job.organization.name,
    since && `since ${since}`,
  ];
  add(jobs, 'li', words.filter(Boolean).join(' · '));
}

const works = activities.works.group.map(({ 'work-summary': versions }) => {
  const work = versions.reduce((a, b) =>
    +b['display-index'] > +a['display-index'] ? b : a,
  );
  return { work, key: key(work['publication-date']) };
});
// Not toLocaleString: that takes the browser some ms the first time.
const thousands = /\B(?=(\d{3})+$)/g;
add(host, 'p', `${String(works.length).replace(thousands, ',')} works`);
const list = add(host, 'ul');
for (const { work } of works.sort(newest).slice(0, 5)) {
  const item = add(list, 'li');
  const doi = ids(work).find(
    (one) =>
      one['external-id-type'] === 'doi' &&
      one['external-id-relationship'] === 'self',
  )?.['external-id-value'];
  const href = doi && `https://doi.org/${doi}`;
  add(item, 'a', plain(work.title.title.value), href);
  const details = add(item, 'p');
  const words = [
    typeName(work.type),
    work['journal-title']?.value,
    part(work['publication-date'], 'year'),
  ];
  details.append(words.filter(Boolean).join(' · '));
  if (doi) {
    details.append(' · ');
    add(details, 'a', `doi:${doi}`, href);
  }
}
add(host, 'a', 'All works on the ORCID record', page);
