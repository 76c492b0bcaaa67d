//! What holds of any shelves that are merged.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/shelves.rs"]
mod shelves;

use std::collections::{BTreeMap, BTreeSet};

use decompose::decompose;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scholar_badge::bibliography::{
    Entry, Filter, Grouping, List, RecordWorks, Selection, Summary, merge,
};
use scholar_badge::orcid::{Relationship, Work, WorkGroup};
use shelves::{group, owner, shelf, work};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const TYPES: [&str; 9] = [
    "journal-article",
    "other",
    "preprint",
    "book",
    "book-chapter",
    "conference-paper",
    "data-set",
    "working-paper",
    "undefined",
];

const TITLES: [&str; 8] = [
    "A study of sea ice in spring",
    "A Study of Sea-Ice in Spring!",
    "Étude de la glace",
    "Introduction",
    "On things",
    "On the migration of terns",
    "海氷の研究について",
    "\u{202e}…",
];

/// Few values of many schemes, so that much is shared, and much noise.
fn any_identifier() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        (0..6).prop_map(|n| format!("doi:10.1000/{n}")),
        (0..3).prop_map(|n| format!("doi:https://doi.org/10.1000/{n}")),
        (0..3).prop_map(|n| format!("doi:10.48550/arXiv.2101.0000{n}v{n}")),
        (0..3).prop_map(|n| format!("doi:10.1101/2020.01.0{n}")),
        (0..3).prop_map(|n| format!("arxiv:arXiv:2101.0000{n}v2")),
        (1..4).prop_map(|n| format!("pmid:{n}")),
        (1..4).prop_map(|n| format!("pmc:PMC{n}")),
        (1..4).prop_map(|n| format!("eid:2-s2.0-{n}")),
        (1..4).prop_map(|n| format!("wosuid:WOS:00000000{n}")),
        (1..3).prop_map(|n| format!("handle:2027/{n}")),
        (1..3).prop_map(|n| format!("uri:https://example.org/{n}")),
        select(
            &[
                "isbn:9780306406157",
                "isbn:0-306-40615-2",
                "isbn:9783161484100"
            ][..]
        )
        .prop_map(String::from),
        select(
            &[
                "doi:10.1007/978-0-306-40615-7",
                "doi:10.1002/(issn)1097-0258",
                "issn:1097-0258",
                "other-id:1",
                "source-work-id:1",
                "grant_number:1"
            ][..]
        )
        .prop_map(String::from),
        "[a-z]{1,4}".prop_map(|text| format!("doi:{text}")),
        any::<String>().prop_map(|text| format!("uri:{text}")),
    ];
    (select(&["", "", "", "", "<", ">"][..]), value)
        .prop_map(|(sign, value)| sign.to_owned() + &value)
}

fn any_work() -> impl Strategy<Value = Work> {
    (
        0_u64..30,
        select(&TYPES[..]),
        select(&TITLES[..]),
        prop_oneof![Just(0_u16), 2019_u16..2023],
        prop::collection::vec(any_identifier(), 0..3),
        prop::option::of(select(&["Nature", "Polar Notes"][..])),
    )
        .prop_map(|(number, kind, title, year, ids, venue)| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Work {
                venue: venue.map(String::from),
                ..work(number, kind, title, year, &ids)
            }
        })
}

fn any_shelves() -> impl Strategy<Value = Vec<Vec<WorkGroup>>> {
    let group = prop::collection::vec(any_work(), 1..3).prop_map(group);
    prop::collection::vec(prop::collection::vec(group, 0..8), 1..4)
}

fn merged(shelves: &[(usize, Vec<WorkGroup>)]) -> Vec<Entry> {
    let shelves: Vec<RecordWorks<'_>> = shelves
        .iter()
        .map(|(person, works)| RecordWorks {
            owner: owner(*person).into(),
            works,
        })
        .collect();
    merge(&shelves, &decompose)
}

fn numbered(shelves: Vec<Vec<WorkGroup>>) -> Vec<(usize, Vec<WorkGroup>)> {
    shelves.into_iter().enumerate().collect()
}

