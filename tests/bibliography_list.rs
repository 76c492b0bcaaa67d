//! Selecting, ordering, searching, counting and grouping a list.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/shelves.rs"]
mod shelves;

use std::cell::Cell;

use decompose::decompose;
use scholar_badge::bibliography::{Choice, GroupKey, Grouping, List, Selection, Shelf, merge};
use scholar_badge::orcid::{PartialDate, Title, TranslatedTitle, Work, WorkGroup, WorkType};
use shelves::{group, owner, work};

fn list(shelves: &[Vec<Work>], selection: &Selection) -> List {
    let shelves: Vec<Vec<WorkGroup>> = shelves
        .iter()
        .map(|works| works.iter().map(|work| group(vec![work.clone()])).collect())
        .collect();
    let shelves: Vec<Shelf<'_>> = shelves
        .iter()
        .enumerate()
        .map(|(index, works)| Shelf {
            owner: owner(index),
            works,
        })
        .collect();
    List::new(
        merge(&shelves, &decompose),
        shelves.len(),
        selection,
        &decompose,
    )
}

fn numbers(list: &List) -> Vec<u64> {
    list.entries()
        .iter()
        .map(|entry| entry.work.put_code.unwrap())
        .collect()
}

fn found(list: &List, text: &str) -> Vec<u64> {
    let choice = Choice {
        text: text.to_owned(),
        ..Choice::default()
    };
    let numbers = numbers(list);
    list.find(&choice, &decompose)
        .entries
        .iter()
        .map(|index| numbers[*index as usize])
        .collect()
}

fn some() -> Vec<Work> {
    let month = |number, title: &str, year, month| Work {
        date: PartialDate::new(year, Some(month), None),
        ..work(number, "journal-article", title, year, &[])
    };
    vec![
        work(1, "book", "Undated", 0, &[]),
        month(2, "March", 2021, 3),
        work(3, "preprint", "Émile", 2021, &["doi:10.1000/A"]),
        work(4, "book", "Zebra", 2021, &[]),
        work(5, "journal-article", "Future", 2999, &[]),
        work(6, "other", "Old", 1890, &[]),
    ]
}

fn ordered(selection: &Selection) -> Vec<u64> {
    numbers(&list(&[some()], selection))
}

#[test]
fn a_list_is_in_the_order_asked_for_and_the_undated_are_last() {
    let by = |sort| ordered(&Selection::parse("", "", "", "", "", sort));
    assert_eq!(by(""), [5, 2, 3, 4, 6, 1]);
    assert_eq!(by("oldest"), [6, 3, 4, 2, 5, 1]);
    assert_eq!(by("title"), [3, 5, 2, 6, 1, 4]);
}

#[test]
fn types_dates_and_exclusions_select() {
    let select =
        |types, from, to, exclude| ordered(&Selection::parse(types, from, to, exclude, "", ""));
    assert_eq!(select("book journal-article", "", "", ""), [5, 2, 4, 1]);
    assert_eq!(select("-preprint,-book", "", "", ""), [5, 2, 6]);
    assert_eq!(select("book -book", "", "", ""), [0; 0]);
    assert_eq!(select("", "2021-02", "", ""), [5, 2, 3, 4]);
    assert_eq!(select("", "", "2021-02", ""), [3, 4, 6]);
    assert_eq!(
        select("", "", "", "5, https://doi.org/10.1000/a"),
        [2, 4, 6, 1]
    );
}

#[test]
fn pinned_works_come_first_in_the_order_given_whatever_selects() {
    let selection = Selection::parse("journal-article", "", "", "6", "6 4;doi:10.1000/A", "");
    let list = list(&[some()], &selection);
    assert_eq!(numbers(&list), [4, 3, 5, 2]);
    assert_eq!(list.pinned(), 2);
    let all = list.find(&Choice::default(), &decompose);
    let groups = list.groups(&all, Grouping::None);
    assert_eq!(groups[0].key, GroupKey::Pinned);
    assert_eq!(groups[0].entries, [0, 1]);
    assert_eq!(groups[1].key, GroupKey::All);
    assert_eq!(groups[1].entries, [2, 3]);
}

#[test]
fn a_number_of_any_version_excludes_all_of_the_entry() {
    let works = || {
        vec![
            work(1, "preprint", "A history of ice", 2020, &["doi:10.1101/1"]),
            work(
                2,
                "journal-article",
                "A history of ice",
                2021,
                &["doi:10.1000/a", "pmid:7"],
            ),
            work(3, "journal-article", "The same", 2021, &["pmid:7"]),
        ]
    };
    for exclude in ["1", "2", "3", "10.1101/1", "10.1000/a"] {
        let selection = Selection::parse("", "", "", exclude, "", "");
        assert!(
            list(&[works()], &selection).entries().is_empty(),
            "{exclude}"
        );
    }
}

