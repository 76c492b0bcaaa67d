//! How the registry is searched: the address, what can go wrong, and, in a browser,
//! the page's one client (`client`).

#[cfg(target_arch = "wasm32")]
pub mod client;
mod error;

pub use super::wire::search::{MOST_ROWS, SearchPage};
pub use error::SearchError;

use super::Registry;

/// The first hit that may be asked for without a sign-in lies no further (ORCID-Source
/// `OrcidSearchManager.MAX_SEARCH_START`; beyond it 400, 9043).
pub const MOST_START: usize = 10_000;

/// What comes of a search.
pub type SearchOutcome = Result<SearchPage, SearchError>;

/// One page of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// Which registry is asked.
    pub registry: Registry,
    /// The members of the address that say what is searched for, percent-encoded.
    pub parameters: String,
    /// How many hits are passed over; no more than [`MOST_START`].
    pub start: usize,
    /// How many are wanted; no more than [`MOST_ROWS`].
    pub rows: usize,
}

impl SearchRequest {
    /// The address that answers it, within the registry's limits.
    pub fn address(&self) -> String {
        let start = self.start.min(MOST_START).to_string();
        let rows = self.rows.min(MOST_ROWS).to_string();
        let base = self.registry.search_address();
        let members = ["?", &self.parameters, "&start=", &start, "&rows=", &rows].concat();
        base + &members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_within_the_limits_of_the_registry() {
        let request = |start, rows| SearchRequest {
            registry: Registry::Sandbox,
            parameters: "q=x".into(),
            start,
            rows,
        };
        assert_eq!(
            request(20, 10).address(),
            "https://pub.sandbox.orcid.org/v3.0/expanded-search/?q=x&start=20&rows=10"
        );
        assert!(
            request(10_001, 1_001)
                .address()
                .ends_with("&start=10000&rows=1000")
        );
    }
}
