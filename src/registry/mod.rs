//! How the registry is asked, and how its answers are read.
//!
//! [`endpoint`] says where a record lives, [`negotiate`] which reader an answer
//! needs, [`wire`] turns ORCID's JSON and XML into [`crate::orcid`] values, [`Answer`] is
//! what comes of it and [`Error`] names everything that can go wrong. [`quota`] says
//! how long a registry is left alone that takes no more, [`copies`] which answers are
//! kept. The parts that need a browser (`client`, `coauthors`, `fetch`, `cache`,
//! `pace`, `xml_reader`) exist only in the Wasm build.

mod answer;
pub mod copies;
pub mod endpoint;
mod error;
pub mod negotiate;
pub mod quota;
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
pub mod search;
pub mod wire;

#[cfg(target_arch = "wasm32")]
mod cache;
#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(all(feature = "works", target_arch = "wasm32"))]
pub mod coauthors;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod pace;
#[cfg(target_arch = "wasm32")]
mod xml_reader;

pub use answer::{Answer, Outcome, RecordQuery};
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
pub use answer::{WorksAnswer, WorksQuery};
#[cfg(target_arch = "wasm32")]
pub use cache::keep_at_most;
pub use endpoint::Registry;
pub use error::Error;
#[cfg(target_arch = "wasm32")]
pub use xml_reader::use_xml;
