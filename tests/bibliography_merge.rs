//! Which works become one, case by case.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/shelves.rs"]
mod shelves;

use decompose::decompose;
use scholar_badge::bibliography::{Entry, RecordWorks, merge};
use scholar_badge::orcid::{PartialDate, WebLink, Work, WorkGroup, WorkType};
use shelves::{group, owner, work};

/// Entries of works that all stand on one shelf, a group each.
fn merged(works: Vec<Work>) -> Vec<Entry> {
    let works: Vec<WorkGroup> = works.into_iter().map(|work| group(vec![work])).collect();
    let shelf = RecordWorks {
        owner: owner(0).into(),
        works: &works,
    };
    merge(&[shelf], &decompose)
}

/// The numbers of the works that became one, the shown first, preprints after a
/// zero.
fn numbers(works: Vec<Work>) -> Vec<Vec<u64>> {
    let mut all: Vec<Vec<u64>> = merged(works)
        .iter()
        .map(|entry| {
            let mut numbers: Vec<u64> = entry
                .summaries
                .iter()
                .map(|one| one.put_code.unwrap())
                .collect();
            for version in &entry.versions {
                numbers.push(0);
                numbers.extend(version.summaries.iter().map(|one| one.put_code.unwrap()));
            }
            numbers
        })
        .collect();
    all.sort();
    all
}

fn article(number: u64, ids: &[&str]) -> Work {
    work(
        number,
        "journal-article",
        &format!("The article with the number {number}"),
        2020,
        ids,
    )
}

fn titled(number: u64, kind: &str, year: u16, ids: &[&str]) -> Work {
    work(number, kind, "A long history of sea ice", year, ids)
}

#[test]
fn a_shared_doi_makes_one_work_of_any_titles() {
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/A"]),
            article(2, &["doi:https://doi.org/10.1000/a", "doi:10.1000/b"]),
            article(3, &["doi:10.1000/b"]),
            article(4, &["doi:10.1000/c"]),
        ])
        .iter()
        .map(Vec::len)
        .collect::<Vec<_>>(),
        [3, 1]
    );
}

#[test]
fn other_identifiers_join_where_no_dois_differ() {
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/a", "pmid:7"]),
            article(2, &["pmid:PMID: 7"])
        ]),
        [[1, 2]]
    );
    // A third that could be of either stays alone.
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/a", "pmid:7"]),
            article(2, &["doi:10.1000/b", "pmid:7"]),
            article(3, &["pmid:7"]),
        ]),
        [[1], [2], [3]]
    );
    // By way of a third.
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/a", "handle:1/1"]),
            article(2, &["handle:1/1", "handle:1/2"]),
            article(3, &["doi:10.1000/b", "handle:1/2"]),
        ]),
        [vec![1], vec![2], vec![3]]
    );
    // One that goes with only one of the two does so.
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/a", "handle:1/1", "handle:1/3"]),
            article(2, &["doi:10.1000/b", "handle:1/1"]),
            article(3, &["handle:1/3"]),
        ]),
        [vec![1, 3], vec![2]]
    );
}

#[test]
fn different_dois_stay_two_works_though_one_is_a_version_of_the_other() {
    assert_eq!(
        numbers(vec![
            article(1, &["doi:10.1000/a", "pmid:7"]),
            article(2, &["doi:10.1000/b", "pmid:7", "<doi:10.1000/a"]),
        ]),
        [[1], [2]]
    );
}

#[test]
fn identifiers_of_what_a_work_is_part_or_version_of_join_nothing() {
    assert_eq!(
        numbers(vec![
            article(1, &[">doi:10.1000/a"]),
            article(2, &["doi:10.1000/a"])
        ]),
        [[1], [2]]
    );
    assert_eq!(
        numbers(vec![article(1, &["<pmid:7"]), article(2, &["<pmid:7"])]),
        [[1], [2]]
    );
}

#[test]
fn an_isbn_joins_books_but_not_their_chapters() {
    let isbn = ["isbn:978-0-306-40615-7"];
    let other = ["isbn:0306406152"];
    let of = |number, kind: &str, ids: &[&str]| Work {
        work_type: WorkType::parse(kind),
        ..article(number, ids)
    };
    assert_eq!(
        numbers(vec![of(1, "book", &isbn), of(2, "edited-book", &other)]).len(),
        1
    );
    assert_eq!(
        numbers(vec![
            of(1, "book", &isbn),
            of(2, "book-chapter", &isbn),
            of(3, "book-chapter", &isbn),
            of(4, "conference-paper", &isbn)
        ])
        .len(),
        4
    );
}

