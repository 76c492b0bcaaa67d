//! Records become one list, and the list what the visitor sees of it.

use std::sync::Arc;

use crate::bibliography::{Filter, FilterResult, List, WorkKey};
use crate::orcid::WorkGroup;

use super::effect::{Effect, Loaded, Message, Timer};
use super::event::Env;
use super::merge_job::{MergeJob, MergeRecord, Merged};
use super::state::{ListState, LoadState, Part};
use crate::people::{Member, RecordState};

impl ListState {
    /// Whether nothing shows yet of what has come, since others are about to
    /// follow: works that come between those on the page push them down.
    pub(super) fn shows_later(&self) -> bool {
        let is_awaited = |member: &Member| matches!(member.record, RecordState::Waiting);
        !self.has_shown && self.members.iter().any(is_awaited)
    }

    /// Merges what has come, and again when more has.
    pub(super) fn merge_later(&mut self, out: &mut Vec<Effect>) {
        if self.shows_later() && !self.is_merging {
            if !std::mem::replace(&mut self.show_is_due, true) {
                out.push(Effect::Wait(Timer::Show));
            }
            return;
        }
        if !std::mem::replace(&mut self.merge_is_due, true) {
            out.push(Effect::Wait(Timer::Merge));
        }
    }

    /// Begins to make the list anew of all records there are.
    pub(super) fn merge(&mut self, env: &Env<'_>, out: &mut Vec<Effect>) {
        self.merge_is_due = false;
        self.show_is_due = false;
        self.is_merging = false;
        // What an earlier one gives counts no more.
        self.merges = self.merges.wrapping_add(1);
        if self.members.iter().all(|member| member.answer().is_none()) {
            self.show_nothing(env, out);
            return;
        }
        self.is_merging = true;
        out.push(Effect::Merge(Box::new(self.merge_job())));
    }

    /// Shows what a merge has given.
    pub(super) fn merged(&mut self, merged: Merged, env: &Env<'_>, out: &mut Vec<Effect>) {
        if merged.number != self.merges {
            return;
        }
        self.is_merging = false;
        self.list = Some(merged.list);
        self.tell_unmatched(&merged.is_known, out);
        // The view tells anew what is in sight of a list that has changed.
        self.contributors.postponed.clear();
        self.has_shown = true;
        let mut filter = std::mem::take(&mut self.filter);
        self.name_by_record(&mut filter);
        self.filter = filter;
        self.name_members(env);
        self.changed(Part::Works);
        self.find(env);
        self.set_load(LoadState::Shown);
        self.announce(out);
        if self.has_json_ld || !self.is_waiting() {
            self.write_json_ld(env, out);
        }
        self.go_on_exporting(out);
        if self.merge_is_due && !self.is_waiting() {
            self.merge(env, out);
        }
    }

    /// Tells the page once all is there that will come.
    pub(super) fn announce(&mut self, out: &mut Vec<Effect>) {
        let is_merged = !self.is_merging && !self.merge_is_due;
        let is_complete = is_merged && !self.is_waiting() && !self.extras.is_pending;
        if is_complete && self.list.is_some() && std::mem::take(&mut self.is_unannounced) {
            let loaded = Box::new(self.loaded());
            out.push(Effect::Dispatch(Message::Loaded(loaded)));
        }
    }

    fn merge_job(&self) -> MergeJob {
        let record = |member: &Member| MergeRecord {
            id: member.id(),
            record: member.answer().map(|answer| Arc::clone(&answer.record)),
            is_double: member.is_double,
            left: self.without_withdrawn(member),
        };
        MergeJob {
            number: self.merges,
            records: self.members.iter().map(record).collect(),
            options: self.options.clone(),
            extras: self.extras.known.clone(),
            own_credits: self.contributors.own_credits(),
            keys: self.list.as_ref().map(List::keys),
        }
    }

    /// The works that are left of a record of which some are no longer public;
    /// `None` where all are.
    fn without_withdrawn(&self, member: &Member) -> Option<Vec<WorkGroup>> {
        let owner = member.id();
        let answer = member.answer()?;
        if !self.contributors.has_withdrawn(owner) {
            return None;
        }
        let is_public = |put_code: Option<u64>| {
            put_code.is_none_or(|code| !self.contributors.is_withdrawn(&WorkKey::of(owner, code)))
        };
        let left = answer.record.works.iter().filter_map(|group| {
            let all = std::iter::once(&group.preferred).chain(&group.others);
            let mut left = all.filter(|work| is_public(work.put_code)).cloned();
            Some(WorkGroup {
                preferred: left.next()?,
                others: left.collect(),
                identifiers: group.identifiers.clone(),
            })
        });
        Some(left.collect())
    }

    /// No record is there: either some are to come, or none will.
    fn show_nothing(&mut self, env: &Env<'_>, out: &mut Vec<Effect>) {
        if self.list.take().is_some() {
            self.changed(Part::Works);
        }
        self.find(env);
        let failure = self.members.iter().find_map(|member| match member.record {
            RecordState::Failed(error) => Some(error),
            _ => None,
        });
        let fault = self
            .options
            .as_ref()
            .and_then(|options| options.records.fault());
        let load = match fault.or(failure) {
            Some(error) if !self.is_waiting() => LoadState::Failed(error),
            _ => LoadState::Waiting,
        };
        self.set_load(load);
        self.write_json_ld(env, out);
        self.go_on_exporting(out);
    }

    pub(super) fn set_load(&mut self, load: LoadState) {
        if self.load != load {
            self.load = load;
            self.changed(Part::Load);
        }
    }

    /// Another filter: what fits it, and soon authors that a search may find.
    pub(super) fn set_filter(&mut self, filter: Filter, env: &Env<'_>, out: &mut Vec<Effect>) {
        if self.filter != filter {
            self.filter = filter;
            self.changed(Part::Filter);
        }
        self.find(env);
        self.searches = self.searches.wrapping_add(1);
        if self.is_searching() {
            out.push(Effect::Wait(Timer::Search(self.searches)));
        }
    }

    /// Finds what fits the filter.
    pub(super) fn find(&mut self, env: &Env<'_>) {
        let list = self.list.as_ref();
        // An address may have a keyword in other case than the site has now.
        for keyword in &mut self.filter.keywords {
            if let Some(value) = list.and_then(|list| list.keyword(keyword)) {
                *keyword = value;
            }
        }
        let result = list.map_or_else(FilterResult::default, |list| {
            list.find(&self.filter, env.decompose)
        });
        if self.result != result {
            self.result = result;
            self.changed(Part::Filter);
        }
    }

    /// What a page is told once all is there.
    fn loaded(&self) -> Loaded {
        let people: Vec<&Member> = self.people().collect();
        let answers: Vec<_> = people.iter().filter_map(|it| it.answer()).collect();
        let name = match people.as_slice() {
            [one] => one.name().map(|name| name.display()),
            _ => None,
        };
        Loaded {
            ids: people.iter().map(|member| member.id()).collect(),
            requested: self
                .options
                .as_ref()
                .map(|options| options.records.requested.clone())
                .unwrap_or_default(),
            name,
            failed: people.len() - answers.len(),
            works: self.count(),
            skipped: answers.iter().map(|answer| answer.record.skipped).sum(),
            from_cache: answers.iter().any(|answer| answer.from_cache),
            fetched_at: answers
                .iter()
                .map(|answer| answer.fetched_at)
                .fold(f64::MAX, f64::min),
        }
    }
}
