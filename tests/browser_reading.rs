//! The same answer, read from the browser's own tree and from serde_json's:
//! numbers and nulls differ between the two, what is read must not.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used)]

use scholar_badge::json::Node;
use scholar_badge::json::js_node::JsNode;
use scholar_badge::registry::wire;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "support/json_node.rs"]
mod json_node;

wasm_bindgen_test_configure!(run_in_browser);

const ODD: &str = include_str!("fixtures/v3.0/0009-0009-9000-4016");

fn parsed(json: &str) -> JsNode {
    js_sys::JSON::parse(json).expect("sound JSON").into()
}

#[wasm_bindgen_test]
fn a_record_reads_the_same_from_either_tree() {
    let native = serde_json::from_str(ODD).expect("sound JSON");
    let native = wire::record::read(&json_node::JsonNode(&native)).expect("a record");
    assert!(native.works.len() > 10, "the fixture holds works");
    assert_eq!(wire::record::read(&parsed(ODD)), Some(native));
}

#[wasm_bindgen_test]
fn what_is_absent_is_a_null_node() {
    let node = parsed(r#"{"list": [1], "text": "t", "nothing": null, "number": 3}"#);
    assert!(node.get("absent").is_null());
    assert!(node.get("nothing").is_null());
    assert!(node.get("list").at(1).is_null());
    assert!(
        node.get("text").get("length").is_null(),
        "text is no object"
    );
    assert!(node.at(0).is_null(), "an object is no list");
    assert_eq!(node.get("list").count(), Some(1));
    assert_eq!(node.count(), None);
    assert_eq!(node.get("number").number(), Some(3.0));
    assert_eq!(node.get("number").text(), None);
    assert!(node.is_object() && !node.get("list").is_object());
}

#[wasm_bindgen_test]
fn keys_of_one_place_in_memory_are_told_apart_by_length() {
    // The linker may lay "external-id" over the start of a longer name.
    let node = parsed(r#"{"external-id": "a", "external-id-type": "b"}"#);
    let name: &'static str = "external-id-type";
    assert_eq!(node.get(name).text().as_deref(), Some("b"));
    let start = name.get(.."external-id".len()).expect("ASCII");
    assert_eq!(node.get(start).text().as_deref(), Some("a"));
    assert_eq!(node.get(name).text().as_deref(), Some("b"));
}
