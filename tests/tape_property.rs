//! The tape reads what serde_json reads, and refuses what it refuses; where
//! browsers are more lenient, the tape is as they are.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)]
#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/json_node.rs"]
mod json_node;
#[path = "support/tape_agrees.rs"]
mod tape_agrees;

use std::rc::Rc;

use corpus::payloads;
use json_node::JsonNode;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scholar_badge::json::Node;
use scholar_badge::json::tape::{Parser, Tape};
use serde_json::Value;
use tape_agrees::{assert_agree, assert_same, read_all, root};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const NAMES: [&str; 32] = [
    "value",
    "path",
    "person",
    "activities-summary",
    "works",
    "group",
    "work-summary",
    "title",
    "translated-title",
    "external-ids",
    "external-id",
    "external-id-type",
    "external-id-value",
    "put-code",
    "display-index",
    "visibility",
    "publication-date",
    "year",
    "orcid-identifier",
    "bulk",
    "work",
    "contributors",
    // Names as they may also be written, and names that begin like others.
    "val\\u0075e",
    "\\u0067roup",
    "title\\u0000",
    "titl",
    "titlé",
    "\\ud83d\\ude00",
    "😀",
    "a\\\":\\\"b",
    "\\\\",
    "",
];

const SCALARS: [&str; 34] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "7",
    "9007199254740991",
    "9007199254740993",
    "-9007199254740992",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "1559917016886",
    "1.5",
    "1.0",
    "-0.125",
    "2e3",
    "2E+3",
    "25e-1",
    "1e22",
    "1e23",
    "1.7976931348623157e308",
    "5e-324",
    "1e-400",
    "0e999999999999999999999",
    "0.00000000000000000000000000000123456789012345678901234567890",
    "\"public\"",
    "\"10.5555/x\"",
    "\"0000-0002-1825-0097\"",
    "\"\\ud83d\\ude00\\ud800\\ud83d\\ude00\\udc00\"",
    "\"\\ud800\\n\\udc00\\u0041\\\\ud800\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\"",
    "\"\u{7f}\u{80}é\u{2028}😀\"",
    "\"2021\"",
];

fn blank() -> impl Strategy<Value = &'static str> {
    select(["", "", "", " ", "\n", "\r\n\t "].as_slice())
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][+-]?[0-9]{1,2})?",
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON has no others", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
    ]
}

/// JSON as somebody might write it: blanks, escapes, names that come twice.
fn any_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => select(SCALARS.as_slice()).prop_map(str::to_owned),
        1 => number(),
        2 => any::<String>().prop_map(|text| Value::from(text).to_string()),
    ];
    leaf.prop_recursive(8, 96, 7, |inner| {
        let item = (blank(), inner, blank())
            .prop_map(|(a, value, b)| format!("{a}{value}{b}"))
            .boxed();
        let name = prop_oneof![
            4 => select(NAMES.as_slice()).prop_map(|name| format!("\"{name}\"")),
            1 => any::<String>().prop_map(|name| Value::from(name).to_string()),
        ];
        let member = (blank(), name, blank(), item.clone())
            .prop_map(|(a, name, b, value)| format!("{a}{name}{b}:{value}"));
        let list = |items: Vec<String>| items.join(",");
        prop_oneof![
            (blank(), proptest::collection::vec(item, 0..5))
                .prop_map(move |(a, items)| format!("[{a}{}]", list(items))),
            (blank(), proptest::collection::vec(member, 0..7))
                .prop_map(move |(a, items)| format!("{{{a}{}}}", list(items))),
        ]
    })
}

/// One change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index),
    Put(Index, u8),
    Insert(Index, u8),
    Remove(Index),
}

fn any_change() -> impl Strategy<Value = Change> {
    let byte = || {
        prop_oneof![
            select(b"{}[],:\"\\u0e.-+ntf \n/\x00\xff\xe2\xed".as_slice()),
            any::<u8>()
        ]
    };
    prop_oneof![
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), byte()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (any::<Index>(), byte()).prop_map(|(at, byte)| Change::Insert(at, byte)),
        any::<Index>().prop_map(Change::Remove),
    ]
}

fn change(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    match change {
        Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Change::Put(at, byte) => *at.get_mut(bytes) = *byte,
        Change::Insert(at, byte) => bytes.insert(at.index(bytes.len()), *byte),
        Change::Remove(at) => drop(bytes.remove(at.index(bytes.len()))),
    }
}

