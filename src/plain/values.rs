//! What comes and goes, and what is told besides.

use std::collections::BTreeMap;

use crate::bibliography::Entry;
use crate::orcid::{Name, OrcidId, Record, SearchHit, Work, WorkDetail};

/// Whole works of a person, by put-code, as far as they have been asked for.
pub type Details = BTreeMap<u64, WorkDetail>;

/// A record on its way out of or into the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainRecord {
    /// The record.
    pub record: Record,
    /// The registry's page of it, for people.
    pub page: String,
    /// Those of its works that are known as a whole.
    pub details: Details,
}

/// How a record came here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Origin {
    /// When the registry gave it, in milliseconds since 1970.
    pub fetched_at: f64,
    /// Whether it was kept from an earlier visit.
    pub from_cache: bool,
    /// The code of what has kept an old copy from being renewed.
    pub not_renewed: Option<&'static str>,
}

/// A merged work on its way out.
#[derive(Debug, Clone, Copy)]
pub struct MergedWork<'a> {
    /// The work.
    pub entry: &'a Entry,
    /// All that is known of it, where that is.
    pub detail: Option<&'a WorkDetail>,
    /// Whose it is, with their names where those are public.
    pub people: &'a [(OrcidId, Option<&'a Name>)],
}

/// A merged work on its way in: what citing it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainWork {
    /// The summary that is shown.
    pub work: Work,
    /// All that is known of it, where that is.
    pub detail: Option<WorkDetail>,
    /// Whose it is.
    pub people: Vec<(OrcidId, Option<Name>)>,
}

/// A page of hits on its way out.
#[derive(Debug, Clone, Copy)]
pub struct Hits<'a> {
    /// Who was found.
    pub people: &'a [SearchHit],
    /// How many there are in all.
    pub found: usize,
    /// Items that could not be read.
    pub skipped: usize,
}
