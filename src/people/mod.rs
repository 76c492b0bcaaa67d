//! Who the people of an element are, and what becomes of them. Pure Rust: no
//! browser, no Leptos.
//!
//! A [`Member`] is one of the people that a list or a `<scholar-people>` shows.
//! All else here is of `<scholar-people>`: [`PeopleState`] is what it knows, and
//! [`PeopleState::update`] takes an [`Event`] and gives the [`Effect`]s that the
//! browser is to carry out. `home` tells where somebody works or studies,
//! `links` what a link of theirs leads to, `initials` what stands for a photo,
//! and `order` puts people into groups. People go by their iDs, never by their
//! place.

#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod event;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod home;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod initials;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod links;
mod member;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod options;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod order;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod person;
mod record_options;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
mod state;

#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use event::{Effect, Env, Event, Loaded, Message, Timer};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use home::{Home, Standing};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use initials::initials;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use links::{Site, email, host, site, website};
pub use member::{Member, RecordState};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use options::{Grouping, Look, PeopleDisplay, PeopleOptions, Piece, Sorting, headings};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use order::{Group, GroupName};
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use person::Person;
pub use record_options::RecordOptions;
#[cfg(any(feature = "people", not(target_arch = "wasm32")))]
pub use state::PeopleState;