/// A work's summary with values that may be anything, some members twice.
fn summary() -> impl Strategy<Value = String> {
    let members = proptest::collection::vec((select(NAMES.as_slice()), any_text()), 0..4);
    (members, any_text(), any_text()).prop_map(|(members, title, id)| {
        let mut text = String::from("{\"put-code\":1,\"title\":{\"title\":{\"value\":\"A\"}}");
        for (name, value) in members {
            text += &format!(",\"{name}\":{value}");
        }
        text + &format!(
            ",\"external-ids\":{{\"external-id\":[{{\"external-id-type\":\"doi\",\
             \"external-id-value\":{id}}}]}},\"title\":{{\"title\":{{\"value\":\"A\"}},\
             \"subtitle\":{{\"value\":{title}}}}}}}"
        )
    })
}

/// Parses some bytes at a time; no more than `length` of them and a value.
fn in_pieces(text: &[u8], length: usize) -> Option<Rc<Tape>> {
    let mut parser = Parser::of(text.to_vec());
    let mut pieces = 1;
    while !parser.go_on(length)? {
        pieces += 1;
        assert!(pieces <= text.len(), "it does not come to an end");
    }
    Some(parser.tape())
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn in_pieces_a_text_is_what_it_is_at_once(
        text in any_text(),
        changes in proptest::collection::vec(any_change(), 0..2),
        length in 1_usize..40,
    ) {
        let mut bytes = text.into_bytes();
        changes.iter().for_each(|one| change(&mut bytes, one));
        let whole = Tape::parse(bytes.clone());
        assert_eq!(format!("{:?}", in_pieces(&bytes, length)), format!("{whole:?}"));
    }

    #[test]
    fn any_json_reads_the_same(text in any_text()) {
        prop_assert!(root(&text).is_some(), "{}", text);
        assert_agree(text.as_bytes());
    }

    #[test]
    fn broken_json_is_refused_alike(
        text in any_text(),
        changes in proptest::collection::vec(any_change(), 1..4),
    ) {
        let mut bytes = text.into_bytes();
        for one in &changes {
            change(&mut bytes, one);
        }
        assert_agree(&bytes);
    }

    #[test]
    fn any_bytes_are_refused_alike(bytes in proptest::collection::vec(any::<u8>(), 0..12)) {
        assert_agree(&bytes);
        let mut quoted = vec![b'"'];
        quoted.extend(bytes);
        quoted.push(b'"');
        assert_agree(&quoted);
    }

    #[test]
    fn nasty_records_read_the_same(summaries in proptest::collection::vec(summary(), 0..5)) {
        let works = format!("{{\"group\":[{{\"work-summary\":[{}]}}]}}", summaries.join(","));
        assert_agree(works.as_bytes());
        assert_agree(
            format!(
                "{{\"orcid-identifier\":{{\"path\":\"0000-0002-1825-0097\"}},\
                 \"activities-summary\":{{\"works\":{works}}}}}"
            )
            .as_bytes(),
        );
    }
}

#[test]
fn real_payloads_read_the_same() {
    for kind in [
        "record",
        "works",
        "work",
        "person",
        "affiliations",
        "error",
        "jsonld",
    ] {
        for (place, json) in payloads(kind) {
            let tape = root(std::fs::read(&place).unwrap()).unwrap_or_else(|| panic!("{place}"));
            assert_same(&tape, &json);
            assert_eq!(
                format!("{:?}", read_all(&tape)),
                format!("{:?}", read_all(&JsonNode(&json))),
                "{place}"
            );
        }
    }
}

