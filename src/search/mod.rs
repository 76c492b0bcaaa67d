//! How somebody's iD is found. Pure Rust: no browser, no Leptos.
//!
//! [`Input`] tells what a visitor has typed: an iD, which needs no search, or
//! something to search for. [`Query`] is that, in the syntax of ORCID's index
//! (Solr), and [`Institution`] whose people are looked for. [`SearchState`] is what a
//! `<scholar-search>` knows, and [`SearchState::update`] takes an [`Event`] and gives
//! the [`Effect`]s that the browser is to carry out.

mod event;
mod input;
mod institution;
mod options;
mod query;
mod said;
mod shown;
mod state;
mod words;

pub use event::{Effect, Event, Key};
pub use input::Input;
pub use institution::Institution;
pub use options::SearchOptions;
pub use query::{Field, Query};
pub use said::{Choice, Fault, Said};
pub use state::{ROWS, SearchState};
pub use words::{MOST_WORDS, words};
