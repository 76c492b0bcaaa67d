// What stands at each address below /v3.0/{iD}, cut out of the one record.
import { errorBody } from './errors.mjs';
import { AFFILIATIONS } from './shapes.mjs';
import { findWork, wholeWork, workSummaries } from './works.mjs';

const PERSON_SECTIONS = {
  'other-names': 'other-names',
  'researcher-urls': 'researcher-urls',
  email: 'emails',
  address: 'addresses',
  keywords: 'keywords',
  'external-identifiers': 'external-identifiers',
};

const OTHER_ACTIVITIES = {
  fundings: ['funding', 'funding-summary'],
  'peer-reviews': ['peer-review', 'peer-review-summary'],
  'research-resources': ['research-resource', 'research-resource-summary'],
};

const BULK_LIMIT = 100;

const list = (node) => (Array.isArray(node) ? node : []);
const found = (body) => ({ body });
const refused = (error, detail) => ({ error, detail });
const missing = () => refused(9016, 'The resource was not found');

/** Every summary of one kind in the record, however deep its groups nest. */
function summaries(record, section, kind, key) {
  const activities = record['activities-summary'] ?? {};
  if (section === 'works') return workSummaries(record);
  if (AFFILIATIONS[section]) {
    return list(activities[section]?.['affiliation-group'])
      .flatMap((group) => list(group?.summaries))
      .map((wrapped) => wrapped?.[`${kind}-summary`]);
  }
  return list(activities[section]?.group)
    .flatMap((group) =>
      group?.['peer-review-group'] ? group['peer-review-group'] : group,
    )
    .flatMap((group) => list(group?.[key]));
}

/** The whole work, spoiled where a person's whole works are to be. */
function work({ record, spoilWork }, summary) {
  const made = wholeWork(record, summary);
  return spoilWork ? spoilWork(made) : made;
}

function bulk(person, codes) {
  const asked = codes.split(',');
  if (asked.length > BULK_LIMIT) return refused(9042, asked.length);
  const items = asked.map((code) => {
    const summary = findWork(person.record, code);
    return summary
      ? { work: work(person, summary) }
      : { error: errorBody(9034, { detail: code }) };
  });
  return found({ bulk: person.spoilBulk?.(items) ?? items });
}

function single(person, section, kind, key, code, full) {
  if (!/^\d+$/.test(code)) return refused(9034, code);
  if (person.privatePutCodes?.includes(Number(code))) return refused(9039);
  const summary = summaries(person.record, section, kind, key).find(
    (each) => String(each?.['put-code']) === code,
  );
  if (!summary) return missing();
  return found(full ? work(person, summary) : summary);
}

/** `/work/1`, `/employment/summary/2` and so on. */
function item(person, [kind, ...rest]) {
  const isSummary = rest[0] === 'summary';
  const code = isSummary ? rest[1] : rest[0];
  const expected = isSummary ? 2 : 1;
  if (rest.length !== expected || !code) return missing();
  if (kind === 'work') {
    return single(person, 'works', kind, null, code, !isSummary);
  }
  const affiliation = Object.entries(AFFILIATIONS).find(([, k]) => k === kind);
  if (affiliation) return single(person, affiliation[0], kind, null, code);
  const other = Object.entries(OTHER_ACTIVITIES).find(
    ([, [own]]) => own === kind,
  );
  if (other) return single(person, other[0], kind, other[1][1], code);
  return missing();
}

/**
 * `{ body }`, or `{ error, detail }` with one of ORCID's codes. `segments` is
 * what follows the iD in the address.
 */
export function readSection(person, segments) {
  const { record } = person;
  const activities = record['activities-summary'];
  const [name, ...rest] = segments;
  if (name === undefined || (name === 'record' && rest.length === 0)) {
    return { body: record, whole: true };
  }
  if (name === 'works' && rest.length === 1) return bulk(person, rest[0]);
  if (rest.length > 0) return item(person, segments);
  if (name === 'person') return found(record.person);
  if (name === 'activities') return found(activities);
  if (name === 'biography') {
    const biography = record.person?.biography;
    return biography ? found(biography) : refused(9041);
  }
  if (name === 'personal-details') {
    const { person: all } = record;
    return found({
      'last-modified-date': all['last-modified-date'],
      name: all.name,
      'other-names': all['other-names'],
      biography: all.biography,
      path: `/${record['orcid-identifier'].path}/personal-details`,
    });
  }
  if (PERSON_SECTIONS[name]) return found(record.person[PERSON_SECTIONS[name]]);
  if (name === 'works' || AFFILIATIONS[name] || OTHER_ACTIVITIES[name]) {
    return found(activities?.[name] ?? null);
  }
  return missing();
}
