//! The arrows between the rooms point one way: what a room may name is
//! checked on its sources.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/modules.rs"]
mod modules;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use modules::{Module, Modules};

/// What only a browser has.
const BROWSER: [&str; 10] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_net",
    "gloo_utils",
    "send_wrapper",
    "serde",
    "serde_wasm_bindgen",
];

/// What a room may name.
struct Rule {
    /// Its folder below src; a room within a room has a rule of its own beside
    /// that of the whole.
    room: &'static str,
    /// A part of it that the rule is not for.
    but: Option<&'static str>,
    /// The rooms that it may name, or what of them, beside itself.
    rooms: &'static [&'static str],
    /// The crates that it may not name.
    no_crates: &'static [&'static str],
    /// What it may not name of itself.
    no_part: Option<&'static str>,
}

const PURE: Rule = Rule {
    room: "",
    but: None,
    rooms: &[],
    no_crates: &BROWSER,
    no_part: None,
};

const RULES: [Rule; 17] = [
    Rule {
        room: "colour",
        ..PURE
    },
    Rule {
        room: "orcid",
        ..PURE
    },
    Rule {
        room: "bibliography",
        rooms: &["orcid"],
        ..PURE
    },
    Rule {
        room: "cite",
        rooms: &["orcid", "json::write"],
        ..PURE
    },
    Rule {
        room: "list",
        rooms: &[
            "orcid",
            "bibliography",
            "cite",
            "extras::Extras",
            "extras::Problems",
            "people::Member",
            "people::RecordOptions",
            "people::RecordState",
            "registry::Answer",
            "registry::Error",
            "registry::Outcome",
            "registry::RecordQuery",
            "registry::Registry",
            "registry::WorksAnswer",
            "registry::WorksQuery",
            "registry::endpoint",
        ],
        ..PURE
    },
    Rule {
        room: "people",
        rooms: &[
            "orcid",
            "extras::Extras",
            "extras::PersonExtra",
            "registry::Answer",
            "registry::Error",
            "registry::Outcome",
            "registry::RecordQuery",
            "registry::Registry",
        ],
        ..PURE
    },
    Rule {
        room: "search",
        rooms: &["orcid", "registry::Registry", "registry::search"],
        ..PURE
    },
    Rule {
        room: "plain",
        rooms: &["orcid", "bibliography", "cite::iso", "json"],
        ..PURE
    },
    Rule {
        room: "extras",
        but: Some("extras::web"),
        rooms: &[
            "orcid",
            "bibliography",
            "cite::KINDS",
            "json",
            "registry::wire::text",
        ],
        ..PURE
    },
    Rule {
        room: "extras::web",
        rooms: &["platform", "extras"],
        no_crates: &["leptos", "gloo_net", "serde", "serde_wasm_bindgen"],
        ..PURE
    },
    Rule {
        room: "json",
        no_crates: &[
            "leptos",
            "web_sys",
            "gloo_net",
            "serde",
            "serde_wasm_bindgen",
        ],
        ..PURE
    },
    Rule {
        room: "platform",
        no_crates: &["leptos", "serde", "serde_wasm_bindgen"],
        ..PURE
    },
    Rule {
        room: "registry",
        rooms: &["orcid", "json", "platform"],
        no_crates: &["leptos", "serde"],
        ..PURE
    },
    Rule {
        room: "registry::wire",
        rooms: &["orcid", "json", "registry"],
        no_part: Some("registry::client"),
        ..PURE
    },
    Rule {
        room: "signin",
        but: Some("signin::web"),
        rooms: &["orcid", "json"],
        ..PURE
    },
    Rule {
        room: "signin::web",
        rooms: &["orcid", "json", "platform", "signin"],
        no_crates: &["leptos", "serde", "serde_wasm_bindgen"],
        ..PURE
    },
    Rule {
        room: "view",
        rooms: &[
            "orcid",
            "bibliography",
            "cite",
            "list",
            "people",
            "registry::Answer",
            "registry::Error",
            "registry::search::SearchError",
            "search",
            "signin",
            "colour",
            "json::js_node::with_word",
            "platform",
        ],
        no_crates: &["gloo_net", "serde", "serde_wasm_bindgen"],
        ..PURE
    },
];

/// Rooms without a rule: the doors may name everything.
const FREE: [&str; 3] = ["data", "element", "xml"];

/// Circles of imports that are known and yet to be broken.
const CIRCLES: [&[&str]; 0] = [];

fn is_within(name: &[String], path: &str) -> bool {
    let mut parts = name.iter();
    path.split("::")
        .all(|part| parts.next().is_some_and(|it| it == part))
}

