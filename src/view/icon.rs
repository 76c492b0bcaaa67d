//! ORCID's iD icon in its unauthenticated form: an outlined disc.
//!
//! Geometry: the icon package named in package.json, read by build.rs. The
//! authenticated form is a filled disc with the letters cut out; here the disc
//! becomes a ring and the letters stand in the ring's colour.

use super::shape::{Shape, svg};

/// The ring, one unit wide, on a field of 24 × 24 units, and the letters.
const PATH: &str = concat!(
    "M12 0a12 12 0 1 0 0 24 12 12 0 0 0 0-24zm0 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z",
    include_str!(concat!(env!("OUT_DIR"), "/icon-letters.txt"))
);

/// The icon of an unauthenticated iD. `label` is its accessible name; without
/// one it is decoration beside words that say the same.
pub fn unauthenticated(label: Option<&str>) -> Shape {
    let icon = svg("svg").part("icon").attr("viewBox", "0 0 24 24");
    let icon = match label {
        Some(label) => icon.role("img").label(label),
        None => icon.attr("aria-hidden", "true"),
    };
    icon.child(svg("path").attr("fill", "#7FAA26").attr("d", PATH))
}
