//! Real answers, where they are at hand, written as XML: read as their JSON is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/as_xml.rs"]
mod as_xml;
#[path = "support/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "support/json_node.rs"]
mod json_node;

use as_xml::as_xml;
use corpus::payloads;
use json_node::JsonNode;
use scholar_badge::json::Node;
use scholar_badge::json::tape::{Tape, TapeNode};
use scholar_badge::registry::wire::{self, xml};
use serde_json::Value;

/// What becomes of the XML of an answer.
fn through_xml(root: &str, json: &Value, place: &str) -> TapeNode {
    let text = as_xml(root, json);
    let made = xml::to_json(&text).unwrap_or_else(|| panic!("{place}: {text:.300}"));
    Tape::parse(made.into_bytes()).unwrap().root()
}

#[test]
fn records_are_read_without_loss() {
    for (place, json) in payloads("record") {
        let node = through_xml("record", &json, &place);
        let read = wire::record::read(&node);
        assert_eq!(read, wire::record::read(&JsonNode(&json)), "{place}");
    }
}

#[test]
fn works_are_read_without_loss() {
    for (place, json) in payloads("work") {
        if json["bulk"].is_array() {
            let node = through_xml("bulk", &json, &place);
            let read = wire::work::read_bulk(&node);
            assert_eq!(read, wire::work::read_bulk(&JsonNode(&json)), "{place}");
        } else {
            let node = through_xml("work", &json, &place);
            assert_eq!(
                wire::work::read(&node),
                wire::work::read(&JsonNode(&json)),
                "{place}"
            );
        }
    }
}

#[test]
fn lists_of_works_are_read_without_loss() {
    for (place, json) in payloads("works") {
        let around = serde_json::json!({"activities-summary": {"works": json}});
        let node = through_xml("record", &around, &place);
        let node = node.get("activities-summary").get("works");
        let read = wire::works::read(&node);
        assert_eq!(read, wire::works::read(&JsonNode(&json)), "{place}");
    }
}

#[test]
fn searches_are_read_without_loss() {
    for (place, json) in payloads("search") {
        let root = match json["expanded-result"] {
            Value::Null => "search",
            _ => "expanded-search",
        };
        let node = through_xml(root, &json, &place);
        let read = wire::search::read(&node);
        assert_eq!(read, wire::search::read(&JsonNode(&json)), "{place}");
    }
}
