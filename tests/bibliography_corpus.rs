//! Merging real records, where they are at hand: see `support/corpus.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/json_node.rs"]
mod json_node;
#[path = "support/shelves.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use corpus::payloads;
use decompose::decompose;
use json_node::JsonNode;
use scholar_badge::bibliography::{Entry, Filter, List, RecordWorks, Selection, merge};
use scholar_badge::json::Node;
use scholar_badge::orcid::{Relationship, Work, WorkGroup};
use scholar_badge::registry::wire::{record, works};

/// The works of every payload that has any.
fn shelves() -> Vec<(String, Vec<WorkGroup>)> {
    let mut shelves = Vec::new();
    for (place, json) in payloads("works") {
        shelves.push((place, works::read(&JsonNode(&json)).0));
    }
    for (place, json) in payloads("record") {
        if let Some(record) = record::read(&JsonNode(&json)) {
            shelves.push((place, record.works));
        }
    }
    shelves.retain(|(_, works)| !works.is_empty());
    shelves
}

fn merged(shelves: &[(String, Vec<WorkGroup>)]) -> Vec<Entry> {
    let shelves: Vec<RecordWorks<'_>> = shelves
        .iter()
        .enumerate()
        .map(|(index, (_, works))| RecordWorks {
            owner: sample::owner(index).into(),
            works,
        })
        .collect();
    merge(&shelves, &decompose)
}

/// Says how much was merged, and checks that nothing was lost.
fn check(name: &str, shelves: &[(String, Vec<WorkGroup>)]) {
    let entries = merged(shelves);
    let expected: usize = shelves
        .iter()
        .flat_map(|(_, works)| works)
        .map(|group| 1 + group.others.len())
        .sum();
    let groups: usize = shelves.iter().map(|(_, works)| works.len()).sum();
    let mut places = BTreeSet::new();
    let mut found = 0;
    for entry in &entries {
        let versions = entry.versions.iter().map(|one| &one.summaries);
        let mut here = BTreeSet::new();
        for one in std::iter::once(&entry.summaries).chain(versions).flatten() {
            found += 1;
            here.insert((sample::shelf(one.owner), one.group));
        }
        for place in here {
            assert!(places.insert(place), "{name}: a group in two entries");
        }
    }
    assert_eq!((found, places.len()), (expected, groups), "{name}");

    let mut again: Vec<_> = shelves
        .iter()
        .map(|(name, _)| (name.clone(), Vec::new()))
        .collect();
    for entry in &entries {
        let versions = entry.versions.iter().map(|one| (&one.work, &one.summaries));
        for (work, summaries) in std::iter::once((&entry.work, &entry.summaries)).chain(versions) {
            for shelf in summaries
                .iter()
                .map(|one| sample::shelf(one.owner))
                .collect::<BTreeSet<_>>()
            {
                again[shelf].1.push(sample::group(vec![work.clone()]));
            }
        }
    }
    let shown = |entries: &[Entry]| -> Vec<_> {
        entries
            .iter()
            .map(|one| (one.work.clone(), one.versions.len(), one.people.clone()))
            .collect()
    };
    assert_eq!(shown(&merged(&again)), shown(&entries), "{name}");

    let versions: usize = entries.iter().map(|one| one.versions.len()).sum();
    let shared = entries.iter().filter(|one| one.people.len() > 1).count();
    let _ = writeln!(
        std::io::stderr(),
        "{name}: {expected} summaries in {groups} groups are {} entries with {versions} \
         preprints; {shared} are of several people",
        entries.len(),
    );
    let mut rules = BTreeMap::new();
    for entry in &entries {
        let held: BTreeSet<_> = entry
            .summaries
            .iter()
            .map(|one| (sample::shelf(one.owner), one.group))
            .collect();
        if held.len() > 1 {
            let groups: Vec<&WorkGroup> = held
                .iter()
                .map(|(shelf, group)| &shelves[*shelf].1[*group])
                .collect();
            *rules.entry(rule(&groups)).or_insert(0) += held.len() - 1;
            let _ = writeln!(
                std::io::stderr(),
                "  {} groups by {}: {}",
                held.len(),
                rule(&groups),
                entry.work.title.text,
            );
        }
        for version in &entry.versions {
            *rules.entry("preprint").or_insert(0) += 1;
            let _ = writeln!(std::io::stderr(), "  preprint: {}", version.work.title.text);
        }
    }
    let _ = writeln!(std::io::stderr(), "  joined by rule: {rules:?}");
}

/// What the groups of an entry have in common, seen more simply than by the
/// program.
fn rule(groups: &[&WorkGroup]) -> &'static str {
    let in_all = |values: fn(&WorkGroup) -> BTreeSet<String>| {
        let mut sets = groups.iter().map(|group| values(group));
        let first = sets.next().unwrap();
        let shared = sets.fold(first, |all, set| &all & &set);
        !shared.is_empty()
    };
    if in_all(|group| all(group).filter_map(Work::doi).collect()) {
        "DOI"
    } else if in_all(|group| {
        let ids = all(group).flat_map(|work| &work.identifiers);
        ids.filter(|id| id.relationship == Relationship::Own)
            .map(|id| id.value.clone())
            .collect()
    }) {
        "identifier"
    } else {
        "title, or some of each"
    }
}

fn all(group: &WorkGroup) -> impl Iterator<Item = &Work> {
    std::iter::once(&group.preferred).chain(&group.others)
}

#[test]
fn real_records_are_merged_and_nothing_is_lost() {
    let shelves = shelves();
    for shelf in shelves.chunks(1) {
        let name = shelf[0].0.rsplit('/').next().unwrap();
        check(name, shelf);
    }
    check("all together", &shelves);
}

#[test]
fn a_real_work_is_found_by_its_title_and_its_doi() {
    let shelves = shelves();
    let list = List::new(
        merged(&shelves),
        (0..shelves.len()).map(sample::owner).collect(),
        &Selection::default(),
        &decompose,
    );
    for (index, entry) in (0_u32..).zip(list.entries()) {
        let doi = entry.work.doi().map(|doi| format!("https://doi.org/{doi}"));
        for text in doi.iter().chain([&entry.work.title.text]) {
            let text = text.clone();
            let found = list.find(
                &Filter {
                    text,
                    ..Filter::default()
                },
                &decompose,
            );
            assert!(found.entries.contains(&index), "{:?}", entry.work);
        }
    }
}
