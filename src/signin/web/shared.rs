//! Who is signed in, for badges: they come from another bundle of this crate,
//! so the page itself holds the list.

use js_sys::{Array, Reflect, Symbol};
use wasm_bindgen::JsValue;
use web_sys::Event;

/// Where badges look; `src/element/identities.rs` says the same.
const PLACE: &str = "scholar-badge.signed-in";
/// Says that it has changed.
const EVENT: &str = "scholar-identities";

/// Makes known that the iDs of these addresses, and no others, are verified.
pub fn publish(pages: impl Iterator<Item = String>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let pages: Array = pages.map(JsValue::from).collect();
    let _ = Reflect::set(&window, &Symbol::for_(PLACE).into(), &pages);
    if let Ok(event) = Event::new(EVENT) {
        let _ = window.dispatch_event(&event);
    }
}
