//! How a record looks. Leptos only: this room is given a [`State`] and a
//! [`Look`] and fetches nothing.
//!
//! [`badge`] chooses what to show, [`part`] is the record as each part of a
//! badge is given it, [`holder`] shows whose record it is,
//! [`sections`] and [`works`] lay out the parts of a card, [`work`] one work,
//! [`shape`] is the one kind of element they are made of, [`whole`] one as the
//! view of a Leptos component,
//! [`icon`] ORCID's iD icon, [`messages`] every visible word, [`intl`] the
//! browser's own plural, number and date forms, [`style`] the style sheet.

pub mod badge;
mod focus;
mod holder;
mod icon;
mod intl;
#[cfg(feature = "list")]
pub mod list;
mod look;
mod messages;
mod part;
mod plural;
mod sections;
mod shape;
#[cfg(feature = "signin")]
pub mod sign_in;
pub mod style;
mod whole;
mod work;
mod works;

pub use badge::{Badge, BadgeProps, Fallback, Retry, State};
pub use holder::IsSignedIn;
#[cfg(feature = "list")]
pub use intl::{decompose, today};
pub use look::{Layout, Look, Section};
pub use part::Shown;
pub use whole::WholeState;
