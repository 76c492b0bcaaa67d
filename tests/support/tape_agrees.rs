//! Whether the tape and serde_json make the same of some bytes. Included by the
//! property tests and by the fuzz target of the tape.

use std::cell::RefCell;
use std::collections::BTreeSet;

use scholar_badge::json::Node;
use scholar_badge::json::tape::{Tape, TapeNode};
use scholar_badge::orcid::AffiliationKind;
use scholar_badge::registry::wire::{
    affiliations, error_body, person, record, schema_org, work, works,
};
use serde_json::Value;

use super::json_node::JsonNode;

/// As many names are tried in all: each stays in memory.
const MOST_NAMES: usize = 20_000;

/// The root of a text's tape.
pub fn root(text: impl AsRef<[u8]>) -> Option<TapeNode> {
    Some(Tape::parse(text.as_ref().to_vec())?.root())
}

/// A key for [`Node::get`], made to last once for each name; `None` for one too many.
fn lasting(name: &str) -> Option<&'static str> {
    thread_local! {
        static NAMES: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
    }
    NAMES.with_borrow_mut(|names| {
        if let Some(known) = names.get(name) {
            return Some(*known);
        }
        if names.len() == MOST_NAMES {
            return None;
        }
        let made: &'static str = Box::leak(name.into());
        names.insert(made);
        Some(made)
    })
}

/// Two numbers as far as reading by hand may differ: not at all when whole.
fn is_same_number(ours: f64, theirs: &Value) -> bool {
    let expected = theirs.as_f64().unwrap();
    if theirs.is_i64() || theirs.is_u64() || expected == 0.0 {
        return ours.to_bits() == expected.to_bits() || ours == 0.0 && expected == 0.0;
    }
    (ours - expected).abs() <= expected.abs() * 1e-14 + 1e-320
}

/// Every method of every node, against serde_json.
pub fn assert_same(tape: &TapeNode, json: &Value) {
    let other = JsonNode(json);
    assert_eq!(tape.count(), other.count(), "{json}");
    assert_eq!(tape.text(), other.text(), "{json}");
    assert_eq!(tape.is_null(), other.is_null(), "{json}");
    assert_eq!(tape.is_object(), other.is_object(), "{json}");
    match tape.number() {
        Some(number) => assert!(is_same_number(number, json), "{number} {json}"),
        None => assert!(!json.is_number(), "{json}"),
    }
    for key in ["", "absent", "valu", "values", "\"", "\\", "a\":\"b"] {
        assert_eq!(tape.get(key).is_null(), other.get(key).is_null(), "{json}");
    }
    let beyond = json.as_array().map_or(0, Vec::len) as u32;
    assert!(tape.at(beyond).is_null() && tape.at(u32::MAX).is_null());
    for (index, item) in json.as_array().into_iter().flatten().enumerate() {
        assert_same(&tape.at(index as u32), item);
    }
    for (name, member) in json.as_object().into_iter().flatten() {
        if let Some(name) = lasting(name) {
            assert_same(&tape.get(name), member);
        }
    }
}

/// All that the readers make of a tree.
pub fn read_all<N: Node>(node: &N) -> impl PartialEq + std::fmt::Debug {
    let recent = works::read_recent(node, 2);
    (
        (record::read(node), record::read_recent(node, 2)),
        (works::read(node), recent.groups, recent.count),
        (person::read(node), error_body::read(node)),
        affiliations::read(node, AffiliationKind::Employment),
        (work::read(node), work::read_bulk(node)),
        schema_org::read(node),
    )
}

/// A text in which every half of a surrogate pair that stands alone is U+FFFD,
/// as serde_json would have it.
fn mend_surrogates(text: &str) -> String {
    let unit = |tail: &str| {
        let digits = tail.strip_prefix("\\u")?.get(..4)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    };
    let mut mended = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let behind = rest.get(6..).unwrap_or_default();
        let length = match (unit(rest), unit(behind)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                mended.push_str("\\ufffd");
                rest = behind;
                continue;
            }
            // A backslash and what it stands before, be it another one.
            _ => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        mended.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    mended + rest
}

/// Both trees take the bytes and read them alike, or both refuse them.
pub fn assert_agree(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let text = mend_surrogates(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let tape = root(bytes);
    match (tape, serde_json::from_str::<Value>(&text)) {
        (Some(tape), Ok(json)) => {
            assert_same(&tape, &json);
            assert_eq!(
                format!("{:?}", read_all(&tape)),
                format!("{:?}", read_all(&JsonNode(&json)))
            );
        }
        (None, Err(_)) => {}
        (Some(_), Err(error)) => {
            let reason = error.to_string();
            let is_known = ["number out of range", "recursion limit exceeded"]
                .iter()
                .any(|known| reason.starts_with(known));
            // What else is wrong behind that, serde_json does not say.
            assert!(is_known, "taken, though {reason}: {text}");
        }
        (None, Ok(_)) => panic!("refused: {text}"),
    }
}
