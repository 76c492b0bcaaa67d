//! One of the people, with what record and site say of them.

use super::member::{Member, RecordState};
use super::options::PeopleOptions;
use crate::extras::{Extras, PersonExtra};
use crate::orcid::{Name, OrcidId};

/// One of the people.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Who it is, and what is known of the record.
    pub member: Member,
    /// What the site itself says of them.
    pub extra: PersonExtra,
    /// Counts the changes.
    pub revision: u32,
}

/// What the site says of somebody, under the iD that the page has written or that
/// of the record.
pub(super) fn extra_of(extras: Option<&Extras>, member: &Member) -> PersonExtra {
    let people = extras.map(|extras| &extras.people);
    let extra = people.and_then(|it| it.get(member.asked).or_else(|| it.get(member.id())));
    extra.cloned().unwrap_or_default()
}

impl Person {
    /// Somebody of whom nothing is known yet.
    pub(super) fn new(id: OrcidId, options: &PeopleOptions, extras: Option<&Extras>) -> Self {
        let member = Member {
            asked: id,
            page: options.records.registry.record_page(id),
            record: RecordState::Waiting,
            is_pending: true,
            is_double: false,
        };
        Self {
            extra: extra_of(extras, &member),
            member,
            revision: 0,
        }
    }

    /// The name: as the site has it, else that of the record.
    pub fn name(&self) -> Option<Name> {
        match &self.extra.name {
            Some(name) => Some(Name {
                given: None,
                family: None,
                credit: Some(name.clone()),
            }),
            None => self.member.name().cloned(),
        }
    }

    /// Something of it is no longer as it was shown.
    pub(super) fn changed(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }
}
