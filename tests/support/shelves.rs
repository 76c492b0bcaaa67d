//! Works in few words, for native tests of lists.
#![allow(dead_code)]

use scholar_badge::bibliography::Owner;
use scholar_badge::orcid::{
    ExternalId, OrcidId, PartialDate, Relationship, Source, Title, Work, WorkGroup, WorkType,
};

/// A work of the type and title, with identifiers of its own as
/// `scheme:value`; `<scheme:value` is one of another version, `>` one of what
/// it is part of. No date for the year 0.
pub fn work(number: u64, kind: &str, title: &str, year: u16, identifiers: &[&str]) -> Work {
    Work {
        put_code: (number > 0).then_some(number),
        work_type: WorkType::parse(kind),
        title: Title {
            text: title.to_owned(),
            subtitle: None,
            translated: None,
        },
        venue: None,
        date: PartialDate::new(year, None, None),
        identifiers: identifiers.iter().map(|text| identifier(text)).collect(),
        link: None,
        source: Source::default(),
    }
}

fn identifier(text: &str) -> ExternalId {
    let (relationship, text) = match text.as_bytes()[0] {
        b'<' => (Relationship::VersionOf, &text[1..]),
        b'>' => (Relationship::PartOf, &text[1..]),
        _ => (Relationship::Own, text),
    };
    let (scheme, value) = text.split_once(':').unwrap();
    ExternalId {
        scheme: scheme.to_owned(),
        value: value.to_owned(),
        normalized: None,
        link: None,
        relationship,
    }
}

/// A group of one summary or more.
pub fn group(works: Vec<Work>) -> WorkGroup {
    let own = works.iter().flat_map(|work| &work.identifiers);
    let identifiers = own
        .filter(|id| id.relationship == Relationship::Own)
        .cloned()
        .collect();
    let mut works = works.into_iter();
    WorkGroup {
        preferred: works.next().unwrap(),
        others: works.collect(),
        identifiers,
    }
}

/// The owner of the shelf with this index.
pub fn owner(index: usize) -> OrcidId {
    OrcidId::from_registry(&format!("0000-0001-5000-{:04}", index)).unwrap()
}

/// The index of the shelf with this owner.
pub fn shelf(owner: impl Into<Owner>) -> usize {
    let owner = owner.into().person().unwrap();
    owner.digits().rsplit('-').next().unwrap().parse().unwrap()
}
