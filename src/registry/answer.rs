//! What a registry, or a copy of what it said, has to tell.

use std::sync::Arc;

use super::Error;
use crate::orcid::Record;

/// A record, and how it came here.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The record.
    pub record: Arc<Record>,
    /// When the registry gave it, in milliseconds since 1970.
    pub fetched_at: f64,
    /// Whether it was kept from an earlier visit.
    pub from_cache: bool,
    /// Why a copy older than wanted could not be renewed.
    pub not_renewed: Option<Error>,
}

/// A record or the reason why there is none.
pub type Outcome = Result<Answer, Error>;
