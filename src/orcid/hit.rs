//! Somebody whom a search has found.

use super::{Name, OrcidId};

/// What a search tells of somebody: less than the record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The iD.
    pub id: OrcidId,
    /// The name; `None` when it is not public.
    pub name: Option<Name>,
    /// Other names.
    pub other_names: Vec<String>,
    /// Public e-mail addresses.
    pub emails: Vec<String>,
    /// Names of institutions, of today and of the past, each once.
    pub institutions: Vec<String>,
}

impl SearchHit {
    /// Somebody of whom only the iD is known.
    pub fn of(id: OrcidId) -> Self {
        Self {
            id,
            name: None,
            other_names: Vec::new(),
            emails: Vec::new(),
            institutions: Vec::new(),
        }
    }

    /// What to call them: the name, else the iD.
    pub fn label(&self) -> String {
        match &self.name {
            Some(name) => name.display(),
            None => self.id.digits(),
        }
    }
}
