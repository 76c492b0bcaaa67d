//! What callers give, and what they are given.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

use super::fault::Fault;
use crate::json::Node;
use crate::json::js_node::JsNode;
use crate::json::tape::{Tape, TapeNode};

/// The tree of an object that a caller has given, in Wasm.
fn tree(given: &JsValue) -> Result<TapeNode, Fault> {
    let text = JSON::stringify(given).map(|text| text.as_string());
    let text = text.ok().flatten().ok_or(Fault::NotPlain)?;
    let tape = Tape::parse(text.into_bytes()).ok_or(Fault::NotPlain)?;
    Ok(tape.root())
}

/// What `read` makes of each item of a list that a caller has given.
pub(super) fn items<T>(
    given: &JsValue,
    read: impl Fn(&TapeNode) -> Option<T>,
) -> Result<Vec<T>, Fault> {
    let tree = tree(given)?;
    let places = 0..tree.count().ok_or(Fault::NotPlain)?;
    let read = places.map(|place| read(&tree.at(place)).ok_or(Fault::NotPlain));
    read.collect()
}

/// The object that a text of ours is.
pub(super) fn object(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or(JsValue::NULL)
}

/// A member of an object that a caller has given, or of nothing.
pub(super) fn member(given: &JsValue, name: &'static str) -> JsNode {
    JsNode::from(given.clone()).get(name)
}
