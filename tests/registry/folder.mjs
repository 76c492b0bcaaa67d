// Serves real payloads from a folder on the command line: finds what each file
// is by its shape, whose it is by its paths, and makes records of them.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { ORCID_ANYWHERE, extraOrcid, isValidOrcid } from './id.mjs';
import { buildRecord } from './record.mjs';
import { AFFILIATIONS } from './shapes.mjs';

const isObject = (node) =>
  node !== null && typeof node === 'object' && !Array.isArray(node);

/** What kind of v3.0 payload this is, or null for anything else. */
export function kindOfPayload(data) {
  if (!isObject(data)) return null;
  if (/schema\.org/.test(data['@context']) && data['@type'] === 'Person') {
    return 'jsonld';
  }
  const activities = data['activities-summary'];
  if (data['orcid-identifier'] && (data.person || activities)) {
    // v2.0 lists educations without groups.
    const old = activities?.educations?.['education-summary'];
    return old ? null : 'record';
  }
  if (Array.isArray(data.group)) {
    const groups = data.group.filter(isObject);
    const summary = groups[0]?.['work-summary']?.[0];
    // v2.0 spells types in upper case.
    if (/^[A-Z_]+$/.test(summary?.type ?? '')) return null;
    const isWorks = groups.every((group) => 'work-summary' in group);
    return isWorks && /\/works$/.test(data.path ?? '/works') ? 'works' : null;
  }
  if ('affiliation-group' in data) {
    return affiliationSection(data) ? 'affiliations' : null;
  }
  if ('name' in data && 'other-names' in data && 'path' in data) {
    return 'person';
  }
  return null;
}

function affiliationSection(data) {
  const named = data.path?.split('/').pop();
  if (AFFILIATIONS[named]) return named;
  const first = [data['affiliation-group']].flat()[0];
  const key = Object.keys(first?.summaries?.[0] ?? {})[0];
  return Object.keys(AFFILIATIONS).find(
    (section) => `${AFFILIATIONS[section]}-summary` === key,
  );
}

function orcidOf(data, file) {
  const places = [
    data['orcid-identifier']?.path,
    data['@id'],
    data.path,
    data.name?.path,
    basename(file),
  ];
  for (const place of places) {
    const found = ORCID_ANYWHERE.exec(String(place ?? ''));
    if (found) return found[0];
  }
  return null;
}

async function readPayload(file) {
  let text;
  try {
    text = await readFile(file, 'utf8');
    const bom = text.startsWith('\ufeff');
    const data = JSON.parse(bom ? text.slice(1) : text);
    const kind = kindOfPayload(data);
    const orcid = kind && orcidOf(data, file);
    if (!orcid) return { file, skipped: 'no public v3.0 payload' };
    return { file, kind, orcid, data, bom, size: text.length };
  } catch (error) {
    return { file, skipped: error.message };
  }
}

/** Lays one partial payload into a record; false if its place is taken. */
function place(record, taken, { kind, data }) {
  const section = kind === 'affiliations' ? affiliationSection(data) : kind;
  if (taken.has(section)) return false;
  taken.add(section);
  if (kind === 'person') {
    // Of a /personal-details answer everything but its own address.
    Object.assign(record.person, data, { path: record.person.path });
  } else {
    record['activities-summary'][section] = data;
  }
  return true;
}

/** Records put together from the partial payloads of one person. */
function assemble(orcid, parts) {
  const records = [];
  for (const part of parts) {
    const fits = records.some(({ record, taken, files }) => {
      const placed = place(record, taken, part);
      if (placed) files.push(part.file);
      return placed;
    });
    if (fits) continue;
    const record = buildRecord({ orcid, name: null });
    const taken = new Set();
    place(record, taken, part);
    records.push({ record, taken, files: [part.file] });
  }
  return records;
}

function labelOf({ record, jsonld }, orcid) {
  const name = record?.person?.name;
  const parts = jsonld
    ? [jsonld.givenName, jsonld.familyName]
    : [name?.['given-names']?.value, name?.['family-name']?.value];
  return (
    jsonld?.name ??
    name?.['credit-name']?.value ??
    (parts.filter(Boolean).join(' ') || orcid)
  );
}

function noteOf({ record, files, jsonld }) {
  const works = record?.['activities-summary']?.works?.group?.length;
  const what = jsonld ? 'JSON-LD' : `${works ?? 0} works`;
  return `${what}, from ${files.map((file) => basename(file)).join(' + ')}`;
}

/** The same answer under another iD, so that both can be looked at. */
function rename(entry, from, to) {
  const swap = (node) =>
    node && JSON.parse(JSON.stringify(node).replaceAll(from, to));
  return { ...entry, record: swap(entry.record), jsonld: swap(entry.jsonld) };
}

function candidates(orcid, payloads) {
  const of = (...kinds) => payloads.filter(({ kind }) => kinds.includes(kind));
  const whole = of('record')
    .sort((a, b) => b.size - a.size)
    .map(({ data, file, bom }) => ({ record: data, files: [file], bom }));
  const parts = assemble(orcid, of('person', 'works', 'affiliations'));
  const linked = of('jsonld').map(({ data, file }) => ({
    jsonld: data,
    files: [file],
  }));
  return [...whole, ...parts, ...linked];
}

/**
 * Everything servable below the folders: `{ people, skipped }`. The fullest
 * answer for an iD keeps it; others of the same person, and those whose iD has
 * a wrong check digit, get iDs of their own.
 */
export async function loadFolders(folders) {
  const files = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true });
    files.push(
      ...entries
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(folder, name)),
    );
  }
  const payloads = await Promise.all(files.map(readPayload));
  const byOrcid = groupBy(payloads, ({ orcid }) => orcid);
  const skipped = byOrcid.get(undefined) ?? [];
  byOrcid.delete(undefined);
  const people = [];
  let extras = 0;
  for (const [orcid, own] of byOrcid) {
    candidates(orcid, own).forEach((entry, index) => {
      const keeps = index === 0 && isValidOrcid(orcid);
      const served = keeps ? orcid : extraOrcid(++extras);
      people.push({
        ...(keeps ? entry : rename(entry, orcid, served)),
        key: `folder:${served}`,
        orcid: served,
        group: 'From the folder',
        label: labelOf(entry, orcid),
        note: noteOf(entry),
      });
    });
  }
  return { people, skipped };
}

// Map.groupBy came with Node 21; this runs on 20.
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