#[test]
fn an_identifier_counts_by_the_type_of_the_summary_that_gives_it() {
    let isbn = ["isbn:978-0-306-40615-7"];
    let bare = work(1, "other", "As the author likes it", 2020, &[]);
    let book = work(2, "book", "As the publisher has it", 2020, &isbn);
    let chapter = work(3, "book-chapter", "A chapter of it", 2020, &isbn);
    let works = [
        group(vec![bare, chapter, book.clone()]),
        group(vec![Work {
            put_code: Some(4),
            ..book
        }]),
    ];
    let shelf = RecordWorks {
        owner: owner(0).into(),
        works: &works,
    };
    let entries = merge(&[shelf], &decompose);
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].work.identifiers.len(), 1);
}

#[test]
fn a_link_names_a_work_only_with_its_year() {
    let page = ["uri:https://lab.example.org/publications"];
    let in_year = |number, year| Work {
        date: PartialDate::new(year, None, None),
        ..article(number, &page)
    };
    assert_eq!(numbers(vec![in_year(1, 2020), in_year(2, 2021)]).len(), 2);
    assert_eq!(numbers(vec![in_year(1, 2020), in_year(2, 2020)]).len(), 1);
}

#[test]
fn a_title_joins_what_agrees_in_year_and_type() {
    let plain = titled(1, "journal-article", 2020, &[]);
    let subtitled = {
        let mut one = titled(2, "journal-article", 2020, &["pmid:7"]);
        one.title.text = "A LONG HISTORY".to_owned();
        one.title.subtitle = Some("of sea-ice.".to_owned());
        one
    };
    assert_eq!(numbers(vec![plain.clone(), subtitled]).len(), 1);
    assert_eq!(
        numbers(vec![plain.clone(), titled(2, "journal-article", 2021, &[])]).len(),
        2
    );
    assert_eq!(
        numbers(vec![plain.clone(), titled(2, "book", 2020, &[])]).len(),
        2
    );
    assert_eq!(
        numbers(vec![plain.clone(), titled(2, "other", 2020, &[])]),
        [[1, 2]]
    );
    assert_eq!(
        numbers(vec![
            plain,
            titled(2, "other", 2020, &[]),
            titled(3, "book", 2020, &[]),
            titled(4, "other", 2020, &[])
        ]),
        [vec![1], vec![2, 4], vec![3]]
    );
    let editorial = |number| work(number, "journal-article", "Editorial", 2020, &[]);
    assert_eq!(numbers(vec![editorial(1), editorial(2)]).len(), 2);
}

#[test]
fn a_title_does_not_join_what_identifiers_keep_apart() {
    let of = |number, ids: &[&str]| titled(number, "journal-article", 2020, ids);
    assert_eq!(
        numbers(vec![of(1, &["doi:10.1000/a"]), of(2, &["pmid:7"])]),
        [[1, 2]]
    );
    assert_eq!(
        numbers(vec![
            of(1, &["doi:10.1000/a"]),
            of(2, &["doi:10.1000/b"]),
            of(3, &["pmid:7"]),
            of(4, &[]),
            of(5, &[]),
        ]),
        [vec![1], vec![2], vec![3], vec![4, 5]]
    );
}

#[test]
fn a_preprint_is_a_version_of_what_came_of_it() {
    let preprint = |ids: &[&str]| titled(1, "preprint", 2019, ids);
    // By title.
    assert_eq!(
        numbers(vec![
            preprint(&["doi:10.1101/2019.01.01"]),
            titled(2, "journal-article", 2021, &["doi:10.1000/a"])
        ]),
        [[2, 0, 1]]
    );
    // By relation, in either direction, with titles that differ.
    assert_eq!(
        numbers(vec![
            preprint(&["doi:10.1101/1"]),
            article(2, &["doi:10.1000/a", "<doi:10.1101/1"])
        ]),
        [[2, 0, 1]]
    );
    assert_eq!(
        numbers(vec![
            preprint(&["<doi:10.1000/a"]),
            article(2, &["doi:10.1000/a"])
        ]),
        [[2, 0, 1]]
    );
    // By arXiv number, however it is written; the type does not make it one.
    for id in ["arxiv:2101.00001v2", "doi:10.48550/arXiv.2101.00001"] {
        assert_eq!(
            numbers(vec![
                article(1, &[id]),
                article(2, &["doi:10.1000/a", "arxiv:arXiv:2101.00001"])
            ]),
            [[2, 0, 1]],
            "{id}"
        );
    }
}

