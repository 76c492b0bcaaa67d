//! The door: what `www/src/element.js` calls, and nothing else.
//!
//! An element's attributes become requests and a look; the outcome of the
//! requests becomes the view's state and DOM events. `badge` is the door of
//! `<scholar-badge>`, `works` that of `<scholar-works>`, `sign_in` that of
//! `<scholar-sign-in>`, and `api` that of pages with a view of their own.

#[cfg(feature = "list")]
mod address;
#[cfg(feature = "signin")]
pub mod api;
#[cfg(feature = "badge")]
pub mod badge;
#[cfg(feature = "list")]
mod coauthors;
mod events;
#[cfg(feature = "list")]
mod export;
#[cfg(feature = "badge")]
mod identities;
#[cfg(feature = "list")]
mod json_ld;
#[cfg(feature = "list")]
mod known;
#[cfg(feature = "signin")]
mod raw_options;
#[cfg(feature = "badge")]
mod record;
#[cfg(feature = "list")]
mod seat;
#[cfg(feature = "signin")]
pub mod sign_in;
#[cfg(feature = "list")]
mod wanted;
#[cfg(feature = "signin")]
mod who;
#[cfg(feature = "list")]
pub mod works;

#[cfg(feature = "badge")]
pub use badge::{Mounted, connect};
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