#[test]
fn the_last_of_the_members_of_one_name_counts_however_it_is_written() {
    for (text, expected) in [
        (r#"{"a": 1, "b": 2, "a": 3}"#, Some(3.0)),
        (r#"{"a": 1, "\u0061": 3}"#, Some(3.0)),
        (r#"{"\u0061": 3, "a": 1}"#, Some(1.0)),
        (r#"{"a": 1, "a": null}"#, None),
        (r#"{"aa": 1, "": 2, "A": 4}"#, None),
    ] {
        assert_eq!(root(text).unwrap().get("a").number(), expected, "{text}");
    }
}

#[test]
fn a_name_with_a_quote_is_not_taken_for_a_name_and_its_value() {
    let node = root(r#"{"a":"b"}"#).unwrap();
    assert!(node.get("a\":\"b").is_null());
    assert_eq!(node.get("a").text().unwrap(), "b");
    let node = root(r#"{"a\":\"b": 1}"#).unwrap();
    assert_eq!(node.get("a\":\"b").number(), Some(1.0));
}

#[test]
fn what_only_looks_like_json_is_refused() {
    for text in [
        "",
        " ",
        "[1}",
        "{\"a\":1]",
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "[1 2]",
        "{1:2}",
        "{\"a\"}",
        "{\"a\" 1}",
        "[",
        "{\"a\":",
        "]",
        "1 1",
        "01",
        "-01",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e1",
        "1e",
        "1e+",
        "0x1",
        "nul",
        "nulll",
        "True",
        "NaN",
        "Infinity",
        "'a'",
        "\"a",
        "\"\\v\"",
        "\"\\a\"",
        "\"\\x41\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\u12\"",
        "\"\\\"",
        "\"\t\"",
        "\"\u{1f}\"",
        "\u{a0}1",
        "1\u{2028}",
        "1\u{c}",
        "1\0",
        "/**/1",
        "é",
    ] {
        assert!(root(text).is_none(), "{text:?}");
        assert_agree(text.as_bytes());
    }
}

#[test]
fn one_byte_order_mark_is_skipped() {
    assert!(root("\u{feff} {}").unwrap().is_object());
    for text in [
        "\u{feff}",
        "\u{feff}\u{feff}{}",
        " \u{feff}{}",
        "{}\u{feff}",
    ] {
        assert!(root(text).is_none(), "{text:?}");
    }
}

#[test]
fn what_is_no_unicode_reads_as_replacement_characters() {
    for (bytes, expected) in [
        (&b"\"\xff\""[..], "\u{fffd}"),
        (b"\"a\xe2\x82\"", "a\u{fffd}"),
        (b"\"\xe2\x82\\n\"", "\u{fffd}\n"),
        (b"\"\xed\xa0\x80\"", "\u{fffd}\u{fffd}\u{fffd}"),
        (b"\"\xf0\x9f\x98\"", "\u{fffd}"),
        (b"\"\\ud800\"", "\u{fffd}"),
        (b"\"\\udc00\\ud800\"", "\u{fffd}\u{fffd}"),
        (b"\"\\udc00\\udc00\"", "\u{fffd}\u{fffd}"),
        (b"\"\\ud83d\\ude00\"", "😀"),
        (b"\"\\ud83d\\\\ude00\"", "\u{fffd}\\ude00"),
    ] {
        assert_eq!(root(bytes).unwrap().text().unwrap(), expected, "{bytes:?}");
    }
}

#[test]
fn depth_ends_at_512() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let mut node = root(nested(512)).unwrap();
        for _ in 0..512 {
            node = if node.is_object() {
                node.get("a")
            } else {
                node.at(0)
            };
        }
        assert_eq!(node.number(), Some(1.0));
        assert!(root(nested(513)).is_none());
        assert!(root(open.repeat(1_000_000)).is_none());
    }
    // What is closed again does not count.
    assert!(root(format!("[{}1]", "[],".repeat(2_000))).is_some());
}

#[test]
fn length_ends_at_64_mebibytes() {
    let mut text = vec![b' '; 1 << 26];
    text[0] = b'7';
    let tape = Tape::parse(text.clone()).unwrap();
    assert_eq!(tape.root().number(), Some(7.0));
    text.push(b' ');
    assert!(Tape::parse(text).is_none());
}

#[test]
fn numbers_beyond_their_range_are_infinite_or_nothing() {
    for (text, expected) in [
        ("1e999", f64::INFINITY),
        ("-1e99999999999999999999", f64::NEG_INFINITY),
        ("1e-99999999999999999999", 0.0),
        ("0e99999999999999999999", 0.0),
    ] {
        assert_eq!(root(text).unwrap().number(), Some(expected), "{text}");
    }
    let long = format!("0.{}1e{}", "0".repeat(4_000), 4_001);
    assert_eq!(root(long).unwrap().number(), Some(1.0));
    let long = format!("1{}e-{}", "0".repeat(4_000), 4_000);
    let number = root(long).unwrap().number().unwrap();
    assert!((number - 1.0).abs() < 1e-14, "{number}");
}

#[test]
fn a_value_outlives_the_handle_of_its_tape() {
    let item = {
        let tape = Tape::parse(b"[[1,2],[\"three\"]]".to_vec()).unwrap();
        tape.root().at(1).at(0)
    };
    assert_eq!(item.text().unwrap(), "three");
}
