//! Who took part in the works of one list: asked for a hundred works at a time,
//! and only for works about to be seen, searched or taken away.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Weak;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::export::{self, Export};
use super::known::{Key, best, bylines_of, names_of, places};
use super::works::Works;
use crate::orcid::WorkDetail;
use crate::registry::Error;
use crate::registry::coauthors::{self, Request, WorksQuery};
use crate::registry::endpoint::MOST_WORKS;
use crate::registry::pause;
use crate::view::decompose;
use crate::view::list::{Byline, Model, Progress, Signals, Style, Way};

/// Works whose authors are fetched so that a search may find them: ten
/// requests of one person's.
const SEARCHED: usize = 1_000;
/// Milliseconds after the last key until authors are fetched for a search:
/// reading them must not keep a key from being answered.
const REST: f64 = 700.0;
/// Requests that may fail before the registry is left alone.
const PATIENCE: u32 = 3;

/// What is known of one list's contributors.
pub struct Coauthors {
    works: Weak<Works>,
    signals: Signals,
    /// By work, across all merges of the list.
    known: RefCell<BTreeMap<Key, Byline>>,
    /// The place in the list of every summary, in the order of the keys.
    index: RefCell<Vec<(Key, usize)>>,
    /// Works to be seen, while records are still coming or the page wants no
    /// authors.
    postponed: RefCell<Vec<u32>>,
    is_waiting: Cell<bool>,
    /// Whether works about to be seen are asked for at all.
    is_wanted: Cell<bool>,
    failures: Cell<u32>,
    requests: RefCell<Vec<(u32, Request)>>,
    next: Cell<u32>,
    /// Counts the visitor's searches.
    searches: Cell<u32>,
    export: RefCell<Option<Export>>,
}

impl Coauthors {
    /// Knows nothing yet.
    pub fn new(works: Weak<Works>, signals: Signals) -> Self {
        Self {
            works,
            signals,
            known: RefCell::default(),
            index: RefCell::default(),
            postponed: RefCell::default(),
            is_waiting: Cell::new(true),
            is_wanted: Cell::new(true),
            failures: Cell::default(),
            requests: RefCell::default(),
            next: Cell::default(),
            searches: Cell::default(),
            export: RefCell::default(),
        }
    }

    /// Reads the `authors` attribute anew.
    pub fn changed(&self, host: &HtmlElement) {
        let given = host.get_attribute("authors").unwrap_or_default();
        self.is_wanted.set(given.trim() != "none");
        self.catch_up();
    }

    /// Another list: what is known of its works is kept. `is_waiting`: more
    /// records are to come, and until then nobody's authors are asked for.
    pub fn list_changed(&self, model: &Model, is_waiting: bool) {
        self.is_waiting.set(is_waiting);
        let known = self.known.borrow();
        let bylines = model.with(|list| {
            let entries = list.entries().iter();
            let bylines = entries.map(|entry| best(&known, model, entry));
            bylines.collect::<Vec<Byline>>()
        });
        drop(known);
        let bylines = bylines.unwrap_or_default();
        let mut index = Vec::new();
        let _ = model.with(|list| {
            for (at, entry) in list.entries().iter().enumerate() {
                index.extend(places(model, entry).into_iter().map(|(_, key)| (key, at)));
            }
        });
        index.sort_unstable();
        self.index.replace(index);
        self.name_all(model, &bylines);
        self.postponed.borrow_mut().clear();
        self.signals.bylines.set(bylines);
    }

    /// These works are about to be seen.
    pub fn see(&self, entries: &[u32]) {
        if self.is_waiting.get() || !self.is_wanted.get() {
            self.postponed.borrow_mut().extend(entries);
            return;
        }
        self.want(entries);
    }

    /// The visitor wants to know more of a work: what has failed is asked for
    /// again.
    pub fn open(&self, entry: u32) {
        let has_failed = self
            .signals
            .bylines
            .with_untracked(|bylines| matches!(bylines.get(entry as usize), Some(Byline::Failed)));
        if has_failed {
            self.failures.set(0);
            self.known
                .borrow_mut()
                .retain(|_, byline| !matches!(byline, Byline::Failed));
            self.signals.bylines.update(|bylines| {
                for byline in bylines {
                    if matches!(byline, Byline::Failed) {
                        *byline = Byline::Unknown;
                    }
                }
            });
        }
        self.want(&[entry]);
    }

