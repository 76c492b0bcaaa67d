//! How long a long list takes from bytes to works: `cargo bench --bench tape`.
//!
//! The works section of a record of many works, parsed and read through a
//! [`Tape`] and through serde_json's tree, in the release profile (small, not
//! fast). Prints the best of some rounds; natively, so for comparison only.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../support/json_node.rs"]
mod json_node;

use std::hint::black_box;
use std::time::{Duration, Instant};

use json_node::JsonNode;
use scholar_badge::json::Node;
use scholar_badge::json::tape::Tape;
use scholar_badge::registry::wire::works;
use serde_json::{Value, json};

/// A group of one or two works, in the registry's shape and about its size.
fn group(number: u64) -> Value {
    let doi = format!("10.1000/bench.{number}");
    let ids = json!({"external-id": [{
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-normalized": {"value": doi, "transient": true},
        "external-id-normalized-error": null,
        "external-id-url": {"value": format!("https://doi.org/{doi}")},
        "external-id-relationship": "self",
    }]});
    let summary = |put_code: u64| {
        json!({
            "put-code": put_code,
            "created-date": {"value": 1_559_917_016_886_u64},
            "last-modified-date": {"value": 1_651_122_012_345_u64},
            "source": {
                "source-orcid": null,
                "source-client-id": {
                    "uri": "https://orcid.org/client/0000-0001-9884-1913",
                    "path": "0000-0001-9884-1913",
                    "host": "orcid.org",
                },
                "source-name": {"value": "Crossref"},
                "assertion-origin-orcid": null,
                "assertion-origin-client-id": null,
                "assertion-origin-name": null,
            },
            "title": {
                "title": {"value": format!("Étude {number}: \"deep-sea\" migration\nin spring")},
                "subtitle": null,
                "translated-title": null,
            },
            "external-ids": ids,
            "url": {"value": format!("https://doi.org/{doi}")},
            "type": "journal-article",
            "publication-date": {
                "year": {"value": (1990 + number % 35).to_string()},
                "month": {"value": "05"},
                "day": null,
            },
            "journal-title": {"value": "Journal of Synthetic Benchmarks"},
            "visibility": "public",
            "path": format!("/0000-0002-1825-0097/work/{put_code}"),
            "display-index": "0",
        })
    };
    let mut summaries = vec![summary(number * 2)];
    if number.is_multiple_of(5) {
        summaries.push(summary(number * 2 + 1));
    }
    json!({
        "last-modified-date": {"value": 1_651_122_012_345_u64},
        "external-ids": ids,
        "work-summary": summaries,
    })
}

/// The best of nine rounds in milliseconds, and what came of it.
fn best<T>(mut action: impl FnMut() -> T) -> (f64, T) {
    let mut best = Duration::MAX;
    let mut last = None;
    for _ in 0..9 {
        drop(last.take());
        let start = Instant::now();
        last = Some(black_box(action()));
        best = best.min(start.elapsed());
    }
    (best.as_secs_f64() * 1000.0, last.unwrap())
}

fn main() {
    println!("{:>26} {:^23} {:^23}", "", "tape, ms", "serde_json, ms");
    println!(
        "{:>8} {:>8} {:>8} {:>11} {:>11} {:>11} {:>11}",
        "groups", "MB", "copy, ms", "parse", "read", "parse", "read"
    );
    for groups in [100, 1_000, 10_000, 20_000] {
        let section = json!({"group": (0..groups).map(group).collect::<Vec<_>>()});
        let bytes = serde_json::to_vec(&section).unwrap();
        drop(section);
        let (copying, _) = best(|| bytes.clone());
        let (parsing, tape) = best(|| Tape::parse(bytes.clone()).unwrap());
        let (reading, read) = best(|| works::read(&tape.root()));
        let (theirs, tree) = best(|| serde_json::from_slice::<Value>(&bytes).unwrap());
        let (their_reading, their_read) = best(|| works::read(&JsonNode(&tree)));
        assert_eq!(read, their_read);
        println!(
            "{groups:>8} {:>8.1} {copying:>8.1} {:>11.1} {reading:>11.1} {theirs:>11.1} {their_reading:>11.1}",
            bytes.len() as f64 / 1e6,
            parsing - copying,
        );
    }
}
