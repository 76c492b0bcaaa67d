//! The other door: what `www/src/data.js` calls, the data half of the JavaScript API,
//! and nothing else. No window, no document: pages, workers, Node, Deno and Bun are
//! alike here.
//!
//! What takes time is given the two functions of a promise and gives a function that
//! ends it (`answer`); what fails, fails with a code and a sentence (`fault`), of which
//! the script makes a `ScholarBadgeError`. Plain objects are made and read in
//! [`plain`](crate::plain).

mod answer;
mod fault;
mod given;
mod id;
mod options;
mod record;
mod search;
mod works;

pub use id::{parse_orcid, parse_orcids};
pub use record::fetch_record;
pub use search::search_registry;
pub use works::{cite, merge_works, to_json_ld};
