//! Who has signed in on this page: the iDs that `<scholar-sign-in>`, which may
//! be of another bundle, has written down for all.

use js_sys::{Reflect, Symbol};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Whether something is among those of a list. An exception, from
    /// something that is none or does what it likes when asked, is an error.
    #[wasm_bindgen(catch, js_namespace = ["Array", "prototype", "includes"], js_name = call)]
    fn includes(list: &JsValue, item: &str) -> Result<bool, JsValue>;
}

/// The window's member with this symbol is an array of iDs in their full form,
/// such as `https://orcid.org/0000-0002-1825-0097`.
const SIGNED_IN: &str = "scholar-badge.signed-in";

/// Whether the iD with this address is among them. Whatever else a page may
/// have put there is nobody's iD.
pub fn is_signed_in(page: &str) -> bool {
    let ids =
        web_sys::window().and_then(|window| Reflect::get(&window, &Symbol::for_(SIGNED_IN)).ok());
    ids.is_some_and(|ids| includes(&ids, page).unwrap_or_default())
}
