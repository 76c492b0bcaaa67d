//! A list against a naive reader of the same works: what is selected, in which
//! order, under which headings, what a choice leaves and what it counts.
//!
//! The reader works on what the registry told, never on what the crate made of
//! it, and shares no code with the crate.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/decompose.rs"]
mod decompose;
#[path = "support/shelves.rs"]
mod shelves;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use decompose::decompose;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use scholar_badge::bibliography::{
    Filter, GroupKey, Grouping, List, RecordWorks, Selection, merge,
};
use scholar_badge::orcid::{OrcidId, PartialDate, Work, WorkGroup, WorkType};
use shelves::{group, owner, work};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const PEOPLE: usize = 3;

const TYPES: [&str; 6] = [
    "journal-article",
    "book",
    "book-chapter",
    "preprint",
    "holographic-lecture",
    "other",
];

const WORDS: [&str; 12] = [
    "Łódź",
    "Çatalhöyük’s",
    "naïve",
    "Zeitreihen",
    "sea-ice:",
    "CO2 & CH4",
    "STRASSE",
    "Straße",
    "Ångström",
    "lakes",
    "Jezioro",
    "湖の氷",
];

const VENUES: [&str; 3] = ["Freshw. Ecol. Lett.", "Przegląd Limnologiczny", "LAKES"];

const QUERIES: [&str; 20] = [
    "",
    "  ",
    "lodz",
    "ŁÓDŹ",
    "cATALHOYUK",
    "strasse",
    "zeitr",
    "sea-ice",
    "ice sea",
    "CO2 & CH4",
    "Freshw. Ecol. Lett.",
    "limno PRZEGLAD",
    "lakes letters",
    "2021",
    "naive 2020 lett",
    "angstrom jezioro",
    "10.5555/lst.1",
    " https://doi.org/10.5555/LST.2 ",
    "doi:10.5555/lst.3 lakes",
    "氷",
];

/// What the registry tells of one work.
#[derive(Debug, Clone)]
struct Told {
    /// The numbers of its summaries, the preferred one first; one hundred more
    /// for each further owner.
    codes: Vec<u64>,
    kind: &'static str,
    title: String,
    venue: Option<&'static str>,
    /// 0 where unknown.
    date: (u16, u8, u8),
    doi: Option<String>,
    owners: Vec<usize>,
}

impl Told {
    fn summary(&self, code: u64) -> Work {
        let (year, month, day) = self.date;
        let ids: Vec<String> = self.doi.iter().map(|doi| format!("doi:{doi}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Work {
            venue: self.venue.map(String::from),
            date: PartialDate::new(year, Some(month), Some(day)),
            ..work(code, self.kind, &self.title, year, &ids)
        }
    }

    fn year(&self) -> Option<u16> {
        (self.date.0 > 0).then_some(self.date.0)
    }
}

fn any_date() -> impl Strategy<Value = (u16, u8, u8)> {
    prop_oneof![
        1 => Just((0, 0, 0)),
        2 => (2019_u16..2023, Just(0), Just(0)),
        3 => (2019_u16..2023, 1_u8..13, Just(0)),
        3 => (2019_u16..2023, 1_u8..13, 1_u8..29),
    ]
}

fn any_told() -> impl Strategy<Value = Told> {
    (
        1_usize..4,
        select(&TYPES[..]),
        prop::collection::vec(select(&WORDS[..]), 1..4),
        prop::option::of(select(&VENUES[..])),
        any_date(),
        any::<bool>(),
        subsequence((0..PEOPLE).collect::<Vec<_>>(), 1..=PEOPLE),
    )
        .prop_map(
            |(summaries, kind, words, venue, date, has_doi, owners)| Told {
                codes: (0..summaries as u64).collect(),
                kind,
                title: words.join(" "),
                venue,
                date,
                // What several people list is one work by its DOI.
                doi: (has_doi || owners.len() > 1).then(String::new),
                owners,
            },
        )
}

/// Works that are told apart by a last word and by number.
fn any_works() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec(any_told(), 1..16).prop_map(|mut works| {
        for (index, told) in works.iter_mut().enumerate() {
            for code in &mut told.codes {
                *code += 1000 + 10 * index as u64;
            }
            let last = char::from(b'a' + index as u8);
            told.title = format!("{} q{last}", told.title);
            if told.doi.is_some() {
                told.doi = Some(format!("10.5555/lst.{index}"));
            }
        }
        works
    })
}

