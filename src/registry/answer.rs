//! What is asked of a registry, and what comes back.

use std::sync::Arc;

use super::{Error, Registry};
use crate::orcid::{OrcidId, Record};

/// Whose record is wanted, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordQuery {
    /// Whose record.
    pub id: OrcidId,
    /// From which registry.
    pub registry: Registry,
    /// How long to wait for the whole answer, in milliseconds.
    pub timeout: f64,
    /// How old a kept copy may be to serve without a request, in milliseconds.
    pub max_age: f64,
    /// The largest answer that is read, in bytes.
    pub max_size: usize,
    /// How many of the most recent works to read.
    pub works: usize,
}

/// Whole works of one person that are wanted together.
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
#[derive(Debug, Clone, PartialEq)]
pub struct WorksQuery {
    /// Whose works.
    pub owner: OrcidId,
    /// From which registry.
    pub registry: Registry,
    /// Which: at most [`super::endpoint::MOST_WORKS`].
    pub put_codes: Vec<u64>,
    /// How long to wait for the whole answer, in milliseconds.
    pub timeout: f64,
    /// How old a kept copy may be to serve without a request, in milliseconds.
    pub max_age: f64,
    /// The largest answer that is read, in bytes.
    pub max_size: usize,
}

/// A record, and how it came here.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The record.
    pub record: Arc<Record>,
    /// When the registry gave it, in milliseconds since 1970.
    pub fetched_at: f64,
    /// Whether it was kept from an earlier visit.
    pub from_cache: bool,
    /// Why a copy older than `max_age` could not be renewed.
    pub not_renewed: Option<Error>,
}

/// A record or the reason why there is none.
pub type Outcome = Result<Answer, Error>;

/// What the registry says of whole works that were asked for together. It is
/// silent about those that it does not know.
#[cfg(any(feature = "works", not(target_arch = "wasm32")))]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorksAnswer {
    /// Those that were found, named by their put-codes.
    pub works: Vec<crate::orcid::WorkDetail>,
    /// The put-codes of those that are no longer public.
    pub withdrawn: Vec<u64>,
}
