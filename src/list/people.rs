//! Whose works are listed: attributes, and records that come and fail.

use std::rc::Rc;

use crate::bibliography::Filter;
use crate::orcid::OrcidId;
use crate::registry::Outcome;

use super::effect::{Effect, Message};
use super::event::Env;
use super::options::ListOptions;
use super::state::{ListState, LoadState, Part};
use crate::people::{Member, RecordState};

impl ListState {
    /// Who stays keeps the record that has come or is on its way.
    pub(super) fn options_changed(
        &mut self,
        options: Rc<ListOptions>,
        env: &Env<'_>,
        out: &mut Vec<Effect>,
    ) {
        if self.display != options.display {
            self.display.clone_from(&options.display);
            self.changed(Part::Display);
        }
        let old = self.options.replace(Rc::clone(&options));
        let other_extras = self.extras_changed(options.records.extras.as_deref());
        let same_people = old
            .as_ref()
            .is_some_and(|old| old.records.asks_the_same(&options.records));
        if !same_people {
            let same_registry = old
                .as_ref()
                .is_some_and(|old| old.records.registry == options.records.registry);
            self.change_people(&options, same_registry, out);
        }
        let other_works = old
            .as_ref()
            .is_none_or(|old| old.selection != options.selection);
        if other_extras {
            // Behind the records, which show first.
            out.extend(options.records.extras.clone().map(Effect::FetchExtras));
        }
        let has_works = self.list.is_some() || self.is_merging;
        if !same_people || ((other_works || other_extras) && has_works) {
            self.merge(env, out);
        }
        if old.is_some_and(|old| old.json_ld != options.json_ld) {
            self.write_json_ld(env, out);
        }
        self.catch_up(out);
    }

    fn change_people(&mut self, options: &ListOptions, same_registry: bool, out: &mut Vec<Effect>) {
        let mut before = std::mem::take(&mut self.members);
        if !same_registry {
            // The same numbers are other works there.
            self.contributors.forget(out);
            out.extend(before.drain(..).map(|it| Effect::DropRecord(it.asked)));
        }
        let mut fetch = Vec::new();
        for id in &options.records.ids {
            let known = before.iter().position(|member| member.asked == *id);
            self.members.push(match known {
                Some(place) => before.swap_remove(place),
                None => {
                    fetch.push(Effect::FetchRecord {
                        query: options.records.query(*id, usize::MAX),
                        again: false,
                    });
                    Member {
                        asked: *id,
                        page: options.records.registry.record_page(*id),
                        record: RecordState::Waiting,
                        is_pending: true,
                        is_double: false,
                    }
                }
            });
        }
        let is_other = self.members.len() == fetch.len();
        self.find_doubles();
        if is_other && self.has_shown {
            // What was chosen of another list means nothing here.
            self.filter = Filter::default();
            self.has_shown = false;
            self.changed(Part::Filter);
            out.push(Effect::WritePermalink(Vec::new()));
        } else if !self.has_shown {
            self.filter = self.filter_of_address();
        }
        self.contributors.keep_only(&self.members, out);
        for (text, error) in &options.records.wrong {
            if !options.records.ids.is_empty() {
                out.push(Effect::Dispatch(Message::Failed {
                    error: *error,
                    orcid: text.clone(),
                }));
            }
        }
        if let Some(error) = options.records.fault() {
            out.push(Effect::Dispatch(Message::Failed {
                error,
                orcid: options.records.requested.clone(),
            }));
        }
        self.is_unannounced |= !self.members.is_empty();
        // The new go first: a request under way that others of the page wait
        // for too is not given up and made anew.
        out.append(&mut fetch);
        out.extend(before.into_iter().map(|it| Effect::DropRecord(it.asked)));
        self.changed(Part::Members);
    }

    pub(super) fn record_arrived(
        &mut self,
        asked: OrcidId,
        outcome: Outcome,
        env: &Env<'_>,
        out: &mut Vec<Effect>,
    ) {
        let Some(options) = &self.options else { return };
        let registry = &options.records.registry;
        let mut members = self.members.iter_mut();
        let Some(member) = members.find(|member| member.asked == asked) else {
            return;
        };
        let was_pending = member.is_pending;
        member.is_pending = false;
        member.record = match outcome {
            Ok(answer) => {
                out.extend(answer.not_renewed.map(Effect::Warn));
                member.page = registry.record_page(answer.record.id);
                RecordState::Loaded(answer)
            }
            Err(error) => {
                member.page = registry.record_page(asked);
                out.push(Effect::Dispatch(Message::Failed {
                    error,
                    orcid: asked.digits(),
                }));
                RecordState::Failed(error)
            }
        };
        self.find_doubles();
        self.is_unannounced = true;
        self.changed(Part::Members);
        let is_last = was_pending && !self.is_waiting();
        let is_first = self.list.is_none() && !self.shows_later();
        if (is_last || is_first) && !self.is_merging {
            self.merge(env, out);
        } else {
            self.merge_later(out);
        }
    }

    /// Asks again for what has failed or could not be renewed.
    pub(super) fn retry(&mut self, out: &mut Vec<Effect>) {
        let Some(options) = self.options.clone() else {
            return;
        };
        for member in &mut self.members {
            if member.is_pending || !member.has_failed() {
                continue;
            }
            member.is_pending = true;
            if matches!(member.record, RecordState::Failed(_)) {
                member.record = RecordState::Waiting;
            }
            out.push(Effect::FetchRecord {
                query: options.records.query(member.asked, usize::MAX),
                again: true,
            });
        }
        if self.list.is_none() && self.is_waiting() {
            self.set_load(LoadState::Waiting);
        }
        self.changed(Part::Members);
    }

    fn find_doubles(&mut self) {
        let mut seen: Vec<OrcidId> = Vec::with_capacity(self.members.len());
        for member in &mut self.members {
            let id = member.id();
            member.is_double = seen.contains(&id);
            seen.push(id);
        }
    }

    /// What the address says, of the people there are.
    pub(super) fn filter_of_address(&self) -> Filter {
        let pairs = self.address.iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        let asked = self.members.iter().map(|member| member.asked);
        let ids = asked.chain(self.members.iter().map(Member::id));
        let mut filter = Filter::from_pairs(pairs, &ids.collect::<Vec<_>>());
        self.name_by_record(&mut filter);
        filter
    }

    /// Replaced iDs in a filter give way to those of the records.
    pub(super) fn name_by_record(&self, filter: &mut Filter) {
        for id in &mut filter.people {
            let member = self.members.iter().find(|member| member.asked == *id);
            *id = member.map_or(*id, Member::id);
        }
        let people = &mut filter.people;
        people.retain(|id| self.members.iter().any(|member| member.id() == *id));
    }

    /// The filter for the address: people by the iDs that the page gave, which
    /// are known before any record has come.
    pub(super) fn address_of_filter(&self) -> Vec<(&'static str, String)> {
        let mut filter = self.filter.clone();
        for id in &mut filter.people {
            *id = self.member(*id).map_or(*id, |member| member.asked);
        }
        filter.to_pairs()
    }
}
