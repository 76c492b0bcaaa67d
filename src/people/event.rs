//! What happens to people, and what is to be done about it.

use std::cmp::Ordering;
use std::rc::Rc;

use super::options::PeopleOptions;
use crate::extras::Extras;
use crate::orcid::{OrcidId, PartialDate};
use crate::registry::{Error, Outcome, RecordQuery};

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The attributes have been read.
    OptionsChanged(Rc<PeopleOptions>),
    /// A record has come, or never will.
    RecordArrived {
        /// The iD that was asked for.
        asked: OrcidId,
        /// The record, or why there is none.
        outcome: Outcome,
    },
    /// The site's own file has come, or never will.
    ExtrasArrived {
        /// Its address.
        address: String,
        /// What it says; `None` where it says nothing.
        extras: Option<Rc<Extras>>,
    },
    /// The visitor wants to have what failed asked for again: of this person, or
    /// of all.
    Retry(Option<OrcidId>),
    /// The time has come.
    Due(Timer),
}

/// What time is measured for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// Until the visitor is told that records are on their way.
    Loading,
    /// Until people are put in order without those who are late.
    Order,
}

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
    /// Ask for the site's own file, at this address.
    FetchExtras(String),
    /// Tell the page.
    Dispatch(Message),
    /// Tell the console of an error that changes nothing for the visitor.
    Warn(Error),
    /// Say when the time has come.
    Wait(Timer),
}

/// What a page is told: a DOM event.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// All is there that will come (`scholar-load`).
    Loaded(Loaded),
    /// A record is not available (`scholar-error`).
    Failed {
        /// Why.
        error: Error,
        /// Whose: the iD, or what was written in its place.
        orcid: String,
    },
}

/// What there is once all records have been answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The people's iDs.
    pub ids: Vec<OrcidId>,
    /// The `orcid` attribute.
    pub requested: String,
    /// How many of the people have no record here.
    pub failed: usize,
    /// Items of the records that could not be read.
    pub skipped: usize,
    /// Whether a record was kept from an earlier visit.
    pub from_cache: bool,
    /// When the oldest of the records came, in milliseconds since 1970; infinite
    /// where there is none.
    pub fetched_at: f64,
}

/// What an update needs of the world.
pub struct Env<'a> {
    /// Compares names as people of the page's language do.
    pub compare: &'a dyn Fn(&str, &str) -> Ordering,
    /// The day; `None` where the clock says none.
    pub today: Option<PartialDate>,
}
