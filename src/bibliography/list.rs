//! A list of works: selected, in order, searched, counted and grouped.

use std::rc::Rc;

use crate::orcid::{OrcidId, WorkType};

use super::entry::{Entry, WorkKey};
use super::filter::Filter;
use super::fold::{Decompose, fold_all};
use super::index::Index;
use super::keywords::Keywords;
use super::pause::{NoPause, Pause, at_once};
use super::search::{Line, Query, lines};
use super::selection::{Order, Selection};

/// With more groups than this headings say nothing: a record may make up any
/// number of years and types.
const MOST_GROUPS: usize = 300;

/// The entries a webmaster asked for, in order, ready to be searched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    entries: Rc<Vec<Entry>>,
    index: Rc<Index>,
    pinned: usize,
    order: Order,
    people: Vec<OrcidId>,
    /// What each entry is found by.
    lines: Vec<Line>,
    /// The types there are, the most frequent first, then by name.
    types: Vec<WorkType>,
    /// The years there are, the newest first, no year last.
    years: Vec<Option<u16>>,
    /// Of each entry: the places of its type and year in these.
    places: Vec<(usize, usize)>,
    keywords: Keywords,
}

/// What a filter leaves of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterResult {
    /// Indices of the entries, in the list's order or the one that the visitor
    /// chose.
    pub entries: Vec<u32>,
    /// The order that the visitor chose.
    pub sort: Option<Order>,
    /// All types of the list, the most frequent in the whole list first, each
    /// with how many works there are of it that fit all but the chosen types.
    pub types: Vec<Count<WorkType>>,
    /// All years of the list, the newest first and no year last, each with how
    /// many works fit all but the chosen years.
    pub years: Vec<Count<Option<u16>>>,
    /// All people of the list, in its order, each with how many works fit all
    /// but the chosen people.
    pub people: Vec<Count<OrcidId>>,
    /// All keywords of the list, the most frequent in the whole list first, each
    /// with how many works fit all but the chosen keywords.
    pub keywords: Vec<Count<String>>,
}

/// How many works there are of a type, a year, a person or a keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count<T> {
    /// The type, year, person or keyword.
    pub value: T,
    /// The number of works.
    pub count: usize,
}

/// Under which headings a list is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Years.
    #[default]
    Year,
    /// Types.
    Type,
    /// None.
    None,
}

impl Grouping {
    /// Reads `year`, `type` or `none` in any case; anything else is the year.
    pub fn parse(text: &str) -> Self {
        let text = text.trim_ascii();
        if text.eq_ignore_ascii_case("type") {
            Self::Type
        } else if text.eq_ignore_ascii_case("none") {
            Self::None
        } else {
            Self::Year
        }
    }
}

/// Entries under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub key: GroupKey,
    /// Indices of the entries, in the list's order.
    pub entries: Vec<u32>,
}

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupKey {
    /// The pinned works.
    Pinned,
    /// Works of a year.
    Year(u16),
    /// Works without a date.
    Undated,
    /// Works of a type.
    Type(WorkType),
    /// All works that are not pinned: no heading.
    All,
}

impl List {
    /// Selects from `entries`, as [`merge`](super::merge) gives them, of
    /// `people`.
    pub fn new(
        entries: Vec<Entry>,
        people: Vec<OrcidId>,
        selection: &Selection,
        decompose: Decompose<'_>,
    ) -> Self {
        let list = Self::after(None, entries, people, selection, decompose, &NoPause);
        at_once(list).unwrap_or_default()
    }

    /// The same in pieces; works that were in the list `before` keep their keys.
    pub async fn after(
        before: Option<&Index>,
        entries: Vec<Entry>,
        people: Vec<OrcidId>,
        selection: &Selection,
        decompose: Decompose<'_>,
        pause: &impl Pause,
    ) -> Self {
        let (lines, titles) = lines(&entries, decompose, pause).await;
        let (chosen, pinned) = selection.apply(titles.into_iter().zip(lines).zip(entries));
        pause.pause().await;
        let (lines, entries): (Vec<Line>, Vec<Entry>) = chosen.into_iter().unzip();
        let (types, years) = values(&entries);
        let place = |entry: &Entry| {
            let of_type = types.iter().position(|one| *one == entry.work.work_type);
            let of_year = years.binary_search_by(|one| year(entry).cmp(one));
            (of_type.unwrap_or_default(), of_year.unwrap_or_default())
        };
        Self {
            places: entries.iter().map(place).collect(),
            keywords: Keywords::of(&entries),
            types,
            years,
            pinned,
            order: selection.order,
            people,
            lines,
            index: Rc::new(Index::new(&entries, before)),
            entries: Rc::new(entries),
        }
    }

