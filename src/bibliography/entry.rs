//! One work of a list.

use crate::orcid::{OrcidId, Source, Work};

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
    /// The people on whose records it is in any version, in the order in which
    /// they were given.
    pub people: Vec<OrcidId>,
}

/// What names a work for as long as a list lives, whatever is merged, selected
/// or found: one of its summaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkKey {
    /// On whose record the summary is.
    pub owner: OrcidId,
    /// Its number there.
    pub number: SummaryNumber,
}

/// The number of a summary on its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SummaryNumber {
    /// The registry's own.
    PutCode(u64),
    /// Where the source gives none: the place of its group.
    Place(usize),
}

impl WorkKey {
    /// The summary with this put-code on the record of `owner`.
    pub fn of(owner: OrcidId, put_code: u64) -> Self {
        Self {
            owner,
            number: SummaryNumber::PutCode(put_code),
        }
    }

    /// The registry's number; `None` where the source gives none.
    pub fn put_code(&self) -> Option<u64> {
        match self.number {
            SummaryNumber::PutCode(code) => Some(code),
            SummaryNumber::Place(_) => None,
        }
    }
}

impl Summary {
    /// What names this summary.
    pub fn key(&self) -> WorkKey {
        let place = SummaryNumber::Place(self.group);
        WorkKey {
            owner: self.owner,
            number: self.put_code.map_or(place, SummaryNumber::PutCode),
        }
    }
}

impl Entry {
    /// Every summary of every version, the shown one first.
    pub fn all_summaries(&self) -> impl Iterator<Item = &Summary> {
        let versions = self.versions.iter().flat_map(|version| &version.summaries);
        self.summaries.iter().chain(versions)
    }
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
    /// On whose record it is.
    pub owner: OrcidId,
    /// The index of its group on that record.
    pub group: usize,
    /// The registry's number of it; `None` where the source has none.
    pub put_code: Option<u64>,
    /// Who asserted it.
    pub source: Source,
    /// Its title, where that differs from the shown one in more than case,
    /// accents and punctuation.
    pub title: Option<String>,
}
