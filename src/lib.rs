//! scholar-badge: a researcher's public ORCID record as a custom element.
//!
//! A page writes `<scholar-badge orcid="…">`. `www/element.js` is the class
//! behind that tag; when the element comes near the viewport it hands its host
//! and shadow root to [`element`], the door to this crate. The door asks
//! [`registry`] for the record, which negotiates the format, reads the wire
//! shapes and answers with plain [`orcid`] values; [`view`] shows them. Each
//! room knows only the rooms behind it:
//!
//! `element → view → registry → orcid`
//!
//! Beside `registry` stands [`bibliography`], what a list of works is; it knows
//! `orcid` alone.
//!
//! Natively only `orcid`, `bibliography` and the pure part of `registry` exist, so that their
//! tests run in seconds.

#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub mod bibliography;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod orcid;
pub mod registry;
#[cfg(target_arch = "wasm32")]
pub mod view;
