//! What is known of the file of what the site itself knows.

use std::rc::Rc;

use crate::extras::Extras;

/// Whether what few lists ask for is there: a site's own file, and JSON-LD. On a
/// page that asks for neither it would only take its time.
pub const HAS_SITE: bool = cfg!(any(feature = "site", not(target_arch = "wasm32")));

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
