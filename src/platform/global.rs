//! What pages, workers and processes have in common: the global scope.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Request;

#[wasm_bindgen]
extern "C" {
    /// Sends a request.
    #[wasm_bindgen(catch)]
    pub fn fetch(request: &Request) -> Result<Promise, JsValue>;
}

/// Something that the global scope has under this name; undefined where it has none or
/// refuses it.
pub fn global(name: &str) -> JsValue {
    member(&js_sys::global(), name)
}

/// A member of the navigator, which Node has not always had; undefined where it has none.
pub fn of_navigator(name: &str) -> JsValue {
    member(&global("navigator"), name)
}

/// Whether the browser says that it is offline. Where nobody says, it is not.
pub fn is_offline() -> bool {
    of_navigator("onLine").as_bool() == Some(false)
}

fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}
