//! Who is credited with a work: contributors put together again, and their
//! names taken apart.

mod names;
mod words;

use std::collections::BTreeMap;

use super::{Contributor, ContributorRole, OrcidId, Sequence};

pub use names::{NameParts, split_names};

/// A contributor with everything they did. At least a name or an iD is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The name as credited.
    pub name: Option<String>,
    /// The iD, where one is known.
    pub orcid: Option<OrcidId>,
    /// The roles in the source's order, each once; none where none is given.
    pub roles: Vec<ContributorRole>,
    /// The place among the authors.
    pub sequence: Option<Sequence>,
}

/// What makes nobody an author by itself: the examples of the ICMJE
/// Recommendations, II.A.3, "Non-Author Contributors", in CRediT's words.
const SUPPORT: [&str; 4] = [
    "funding-acquisition",
    "project-administration",
    "resources",
    "supervision",
];

impl Credit {
    /// Whether they wrote it: no role at all, ORCID's `author` or one of its
    /// inventors, or a CRediT role, since CRediT says what authors did (all
    /// but the four of mere support).
    pub fn is_author(&self) -> bool {
        self.roles.is_empty()
            || self.roles.iter().any(|role| match role.credit() {
                Some(name) => !SUPPORT.contains(&name),
                None => matches!(
                    role.as_str(),
                    "author" | "co-author" | "co-inventor" | "other-inventor"
                ),
            })
    }

    /// Whether they edited it: ORCID's `editor`. CRediT has no such role.
    pub fn is_editor(&self) -> bool {
        self.roles.iter().any(|role| role.as_str() == "editor")
    }
}

/// Puts the entries of one person together, in the place of the first: those
/// with the same iD anywhere; without an iD on both, neighbours of the same
/// name with different roles. Two neighbours of one name and one role are two
/// people, as in lists where that name is common.
pub fn credits(contributors: &[Contributor]) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::with_capacity(contributors.len());
    let mut places: BTreeMap<OrcidId, usize> = BTreeMap::new();
    for one in contributors {
        let same_id = one.orcid.and_then(|id| places.get(&id).copied());
        let place = same_id.or_else(|| {
            let last = credits.len().checked_sub(1)?;
            continues(credits.last()?, one).then_some(last)
        });
        if let Some(id) = one.orcid {
            places.entry(id).or_insert(place.unwrap_or(credits.len()));
        }
        match place.and_then(|place| credits.get_mut(place)) {
            Some(credit) => {
                credit.name = credit.name.take().or_else(|| one.name.clone());
                credit.orcid = credit.orcid.or(one.orcid);
                credit.sequence = credit.sequence.or(one.sequence);
                if let Some(role) = one.role.as_ref()
                    && !credit.roles.contains(role)
                {
                    credit.roles.push(role.clone());
                }
            }
            None => credits.push(Credit {
                name: one.name.clone(),
                orcid: one.orcid,
                roles: one.role.iter().cloned().collect(),
                sequence: one.sequence,
            }),
        }
    }
    credits
}

/// Whether an entry without an iD of its own goes on with the last credit.
fn continues(credit: &Credit, next: &Contributor) -> bool {
    let is_same_name = credit.name.is_some() && credit.name == next.name;
    let has_new_role = next
        .role
        .as_ref()
        .is_some_and(|role| !credit.roles.is_empty() && !credit.roles.contains(role));
    is_same_name && has_new_role && (credit.orcid.is_none() || next.orcid.is_none())
}

/// The authors among the credits, in order. Where nobody is an author, those
/// who are not editors are; a list of editors alone has no author.
pub fn authors(credits: &[Credit]) -> Vec<&Credit> {
    let found: Vec<&Credit> = credits.iter().filter(|one| one.is_author()).collect();
    if !found.is_empty() || credits.iter().any(Credit::is_editor) {
        return found;
    }
    credits.iter().collect()
}
