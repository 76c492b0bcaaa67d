//! One work of a list.

use crate::orcid::{Source, Work};

/// One work of a list, once, whoever's it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The summary to show, its gaps (date, venue, link, a missing type,
    /// identifiers) filled from the others.
    pub work: Work,
    /// Every summary of this version, the shown one first.
    pub summaries: Vec<Summary>,
    /// Other versions of it: its preprints, the newest first.
    pub versions: Vec<Version>,
    /// The shelves that hold it in any version, ascending.
    pub people: Vec<usize>,
}

/// Another version of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The summary to show, filled as that of an entry.
    pub work: Work,
    /// Every summary of this version, the shown one first.
    pub summaries: Vec<Summary>,
}

/// Who asserted a work, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The index of its shelf.
    pub shelf: usize,
    /// The index of its group on the shelf.
    pub group: usize,
    /// The registry's number of it; `None` where the source has none.
    pub put_code: Option<u64>,
    /// Who asserted it.
    pub source: Source,
    /// Its title, where that differs from the shown one in more than case,
    /// accents and punctuation.
    pub title: Option<String>,
}
