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
//! Lists of works have two more rooms beside the registry, which know `orcid`
//! alone: [`bibliography`], what a list of works is, and [`cite`], how works
//! leave it.
//!
//! The package has two bundles of it: one for pages that hold badges alone, and
//! one with all, built with the feature `list`. What only lists need is
//! `#[cfg(feature = "list")]` where it takes a browser, and
//! `#[cfg(any(feature = "list", not(target_arch = "wasm32")))]` where it is pure.
//!
//! Natively only the pure rooms and the pure part of `registry` exist, so that
//! their tests run in seconds.

#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub mod bibliography;
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub mod cite;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod json;
pub mod orcid;
pub mod registry;
#[cfg(any(feature = "signin", not(target_arch = "wasm32")))]
pub mod signin;
#[cfg(target_arch = "wasm32")]
pub mod view;
