//! A record on its way to the page, as each part of a badge is given it.

use super::BadgeDisplay;
use super::holder::{Holder, IsSignedIn};
use super::messages::Messages;
use crate::orcid::OrcidId;
use crate::registry::Answer;

/// A record to show.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The record and how it came here.
    pub answer: Answer,
    /// The iD that the page asked for.
    pub requested: OrcidId,
    /// The record's page for people.
    pub page: String,
}

/// A record with all that says how to show it.
pub struct CardContext<'a> {
    /// The record.
    pub shown: &'a Shown,
    /// The webmaster's choice.
    pub look: &'a BadgeDisplay,
    /// Knows who has signed in on this page.
    pub is_signed_in: IsSignedIn,
    /// The words.
    pub messages: &'static Messages,
}

impl CardContext<'_> {
    /// Whose record it is, to be shown with their iD.
    pub fn holder(&self) -> Holder {
        let record = &self.shown.answer.record;
        Holder {
            id: record.id,
            page: self.shown.page.clone(),
            name: record.person.name.as_ref().map(|name| name.display()),
            is_signed_in: self.is_signed_in,
            messages: self.messages,
        }
    }
}
