//! What `www/extras.schema.json` describes is read, each field of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;

use scholar_badge::bibliography::WorkExtra;
use scholar_badge::extras::{Extras, PersonExtra, read};
use scholar_badge::orcid::OrcidId;
use serde_json::{Map, Value, json};

const ID: &str = "0000-0002-1825-0097";

fn text_of(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn schema() -> Value {
    serde_json::from_str(&text_of("www/extras.schema.json")).unwrap()
}

fn file(value: &Value) -> Extras {
    let resolve = |text: &str| Some(format!("https://lab.example/{text}"));
    read(value.to_string().into_bytes(), &resolve).unwrap()
}

/// Something that the field may hold.
fn sample(name: &str, field: &Value) -> Value {
    match (field["$ref"].as_str(), field["type"].as_str()) {
        (Some("#/$defs/address"), _) => json!("https://x.example/a"),
        (Some("#/$defs/date"), _) => json!("2021-05"),
        (Some("#/$defs/names"), _) => json!([{"family": "Hale"}]),
        (Some("#/$defs/work"), _) => json!({"note": "N"}),
        (Some("#/$defs/text"), _) => json!("Text"),
        (_, Some("boolean")) => json!(true),
        (_, Some("array")) => json!(["Text"]),
        _ if name == "email" => json!("a@x.example"),
        _ if name == "issued" => json!({"date-parts": [[2021]]}),
        _ if name == "language" => json!("de"),
        _ if name == "type" => json!("book"),
        _ => json!("10.1000/1"),
    }
}

fn fields(schema: &Value, part: &str) -> Map<String, Value> {
    let fields = schema["$defs"][part]["properties"].as_object();
    fields.unwrap().clone()
}

#[test]
fn every_field_of_a_work_is_read() {
    for (name, field) in fields(&schema(), "work") {
        let mut value = json!({"works": {"1": {}}});
        value["works"]["1"][&name] = sample(&name, &field);
        let extras = file(&value);
        assert!(
            extras.problems.first.is_empty(),
            "{name}: {:?}",
            extras.problems
        );
        assert_ne!(*extras.works.named[0].1, WorkExtra::default(), "{name}");
    }
}

#[test]
fn every_field_of_a_person_is_read() {
    let id = OrcidId::parse(ID).unwrap();
    for (name, field) in fields(&schema(), "person") {
        let mut value = json!({"people": {ID: {}}});
        value["people"][ID][&name] = sample(&name, &field);
        let extras = file(&value);
        assert!(
            extras.problems.first.is_empty(),
            "{name}: {:?}",
            extras.problems
        );
        assert_ne!(
            *extras.people.get(id).unwrap(),
            PersonExtra::default(),
            "{name}"
        );
    }
}

#[test]
fn every_field_of_an_item_is_read() {
    let plain = file(&json!({"items": [{"title": "A"}]})).works;
    for (name, field) in fields(&schema(), "item") {
        let mut value = json!({"items": [{"title": "A"}]});
        value["items"][0][&name] = sample(&name, &field);
        let extras = file(&value);
        assert!(
            extras.problems.first.is_empty(),
            "{name}: {:?}",
            extras.problems
        );
        // It names the item in messages, and no more.
        if name != "id" {
            assert_ne!(extras.works, plain, "{name}");
        }
    }
}

#[test]
fn the_example_of_the_readme_is_read_without_a_word() {
    let text = text_of("README.md");
    let (_, rest) = text.split_once("```json\n{\n  \"$schema\"").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let example: Value = serde_json::from_str(&["{\"$schema\"", example].concat()).unwrap();
    let extras = file(&example);
    assert!(extras.problems.first.is_empty(), "{:?}", extras.problems);
    assert_eq!(extras.works.written.len(), 3);
    assert_eq!(extras.works.own.len(), 1);
    assert_eq!(extras.people.iter().count(), 1);
}
