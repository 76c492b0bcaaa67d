//! The fuzz targets: everything that reads what others write, and what is written of it.
//!
//! One program holds all of them, so that the crate is compiled and linked once.
//! `FUZZ_TARGET` names the one that runs; `scripts/test/fuzz.mjs` starts it. A target
//! asserts what holds for any input: beyond "no panic", what its reader promises.
#![no_main]

mod addresses;
mod cite;
mod extras;
#[path = "../../support/json_node.rs"]
mod json_node;
mod people;
mod server;
mod sign_in;
mod sound;
#[path = "../../support/tape_agrees.rs"]
#[allow(dead_code)]
mod tape_agrees;
mod wire;

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
/// What the shared modules expect beside them.
use scholar_badge::json::Node;

type Target = fn(&[u8]);

/// The targets, in the order of `tests/fuzz/targets.json`.
const TARGETS: [(&str, Target); 20] = [
    ("tape", tape_agrees::assert_agree),
    ("record", wire::record),
    ("works", wire::works),
    ("work", wire::work),
    ("person", wire::person),
    ("json-ld", wire::json_ld),
    ("search", wire::search),
    ("xml", wire::xml),
    ("error-body", wire::error_body),
    ("orcid-id", people::orcid_id),
    ("date", people::date),
    ("names", people::names),
    ("links", addresses::links),
    ("addresses", addresses::addresses),
    ("bibtex", cite::bibtex),
    ("cite", cite::works),
    ("extras", extras::file),
    ("callback", sign_in::callback),
    ("id-token", sign_in::id_token),
    ("sign-in-documents", sign_in::documents),
];

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").unwrap_or_default();
    let found = TARGETS.iter().find(|target| target.0 == name);
    found
        .unwrap_or_else(|| panic!("FUZZ_TARGET names no target: {name:?}"))
        .1
});

fuzz_target!(init: { LazyLock::force(&CHOSEN); }, |input: &[u8]| (CHOSEN)(input));
