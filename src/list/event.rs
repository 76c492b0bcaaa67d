//! What happens to a list.

use std::rc::Rc;

use crate::bibliography::{Decompose, Filter, WorkKey};
use crate::extras::Extras;
use crate::orcid::{OrcidId, PartialDate};
use crate::registry::{Error, Outcome, WorksAnswer};

use super::effect::Timer;
use super::export::{ExportFormat, ExportProgress, ExportTarget};
use super::merge_job::Merged;
use super::options::ListOptions;

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The attributes have been read.
    OptionsChanged(Rc<ListOptions>),
    /// The page's address says this: pairs of a filter. When the list begins,
    /// and whenever the visitor goes through the history by hand.
    AddressRead(Vec<(String, String)>),
    /// A record has come, or never will.
    RecordArrived {
        /// The iD that was asked for.
        asked: OrcidId,
        /// The record, or why there is none.
        outcome: Outcome,
    },
    /// An answer about whole works has come, or never will.
    WorksArrived {
        /// The request's number.
        request: u32,
        /// The works, or why there are none.
        outcome: Result<WorksAnswer, Error>,
    },
    /// A merge has ended.
    Merged(Box<Merged>),
    /// What the site itself knows has come, or never will.
    ExtrasArrived {
        /// The address that was asked.
        address: String,
        /// What the file says; `None` where it says nothing.
        extras: Option<Rc<Extras>>,
    },
    /// The visitor has filtered.
    FilterChanged(Filter),
    /// These works are about to be seen. Told anew whenever the list has changed.
    Seen(Vec<WorkKey>),
    /// The visitor wants to know more of this work.
    Opened(WorkKey),
    /// The visitor wants these works as citations.
    ExportAsked {
        /// Which works.
        works: Vec<WorkKey>,
        /// In what form.
        format: ExportFormat,
        /// Where they go.
        target: ExportTarget,
        /// The panel that was used.
        panel: u32,
    },
    /// An export has been delivered, or could not be.
    ExportEnded {
        /// The export's number.
        number: u32,
        /// What has become of it.
        progress: ExportProgress,
    },
    /// The visitor wants what failed to be asked for again.
    Retry,
    /// The time has come.
    Due(Timer),
}

/// What an update needs of the world.
pub struct Env<'a> {
    /// Unicode's decomposition of a text (NFKD).
    pub decompose: Decompose<'a>,
    /// The day; `None` where the clock says none.
    pub today: Option<PartialDate>,
}