    /// The visitor searches: once the typing has come to a rest, authors are
    /// to be found too.
    pub fn wanted_for_search(&self) {
        let number = self.searches.get().wrapping_add(1);
        self.searches.set(number);
        let works = self.works.clone();
        spawn_local(async move {
            pause(REST).await;
            if let Some(works) = works.upgrade() {
                let coauthors = works.coauthors();
                if coauthors.searches.get() == number {
                    coauthors.search();
                }
            }
        });
    }

    fn is_searching(&self) -> bool {
        let choice = &self.signals.choice;
        choice.with_untracked(|choice| !choice.text.trim().is_empty())
    }

    fn search(&self) {
        if !self.is_searching() {
            return;
        }
        let all = self.signals.bylines.with_untracked(Vec::len).min(SEARCHED);
        let all: Vec<u32> = (0..all as u32).collect();
        self.see(&all);
    }

    /// Takes works away, once their authors are known.
    pub fn export(&self, entries: Vec<u32>, style: Style, way: Way) {
        self.want(&entries);
        self.export.replace(Some(Export {
            entries,
            style,
            way,
        }));
        self.go_on_exporting();
    }

    /// Asks for all that is not known of these works, and fills every request
    /// up with the works that come next in the list.
    fn want(&self, entries: &[u32]) {
        let Some(model) = self.signals.model.get_untracked() else {
            return;
        };
        let missing = self.missing(&model, entries.iter().copied());
        if missing.is_empty() {
            return;
        }
        if self.failures.get() >= PATIENCE {
            let keys: Vec<Key> = missing
                .iter()
                .filter_map(|places| Some(places.first()?.1))
                .collect();
            self.note(&keys, |_| Byline::Failed);
            self.publish(&model, &keys);
            return;
        }
        let mut by_shelf: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for places in missing {
            // Of people who have a work in common, the fewer are asked.
            let known = places
                .iter()
                .find(|(shelf, _)| by_shelf.contains_key(shelf));
            if let Some((shelf, (_, put_code))) = known.or_else(|| places.first()) {
                by_shelf.entry(*shelf).or_default().push(*put_code);
            }
        }
        let last = entries.iter().copied().max().unwrap_or_default();
        let next: Vec<u32> = self.signals.found.with_untracked(|found| {
            let next = found.entries.iter().copied().filter(|entry| *entry > last);
            next.collect()
        });
        for places in self.missing(&model, next.into_iter()) {
            let asked = places.iter().find_map(|(shelf, (_, put_code))| {
                let put_codes = by_shelf.get(shelf)?;
                let is_full = put_codes.len().is_multiple_of(MOST_WORKS);
                (!is_full && !put_codes.contains(put_code)).then_some((*shelf, *put_code))
            });
            if let Some((shelf, put_code)) = asked {
                by_shelf.entry(shelf).or_default().push(put_code);
            }
        }
        for (shelf, put_codes) in by_shelf {
            for put_codes in put_codes.chunks(MOST_WORKS) {
                self.ask(&model, shelf, put_codes.to_vec());
            }
        }
    }

    /// Of those of these works that nobody has asked for: where each is.
    fn missing(&self, model: &Model, entries: impl Iterator<Item = u32>) -> Vec<Vec<(usize, Key)>> {
        let missing = self.signals.bylines.with_untracked(|bylines| {
            model.with(|list| {
                let all = list.entries();
                let unknown = entries
                    .filter(|entry| matches!(bylines.get(*entry as usize), Some(Byline::Unknown)));
                unknown
                    .filter_map(|entry| Some(places(model, all.get(entry as usize)?)))
                    .collect::<Vec<_>>()
            })
        });
        missing.unwrap_or_default()
    }

    fn ask(&self, model: &Model, shelf: usize, put_codes: Vec<u64>) {
        let Some(works) = self.works.upgrade() else {
            return;
        };
        let Some((owner, ask)) = model.owner(shelf).and_then(|member| {
            let ask = works.ask_for(member.asked)?;
            Some((member.id(), ask))
        }) else {
            return;
        };
        let keys: Vec<Key> = put_codes.iter().map(|code| (owner, *code)).collect();
        self.note(&keys, |_| Byline::Asked);
        self.publish(model, &keys);
        let ask = WorksQuery {
            owner,
            registry: ask.registry,
            put_codes,
            timeout: ask.timeout,
            max_age: ask.max_age,
        };
        let number = self.next.get();
        self.next.set(number.wrapping_add(1));
        let me = self.works.clone();
        let request = coauthors::request(ask, move |outcome| {
            if let Some(works) = me.upgrade() {
                works.coauthors().hear(number, &keys, outcome);
            }
        });
        if let Some(request) = request {
            self.requests.borrow_mut().push((number, request));
        }
    }