/// The entries without what depends on where things stood: owners for shelves,
/// and no group numbers.
fn contents(entries: &[Entry]) -> Vec<String> {
    let summaries = |summaries: &[Summary]| {
        let mut all: Vec<String> = summaries
            .iter()
            .map(|one| format!("{} {:?} {:?}", shelf(one.owner), one.put_code, one.title))
            .collect();
        all.sort();
        all
    };
    let mut contents: Vec<String> = entries
        .iter()
        .map(|entry| {
            let mut people: Vec<usize> = entry.people.iter().map(|one| shelf(*one)).collect();
            people.sort_unstable();
            let versions: Vec<_> = entry
                .versions
                .iter()
                .map(|one| (&one.work, summaries(&one.summaries)))
                .collect();
            format!(
                "{:?} {:?} {versions:?} {people:?}",
                entry.work,
                summaries(&entry.summaries)
            )
        })
        .collect();
    contents.sort();
    contents
}

/// All works of a list with their summaries.
fn versions(entries: &[Entry]) -> impl Iterator<Item = (&Work, &[Summary])> {
    entries.iter().flat_map(|entry| {
        let own = (&entry.work, entry.summaries.as_slice());
        let versions = entry.versions.iter();
        std::iter::once(own).chain(versions.map(|one| (&one.work, one.summaries.as_slice())))
    })
}

/// The outcome as it would stand on the same shelves.
fn shelved(entries: &[Entry], count: usize) -> Vec<(usize, Vec<WorkGroup>)> {
    let mut shelves = vec![Vec::new(); count];
    for (work, summaries) in versions(entries) {
        let people: BTreeSet<usize> = summaries.iter().map(|one| shelf(one.owner)).collect();
        for person in people {
            shelves[person].push(group(vec![work.clone()]));
        }
    }
    numbered(shelves)
}