    /// The entries in order, the pinned first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The same, to be kept when the list is gone.
    pub fn shared_entries(&self) -> Rc<Vec<Entry>> {
        Rc::clone(&self.entries)
    }

    /// The keys of all entries, for a list [after](Self::after) this one.
    pub fn keys(&self) -> Rc<Index> {
        Rc::clone(&self.index)
    }

    /// The key of the entry with this index: the same in every list that came
    /// [after](Self::after) this one, as long as the entry holds the summary
    /// that gave it.
    pub fn key(&self, index: u32) -> Option<WorkKey> {
        self.index.key(index)
    }

    /// The index of the entry with this key, or that holds this summary.
    pub fn index(&self, key: &WorkKey) -> Option<u32> {
        self.index.place(key)
    }

    /// The entry with this key, or that holds this summary.
    pub fn entry(&self, key: &WorkKey) -> Option<&Entry> {
        self.entries.get(self.index(key)? as usize)
    }

    /// The keyword as the list has it, whatever the case of its ASCII letters.
    pub fn keyword(&self, text: &str) -> Option<String> {
        let mut values = self.keywords.values.iter();
        let found = values.find(|value| value.eq_ignore_ascii_case(text));
        found.cloned()
    }

    /// How many of the first entries are pinned.
    pub fn pinned(&self) -> usize {
        self.pinned
    }

    /// The order that the webmaster chose.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Adds names by which entries, given by index, are found from now on.
    /// Calls `decompose` once.
    pub fn add_authors(&mut self, authors: &[(usize, String)], decompose: Decompose<'_>) {
        let names = fold_all(authors.iter().map(|(_, name)| name.as_str()), decompose);
        for ((index, _), name) in authors.iter().zip(names) {
            if let Some(line) = self.lines.get_mut(*index) {
                line.add(&name);
            }
        }
    }

    /// What fits a filter, and what would if a part of it were another. Calls
    /// `decompose` once where there is a text, else not at all.
    pub fn find(&self, filter: &Filter, decompose: Decompose<'_>) -> FilterResult {
        let query = Query::new(&filter.text, decompose);
        let types = chosen(&self.types, &filter.types);
        let years = chosen(&self.years, &filter.years);
        let keywords = self.keywords.chosen(&filter.keywords);
        let mut found = FilterResult {
            entries: Vec::new(),
            sort: filter.sort,
            types: counts(&self.types),
            years: counts(&self.years),
            people: counts(&self.people),
            keywords: counts(&self.keywords.values),
        };
        let places = self.lines.iter().zip(&self.places).zip(self.entries.iter());
        for (index, ((line, place), entry)) in (0..).zip(places) {
            let of_type = types.get(place.0) != Some(&false);
            let of_year = years.get(place.1) != Some(&false);
            let of_people = filter.people.is_empty()
                || filter.people.iter().any(|one| entry.people.contains(one));
            let own = self.keywords.of_entry(index as usize);
            let is_chosen = |place: &usize| keywords.get(*place) == Some(&true);
            let of_keywords = keywords.is_empty() || own.iter().any(is_chosen);
            let fits = [of_type, of_year, of_people, of_keywords];
            let misses = fits.iter().filter(|fits| !**fits).count();
            // All but one are enough to be counted for that one.
            if misses > 1 || query.as_ref().is_some_and(|query| !query.finds(line)) {
                continue;
            }
            if misses == 0 {
                found.entries.push(index);
            }
            let counts_for = |fits: bool| misses == usize::from(!fits);
            if counts_for(of_type)
                && let Some(count) = found.types.get_mut(place.0)
            {
                count.count += 1;
            }
            if counts_for(of_year)
                && let Some(count) = found.years.get_mut(place.1)
            {
                count.count += 1;
            }
            if counts_for(of_people) {
                let counts = found.people.iter_mut();
                for count in counts.filter(|count| entry.people.contains(&count.value)) {
                    count.count += 1;
                }
            }
            if counts_for(of_keywords) {
                for place in own {
                    if let Some(count) = found.keywords.get_mut(*place) {
                        count.count += 1;
                    }
                }
            }
        }
        self.sort(&mut found.entries, filter.sort);
        found
    }

