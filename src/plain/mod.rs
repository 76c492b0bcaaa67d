//! Records, works and hits as plain objects: JSON of our own, which pages, workers and
//! processes can keep, clone and send. Pure Rust.
//!
//! `write` makes it and `read` reads it back, without loss for anything that merging and
//! citing look at (tests/plain_property.rs). Every member is always there, with `null`
//! for what is not known; `doi`, `url` and `uri` are said besides for whoever reads, and
//! not read back. The shapes stand in `www/data.d.ts`; the registry's own JSON, with all
//! its oddities, is read in `registry::wire` and never gets here.

mod names;
mod read;
mod values;
mod write;

pub use read::{read_record, read_work};
pub use values::{Details, Hits, MergedWork, Origin, PlainRecord, PlainWork};
pub use write::{hits, record, works};
