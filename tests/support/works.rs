//! Works for tests of what is made of them.
#![allow(dead_code)]

use scholar_badge::orcid::{
    ExternalId, PartialDate, Relationship, Source, Title, Within, Work, WorkDetail, WorkType,
};

/// A work with a title and a type alone.
pub fn work(title: &str, work_type: &str) -> Work {
    Work {
        put_code: None,
        work_type: WorkType::parse(work_type),
        title: Title {
            text: title.to_owned(),
            subtitle: None,
            translated: None,
        },
        venue: None,
        date: None,
        identifiers: Vec::new(),
        link: None,
        source: Source::default(),
    }
}

/// The whole work, with nothing more to it.
pub fn detail(work: Work) -> WorkDetail {
    WorkDetail {
        work,
        description: None,
        citation: None,
        contributors: Vec::new(),
        language: None,
        country: None,
        within: Within::default(),
    }
}

/// A date; 0 for what is unknown.
pub fn date(year: u16, month: u8, day: u8) -> Option<PartialDate> {
    PartialDate::new(year, Some(month), Some(day))
}

/// An identifier of the work itself.
pub fn own(scheme: &str, value: &str) -> ExternalId {
    related(scheme, value, Relationship::Own)
}

/// An identifier that relates to the work in some way.
pub fn related(scheme: &str, value: &str, relationship: Relationship) -> ExternalId {
    ExternalId {
        scheme: scheme.to_owned(),
        value: value.to_owned(),
        normalized: None,
        link: None,
        relationship,
    }
}
