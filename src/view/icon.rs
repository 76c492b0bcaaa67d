//! ORCID's iD icon, and its unauthenticated form: an outlined disc.
//!
//! Geometry: the icon package named in package.json, read by build.rs, which
//! has the letters as holes in the disc. As in ORCID's own drawing they are
//! white here, whatever the icon stands on. In the unauthenticated form the
//! disc becomes a ring and the letters stand in the ring's colour.

use web_sys::Element;

use super::element_builder::{ElementBuilder, svg};

/// The disc, on a field of 24 × 24 units.
const DISC: &str = include_str!(concat!(env!("OUT_DIR"), "/icon-disc.txt"));
/// The letters.
const LETTERS: &str = include_str!(concat!(env!("OUT_DIR"), "/icon-letters.txt"));
/// The ring, one unit wide, and the letters.
const OUTLINE: &str = concat!(
    include_str!(concat!(env!("OUT_DIR"), "/icon-disc.txt")),
    "m0 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z",
    include_str!(concat!(env!("OUT_DIR"), "/icon-letters.txt"))
);

/// The icon of an iD that was collected by sign-in, or of one that was not.
/// `label` is its accessible name; without one it is decoration beside words
/// that say the same.
pub fn icon(label: Option<&str>, is_authenticated: bool) -> ElementBuilder {
    let icon = svg("svg").part("icon").attr("viewBox", "0 0 24 24");
    let icon = match label {
        Some(label) => icon.role("img").label(label),
        None => icon.attr("aria-hidden", "true"),
    };
    if let Some(icon) = icon.element() {
        draw(icon, is_authenticated);
    }
    icon
}

/// Draws an icon anew.
pub fn draw(icon: &Element, is_authenticated: bool) {
    let figures: &[_] = match is_authenticated {
        true => &[("#A6CE39", DISC), ("#FFF", LETTERS)],
        false => &[("#7FAA26", OUTLINE)],
    };
    icon.set_text_content(None);
    for (fill, figure) in figures {
        let path = svg("path").attr("fill", fill).attr("d", figure);
        let _ = path.element().map(|path| icon.append_child(path));
    }
}
