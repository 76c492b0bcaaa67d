//! The registry's JSON, read into [`crate::orcid`] values: the one place that
//! knows its field names.
//!
//! Every reader takes a [`Node`], so the same code reads the browser's own
//! JSON tree and, in tests, serde_json's. Reading is lenient: what is absent
//! or null is not there; an item that makes no sense is left out and counted
//! and takes nothing else with it; what is not public is left out in silence,
//! since a mirror may hold more than the public API shows.

pub mod affiliations;
mod date;
pub mod error_body;
mod external_ids;
mod items;
pub mod person;
pub mod record;
pub mod schema_org;
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
pub mod search;
mod source;
pub(crate) mod text;
mod value;
pub mod work;
pub mod works;
#[cfg(any(feature = "xml", not(target_arch = "wasm32")))]
pub mod xml;

#[cfg(test)]
#[path = "../../../tests/support/json_node.rs"]
mod json_node;

use crate::json::Node;
