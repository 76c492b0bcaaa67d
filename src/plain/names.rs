//! What sets of words are called, in ORCID's own spelling.

use crate::orcid::{AffiliationKind, Relationship, Sequence};

const KINDS: [(AffiliationKind, &str); 7] = [
    (AffiliationKind::Employment, "employment"),
    (AffiliationKind::InvitedPosition, "invited-position"),
    (AffiliationKind::Education, "education"),
    (AffiliationKind::Qualification, "qualification"),
    (AffiliationKind::Distinction, "distinction"),
    (AffiliationKind::Membership, "membership"),
    (AffiliationKind::Service, "service"),
];

const RELATIONSHIPS: [(Relationship, &str); 4] = [
    (Relationship::Own, "self"),
    (Relationship::PartOf, "part-of"),
    (Relationship::VersionOf, "version-of"),
    (Relationship::FundedBy, "funded-by"),
];

const SEQUENCES: [(Sequence, &str); 2] = [
    (Sequence::First, "first"),
    (Sequence::Additional, "additional"),
];

/// A word of a closed set.
pub(super) trait Word: Copy + PartialEq + Sized + 'static {
    /// All of them.
    const ALL: &'static [(Self, &'static str)];

    /// What it is called.
    fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let found = all.find(|(word, _)| *word == self);
        found.map_or("", |(_, name)| name)
    }

    /// The word that is called so.
    fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, other)| *other == name).map(|(word, _)| *word)
    }
}

impl Word for AffiliationKind {
    const ALL: &'static [(Self, &'static str)] = &KINDS;
}

impl Word for Relationship {
    const ALL: &'static [(Self, &'static str)] = &RELATIONSHIPS;
}

impl Word for Sequence {
    const ALL: &'static [(Self, &'static str)] = &SEQUENCES;
}
