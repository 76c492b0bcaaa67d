//! All that a list knows.

use std::rc::Rc;

use crate::bibliography::{Entry, Filter, FilterResult, Group, List, WorkExtra, WorkKey};
use crate::orcid::OrcidId;
use crate::registry::Error;

use super::contributors::{ContributorStore, Contributors};
use super::effect::{Effect, Message, Timer};
use super::event::{Env, Event};
use super::export::{Export, ExportProgress};
use super::options::{DisplayOptions, ListOptions};
use super::site_extras::SiteExtras;
use crate::people::Member;

/// All that one `<scholar-works>` knows.
pub struct ListState {
    pub(super) display: DisplayOptions,
    /// `None` until the attributes have been read.
    pub(super) options: Option<Rc<ListOptions>>,
    /// What the page's address said last.
    pub(super) address: Vec<(String, String)>,
    pub(super) members: Vec<Member>,
    pub(super) load: LoadState,
    pub(super) list: Option<List>,
    pub(super) filter: Filter,
    pub(super) result: FilterResult,
    pub(super) contributors: ContributorStore,
    pub(super) extras: SiteExtras,
    pub(super) export: Option<Export>,
    pub(super) exports: u32,
    pub(super) progress: ExportProgress,
    pub(super) panel: u32,
    /// Counts the visitor's searches.
    pub(super) searches: u32,
    /// Whether there has been a list of these people.
    pub(super) has_shown: bool,
    /// Whether records have come that the page has not been told of.
    pub(super) is_unannounced: bool,
    pub(super) merge_is_due: bool,
    /// Whether a merge is under way.
    pub(super) is_merging: bool,
    /// Counts the merges.
    pub(super) merges: u32,
    pub(super) show_is_due: bool,
    pub(super) json_ld_is_due: bool,
    pub(super) has_json_ld: bool,
    revisions: [u32; PARTS],
}

/// How far a list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadState {
    /// No record has come yet.
    Waiting,
    /// There is no record and none will come.
    Failed(Error),
    /// There is a list.
    Shown,
}

/// What changes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How far the list has come.
    Load,
    /// The people.
    Members,
    /// The works.
    Works,
    /// The visitor's filter and what fits it.
    Filter,
    /// Who took part.
    Contributors,
    /// The export under way.
    Export,
    /// How all of it looks.
    Display,
}

/// Number of parts.
const PARTS: usize = 7;

impl Part {
    /// All of them.
    pub const ALL: [Self; PARTS] = [
        Self::Load,
        Self::Members,
        Self::Works,
        Self::Filter,
        Self::Contributors,
        Self::Export,
        Self::Display,
    ];
}

impl ListState {
    /// Knows nothing yet but how the list will look.
    pub fn new(display: DisplayOptions) -> Self {
        Self {
            display,
            options: None,
            address: Vec::new(),
            members: Vec::new(),
            load: LoadState::Waiting,
            list: None,
            filter: Filter::default(),
            result: FilterResult::default(),
            contributors: ContributorStore::default(),
            extras: SiteExtras::default(),
            export: None,
            exports: 0,
            progress: ExportProgress::Idle,
            panel: 0,
            searches: 0,
            has_shown: false,
            is_unannounced: false,
            merge_is_due: false,
            is_merging: false,
            merges: 0,
            show_is_due: false,
            json_ld_is_due: false,
            has_json_ld: false,
            revisions: [0; PARTS],
        }
    }