fn listed(works: &[Told], selection: &Selection) -> List {
    let shelves: Vec<Vec<WorkGroup>> = (0..PEOPLE)
        .map(|person| {
            let own = works.iter().filter(|told| told.owners.contains(&person));
            let summaries = |told: &Told| {
                let codes = told.codes.iter().map(|code| code + 100_000 * person as u64);
                group(codes.map(|code| told.summary(code)).collect())
            };
            own.map(summaries).collect()
        })
        .collect();
    let shelves: Vec<RecordWorks<'_>> = shelves
        .iter()
        .enumerate()
        .map(|(person, works)| RecordWorks {
            owner: owner(person).into(),
            works,
        })
        .collect();
    let people = (0..PEOPLE).map(owner).collect();
    List::new(merge(&shelves, &decompose), people, selection, &decompose)
}

/// The places of a list's entries among the works told.
fn places(list: &List, works: &[Told]) -> Vec<usize> {
    let place = |title: &str| works.iter().position(|told| told.title == title).unwrap();
    list.entries()
        .iter()
        .map(|entry| place(&entry.work.title.text))
        .collect()
}

/// What a webmaster writes into the attributes, and what it means.
#[derive(Debug, Clone, Default)]
struct Asked {
    only: Vec<&'static str>,
    without: Vec<&'static str>,
    from: Option<(u16, u8, u8)>,
    to: Option<(u16, u8, u8)>,
    exclude: Vec<Named>,
    pin: Vec<Named>,
    sort: &'static str,
}

/// A work by place, and how it is named.
#[derive(Debug, Clone)]
struct Named {
    place: usize,
    how: usize,
}

impl Named {
    fn text(&self, works: &[Told]) -> String {
        let Some(told) = works.get(self.place) else {
            return String::from("777");
        };
        let code = told.codes[self.how % told.codes.len()];
        // On the shelf of any of its owners.
        let person = told.owners[self.how % told.owners.len()] as u64;
        let code = code + 100_000 * person;
        match (&told.doi, self.how % 5) {
            (Some(doi), 1) => doi.to_uppercase(),
            (Some(doi), 2) => format!("https://doi.org/{}", doi.to_uppercase()),
            (Some(doi), 3) => format!("doi:{doi}"),
            _ => code.to_string(),
        }
    }
}

fn any_named() -> impl Strategy<Value = Vec<Named>> {
    let one = (0_usize..18, 0_usize..30).prop_map(|(place, how)| Named { place, how });
    prop::collection::vec(one, 0..4)
}

fn any_asked() -> impl Strategy<Value = Asked> {
    let limit =
        || prop::option::weighted(0.4, any_date()).prop_map(|date| date.filter(|date| date.0 > 0));
    (
        prop::collection::vec(select(&TYPES[..]), 0..3),
        prop::collection::vec(select(&TYPES[..]), 0..2),
        limit(),
        limit(),
        any_named(),
        any_named(),
        select(&["", "newest", "oldest", "title", "Oldest", "nonsense"][..]),
    )
        .prop_map(|(only, without, from, to, exclude, pin, sort)| Asked {
            only,
            without,
            from,
            to,
            exclude,
            pin,
            sort,
        })
}

impl Asked {
    fn selection(&self, works: &[Told]) -> Selection {
        let without = self.without.iter().map(|one| format!("-{one}"));
        let types: Vec<String> = self
            .only
            .iter()
            .map(|one| one.to_uppercase())
            .chain(without)
            .collect();
        let date = |date: Option<(u16, u8, u8)>| match date {
            None => String::new(),
            Some((year, 0, _)) => format!("{year}"),
            Some((year, month, 0)) => format!("{year}-{month:02}"),
            Some((year, month, day)) => format!(" {year}-{month:02}-{day:02} "),
        };
        let refs = |named: &[Named]| {
            let all: Vec<String> = named.iter().map(|one| one.text(works)).collect();
            all.join(", ")
        };
        Selection::parse(
            &types.join("; "),
            &date(self.from),
            &date(self.to),
            &refs(&self.exclude),
            &refs(&self.pin),
            self.sort,
        )
    }

