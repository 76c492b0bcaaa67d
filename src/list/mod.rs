//! How a list of works lives: what it knows, what happens to it, and what is to
//! be done about it. Pure Rust: no browser, no Leptos.
//!
//! [`ListState`] is all that a `<scholar-works>` knows. [`Event`] is what
//! happens: a record comes, the visitor filters, an attribute changes. The one
//! function [`ListState::update`] takes an event and gives the [`Effect`]s that
//! the browser is to carry out. The view shows the state and sends events.
//!
//! Works go by [`WorkKey`](crate::bibliography::WorkKey) and people by their
//! iDs, so that nothing that is under way can end up at another work or person
//! when records have been merged anew.

mod authors;
mod contributors;
mod effect;
mod event;
mod export;
mod extras;
mod leave;
mod merge;
mod merge_job;
mod options;
mod people;
mod site_extras;
mod state;

pub use crate::people::{Member, RecordState};
pub use contributors::{Contributors, WorkContributors};
pub use effect::{Delivery, Effect, Loaded, Message, Timer};
pub use event::{Env, Event};
pub use export::{ExportFormat, ExportProgress, ExportTarget};
pub use merge_job::{MergeJob, Merged};
pub use options::{Chart, DisplayOptions, ListOptions, Toolbar};
pub use site_extras::HAS_SITE;
pub use state::{ListState, LoadState, Part};
