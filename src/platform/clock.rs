//! The time of day, and the time that goes by.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since 1970. People set this clock, back too.
    #[wasm_bindgen(js_namespace = Date)]
    pub fn now() -> f64;

    /// Milliseconds since the page began, by a clock that nobody can set.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn elapsed() -> f64;
}
