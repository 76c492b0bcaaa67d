//! The door: what `www/element.js` calls, and nothing else.
//!
//! An element's attributes become requests and a look; the outcome of the
//! requests becomes the view's state and DOM events. [`badge`] is the door of
//! `<scholar-badge>`, [`works`] that of `<scholar-works>`.

#[cfg(feature = "list")]
mod address;
#[cfg(feature = "badge")]
pub mod badge;
#[cfg(feature = "list")]
mod coauthors;
#[cfg(feature = "list")]
mod export;
#[cfg(feature = "list")]
mod json_ld;
#[cfg(feature = "list")]
mod known;
#[cfg(feature = "list")]
mod seat;
#[cfg(feature = "list")]
mod wanted;
#[cfg(feature = "list")]
pub mod works;

#[cfg(feature = "badge")]
pub use badge::{Mounted, connect};
#[cfg(feature = "list")]
pub use works::{MountedWorks, connect_works};

use js_sys::{Function, Promise};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, CustomEvent, CustomEventInit, HtmlElement};

use crate::registry::Error;
use crate::registry::client::{Ask, HeadStart};
use crate::view::Fallback;

/// Seconds to wait for a whole record, unless `timeout` says otherwise.
const TIMEOUT: f64 = 30.0;
/// Seconds a kept copy counts as fresh, unless `max-age` says otherwise.
const MAX_AGE: f64 = 86_400.0;

#[wasm_bindgen]
extern "C" {
    /// A request under way, as the loader keeps it.
    type Started;

    #[wasm_bindgen(method, getter)]
    fn response(this: &Started) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn abort(this: &Started) -> AbortController;
}

/// What shows where no record can.
fn fallback(host: &HtmlElement, ask: Option<&Ask>) -> Fallback {
    let text = host.text_content().unwrap_or_default();
    let is_empty = text.trim().is_empty() && host.child_element_count() == 0;
    match ask {
        _ if !is_empty => Fallback::OwnText,
        Some(ask) => Fallback::Link(ask.registry.record_page(ask.id)),
        None => Fallback::Given(given(host)),
    }
}

fn warn(host: &HtmlElement, error: Error) {
    let text = ["scholar-badge: ", error.code(), ": ", error.developer()].concat();
    web_sys::console::warn_2(&text.into(), host);
}

/// Sends a DOM event that bubbles out of shadow trees.
fn tell(host: &HtmlElement, name: &str, details: &[(&'static str, Detail)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    // Strings, numbers and flags: nothing here can fail.
    let serializer = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    if let Ok(detail) = Details(details).serialize(&serializer) {
        init.set_detail(&detail);
    }
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}

/// Tells console and page that there is no record for `orcid`.
fn tell_error(host: &HtmlElement, error: Error, orcid: String) {
    warn(host, error);
    tell(
        host,
        "scholar-error",
        &[
            ("code", Detail::Text(error.code().into())),
            ("orcid", Detail::Text(orcid)),
            ("message", Detail::Text(error.developer().into())),
            ("retryable", Detail::Flag(error.is_retryable())),
        ],
    );
}

/// A member of an event's `detail`.
#[derive(Serialize)]
#[serde(untagged)]
enum Detail {
    Text(String),
    Number(f64),
    Flag(bool),
    Nothing,
}

/// The members of a `detail`, written as a map: a struct would bring a hash
/// map of field names along.
struct Details<'a>(&'a [(&'static str, Detail)]);

impl Serialize for Details<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The request for a record that the loader has under way, if it has.
fn head_start(take: &Function, ask: &Ask) -> Option<HeadStart> {
    let address = ask.registry.record_address(ask.id);
    let started = take.call1(&JsValue::NULL, &address.into()).ok()?;
    if !started.is_object() {
        return None;
    }
    let started: &Started = started.unchecked_ref();
    Some(HeadStart {
        response: started.response(),
        abort: started.abort(),
    })
}

/// What the `orcid` attribute says.
fn given(host: &HtmlElement) -> String {
    host.get_attribute("orcid").unwrap_or_default()
}

/// A number attribute that is not negative, else `usual`.
fn number(host: &HtmlElement, name: &str, usual: f64) -> f64 {
    let given = host
        .get_attribute(name)
        .map(|text| js_sys::parse_float(&text));
    given.filter(|number| *number >= 0.0).unwrap_or(usual)
}

/// The nearest `lang`, else the browser's.
fn lang(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten();
    nearest
        .and_then(|element| element.get_attribute("lang"))
        .filter(|lang| !lang.is_empty())
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_default()
}
