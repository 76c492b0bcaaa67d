//! What is known of works' contributors, and where to ask for more.

use std::collections::BTreeMap;

use crate::bibliography::Entry;
use crate::orcid::OrcidId;
use crate::view::list::{Byline, Member, Model};

/// A work of a record: whose, and its put-code.
pub type Key = (OrcidId, u64);

/// On whose records the works of these put-codes, all of one person, are.
pub fn owners_of(model: &Model, keys: &[Key]) -> BTreeMap<u64, Vec<usize>> {
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
