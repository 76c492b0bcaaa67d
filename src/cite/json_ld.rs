//! schema.org JSON-LD of people and their works, for a `script` element.

use super::facts::{Author, Facts};
use super::item::Item;
use super::kinds::Venue;
use super::ris::push_padded;
use crate::json::write::Json;
use crate::orcid::{
    Affiliation, ExternalId, NameParts, OrcidId, PartialDate, Person, Relationship, WebLink,
};

/// A person whom a page is about.
#[derive(Debug, Clone, Copy)]
pub struct Profile<'a> {
    /// The iD.
    pub id: OrcidId,
    /// The page that shows the person; left out unless it is a web address.
    pub page: &'a str,
    /// What the record says of them.
    pub person: &'a Person,
    /// Where they are now.
    pub affiliations: &'a [&'a Affiliation],
}

/// A graph of the people and the works, in their orders. Nothing in it can end
/// a `script` element: `<`, `>`, `&` and line separators are escaped.
pub fn json_ld(people: &[Profile<'_>], items: &[Item<'_>]) -> String {
    let mut out = String::with_capacity(512 * (people.len() + items.len()));
    let json = &mut Json::new(&mut out, true);
    json.open('{');
    json.member("@context", "https://schema.org");
    json.name("@graph");
    json.open('[');
    for one in people {
        profile(json, one);
    }
    for item in items {
        let mut facts = Facts::of(item);
        know(&mut facts.authors, people);
        know(&mut facts.editors, people);
        work(json, item, &facts);
    }
    json.close(']');
    json.close('}');
    out
}

/// Gives those without an iD the one of the person of that very name.
fn know(authors: &mut [Author], people: &[Profile<'_>]) {
    for author in authors.iter_mut().filter(|one| one.orcid.is_none()) {
        let mut same = people.iter().filter(|one| {
            let name = one.person.name.as_ref().and_then(NameParts::of);
            name.as_ref() == Some(&author.name)
        });
        // Two of one name: nobody knows which.
        if let (Some(one), None) = (same.next(), same.next()) {
            author.orcid = Some(one.id);
        }
    }
}

fn profile(json: &mut Json<'_>, profile: &Profile<'_>) {
    let person = profile.person;
    json.open('{');
    json.member("@type", "Person");
    json.member("@id", &profile.id.url());
    if let Some(name) = &person.name {
        json.member("name", &name.display());
        json.some("givenName", name.given.as_deref());
        json.some("familyName", name.family.as_deref());
    }
    list(json, "alternateName", &person.other_names, |json, name| {
        json.text(name)
    });
    let places: Vec<&&Affiliation> = profile
        .affiliations
        .iter()
        .filter(|one| one.organization.is_some() || one.department.is_some())
        .collect();
    list(json, "affiliation", &places, |json, one| {
        organization(json, one)
    });
    if let Some(page) = web(WebLink::parse(profile.page).as_ref()) {
        json.member("url", page);
    }
    json.name("sameAs");
    json.open('[');
    json.text(&profile.id.url());
    for link in person.links.iter().filter_map(|one| web(Some(&one.link))) {
        json.text(link);
    }
    json.close(']');
    json.close('}');
}

fn organization(json: &mut Json<'_>, affiliation: &Affiliation) {
    json.open('{');
    json.member("@type", "Organization");
    match &affiliation.organization {
        Some(one) => {
            let ror = one.identifier.as_ref().filter(|id| id.scheme == "ROR");
            let ror = ror.and_then(|id| WebLink::parse(&id.value));
            json.some("@id", web(ror.as_ref()));
            json.member("name", &one.name);
            if let Some(department) = &affiliation.department {
                json.name("department");
                json.open('{');
                json.member("@type", "Organization");
                json.member("name", department);
                json.close('}');
            }
        }
        None => json.some("name", affiliation.department.as_deref()),
    }
    json.close('}');
}

fn work(json: &mut Json<'_>, item: &Item<'_>, facts: &Facts<'_>) {
    json.open('{');
    json.member("@type", facts.kind.schema);
    let doi_link = facts.doi.as_deref().map(ExternalId::doi_link);
    json.some("@id", doi_link.as_ref().map(WebLink::as_str));
    json.member("name", &facts.title);
    authors(json, "author", facts.authors.iter());
    // An editor is a person, in schema.org.
    let is_group = |one: &&Author| matches!(one.name, NameParts::Literal(_));
    let editors = facts.editors.iter();
    authors(json, "editor", editors.clone().filter(|one| !is_group(one)));
    authors(json, "contributor", editors.filter(is_group));
    if let Some(date) = facts.date {
        json.member("datePublished", &iso(date));
    }
    if let Some(venue) = facts.venue {
        container(json, venue, facts);
    } else if facts.kind.venue == Venue::Journal && facts.issn.is_some() {
        json.name("isPartOf");
        json.open('{');
        json.member("@type", "Periodical");
        json.some("issn", facts.issn.as_deref());
        json.close('}');
    }
    if facts.kind.schema == "Book" {
        json.some("isbn", facts.isbn.as_deref());
    }
    identifiers(json, facts);
    json.some("url", facts.url.as_ref().map(WebLink::as_str));
    same_as(json, item, facts);
    json.some("inLanguage", facts.language);
    json.some("abstract", facts.summary);
    json.close('}');
}

fn authors<'a>(json: &mut Json<'_>, name: &str, people: impl Iterator<Item = &'a Author>) {
    let people: Vec<&Author> = people.collect();
    list(json, name, &people, |json, one| {
        json.open('{');
        match &one.name {
            NameParts::Literal(name) => {
                json.member("@type", "Organization");
                json.member("name", name);
            }
            NameParts::Person {
                given,
                particle,
                family,
                suffix,
            } => {
                json.member("@type", "Person");
                json.some("@id", one.orcid.map(|id| id.url()).as_deref());
                let parts = [given, particle, &Some(family.clone()), suffix];
                let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                json.member("name", &words.join(" "));
            }
        }
        json.close('}');
    });
}

