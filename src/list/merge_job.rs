//! One merge: records become one list, in pieces.

use std::rc::Rc;
use std::sync::Arc;

use super::options::ListOptions;
use super::site_extras::HAS_SITE;
use crate::bibliography::{
    Candidate, Credited, Decompose, Entry, Index, KeyMap, List, Owner, Pause, RecordWorks,
    annotate, members_among, merge_in_pieces,
};
use crate::extras::Extras;
use crate::orcid::{Credit, OrcidId, Record, WorkGroup};

/// All that a list is made of, as it was when the merge began.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeJob {
    /// Only what the last merge gives counts.
    pub(super) number: u32,
    pub(super) records: Vec<MergeRecord>,
    pub(super) options: Option<Rc<ListOptions>>,
    pub(super) extras: Option<Rc<Extras>>,
    /// Who took part in the works that the site has of its own.
    pub(super) own_credits: KeyMap<Rc<Vec<Credit>>>,
    /// The keys of the list so far.
    pub(super) keys: Option<Rc<Index>>,
}

/// A person of the list, with what they bring.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MergeRecord {
    pub(super) id: OrcidId,
    pub(super) record: Option<Arc<Record>>,
    /// Whether an earlier one is the same person's.
    pub(super) is_double: bool,
    /// The works, where some of the record's are no longer public.
    pub(super) left: Option<Vec<WorkGroup>>,
}

/// What a merge gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    pub(super) number: u32,
    pub(super) list: List,
    /// Of each name in the site's file whether a work has it.
    pub(super) is_known: Vec<bool>,
}

impl MergeJob {
    /// Makes the list.
    pub async fn run(self, decompose: Decompose<'_>, pause: &impl Pause) -> Merged {
        let extras = self.extras.as_ref().filter(|_| HAS_SITE);
        let own = extras.map_or(&[][..], |extras| &extras.works.own);
        let records = self.records.iter().map(MergeRecord::works);
        let own_works = RecordWorks {
            owner: Owner::Site,
            works: own,
        };
        let records: Vec<RecordWorks<'_>> = records.chain([own_works]).collect();
        let mut entries = merge_in_pieces(&records, decompose, pause).await;
        if HAS_SITE && !own.is_empty() {
            self.name_site_people(&mut entries, decompose);
            pause.pause().await;
        }
        let is_known = extras.map_or_else(Vec::new, |extras| {
            annotate(&mut entries, &extras.works.named)
        });
        let people: Vec<OrcidId> = self.people().map(|one| one.id).collect();
        let usual = Default::default();
        let selection = self.options.as_ref().map(|options| &options.selection);
        let selection = selection.unwrap_or(&usual);
        let keys = self.keys.as_deref();
        let list = List::after(keys, entries, people, selection, decompose, pause).await;
        // Showing it is long enough.
        pause.pause().await;
        Merged {
            number: self.number,
            list,
            is_known,
        }
    }

    fn people(&self) -> impl Iterator<Item = &MergeRecord> {
        self.records.iter().filter(|one| !one.is_double)
    }

    /// A work of the site's own is theirs whom it names as its authors, or who
    /// have it on their records.
    fn name_site_people(&self, entries: &mut [Entry], decompose: Decompose<'_>) {
        let mut own: Vec<(&mut Entry, Vec<Credit>)> = Vec::new();
        for entry in entries {
            if let Some(credits) = self.own_credits(entry) {
                own.push((entry, credits));
            }
        }
        let works = own.iter().map(|(entry, credits)| Credited {
            credits,
            owners: &entry.people,
        });
        let works: Vec<Credited<'_>> = works.collect();
        let candidates = self.people().map(|one| Candidate {
            id: one.id,
            person: one.record.as_ref().map(|record| &record.person),
        });
        let candidates: Vec<Candidate<'_>> = candidates.collect();
        let found = members_among(&works, &candidates, decompose);
        for ((entry, _), found) in own.into_iter().zip(found) {
            let ids = self.people().map(|one| one.id);
            let is_theirs = |id: &_| entry.people.contains(id) || found.contains(&Some(*id));
            entry.people = ids.filter(is_theirs).collect();
        }
    }

    /// The people that the site's own list names in a work; `None` where it does
    /// not have that.
    fn own_credits(&self, entry: &Entry) -> Option<Vec<Credit>> {
        let mut found = None;
        for summary in entry.all_summaries() {
            if summary.owner == Owner::Site {
                let credits = found.get_or_insert_with(Vec::new);
                if let Some(known) = self.own_credits.get(&summary.key()) {
                    credits.extend_from_slice(known);
                }
            }
        }
        found
    }
}

impl MergeRecord {
    fn works(&self) -> RecordWorks<'_> {
        RecordWorks {
            owner: self.id.into(),
            works: match (&self.record, &self.left) {
                (Some(_), _) if self.is_double => &[],
                (Some(_), Some(left)) => left,
                (Some(record), None) => &record.works,
                (None, _) => &[],
            },
        }
    }
}
