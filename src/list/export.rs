//! An export on its way.

use std::rc::Rc;

use crate::bibliography::Entry;
use crate::cite::Format;
use crate::orcid::{Name, OrcidId};

/// In what form works are exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFormat {
    /// For reference managers.
    Citation(Format),
    /// For reading, by a formatter of this name that the page has given.
    Page(String),
}

/// Where an export goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportTarget {
    /// Into the clipboard.
    Clipboard,
    /// Into a file.
    File,
}

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ExportProgress {
    /// Nothing is being exported.
    #[default]
    Idle,
    /// Co-authors are being fetched: so many works of so many are known.
    Fetching(usize, usize),
    /// It is in the clipboard.
    Copied,
    /// It is saved, as far as a page can tell.
    Saved,
    /// The page's formatter gave nothing.
    Unformatted,
    /// The clipboard is out of reach: the text, to be copied by hand.
    ByHand(String),
}

/// The works that were shown when an export was asked for. It holds them
/// itself: merges that come meanwhile change nothing about it.
pub(super) struct Export {
    pub(super) entries: Rc<Vec<Entry>>,
    pub(super) places: Vec<u32>,
    pub(super) people: Vec<(OrcidId, Name)>,
    pub(super) format: ExportFormat,
    pub(super) target: ExportTarget,
}

impl Export {
    /// The works.
    pub(super) fn works(&self) -> impl Iterator<Item = &Entry> {
        let places = self.places.iter();
        places.filter_map(|place| self.entries.get(*place as usize))
    }
}
