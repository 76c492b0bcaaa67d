//! What is known of the file of what the site itself knows.

use std::rc::Rc;

use crate::bibliography::{WorkExtra, WorkRef};
use crate::extras::Extras;
use crate::orcid::WorkGroup;

/// What is known of the site's own file.
#[derive(Default)]
pub(super) struct SiteExtras {
    /// Its address, while it is under way or once it has come.
    pub(super) address: Option<String>,
    /// What it says.
    pub(super) known: Option<Rc<Extras>>,
    /// Whether it is still to come.
    pub(super) is_pending: bool,
    /// Whether names that no work has are still to be told of.
    pub(super) is_untold: bool,
}

impl SiteExtras {
    /// The site's own works.
    pub(super) fn own(&self) -> &[WorkGroup] {
        self.known.as_ref().map_or(&[], |known| &known.works.own)
    }

    /// What it says of works.
    pub(super) fn named(&self) -> &[(WorkRef, Rc<WorkExtra>)] {
        self.known.as_ref().map_or(&[], |known| &known.works.named)
    }
}
