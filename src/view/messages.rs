//! Every word a visitor reads that is not from a record, in one table.
//!
//! A language is one `Messages`. `{}` marks the place of a value.

use super::intl::Forms;
use super::plural::Plural;
use crate::orcid::{PartialDate, WorkType};
use crate::registry::Error;

/// One language's words.
#[derive(Debug)]
pub struct Messages {
    /// Its BCP 47 tag.
    pub lang: &'static str,
    /// The direction it is written in: `ltr` or `rtl`.
    pub dir: &'static str,
    /// Stands between groups of three digits. Not from `Intl`: a page's first
    /// `NumberFormat` costs 25 ms of the visitor's time.
    pub thousands: &'static str,
    /// Beside an iD that was typed, not collected by sign-in (ORCID's wording).
    pub unauthenticated: &'static str,
    /// What the icon is.
    pub icon: &'static str,
    /// Stands for a name that is not public.
    pub no_name: &'static str,
    /// Counts of works.
    pub works: Plural,
    /// Counts of fundings.
    pub fundings: Plural,
    /// Counts of peer reviews.
    pub reviews: Plural,
    /// Names the list of current affiliations.
    pub affiliations: &'static str,
    /// Stands for things beyond the first few; takes their number.
    pub more: Plural,
    /// Names the list of works.
    pub recent_works: &'static str,
    /// Names the list of the person's links.
    pub links: &'static str,
    /// Since when an affiliation holds; takes the date.
    pub since: &'static str,
    /// The record is there, with nothing in it.
    pub empty: &'static str,
    /// There is something in it, but nothing of what badges usually show.
    pub nothing_current: &'static str,
    /// The same, where affiliations were to be shown and no works.
    pub no_affiliations: &'static str,
    /// The same, where works were to be shown and no affiliations.
    pub no_works: &'static str,
    /// The link to the whole record.
    pub all_works: &'static str,
    /// The iD given was replaced by this one; takes the old iD.
    pub deprecated: &'static str,
    /// An old copy is shown; takes the day it was fetched.
    pub old_copy: &'static str,
    /// Items that could not be read.
    pub skipped: Plural,
    /// The button that asks again.
    pub retry: &'static str,
    /// Something is on its way.
    pub loading: &'static str,
    /// Sentences for errors, by code; the last is for any other.
    pub errors: &'static [(&'static str, &'static str)],
    /// Names of work types that differ from the type's own words.
    pub work_types: &'static [(&'static str, &'static str)],
    /// The words of a list.
    #[cfg(feature = "list")]
    pub list: &'static super::list::messages::ListMessages,
    /// The words of people.
    #[cfg(feature = "people")]
    pub people: super::people::messages::PeopleMessages,
    /// The words of the search.
    #[cfg(feature = "search")]
    pub search: &'static super::search::messages::SearchMessages,
    /// The words of signing in.
    #[cfg(feature = "signin")]
    pub sign_in: &'static super::sign_in::messages::SignInMessages,
}

/// English.
static ENGLISH: Messages = Messages {
    lang: "en",
    dir: "ltr",
    thousands: ",",
    unauthenticated: "(unauthenticated)",
    icon: "ORCID iD",
    no_name: "Name not public",
    works: Plural {
        one: "{} work",
        other: "{} works",
    },
    fundings: Plural {
        one: "{} funding",
        other: "{} fundings",
    },
    reviews: Plural {
        one: "{} peer review",
        other: "{} peer reviews",
    },
    affiliations: "Current affiliations",
    more: Plural {
        one: "and {} more",
        other: "and {} more",
    },
    recent_works: "Recent works",
    links: "Links",
    since: "since {}",
    empty: "No works or affiliations are public in this record.",
    nothing_current: "No works or current affiliations are public in this record.",
    no_affiliations: "No current affiliations are public in this record.",
    no_works: "No works are public in this record.",
    all_works: "All works on the ORCID record",
    deprecated: "The iD {} was replaced by this one.",
    old_copy: "The registry could not be reached. Copy of {}.",
    skipped: Plural {
        one: "{} item of the record could not be read.",
        other: "{} items of the record could not be read.",
    },
    retry: "Try again",
    loading: "Loading…",
    errors: &[
        ("malformed-id", "This is not an ORCID iD."),
        ("bad-check-digit", "This ORCID iD has a typing error."),
        ("unassigned-id", "This number is not an ORCID iD."),
        ("not-found", "There is no ORCID record with this iD."),
        ("locked", "This ORCID record is locked."),
        ("deactivated", "This ORCID record was closed by its owner."),
        ("unclaimed", "This ORCID record has not been claimed yet."),
        ("nothing-public", "Nothing in this ORCID record is public."),
        (
            "quota-spent",
            "The registry accepts no more requests from this network for now.",
        ),
        ("overloaded", "The ORCID registry is busy."),
        ("offline", "You are offline."),
        ("timed-out", "The ORCID registry did not answer in time."),
        (
            "answer-too-large",
            "The ORCID registry gave an answer that is too large to be shown.",
        ),
        (
            "unreadable",
            "The ORCID registry gave an answer that could not be read.",
        ),
        ("", "The ORCID registry could not be reached."),
    ],
    work_types: &[
        ("data-set", "Dataset"),
        ("dissertation-thesis", "Dissertation or thesis"),
        ("lecture-speech", "Lecture"),
        ("moving-image", "Film or video"),
        ("online-resource", "Online resource"),
        ("other", ""),
        ("spin-off-company", "Spin-off company"),
        ("undefined", ""),
    ],
    #[cfg(feature = "list")]
    list: &super::list::messages::ENGLISH,
    #[cfg(feature = "people")]
    people: super::people::messages::ENGLISH,
    #[cfg(feature = "search")]
    search: &super::search::messages::ENGLISH,
    #[cfg(feature = "signin")]
    sign_in: &super::sign_in::messages::ENGLISH,
};

