//! One work of a list.

use std::rc::Rc;

use crate::orcid::{OrcidId, Source, Work};

use super::extra::WorkExtra;

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
    /// The people whose it is: those on whose records it is in any version, in
    /// the order in which they were given.
    pub people: Vec<OrcidId>,
    /// What the site adds to it.
    pub extra: Option<Rc<WorkExtra>>,
}

/// Whose list a summary is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A person's record.
    Person(OrcidId),
    /// The site's own list, which is nobody's record.
    Site,
}

impl Owner {
    /// The person; `None` where the list is the site's.
    pub fn person(self) -> Option<OrcidId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Site => None,
        }
    }
}

impl From<OrcidId> for Owner {
    fn from(id: OrcidId) -> Self {
        Self::Person(id)
    }
}

/// What names a work for as long as a list lives, whatever is merged, selected
/// or found: one of its summaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkKey {
    /// On whose list the summary is.
    pub owner: Owner,
    /// Its number there.
    pub number: SummaryNumber,
}

/// The number of a summary on its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SummaryNumber {
    /// The registry's own.
    PutCode(u64),
    /// Where the source gives none, as on the site's own list: the place of its
    /// group.
    Place(usize),
}

impl WorkKey {
    /// The summary with this put-code on the record of `owner`.
    pub fn of(owner: OrcidId, put_code: u64) -> Self {
        Self {
            owner: Owner::Person(owner),
            number: SummaryNumber::PutCode(put_code),
        }
    }

    /// The work at this place of the site's own list.
    pub fn of_site(place: usize) -> Self {
        Self {
            owner: Owner::Site,
            number: SummaryNumber::Place(place),
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
    /// On whose list it is.
    pub owner: Owner,
    /// The index of its group on that list.
    pub group: usize,
    /// The registry's number of it; `None` where the source has none.
    pub put_code: Option<u64>,
    /// Who asserted it.
    pub source: Source,
    /// Its title, where that differs from the shown one in more than case,
    /// accents and punctuation.
    pub title: Option<String>,
}
