//! CSL-JSON (citation-style-language/schema, `csl-data.json`).

use super::facts::{Author, Facts};
use super::kinds::Venue;
use crate::json::write::Json;
use crate::orcid::{NameParts, PartialDate, WebLink};

pub(super) fn write(out: &mut String, key: &str, facts: &Facts<'_>) {
    let json = &mut Json::new(out, false);
    json.open('{');
    json.member("id", key);
    json.member("type", facts.kind.csl);
    json.member("title", &facts.title);
    names(json, "author", &facts.authors);
    names(json, "editor", &facts.editors);
    if let Some(date) = facts.date {
        issued(json, date);
    }
    let is_publisher = facts.kind.venue == Venue::Publisher;
    json.some(
        if is_publisher {
            "publisher"
        } else {
            "container-title"
        },
        facts.venue,
    );
    json.some("volume", facts.volume);
    json.some("issue", facts.issue);
    json.some("page", facts.pages);
    json.some("DOI", facts.doi.as_deref());
    json.some("URL", facts.url.as_ref().map(WebLink::as_str));
    json.some("ISBN", facts.isbn.as_deref());
    json.some("ISSN", facts.issn.as_deref());
    json.some("PMID", facts.pmid.as_deref());
    json.some("PMCID", facts.pmcid.as_deref());
    json.some("language", facts.language);
    json.some("abstract", facts.summary);
    json.close('}');
}

fn names(json: &mut Json<'_>, field: &str, people: &[Author]) {
    if people.is_empty() {
        return;
    }
    json.name(field);
    json.open('[');
    for one in people {
        json.open('{');
        match &one.name {
            NameParts::Person {
                given,
                particle,
                family,
                suffix,
            } => {
                json.member("family", family);
                json.some("given", given.as_deref());
                json.some("non-dropping-particle", particle.as_deref());
                json.some("suffix", suffix.as_deref());
            }
            NameParts::Literal(name) => json.member("literal", name),
        }
        json.close('}');
    }
    json.close(']');
}

fn issued(json: &mut Json<'_>, date: PartialDate) {
    json.name("issued");
    json.open('{');
    json.name("date-parts");
    json.open('[');
    json.open('[');
    json.number(u64::from(date.year()));
    for part in [date.month(), date.day()].into_iter().flatten() {
        json.number(u64::from(part));
    }
    json.close(']');
    json.close(']');
    json.close('}');
}
