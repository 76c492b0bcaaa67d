//! What a webmaster asked to have in a list, and in which order.

use std::cmp::{Ordering, Reverse};

use crate::orcid::{PartialDate, Work, WorkType, is_blank};

use super::entry::Entry;
use super::search::Line;
use super::work_ref::{WorkRef, refs_to};

/// What a webmaster asked for. The default is everything, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Types to show or to leave out. With none to show, all others are shown.
    pub types: Vec<TypeRule>,
    /// No works from before it, and none without a date.
    pub from: Option<PartialDate>,
    /// No works from after it, and none without a date. What may fall within
    /// the year or month is in.
    pub to: Option<PartialDate>,
    /// Works to leave out, pinned or not: all of the entry that holds one in
    /// any version.
    pub exclude: Vec<WorkRef>,
    /// Works that come first, in this order, whatever `types`, `from` and `to`
    /// say; after them those that the site features.
    pub pin: Vec<WorkRef>,
    /// The order of the others.
    pub order: Order,
}

/// A type to show or to leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRule {
    /// `journal-article`: show these, and what other rules of this sort name.
    Only(WorkType),
    /// `-preprint`: leave these out.
    Without(WorkType),
}

/// The order of a list. Works without a date come last in the first two; those
/// of one date by title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By date, the newest first.
    #[default]
    Newest,
    /// By date, the oldest first.
    Oldest,
    /// By title without case and accents.
    Title,
}

impl Selection {
    /// Reads the attributes of an element. Whatever makes no sense is left
    /// out: blanks, commas and semicolons separate; dates are `2021`,
    /// `2021-05` or `2021-05-31`; works are as [`WorkRef::parse`] reads them;
    /// the order is `newest`, `oldest` or `title`.
    pub fn parse(types: &str, from: &str, to: &str, exclude: &str, pin: &str, sort: &str) -> Self {
        Self {
            types: words(types).map(TypeRule::parse).collect(),
            from: PartialDate::parse(from),
            to: PartialDate::parse(to),
            exclude: refs(exclude),
            pin: refs(pin),
            order: Order::parse(sort).unwrap_or_default(),
        }
    }

    /// Whether types and dates let a work in.
    fn lets_in(&self, work: &Work) -> bool {
        let mut wanted = None;
        for rule in &self.types {
            match rule {
                TypeRule::Without(one) if *one == work.work_type => return false,
                TypeRule::Without(_) => {}
                TypeRule::Only(one) => {
                    wanted = Some(wanted == Some(true) || *one == work.work_type);
                }
            }
        }
        let dated = match work.date {
            Some(date) => {
                !self.from.is_some_and(|from| date.is_before(&from))
                    && !self.to.is_some_and(|to| to.is_before(&date))
            }
            None => self.from.is_none() && self.to.is_none(),
        };
        dated && wanted != Some(false)
    }

    /// What to show of entries with their folded titles and search lines, the
    /// pinned first, and how many are pinned.
    pub(super) fn apply(
        &self,
        entries: impl Iterator<Item = ((String, Line), Entry)>,
    ) -> (Vec<(Line, Entry)>, usize) {
        let mut chosen: Vec<(usize, usize, String, (Line, Entry))> = Vec::new();
        for (index, ((title, line), entry)) in entries.enumerate() {
            let refs = if self.exclude.is_empty() && self.pin.is_empty() {
                Vec::new()
            } else {
                refs_to(&entry)
            };
            if self.exclude.iter().any(|one| refs.contains(one)) {
                continue;
            }
            let extra = entry.extra.as_deref();
            if extra.is_some_and(|extra| extra.is_hidden) {
                continue;
            }
            let pin = self.pin.iter().position(|one| refs.contains(one));
            let featured = extra.and_then(|extra| extra.featured);
            let featured = featured.map(|place| self.pin.len() + place as usize);
            let pin = pin.or(featured);
            if pin.is_some() || self.lets_in(&entry.work) {
                chosen.push((pin.unwrap_or(usize::MAX), index, title, (line, entry)));
            }
        }
        chosen.sort_unstable_by(|one, other| {
            let by_content = || {
                self.order
                    .compare((&one.2, &one.3.1.work), (&other.2, &other.3.1.work))
            };
            // The order given at last: that of `merge` is by content and owner.
            one.0
                .cmp(&other.0)
                .then_with(by_content)
                .then(one.1.cmp(&other.1))
        });
        let pinned = chosen.partition_point(|one| one.0 < usize::MAX);
        (chosen.into_iter().map(|one| one.3).collect(), pinned)
    }
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Title];

    /// Its name in an attribute and an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
        }
    }

    /// Reads a name in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim_matches(is_blank);
        let is_it = |order: &Self| order.name().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(is_it)
    }

    /// Compares works with their folded titles.
    pub(super) fn compare(self, one: (&str, &Work), other: (&str, &Work)) -> Ordering {
        let ((title, work), (other_title, other_work)) = (one, other);
        let newest = || Reverse(work.date).cmp(&Reverse(other_work.date));
        let titles = || title.cmp(other_title);
        let numbers = || work.put_code.cmp(&other_work.put_code);
        match self {
            Self::Newest => newest().then_with(titles).then_with(numbers),
            Self::Oldest => {
                let date = |work: &Work| (work.date.is_none(), work.date);
                date(work)
                    .cmp(&date(other_work))
                    .then_with(titles)
                    .then_with(numbers)
            }
            Self::Title => titles().then_with(newest).then_with(numbers),
        }
    }
}

impl TypeRule {
    fn parse(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(text) => Self::Without(WorkType::parse(text)),
            None => Self::Only(WorkType::parse(text)),
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| is_blank(c) || c == ',' || c == ';')
        .filter(|word| !word.is_empty())
}

/// DOIs may hold commas and semicolons: they separate only what names a work
/// on both sides.
fn refs(text: &str) -> Vec<WorkRef> {
    let mut found = Vec::new();
    for word in text.split(is_blank) {
        let word = word.trim_matches([',', ';']);
        let parts: Vec<_> = word.split([',', ';']).map(WorkRef::parse).collect();
        if parts.iter().all(Option::is_some) {
            found.extend(parts.into_iter().flatten());
        } else {
            found.extend(WorkRef::parse(word));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_leniently() {
        let read = Selection::parse(
            " journal-article, -Preprint;BOOK ",
            "2020",
            " 2021-05 ",
            "12; nonsense doi: 10.1000/C",
            "10.1000/d;13",
            "OLDEST",
        );
        let doi = |text: &str| WorkRef::parse(text).unwrap();
        assert_eq!(
            read,
            Selection {
                types: vec![
                    TypeRule::Only(WorkType::parse("journal-article")),
                    TypeRule::Without(WorkType::parse("preprint")),
                    TypeRule::Only(WorkType::parse("book")),
                ],
                from: PartialDate::new(2020, None, None),
                to: PartialDate::new(2021, Some(5), None),
                exclude: vec![WorkRef::put_code(12), doi("10.1000/c")],
                pin: vec![doi("10.1000/d"), WorkRef::put_code(13)],
                order: Order::Oldest,
            }
        );
        assert_eq!(
            refs("12,https://doi.org/10.1000/A 10.1000/a,b"),
            [WorkRef::put_code(12), doi("10.1000/a"), doi("10.1000/a,b")]
        );
        assert_eq!(
            Selection::parse("", "x", "-1", ",;", "", ""),
            Selection::default()
        );
    }
}