/// What a module names against a rule.
fn faults(rule: &Rule, module: &Module) -> Vec<String> {
    let own = module.name.get(1..).unwrap_or_default();
    if !is_within(own, rule.room) || rule.but.is_some_and(|part| is_within(own, part)) {
        return Vec::new();
    }
    let is_fault = |name: &&Vec<String>| match name.as_slice() {
        // All rooms at once.
        [first] if first == "crate" => true,
        [first, path @ ..] if first == "crate" => {
            let is_own = is_within(path, rule.room);
            let is_beside = rule.but.is_some_and(|part| is_within(path, part))
                || rule.no_part.is_some_and(|part| is_within(path, part));
            is_beside || !is_own && !rule.rooms.iter().any(|room| is_within(path, room))
        }
        [first, ..] => rule.no_crates.contains(&first.as_str()),
        [] => false,
    };
    let named = module.named.iter().filter(is_fault);
    named
        .map(|name| format!("{} names {}", module.name.join("::"), name.join("::")))
        .collect()
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn crate_modules() -> Modules {
    Modules::read(&src().join("lib.rs"))
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(path);
        }
    }
    found
}

#[test]
fn no_room_names_what_lies_before_it() {
    let modules = crate_modules();
    let all = || modules.all.values();
    let faults: Vec<String> = RULES
        .iter()
        .flat_map(|rule| all().flat_map(|module| faults(rule, module)))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_room_has_a_rule_and_every_file_a_room() {
    let modules = crate_modules();
    for name in modules.all.keys() {
        let own = &name[1..];
        let has_rule = RULES.iter().any(|rule| is_within(own, rule.room));
        let is_free = FREE.iter().any(|room| is_within(own, room));
        assert!(own.is_empty() || has_rule || is_free, "{name:?}");
    }
    let read = modules.all.values().map(|module| module.file.clone());
    let read: BTreeSet<PathBuf> = read.chain(modules.tests).collect();
    assert_eq!(files(&src()), read);
}

#[test]
fn no_modules_of_a_room_import_each_other_in_a_circle() {
    let modules = crate_modules();
    let mut new = Vec::new();
    for room in [
        "signin", "cite", "extras", "list", "people", "plain", "search", "view", "data",
    ] {
        for circle in modules.circles(room) {
            let is_known = |known: &[&str]| circle.iter().all(|it| known.contains(&it.as_str()));
            if CIRCLES.iter().any(|known| is_known(known)) {
                println!("a circle that is known: {circle:?}");
            } else {
                new.push(circle);
            }
        }
    }
    assert!(new.is_empty(), "{new:#?}");
}

#[test]
fn no_file_has_grown_beyond_what_one_can_read() {
    for file in files(&src()) {
        let lines = fs::read_to_string(&file)
            .expect("a source file")
            .lines()
            .count();
        assert!(lines <= 420, "{}: {lines} lines", file.display());
    }
}

/// What the module `crate::view::list` is found to name in a text.
fn named(source: &str) -> Vec<String> {
    let modules = Modules::of(&[("crate::view::list", source)]);
    let module = modules.all.values().next().expect("a module");
    module.named.iter().map(|name| name.join("::")).collect()
}

#[test]
fn a_name_is_seen_however_it_is_written() {
    for source in [
        "use crate::element::badge;",
        "use crate::{element::badge, orcid};",
        "use crate::{orcid, element::{badge as other, seat}};",
        "use super::super::element::badge;",
        "use super::super::{element::{self, badge}};",
        "use crate::element::badge::*;",
        "fn show() { crate::element::badge::show(); }",
        "fn show(it: &super::super::element::badge) {}",
        "fn show() { println!(\"{}\", crate::element::badge); }",
        "macro_rules! show { () => { use $crate::{orcid, element::badge}; } }",
        "#[derive(crate::element::badge)] struct Show;",
        "mod inner { use super::super::super::element::badge; }",
        "impl crate::element::badge for Show {}",
        "#[cfg(test)] mod tests; use crate::element::badge;",
        "#[cfg(test)] use a::b; #[cfg(test)] fn c() {} use crate::element::badge;",
        "#[cfg(any(test, unix))] use crate::element::badge;",
    ] {
        let named = named(source);
        let is_seen = named
            .iter()
            .any(|it| it.starts_with("crate::element::badge"));
        assert!(is_seen, "{source}: {named:?}");
    }
}

#[test]
fn what_is_no_name_is_not_seen() {
    for source in [
        "// use crate::element::badge;",
        "/// [`crate::element::badge`]\nstruct Show;",
        "const TEXT: &str = \"crate::element::badge\";",
        "#[cfg(test)] mod tests { use crate::element::badge; }",
        "#[cfg(test)] fn show() { crate::element::badge::show(); }",
        "use super::element::badge;",
        "mod element; use element::badge;",
    ] {
        let named = named(source);
        let is_seen = named.iter().any(|it| it.starts_with("crate::element"));
        assert!(!is_seen, "{source}: {named:?}");
    }
}

/// The faults of a text as the module of that name.
fn faults_of(name: &str, source: &str) -> usize {
    let modules = Modules::of(&[(name, source)]);
    let module = modules.all.values().next().expect("a module");
    RULES.iter().map(|rule| faults(rule, module).len()).sum()
}

#[test]
fn a_planted_fault_is_found() {
    for (name, source) in [
        ("crate::orcid::id", "use crate::registry::Error;"),
        ("crate::orcid::id", "use super::super::json;"),
        ("crate::orcid", "use crate as root;"),
        ("crate::orcid", "use super as root;"),
        ("crate::orcid", "use crate::*;"),
        ("crate::bibliography", "use crate::{cite, orcid};"),
        ("crate::cite::ris", "fn show() { leptos::view! {}; }"),
        ("crate::cite::ris", "use web_sys;"),
        ("crate::cite::ris", "use {std::fmt, js_sys::Date};"),
        ("crate::cite::ris", "extern crate wasm_bindgen;"),
        ("crate::cite::ris", "fn show(it: ::gloo_net::Error) {}"),
        ("crate::json::tape", "#[derive(serde::Serialize)] struct A;"),
        ("crate::list::state", "use crate::registry::Client;"),
        (
            "crate::list::state",
            "use crate::registry::{Answer, pause};",
        ),
        ("crate::list", "use crate::view::list::Store;"),
        ("crate::list", "use leptos::prelude::*;"),
        ("crate::list", "use wasm_bindgen_futures::spawn_local;"),
        ("crate::registry::wire", "use super::client::Client;"),
        ("crate::registry::pace", "use crate::signin::Error;"),
        ("crate::signin::code", "use super::web::http;"),
        ("crate::signin::code", "use web_sys::Url;"),
        ("crate::signin::web::http", "use crate::registry::pause;"),
        ("crate::view::element_builder", "use crate::element::lang;"),
        (
            "crate::view::element_builder",
            "use crate::json::tape::Tape;",
        ),
    ] {
        assert_eq!(faults_of(name, source), 1, "{name}: {source}");
    }
}

#[test]
fn what_a_room_may_name_is_no_fault() {
    for (name, source) in [
        ("crate::orcid::id", "use std::fmt; use super::Name;"),
        ("crate::cite::ris", "use crate::orcid::{Work, WorkType};"),
        ("crate::cite::ris", "use crate::cite::Item; fn serde() {}"),
        (
            "crate::list",
            "use crate::registry::{Answer, Error, RecordQuery}; use crate::cite;",
        ),
        ("crate::json::js_node", "use js_sys::Array;"),
        ("crate::registry::wire", "use super::Error;"),
        ("crate::signin::web", "use super::code; use web_sys::Url;"),
        ("crate::view", "use crate::{list, signin::Error};"),
        ("crate::element::api", "use crate::{signin, view};"),
    ] {
        assert_eq!(faults_of(name, source), 0, "{name}: {source}");
    }
}

/// The circles of a room `r` of these modules.
fn circles(sources: &[(&str, &str)]) -> Vec<Vec<String>> {
    let circles = Modules::of(sources).circles("r");
    let lists = circles.into_iter().map(|it| it.into_iter().collect());
    lists.collect()
}

#[test]
fn a_circle_is_found_through_whatever_names_anew() {
    let pair = vec![vec!["r::a".to_owned(), "r::b".to_owned()]];
    let root = (
        "crate::r",
        "mod a; mod b; pub use a::One; pub use b::{Two as Other};",
    );
    for (a, b) in [
        ("use super::b;", "use super::a;"),
        ("use super::b::Two;", "fn one(it: crate::r::a::One) {}"),
        ("use super::Other;", "use super::One;"),
        ("use crate::r::{Other};", "use super::{One};"),
        ("fn two() { super::Other::new(); }", "use super::a::*;"),
    ] {
        let found = circles(&[root, ("crate::r::a", a), ("crate::r::b", b)]);
        assert_eq!(found, pair, "{a} {b}");
    }
    let by_glob = ("crate::r", "mod a; mod b; pub use a::*; pub use b::*;");
    let (a, b) = (
        "pub struct One; use super::b::Two;",
        "pub struct Two; use super::a;",
    );
    assert_eq!(
        circles(&[by_glob, ("crate::r::a", a), ("crate::r::b", b)]),
        pair
    );
    let (a, b, c) = ("use super::b;", "use super::c;", "use super::a;");
    let three = [("crate::r::a", a), ("crate::r::b", b), ("crate::r::c", c)];
    assert_eq!(circles(&three), [["r::a", "r::b", "r::c"]]);
    let child = [
        ("crate::r", "mod a; use a::One;"),
        ("crate::r::a", "use super::Two;"),
    ];
    assert_eq!(circles(&child), [["r", "r::a"]]);
}

#[test]
fn what_goes_one_way_is_no_circle() {
    let root = (
        "crate::r",
        "mod a; mod b; mod c; pub use a::One; pub use c::Three;",
    );
    let found = circles(&[
        root,
        (
            "crate::r::a",
            "use super::b; use super::Three; use crate::other::d;",
        ),
        (
            "crate::r::b",
            "use super::c; #[cfg(test)] mod tests { use super::super::a; }",
        ),
        ("crate::r::c", "use std::fmt; pub struct Three;"),
        ("crate::other::d", "use crate::r::a;"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