    fn hear(&self, number: u32, keys: &[Key], outcome: Result<Vec<WorkDetail>, Error>) {
        // Not dropped before the end: that would cancel what is being read.
        let request = {
            let mut requests = self.requests.borrow_mut();
            let place = requests.iter().position(|(other, _)| *other == number);
            place.map(|place| requests.swap_remove(place))
        };
        let (works, otherwise) = match outcome {
            Ok(works) => (works, Byline::Missing),
            Err(error) => {
                // A static mirror has no such address; a spent quota stays so.
                let step = if error.is_retryable() { 1 } else { PATIENCE };
                self.failures.set(self.failures.get().saturating_add(step));
                (Vec::new(), Byline::Failed)
            }
        };
        let Some(model) = self.signals.model.get_untracked() else {
            return;
        };
        let mut found = bylines_of(&model, keys, works);
        self.note(keys, |put_code| {
            found.remove(&put_code).unwrap_or_else(|| otherwise.clone())
        });
        self.publish(&model, keys);
        if let Some(works) = self.works.upgrade() {
            works.write_json_ld_soon();
        }
        self.go_on_exporting();
        drop(request);
    }

    fn note(&self, keys: &[Key], mut what: impl FnMut(u64) -> Byline) {
        let mut known = self.known.borrow_mut();
        for key in keys {
            known.insert(*key, what(key.1));
        }
    }

    /// Tells the view and the search what is known now of these works.
    fn publish(&self, model: &Model, keys: &[Key]) {
        let known = self.known.borrow();
        let index = self.index.borrow();
        let mut changed: Vec<(usize, Byline)> = Vec::new();
        let _ = model.with(|list| {
            self.signals.bylines.with_untracked(|bylines| {
                for key in keys {
                    let place = index.binary_search_by(|(other, _)| other.cmp(key)).ok();
                    let place = place.and_then(|at| Some(index.get(at)?.1));
                    let Some((place, entry)) =
                        place.and_then(|place| Some((place, list.entries().get(place)?)))
                    else {
                        continue;
                    };
                    if let Some(Byline::Unknown | Byline::Asked) = bylines.get(place) {
                        changed.push((place, best(&known, model, entry)));
                    }
                }
            });
        });
        drop(known);
        if changed.is_empty() {
            return;
        }
        let mut names = Vec::new();
        self.signals.bylines.update(|bylines| {
            for (place, byline) in changed {
                names.extend(names_of(&byline).map(|names| (place, names)));
                if let Some(old) = bylines.get_mut(place) {
                    *old = byline;
                }
            }
        });
        self.add_names(model, &names);
    }

    /// Lets the search of a new list know what is known already.
    fn name_all(&self, model: &Model, bylines: &[Byline]) {
        let names = bylines.iter().enumerate();
        let names = names.filter_map(|(place, byline)| Some((place, names_of(byline)?)));
        self.add_names(model, &names.collect::<Vec<_>>());
    }

    fn add_names(&self, model: &Model, names: &[(usize, String)]) {
        if names.is_empty() {
            return;
        }
        if let Ok(mut list) = model.list.write() {
            list.add_authors(names, &decompose);
        }
        if self.is_searching()
            && let Some(works) = self.works.upgrade()
        {
            works.find();
        }
    }

    /// Exports once all that can be known is known.
    fn go_on_exporting(&self) {
        let Some(model) = self.signals.model.get_untracked() else {
            return;
        };
        let progress = {
            let export = self.export.borrow();
            let Some(export) = export.as_ref() else {
                return;
            };
            let all = export.entries.len();
            let asked = self.signals.bylines.with_untracked(|bylines| {
                let asked = export
                    .entries
                    .iter()
                    .filter(|entry| matches!(bylines.get(**entry as usize), Some(Byline::Asked)));
                asked.count()
            });
            (asked > 0).then_some(Progress::Fetching(all - asked, all))
        };
        if let Some(progress) = progress {
            self.signals.progress.set(progress);
        } else if let Some(export) = self.export.take() {
            let bylines = self.signals.bylines.get_untracked();
            let host = self.works.upgrade().map(|works| works.host.clone());
            let progress = self.signals.progress.clone();
            export::run(export, &model, &bylines, progress, host);
        }
    }

    /// The works that were to be seen while records were still coming.
    pub fn catch_up(&self) {
        let entries = self.postponed.take();
        if !entries.is_empty() {
            self.see(&entries);
        }
    }
}
