//! The readers of the registry's answers.

use scholar_badge::json::Node;
use scholar_badge::json::tape::{Tape, TapeNode};
use scholar_badge::orcid::{AffiliationKind, Record};
use scholar_badge::plain::{self, Details, Origin, PlainRecord};
use scholar_badge::registry::Error;
use scholar_badge::registry::wire;

use crate::sound;

/// The root of the input, if it is JSON.
pub fn root(input: &[u8]) -> Option<TapeNode> {
    Some(Tape::parse(input.to_vec())?.root())
}

/// A record, whole and with its newest works alone.
pub fn record(input: &[u8]) {
    let Some(root) = root(input) else { return };
    let whole = wire::record::read(&root);
    let recent = wire::record::read_recent(&root, 2);
    assert_eq!(whole.is_some(), recent.is_some());
    if let (Some(whole), Some(recent)) = (whole, recent) {
        sound::record(&whole);
        sound::record(&recent);
        assert_eq!(whole.work_count, whole.works.len());
        assert_eq!(whole.work_count, recent.work_count);
        assert_eq!(whole.person, recent.person);
        assert_eq!(whole.affiliations, recent.affiliations);
        let dates = |record: &Record| -> Vec<_> {
            let newest = record.recent_works(2).into_iter();
            newest.map(|group| group.preferred.clone()).collect()
        };
        assert_eq!(dates(&whole), dates(&recent));
        survives(whole);
    }
}

/// A record as a plain object is read back the same.
fn survives(record: Record) {
    let plain = PlainRecord {
        page: record.id.url(),
        record,
        details: Details::new(),
    };
    let origin = Origin {
        fetched_at: 0.0,
        from_cache: false,
        not_renewed: None,
    };
    let text = plain::record(&plain, origin);
    assert_eq!(
        plain::read_record(&root(text.as_bytes()).expect("JSON")),
        Some(plain)
    );
}

/// A list of works.
pub fn works(input: &[u8]) {
    let Some(root) = root(input) else { return };
    let (groups, _) = wire::works::read(&root);
    groups.iter().for_each(sound::group);
    let recent = wire::works::read_recent(&root, 3);
    assert!(recent.groups.len() <= 3);
    assert_eq!(recent.count, groups.len());
}

/// Whole works, one or many.
pub fn work(input: &[u8]) {
    let Some(root) = root(input) else { return };
    wire::work::read(&root).iter().for_each(sound::detail);
    let bulk = wire::work::read_bulk(&root);
    bulk.iter().flatten().for_each(sound::detail);
    let asked = [1, 2, 7, 1001, u64::MAX];
    let answer = wire::work::read_works(&root, &asked);
    answer.works.iter().for_each(sound::detail);
    assert_eq!(answer.works.len(), bulk.iter().flatten().count());
    assert!(answer.withdrawn.iter().all(|code| asked.contains(code)));
    let is_withdrawn = |code: Option<u64>| code.is_some_and(|it| answer.withdrawn.contains(&it));
    assert!(
        !answer
            .works
            .iter()
            .any(|one| is_withdrawn(one.work.put_code))
    );
}

/// A person section, and an affiliation section.
pub fn person(input: &[u8]) {
    let Some(root) = root(input) else { return };
    sound::person(&wire::person::read(&root).0);
    for kind in [AffiliationKind::Employment, AffiliationKind::Membership] {
        let (found, _) = wire::affiliations::read(&root, kind);
        found.iter().for_each(sound::affiliation);
        assert!(found.iter().all(|one| one.kind == kind));
    }
}

/// A record as schema.org JSON-LD.
pub fn json_ld(input: &[u8]) {
    let Some(root) = root(input) else { return };
    wire::schema_org::read(&root).iter().for_each(sound::record);
}

/// A page of what a search has found.
pub fn search(input: &[u8]) {
    let Some(root) = root(input) else { return };
    let Some(page) = wire::search::read(&root) else {
        return;
    };
    assert!(page.found >= page.hits.len());
    for (place, hit) in page.hits.iter().enumerate() {
        assert!(page.hits.iter().take(place).all(|it| it.id != hit.id));
        assert!(!hit.label().is_empty());
        for texts in [&hit.other_names, &hit.emails, &hit.institutions] {
            texts.iter().for_each(|text| sound::text(text));
        }
    }
}

/// An answer in XML: whatever it is, JSON comes of it, with nothing that the text
/// has not.
pub fn xml(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let Some(json) = wire::xml::to_json(text) else {
        return;
    };
    // Each character takes six at most, and each mark of XML's has one of JSON's.
    assert!(json.len() <= 6 * text.len() + 64);
    assert!(root(json.as_bytes()).is_some(), "{json}");
    record(json.as_bytes());
    work(json.as_bytes());
    search(json.as_bytes());
}

/// The body of a refusal, with each status it may come with.
pub fn error_body(input: &[u8]) {
    let Some(root) = root(input) else { return };
    let body = wire::error_body::read(&root);
    assert!(body.is_none() || root.is_object());
    for status in [0, 200, 301, 400, 404, 409, 410, 429, 500, 503, 999] {
        let error = Error::from_answer(status, body.as_ref());
        assert!(!error.code().is_empty() && !error.developer().is_empty());
    }
}
