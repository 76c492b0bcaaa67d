//! Real records as plain objects, where payloads are at hand (see wire_corpus.rs):
//! nothing that the readers find in them is lost on the way out and back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/corpus.rs"]
#[allow(dead_code)]
mod corpus;

use corpus::payloads;
use scholar_badge::json::tape::{Tape, TapeNode};
use scholar_badge::plain::{Details, Origin, PlainRecord, read_record, record};
use scholar_badge::registry::wire;

fn root(text: String) -> TapeNode {
    Tape::parse(text.into_bytes()).unwrap().root()
}

#[test]
fn real_records_are_read_back_as_they_were() {
    let origin = Origin {
        fetched_at: 0.0,
        from_cache: false,
        not_renewed: None,
    };
    for (place, payload) in payloads("record") {
        let Some(whole) = wire::record::read(&root(payload.to_string())) else {
            continue;
        };
        let plain = PlainRecord {
            page: whole.id.url(),
            record: whole,
            details: Details::new(),
        };
        let text = record(&plain, origin);
        assert_eq!(read_record(&root(text)), Some(plain), "{place}");
    }
}
