//! Prints works as `scholar_badge::cite` exports them, or what a reader must
//! find in such an export: `export FORMAT [--expect] SOURCE`.
//!
//! FORMAT is `bib`, `ris`, `json` or `jsonld`; SOURCE a payload file (a record,
//! a list of works, whole works) or `--generate N SEED`, works made of what
//! breaks writers. What must be found is taken from the works and from how
//! they were made, not from what the writers use.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "json_node.rs"]
mod json_node;
#[path = "nasty.rs"]
mod nasty;

use json_node::JsonNode;
use nasty::Made;
use scholar_badge::cite::{self, Format, Item, Profile};
use scholar_badge::json::Node;
use scholar_badge::orcid::{
    Affiliation, Contributor, Name, OrcidId, Person, Record, Work, WorkDetail,
};
use scholar_badge::registry::wire::{record, work, works};
use serde_json::{Value, json};

/// A work with what is known of it, before it becomes an item.
struct Source {
    work: Work,
    detail: Option<WorkDetail>,
    authors: Option<Vec<Value>>,
    editors: Vec<Value>,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let format = arguments.remove(0);
    let expect = arguments[0] == "--expect";
    if expect {
        arguments.remove(0);
    }
    let mut owner = Name {
        given: Some("Josiah".into()),
        family: Some("Carberry".into()),
        credit: None,
    };
    let mut record = None;
    let sources = if arguments[0] == "--generate" {
        let made = nasty::generate(arguments[1].parse().unwrap(), arguments[2].parse().unwrap());
        made.into_iter().map(generated).collect()
    } else {
        let text = std::fs::read_to_string(&arguments[0]).unwrap();
        let json = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        record = record::read(&JsonNode(&json));
        if let Some(name) = record.as_ref().and_then(|one| one.person.name.clone()) {
            owner = name;
        }
        read(&JsonNode(&json), record.as_ref())
    };
    let people = [&owner];
    let items: Vec<Item<'_>> = sources
        .iter()
        .map(|source| Item {
            work: &source.work,
            detail: source.detail.as_ref(),
            people: &people,
        })
        .collect();
    if expect {
        let owner = owner_parts(&owner);
        let expected: Vec<Value> = sources
            .iter()
            .zip(&items)
            .map(|(source, item)| expected(source, item, &owner))
            .collect();
        println!("{}", Value::Array(expected));
    } else {
        print!("{}", text(&format, &items, &owner, record.as_ref()));
    }
}

fn text(format: &str, items: &[Item<'_>], owner: &Name, record: Option<&Record>) -> String {
    let one = Format::ALL
        .into_iter()
        .find(|one| one.extension() == format);
    if let Some(format) = one {
        return cite::export(items, format);
    }
    let person = Person {
        name: Some(owner.clone()),
        ..Person::default()
    };
    let affiliations: Vec<&Affiliation> = record
        .map(|record| record.affiliations.iter().collect())
        .unwrap_or_default();
    let profile = Profile {
        id: record.map_or_else(
            || OrcidId::parse("0000-0002-1825-0097").unwrap(),
            |record| record.id,
        ),
        page: "https://lab.example.org/people/carberry",
        person: record.map_or(&person, |record| &record.person),
        affiliations: &affiliations,
    };
    cite::json_ld(&[profile], items)
}

fn read(json: &JsonNode<'_>, record: Option<&Record>) -> Vec<Source> {
    let groups = match record {
        Some(record) => record.works.clone(),
        None => works::read(json).0,
    };
    let details = if json.get("bulk").is_null() {
        work::read(json).into_iter().collect()
    } else {
        work::read_bulk(json)
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    let summaries = groups.into_iter().map(|group| Source {
        work: group.preferred,
        detail: None,
        authors: None,
        editors: Vec::new(),
    });
    let wholes = details.into_iter().map(|detail| Source {
        work: detail.work.clone(),
        authors: plain_authors(&detail.contributors),
        editors: Vec::new(),
        detail: Some(detail),
    });
    summaries.chain(wholes).collect()
}

/// As simple as names in the payloads are: "Family, Given" or "Given Family".
fn plain_authors(contributors: &[Contributor]) -> Option<Vec<Value>> {
    let mut seen: Vec<OrcidId> = Vec::new();
    let mut authors = Vec::new();
    for one in contributors {
        let role = one.role.as_ref().map_or("author", |role| role.as_str());
        let is_support = ["supervision", "funding-", "project-", "resources"]
            .iter()
            .any(|word| role.contains(word));
        let writes = role == "author" || role.starts_with("http") && !is_support;
        if !writes || one.orcid.is_some_and(|id| seen.contains(&id)) {
            continue;
        }
        seen.extend(one.orcid);
        let name = one.name.as_deref()?;
        authors.push(match (name.split_once(", "), name.rsplit_once(' ')) {
            (Some((family, given)), _) | (None, Some((given, family))) => {
                json!({"family": family, "given": given})
            }
            (None, None) => json!({"family": name}),
        });
    }
    (!authors.is_empty()).then_some(authors)
}

/// The credit name without the family name at its end, else the given names.
fn owner_parts(owner: &Name) -> Value {
    let family = owner.family.as_deref().unwrap_or("");
    match owner.credit.as_deref() {
        None => json!({"family": family, "given": owner.given}),
        Some(credit) => match credit.strip_suffix(family) {
            Some(given) if !family.is_empty() => json!({"family": family, "given": given.trim()}),
            _ => {
                let (given, family) = credit.rsplit_once(' ').unwrap_or(("", credit));
                json!({"family": family, "given": given})
            }
        },
    }
}

fn generated(made: Made) -> Source {
    Source {
        work: made.detail.work.clone(),
        detail: Some(made.detail),
        authors: Some(made.authors),
        editors: made.editors,
    }
}

fn expected(source: &Source, item: &Item<'_>, owner: &Value) -> Value {
    let work = &source.work;
    let (mut authors, mut editors) = (source.authors.clone(), source.editors.clone());
    if authors.as_ref().is_none_or(Vec::is_empty) && editors.is_empty() {
        // Who lists an edited book edited it; who lists anything else wrote it.
        if work.work_type.as_str() == "edited-book" {
            editors.push(owner.clone());
        } else {
            authors = Some(vec![owner.clone()]);
        }
    }
    let date: Option<Vec<u16>> = work.date.map(|date| {
        let parts = [date.month(), date.day()]
            .into_iter()
            .flatten()
            .map(u16::from);
        std::iter::once(date.year()).chain(parts).collect()
    });
    let detail = source.detail.as_ref();
    json!({
        "key": cite::key(item),
        "workType": work.work_type.as_str(),
        "title": work.title.text,
        "subtitle": work.title.subtitle,
        "authors": authors.unwrap_or_default(),
        "editors": editors,
        "date": date,
        "doi": work.doi(),
        "url": work.link_to().map(|link| link.as_str().to_owned()),
        "venue": work.venue,
        "ids": work.identifiers.iter().map(|id| json!([id.scheme, id.value])).collect::<Vec<_>>(),
        "language": detail.and_then(|detail| detail.language.as_ref()),
        "abstract": detail.and_then(|detail| detail.description.as_ref()),
        "hasCitation": detail.is_some_and(|detail| detail.citation.is_some()),
    })
}
