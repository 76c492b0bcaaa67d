//! The pace of requests to a registry, shared by the whole page.
//!
//! ORCID allows 12 requests a second with bursts of 40 per network address
//! (facts/orcid.md §2); this stays below both, because a campus shares one. Of those
//! that wait for their turn, what the visitor sees goes first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Math, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::platform::{elapsed, sleep};

/// Milliseconds between requests once the burst is used up.
const INTERVAL: f64 = 100.0;
/// Requests that may start at once after a rest.
const BURST: f64 = 24.0;

/// Whether the visitor sees who waits for an answer; `None` once nobody does.
pub type IsVisible = Rc<dyn Fn() -> Option<bool>>;

thread_local! {
    /// When the page's requests so far would have ended at the steady pace.
    static BUSY_UNTIL: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    /// Who waits, and what tells them that it is their turn.
    static QUEUE: RefCell<Vec<(IsVisible, Function)>> = const { RefCell::new(Vec::new()) };
    static IS_MOVING: Cell<bool> = const { Cell::new(false) };
}

/// Waits for this request's turn.
pub async fn turn(is_visible: IsVisible) {
    let turn = Promise::new(&mut |resolve, _| {
        let waiting = (Rc::clone(&is_visible), resolve);
        QUEUE.with_borrow_mut(|queue| queue.push(waiting));
    });
    if !IS_MOVING.replace(true) {
        spawn_local(advance());
    }
    let _ = JsFuture::from(turn).await;
}

/// Calls one after the other until nobody waits.
async fn advance() {
    // Elements that come together take their places first.
    sleep(0.0).await;
    while QUEUE.with_borrow(|queue| !queue.is_empty()) {
        let wait = count();
        if wait > 0.0 {
            sleep(wait).await;
        }
        call_next();
    }
    IS_MOVING.set(false);
}

fn call_next() {
    let visible: Vec<Option<bool>> =
        QUEUE.with_borrow(|queue| queue.iter().map(|(is_visible, _)| is_visible()).collect());
    let seen = visible.iter().position(|it| *it == Some(true));
    let next = seen.or_else(|| visible.iter().position(Option::is_some));
    let called = QUEUE.with_borrow_mut(|queue| {
        let (mut called, mut place) = (Vec::new(), 0);
        queue.retain(|(_, call)| {
            let is_gone = visible.get(place).is_some_and(Option::is_none);
            let is_called = is_gone || Some(place) == next;
            place += 1;
            if is_called {
                called.push(call.clone());
            }
            !is_called
        });
        called
    });
    for call in called {
        let _ = call.call0(&JsValue::NULL);
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
