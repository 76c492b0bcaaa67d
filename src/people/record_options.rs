//! Whose records an element asks for, and how: the attributes that a list of
//! works and a lab's people have in common.

use crate::orcid::OrcidId;
use crate::registry::{Error, RecordQuery, Registry};

/// What the attributes say of records.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordOptions {
    /// The `orcid` attribute as it was written.
    pub requested: String,
    /// The iDs in it, each once.
    pub ids: Vec<OrcidId>,
    /// What in it is no iD, with why.
    pub wrong: Vec<(String, Error)>,
    /// Which registry is asked.
    pub registry: Registry,
    /// How long to wait for a whole answer, in milliseconds.
    pub timeout: f64,
    /// How old a kept copy may be to serve without a request, in milliseconds.
    pub max_age: f64,
    /// The largest answer that is read, in bytes.
    pub max_size: usize,
    /// The whole address of the site's own file.
    pub extras: Option<String>,
}

impl RecordOptions {
    /// Why nobody is named; `None` where somebody is.
    pub fn fault(&self) -> Option<Error> {
        let first = self.wrong.first().map(|(_, error)| *error);
        (self.ids.is_empty()).then(|| first.unwrap_or(Error::MalformedId))
    }

    /// Whether the two name the same people of the same registry.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.ids == other.ids && self.wrong == other.wrong && self.registry == other.registry
    }

    /// The request for one record, with so many of its works at least.
    pub fn query(&self, id: OrcidId, works: usize) -> RecordQuery {
        RecordQuery {
            id,
            registry: self.registry.clone(),
            timeout: self.timeout,
            max_age: self.max_age,
            max_size: self.max_size,
            works,
        }
    }
}
