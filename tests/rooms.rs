//! The arrows between the rooms point one way: what a room may name is
//! checked on its source lines.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

const BROWSER: [&str; 8] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo_net",
    "serde",
    "serde_wasm_bindgen",
    "wasm_bindgen_futures",
];

/// Each room, with the crates and rooms it may not name.
fn forbidden() -> Vec<(&'static str, Vec<&'static str>)> {
    let with = |more: &[&'static str]| [&BROWSER[..], more].concat();
    vec![
        (
            "orcid",
            with(&[
                "crate::registry",
                "crate::bibliography",
                "crate::cite",
                "crate::view",
                "crate::element",
            ]),
        ),
        (
            "bibliography",
            with(&[
                "crate::registry",
                "crate::cite",
                "crate::view",
                "crate::element",
            ]),
        ),
        (
            "cite",
            with(&[
                "crate::registry",
                "crate::bibliography",
                "crate::view",
                "crate::element",
            ]),
        ),
        (
            "json",
            vec![
                "leptos",
                "web_sys",
                "gloo_net",
                "serde",
                "serde_wasm_bindgen",
                "crate::orcid",
                "crate::registry",
                "crate::bibliography",
                "crate::cite",
                "crate::signin",
                "crate::view",
                "crate::element",
            ],
        ),
        (
            "signin",
            vec![
                "leptos",
                "serde",
                "crate::registry",
                "crate::bibliography",
                "crate::cite",
                "crate::view",
                "crate::element",
            ],
        ),
        (
            "registry/wire",
            with(&["crate::registry::client", "crate::view", "crate::element"]),
        ),
        (
            "registry",
            vec![
                "leptos",
                "serde",
                "crate::bibliography",
                "crate::cite",
                "crate::signin",
                "crate::view",
                "crate::element",
            ],
        ),
        (
            "view",
            vec![
                "gloo_net",
                "serde",
                "serde_wasm_bindgen",
                "crate::registry::client",
                "crate::element",
            ],
        ),
    ]
}

/// Whether code names the path as such, not as a part of a longer word.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + path.len()..];
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        !before.is_some_and(is_word) && (path.contains("::") || after.starts_with("::"))
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The file's code: no comments, and not its unit tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn no_room_names_what_lies_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for (room, paths) in forbidden() {
        let files = files(&src.join(room));
        assert!(!files.is_empty(), "{room} has files");
        for file in files {
            let code = code(&file);
            let named = paths.iter().filter(|path| names(&code, path));
            faults.extend(named.map(|path| format!("{} names {path}", file.display())));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_forbidden_name_would_be_seen() {
    assert!(names("use leptos::prelude::*;", "leptos"));
    assert!(names("    crate::view::Look", "crate::view"));
    assert!(!names("use serde_wasm_bindgen::Serializer;", "serde"));
    assert!(!names("use crate::orcid::Work;", "crate::view"));
}

#[test]
fn no_file_has_grown_beyond_what_one_can_read() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&src) {
        let lines = fs::read_to_string(&file)
            .expect("a source file")
            .lines()
            .count();
        assert!(lines <= 420, "{}: {lines} lines", file.display());
    }
}

/// The files beside it that a file of a room names.
fn neighbours(file: &Path, names: &[String]) -> Vec<String> {
    let code = code(file);
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    // `use super::one::{…}` and `use super::{One, one, two}`.
    let mut named = Vec::new();
    for (at, found) in code.match_indices("use super::") {
        let rest = &code[at + found.len()..];
        let path = rest.split(';').next().unwrap_or_default();
        let parts = match path.strip_prefix('{') {
            Some(list) => list.trim_end_matches('}').split(',').collect(),
            None => vec![path],
        };
        let first = |part: &str| part.trim().split("::").next().map(str::to_owned);
        named.extend(parts.into_iter().filter_map(first));
    }
    named.retain(|name| names.contains(name));
    named
}

#[test]
fn the_files_of_the_view_name_each_other_one_way() {
    let view = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
    let stem = |path: &Path| path.file_stem()?.to_str().map(str::to_owned);
    let files: Vec<PathBuf> = files(&view)
        .into_iter()
        .filter(|file| file.parent() == Some(&view) && !file.ends_with("mod.rs"))
        .collect();
    let names: Vec<String> = files.iter().filter_map(|file| stem(file)).collect();
    let mut waiting: Vec<(String, Vec<String>)> = files
        .iter()
        .filter_map(|file| Some((stem(file)?, neighbours(file, &names))))
        .collect();
    assert!(waiting.iter().any(|(_, named)| named.len() > 2));
    // Whoever names nobody that is left can go; a circle stays.
    loop {
        let left: Vec<String> = waiting.iter().map(|(name, _)| name.clone()).collect();
        let before = waiting.len();
        waiting.retain(|(_, named)| named.iter().any(|name| left.contains(name)));
        if waiting.len() == before {
            break;
        }
    }
    assert!(waiting.is_empty(), "a circle: {waiting:#?}");
}
