//! When contributors are asked for, a hundred works at a time: only for works
//! about to be seen, searched or exported.

use std::rc::Rc;

use crate::bibliography::{Candidate, Credited, Entry, Owner, WorkKey, members_among};
use crate::orcid::OrcidId;
use crate::registry::endpoint::MOST_WORKS;
use crate::registry::{Error, WorksAnswer, WorksQuery};

use super::contributors::{Contributors, WorkContributors, numbered};
use super::effect::{Effect, Timer};
use super::event::Env;
use super::state::{ListState, Part};

/// Works whose authors are fetched so that a search may find them: ten
/// requests of one person's.
const SEARCHED: usize = 1_000;
/// Requests that may fail before the registry is left alone.
const PATIENCE: u32 = 3;

impl ListState {
    /// These works are about to be seen.
    pub(super) fn see(&mut self, works: Vec<WorkKey>, out: &mut Vec<Effect>) {
        self.contributors.postponed.extend(works);
        self.catch_up(out);
    }

    /// Asks about the works that were to be seen, unless that has to wait.
    pub(super) fn catch_up(&mut self, out: &mut Vec<Effect>) {
        let is_wanted = self.options.as_ref().is_some_and(|it| it.authors);
        if self.is_waiting() || !is_wanted {
            return;
        }
        let works = std::mem::take(&mut self.contributors.postponed);
        self.want(&works, out);
    }

    /// The visitor wants to know more of a work: what has failed is asked for
    /// again.
    pub(super) fn open(&mut self, work: WorkKey, out: &mut Vec<Effect>) {
        if self.contributors(&work) == Contributors::Failed {
            let store = &mut self.contributors;
            store.failures = 0;
            store.known.retain(|_, it| *it != Contributors::Failed);
            self.changed(Part::Contributors);
        }
        self.want(&[work], out);
    }

    pub(super) fn is_searching(&self) -> bool {
        !self.filter.text.trim().is_empty()
    }

    /// The typing has come to a rest: authors are to be found too.
    pub(super) fn fetch_for_search(&mut self, out: &mut Vec<Effect>) {
        if !self.is_searching() {
            return;
        }
        let all = self.count().min(SEARCHED) as u32;
        let list = self.list.as_ref();
        let keys = (0..all).filter_map(|place| list?.key(place));
        self.see(keys.collect(), out);
    }

    /// Asks for all that is not known of these works, and fills every request
    /// up with the works that come next in the list.
    pub(super) fn want(&mut self, works: &[WorkKey], out: &mut Vec<Effect>) {
        let Some(list) = &self.list else { return };
        let mut places: Vec<u32> = works.iter().filter_map(|key| list.index(key)).collect();
        // As they stand in the list.
        places.sort_unstable();
        places.dedup();
        let missing = self.missing(places.iter().copied());
        if missing.is_empty() {
            return;
        }
        if self.contributors.failures >= PATIENCE {
            let keys: Vec<WorkKey> = missing.iter().flatten().copied().collect();
            self.contributors.note(&keys, &Contributors::Failed);
            self.changed(Part::Contributors);
            return;
        }
        let mut by_owner: Vec<(OrcidId, Vec<u64>)> = Vec::new();
        for keys in missing {
            // Of people who have a work in common, the fewer are asked.
            let known = by_owner.iter_mut().find_map(|(owner, put_codes)| {
                let key = of_owner(&keys, *owner)?;
                Some((put_codes, key))
            });
            let first = keys
                .first()
                .and_then(|key| Some((key.owner.person()?, key)));
            match (known, first) {
                (Some((put_codes, key)), _) => put_codes.extend(key.put_code()),
                (None, Some((owner, key))) => {
                    by_owner.push((owner, Vec::from_iter(key.put_code())));
                }
                (None, None) => {}
            }
        }
        let last = places.last().copied().unwrap_or_default();
        let next = self.result.entries.iter().copied();
        for keys in self.missing(next.filter(|place| *place > last)) {
            let room = by_owner.iter_mut().find_map(|(owner, put_codes)| {
                let key = of_owner(&keys, *owner)?;
                let is_full = put_codes.len().is_multiple_of(MOST_WORKS);
                let put_code = key.put_code().filter(|_| !is_full)?;
                Some((put_codes, put_code))
            });
            if let Some((put_codes, put_code)) = room {
                put_codes.push(put_code);
            }
        }
        for (owner, put_codes) in by_owner {
            for put_codes in put_codes.chunks(MOST_WORKS) {
                self.fetch(owner, put_codes.to_vec(), out);
            }
        }
        self.changed(Part::Contributors);
    }

    /// Of those of these works that nobody has asked for: their summaries.
    fn missing(&self, places: impl Iterator<Item = u32>) -> Vec<Vec<WorkKey>> {
        let entries = self.list.as_ref().map_or(&[][..], |list| list.entries());
        places
            .filter_map(|place| entries.get(place as usize))
            .filter(|entry| self.contributors.of_entry(entry) == Contributors::Unknown)
            .map(|entry| numbered(entry).collect())
            .collect()
    }

