//! The bundle that reads XML. The page fetches it when an answer needs it.

use std::cell::RefCell;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes what loads the reader: `() => Promise<(xml: Uint8Array) => Uint8Array?>`.
pub fn use_xml(load: Function) {
    LOAD.set(Some(load));
}

/// An answer in XML as JSON; `None` where it is unsound, or the reader does not come.
pub(super) async fn to_json(xml: &Uint8Array) -> Option<Uint8Array> {
    let load = LOAD.with_borrow(Clone::clone)?;
    let loading: Promise = load.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
    let read: Function = JsFuture::from(loading).await.ok()?.dyn_into().ok()?;
    read.call1(&JsValue::NULL, xml).ok()?.dyn_into().ok()
}
