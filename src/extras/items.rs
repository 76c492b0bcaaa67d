//! Works that only the site has: CSL-JSON items.

use crate::json::Node;
use crate::json::tape::TapeNode;
use crate::orcid::{
    Contributor, ContributorRole, ExternalId, OrcidId, Relationship, Sequence, Source, Title,
    Within, Work, WorkDetail, WorkType,
};
use crate::registry::wire::text;

use super::csl;
use super::problem::Fault;
use super::reader::{Field, Reader};
use super::works::{Works, extra};

/// Reads the site's own works. Of CSL's many fields those are read that a list
/// shows or exports.
pub(super) fn read(reader: &mut Reader<'_>, node: &TapeNode, works: &mut Works) {
    let field = Field {
        key: "items",
        name: "",
        value: node,
    };
    for (place, node) in reader.items(field).iter().enumerate() {
        let id = node.get("id").text();
        let key = id.unwrap_or_else(|| ["items[", &place.to_string(), "]"].concat());
        item(reader, node, &key, works);
    }
}

fn item(reader: &mut Reader<'_>, node: &TapeNode, key: &str, works: &mut Works) {
    let kind = node.get("type").text().unwrap_or_default();
    let mut detail = empty(csl::work_type(&kind));
    let mut said = None;
    let (mut container, mut publisher) = (None, None);
    for (name, value) in &reader.members(node, key) {
        let field = Field { key, name, value };
        match name.as_str() {
            "title" => detail.work.title.text = reader.text(field).unwrap_or_default(),
            "container-title" => container = reader.text(field),
            "publisher" => publisher = reader.text(field),
            "issued" => {
                detail.work.date = csl::date(value);
                if detail.work.date.is_none() {
                    reader.note(value, key, name, Fault::Expected("a CSL date"));
                }
            }
            "DOI" | "ISBN" | "ISSN" | "PMID" | "PMCID" => identify(reader, field, &mut detail.work),
            "URL" => detail.work.link = reader.link(field),
            "volume" => detail.within.volume = number(reader, field),
            "issue" => detail.within.issue = number(reader, field),
            "page" => detail.within.pages = number(reader, field),
            "abstract" => detail.description = reader.paragraphs(field),
            "language" => detail.language = reader.text(field).and_then(text::language),
            "author" => contribute(reader, field, None, &mut detail.contributors),
            "editor" => {
                let role = ContributorRole::parse("editor");
                contribute(reader, field, role, &mut detail.contributors);
            }
            "extras" => said = Some(extra(reader, value, key, works)),
            _ => {}
        }
    }
    detail.work.venue = container.or(publisher);
    if detail.work.title.text.is_empty() {
        if node.is_object() {
            reader.note(node, key, "", Fault::NoTitle);
        }
        return;
    }
    works.add(detail, said);
}

fn empty(work_type: WorkType) -> WorkDetail {
    WorkDetail {
        work: Work {
            put_code: None,
            work_type,
            title: Title {
                text: String::new(),
                subtitle: None,
                translated: None,
            },
            venue: None,
            date: None,
            identifiers: Vec::new(),
            link: None,
            source: Source::default(),
        },
        description: None,
        citation: None,
        contributors: Vec::new(),
        language: None,
        country: None,
        within: Within::default(),
    }
}

/// A text that may be written as a number.
fn number(reader: &mut Reader<'_>, field: Field<'_>) -> Option<String> {
    match field.value.number() {
        Some(number) => Some((number as u64).to_string()),
        None => reader.text(field),
    }
}

/// Adds what a field of identifiers says.
fn identify(reader: &mut Reader<'_>, field: Field<'_>, work: &mut Work) {
    let text = number(reader, field);
    let is_part = matches!(
        work.work_type.as_str(),
        "book-chapter" | "conference-paper" | "dictionary-entry" | "encyclopedia-entry"
    );
    let (scheme, is_whole) = match field.name {
        "DOI" => ("doi", true),
        "PMID" => ("pmid", true),
        "PMCID" => ("pmc", true),
        "ISBN" => ("isbn", !is_part),
        _ => ("issn", false),
    };
    let text = text.unwrap_or_default();
    // Books and journals may have several, between blanks or commas.
    let values: Vec<&str> = match scheme {
        "isbn" | "issn" => text.split([' ', ',', ';']).collect(),
        _ => vec![&text],
    };
    for value in values.into_iter().filter(|value| !value.is_empty()) {
        work.identifiers.push(ExternalId {
            scheme: String::from(scheme),
            value: String::from(value),
            normalized: None,
            link: None,
            relationship: if is_whole {
                Relationship::Own
            } else {
                Relationship::PartOf
            },
        });
    }
}

/// Adds people who took part.
fn contribute(
    reader: &mut Reader<'_>,
    field: Field<'_>,
    role: Option<ContributorRole>,
    all: &mut Vec<Contributor>,
) {
    for (place, node) in reader.items(field).iter().enumerate() {
        let Some(name) = csl::name(node).and_then(text::title) else {
            reader.note(node, field.key, field.name, Fault::Expected("CSL names"));
            continue;
        };
        all.push(Contributor {
            name: Some(name),
            orcid: node
                .get("ORCID")
                .text()
                .and_then(|id| OrcidId::parse(&id).ok()),
            sequence: Some(match place {
                0 => Sequence::First,
                _ => Sequence::Additional,
            }),
            role: role.clone(),
        });
    }
}
