//! Long work in pieces, between which the page can answer its visitor.

use std::cell::Cell;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use super::elapsed;

/// Milliseconds of work at a time. A task of 50 is long (W3C Long Tasks), and what
/// begins in one may last as long again on a slow phone.
const PIECE: f64 = 10.0;

thread_local! {
    static BEGUN: Cell<f64> = const { Cell::new(0.0) };
}

/// Ends the task where it has lasted long enough, and goes on in one of its own.
/// Called often within long work: mostly it does nothing.
pub async fn breathe() {
    if elapsed() - BEGUN.get() < PIECE {
        return;
    }
    next_task().await;
    BEGUN.set(elapsed());
}

/// A timer would do, too, but browsers let the fifth in a row wait 4 ms and those of a
/// hidden page a second.
async fn next_task() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let port = channel.port1();
    let told = Promise::new(&mut |resolve, _| {
        port.set_onmessage(Some(&resolve));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(told).await;
    port.close();
}
