//! The door: what `www/src/element.js` calls, and nothing else.
//!
//! An element's attributes become requests and a look; the outcome of the
//! requests becomes the view's state and DOM events. `badge` is the door of
//! `<scholar-badge>`, `works` that of `<scholar-works>`, `people` that of
//! `<scholar-people>`, `search` that of `<scholar-search>`, `sign_in` that of
//! `<scholar-sign-in>`, and `api` that of pages with a view of their own.

#[cfg(feature = "signin")]
pub mod api;
#[cfg(feature = "badge")]
pub mod badge;
#[cfg(any(feature = "list", feature = "people", feature = "search"))]
mod event_queue;
mod events;
#[cfg(feature = "list")]
mod export;
#[cfg(feature = "search")]
mod form;
#[cfg(any(feature = "badge", feature = "search"))]
mod identities;
#[cfg(feature = "list")]
mod json_ld;
#[cfg(feature = "list")]
mod options;
#[cfg(feature = "people")]
pub mod people;
#[cfg(feature = "people")]
mod people_events;
#[cfg(feature = "list")]
mod permalink;
#[cfg(feature = "signin")]
mod raw_options;
#[cfg(feature = "badge")]
mod record;
#[cfg(any(feature = "list", feature = "people"))]
mod record_requests;
#[cfg(feature = "list")]
mod requests;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "search")]
mod search_events;
#[cfg(feature = "signin")]
pub mod sign_in;
#[cfg(any(feature = "list", feature = "people"))]
mod site_file;
#[cfg(feature = "signin")]
mod who;
#[cfg(feature = "list")]
pub mod works;
#[cfg(feature = "list")]
mod works_events;

#[cfg(feature = "badge")]
pub use badge::{Mounted, connect};
#[cfg(feature = "people")]
pub use people::{MountedPeople, connect_people};
#[cfg(feature = "search")]
pub use search::{MountedSearch, connect_search};
#[cfg(feature = "signin")]
pub use sign_in::{MountedSignIn, connect_sign_in};
#[cfg(feature = "list")]
pub use works::{MountedWorks, connect_works};

use web_sys::HtmlElement;

/// The nearest `lang`, else the browser's.
fn lang(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten();
    nearest
        .and_then(|element| element.get_attribute("lang"))
        .filter(|lang| !lang.is_empty())
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_default()
}