#[test]
fn a_preprint_of_which_it_is_not_clear_stays_an_entry() {
    let preprint = titled(1, "preprint", 2019, &["doi:10.1101/1"]);
    let of = |number, year| {
        titled(
            number,
            "journal-article",
            year,
            &[["doi:10.1000/a"], ["doi:10.1000/b"]][number as usize % 2],
        )
    };
    for works in [
        vec![preprint.clone(), of(2, 2020), of(3, 2021)],
        vec![preprint.clone(), of(2, 2024)],
        vec![preprint.clone(), of(2, 2017)],
        vec![preprint.clone(), of(2, 0)],
        vec![
            preprint.clone(),
            titled(2, "data-set", 2020, &["doi:10.1000/a"]),
        ],
        vec![
            work(
                1,
                "preprint",
                "Sea ice history",
                2019,
                &["arxiv:2101.00001"],
            ),
            article(2, &["doi:10.1000/a", "arxiv:2101.00001"]),
            article(3, &["doi:10.1000/b", "arxiv:2101.00001"]),
        ],
    ] {
        let expected = works.len();
        assert_eq!(numbers(works).len(), expected);
    }
    // Nobody in common.
    let (one, other) = ([group(vec![preprint])], [group(vec![of(2, 2020)])]);
    let shelf = |index, works| RecordWorks {
        owner: owner(index).into(),
        works,
    };
    assert_eq!(
        merge(&[shelf(0, &one), shelf(1, &other)], &decompose).len(),
        2
    );
}

#[test]
fn editions_translations_and_data_stay_entries() {
    let of = |number, kind: &str, ids: &[&str]| Work {
        work_type: WorkType::parse(kind),
        ..article(number, ids)
    };
    assert_eq!(
        numbers(vec![
            of(1, "book", &["doi:10.1000/a"]),
            of(2, "translation", &["doi:10.1000/b", "<doi:10.1000/a"]),
            of(3, "data-set", &["doi:10.1000/c", "<doi:10.1000/a"]),
        ])
        .len(),
        3
    );
}

#[test]
fn the_summary_that_says_most_is_shown_and_the_others_fill_its_gaps() {
    let mut bare = work(
        1,
        "other",
        "Sea ice, a long history",
        2019,
        &["doi:10.1000/a", "pmid:7"],
    );
    bare.venue = Some("Polar Notes".to_owned());
    bare.link = WebLink::parse("https://example.org/a");
    let full = work(
        2,
        "journal-article",
        "Une longue histoire",
        2020,
        &["doi:10.1000/a"],
    );
    let entries = merged(vec![bare, full]);
    let [entry] = entries.as_slice() else {
        panic!("{entries:?}")
    };
    assert_eq!(entry.work.put_code, Some(2));
    assert_eq!(entry.work.title.text, "Une longue histoire");
    assert_eq!(entry.work.date, PartialDate::new(2020, None, None));
    assert_eq!(entry.work.venue.as_deref(), Some("Polar Notes"));
    assert!(entry.work.link.is_some());
    let ids: Vec<&str> = entry
        .work
        .identifiers
        .iter()
        .map(|id| id.scheme.as_str())
        .collect();
    assert_eq!(ids, ["doi", "pmid"]);
    let titles: Vec<_> = entry
        .summaries
        .iter()
        .map(|one| one.title.as_deref())
        .collect();
    assert_eq!(titles, [None, Some("Sea ice, a long history")]);
}

#[test]
fn what_a_group_prefers_is_shown_though_another_says_more() {
    let preferred = work(1, "other", "As the author likes it", 0, &[]);
    let works = [group(vec![preferred, article(2, &["doi:10.1000/a"])])];
    let entries = merge(
        &[RecordWorks {
            owner: owner(0).into(),
            works: &works,
        }],
        &decompose,
    );
    assert_eq!(entries[0].work.title.text, "As the author likes it");
    assert_eq!(entries[0].work.doi().as_deref(), Some("10.1000/a"));
    assert_eq!(entries[0].work.work_type.as_str(), "journal-article");
    assert_eq!(entries[0].work.put_code, Some(1));
}

#[test]
fn people_are_those_who_have_it_in_any_version() {
    let shelves = [
        vec![group(vec![article(1, &["doi:10.1000/a"])])],
        vec![group(vec![article(2, &["doi:10.1000/b"])])],
        vec![group(vec![titled(
            3,
            "preprint",
            2019,
            &["<doi:10.1000/a"],
        )])],
    ];
    let shelves: Vec<_> = shelves
        .iter()
        .enumerate()
        .map(|(index, works)| RecordWorks {
            owner: owner(index).into(),
            works,
        })
        .collect();
    let mut people: Vec<_> = merge(&shelves, &decompose)
        .into_iter()
        .map(|one| one.people)
        .collect();
    people.sort();
    assert_eq!(people, [vec![owner(0), owner(2)], vec![owner(1)]]);
}

#[test]
fn all_titles_are_decomposed_in_one_call() {
    let calls = std::cell::Cell::new(0);
    let counted = |text: &str| {
        calls.set(calls.get() + 1);
        decompose(text)
    };
    let works: Vec<_> = (1..50)
        .map(|number| group(vec![article(number, &[])]))
        .collect();
    merge(
        &[RecordWorks {
            owner: owner(0).into(),
            works: &works,
        }],
        &counted,
    );
    assert_eq!(calls.get(), 1);
}