    /// The works in order, and how many of them are pinned.
    fn of(&self, works: &[Told]) -> (Vec<usize>, usize) {
        let excluded = |place: &usize| self.exclude.iter().any(|one| one.place == *place);
        let mut pinned: Vec<usize> = Vec::new();
        for one in &self.pin {
            let is_there = one.place < works.len() && !excluded(&one.place);
            if is_there && !pinned.contains(&one.place) {
                pinned.push(one.place);
            }
        }
        let mut others: Vec<usize> = (0..works.len())
            .filter(|place| !excluded(place) && !pinned.contains(place))
            .filter(|place| self.lets_in(&works[*place]))
            .collect();
        others.sort_by_key(|place| plain(&works[*place].title));
        let date = |place: &usize| works[*place].date;
        match self.sort.to_lowercase().as_str() {
            "title" => {}
            "oldest" => others.sort_by_key(|place| (date(place).0 == 0, date(place))),
            _ => others.sort_by_key(|place| Reverse(date(place))),
        }
        let count = pinned.len();
        pinned.append(&mut others);
        (pinned, count)
    }

    fn lets_in(&self, told: &Told) -> bool {
        let is_only = self.only.is_empty() || self.only.contains(&told.kind);
        if !is_only || self.without.contains(&told.kind) {
            return false;
        }
        if told.date.0 == 0 {
            return self.from.is_none() && self.to.is_none();
        }
        let (first, last) = days(told.date);
        self.from.is_none_or(|from| last >= days(from).0)
            && self.to.is_none_or(|to| first <= days(to).1)
    }
}

/// The first and the last day that a date may mean.
fn days((year, month, day): (u16, u8, u8)) -> ((u16, u8, u8), (u16, u8, u8)) {
    let or = |part: u8, other: u8| if part == 0 { other } else { part };
    (
        (year, or(month, 1), or(day, 1)),
        (year, or(month, 12), or(day, 31)),
    )
}

/// Letters and digits without case and accents, in words.
fn plain(text: &str) -> String {
    let letters: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    words.join(" ").replace('ł', "l").replace('ß', "ss")
}

/// Whether a search finds a work: each of its words in the text, or as a DOI.
fn finds(query: &str, told: &Told) -> bool {
    let year = told.year().map(|year| year.to_string());
    let venue = told.venue.unwrap_or_default();
    let text = plain(&[&told.title, venue, year.as_deref().unwrap_or_default()].join(" "));
    query.split_whitespace().all(|word| {
        let doi = word.to_lowercase();
        match doi.find("10.") {
            Some(start) => told
                .doi
                .as_ref()
                .is_some_and(|own| own.contains(&doi[start..])),
            None => plain(word).split(' ').all(|part| text.contains(part)),
        }
    })
}

/// What a visitor chose, of the values of a list.
#[derive(Debug, Clone)]
struct Chosen {
    text: &'static str,
    types: Vec<&'static str>,
    years: Vec<Option<u16>>,
    people: Vec<usize>,
}

fn any_chosen() -> impl Strategy<Value = Chosen> {
    let year = prop_oneof![1 => Just(None), 4 => (2018_u16..2024).prop_map(Some)];
    (
        select(&QUERIES[..]),
        prop::collection::vec(select(&TYPES[..]), 0..3),
        prop::collection::vec(year, 0..3),
        prop::collection::vec(0..PEOPLE, 0..2),
    )
        .prop_map(|(text, types, years, people)| Chosen {
            text,
            types,
            years,
            people,
        })
}

/// By which part of a choice a work need not fit.
#[derive(Clone, Copy, PartialEq)]
enum But {
    Nothing,
    Types,
    Years,
    People,
}

impl Chosen {
    fn choice(&self) -> Filter {
        Filter {
            text: self.text.to_owned(),
            types: self.types.iter().map(|one| WorkType::parse(one)).collect(),
            years: self.years.clone(),
            people: self.people.iter().map(|one| owner(*one)).collect(),
            sort: None,
            keywords: Vec::new(),
        }
    }

