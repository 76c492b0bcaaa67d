// Builds v3.0 JSON from terse descriptions, with the key order and the nulls of
// the real payloads. What is awkward there is awkward here on purpose: strings
// and numbers for display-index, null instead of a missing key, two encodings
// of dates.

const CLIENTS = {
  crossref: ['0000-0001-9884-1913', 'Crossref'],
  datacite: ['0000-0001-8099-6984', 'DataCite'],
  scopus: ['0000-0002-5982-8983', 'Scopus - Elsevier'],
  university: ['APP-Q2SN0RDFJ0RDSTAD', 'University of Nordmark'],
  society: ['APP-7KT4LAKES0C1ETY0', 'Lake Science Society'],
};

export const AFFILIATIONS = {
  distinctions: 'distinction',
  educations: 'education',
  employments: 'employment',
  'invited-positions': 'invited-position',
  memberships: 'membership',
  qualifications: 'qualification',
  services: 'service',
};

// The order of the real `activities-summary`.
const ACTIVITIES = [
  'distinctions',
  'educations',
  'employments',
  'fundings',
  'invited-positions',
  'memberships',
  'peer-reviews',
  'qualifications',
  'research-resources',
  'services',
  'works',
];

// What a work's spec tells beyond its summary, for works.mjs to put into the
// whole work. Beside the record, which must stay what the registry would send.
const MORE = new WeakMap();
const MORE_KEYS = ['authors', 'citation', 'description', 'language', 'country'];

/** The spec's `authors`, `citation` and so on of a summary built from one. */
export const moreOf = (summary) => MORE.get(summary) ?? {};

const STAMP = Date.UTC(2026, 1, 3, 9, 30);

export const value = (content) =>
  content === null || content === undefined ? null : { value: content };

/** "2024-05-14", "2024-05", "2024" or null to ORCID's partial date. */
export function partialDate(text) {
  if (!text) return null;
  const [year, month, day] = text.split('-');
  return { year: value(year), month: value(month), day: value(day) };
}

/** Holds what one record's items share: its iD, host, owner, counters. */
export class Builder {
  constructor({
    orcid,
    host = 'orcid.org',
    owner = '',
    stamp = STAMP,
    // Real put codes are unrelated numbers; unique within a record is mostly
    // enough. People who are shown together bring their own.
    firstPutCode = 100_000 + Number(orcid.slice(10, 14)) * 7,
  }) {
    this.orcid = orcid;
    this.host = host;
    this.owner = owner;
    this.stamp = stamp;
    this.nextPutCode = firstPutCode;
    this.ticks = 0;
  }

  putCode(given) {
    return given ?? this.nextPutCode++;
  }

  times() {
    const created = this.stamp - 86_400_000 * this.ticks++;
    return {
      'created-date': { value: created },
      'last-modified-date': { value: created + 61_250 },
    };
  }

  identity(path = this.orcid, prefix = '') {
    const uri = `https://${this.host}/${prefix}${path}`;
    return { uri, path, host: this.host };
  }

  /** "self", a client's key, a client writing for the owner, nulls, or null. */
  source(kind = 'self') {
    if (kind === null) return null;
    const empty = {
      'source-orcid': null,
      'source-client-id': null,
      'source-name': null,
      'assertion-origin-orcid': null,
      'assertion-origin-client-id': null,
      'assertion-origin-name': null,
    };
    if (kind === 'nulls') return empty;
    if (kind === 'self') {
      return {
        ...empty,
        'source-orcid': this.identity(),
        'source-name': value(this.owner),
      };
    }
    const [client, onBehalf] = kind.split('+');
    const [path, name] = CLIENTS[client];
    const byClient = {
      ...empty,
      'source-client-id': this.identity(path, 'client/'),
      'source-name': value(name),
    };
    if (!onBehalf) return byClient;
    return {
      ...byClient,
      'assertion-origin-orcid': this.identity(),
      'assertion-origin-name': value(this.owner),
    };
  }

