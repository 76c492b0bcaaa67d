// A record as schema.org JSON-LD, with the losses of the real one: no dates,
// types, venues or roles, no affiliation or grant without a disambiguated
// organisation, and lists of one item written as that item alone.

const list = (node) => (Array.isArray(node) ? node : []);

const empty = (node) =>
  node === null ||
  node === undefined ||
  node === '' ||
  (Array.isArray(node) && node.length === 0);

/** Drops what is empty and unwraps lists of one, as the real writer does. */
function tidy(object) {
  const entries = Object.entries(object).filter(([, node]) => !empty(node));
  return Object.fromEntries(
    entries.map(([key, node]) => [
      key,
      Array.isArray(node) && node.length === 1 ? node[0] : node,
    ]),
  );
}

const property = (type, value) => ({
  '@type': 'PropertyValue',
  propertyID: type,
  value,
});

const doiUrl = (text) =>
  `https://doi.org/${text.replace(/^https?:\/\/(dx\.)?doi\.org\//, '')}`;

function organization(org, alternateName, identifiers = []) {
  const known = org['disambiguated-organization'];
  const id = known['disambiguated-organization-identifier'];
  const source = known['disambiguation-source'];
  const address = {
    LEI: () => `https://www.gleif.org/lei/${id}`,
    FUNDREF: () => doiUrl(id),
    GRID: () => id,
  }[source];
  const own = address ? [] : [property(source, id)];
  return tidy({
    '@type': 'Organization',
    '@id': address?.(),
    name: org.name,
    alternateName,
    leiCode: source === 'LEI' ? id : null,
    identifier: [...own, ...identifiers],
  });
}

function organizations(activities, sections) {
  return sections.flatMap((section) =>
    list(activities[section]?.['affiliation-group'])
      .flatMap((group) => list(group?.summaries))
      .map((wrapped) => Object.values(wrapped ?? {})[0])
      .filter((own) => own?.organization?.['disambiguated-organization'])
      .map((own) => organization(own.organization, own['department-name'])),
  );
}

function identifierUrl(id) {
  const value = id['external-id-value'];
  const known = {
    doi: () => doiUrl(value),
    pmid: () => `https://www.ncbi.nlm.nih.gov/pubmed/${value}`,
    pmc: () => `https://europepmc.org/articles/${value}`,
  }[id['external-id-type']];
  return known ? known() : id['external-id-url']?.value;
}

function work(group) {
  const ids = list(group?.['external-ids']?.['external-id']).filter(Boolean);
  const doi = ids.find((id) => id['external-id-type'] === 'doi');
  return tidy({
    '@type': 'CreativeWork',
    '@id': doi && identifierUrl(doi),
    name: group?.['work-summary']?.[0]?.title?.title?.value,
    identifier: ids.map((id) =>
      property(
        id['external-id-type'],
        id['external-id-normalized']?.value ?? id['external-id-value'],
      ),
    ),
    sameAs: ids
      .filter((id) => id !== doi)
      .map(identifierUrl)
      .filter(Boolean),
  });
}

function funder(group) {
  const summary = group?.['funding-summary']?.[0];
  if (!summary?.organization?.['disambiguated-organization']) return [];
  const ids = list(group['external-ids']?.['external-id']).map((id) =>
    property(id['external-id-type'], id['external-id-value']),
  );
  return organization(summary.organization, summary.title.title.value, ids);
}

export function renderJsonLd(record) {
  const uri = record['orcid-identifier'].uri;
  const person = record.person ?? {};
  const activities = record['activities-summary'] ?? {};
  const items = (section, key) => list(person[section]?.[key]).filter(Boolean);
  const reverse = tidy({
    creator: list(activities.works?.group).map(work),
    funder: list(activities.fundings?.group).flatMap(funder),
  });
  return tidy({
    '@context': 'http://schema.org',
    '@type': 'Person',
    '@id': uri,
    mainEntityOfPage: uri,
    name: person.name?.['credit-name']?.value,
    givenName: person.name?.['given-names']?.value,
    familyName: person.name?.['family-name']?.value,
    alternateName: items('other-names', 'other-name').map(
      ({ content }) => content,
    ),
    address: items('addresses', 'address').map(({ country }) => ({
      '@type': 'PostalAddress',
      addressCountry: country.value,
    })),
    alumniOf: organizations(activities, ['educations', 'qualifications']),
    affiliation: organizations(activities, [
      'employments',
      'distinctions',
      'invited-positions',
      'memberships',
      'services',
    ]),
    '@reverse': Object.keys(reverse).length ? reverse : null,
    url: items('researcher-urls', 'researcher-url').map(({ url }) => url.value),
    identifier: items('external-identifiers', 'external-identifier').map((id) =>
      property(id['external-id-type'], id['external-id-value']),
    ),
  });
}
