//! The lesser source: a schema.org Person, as the registry answers
//! `application/ld+json`. It knows no dates, types, venues or roles.

use super::items::Items;
use super::{Node, text, value};
use crate::orcid::{
    Affiliation, AffiliationKind, ExternalId, Name, NamedLink, OrcidId, Organization,
    OrganizationId, Person, Record, Relationship, Source, Title, WebLink, Work, WorkGroup,
    WorkType,
};

/// Reads the first Person with an iD out of a JSON-LD document: an object,
/// an array, or a `@graph` of these. `None` when there is none.
pub fn read<N: Node>(document: &N) -> Option<Record> {
    let mut nodes = Items::of(document.clone());
    while let Some(node) = nodes.next() {
        if let Some(record) = read_person(&node) {
            return Some(record);
        }
        let mut graph = Items::of(node.get("@graph"));
        while let Some(node) = graph.next() {
            if let Some(record) = read_person(&node) {
                return Some(record);
            }
        }
    }
    None
}

fn read_person<N: Node>(person: &N) -> Option<Record> {
    let is_person = texts(person.get("@type"))
        .iter()
        .any(|name| name.ends_with("Person"));
    if !is_person {
        return None;
    }
    let id = ["@id", "mainEntityOfPage"]
        .into_iter()
        .find_map(|key| OrcidId::from_registry(&id_of(person.get(key))?))?;
    let mut skipped = 0;
    let mut found = Vec::new();
    // Employments, invited positions, memberships and services come mixed.
    organizations(
        person.get("affiliation"),
        AffiliationKind::Employment,
        &mut found,
        &mut skipped,
    );
    organizations(
        person.get("alumniOf"),
        AffiliationKind::Education,
        &mut found,
        &mut skipped,
    );
    let made = person.get("@reverse");
    let works = works(made.get("creator"), &mut skipped);
    let funding_count = Items::of(made.get("funder")).count();
    Some(Record {
        id,
        person: about(person, &mut skipped),
        affiliations: found,
        work_count: works.len(),
        works,
        funding_count,
        peer_review_count: 0,
        last_modified: None,
        skipped,
    })
}

fn about<N: Node>(person: &N, skipped: &mut usize) -> Person {
    let name = Name {
        given: value::text(person, "givenName"),
        family: value::text(person, "familyName"),
        credit: value::text(person, "name"),
    };
    let has_name = name.given.is_some() || name.family.is_some() || name.credit.is_some();
    let mut countries = Vec::new();
    let mut addresses = Items::of(person.get("address"));
    while let Some(address) = addresses.next_object(skipped) {
        countries.extend(value::country(&address, "addressCountry"));
    }
    let mut links = Vec::new();
    let mut urls = Items::of(person.get("url"));
    while let Some(url) = urls.next() {
        match url.text().and_then(|url| WebLink::parse(&url)) {
            Some(link) => links.push(NamedLink { label: None, link }),
            None => *skipped += 1,
        }
    }
    Person {
        name: has_name.then_some(name),
        other_names: texts(person.get("alternateName")),
        links,
        countries,
        ..Person::default()
    }
}

fn organizations<N: Node>(
    list: N,
    kind: AffiliationKind,
    found: &mut Vec<Affiliation>,
    skipped: &mut usize,
) {
    let mut items = Items::of(list);
    while let Some(item) = items.next_object(skipped) {
        let Some(name) = value::text(&item, "name") else {
            *skipped += 1;
            continue;
        };
        found.push(Affiliation {
            kind,
            put_code: None,
            organization: Some(Organization {
                name,
                city: None,
                region: None,
                country: None,
                identifier: organization_id(item.get("identifier")),
            }),
            department: value::text(&item, "alternateName"),
            role: None,
            start: None,
            end: None,
            link: None,
            source: Source::default(),
        });
    }
}

fn organization_id<N: Node>(list: N) -> Option<OrganizationId> {
    let (mut scheme, value) = property(&Items::of(list).next()?)?;
    scheme.make_ascii_uppercase();
    Some(OrganizationId { scheme, value })
}

fn works<N: Node>(list: N, skipped: &mut usize) -> Vec<WorkGroup> {
    let mut items = Items::of(list);
    let mut works = Vec::with_capacity(items.count());
    while let Some(item) = items.next_object(skipped) {
        match work(&item, skipped) {
            Some(work) => works.push(WorkGroup {
                identifiers: work.identifiers.clone(),
                preferred: work,
                others: Vec::new(),
            }),
            None => *skipped += 1,
        }
    }
    works
}

fn work<N: Node>(item: &N, skipped: &mut usize) -> Option<Work> {
    let text = value::title(item, "name")?;
    let mut identifiers = Vec::new();
    let mut properties = Items::of(item.get("identifier"));
    while let Some(one) = properties.next_object(skipped) {
        identifiers.extend(property(&one).map(|(scheme, value)| identifier(scheme, value)));
    }
    // "@id" repeats the DOI where there is one; it is a link in any case.
    let id = id_of(item.get("@id")).and_then(text::plain);
    let same = texts(item.get("sameAs"));
    let link = id.iter().chain(&same).find_map(|url| WebLink::parse(url));
    if !identifiers.iter().any(|one| one.scheme == "doi") {
        let doi = id.map(|id| identifier(String::from("doi"), id));
        identifiers.extend(doi.filter(|doi| doi.doi().is_some()));
    }
    Some(Work {
        put_code: None,
        work_type: WorkType::default(),
        title: Title {
            text,
            subtitle: None,
            translated: None,
        },
        venue: None,
        date: None,
        identifiers,
        link,
        source: Source::default(),
    })
}