  externalId(id) {
    const { type, value: text, url = null, rel = 'self' } = id;
    const normalized =
      id.normalized === undefined
        ? { value: type === 'doi' ? text.toLowerCase() : text, transient: true }
        : id.normalized;
    return {
      'external-id-type': type,
      'external-id-value': text,
      'external-id-normalized': normalized,
      'external-id-normalized-error': id.error
        ? {
            'error-code': '8001',
            'error-message': `Cannot normalize identifier value ${type}:${text}`,
            transient: true,
          }
        : null,
      'external-id-url': url === null ? null : { value: url },
      'external-id-relationship': rel,
    };
  }

  externalIds(ids) {
    return { 'external-id': ids.map((id) => this.externalId(id)) };
  }

  organization(spec) {
    if (!spec) return null;
    const { name, city = null, region = null, country = null, id, at } = spec;
    return {
      name,
      address: spec.address === null ? null : { city, region, country },
      'disambiguated-organization': id
        ? {
            'disambiguated-organization-identifier': id,
            'disambiguation-source': at ?? 'ROR',
          }
        : null,
    };
  }

  affiliation(kind, spec) {
    const putCode = this.putCode(spec.putCode);
    return {
      ...this.times(),
      source: this.source(spec.source),
      'put-code': putCode,
      'department-name': spec.department ?? null,
      'role-title': spec.role ?? null,
      'start-date': partialDate(spec.start),
      'end-date': partialDate(spec.end),
      organization: this.organization(spec.org),
      url: value(spec.url),
      'external-ids': spec.ids ? this.externalIds(spec.ids) : null,
      'display-index': String(spec.display ?? 0),
      visibility: 'public',
      path: `/${this.orcid}/${kind}/${putCode}`,
    };
  }

  affiliationGroup(kind, specs) {
    return {
      'last-modified-date': { value: this.stamp },
      'external-ids': this.externalIds(specs[0].ids ?? []),
      summaries: specs.map((spec) => ({
        [`${kind}-summary`]: this.affiliation(kind, spec),
      })),
    };
  }

  workIds(spec) {
    const ids = [...(spec.ids ?? [])];
    if (spec.doi) {
      ids.unshift({
        type: 'doi',
        value: spec.doi,
        url: `https://doi.org/${spec.doi}`,
      });
    }
    return ids;
  }

  workSummary(spec) {
    const putCode = this.putCode(spec.putCode);
    const ids = this.workIds(spec);
    const summary = {
      'put-code': putCode,
      ...this.times(),
      source: this.source(spec.source ?? 'crossref'),
      title: {
        title: value(spec.title),
        subtitle: value(spec.subtitle),
        'translated-title': spec.translated
          ? {
              value: spec.translated[0],
              'language-code': spec.translated[1],
            }
          : null,
      },
      'external-ids':
        spec.externalIds !== undefined
          ? spec.externalIds
          : ids.length
            ? this.externalIds(ids)
            : null,
      url: value(spec.url),
      type: spec.type === undefined ? 'journal-article' : spec.type,
      'publication-date': partialDate(spec.date),
      'journal-title': value(spec.journal),
      visibility: 'public',
      path: `/${this.orcid}/work/${putCode}`,
      'display-index': String(spec.display ?? 0),
    };
    if (MORE_KEYS.some((key) => key in spec)) MORE.set(summary, spec);
    return summary;
  }

  /** One group; an array of specs is several versions, the preferred first. */
  workGroup(specs) {
    const versions = [specs].flat();
    const summaries = versions.map((spec) => this.workSummary(spec));
    // Only self identifiers group works; ISSNs and the like stay inside.
    const own = this.workIds(versions[0]).filter(
      ({ rel = 'self' }) => rel === 'self' || rel === 'version-of',
    );
    return {
      'last-modified-date': { value: this.stamp },
      'external-ids': versions[0].groupIds ?? this.externalIds(own),
      'work-summary': summaries,
    };
  }

