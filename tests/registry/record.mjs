// The `person` half of a record and the record around it (see shapes.mjs for
// the activities).
import { Builder, value } from './shapes.mjs';

function name(build, spec) {
  if (spec === null) return null;
  return {
    ...build.times(),
    'given-names': value(spec.given),
    'family-name': value(spec.family),
    'credit-name': value(spec.credit),
    source: null,
    visibility: 'public',
    path: build.orcid,
  };
}

/** A person item: here display-index is a number, in activities a string. */
function item(build, spec, section, own) {
  const putCode = build.putCode(spec.putCode);
  return {
    ...build.times(),
    source: build.source(spec.source),
    ...own,
    visibility: 'public',
    path: `/${build.orcid}/${section}/${putCode}`,
    'put-code': putCode,
    'display-index': spec.display ?? 0,
  };
}

const plain = (spec) => (typeof spec === 'string' ? { content: spec } : spec);

function email(build, spec) {
  return {
    ...build.times(),
    source: build.source(spec.source ?? 'nulls'),
    email: spec.email,
    path: null,
    visibility: 'public',
    verified: spec.verified ?? true,
    primary: spec.primary ?? false,
    'put-code': null,
    // The newest key of the API: most real bodies lack it.
    ...(spec.verifiedOn
      ? { 'verification-date': { value: spec.verifiedOn } }
      : {}),
  };
}

function person(build, spec) {
  const list = (section, key, specs, own) =>
    build.section(
      section,
      key,
      (specs ?? []).map((each) => {
        const one = plain(each);
        return item(build, one, section, own(one));
      }),
    );
  const content = ({ content }) => ({ content });
  const sections = {
    name: name(build, spec.name),
    'other-names': list('other-names', 'other-name', spec.otherNames, content),
    biography: spec.biography
      ? {
          ...build.times(),
          content: spec.biography,
          visibility: 'public',
          path: `/${build.orcid}/biography`,
        }
      : null,
    'researcher-urls': list(
      'researcher-urls',
      'researcher-url',
      spec.urls,
      (url) => ({ 'url-name': url.name ?? null, url: value(url.url) }),
    ),
    emails: build.section(
      'email',
      'email',
      (spec.emails ?? []).map((each) => email(build, each)),
    ),
    addresses: list('address', 'address', spec.countries, ({ content }) => ({
      country: { value: content },
    })),
    keywords: list('keywords', 'keyword', spec.keywords, content),
    'external-identifiers': list(
      'external-identifiers',
      'external-identifier',
      spec.identifiers,
      (id) => ({
        'external-id-type': id.type,
        'external-id-value': id.value,
        'external-id-url': value(id.url),
        'external-id-relationship': 'self',
      }),
    ),
  };
  const filled = Object.values(sections).some(
    (section) => section?.['last-modified-date'],
  );
  return {
    'last-modified-date': filled ? { value: build.stamp } : null,
    ...sections,
    path: `/${build.orcid}/person`,
  };
}

function displayName(spec) {
  if (!spec) return '';
  return spec.credit ?? [spec.given, spec.family].filter(Boolean).join(' ');
}

/** A whole record; `spec.name: null` is a name that is not public. */
export function buildRecord(spec) {
  const build = new Builder({ ...spec, owner: displayName(spec.name) });
  return {
    'orcid-identifier': build.identity(),
    preferences: { locale: 'en' },
    history: {
      'creation-method': 'DIRECT',
      'completion-date': null,
      'submission-date': { value: Date.UTC(2016, 3, 12) },
      'last-modified-date': { value: build.stamp },
      claimed: true,
      source: null,
      'deactivation-date': null,
      'verified-email': true,
      'verified-primary-email': true,
    },
    person: person(build, spec),
    'activities-summary': build.activities(spec),
    path: `/${build.orcid}`,
  };
}
