//! The door for XML: a bundle of its own reads it, and the others know how to get
//! that one.

#[cfg(any(feature = "badge", feature = "search", feature = "data"))]
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Takes what loads the bundle's [`read_xml`], for an answer in XML.
#[cfg(any(feature = "badge", feature = "search", feature = "data"))]
#[wasm_bindgen(js_name = useXml)]
pub fn use_xml(load: Function) {
    crate::registry::use_xml(load);
}

/// The registry's XML as JSON, both in UTF-8; `undefined` where it is no sound answer
/// of version 3.0.
#[cfg(feature = "xml")]
#[wasm_bindgen(js_name = readXml)]
pub fn read_xml(xml: &[u8]) -> Option<Vec<u8>> {
    let xml = core::str::from_utf8(xml).ok()?;
    Some(crate::registry::wire::xml::to_json(xml)?.into_bytes())
}
