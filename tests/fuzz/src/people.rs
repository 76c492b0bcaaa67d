//! iDs, dates and names, as people write them.

use std::str;

use scholar_badge::orcid::{
    Contributor, Name, NameParts, OrcidId, PartialDate, authors, credits, split_names,
};

use crate::sound;

/// An iD in any form, several of them, and one in the registry's form.
pub fn orcid_id(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    if let Ok(id) = OrcidId::parse(text) {
        sound::id(id);
        assert_eq!(OrcidId::parse(&id.digits()), Ok(id));
        assert_eq!(OrcidId::parse(&id.url()), Ok(id));
    }
    if let Some(id) = OrcidId::from_registry(text) {
        sound::id(id);
    }
    let (ids, wrong) = OrcidId::parse_several(text);
    for (place, id) in ids.iter().enumerate() {
        assert_eq!(OrcidId::parse(&id.digits()), Ok(*id));
        assert!(!ids[..place].contains(id));
    }
    for (word, error) in &wrong {
        assert_eq!(OrcidId::parse(word), Err(*error), "{word:?}");
        assert!(text.contains(word));
    }
    let all: Vec<String> = ids.iter().map(OrcidId::digits).collect();
    assert_eq!(OrcidId::parse_several(&all.join(" ")), (ids, Vec::new()));
}

/// Two dates, a line each: read, written, compared.
pub fn date(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let mut dates = text.lines().filter_map(PartialDate::parse);
    let (Some(one), other) = (dates.next(), dates.next()) else {
        return;
    };
    sound::date(one);
    if let Some(other) = other {
        sound::date(other);
        assert!(!(one.is_before(&other) && other.is_before(&one)));
        assert!(!one.is_before(&other) || one < other);
        assert!(one.year() == other.year() || one.is_before(&other) == (one < other));
    }
}

/// What of a name must not be lost.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

fn parts(name: &NameParts) -> Vec<&str> {
    match name {
        NameParts::Person {
            given,
            particle,
            family,
            suffix,
        } => {
            let more = [given, particle, suffix].into_iter().flatten();
            more.map(String::as_str).chain([family.as_str()]).collect()
        }
        NameParts::Literal(text) => vec![text],
    }
}

/// One name, several in one field, and a contributor of that name.
pub fn names(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let text = text.trim();
    let Some(first) = text.chars().next() else {
        return;
    };
    let name = NameParts::parse(text);
    let found = parts(&name);
    assert_eq!(letters(&found.concat()), letters(text), "{name:?}");
    let has_text = text.contains(|c: char| c != ',' && !c.is_whitespace());
    assert!(
        !has_text || found.iter().all(|part| !part.is_empty()),
        "{name:?}"
    );
    assert!(found.iter().all(|part| part.trim() == *part), "{name:?}");
    for one in split_names(text) {
        let found = parts(&one);
        assert!(found.iter().all(|part| !part.is_empty()), "{one:?}");
        assert!(found.iter().all(|part| part.trim() == *part), "{one:?}");
    }
    let (given, family) = text.split_once('\n').unwrap_or((text, text));
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let name = Name {
        given: some(given),
        family: some(family),
        credit: first.is_uppercase().then(|| text.to_owned()),
    };
    if let Some(parts_of) = NameParts::of(&name) {
        assert!(!parts(&parts_of).concat().is_empty(), "{name:?}");
    }
    let contributor = |name: &str| Contributor {
        name: some(name),
        orcid: None,
        sequence: None,
        role: None,
    };
    let all: Vec<Contributor> = text
        .lines()
        .filter(|it| some(it).is_some())
        .map(contributor)
        .collect();
    let put_together = credits(&all);
    assert!(put_together.len() <= all.len());
    assert_eq!(authors(&put_together).len(), put_together.len());
}
