//! How records are asked for: the elements' attributes, as options.

use wasm_bindgen::JsValue;

use super::given::member;
use crate::json::Node;
use crate::orcid::OrcidId;
use crate::platform::size::MB;
use crate::registry::{RecordQuery, Registry};

/// Seconds to wait for a whole answer.
const TIMEOUT: f64 = 30.0;
/// Seconds a kept copy counts as fresh.
const MAX_AGE: f64 = 86_400.0;
/// Megabytes that an answer may have.
const MAX_SIZE: f64 = 25.0;
/// Megabytes that no option goes beyond: what the readers take.
const MOST_SIZE: f64 = 64.0;

/// The query for all of a record.
pub(super) fn query(id: OrcidId, options: &JsValue) -> RecordQuery {
    RecordQuery {
        id,
        registry: registry(options),
        timeout: number(options, "timeout", TIMEOUT) * 1_000.0,
        max_age: number(options, "maxAge", MAX_AGE) * 1_000.0,
        max_size: (number(options, "maxSize", MAX_SIZE).min(MOST_SIZE) * MB as f64) as usize,
        works: usize::MAX,
    }
}

/// Which registry is asked.
pub(super) fn registry(options: &JsValue) -> Registry {
    Registry::parse(&member(options, "registry").text().unwrap_or_default())
}

/// A number that is not negative, else `usual`.
pub(super) fn number(options: &JsValue, name: &'static str, usual: f64) -> f64 {
    let given = member(options, name).number();
    given.filter(|number| *number >= 0.0).unwrap_or(usual)
}
