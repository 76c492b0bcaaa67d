//! Selecting, ordering, searching, counting and grouping a list.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/shelves.rs"]
mod shelves;

use std::cell::Cell;

use decompose::decompose;
use scholar_badge::bibliography::{
    Filter, FilterResult, GroupKey, Grouping, List, Order, RecordWorks, Selection, merge,
};
use scholar_badge::orcid::{PartialDate, Title, TranslatedTitle, Work, WorkGroup, WorkType};
use shelves::{group, owner, work};

fn list(shelves: &[Vec<Work>], selection: &Selection) -> List {
    let shelves: Vec<Vec<WorkGroup>> = shelves
        .iter()
        .map(|works| works.iter().map(|work| group(vec![work.clone()])).collect())
        .collect();
    let shelves: Vec<RecordWorks<'_>> = shelves
        .iter()
        .enumerate()
        .map(|(index, works)| RecordWorks {
            owner: owner(index).into(),
            works,
        })
        .collect();
    List::new(
        merge(&shelves, &decompose),
        shelves
            .iter()
            .filter_map(|one| one.owner.person())
            .collect(),
        selection,
        &decompose,
    )
}

fn by_person(found: &FilterResult) -> Vec<usize> {
    found.people.iter().map(|one| one.count).collect()
}

fn numbers(list: &List) -> Vec<u64> {
    list.entries()
        .iter()
        .map(|entry| entry.work.put_code.unwrap())
        .collect()
}

