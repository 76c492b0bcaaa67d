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

/// Where the summaries of a work are, the shown one first: the shelf, whose,
/// and the put-code.
pub fn places(model: &Model, entry: &Entry) -> Vec<(usize, Key)> {
    let places = entry.summaries.iter().filter_map(|summary| {
        let owner = model.owner(summary.shelf).map(Member::id)?;
        Some((summary.shelf, (owner, summary.put_code?)))
    });
    places.collect()
}

/// The best that is known of a work from any of its summaries.
pub fn best(known: &BTreeMap<Key, Byline>, model: &Model, entry: &Entry) -> Byline {
    let rank = |byline: &Byline| match byline {
        Byline::Unknown => 0,
        Byline::Failed => 1,
        Byline::Missing => 2,
        Byline::Asked => 3,
        Byline::Known(_) => 4,
    };
    let places = places(model, entry);
    // Where there is no put-code there is nothing to ask for.
    let mut best = match places.is_empty() {
        true => Byline::Missing,
        false => Byline::Unknown,
    };
    for (_, key) in places {
        if let Some(found) = known.get(&key)
            && rank(found) > rank(&best)
        {
            best = found.clone();
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
