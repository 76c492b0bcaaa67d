//! How somebody's iD is found. Pure Rust: no browser, no Leptos.
//!
//! [`Input`] tells what a visitor has typed: an iD, which needs no search, or
//! something to search for. [`Query`] is that, in the syntax of ORCID's index
//! (Solr), and [`Institution`] whose people are looked for.

mod input;
mod institution;
mod query;
mod words;

pub use input::Input;
pub use institution::Institution;
pub use query::{Field, Query};
pub use words::{MOST_WORDS, words};
