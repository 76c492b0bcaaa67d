//! All that a `<scholar-people>` knows.

use std::rc::Rc;

use super::event::{Effect, Env, Event, Loaded, Message, Timer};
use super::member::{Member, RecordState};
use super::options::{Grouping, PeopleDisplay, PeopleOptions, Sorting};
use super::order::{self, Group};
use super::person::{Person, extra_of};
use crate::extras::Extras;
use crate::orcid::OrcidId;
use crate::registry::{Error, Outcome};

/// All that one `<scholar-people>` knows.
#[derive(Default)]
pub struct PeopleState {
    /// `None` until the attributes have been read.
    options: Option<Rc<PeopleOptions>>,
    people: Vec<Person>,
    /// The site's own file, once it has come.
    extras: Option<Rc<Extras>>,
    /// Whether it is still to come.
    awaits_extras: bool,
    groups: Vec<Group>,
    /// Whether there is enough to put people in order.
    is_settled: bool,
    is_slow: bool,
    /// Whether answers have come that the page has not been told of.
    is_unannounced: bool,
    /// Counts the changes of how people look.
    looks: u32,
}

impl PeopleState {
    /// Takes in what has happened; gives what is to be done about it, in order.
    pub fn update(&mut self, event: Event, env: &Env<'_>) -> Vec<Effect> {
        let out = &mut Vec::new();
        match event {
            Event::OptionsChanged(options) => self.options_changed(options, out),
            Event::RecordArrived { asked, outcome } => self.record_arrived(asked, outcome, out),
            Event::ExtrasArrived { address, extras } => self.extras_arrived(&address, extras),
            Event::Retry(id) => self.retry(id, out),
            Event::Due(Timer::Loading) => self.is_slow = true,
            Event::Due(Timer::Order) => self.is_settled = true,
        }
        self.is_settled |= !self.is_waiting();
        if let Some(options) = &self.options {
            let is_held_back = self.is_held_back();
            self.groups = order::arrange(&self.people, &options.display, is_held_back, env);
        }
        out.extend(self.announce());
        std::mem::take(out)
    }

    /// Who stays keeps the record that has come or is on its way.
    fn options_changed(&mut self, options: Rc<PeopleOptions>, out: &mut Vec<Effect>) {
        let old = self.options.replace(Rc::clone(&options));
        let old = old.as_deref();
        if old.is_none_or(|old| old.display != options.display) {
            self.looks = self.looks.wrapping_add(1);
        }
        if old.map_or(&None, |old| &old.records.extras) != &options.records.extras {
            self.awaits_extras = options.records.extras.is_some();
            self.take_in(None);
            out.extend(options.records.extras.clone().map(Effect::FetchExtras));
        }
        if old.is_some_and(|old| old.records.asks_the_same(&options.records)) {
            return;
        }
        let mut before = std::mem::take(&mut self.people);
        if old.is_some_and(|old| old.records.registry != options.records.registry) {
            // The same numbers are other people there.
            out.extend(
                before
                    .drain(..)
                    .map(|it| Effect::DropRecord(it.member.asked)),
            );
        }
        let (mut is_new, mut is_kept) = (false, false);
        for id in &options.records.ids {
            let known = before.iter().position(|it| it.member.asked == *id);
            self.people.push(match known {
                Some(place) => {
                    is_kept = true;
                    before.swap_remove(place)
                }
                None => {
                    is_new = true;
                    let (query, again) = (options.records.query(*id, 0), false);
                    out.push(Effect::FetchRecord { query, again });
                    Person::new(*id, &options, self.extras.as_deref())
                }
            });
        }
        // The new go first: a request under way that others of the page wait
        // for too is not given up and made anew.
        out.extend(
            before
                .into_iter()
                .map(|it| Effect::DropRecord(it.member.asked)),
        );
        self.is_settled &= is_kept;
        if is_new {
            self.is_slow = false;
            out.extend([Timer::Loading, Timer::Order].map(Effect::Wait));
        }
        self.find_doubles();
        let wrong = options.records.wrong.iter().cloned();
        let fault = options
            .records
            .fault()
            .map(|it| (options.records.requested.clone(), it));
        let failed: Vec<(String, Error)> = match fault {
            Some(fault) => vec![fault],
            None => wrong.collect(),
        };
        let message = |(orcid, error)| Effect::Dispatch(Message::Failed { error, orcid });
        out.extend(failed.into_iter().map(message));
        self.is_unannounced |= !self.people.is_empty();
    }

    fn record_arrived(&mut self, asked: OrcidId, outcome: Outcome, out: &mut Vec<Effect>) {
        let Some(options) = &self.options else { return };
        let mut people = self.people.iter_mut();
        let Some(person) = people.find(|it| it.member.asked == asked) else {
            return;
        };
        person.changed();
        let member = &mut person.member;
        member.is_pending = false;
        member.record = match outcome {
            Ok(answer) => {
                out.extend(answer.not_renewed.map(Effect::Warn));
                member.page = options.records.registry.record_page(answer.record.id);
                RecordState::Loaded(answer)
            }
            Err(error) => {
                member.page = options.records.registry.record_page(asked);
                out.push(Effect::Dispatch(Message::Failed {
                    error,
                    orcid: asked.digits(),
                }));
                RecordState::Failed(error)
            }
        };
        person.extra = extra_of(self.extras.as_deref(), &person.member);
        self.is_unannounced = true;
        self.find_doubles();
    }

