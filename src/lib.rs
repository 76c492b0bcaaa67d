//! scholar-badge: a researcher's public ORCID record as a custom element.
//!
//! A page writes `<scholar-badge orcid="…">`. `www/src/element.js` is the class
//! behind that tag and its kin; when the element comes near the viewport it hands its host
//! and shadow root to [`element`], the door to this crate. The door asks
//! [`registry`] for the record, which negotiates the format, reads the wire
//! shapes and answers with plain [`orcid`] values; [`view`] shows them. Each
//! room knows only the rooms behind it:
//!
//! `element → view → registry → orcid`
//!
//! Lists of works have three more rooms: [`bibliography`], what a list of works
//! is, and [`cite`], how works leave it, which know `orcid` alone; and [`list`],
//! a state machine: what happens to a list, and what is to be done about it.
//! [`people`] is the same for the people of a lab, [`search`] for finding somebody's
//! iD, and [`extras`] what the site
//! itself knows of works and people. [`signin`] is who is at the keyboard; it knows
//! `orcid` and nothing of the registry. [`json`] is how all of them read JSON, and
//! [`colour`] how well one colour stands out from another.
//!
//! The package has a bundle of it for pages that hold badges alone (feature
//! `badge`), for lists (`list`, which brings badges along), for a lab's people
//! (`people`, which does so too), for signing in (`signin`), for finding an iD
//! (`search`), for reading XML (`xml`), and for data without any element (`data`, whose door is `data` and whose
//! objects are made in [`plain`]). What only one
//! needs is `#[cfg(feature = "…")]` where it takes a browser, and
//! `#[cfg(any(feature = "…", not(target_arch = "wasm32")))]` where it is pure.
//!
//! Natively only the pure rooms and the pure part of `registry` exist, so that
//! their tests run in seconds.

#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
pub mod bibliography;
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
pub mod cite;
pub mod colour;
#[cfg(all(feature = "data", target_arch = "wasm32"))]
pub mod data;
#[cfg(all(feature = "elements", target_arch = "wasm32"))]
pub mod element;
#[cfg(any(feature = "list", feature = "people", not(target_arch = "wasm32")))]
pub mod extras;
pub mod json;
#[cfg(any(feature = "list", not(target_arch = "wasm32")))]
pub mod list;
pub mod orcid;
#[cfg(any(feature = "list", feature = "people", not(target_arch = "wasm32")))]
pub mod people;
#[cfg(any(feature = "data", not(target_arch = "wasm32")))]
pub mod plain;
pub mod platform;
pub mod registry;
#[cfg(any(feature = "hits", not(target_arch = "wasm32")))]
pub mod search;
#[cfg(any(feature = "signin", not(target_arch = "wasm32")))]
pub mod signin;
#[cfg(all(feature = "elements", target_arch = "wasm32"))]
pub mod view;
#[cfg(all(
    any(
        feature = "badge",
        feature = "search",
        feature = "data",
        feature = "xml"
    ),
    target_arch = "wasm32"
))]
pub mod xml;
