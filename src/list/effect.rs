//! What is to be done about an event.

use crate::extras::Problems;
use crate::orcid::OrcidId;
use crate::registry::{Error, RecordQuery, WorksQuery};

use super::export::{ExportFormat, ExportTarget};
use super::merge_job::MergeJob;

/// Something for the browser to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask for a record.
    FetchRecord {
        /// What is wanted.
        query: RecordQuery,
        /// Whether what is known on the page already will not do.
        again: bool,
    },
    /// Stop asking for the record of this iD, and hear no more of it.
    DropRecord(OrcidId),
    /// Ask for whole works.
    FetchWorks {
        /// The number of the request.
        request: u32,
        /// What is wanted.
        query: WorksQuery,
    },
    /// Stop asking for whole works.
    DropWorks(u32),
    /// Make the list of what there is: [`Event::Merged`](super::Event::Merged)
    /// brings it.
    Merge(Box<MergeJob>),
    /// Ask for the site's own file at this address.
    FetchExtras(String),
    /// Tell the console of names in that file by which no work of the list is
    /// known.
    TellUnmatched(Problems),
    /// Let the page's address say this.
    WritePermalink(Vec<(&'static str, String)>),
    /// Put this into the page's head, in place of what the list has put there;
    /// without a text take that away.
    WriteJsonLd(Option<String>),
    /// Tell the page.
    Dispatch(Message),
    /// Tell the console of an error that changes nothing for the visitor.
    Warn(Error),
    /// Hand over an export.
    Deliver(Delivery),
    /// Say when the time has come.
    Wait(Timer),
}

/// What time is measured for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// Until records that have come are merged: the more that costs, the longer.
    Merge,
    /// Until the first records show, though others have not come.
    Show,
    /// Until the visitor has typed enough for authors to be fetched, with the
    /// number of the search.
    Search(u32),
    /// Until authors that have come are written into the page's head.
    JsonLd,
}

/// What a page is told: a DOM event.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// All is there that will come (`scholar-load`).
    Loaded(Box<Loaded>),
    /// A record is not available (`scholar-error`).
    Failed {
        /// Why.
        error: Error,
        /// Whose: the iD, or what was written in its place.
        orcid: String,
    },
    /// The visitor has filtered (`scholar-filter`).
    Filtered {
        /// How many works fit.
        shown: usize,
        /// Of how many.
        works: usize,
    },
}

/// What there is once a list is complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The people's iDs.
    pub ids: Vec<OrcidId>,
    /// The `orcid` attribute.
    pub requested: String,
    /// The name of the only person.
    pub name: Option<String>,
    /// How many of the people have no record here.
    pub failed: usize,
    /// How many works there are.
    pub works: usize,
    /// Items of the records that could not be read.
    pub skipped: usize,
    /// Whether a record was kept from an earlier visit.
    pub from_cache: bool,
    /// When the oldest of the records came, in milliseconds since 1970.
    pub fetched_at: f64,
}

/// An export that is ready.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Its number.
    pub number: u32,
    /// The works, in the format or, for the page's own, in CSL-JSON.
    pub text: String,
    /// In what form it is wanted.
    pub format: ExportFormat,
    /// Where it goes.
    pub target: ExportTarget,
}
