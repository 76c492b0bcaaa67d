//! What is known of works' contributors, and where to ask for more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bibliography::{Candidate, Credited, Entry, members_among};
use crate::orcid::{OrcidId, WorkDetail, credits};
use crate::view::decompose;
use crate::view::list::{Byline, Known, Member, Model};

/// A work of a record: whose, and its put-code.
pub type Key = (OrcidId, u64);

/// What these whole works of one person say of who took part, by put-code.
pub fn bylines_of(model: &Model, keys: &[Key], works: Vec<WorkDetail>) -> BTreeMap<u64, Byline> {
    let people: Vec<Candidate<'_>> = model
        .members
        .iter()
        .map(|member| Candidate {
            id: member.id(),
            person: member.answer().map(|it| &it.record.person),
        })
        .collect();
    let all: Vec<Vec<_>> = works
        .iter()
        .map(|work| credits(&work.contributors))
        .collect();
    let owners = owners_of(model, keys);
    let nobody = Vec::new();
    let credited: Vec<Credited<'_>> = works
        .iter()
        .zip(&all)
        .map(|(work, credits)| Credited {
            credits,
            owners: work
                .work
                .put_code
                .and_then(|code| owners.get(&code))
                .unwrap_or(&nobody),
        })
        .collect();
    let members = members_among(&credited, &people, &decompose);
    let mut found: BTreeMap<u64, Byline> = BTreeMap::new();
    for ((detail, credits), members) in works.into_iter().zip(all).zip(members) {
        if let Some(put_code) = detail.work.put_code {
            let known = Known {
                detail,
                credits,
                members,
            };
            found.insert(put_code, Byline::Known(Arc::new(known)));
        }
    }
    found
}

/// On whose records the works of these put-codes, all of one person, are.
fn owners_of(model: &Model, keys: &[Key]) -> BTreeMap<u64, Vec<usize>> {
    let mut owners = BTreeMap::new();
    let Some((owner, _)) = keys.first() else {
        return owners;
    };
    let shelf = model.members.iter().position(|it| it.id() == *owner);
    let _ = model.with(|list| {
        for entry in list.entries() {
            for summary in &entry.summaries {
                if Some(summary.shelf) == shelf
                    && let Some(put_code) = summary.put_code
                {
                    owners.insert(put_code, entry.people.clone());
                }
            }
        }
    });
    owners
}

/// Where the shown summary of a work is.
pub fn place(model: &Model, entry: &Entry) -> Option<(usize, Key)> {
    let summary = entry.summaries.first()?;
    let owner = model.owner(summary.shelf).map(Member::id)?;
    Some((summary.shelf, (owner, summary.put_code?)))
}

/// The best that is known of a work from any of its summaries.
pub fn best(known: &BTreeMap<Key, Byline>, model: &Model, entry: &Entry) -> Byline {
    let mut best = match place(model, entry) {
        Some((_, key)) => known.get(&key).cloned().unwrap_or_default(),
        // There is nothing to ask for.
        None => Byline::Missing,
    };
    if matches!(best, Byline::Known(_)) {
        return best;
    }
    for summary in &entry.summaries {
        let owner = model.owner(summary.shelf).map(Member::id);
        let found = owner.zip(summary.put_code).and_then(|key| known.get(&key));
        if let Some(found @ Byline::Known(_)) = found {
            best = found.clone();
            break;
        }
    }
    best
}

/// All names of a byline, for the search.
pub fn names_of(byline: &Byline) -> Option<String> {
    let Byline::Known(known) = byline else {
        return None;
    };
    let names = known
        .credits
        .iter()
        .filter_map(|credit| credit.name.as_deref());
    Some(names.collect::<Vec<&str>>().join("; "))
}
