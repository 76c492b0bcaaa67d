//! What a list of works is: people merged, duplicates and versions, order,
//! selection, facets and search. Pure Rust, knows [`orcid`](crate::orcid)
//! alone.
//!
//! # When two works are one
//!
//! Everything is decided on whole sets of works that share something, never on
//! one after the other, so that the outcome does not depend on any order; and
//! until nothing more is found, so that merging it again changes nothing.
//!
//! | rule | one work |
//! | --- | --- |
//! | group | What ORCID grouped is never split, and shows its preferred summary. |
//! | DOI | Works that share a DOI of their own, always. |
//! | identifier | Works that share another identifier of their own (see `key`), scheme by scheme. Not where works of the set differ in a more trusted scheme of which a work has one (DOI, arXiv, PMID, PMC, bibcode, EID): then those that have no such identifier join the only one they share something with, or each other. So no chain of weak identifiers ties two DOIs together. |
//! | title | Works of one folded title with subtitle, one year (or none) and one type, the title telling. A work without type (`other`) joins where there is only one type. Not where works of the set differ in a scheme of which a work has one: then only those without identifiers join, each other. |
//! | preprint | A preprint becomes a version of the only publication that has its arXiv number, is tied to it by a `version-of`, or has its title (three words), an owner in common (the site's own list has all of them) and a year from one before to four after. Where several would do, it stays an entry. |
//!
//! A preprint is what has that type (or `working-paper`), only DOIs of preprint
//! servers, or only an arXiv number. Different DOIs are never one work, not
//! even where they share a PMID and one is a `version-of` of the other: that
//! says version. Other versions (editions, translations, data) stay entries.
//! A link names a work only together with its year, since pages of journals
//! and laboratories are given as a work's own too often.
//!
//! What merging does to
//!
//! - **conflicting dates, venues, types**: the summary that says most is shown
//!   as it is, and the others fill its gaps only. It is the one with a DOI of
//!   its own (best a publisher's), a type, no preprint's type, the exacter
//!   date, a venue, a link; among equals content decides, then iD and number;
//! - **titles in two languages**: that of the shown summary stands, the others
//!   are kept in [`Summary::title`] and found by a search;
//! - **missing types**: filled from the next summary that has one;
//! - **identifiers**: united, except what names a container by the type its
//!   source gave.

mod byline;
mod cluster;
mod entry;
mod extra;
mod filter;
mod fold;
mod index;
mod join;
mod key;
mod keywords;
mod kind;
mod list;
mod merge;
mod number;
mod pair;
mod pause;
mod search;
mod selection;
mod work_ref;

pub use byline::{Candidate, Credited, members_among};
pub use entry::{Entry, Owner, Summary, SummaryNumber, Version, WorkKey};
pub use extra::{LinkKind, WorkExtra, annotate};
pub use filter::Filter;
pub use fold::Decompose;
pub use index::{Index, KeyMap};
pub use list::{Count, FilterResult, Group, GroupKey, Grouping, List};
pub use merge::{RecordWorks, merge, merge_in_pieces};
pub use pause::{NoPause, Pause, at_once};
pub use selection::{Order, Selection, TypeRule};
pub use work_ref::WorkRef;
