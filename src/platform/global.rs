//! What pages, workers and processes have in common: the global scope.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Request;

#[wasm_bindgen]
extern "C" {
    /// Sends a request.
    #[wasm_bindgen(catch)]
    pub fn fetch(request: &Request) -> Result<Promise, JsValue>;
}

/// Something that the global scope has under this name; `None` where it has none or
/// refuses it.
pub fn global(name: &str) -> Option<Object> {
    let value = Reflect::get(&js_sys::global(), &name.into()).ok()?;
    value.dyn_into().ok()
}

/// The navigator, which Node has not always had.
pub fn navigator() -> Option<Object> {
    global("navigator")
}

/// Whether the browser says that it is offline. Where nobody says, it is not.
pub fn is_offline() -> bool {
    let says = navigator().and_then(|it| Reflect::get(&it, &"onLine".into()).ok());
    says.is_some_and(|it| it.is_falsy() && !it.is_undefined())
}