impl Messages {
    /// The table for a language tag, or the nearest there is.
    pub fn for_lang(_tag: &str) -> &'static Self {
        &ENGLISH
    }

    /// Intl's forms of the same language.
    pub fn forms(&self) -> Forms {
        Forms(self.lang)
    }

    /// A counted thing.
    pub fn count(&self, plural: &Plural, count: usize) -> String {
        fill(self.form(plural, count), &self.number(count))
    }

    /// The form of a sentence that fits a count.
    pub fn form(&self, plural: &Plural, count: usize) -> &'static str {
        if self.forms().is_one(count) {
            plural.one
        } else {
            plural.other
        }
    }

    /// A number as people write it.
    pub fn number(&self, count: usize) -> String {
        grouped(count, self.thousands)
    }

    /// A work type's name, also where it says nothing.
    #[cfg(feature = "list")]
    pub fn type_name(&self, work_type: &WorkType) -> String {
        match self.work_type(work_type) {
            name if name.is_empty() => self.list.no_type.into(),
            name => name,
        }
    }

    /// A year, or what stands for none.
    #[cfg(feature = "list")]
    pub fn year_name(&self, year: Option<u16>) -> String {
        year.map_or_else(|| self.list.undated.into(), |year| year.to_string())
    }

    /// The name of a contributor's role; empty for what goes without saying.
    #[cfg(feature = "list")]
    pub fn role(&self, role: &crate::orcid::ContributorRole) -> String {
        let name = role.credit().unwrap_or(role.as_str());
        match lookup(self.list.roles, name) {
            Some(name) => name.into(),
            None => in_words(name),
        }
    }

    /// The sentence for an error.
    pub fn error(&self, error: Error) -> &'static str {
        lookup(self.errors, error.code())
            .or_else(|| lookup(self.errors, ""))
            .unwrap_or_default()
    }

    /// A work type's name; empty for types that say nothing.
    pub fn work_type(&self, work_type: &WorkType) -> String {
        match lookup(self.work_types, work_type.as_str()) {
            Some(name) => name.into(),
            None => in_words(work_type.as_str()),
        }
    }

    /// The start of an affiliation.
    pub fn since(&self, start: PartialDate) -> String {
        fill(self.since, &start.year().to_string())
    }
}

/// A number in groups of three digits.
fn grouped(count: usize, separator: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// Puts `value` at the place a sentence keeps for it.
pub fn fill(sentence: &str, value: &str) -> String {
    let (before, after) = sentence.split_once('{').unwrap_or((sentence, ""));
    let after = after.split_once('}').map_or(after, |(_, after)| after);
    match before.len() == sentence.len() {
        true => sentence.into(),
        false => [before, value, after].concat(),
    }
}

/// Puts two values at the two places a sentence keeps for them. What the first
/// value says is left alone.
#[cfg(any(feature = "list", feature = "search"))]
pub fn fill_two(sentence: &str, first: &str, second: &str) -> String {
    match sentence.split_once("{}") {
        Some((before, after)) => [before, first, &fill(after, second)].concat(),
        None => sentence.into(),
    }
}

fn lookup(table: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, words)| *words)
}

/// `journal-article` → `Journal article`: ORCID's types are plain English, so
/// new ones read well without a new table.
fn in_words(name: &str) -> String {
    let mut words = name.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