    fn fits(&self, told: &Told, but: But) -> bool {
        let of_type = self.types.is_empty() || self.types.contains(&told.kind);
        let of_year = self.years.is_empty() || self.years.contains(&told.year());
        let of_people =
            self.people.is_empty() || self.people.iter().any(|one| told.owners.contains(one));
        finds(self.text, told)
            && (but == But::Types || of_type)
            && (but == But::Years || of_year)
            && (but == But::People || of_people)
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 250,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_list_has_what_was_asked_for_in_that_order(works in any_works(), asked in any_asked()) {
        let list = listed(&works, &asked.selection(&works));
        let (wanted, pinned) = asked.of(&works);
        prop_assert_eq!(places(&list, &works), wanted);
        prop_assert_eq!(list.pinned(), pinned);
    }

    #[test]
    fn headings_follow_the_order(works in any_works(), asked in any_asked()) {
        let list = listed(&works, &asked.selection(&works));
        let (order, pinned) = asked.of(&works);
        let all = list.find(&Filter::default(), &decompose);
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for place in &order {
            *sizes.entry(works[*place].kind).or_default() += 1;
        }
        for (by, attribute) in [(Grouping::Year, "year"), (Grouping::Type, "TYPE"), (Grouping::None, "none")] {
            prop_assert_eq!(Grouping::parse(attribute), by);
            // Headings in the order in which they come, with their works.
            let mut wanted: Vec<(GroupKey, Vec<usize>)> = Vec::new();
            let mut others: Vec<usize> = order[pinned..].to_vec();
            if pinned > 0 {
                wanted.push((GroupKey::Pinned, order[..pinned].to_vec()));
            }
            match by {
                Grouping::Year if asked.sort.eq_ignore_ascii_case("oldest") => {
                    others.sort_by_key(|place| (works[*place].date.0 == 0, works[*place].date.0));
                }
                Grouping::Year => others.sort_by_key(|place| Reverse(works[*place].date.0)),
                Grouping::Type => others.sort_by_key(|place| {
                    let kind = works[*place].kind;
                    (Reverse(sizes[kind]), kind)
                }),
                Grouping::None => {}
            }
            for place in others {
                let told = &works[place];
                let key = match by {
                    Grouping::Year => told.year().map_or(GroupKey::Undated, GroupKey::Year),
                    Grouping::Type => GroupKey::Type(WorkType::parse(told.kind)),
                    Grouping::None => GroupKey::All,
                };
                match wanted.last_mut() {
                    Some((last, group)) if *last == key => group.push(place),
                    _ => wanted.push((key, vec![place])),
                }
            }
            let found: Vec<(GroupKey, Vec<usize>)> = list
                .groups(&all, by)
                .into_iter()
                .map(|group| {
                    let entries = group.entries.iter().map(|index| order[*index as usize]);
                    (group.key, entries.collect())
                })
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn a_choice_leaves_what_fits_all_of_it_and_counts_the_rest(
        works in any_works(),
        asked in prop_oneof![Just(Asked::default()), any_asked()],
        chosen in any_chosen(),
    ) {
        let list = listed(&works, &asked.selection(&works));
        let (order, _) = asked.of(&works);
        let mut types: Vec<&str> = order.iter().map(|place| works[*place].kind).collect();
        types.sort_by_key(|kind| {
            let count = order.iter().filter(|place| works[**place].kind == *kind).count();
            (Reverse(count), *kind)
        });
        types.dedup();
        let mut years: Vec<Option<u16>> = order.iter().map(|place| works[*place].year()).collect();
        years.sort_by_key(|year| Reverse(*year));
        years.dedup();

        let found = list.find(&chosen.choice(), &decompose);
        let fit = |but: But| {
            let fits = |place: &&usize| chosen.fits(&works[**place], but);
            order.iter().filter(fits).map(|place| &works[*place]).collect::<Vec<_>>()
        };
        let titles = |told: Vec<&Told>| told.iter().map(|told| told.title.clone()).collect::<Vec<_>>();
        let shown: Vec<String> = found
            .entries
            .iter()
            .map(|index| list.entries()[*index as usize].work.title.text.clone())
            .collect();
        prop_assert_eq!(shown, titles(fit(But::Nothing)));

        let of_type = fit(But::Types);
        let wanted: Vec<(WorkType, usize)> = types
            .iter()
            .map(|kind| (WorkType::parse(kind), of_type.iter().filter(|told| told.kind == *kind).count()))
            .collect();
        let counted: Vec<(WorkType, usize)> = found.types.into_iter().map(|one| (one.value, one.count)).collect();
        prop_assert_eq!(counted, wanted);

        let of_year = fit(But::Years);
        let wanted: Vec<(Option<u16>, usize)> = years
            .iter()
            .map(|year| (*year, of_year.iter().filter(|told| told.year() == *year).count()))
            .collect();
        let counted: Vec<(Option<u16>, usize)> = found.years.into_iter().map(|one| (one.value, one.count)).collect();
        prop_assert_eq!(counted, wanted);

        let of_people = fit(But::People);
        let wanted: Vec<(OrcidId, usize)> = (0..PEOPLE)
            .map(|person| (owner(person), of_people.iter().filter(|told| told.owners.contains(&person)).count()))
            .collect();
        let counted: Vec<(OrcidId, usize)> = found.people.into_iter().map(|one| (one.value, one.count)).collect();
        prop_assert_eq!(counted, wanted);
    }
}
