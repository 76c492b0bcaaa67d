//! The pace of requests to a registry, shared by the whole page.
//!
//! ORCID allows 12 requests a second with bursts of 40 per network address
//! (facts/orcid.md §2); this stays below both, because a campus shares one.

use std::cell::Cell;

use js_sys::Math;

use crate::platform::{elapsed, sleep};

/// Milliseconds between requests once the burst is used up.
const INTERVAL: f64 = 100.0;
/// Requests that may start at once after a rest.
const BURST: f64 = 24.0;

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
    // Not the time of day: set back an hour, requests would wait an hour.
    let now = elapsed();
    let start = BUSY_UNTIL.get().max(now - (BURST - 1.0) * INTERVAL);
    BUSY_UNTIL.set(start + INTERVAL);
    start - now
}

/// Waits before the next try, longer each time, with jitter, so that many
/// visitors' browsers do not come back in step.
pub async fn back_off(failures: i32) {
    sleep(500.0 * f64::from(1 << failures.clamp(0, 6)) * (1.0 + Math::random())).await;
}