fn found(list: &List, text: &str) -> Vec<u64> {
    let choice = Filter {
        text: text.to_owned(),
        ..Filter::default()
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
fn a_visitor_may_choose_another_order() {
    for made in ["newest", "oldest", "title"] {
        let list = list(&[some()], &Selection::parse("", "", "", "", "4", made));
        let sorted = |sort| {
            let choice = Filter {
                sort,
                ..Filter::default()
            };
            list.find(&choice, &decompose)
        };
        let by = |sort| {
            let found = sorted(Some(sort));
            let places = found.entries.iter().map(|place| *place as usize);
            let all = numbers(&list);
            places.map(|place| all[place]).collect::<Vec<_>>()
        };
        // The pinned one stays first.
        assert_eq!(by(Order::Newest), [4, 5, 2, 3, 6, 1], "{made}");
        assert_eq!(by(Order::Oldest), [4, 6, 3, 2, 5, 1], "{made}");
        assert_eq!(by(Order::Title), [4, 3, 5, 2, 6, 1], "{made}");
        let headings = |sort| {
            let groups = list.groups(&sorted(sort), Grouping::Year);
            let keys = groups.into_iter().map(|group| group.key);
            keys.collect::<Vec<_>>()
        };
        let pinned = GroupKey::Pinned;
        assert_eq!(
            headings(Some(Order::Oldest)),
            [
                pinned.clone(),
                GroupKey::Year(1890),
                GroupKey::Year(2021),
                GroupKey::Year(2999),
                GroupKey::Undated
            ]
        );
        // By title across all years.
        assert_eq!(headings(Some(Order::Title)), [pinned, GroupKey::All]);
    }
}

#[test]
fn within_a_year_the_exacter_dates_come_first_and_titles_decide_the_rest() {
    let dated = |number, title: &str, month, day| Work {
        date: PartialDate::new(2026, Some(month), Some(day)),
        ..work(number, "book", title, 2026, &[])
    };
    let works = vec![
        dated(1, "Łódź, of some day", 0, 0),
        dated(2, "Lakes of some day", 0, 0),
        dated(3, "Of March", 3, 0),
        dated(4, "Of the second of March", 3, 2),
        dated(5, "Of the tenth of March", 3, 10),
        dated(6, "Of May", 5, 0),
    ];
    let by = |sort| {
        let selection = Selection::parse("", "", "", "", "", sort);
        numbers(&list(std::slice::from_ref(&works), &selection))
    };
    assert_eq!(by("newest"), [6, 5, 4, 3, 2, 1]);
    assert_eq!(by("oldest"), [2, 1, 3, 4, 5, 6]);
}

#[test]
fn what_may_fall_within_from_and_to_is_in_and_the_undated_are_not() {
    let dated = |number, year, month, day| Work {
        date: PartialDate::new(year, Some(month), Some(day)),
        ..work(number, "book", &format!("Work {number}"), year, &[])
    };
    let works = vec![
        dated(1, 2024, 0, 0),
        dated(2, 2024, 7, 31),
        dated(3, 2024, 8, 0),
        dated(4, 2024, 8, 15),
        dated(5, 2024, 8, 16),
        dated(6, 2024, 9, 0),
        dated(7, 2023, 12, 31),
        dated(8, 2025, 1, 1),
        dated(9, 0, 0, 0),
    ];
    let between = |from, to| {
        let selection = Selection::parse("", from, to, "", "", "");
        let mut found = numbers(&list(std::slice::from_ref(&works), &selection));
        found.sort_unstable();
        found
    };
    assert_eq!(between("2024", "2024"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(between("2024", "2024-08"), [1, 2, 3, 4, 5]);
    assert_eq!(between("2024-08", "2024-08"), [1, 3, 4, 5]);
    assert_eq!(between("", "2024-08-15"), [1, 2, 3, 4, 7]);
    assert_eq!(between("2024-08-16", ""), [1, 3, 5, 6, 8]);
    assert_eq!(between("2025", ""), [8]);
    assert_eq!(between("2025", "2024"), [0; 0]);
    assert_eq!(between("", ""), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
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
    let all = list.find(&Filter::default(), &decompose);
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
fn an_entry_is_named_by_any_of_its_summaries_and_pinned_once() {
    let summaries = vec![
        work(1, "journal-article", "Naïve", 2021, &["doi:10.1000/n"]),
        work(2, "journal-article", "Naïve est", 2021, &["doi:10.1000/n"]),
        work(3, "other", "Naïve.", 2021, &["doi:10.1000/n"]),
    ];
    let shelf = [
        group(summaries),
        group(vec![work(4, "book", "Another", 2022, &[])]),
        group(vec![work(5, "book", "Third", 2023, &[])]),
    ];
    let select = |exclude, pin| {
        let shelf = RecordWorks {
            owner: owner(0).into(),
            works: &shelf,
        };
        let selection = Selection::parse("", "", "", exclude, pin, "");
        let people = vec![owner(0)];
        let list = List::new(merge(&[shelf], &decompose), people, &selection, &decompose);
        (numbers(&list), list.pinned())
    };
    for name in ["1", "2", "3", "DOI:10.1000/N", "https://doi.org/10.1000/n"] {
        assert_eq!(select(name, ""), (vec![5, 4], 0), "{name}");
        assert_eq!(select("", name).1, 1, "{name}");
    }
    // Named twice and beside what nobody has.
    let pinned = select("", "777 4 2, 10.1000/none 1 10.1000/n");
    assert_eq!(pinned, (vec![4, 1, 5], 2));
    assert_eq!(select("999, 10.1000/none", "").0, [5, 4, 1]);
}

#[test]
fn groups_have_the_headings_asked_for() {
    let headings = |sort, by| {
        let list = list(&[some()], &Selection::parse("", "", "", "", "", sort));
        let all = list.find(&Filter::default(), &decompose);
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
    // The most frequent in the whole list first, one nobody knows under its own
    // name.
    let kinds = [
        "preprint",
        "holographic-lecture",
        "book",
        "preprint",
        "book",
        "preprint",
    ];
    let works: Vec<Work> = (1..)
        .zip(kinds)
        .map(|(number, kind)| work(number, kind, &format!("Work {number}"), 2020, &[]))
        .collect();
    let list = list(&[works], &Selection::default());
    let all = list.find(&Filter::default(), &decompose);
    let sizes: Vec<_> = list
        .groups(&all, Grouping::Type)
        .into_iter()
        .map(|group| (group.key, group.entries.len()))
        .collect();
    let size = |kind, count| (GroupKey::Type(WorkType::parse(kind)), count);
    assert_eq!(
        sizes,
        [
            size("preprint", 3),
            size("book", 2),
            size("holographic-lecture", 1)
        ]
    );
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
fn a_search_takes_letters_for_what_readers_take_them_for() {
    let venue = |number, title: &str, year, venue: &str| Work {
        venue: Some(venue.to_owned()),
        ..work(number, "journal-article", title, year, &[])
    };
    let translated = Work {
        title: Title {
            text: "Jezioro zimą: tlen pod lodem".to_owned(),
            subtitle: None,
            translated: Some(TranslatedTitle {
                text: "A lake in winter: oxygen under ice".to_owned(),
                lang: None,
            }),
        },
        ..venue(5, "", 2018, "Przegląd Limnologiczny")
    };
    let identified = work(
        8,
        "preprint",
        "Known by numbers",
        2023,
        &["arxiv:arXiv:2307.99999v2", "pmc:PMC99990001"],
    );
    let works = vec![
        work(1, "book", "Łódź and its buried rivers", 2026, &[]),
        work(2, "other", "Çatalhöyük’s wetland, on", 2003, &[]),
        venue(3, "Zeitreihen unter Eis", 2009, "Hydrologische Hefte"),
        venue(4, "A naïve bather’s guide", 2025, "Polar Letters"),
        translated,
        venue(6, "Oxygen minima", 2013, "Freshw. Ecol. Lett."),
        work(7, "report", "CO2 & CH4 at break-up", 2012, &[]),
        identified,
    ];
    let list = list(&[works], &Selection::default());
    for (text, wanted) in [
        ("lodz", &[1][..]),
        ("ŁÓDŹ", &[1]),
        ("cATALHOYUK", &[2]),
        ("hydrolog zeitr", &[3]),
        ("2025 letters naive", &[4]),
        ("winter oxygen under", &[5]),
        ("PRZEGLAD limno", &[5]),
        ("Freshw. Ecol. Lett.", &[6]),
        ("2013", &[6]),
        ("CO2 & CH4", &[7]),
        ("break-up", &[7]),
        ("arXiv:2307.99999", &[8]),
        ("pmc99990001", &[8]),
        ("lodz catalhoyuk", &[]),
        ("99999 lodz", &[]),
    ] {
        assert_eq!(found(&list, text), wanted, "{text}");
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
    let choice = Filter {
        types: vec![WorkType::parse("book")],
        years: vec![Some(2021)],
        ..Filter::default()
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
    assert_eq!(by_person(&found), [1, 0]);
    let of_second = list.find(
        &Filter {
            people: vec![owner(1)],
            ..Filter::default()
        },
        &decompose,
    );
    assert_eq!(by_person(&of_second), [7, 1]);
    assert_eq!(of_second.entries.len(), 1);
}

#[test]
fn nothing_is_a_list_too() {
    let list = list(&[], &Selection::default());
    let choice = Filter {
        text: "x".to_owned(),
        people: vec![owner(3)],
        ..Filter::default()
    };
    let found = list.find(&choice, &decompose);
    assert!(found.entries.is_empty() && list.groups(&found, Grouping::Year).is_empty());
}

#[test]
fn hundreds_of_groups_are_worth_no_headings() {
    let works = |count: u16, of_type: &dyn Fn(u16) -> String| {
        let work = |year: u16| work(year.into(), &of_type(year), "One", year, &[]);
        (1..=count).map(work).collect::<Vec<Work>>()
    };
    let keys = |count, by| {
        let works = works(count, &|number| format!("type-{number}"));
        let list = list(&[works], &Selection::parse("", "", "", "", "7", ""));
        let found = list.find(&Filter::default(), &decompose);
        let groups = list.groups(&found, by);
        let entries = groups
            .iter()
            .map(|group| group.entries.len())
            .sum::<usize>();
        assert_eq!(entries, count.into());
        groups
            .into_iter()
            .map(|group| group.key)
            .collect::<Vec<_>>()
    };
    for by in [Grouping::Year, Grouping::Type] {
        // The one that is pinned stands apart.
        assert_eq!(keys(300, by).len(), 300);
        assert_eq!(keys(301, by), [GroupKey::Pinned, GroupKey::All]);
    }
}
