//! What holds for any input: readers never panic, one broken value never
//! loses more than its item.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/json_node.rs"]
mod json_node;

use json_node::JsonNode;
use proptest::prelude::*;
use scholar_badge::json::Node;
use scholar_badge::orcid::{AffiliationKind, Record};
use scholar_badge::registry::wire::{
    affiliations, error_body, person, record, schema_org, work, works,
};
use serde_json::{Map, Value, json};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Field names the readers look for, so that random trees get deep into them.
const KEYS: [&str; 34] = [
    "value",
    "path",
    "uri",
    "person",
    "activities-summary",
    "works",
    "group",
    "work-summary",
    "title",
    "subtitle",
    "translated-title",
    "external-ids",
    "external-id",
    "external-id-type",
    "external-id-value",
    "display-index",
    "visibility",
    "publication-date",
    "year",
    "month",
    "employments",
    "affiliation-group",
    "summaries",
    "employment-summary",
    "organization",
    "orcid-identifier",
    "bulk",
    "work",
    "contributors",
    "contributor",
    "@type",
    "@reverse",
    "creator",
    "name",
];

const TEXTS: [&str; 14] = [
    "public",
    "limited",
    "doi",
    "10.5555/x",
    "2021",
    "00",
    "0000-0002-1825-0097",
    "Person",
    "",
    "\u{feff}",
    "<i>x</i>&amp;&#x;<",
    "https://orcid.org/0000-0002-1825-0097",
    "javascript:x",
    "-1",
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        proptest::sample::select(TEXTS.as_slice()).prop_map(Value::from),
    ];
    leaf.prop_recursive(7, 80, 6, |inner| {
        let key = proptest::sample::select(KEYS.as_slice());
        let member = (key, inner.clone()).prop_map(|(key, value)| (key.to_owned(), value));
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::from),
            proptest::collection::vec(member, 0..6)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn read_all(json: &Value) {
    let node = JsonNode(json);
    let _ = record::read(&node);
    let recent = record::read_recent(&node, 2);
    assert!(recent.is_none_or(|record| record.works.len() <= record.work_count));
    let _ = person::read(&node);
    let _ = affiliations::read(&node, AffiliationKind::Employment);
    let _ = work::read(&node);
    let _ = work::read_bulk(&node);
    let _ = schema_org::read(&node);
    let _ = error_body::read(&node);
    let (groups, skipped) = works::read(&node);
    let mut reader = works::WorksReader::of(&node);
    while !reader.go_on(1) {}
    assert_eq!((&reader.groups, reader.skipped), (&groups, skipped));
    for group in groups {
        let _ = (group.preferred.doi(), group.preferred.link_to());
    }
}

/// A sound record in which no two items are alike.
fn sound_record() -> Value {
    let item = |mut item: Value| {
        item["visibility"] = json!("public");
        item
    };
    let summary = |number: u32| {
        item(json!({
            "put-code": number,
            "display-index": "0",
            "title": {"title": {"value": format!("Work {number}")}, "subtitle": null},
            "type": "journal-article",
            "journal-title": null,
            "publication-date": {"year": {"value": "2021"}, "month": null, "day": null},
            "external-ids": {"external-id": [{
                "external-id-type": "doi", "external-id-value": format!("10.5555/{number}"),
                "external-id-url": {"value": ""}, "external-id-relationship": "self",
            }]},
            "source": {"source-name": {"value": "Crossref"}, "source-orcid": null},
        }))
    };
    let group = |number: u32| json!({"work-summary": [summary(number), summary(number + 100)], "external-ids": null});
    let section = |kind: &str| {
        let groups: Vec<Value> = (0..2)
            .map(|number| {
                let name = format!("{kind} {number}");
                let summary = item(json!({"organization": {"name": name}, "put-code": number}));
                json!({"summaries": [{format!("{kind}-summary"): summary}]})
            })
            .collect();
        json!({"affiliation-group": groups})
    };
    let texts = |list: &str, field: &str| {
        let items: Vec<Value> = (0..3)
            .map(|n| item(json!({field: format!("{list}{n}")})))
            .collect();
        json!({list: items})
    };
    json!({
        "orcid-identifier": {
            "path": "0000-0002-1825-0097", "uri": "https://orcid.org/0000-0002-1825-0097",
        },
        "path": "/0000-0002-1825-0097",
        "history": {"last-modified-date": {"value": 1_559_917_016_886_u64}},
        "person": {
            "name": item(json!({"given-names": {"value": "Josiah"}, "credit-name": null})),
            "biography": item(json!({"content": "Fell off a chair."})),
            "keywords": texts("keyword", "content"),
            "other-names": texts("other-name", "content"),
        },
        "activities-summary": {
            "employments": section("employment"),
            "educations": section("education"),
            "fundings": {"group": [{"funding-summary": [item(json!({}))]}]},
            "peer-reviews": {"group": [{"peer-review-group": [
                {"peer-review-summary": [item(json!({})), item(json!({}))]},
            ]}]},
            "works": {"group": (1..=4).map(group).collect::<Vec<_>>()},
        },
    })
}

/// What was read, piece by piece, in the order of [`places`].
fn pieces(record: &Record) -> Vec<String> {
    let mut pieces = vec![
        format!("id {}", record.id),
        format!("modified {:?}", record.last_modified),
        format!("name {:?}", record.person.name),
        format!("biography {:?}", record.person.biography),
        format!("fundings {}", record.funding_count),
        format!("reviews {}", record.peer_review_count),
    ];
    pieces.extend(
        record
            .person
            .keywords
            .iter()
            .map(|text| format!("keyword {text}")),
    );
    pieces.extend(
        record
            .person
            .other_names
            .iter()
            .map(|text| format!("other name {text}")),
    );
    pieces.extend(record.affiliations.iter().map(|one| format!("{one:?}")));
    pieces.extend(record.works.iter().map(|one| format!("{one:?}")));
    pieces
}

/// Where the pieces of the sound record stand in it.
fn places() -> Vec<String> {
    let mut places: Vec<String> = [
        // Told in three places, so no single one is needed.
        "/nowhere",
        "/history/last-modified-date",
        "/person/name",
        "/person/biography",
        "/activities-summary/fundings",
        "/activities-summary/peer-reviews",
    ]
    .map(str::to_owned)
    .to_vec();
    for (list, count) in [
        ("/person/keywords/keyword", 3),
        ("/person/other-names/other-name", 3),
        ("/activities-summary/employments/affiliation-group", 2),
        ("/activities-summary/educations/affiliation-group", 2),
        ("/activities-summary/works/group", 4),
    ] {
        places.extend((0..count).map(|index| format!("{list}/{index}")));
    }
    places
}

/// Every place of a tree as a JSON pointer, the root first.
fn pointers(json: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match json {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                pointers(member, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

fn is_within(inner: &str, outer: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_json_makes_a_reader_panic(json in any_json()) {
        read_all(&json);
    }

    #[test]
    fn one_broken_value_loses_no_more_than_its_item(
        index in any::<proptest::sample::Index>(),
        replacement in any_json(),
    ) {
        let sound = sound_record();
        let before = record::read(&JsonNode(&sound)).unwrap();
        prop_assert_eq!(before.skipped, 0);
        let mut all = Vec::new();
        pointers(&sound, "", &mut all);
        let pointer = index.get(&all[1..]).as_str();

        let mut broken = sound.clone();
        *broken.pointer_mut(pointer).unwrap() = replacement;
        let after = record::read(&JsonNode(&broken)).map(|record| pieces(&record));
        prop_assert!(after.is_some(), "{pointer}");
        let after = after.unwrap();
        let before = pieces(&before);
        prop_assert_eq!(before.len(), places().len());
        for (piece, place) in before.iter().zip(places()) {
            // A new iD where the iD stands is no loss.
            let touched = is_within(&place, pointer) || is_within(pointer, &place)
                || place == "/nowhere" && is_within(pointer, "/orcid-identifier");
            prop_assert!(touched || after.contains(piece), "{pointer} lost {piece}");
        }
    }

    #[test]
    fn a_record_anywhere_in_random_json_still_reads(index in any::<proptest::sample::Index>(), junk in any_json()) {
        let mut json = sound_record();
        let mut all = Vec::new();
        pointers(&json, "", &mut all);
        *json.pointer_mut(index.get(&all).as_str()).unwrap() = junk;
        read_all(&json);
    }

    #[test]
    fn titles_come_out_clean(text in any::<String>()) {
        let json = json!({"title": {"title": {"value": text}}});
        if let Some(detail) = work::read(&JsonNode(&json)) {
            let title = detail.work.title.text;
            prop_assert!(!title.is_empty() && title.trim() == title);
            prop_assert!(!title.contains(char::is_control) && !title.contains("  "));
        }
    }
}
