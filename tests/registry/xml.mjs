// A small XML record: what a browser gets when it forgets to say it wants
// JSON. Only the outline; nothing in this project reads it.

// XML 1.0 has no way to write most control characters and half surrogates.
const UNWRITABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (content) =>
  String(content ?? '')
    .replace(UNWRITABLE, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function renderXmlError(body) {
  const fields = Object.entries(body).map(
    ([key, content]) => `    <error:${key}>${text(content)}</error:${key}>`,
  );
  return [
    HEAD,
    '<error:error xmlns:error="http://www.orcid.org/ns/error">',
    ...fields,
    '</error:error>',
    '',
  ].join('\n');
}

const works = (record) => {
  const groups = record['activities-summary']?.works?.group;
  return (Array.isArray(groups) ? groups : [])
    .map((group) => group?.['work-summary']?.[0])
    .filter((summary) => summary && typeof summary === 'object');
};

export function renderXmlRecord(record) {
  const id = record['orcid-identifier'];
  const name = record.person?.name;
  return [
    HEAD,
    `<record:record path="/${text(id.path)}" xmlns:common="http://www.orcid.org/ns/common" xmlns:person="http://www.orcid.org/ns/person" xmlns:personal-details="http://www.orcid.org/ns/personal-details" xmlns:record="http://www.orcid.org/ns/record" xmlns:work="http://www.orcid.org/ns/work">`,
    '    <common:orcid-identifier>',
    `        <common:uri>${text(id.uri)}</common:uri>`,
    `        <common:path>${text(id.path)}</common:path>`,
    `        <common:host>${text(id.host)}</common:host>`,
    '    </common:orcid-identifier>',
    '    <person:person>',
    `        <personal-details:given-names>${text(name?.['given-names']?.value)}</personal-details:given-names>`,
    `        <personal-details:family-name>${text(name?.['family-name']?.value)}</personal-details:family-name>`,
    '    </person:person>',
    ...works(record).map(
      (summary) =>
        `    <work:work-summary put-code="${text(summary['put-code'])}"><common:title>${text(summary.title?.title?.value)}</common:title></work:work-summary>`,
    ),
    '</record:record>',
    '',
  ].join('\n');
}
