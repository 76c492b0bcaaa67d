//! How a record looks. Leptos only: this room is given a [`State`] and a
//! [`BadgeDisplay`] and fetches nothing.
//!
//! [`badge`] chooses what to show, [`card_context`] is the record as each part of a
//! badge is given it, [`holder`] shows whose record it is, [`sections`] and [`works`]
//! lay out the parts of a card, [`work`] one work. [`element_builder`] builds every
//! element, [`leptos_root`] is one as the view of a Leptos component, [`focus`] keeps
//! the focus where elements move. [`icon`] is ORCID's iD icon, [`messages`] every
//! visible word, [`plural`] a sentence that depends on a count, [`intl`] the browser's
//! own plural, number and date forms, [`style`] the style sheet.

pub mod badge;
mod badge_display;
mod card_context;
mod element_builder;
mod focus;
mod holder;
mod icon;
mod intl;
mod leptos_root;
#[cfg(feature = "list")]
pub mod list;
mod messages;
#[cfg(feature = "people")]
pub mod people;
mod plural;
#[cfg(feature = "search")]
pub mod search;
mod sections;
#[cfg(feature = "signin")]
pub mod sign_in;
pub mod style;
mod surroundings;
mod work;
mod works;

pub use badge::{Badge, BadgeProps, Fallback, Retry, State};
pub use badge_display::{BadgeDisplay, Layout, Section, heading};
pub use card_context::Shown;
pub use holder::IsSignedIn;
#[cfg(feature = "people")]
pub use intl::compare;
#[cfg(any(feature = "list", feature = "people"))]
pub use intl::today;
pub use leptos_root::LeptosRootState;