    fn fetch(&mut self, owner: OrcidId, put_codes: Vec<u64>, out: &mut Vec<Effect>) {
        let Some(options) = &self.options else { return };
        let store = &mut self.contributors;
        let keys: Vec<WorkKey> = put_codes
            .iter()
            .map(|code| WorkKey::of(owner, *code))
            .collect();
        store.note(&keys, &Contributors::Asked);
        store.next = store.next.wrapping_add(1);
        store.requests.push((store.next, keys));
        out.push(Effect::FetchWorks {
            request: store.next,
            query: WorksQuery {
                owner,
                registry: options.records.registry.clone(),
                put_codes,
                timeout: options.records.timeout,
                max_age: options.records.max_age,
                max_size: options.records.max_size,
            },
        });
    }

    /// An answer about whole works.
    pub(super) fn works_arrived(
        &mut self,
        request: u32,
        outcome: Result<WorksAnswer, Error>,
        env: &Env<'_>,
        out: &mut Vec<Effect>,
    ) {
        let requests = &mut self.contributors.requests;
        let Some(place) = requests.iter().position(|(number, _)| *number == request) else {
            return;
        };
        let (_, keys) = requests.swap_remove(place);
        let mut lost = false;
        match outcome {
            Ok(answer) => lost = self.contributors.take_in(&keys, answer),
            Err(error) => {
                // A static mirror has no such address; a spent quota stays so.
                let is_passing = error.is_retryable() && error != Error::QuotaSpent;
                let step = if is_passing { 1 } else { PATIENCE };
                let store = &mut self.contributors;
                store.failures = store.failures.saturating_add(step);
                store.note(&keys, &Contributors::Failed);
            }
        }
        self.changed(Part::Contributors);
        self.derive_members(Some(&keys), env);
        if lost {
            self.merge(env, out);
            return;
        }
        let places = keys.iter().filter_map(|key| self.list.as_ref()?.index(key));
        let places: Vec<u32> = places.collect();
        if self.add_names(&places, env) && self.is_searching() {
            self.find(env);
        }
        if self.has_json_ld && !std::mem::replace(&mut self.json_ld_is_due, true) {
            out.push(Effect::Wait(Timer::JsonLd));
        }
        self.go_on_exporting(out);
    }

    /// After a merge: who of the people now listed is who in the works whose
    /// contributors are known, and the search knows them.
    pub(super) fn name_members(&mut self, env: &Env<'_>) {
        self.derive_members(None, env);
        if let Some(list) = &self.list {
            let all: Vec<u32> = (0..list.entries().len() as u32).collect();
            self.add_names(&all, env);
        }
    }

    /// Finds the people of the list among the contributors of these summaries,
    /// or of all.
    pub(super) fn derive_members(&mut self, only: Option<&[WorkKey]>, env: &Env<'_>) {
        let Some(list) = &self.list else { return };
        let known: Vec<(WorkKey, Rc<WorkContributors>)> = {
            let known = self.contributors.known.iter();
            let wanted = known.filter(|(key, _)| only.is_none_or(|only| only.contains(key)));
            let known = wanted.filter_map(|(key, it)| match it {
                Contributors::Known(known) => Some((*key, Rc::clone(known))),
                _ => None,
            });
            known.collect()
        };
        if known.is_empty() {
            return;
        }
        let people = self.candidates();
        let credited: Vec<Credited<'_>> = known
            .iter()
            .map(|(key, known)| Credited {
                credits: &known.credits,
                owners: list.entry(key).map_or(&[], |entry| &entry.people),
            })
            .collect();
        let found = members_among(&credited, &people, env.decompose);
        let store = &mut self.contributors;
        let mut is_other = false;
        for ((key, known), members) in known.iter().zip(found) {
            if known.members == members {
                continue;
            }
            is_other = true;
            store.serial = store.serial.wrapping_add(1);
            let known = WorkContributors {
                serial: store.serial,
                detail: Rc::clone(&known.detail),
                credits: Rc::clone(&known.credits),
                members,
            };
            let known = Contributors::Known(Rc::new(known));
            store.known.insert(*key, known);
        }
        if is_other {
            self.changed(Part::Contributors);
        }
    }

    /// The people of the list, who may be among a work's contributors.
    pub(super) fn candidates(&self) -> Vec<Candidate<'_>> {
        let people = self.people().map(|member| Candidate {
            id: member.id(),
            person: member.answer().map(|it| &it.record.person),
        });
        people.collect()
    }

    /// Lets the search know the contributors of the works at these places; gives
    /// whether there were any.
    fn add_names(&mut self, places: &[u32], env: &Env<'_>) -> bool {
        let Some(list) = &mut self.list else {
            return false;
        };
        let entries = list.shared_entries();
        let names = places.iter().filter_map(|place| {
            let entry = entries.get(*place as usize)?;
            let names = self.contributors.of_entry(entry).names()?;
            Some((*place as usize, names))
        });
        let names: Vec<(usize, String)> = names.collect();
        if !names.is_empty() {
            list.add_authors(&names, env.decompose);
        }
        !names.is_empty()
    }

    /// How many of these works are waiting for their contributors.
    pub(super) fn asked_of<'a>(&self, works: impl Iterator<Item = &'a Entry>) -> usize {
        let asked = works.filter(|entry| self.contributors.of_entry(entry) == Contributors::Asked);
        asked.count()
    }

    /// Whether no summary of a work is public any more.
    pub(super) fn is_withdrawn(&self, entry: &Entry) -> bool {
        let mut all = entry.all_summaries();
        all.all(|one| self.contributors.is_withdrawn(&one.key()))
    }
}

fn of_owner(keys: &[WorkKey], owner: OrcidId) -> Option<&WorkKey> {
    keys.iter().find(|key| key.owner == Owner::Person(owner))
}
