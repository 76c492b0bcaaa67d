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
//! [`cite`] is how works leave a page: as BibTeX, RIS, CSL-JSON or JSON-LD,
//! made of `orcid` values alone.
//!
//! Natively only `orcid`, `cite` and the pure part of `registry` exist, so that
//! their tests run in seconds.

#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub mod cite;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod orcid;
pub mod registry;
#[cfg(target_arch = "wasm32")]
pub mod view;
