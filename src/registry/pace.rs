//! The pace of requests to a registry, shared by the whole page.
//!
//! ORCID allows 12 requests a second with bursts of 40 per network address
//! (facts/orcid.md §2); this stays below both, because a campus shares one.

use std::cell::Cell;

use js_sys::{Function, Math, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds between requests once the burst is used up.
const INTERVAL: f64 = 100.0;
/// Requests that may start at once after a rest.
const BURST: f64 = 24.0;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page began. Nobody can set this clock: of the time
    /// of day, set back an hour, requests would wait an hour.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

thread_local! {
    /// When the page's requests so far would have ended at the steady pace.
    static BUSY_UNTIL: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Waits for this request's turn.
pub async fn turn() {
    let wait = count();
    if wait > 0.0 {
        sleep(wait).await;
    }
}

/// Counts a request, such as one the loader has started already; gives the
/// milliseconds until its turn.
pub fn count() -> f64 {
    let now = now();
    let start = BUSY_UNTIL.get().max(now - (BURST - 1.0) * INTERVAL);
    BUSY_UNTIL.set(start + INTERVAL);
    start - now
}

/// Waits before the next try, longer each time, with jitter, so that many
/// visitors' browsers do not come back in step.
pub async fn back_off(failures: i32) {
    sleep(500.0 * f64::from(1 << failures.clamp(0, 6)) * (1.0 + Math::random())).await;
}

/// Waits for so many milliseconds.
pub async fn sleep(milliseconds: f64) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            // A refusal resolves nothing; there is no browser that refuses.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                &resolve,
                milliseconds as i32,
            );
        } else {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
