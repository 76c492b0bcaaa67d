//! ORCID's iD icon in its unauthenticated form: an outlined disc.
//!
//! Geometry: the icon package named in package.json, read by build.rs. The
//! authenticated form is a filled disc with the letters cut out; here the disc
//! becomes a ring and the letters stand in the ring's colour.

use leptos::prelude::*;
use leptos::svg::{path, svg};

/// The letters of the icon, on a field of 24 × 24 units.
const LETTERS: &str = include_str!(concat!(env!("OUT_DIR"), "/icon-letters.txt"));
/// The disc's outline, one unit wide, on the same field.
const RING: &str =
    "M12 0a12 12 0 1 0 0 24 12 12 0 0 0 0-24zm0 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z";

/// The icon of an unauthenticated iD. `label` is its accessible name; without
/// one it is decoration beside words that say the same.
pub fn unauthenticated(label: Option<String>) -> AnyView {
    let is_decoration = label.is_none();
    svg()
        .attr("part", "icon")
        .attr("viewBox", "0 0 24 24")
        .attr("role", label.as_ref().map(|_| "img"))
        .attr("aria-label", label)
        .attr("aria-hidden", is_decoration.then_some("true"))
        .child(
            path()
                .attr("fill", "#7FAA26")
                .attr("d", [RING, LETTERS].concat()),
        )
        .into_any()
}