    /// Takes in what has happened; gives what is to be done about it, in order.
    pub fn update(&mut self, event: Event, env: &Env<'_>) -> Vec<Effect> {
        let out = &mut Vec::new();
        match event {
            Event::OptionsChanged(options) => self.options_changed(options, env, out),
            Event::AddressRead(pairs) => {
                self.address = pairs;
                let filter = self.filter_of_address();
                self.set_filter(filter, env, out);
            }
            Event::RecordArrived { asked, outcome } => {
                self.record_arrived(asked, outcome, env, out);
            }
            Event::WorksArrived { request, outcome } => {
                self.works_arrived(request, outcome, env, out);
            }
            Event::Merged(merged) => self.merged(*merged, env, out),
            Event::ExtrasArrived { address, extras } => {
                self.extras_arrived(&address, extras, env, out);
            }
            Event::FilterChanged(filter) => {
                self.set_filter(filter, env, out);
                out.push(Effect::WritePermalink(self.address_of_filter()));
                out.push(Effect::Dispatch(Message::Filtered {
                    shown: self.result.entries.len(),
                    works: self.count(),
                }));
            }
            Event::Seen(works) => self.see(works, out),
            Event::Opened(work) => self.open(work, out),
            Event::ExportAsked {
                works,
                format,
                target,
                panel,
            } => self.begin_export(&works, format, target, panel, out),
            Event::ExportEnded { number, progress } => {
                if number == self.exports && self.export.is_none() {
                    self.set_progress(progress);
                }
            }
            Event::Retry => self.retry(out),
            Event::Due(Timer::Merge) => {
                if self.merge_is_due && self.is_merging {
                    // One that ends shows more than two that do not.
                    out.push(Effect::Wait(Timer::Merge));
                } else if self.merge_is_due {
                    self.merge(env, out);
                }
            }
            Event::Due(Timer::Show) => {
                if self.show_is_due {
                    self.merge(env, out);
                }
            }
            Event::Due(Timer::Search(number)) => {
                if number == self.searches {
                    self.fetch_for_search(out);
                }
            }
            Event::Due(Timer::JsonLd) => {
                if self.json_ld_is_due {
                    self.write_json_ld(env, out);
                }
            }
        }
        std::mem::take(out)
    }

    /// Counts the changes of a part.
    pub fn revision(&self, part: Part) -> u32 {
        let at = Part::ALL.iter().position(|one| *one == part);
        at.and_then(|at| self.revisions.get(at).copied())
            .unwrap_or_default()
    }

    pub(super) fn changed(&mut self, part: Part) {
        for (one, revision) in Part::ALL.iter().zip(&mut self.revisions) {
            if *one == part {
                *revision = revision.wrapping_add(1);
            }
        }
    }

    /// How all of it looks.
    pub fn display(&self) -> &DisplayOptions {
        &self.display
    }

    /// How far it has come.
    pub fn load(&self) -> LoadState {
        self.load
    }

    /// The people in the page's order.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The people, each once.
    pub fn people(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.is_double)
    }

    /// Whether the list is of several people.
    pub fn is_lab(&self) -> bool {
        self.people().count() > 1
    }

    /// The person with this iD.
    pub fn member(&self, id: OrcidId) -> Option<&Member> {
        self.members.iter().find(|member| member.id() == id)
    }

    /// Whether records are still to come.
    pub fn is_waiting(&self) -> bool {
        self.members.iter().any(|member| member.is_pending)
    }

    /// What the page gave as iDs and is none, with why.
    pub fn wrong(&self) -> &[(String, Error)] {
        let options = self.options.as_ref();
        options.map_or(&[], |options| &options.records.wrong)
    }

    /// The works, whether they fit the filter or not.
    pub fn list(&self) -> Option<&List> {
        self.list.as_ref()
    }

    /// The work with this key.
    pub fn entry(&self, work: &WorkKey) -> Option<&Entry> {
        self.list.as_ref()?.entry(work)
    }

    /// What the site says of the work with this key.
    pub fn extra(&self, work: &WorkKey) -> Option<&WorkExtra> {
        self.entry(work)?.extra.as_deref()
    }

    /// Number of works, whether they fit the filter or not.
    pub fn count(&self) -> usize {
        self.list.as_ref().map_or(0, |list| list.entries().len())
    }

    /// What the visitor has chosen.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What fits the filter.
    pub fn result(&self) -> &FilterResult {
        &self.result
    }

    /// The works that fit the filter, in order.
    pub fn shown(&self) -> Vec<WorkKey> {
        let places = self.result.entries.iter();
        let key = |place: &u32| self.list.as_ref()?.key(*place);
        places.filter_map(key).collect()
    }

    /// The same under headings.
    pub fn groups(&self) -> Vec<Group> {
        let list = self.list.as_ref();
        list.map_or_else(Vec::new, |list| {
            list.groups(&self.result, self.display.group)
        })
    }

    /// Who took part in a work, as far as is known.
    pub fn contributors(&self, work: &WorkKey) -> Contributors {
        let entry = self.entry(work);
        entry.map_or(Contributors::Unknown, |entry| {
            self.contributors.of_entry(entry)
        })
    }

    /// The panel of the last export, and how far that has come.
    pub fn export(&self) -> (u32, &ExportProgress) {
        (self.panel, &self.progress)
    }
}
