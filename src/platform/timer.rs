//! Waiting.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(number: &JsValue);
}

/// Waits for so many milliseconds.
pub async fn sleep(milliseconds: f64) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        set_timeout(&resolve, milliseconds as i32);
    });
    let _ = JsFuture::from(promise).await;
}

/// Does something once the time has come, unless it is dropped before. A timer that
/// nobody ends would keep a process of Node alive. What it does is a closure of the kind
/// that promises take, since another kind would be more code; it is given nothing.
#[must_use = "it does nothing once it is dropped"]
#[derive(Debug)]
pub struct Timer {
    number: JsValue,
    /// Kept for as long as it may be called.
    _act: Closure<dyn FnMut(JsValue)>,
}

impl Timer {
    /// Waits for so many milliseconds.
    pub fn after(milliseconds: f64, act: Box<dyn FnMut(JsValue)>) -> Self {
        let act = Closure::wrap(act);
        Self {
            number: set_timeout(act.as_ref().unchecked_ref(), milliseconds as i32),
            _act: act,
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.number);
    }
}
