//! The person section.

use super::items::Items;
use super::{Node, value};
use crate::orcid::{Name, NamedLink, Person};

/// Reads the person section of a record, or the answer of `/person` or
/// `/personal-details`; with it comes how many items were left out as
/// unreadable.
pub fn read<N: Node>(person: &N) -> (Person, usize) {
    let mut skipped = usize::from(!person.is_object() && !person.is_null());
    let biography = person.get("biography");
    let person = Person {
        name: name(&person.get("name")),
        other_names: texts(person, "other-names", "other-name", "content", &mut skipped),
        biography: value::is_public(&biography)
            .then(|| value::paragraphs(&biography, "content"))
            .flatten(),
        keywords: texts(person, "keywords", "keyword", "content", &mut skipped),
        links: links(person, &mut skipped),
        emails: texts(person, "emails", "email", "email", &mut skipped),
        countries: texts(person, "addresses", "address", "country", &mut skipped)
            .into_iter()
            .filter_map(value::country_code)
            .collect(),
    };
    (person, skipped)
}

fn name<N: Node>(name: &N) -> Option<Name> {
    if !value::is_public(name) {
        return None;
    }
    let given = value::text(name, "given-names");
    let family = value::text(name, "family-name");
    let credit = value::text(name, "credit-name");
    let is_empty = given.is_none() && family.is_none() && credit.is_none();
    (!is_empty).then_some(Name {
        given,
        family,
        credit,
    })
}

/// The public texts `person[section][list][..][field]`.
fn texts<N: Node>(
    person: &N,
    section: &'static str,
    list: &'static str,
    field: &'static str,
    skipped: &mut usize,
) -> Vec<String> {
    let mut texts = Vec::new();
    let mut items = Items::within(&person.get(section), list, skipped);
    while let Some(item) = items.next_object(skipped) {
        if value::is_public(&item) {
            texts.extend(value::text(&item, field));
        }
    }
    texts
}

fn links<N: Node>(person: &N, skipped: &mut usize) -> Vec<NamedLink> {
    let mut links = Vec::new();
    let mut items = Items::within(&person.get("researcher-urls"), "researcher-url", skipped);
    while let Some(item) = items.next_object(skipped) {
        if !value::is_public(&item) {
            continue;
        }
        match value::link(&item, "url") {
            Some(link) => links.push(NamedLink {
                label: value::text(&item, "url-name"),
                link,
            }),
            // Something else than a link to follow.
            None if value::text(&item, "url").is_some() => *skipped += 1,
            None => {}
        }
    }
    links
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use serde_json::{Value, json};

    use super::super::json_node::JsonNode;
    use super::*;

    fn person() -> Value {
        json!({
            "name": {
                "given-names": {"value": "Josiah"}, "family-name": null,
                "credit-name": {"value": ""}, "visibility": "public",
            },
            "other-names": {"other-name": [
                {"content": "\u{feff}J. Carberry", "visibility": "public", "display-index": 1},
                {"content": "", "visibility": "public"},
                {"content": "Secret", "visibility": "limited"},
            ]},
            "biography": {"content": "Line one.\r\nLine two.", "visibility": "public"},
            "researcher-urls": {"researcher-url": [
                {"url-name": "Home", "url": {"value": "www.example.org"}},
                {"url-name": null, "url": {"value": "https://example.org"}},
                {"url-name": "x", "url": {"value": ""}},
                {"url-name": "x", "url": {"value": "javascript:alert(1)"}},
            ]},
            "emails": {"email": [{"email": "a@example.org", "path": null, "put-code": null}]},
            "addresses": {"address": [{"country": {"value": "US"}}, {"country": {"value": "Mars"}}]},
            "keywords": {"keyword": [{"content": "psychoceramics"}, 5, null]},
        })
    }

    #[test]
    fn everything_public_is_read() {
        let (person, skipped) = read(&JsonNode(&person()));
        assert_eq!(
            person.name.as_ref().map(Name::display).as_deref(),
            Some("Josiah")
        );
        assert_eq!(person.other_names, ["J. Carberry"]);
        assert_eq!(person.biography.as_deref(), Some("Line one.\nLine two."));
        let links: Vec<_> = person.links.iter().map(|one| one.link.as_str()).collect();
        assert_eq!(links, ["http://www.example.org", "https://example.org"]);
        assert_eq!(person.links[0].label.as_deref(), Some("Home"));
        assert_eq!(person.emails, ["a@example.org"]);
        assert_eq!(person.countries, ["US"]);
        assert_eq!(person.keywords, ["psychoceramics"]);
        // The javascript: link and the keyword that is a number.
        assert_eq!(skipped, 2);
    }

    #[test]
    fn a_hidden_name_and_biography_stay_hidden() {
        let mut one = person();
        one["name"]["visibility"] = json!("private");
        one["biography"]["visibility"] = json!("limited");
        let (person, _) = read(&JsonNode(&one));
        assert_eq!((person.name, person.biography), (None, None));
    }

    #[test]
    fn nulls_are_nothing() {
        for person in [
            json!(null),
            json!({}),
            json!({"name": null, "biography": null, "emails": null}),
            json!({"name": {"given-names": null}, "emails": {"email": null}}),
        ] {
            assert_eq!(read(&JsonNode(&person)), (Person::default(), 0), "{person}");
        }
        assert_eq!(read(&JsonNode(&json!("x"))), (Person::default(), 1));
    }
}
