//! A person of an element that shows several.

use crate::orcid::{Name, OrcidId};
use crate::registry::{Answer, Error};

/// One of the people that an element shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The iD that the page asked for.
    pub asked: OrcidId,
    /// The record's page for people.
    pub page: String,
    /// What is known of the record.
    pub record: RecordState,
    /// Whether an answer is still to come.
    pub is_pending: bool,
    /// Whether an earlier one of the element stands for the same person: a
    /// replaced iD and the one it was replaced by.
    pub is_double: bool,
}

/// What is known of a member's record.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordState {
    /// Nothing yet.
    Waiting,
    /// The record.
    Loaded(Answer),
    /// Why there is none.
    Failed(Error),
}

impl Member {
    /// The record, once it is there.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.record {
            RecordState::Loaded(answer) => Some(answer),
            _ => None,
        }
    }

    /// The name, where there is one and it is public.
    pub fn name(&self) -> Option<&Name> {
        self.answer()?.record.person.name.as_ref()
    }

    /// The iD of the record, which is not the one asked for where that was
    /// replaced.
    pub fn id(&self) -> OrcidId {
        self.answer().map_or(self.asked, |answer| answer.record.id)
    }

    /// What to call the member.
    pub fn label(&self) -> String {
        self.name()
            .map_or_else(|| self.id().digits(), Name::display)
    }

    /// Whether asking once more may bring what is missing or too old.
    pub fn has_failed(&self) -> bool {
        match &self.record {
            RecordState::Failed(_) => true,
            RecordState::Loaded(answer) => answer.not_renewed.is_some(),
            RecordState::Waiting => false,
        }
    }
}
