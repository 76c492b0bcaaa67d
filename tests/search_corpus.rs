//! Real answers of the search, where they are at hand: read without loss.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "support/json_node.rs"]
mod json_node;

use std::collections::BTreeSet;

use corpus::{bare, payloads};
use json_node::JsonNode;
use scholar_badge::json::Node;
use scholar_badge::json::tape::Tape;
use scholar_badge::orcid::{Name, SearchHit};
use scholar_badge::registry::wire::search;
use serde_json::Value;

/// The texts of a list that say something, each once, as far as they are clean.
fn clean(list: &Value) -> BTreeSet<&str> {
    let texts = list.as_array().into_iter().flatten();
    let is_clean = |text: &&str| {
        let is_single = !text.contains("  ") && !text.contains(char::is_control);
        text.is_ascii() && is_single && !text.is_empty() && text.trim() == *text
    };
    texts.filter_map(Value::as_str).filter(is_clean).collect()
}

fn check(hit: &SearchHit, json: &Value, place: &str) {
    let name = hit.name.as_ref();
    for (field, key) in [
        (name.and_then(|it| it.given.as_deref()), "given-names"),
        (name.and_then(|it| it.family.as_deref()), "family-names"),
        (name.and_then(|it| it.credit.as_deref()), "credit-name"),
    ] {
        if let Some(text) = bare(json, key) {
            assert_eq!(field, Some(text), "{place}");
        }
    }
    let has_name = ["given-names", "family-names", "credit-name"]
        .iter()
        .any(|key| json[key].as_str().is_some_and(|it| !it.trim().is_empty()));
    assert_eq!(name.is_some(), has_name, "{place}");
    for (read, key) in [
        (&hit.other_names, "other-name"),
        (&hit.emails, "email"),
        (&hit.institutions, "institution-name"),
    ] {
        let all: BTreeSet<&str> = read.iter().map(String::as_str).collect();
        assert_eq!(all.len(), read.len(), "{place}: each once");
        assert!(all.is_superset(&clean(&json[key])), "{place}");
        for text in all {
            assert_eq!(text.trim(), text, "{place}");
            assert!(
                !text.is_empty() && !text.contains(char::is_control),
                "{place}"
            );
        }
    }
    assert!(!name.map_or("x".into(), Name::display).is_empty());
}

#[test]
fn real_answers_are_read_without_loss() {
    for (place, json) in payloads("search") {
        let page = search::read(&JsonNode(&json)).unwrap_or_else(|| panic!("{place}"));
        assert_eq!(
            Some(page.found as u64),
            json["num-found"].as_u64(),
            "{place}"
        );
        assert_eq!(page.skipped, 0, "{place}");
        let (list, path) = match &json["expanded-result"] {
            Value::Array(list) => (list.clone(), "/orcid-id"),
            _ => (
                json["result"].as_array().cloned().unwrap_or_default(),
                "/orcid-identifier/path",
            ),
        };
        assert_eq!(page.hits.len(), list.len(), "{place}");
        for (hit, json) in page.hits.iter().zip(&list) {
            let id = json.pointer(path).and_then(Value::as_str);
            assert_eq!(Some(hit.id.digits().as_str()), id, "{place}");
            check(hit, json, &place);
        }
        // As the page itself reads it.
        let tape = Tape::parse(json.to_string().into_bytes()).unwrap();
        assert_eq!(search::read(&tape.root()), Some(page), "{place}");
    }
}
