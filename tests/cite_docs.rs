//! The table of work types in docs/citations.md is the one in the code.
#![cfg(not(target_arch = "wasm32"))]

use scholar_badge::cite::{KINDS, Venue};

#[test]
fn the_documented_table_is_the_one_in_force() {
    let docs = include_str!("../docs/citations.md");
    let documented: Vec<Vec<&str>> = docs
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells = line.split('|').skip(1).take(6);
            cells.map(|cell| cell.trim().trim_matches('`')).collect()
        })
        .collect();
    let in_force: Vec<Vec<&str>> = KINDS
        .iter()
        .map(|kind| {
            let venue = match kind.venue {
                Venue::Journal => "journal",
                Venue::Book => "book",
                Venue::Conference => "conference",
                Venue::Publisher => "publisher",
            };
            vec![
                kind.work_type,
                kind.bibtex,
                kind.ris,
                kind.csl,
                kind.schema,
                venue,
            ]
        })
        .collect();
    assert_eq!(documented, in_force);
}

#[test]
fn every_type_of_orcid_has_one_row() {
    // orcid-model, WorkType.java
    let types = "annotation artistic-performance blog-post book-chapter book-review book \
        cartographic-material clinical-study conference-abstract conference-output \
        conference-paper conference-poster conference-presentation conference-proceedings \
        data-management-plan data-set design dictionary-entry disclosure dissertation-thesis \
        edited-book encyclopedia-entry image invention journal-article journal-issue \
        learning-object lecture-speech license magazine-article manual moving-image \
        musical-composition newsletter-article newspaper-article online-resource other patent \
        physical-object preprint public-speech registered-copyright report research-technique \
        research-tool review software sound spin-off-company standards-and-policy \
        supervised-student-publication technical-standard test trademark transcription \
        translation website working-paper undefined";
    let mut types: Vec<&str> = types.split_whitespace().collect();
    types.sort_unstable();
    let mut rows: Vec<&str> = KINDS.iter().map(|kind| kind.work_type).collect();
    rows.sort_unstable();
    assert_eq!(rows, types);
}