#[test]
fn groups_have_the_headings_asked_for() {
    let headings = |sort, by| {
        let list = list(&[some()], &Selection::parse("", "", "", "", "", sort));
        let all = list.find(&Choice::default(), &decompose);
        list.groups(&all, Grouping::parse(by))
            .into_iter()
            .map(|group| group.key)
            .collect::<Vec<_>>()
    };
    let years = |years: &[u16]| {
        let mut keys: Vec<_> = years.iter().map(|year| GroupKey::Year(*year)).collect();
        keys.push(GroupKey::Undated);
        keys
    };
    assert_eq!(headings("", "year"), years(&[2999, 2021, 1890]));
    assert_eq!(headings("title", "nonsense"), years(&[2999, 2021, 1890]));
    assert_eq!(headings("oldest", "Year"), years(&[1890, 2021, 2999]));
    let types = ["book", "journal-article", "other", "preprint"]
        .map(|one| GroupKey::Type(WorkType::parse(one)));
    assert_eq!(headings("", "type"), types);
    assert_eq!(headings("", "none"), [GroupKey::All]);
}

fn searched() -> List {
    let title = Title {
        text: "Über die Bäume".to_owned(),
        subtitle: Some("COVID-19 and trees".to_owned()),
        translated: Some(TranslatedTitle {
            text: "On trees".to_owned(),
            lang: None,
        }),
    };
    let first = Work {
        title,
        venue: Some("Forest Notes".to_owned()),
        ..work(
            1,
            "journal-article",
            "",
            2020,
            &["doi:10.1000/ABC.1", "pmid:29718922", ">issn:1097-0258"],
        )
    };
    let other_name = work(3, "other", "De arboribus", 2020, &["doi:10.1000/abc.1"]);
    let preprint = work(
        4,
        "preprint",
        "Early words",
        2019,
        &["<doi:10.1000/abc.1", "arxiv:2101.00001"],
    );
    let second = work(2, "book", "On stones", 2020, &["doi:10.1000/other"]);
    list(
        &[vec![first, second, other_name, preprint]],
        &Selection::default(),
    )
}

#[test]
fn a_search_finds_all_that_is_known_of_a_work() {
    let list = searched();
    for text in [
        "uber baume",
        "ÜBER",
        "trees forest",
        "covid-19",
        "COVID",
        "on trees",
        "arboribus",
        "early 2019",
        "2020 tree",
        "https://doi.org/10.1000/abc.1",
        "10.1000/Abc.1",
        "doi:10.1000/ABC.1 trees",
        "29718922",
        "https://pubmed.ncbi.nlm.nih.gov/29718922/",
        "1097-0258",
        "2101.00001",
        "  trees  ",
    ] {
        assert_eq!(found(&list, text), [1], "{text}");
    }
    assert_eq!(found(&list, "on 2020"), [2, 1]);
    assert_eq!(found(&list, "…  "), [2, 1]);
    for text in ["trees stones", "10.1000/xyz", "2021", "treess"] {
        assert_eq!(found(&list, text), [0; 0], "{text}");
    }
}

#[test]
fn authors_are_found_once_they_are_known() {
    let mut list = searched();
    assert_eq!(found(&list, "muller"), [0; 0]);
    let calls = Cell::new(0);
    let counted = |text: &str| {
        calls.set(calls.get() + 1);
        decompose(text)
    };
    let place = numbers(&list)
        .iter()
        .position(|number| *number == 2)
        .unwrap();
    let names = [
        (place, "Müller, J.".to_owned()),
        (place, "Ø. Ås".to_owned()),
        (99, "Nobody".to_owned()),
    ];
    list.add_authors(&names, &counted);
    assert_eq!(calls.get(), 1);
    assert_eq!(found(&list, "muller stones"), [2]);
    assert_eq!(found(&list, "as"), [2]);
    assert_eq!(found(&list, "nobody"), [0; 0]);
}

#[test]
fn facets_are_counted_by_what_the_others_leave() {
    let shared = work(7, "journal-article", "Shared", 2021, &["doi:10.1000/s"]);
    let mut one = some();
    one.push(shared.clone());
    let list = list(&[one, vec![shared]], &Selection::default());
    let choice = Choice {
        types: vec![WorkType::parse("book")],
        years: vec![Some(2021)],
        ..Choice::default()
    };
    let found = list.find(&choice, &decompose);
    assert_eq!(found.entries.len(), 1);
    let types: Vec<_> = found
        .types
        .iter()
        .map(|one| (one.value.as_str(), one.count))
        .collect();
    assert_eq!(
        types,
        [
            ("journal-article", 2),
            ("book", 1),
            ("other", 0),
            ("preprint", 1)
        ]
    );
    let years: Vec<_> = found
        .years
        .iter()
        .map(|one| (one.value, one.count))
        .collect();
    assert_eq!(
        years,
        [(Some(2999), 0), (Some(2021), 1), (Some(1890), 0), (None, 1)]
    );
    assert_eq!(found.people, [1, 0]);
    let of_second = list.find(
        &Choice {
            people: vec![1],
            ..Choice::default()
        },
        &decompose,
    );
    assert_eq!(of_second.people, [7, 1]);
    assert_eq!(of_second.entries.len(), 1);
}

#[test]
fn nothing_is_a_list_too() {
    let list = list(&[], &Selection::default());
    let choice = Choice {
        text: "x".to_owned(),
        people: vec![3],
        ..Choice::default()
    };
    let found = list.find(&choice, &decompose);
    assert!(found.entries.is_empty() && list.groups(&found, Grouping::Year).is_empty());
}