fn identifier(mut scheme: String, value: String) -> ExternalId {
    scheme.make_ascii_lowercase();
    ExternalId {
        scheme,
        value,
        normalized: None,
        link: None,
        relationship: Relationship::Own,
    }
}

/// The name and value of a PropertyValue.
fn property<N: Node>(node: &N) -> Option<(String, String)> {
    Some((
        value::text(node, "propertyID")?,
        value::text(node, "value")?,
    ))
}

/// A reference: an address, or an object with an `@id`.
fn id_of<N: Node>(node: N) -> Option<String> {
    node.text().or_else(|| node.get("@id").text())
}

/// A text or an array of texts.
fn texts<N: Node>(node: N) -> Vec<String> {
    let mut texts = Vec::new();
    let mut items = Items::of(node);
    while let Some(item) = items.next() {
        texts.extend(item.text().and_then(text::plain));
    }
    texts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use serde_json::{Value, json};

    use super::super::json_node::JsonNode;
    use super::*;

    fn person() -> Value {
        json!({
            "@context": "http://schema.org",
            "@type": "Person",
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "name": "J. S. Carberry",
            "givenName": "Josiah",
            "familyName": "Carberry",
            "alternateName": ["Josiah Stinkney Carberry"],
            "address": {"addressCountry": "US", "@type": "PostalAddress"},
            "affiliation": {
                "@type": "Organization", "name": "Wesleyan University", "alternateName": "Psychoceramics",
                "identifier": {"@type": "PropertyValue", "propertyID": "RINGGOLD", "value": "6752"},
            },
            "alumniOf": [{"@type": "Organization", "name": "Brown University"}, {"name": null}],
            "url": "https://example.org/carberry",
            "@reverse": {
                "funder": {"@type": "Organization", "name": "A fund"},
                "creator": [
                    {"@id": "https://doi.org/10.5555/one", "name": "One",
                     "identifier": {"propertyID": "DOI", "value": "10.5555/one"}},
                    {"@id": "https://doi.org/10.5555/two", "name": "<i>Two</i>"},
                    {"name": "Three", "sameAs": "https://example.org/three",
                     "identifier": [{"propertyID": "eid", "value": "2-s2.0-3"}]},
                    {"@id": "https://doi.org/10.5555/nameless"},
                ],
            },
        })
    }

    #[test]
    fn a_person_is_a_record() {
        let record = read(&JsonNode(&person())).unwrap();
        assert_eq!(record.id.digits(), "0000-0002-1825-0097");
        assert_eq!(
            record.person.name.as_ref().unwrap().display(),
            "J. S. Carberry"
        );
        assert_eq!(record.person.other_names, ["Josiah Stinkney Carberry"]);
        assert_eq!(record.person.countries, ["US"]);
        assert_eq!(
            record.person.links[0].link.as_str(),
            "https://example.org/carberry"
        );
        let kinds: Vec<_> = record.affiliations.iter().map(|one| one.kind).collect();
        assert_eq!(
            kinds,
            [AffiliationKind::Employment, AffiliationKind::Education]
        );
        let one = &record.affiliations[0];
        assert_eq!(one.department.as_deref(), Some("Psychoceramics"));
        let identifier = one
            .organization
            .as_ref()
            .unwrap()
            .identifier
            .as_ref()
            .unwrap();
        assert_eq!(
            (identifier.scheme.as_str(), identifier.value.as_str()),
            ("RINGGOLD", "6752")
        );
        assert_eq!(record.funding_count, 1);
        // The nameless school and the nameless work.
        assert_eq!(record.skipped, 2);
    }

    #[test]
    fn works_lead_to_their_doi_or_the_link_given() {
        let record = read(&JsonNode(&person())).unwrap();
        let works: Vec<_> = record.works.iter().map(|group| &group.preferred).collect();
        let titles: Vec<_> = works.iter().map(|work| work.title.text.as_str()).collect();
        assert_eq!(titles, ["One", "Two", "Three"]);
        assert_eq!(works[0].identifiers.len(), 1);
        assert_eq!(works[1].doi().as_deref(), Some("10.5555/two"));
        assert_eq!(
            works[2].link_to().unwrap().as_str(),
            "https://example.org/three"
        );
    }

    #[test]
    fn an_address_that_stands_for_a_doi_is_cleaned_as_any_text() {
        let mut person = person();
        person["@reverse"] = json!({"creator": [
            {"name": "One", "@id": " https://doi.org/10.5555/o\u{7f}ne\u{200b}"},
        ]});
        let record = read(&JsonNode(&person)).unwrap();
        let identifier = &record.works[0].identifiers[0];
        assert_eq!(identifier.value, "https://doi.org/10.5555/one");
    }

    #[test]
    fn a_person_is_found_in_an_array_or_graph() {
        let other = json!({"@type": "WebPage", "@id": "https://orcid.org/0000-0002-1694-233X"});
        let mut typed = person();
        typed["@type"] = json!(["Thing", "http://schema.org/Person"]);
        typed["@id"] = json!(null);
        typed["mainEntityOfPage"] = json!({"@id": "https://orcid.org/0000-0002-1825-0097"});
        for document in [
            json!([other, typed]),
            json!({"@context": "http://schema.org", "@graph": [other, person()]}),
        ] {
            assert!(read(&JsonNode(&document)).is_some(), "{document}");
        }
        for document in [
            other,
            json!(null),
            json!({"@type": "Person", "name": "Nobody"}),
        ] {
            assert_eq!(read(&JsonNode(&document)), None);
        }
    }
}