  fundingGroup(specs) {
    const versions = [specs].flat();
    const ids = (versions[0].ids ?? []).map((id) => ({
      ...id,
      normalized: null,
    }));
    return {
      'last-modified-date': { value: this.stamp },
      'external-ids': this.externalIds(ids),
      'funding-summary': versions.map((spec) => {
        const putCode = this.putCode(spec.putCode);
        return {
          ...this.times(),
          source: this.source(spec.source),
          title: {
            title: value(spec.title),
            'translated-title': spec.translated
              ? {
                  value: spec.translated[0],
                  'language-code': spec.translated[1],
                }
              : null,
          },
          'external-ids': ids.length ? this.externalIds(ids) : null,
          url: value(spec.url),
          type: spec.type ?? 'grant',
          'start-date': partialDate(spec.start),
          'end-date': partialDate(spec.end),
          organization: this.organization(spec.org),
          visibility: 'public',
          'put-code': putCode,
          path: `/${this.orcid}/funding/${putCode}`,
          'display-index': String(spec.display ?? 0),
        };
      }),
    };
  }

  /** One journal; `reviews` are the manuscripts, one inner group each. */
  peerReviewGroup({ issn, org, reviews }) {
    const group = `issn:${issn}`;
    return {
      'last-modified-date': { value: this.stamp },
      'external-ids': this.externalIds([
        { type: 'peer-review', value: group, normalized: null, rel: null },
      ]),
      'peer-review-group': reviews.map((spec) => {
        const putCode = this.putCode(spec.putCode);
        const ids = [{ type: 'source-work-id', value: spec.id }];
        return {
          'last-modified-date': { value: this.stamp },
          'external-ids': this.externalIds(ids),
          'peer-review-summary': [
            {
              ...this.times(),
              source: this.source(spec.source ?? 'society'),
              'reviewer-role': 'reviewer',
              'external-ids': this.externalIds(ids),
              'review-url': value(spec.url),
              'review-type': 'review',
              'completion-date': partialDate(spec.date),
              'review-group-id': group,
              'convening-organization': this.organization(org),
              visibility: 'public',
              'put-code': putCode,
              path: `/${this.orcid}/peer-review/${putCode}`,
              'display-index': String(spec.display ?? 0),
            },
          ],
        };
      }),
    };
  }

  researchResourceGroup(spec) {
    const putCode = this.putCode(spec.putCode);
    const ids = this.externalIds(spec.ids ?? []);
    return {
      'last-modified-date': { value: this.stamp },
      'external-ids': ids,
      'research-resource-summary': [
        {
          ...this.times(),
          source: this.source(spec.source ?? 'university'),
          proposal: {
            title: { title: value(spec.title), 'translated-title': null },
            hosts: {
              organization: spec.hosts.map((org) => this.organization(org)),
            },
            'external-ids': ids,
            'start-date': partialDate(spec.start),
            'end-date': partialDate(spec.end),
            url: value(spec.url),
          },
          visibility: 'public',
          'put-code': putCode,
          path: `/${this.orcid}/research-resource/${putCode}`,
          'display-index': String(spec.display ?? 0),
        },
      ],
    };
  }

  section(name, key, items) {
    return {
      'last-modified-date': items.length ? { value: this.stamp } : null,
      [key]: items,
      path: `/${this.orcid}/${name}`,
    };
  }

  activities(spec) {
    const sections = {};
    for (const name of ACTIVITIES) {
      const kind = AFFILIATIONS[name];
      const key = kind ? 'affiliation-group' : 'group';
      const build = {
        fundings: (item) => this.fundingGroup(item),
        'peer-reviews': (item) => this.peerReviewGroup(item),
        'research-resources': (item) => this.researchResourceGroup(item),
        works: (item) => this.workGroup(item),
      };
      const items = (spec[name] ?? []).map(
        build[name] ?? ((item) => this.affiliationGroup(kind, [item].flat())),
      );
      sections[name] = this.section(name, key, items);
    }
    const filled = ACTIVITIES.some((name) => spec[name]?.length);
    return {
      'last-modified-date': filled ? { value: this.stamp } : null,
      ...sections,
      path: `/${this.orcid}/activities`,
    };
  }
}