    fn extras_arrived(&mut self, address: &str, extras: Option<Rc<Extras>>) {
        let wanted = self
            .options
            .as_ref()
            .and_then(|it| it.records.extras.as_deref());
        if wanted == Some(address) {
            self.awaits_extras = false;
            self.take_in(extras);
        }
    }

    fn take_in(&mut self, extras: Option<Rc<Extras>>) {
        self.extras = extras;
        for person in &mut self.people {
            person.changed();
            person.extra = extra_of(self.extras.as_deref(), &person.member);
        }
    }

    /// Asks again. What has failed shows until the answer has come, and with it
    /// the button that may have the focus.
    fn retry(&mut self, id: Option<OrcidId>, out: &mut Vec<Effect>) {
        let Some(options) = &self.options else { return };
        for person in &mut self.people {
            let member = &mut person.member;
            let is_meant = id.is_none_or(|id| member.asked == id);
            if is_meant && member.has_failed() && !member.is_pending {
                member.is_pending = true;
                person.changed();
                let (query, again) = (options.records.query(person.member.asked, 0), true);
                out.push(Effect::FetchRecord { query, again });
            }
        }
    }

    fn find_doubles(&mut self) {
        let mut seen: Vec<OrcidId> = Vec::with_capacity(self.people.len());
        for Person { member, .. } in &mut self.people {
            let id = member.id();
            member.is_double = seen.contains(&id);
            seen.push(id);
        }
    }

    /// Tells the page once all is there that will come.
    fn announce(&mut self) -> Option<Effect> {
        if self.is_waiting() || self.people.is_empty() || !std::mem::take(&mut self.is_unannounced)
        {
            return None;
        }
        let shown = || {
            self.people
                .iter()
                .map(|it| &it.member)
                .filter(|it| !it.is_double)
        };
        let answers = || shown().filter_map(Member::answer);
        Some(Effect::Dispatch(Message::Loaded(Loaded {
            ids: shown().map(Member::id).collect(),
            requested: self
                .options
                .as_ref()
                .map(|it| it.records.requested.clone())
                .unwrap_or_default(),
            failed: shown().count() - answers().count(),
            skipped: answers().map(|answer| answer.record.skipped).sum(),
            from_cache: answers().any(|answer| answer.from_cache),
            fetched_at: answers()
                .map(|it| it.fetched_at)
                .fold(f64::INFINITY, f64::min),
        })))
    }

    /// How people look; `None` until the attributes have been read.
    pub fn display(&self) -> Option<&PeopleDisplay> {
        self.options.as_ref().map(|options| &options.display)
    }

    /// Counts the changes of how people look.
    pub fn looks(&self) -> u32 {
        self.looks
    }

    /// Why there is nobody to show.
    pub fn fault(&self) -> Option<Error> {
        self.options
            .as_ref()
            .and_then(|options| options.records.fault())
    }

    /// The people in the page's order.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The iDs of the people who show, under headings and in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether records, or the site's own file, are still to come.
    pub fn is_waiting(&self) -> bool {
        self.awaits_extras || self.people.iter().any(|it| it.member.is_pending)
    }

    /// Whether they have been on their way for so long that a visitor wonders.
    pub fn is_slow(&self) -> bool {
        self.is_slow && self.is_waiting()
    }

    /// Whether people who are there wait for those who stand before them: else
    /// they would jump about while records come.
    pub fn is_held_back(&self) -> bool {
        let Some(display) = self.display() else {
            return true;
        };
        let mut groups = self.people.iter().map(|it| &it.extra.group);
        let has_groups = display.group == Grouping::None || groups.all(Option::is_some);
        !self.is_settled && (display.sort == Sorting::Name || !has_groups)
    }

    /// Whether there is nothing yet but people to wait for.
    pub fn is_empty(&self) -> bool {
        let mut people = self.people.iter();
        self.is_waiting() && (self.is_held_back() || people.all(|it| it.member.answer().is_none()))
    }

    /// Why nobody's record can be had, where that is the same for all: it need be
    /// said once only.
    pub fn common_failure(&self) -> Option<Error> {
        let failure = |person: &Person| match person.member.record {
            RecordState::Failed(error) => Some(error),
            _ => None,
        };
        let first = self.people.first().and_then(failure)?;
        let mut people = self.people.iter();
        people.all(|it| failure(it) == Some(first)).then_some(first)
    }

    /// When the oldest copy that could not be renewed was made, with why.
    pub fn old_copy(&self) -> Option<(f64, Error)> {
        let old = self.people.iter().filter_map(|person| {
            let answer = person.member.answer()?;
            Some((answer.fetched_at, answer.not_renewed?))
        });
        old.reduce(|one, other| if other.0 < one.0 { other } else { one })
    }
}
