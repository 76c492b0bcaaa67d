//! What elements that show records have in common: their attributes, and what
//! they tell when there is none.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, HtmlElement};

use super::events::{self, Detail, tell};
use crate::platform::size::MB;
use crate::registry::client::HeadStart;
use crate::registry::{Error, RecordQuery, keep_at_most};
use crate::view::Fallback;

/// Seconds to wait for a whole record, unless `timeout` says otherwise.
pub const TIMEOUT: f64 = 30.0;
/// Seconds a kept copy counts as fresh, unless `max-age` says otherwise.
pub const MAX_AGE: f64 = 86_400.0;
/// Megabytes that an answer may have, unless `max-size` says otherwise. Records of
/// 10,000 works have some 20.
const MAX_SIZE: f64 = 25.0;
/// Megabytes that no `max-size` goes beyond: what the JSON of a list may have.
const MOST_SIZE: f64 = 64.0;

#[wasm_bindgen]
extern "C" {
    /// A request under way, as the loader keeps it.
    type Started;

    #[wasm_bindgen(method, getter)]
    fn response(this: &Started) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn abort(this: &Started) -> AbortController;

    #[wasm_bindgen(method, getter)]
    fn release(this: &Started) -> Option<Function>;
}

/// What shows where no record can; `page` is the record's own page.
pub fn fallback(host: &HtmlElement, page: Option<String>) -> Fallback {
    let text = host.text_content().unwrap_or_default();
    // A photo has a slot of its own.
    let other = host.query_selector(":scope > :not([slot])");
    let is_empty = text.trim().is_empty() && !matches!(other, Ok(Some(_)));
    match page {
        _ if !is_empty => Fallback::OwnText,
        Some(page) => Fallback::Link(page),
        None => Fallback::Given(given(host)),
    }
}

/// Tells the console about an error that changes nothing for the visitor, or
/// less than all.
pub fn warn(host: &HtmlElement, error: Error) {
    events::warn(host, error.code(), error.developer());
}

/// Tells console and page that there is no record for `orcid`.
pub fn tell_error(host: &HtmlElement, error: Error, orcid: String) {
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

/// The request for a record that the loader has under way, if it has.
pub fn head_start(take: &Function, query: &RecordQuery) -> Option<HeadStart> {
    let address = query.registry.record_address(query.id);
    let started = take.call1(&JsValue::NULL, &address.into()).ok()?;
    if !started.is_object() {
        return None;
    }
    let started: Started = started.unchecked_into();
    Some(HeadStart {
        response: started.response(),
        abort: started.abort(),
        release: Box::new(move || started.release()),
    })
}

/// Whether the visitor sees any of an element.
pub fn is_visible(host: &HtmlElement) -> bool {
    let side = |length: Result<JsValue, JsValue>| length.ok().and_then(|it| it.as_f64());
    let Some(window) = web_sys::window() else {
        return false;
    };
    let (width, height) = (side(window.inner_width()), side(window.inner_height()));
    let shown = host.get_bounding_client_rect();
    let within = |from: f64, to: f64, side: Option<f64>| to > 0.0 && Some(from) < side;
    within(shown.left(), shown.right(), width) && within(shown.top(), shown.bottom(), height)
}

/// What the `orcid` attribute says.
pub fn given(host: &HtmlElement) -> String {
    host.get_attribute("orcid").unwrap_or_default()
}

/// The largest answer that is read, in bytes.
pub fn max_size(host: &HtmlElement) -> usize {
    (number(host, "max-size", MAX_SIZE).min(MOST_SIZE) * MB as f64) as usize
}

/// Has the page keep no more than an element's `cache-size` says, in megabytes. One
/// without it leaves that to the others.
pub fn limit_cache(host: &HtmlElement) {
    let size = number(host, "cache-size", f64::INFINITY);
    if size.is_finite() {
        keep_at_most((size * MB as f64) as u64);
    }
}

/// A number attribute that is not negative, else `usual`.
pub fn number(host: &HtmlElement, name: &str, usual: f64) -> f64 {
    let given = host
        .get_attribute(name)
        .map(|text| js_sys::parse_float(&text));
    given.filter(|number| *number >= 0.0).unwrap_or(usual)
}