    /// Puts entries in another order than the list's. The pinned stay first.
    fn sort(&self, entries: &mut [u32], order: Option<Order>) {
        let Some(order) = order.filter(|order| *order != self.order) else {
            return;
        };
        let pinned = entries.partition_point(|index| (*index as usize) < self.pinned);
        let key = |index: &u32| {
            let place = *index as usize;
            let line = self.lines.get(place).map_or("", Line::words);
            Some((line, &self.entries.get(place)?.work))
        };
        if let Some(others) = entries.get_mut(pinned..) {
            others.sort_by(|one, other| match (key(one), key(other)) {
                (Some(one), Some(other)) => order.compare(one, other),
                _ => one.cmp(other),
            });
        }
    }

    /// What was found under headings: the pinned works first, then years (the
    /// newest first, or the oldest in a list of that order, no year last),
    /// types (the most frequent in the whole list first) or all. Works that a
    /// visitor sorts by title have no headings to be torn apart by, nor have those
    /// of more than some hundred years or types.
    pub fn groups(&self, found: &FilterResult, by: Grouping) -> Vec<Group> {
        let order = found.sort.unwrap_or(self.order);
        let by = match found.sort {
            Some(Order::Title) => Grouping::None,
            _ => by,
        };
        let mut pinned = Vec::new();
        let most = self.types.len().max(self.years.len()) + 1;
        let mut groups: Vec<Vec<u32>> = vec![Vec::new(); most + 1];
        for &index in &found.entries {
            let Some((of_type, of_year)) = self.places.get(index as usize) else {
                continue;
            };
            if (index as usize) < self.pinned {
                pinned.push(index);
                continue;
            }
            let place = match by {
                Grouping::Year if order == Order::Oldest && self.is_dated(*of_year) => {
                    self.years.len() - of_year
                }
                Grouping::Year if order == Order::Oldest => most,
                Grouping::Year => *of_year,
                Grouping::Type => *of_type,
                Grouping::None => 0,
            };
            if let Some(group) = groups.get_mut(place) {
                group.push(index);
            }
        }
        let mut headed = Vec::with_capacity(groups.len() + 1);
        if !pinned.is_empty() {
            headed.push(Group {
                key: GroupKey::Pinned,
                entries: pinned,
            });
        }
        for entries in groups.into_iter().filter(|group| !group.is_empty()) {
            let first = entries
                .first()
                .and_then(|index| self.entries.get(*index as usize));
            let key = match (by, first) {
                (Grouping::Year, Some(entry)) => {
                    year(entry).map_or(GroupKey::Undated, GroupKey::Year)
                }
                (Grouping::Type, Some(entry)) => GroupKey::Type(entry.work.work_type.clone()),
                _ => GroupKey::All,
            };
            headed.push(Group { key, entries });
        }
        match headed.len() > MOST_GROUPS {
            true => self.groups(found, Grouping::None),
            false => headed,
        }
    }

    fn is_dated(&self, place: usize) -> bool {
        self.years.get(place).is_some_and(Option::is_some)
    }
}

/// The types there are, the most frequent first, then by name; and the years,
/// the newest first, no year last.
fn values(entries: &[Entry]) -> (Vec<WorkType>, Vec<Option<u16>>) {
    let mut all: Vec<&WorkType> = entries.iter().map(|entry| &entry.work.work_type).collect();
    all.sort_unstable();
    let counted = all.chunk_by(|one, other| one == other);
    let mut types: Vec<(usize, &WorkType)> = counted
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .collect();
    types.sort_unstable_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    let mut years: Vec<Option<u16>> = entries.iter().map(year).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    let types = types.into_iter().map(|(_, one)| one.clone()).collect();
    (types, years)
}

fn year(entry: &Entry) -> Option<u16> {
    entry.work.date.map(|date| date.year())
}

/// Of each value: whether it is chosen; nothing where all are.
fn chosen<T: PartialEq>(values: &[T], chosen: &[T]) -> Vec<bool> {
    if chosen.is_empty() {
        return Vec::new();
    }
    values.iter().map(|value| chosen.contains(value)).collect()
}

fn counts<T: Clone>(values: &[T]) -> Vec<Count<T>> {
    let count = |value: &T| Count {
        value: value.clone(),
        count: 0,
    };
    values.iter().map(count).collect()
}