/// The works that entries show, with the versions of each.
fn shown(entries: &[Entry]) -> Vec<String> {
    let mut shown: Vec<String> = entries
        .iter()
        .map(|entry| {
            let versions: Vec<&Work> = entry.versions.iter().map(|one| &one.work).collect();
            format!("{:?} {versions:?} {:?}", entry.work, entry.people)
        })
        .collect();
    shown.sort();
    shown
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_summary_is_lost_or_doubled(shelves in any_shelves()) {
        let shelves = numbered(shelves);
        let entries = merged(&shelves);
        let mut expected = Vec::new();
        for (person, works) in &shelves {
            for (index, group) in works.iter().enumerate() {
                for work in std::iter::once(&group.preferred).chain(&group.others) {
                    expected.push((*person, index, work.put_code));
                }
            }
        }
        let mut found: Vec<_> = versions(&entries)
            .flat_map(|(_, summaries)| summaries)
            .map(|one| (shelf(one.owner), one.group, one.put_code))
            .collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_group_is_never_split(shelves in any_shelves()) {
        let shelves = numbered(shelves);
        let mut places = BTreeMap::new();
        for (place, (_, summaries)) in versions(&merged(&shelves)).enumerate() {
            for one in summaries {
                let first = *places.entry((shelf(one.owner), one.group)).or_insert(place);
                prop_assert_eq!(first, place);
            }
        }
    }

    #[test]
    fn merging_again_changes_nothing(shelves in any_shelves()) {
        let shelves = numbered(shelves);
        let once = merged(&shelves);
        let twice = merged(&shelved(&once, shelves.len()));
        prop_assert_eq!(shown(&once), shown(&twice));
    }

    #[test]
    fn no_order_matters(shelves in any_shelves(), swaps in prop::collection::vec(any::<(Index, Index, Index)>(), 0..20)) {
        let shelves = numbered(shelves);
        let mut mixed = shelves.clone();
        for (person, one, other) in swaps {
            let works = &mut mixed[person.index(shelves.len())].1;
            if !works.is_empty() {
                let (one, other) = (one.index(works.len()), other.index(works.len()));
                works.swap(one, other);
            }
            let (one, other) = (one.index(shelves.len()), other.index(shelves.len()));
            mixed.swap(one, other);
        }
        let (before, after) = (merged(&shelves), merged(&mixed));
        prop_assert_eq!(contents(&before), contents(&after));
        let works = |entries: &[Entry]| -> Vec<Work> {
            entries.iter().map(|entry| entry.work.clone()).collect()
        };
        prop_assert_eq!(works(&before), works(&after), "the order of entries");
    }

    #[test]
    fn one_doi_is_in_one_entry(shelves in any_shelves()) {
        let shelves = numbered(shelves);
        let mut holders = BTreeMap::new();
        for (index, entry) in merged(&shelves).iter().enumerate() {
            for (work, _) in versions(std::slice::from_ref(entry)) {
                let own = work.identifiers.iter().filter(|id| id.relationship == Relationship::Own);
                // The others are those of a journal and a book.
                for doi in own.filter_map(|id| id.doi()).filter(|doi| !doi.starts_with("10.1002/") && !doi.starts_with("10.1007/")) {
                    prop_assert_eq!(*holders.entry(doi).or_insert(index), index);
                }
            }
        }
    }

    #[test]
    fn what_names_a_container_joins_nothing(
        ids in prop::collection::vec(select(&[
            "isbn:9780306406157", "issn:1097-0258", "doi:10.1002/(issn)1097-0258",
            "doi:10.1007/978-0-306-40615-7", ">doi:10.1000/1", ">isbn:9780306406157",
            "other-id:1", "source-work-id:1", "grant_number:1", "uri:https://example.org/",
        ][..]), 1..5),
        kinds in prop::collection::vec(select(&["book-chapter", "conference-paper", "journal-article", "encyclopedia-entry", "other"][..]), 2..6),
    ) {
        let works = kinds.iter().enumerate().map(|(index, kind)| {
            let title = format!("The chapter on matter number {index}");
            group(vec![work(index as u64 + 1, kind, &title, 2020, &ids)])
        });
        let shelves = vec![(0, works.collect())];
        prop_assert_eq!(merged(&shelves).len(), kinds.len());
    }

    #[test]
    fn no_chain_of_weak_identifiers_ties_dois_together(links in prop::collection::vec((0..12_u8, 0..12_u8), 0..40)) {
        let mut works: Vec<WorkGroup> = links.iter().enumerate().map(|(index, (one, other))| {
            let ids = [format!("handle:1/{one}"), format!("handle:1/{other}")];
            let ids = [ids[0].as_str(), &ids[1]];
            group(vec![work(index as u64 + 100, "journal-article", &format!("Link in a chain, number {index}"), 2020, &ids)])
        }).collect();
        for number in 0..12 {
            let ids = [format!("doi:10.1000/{number}"), format!("handle:1/{number}")];
            let ids = [ids[0].as_str(), &ids[1]];
            works.push(group(vec![work(number + 1, "journal-article", &format!("Work with a name, number {number}"), 2020, &ids)]));
        }
        for entry in merged(&[(0, works)]) {
            let dois: BTreeSet<_> = entry.work.identifiers.iter().filter_map(|id| id.doi()).collect();
            prop_assert!(dois.len() <= 1, "{:?}", dois);
        }
    }

    #[test]
    fn counts_say_what_a_choice_would_find(
        shelves in any_shelves(),
        text in select(&["", "sea ice", "ETUDE", "10.1000/1", "nature 2020", "海氷"][..]),
        types in prop::collection::vec(any::<Index>(), 0..3),
        years in prop::collection::vec(any::<Index>(), 0..3),
        person in prop::option::of(any::<Index>()),
    ) {
        let shelves = numbered(shelves);
        let list = List::new(merged(&shelves), (0..shelves.len()).map(owner).collect(), &Selection::default(), &decompose);
        let whole = list.find(&Filter::default(), &decompose);
        prop_assert_eq!(whole.entries.len(), list.entries().len());
        if whole.entries.is_empty() {
            return Ok(());
        }
        let choice = Filter {
            text: text.to_owned(),
            types: types.iter().map(|one| one.get(&whole.types).value.clone()).collect(),
            years: years.iter().map(|one| one.get(&whole.years).value).collect(),
            people: person.iter().map(|one| owner(one.index(shelves.len()))).collect(),
            sort: None,
            keywords: Vec::new(),
        };
        let found = list.find(&choice, &decompose);
        prop_assert!(found.entries.is_sorted() && found.entries.iter().all(|one| whole.entries.contains(one)));
        prop_assert_eq!(found.types.len(), whole.types.len());
        prop_assert_eq!(found.years.len(), whole.years.len());
        for count in &found.types {
            let types = vec![count.value.clone()];
            let only = list.find(&Filter { types, ..choice.clone() }, &decompose);
            prop_assert_eq!(only.entries.len(), count.count);
        }
        for count in &found.years {
            let years = vec![count.value];
            let only = list.find(&Filter { years, ..choice.clone() }, &decompose);
            prop_assert_eq!(only.entries.len(), count.count);
        }
        for count in &found.people {
            let only = list.find(&Filter { people: vec![count.value], ..choice.clone() }, &decompose);
            prop_assert_eq!(only.entries.len(), count.count);
        }
        for by in [Grouping::Year, Grouping::Type, Grouping::None] {
            let mut grouped: Vec<u32> = list.groups(&found, by).into_iter().flat_map(|one| one.entries).collect();
            grouped.sort_unstable();
            prop_assert_eq!(&grouped, &found.entries);
        }
    }
}
