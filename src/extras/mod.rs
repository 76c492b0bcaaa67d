//! What a site itself knows of works and people and ORCID does not: one JSON
//! file of its own, which `www/extras.schema.json` describes.
//!
//! [`read`] takes the file apart. People write it by hand or have it written by
//! what they have, so whatever makes no sense is left out, takes nothing else
//! with it, and is told of with its line ([`Problem`]). `web` fetches the file,
//! once a page. The people of the file stand by themselves: each bundle reads
//! what its elements show.

#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
mod csl;
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
mod items;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub mod people;
mod problem;
mod reader;
#[cfg(target_arch = "wasm32")]
pub mod web;
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
mod works;

use crate::json::tape::Tape;

#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use people::PersonExtra;
pub use problem::{Fault, Problem, Problems};
pub use reader::Resolve;
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub use works::Works;

use reader::Reader;

/// The longest file in bytes.
pub const LONGEST: usize = 4_000_000;

/// What a site's file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    /// Of people.
    #[cfg(any(feature = "people", not(target_arch = "wasm32")))]
    pub people: people::People,
    /// Of works.
    #[cfg(any(feature = "list", not(target_arch = "wasm32")))]
    pub works: Works,
    /// What in it makes no sense.
    pub problems: Problems,
}

/// Reads a file. `resolve` makes an address whole that is relative to the
/// file's own.
///
/// # Errors
/// Why nothing of it can be read.
pub fn read(bytes: Vec<u8>, resolve: Resolve<'_>) -> Result<Extras, Problem> {
    if bytes.len() > LONGEST {
        return Err(Problem::of_file(0, Fault::TooLong));
    }
    let tape = Tape::read(bytes).map_err(|line| Problem::of_file(line, Fault::Syntax))?;
    let reader = &mut Reader::new(resolve);
    let root = tape.root();
    let mut extras = Extras::default();
    #[cfg(any(feature = "list", not(target_arch = "wasm32")))]
    let mut items = None;
    for (name, node) in reader.members(&root, "") {
        match name.as_str() {
            #[cfg(any(feature = "people", not(target_arch = "wasm32")))]
            "people" => extras.people = people::read(reader, &node),
            #[cfg(any(feature = "list", not(target_arch = "wasm32")))]
            "works" => works::read(reader, &node, &mut extras.works),
            #[cfg(any(feature = "list", not(target_arch = "wasm32")))]
            "items" => items = Some(node),
            #[cfg(all(not(feature = "list"), target_arch = "wasm32"))]
            "works" | "items" => {}
            #[cfg(all(not(feature = "people"), target_arch = "wasm32"))]
            "people" => {}
            "$schema" => {}
            _ => reader.note(&node, "", &name, Fault::Unknown),
        }
    }
    // Behind what is said of other works.
    #[cfg(any(feature = "list", not(target_arch = "wasm32")))]
    if let Some(items) = items {
        items::read(reader, &items, &mut extras.works);
    }
    extras.problems = reader.take_problems();
    Ok(extras)
}
