//! Real payloads, and a way to walk them that shares nothing with the readers.

use std::io::Write;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

/// The payloads of one kind; a banner, and none, without the corpus.
pub fn payloads(kind: &str) -> Vec<(String, Value)> {
    let root = env::var_os("SCHOLAR_CORPUS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")),
        PathBuf::from,
    );
    let Ok(folder) = fs::read_dir(root.join(kind)) else {
        // Not eprintln!, which a passing test swallows.
        let banner = "!".repeat(72);
        let _ = writeln!(
            std::io::stderr(),
            "{banner}\n!! NOT RUN: no payloads of kind `{kind}` in {}\n\
             !! Set SCHOLAR_CORPUS to a folder of real payloads.\n{banner}",
            root.display()
        );
        return Vec::new();
    };
    let mut payloads: Vec<_> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let json = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            (path.display().to_string(), json)
        })
        .collect();
    payloads.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(
        !payloads.is_empty(),
        "the folder `{kind}` of the corpus is empty"
    );
    payloads
}

/// All values at a path of keys, with `*` for every item of an array.
pub fn find<'a>(json: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = vec![json];
    for key in path.split('.') {
        found = found
            .into_iter()
            .flat_map(|value| match key {
                "*" => match value {
                    Value::Array(items) => items.iter().collect(),
                    Value::Null => Vec::new(),
                    one => vec![one],
                },
                _ => value.get(key).into_iter().collect(),
            })
            .filter(|value| !value.is_null())
            .collect();
    }
    found
}

/// Whether anybody may see an item.
pub fn public(item: &&Value) -> bool {
    item["visibility"].is_null() || item["visibility"] == "public"
}

/// How many public items there are at a path.
pub fn count_public(json: &Value, path: &str) -> usize {
    find(json, path).into_iter().filter(public).count()
}

/// The text at a path as far as no cleaning could change it.
pub fn bare<'a>(json: &'a Value, path: &str) -> Option<&'a str> {
    let text = find(json, path).first()?.as_str()?;
    let is_bare = text.is_ascii() && !text.contains(['<', '&']) && !text.contains("  ");
    (is_bare && !text.is_empty() && text.trim() == text && !text.contains(char::is_control))
        .then_some(text)
}