fn container(json: &mut Json<'_>, venue: &str, facts: &Facts<'_>) {
    let (name, kind) = match facts.kind.venue {
        Venue::Publisher => ("publisher", "Organization"),
        Venue::Journal => ("isPartOf", "Periodical"),
        Venue::Book | Venue::Conference => ("isPartOf", "Book"),
    };
    json.name(name);
    json.open('{');
    json.member("@type", kind);
    json.member("name", venue);
    match kind {
        "Periodical" => json.some("issn", facts.issn.as_deref()),
        "Book" => json.some("isbn", facts.isbn.as_deref()),
        _ => {}
    }
    json.close('}');
}

fn identifiers(json: &mut Json<'_>, facts: &Facts<'_>) {
    let all = [
        ("doi", &facts.doi),
        ("pmid", &facts.pmid),
        ("pmcid", &facts.pmcid),
        ("arxiv", &facts.arxiv),
    ];
    let known: Vec<(&str, &str)> = all
        .into_iter()
        .filter_map(|(scheme, value)| Some((scheme, value.as_deref()?)))
        .collect();
    list(json, "identifier", &known, |json, (scheme, value)| {
        json.open('{');
        json.member("@type", "PropertyValue");
        json.member("propertyID", scheme);
        json.member("value", value);
        json.close('}');
    });
}

/// Where else the work itself is, beside its `url`.
fn same_as(json: &mut Json<'_>, item: &Item<'_>, facts: &Facts<'_>) {
    let own = item.work.identifiers.iter();
    let mut links: Vec<WebLink> = own
        .filter(|id| id.relationship == Relationship::Own)
        .filter_map(ExternalId::link_to)
        .filter(|link| web(Some(link)).is_some() && Some(link) != facts.url.as_ref())
        .collect();
    links.sort_unstable();
    links.dedup();
    list(json, "sameAs", &links, |json, link| {
        json.text(link.as_str())
    });
}

/// A member with a list, where it is not empty.
fn list<T>(json: &mut Json<'_>, name: &str, items: &[T], write: impl Fn(&mut Json<'_>, &T)) {
    if items.is_empty() {
        return;
    }
    json.name(name);
    json.open('[');
    for item in items {
        write(json, item);
    }
    json.close(']');
}

fn web(link: Option<&WebLink>) -> Option<&str> {
    link.map(WebLink::as_str)
        .filter(|link| link.starts_with("http"))
}

/// ISO 8601, as far as known: `2021`, `2021-05`, `2021-05-14`.
pub(crate) fn iso(date: PartialDate) -> String {
    let mut text = String::with_capacity(10);
    push_padded(&mut text, u64::from(date.year()), 4);
    for part in [date.month(), date.day()].into_iter().flatten() {
        text.push('-');
        push_padded(&mut text, u64::from(part), 2);
    }
    text
}
