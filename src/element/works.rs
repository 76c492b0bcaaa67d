//! One `<scholar-works>`: its people's records become one list.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, RwLock};

use js_sys::{Date, Function};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::address::Permalink;
use super::coauthors::Coauthors;
use super::events::{Detail, tell, tell_shown};
use super::json_ld::JsonLd;
use super::record::{fallback, given, head_start, tell_error, warn};
use super::seat::{Seat, members};
use super::wanted::{Wanted, loaded, look, selection, wanted};
use super::{export, identities};
use crate::bibliography::{self, Choice, Found, List, Selection, Shelf};
use crate::orcid::OrcidId;
use crate::registry::client::{self, RecordQuery};
use crate::registry::{Error, Outcome};
use crate::view::list::{
    Door, Handle, Heard, Model, Progress, Signals, Stage, Style, Way, WorkList, WorkListProps,
};
use crate::view::{Fallback, WholeState, decompose, style};

/// A list on a page. Freeing it unmounts the view and cancels the requests.
#[wasm_bindgen]
pub struct MountedWorks {
    works: Rc<Works>,
    _view: UnmountHandle<WholeState>,
}

/// Shows a list for `host` in its shadow root; `take` is that of a badge.
#[wasm_bindgen(js_name = connectWorks)]
pub fn connect_works(host: HtmlElement, root: ShadowRoot, take: Function) -> MountedWorks {
    let signals = Signals {
        stage: ArcRwSignal::new(Stage::Waiting(Fallback::OwnText)),
        model: ArcRwSignal::new(None),
        look: ArcRwSignal::new(look(&host)),
        choice: ArcRwSignal::new(Choice::default()),
        found: ArcRwSignal::new(Found::default()),
        bylines: ArcRwSignal::new(Vec::new()),
        progress: ArcRwSignal::new(Progress::Idle),
        exporter: ArcRwSignal::new(0),
        is_signed_in: identities::is_signed_in,
    };
    let works = Rc::new_cyclic(|me| Works {
        me: me.clone(),
        signals: signals.clone(),
        host,
        root: root.clone(),
        take,
        wanted: RefCell::default(),
        seats: RefCell::default(),
        selection: RefCell::new(Selection::default()),
        generation: Cell::default(),
        merging: Cell::default(),
        cost: Cell::default(),
        told: Cell::default(),
        coauthors: Coauthors::new(me.clone(), signals.clone()),
        permalink: Permalink::new(me.clone()),
        json_ld: JsonLd::default(),
    });
    root.set_text_content(None);
    let door = Rc::<Works>::clone(&works) as Rc<dyn Door>;
    let door = Handle(SendWrapper::new(door));
    let view = mount_to(root.unchecked_into(), move || {
        WorkList(WorkListProps { signals, door })
    });
    works.changed();
    MountedWorks { works, _view: view }
}

#[wasm_bindgen]
impl MountedWorks {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        self.works.changed();
    }
}

/// One element's side of things.
pub struct Works {
    me: std::rc::Weak<Works>,
    pub(super) signals: Signals,
    pub(super) host: HtmlElement,
    root: ShadowRoot,
    take: Function,
    /// What is shown or waited for.
    wanted: RefCell<Option<Result<Wanted, Error>>>,
    seats: RefCell<Vec<Seat>>,
    selection: RefCell<Selection>,
    generation: Cell<u32>,
    /// Whether a merging is due.
    merging: Cell<bool>,
    /// How long the last merging took, in milliseconds.
    cost: Cell<f64>,
    /// Whether the page has been told that all is there.
    told: Cell<bool>,
    coauthors: Coauthors,
    permalink: Permalink,
    json_ld: JsonLd,
}

impl Works {
    fn changed(&self) {
        let look = look(&self.host);
        if self.signals.look.with_untracked(|old| *old != look) {
            self.signals.look.set(look);
        }
        self.permalink.changed(&self.host);
        self.coauthors.changed(&self.host);
        self.json_ld.changed(&self.host, &self.signals);
        let selection = selection(&self.host);
        let is_other = *self.selection.borrow() != selection;
        self.selection.replace(selection);
        let wanted = wanted(&self.host);
        if self.wanted.borrow().as_ref() == Some(&wanted) {
            if is_other {
                self.merge();
            }
            return;
        }
        self.wanted.replace(Some(wanted.clone()));
        self.start(wanted);
    }

    /// Asks for everybody's record.
    fn start(&self, wanted: Result<Wanted, Error>) {
        // The old ones go last, so that requests under way can be shared.
        let old = self.seats.take();
        self.told.set(false);
        self.signals.model.set(None);
        let Wanted { asks, wrong } = match wanted {
            Err(error) => {
                self.fail(error);
                return;
            }
            Ok(wanted) => wanted,
        };
        self.signals.stage.set(Stage::Waiting(self.fallback()));
        self.seats.replace(asks.iter().map(Seat::of).collect());
        // What was chosen of another list means nothing here.
        let choice = match self.generation.get() {
            0 => self.permalink.read(&self.owners()),
            _ => None,
        };
        self.signals.choice.set(choice.unwrap_or_default());
        if self.generation.get() > 0 {
            self.permalink.write(&Choice::default(), &[]);
        }
        for (text, error) in &wrong {
            tell_error(&self.host, *error, text.clone());
        }
        for ask in &asks {
            self.ask(ask, false);
        }
        drop(old);
    }

    fn ask(&self, ask: &RecordQuery, again: bool) {
        let id = ask.id;
        let head_start = head_start(&self.take, ask);
        let me = self.me.clone();
        let listen = move |outcome| {
            if let Some(works) = me.upgrade() {
                works.hear(id, outcome);
            }
        };
        let subscription = client::subscribe(ask, again, head_start, Rc::new(listen));
        // It may have been heard of already.
        let mut seats = self.seats.borrow_mut();
        if let Some(seat) = seats.iter_mut().find(|seat| seat.ask.id == id) {
            seat.subscription = Some(subscription);
        }
    }

    fn hear(&self, id: OrcidId, outcome: Outcome) {
        let heard = match outcome {
            Ok(answer) => {
                if let Some(error) = answer.not_renewed {
                    warn(&self.host, error);
                }
                Heard::Record(answer)
            }
            Err(error) => {
                tell_error(&self.host, error, id.digits());
                Heard::Failure(error)
            }
        };
        let all = {
            let mut seats = self.seats.borrow_mut();
            let Some(seat) = seats.iter_mut().find(|seat| seat.ask.id == id) else {
                return;
            };
            seat.heard = heard;
            seats
                .iter()
                .all(|seat| !matches!(seat.heard, Heard::Nothing))
        };
        if all || self.generation.get() == 0 {
            self.merge();
        } else {
            self.merge_later();
        }
    }

    /// Merges when some more may have come: the more it costs, the rarer.
    fn merge_later(&self) {
        if self.merging.replace(true) {
            return;
        }
        let me = self.me.clone();
        let wait = (self.cost.get() * 5.0).clamp(100.0, 2_000.0);
        spawn_local(async move {
            crate::registry::pause(wait).await;
            if let Some(works) = me.upgrade()
                && works.merging.get()
            {
                works.merge();
            }
        });
    }

    fn merge(&self) {
        self.merging.set(false);
        let start = Date::now();
        let members = members(&self.seats.borrow());
        let is_waiting = members.iter().any(|it| matches!(it.heard, Heard::Nothing));
        if members.iter().all(|member| member.answer().is_none()) {
            let failure = members.iter().find_map(|member| match member.heard {
                Heard::Failure(error) => Some(error),
                _ => None,
            });
            if let (false, Some(error)) = (is_waiting, failure) {
                style::adopt_list(&self.root);
                self.signals.model.set(None);
                self.signals
                    .stage
                    .set(Stage::Failed(error, self.fallback()));
            }
            return;
        }
        let list = {
            let shelves: Vec<Shelf<'_>> = members
                .iter()
                .map(|member| Shelf {
                    owner: member.id(),
                    works: match member.answer() {
                        Some(answer) if !member.is_double => &answer.record.works,
                        _ => &[],
                    },
                })
                .collect();
            let entries = bibliography::merge(&shelves, &decompose);
            List::new(entries, shelves.len(), &self.selection.borrow(), &decompose)
        };
        self.generation.set(self.generation.get().wrapping_add(1));
        let wrong = match &*self.wanted.borrow() {
            Some(Ok(wanted)) => wanted.wrong.clone(),
            _ => Vec::new(),
        };
        let model = Model {
            members: Arc::new(members),
            wrong: Arc::new(wrong),
            list: Arc::new(RwLock::new(list)),
            generation: self.generation.get(),
        };
        self.coauthors.list_changed(&model, is_waiting);
        self.signals.model.set(Some(model.clone()));
        self.find();
        style::adopt_list(&self.root);
        if !self
            .signals
            .stage
            .with_untracked(|it| matches!(it, Stage::Shown))
        {
            self.signals.stage.set(Stage::Shown);
        }
        self.cost.set(Date::now() - start);
        if !is_waiting {
            self.tell_loaded(&model);
            self.write_json_ld();
            self.coauthors.catch_up();
        }
    }

    /// Tells the page, once, that all is there that will come.
    fn tell_loaded(&self, model: &Model) {
        if !self.told.replace(true) {
            let details = loaded(model, given(&self.host));
            tell_shown(&self.host, "scholar-load", details);
        }
    }

    /// Finds what fits the visitor's choice.
    pub(super) fn find(&self) {
        let found = self.signals.model.with_untracked(|model| {
            let choice = self.signals.choice.get_untracked();
            model.as_ref()?.with(|list| list.find(&choice, &decompose))
        });
        if let Some(found) = found
            && self.signals.found.with_untracked(|old| *old != found)
        {
            self.signals.found.set(found);
        }
    }

    /// Sets the visitor's choice from outside the view.
    pub(super) fn set_choice(&self, choice: Choice) {
        self.signals.choice.set(choice);
        self.find();
        self.coauthors.wanted_for_search();
    }

    /// How the record of this person was asked for.
    pub(super) fn ask_for(&self, id: OrcidId) -> Option<RecordQuery> {
        let seats = self.seats.borrow();
        let seat = seats.iter().find(|seat| seat.ask.id == id)?;
        Some(seat.ask.clone())
    }

    /// Renews the page's JSON-LD.
    pub(super) fn write_json_ld(&self) {
        self.json_ld.write(&self.host, &self.signals);
    }

    /// Renews it once more has come together.
    pub(super) fn write_json_ld_soon(&self) {
        self.json_ld.write_soon(self.me.clone());
    }

    pub(super) fn coauthors(&self) -> &Coauthors {
        &self.coauthors
    }

    pub(super) fn permalink(&self) -> &Permalink {
        &self.permalink
    }

    /// The iDs that the page asked for.
    pub(super) fn owners(&self) -> Vec<OrcidId> {
        self.seats.borrow().iter().map(|seat| seat.ask.id).collect()
    }

    fn fallback(&self) -> Fallback {
        let seats = self.seats.borrow();
        fallback(&self.host, seats.first().map(|seat| &seat.ask))
    }

    /// The attributes name nobody.
    fn fail(&self, error: Error) {
        style::adopt_list(&self.root);
        self.signals
            .stage
            .set(Stage::Failed(error, self.fallback()));
        tell_error(&self.host, error, given(&self.host));
    }
}

impl Door for Works {
    fn see(&self, entries: &[u32]) {
        self.coauthors.see(entries);
    }

    fn open(&self, entry: u32) {
        self.coauthors.open(entry);
    }

    fn choose(&self, choice: Choice) {
        self.permalink.write(&choice, &self.owners());
        self.set_choice(choice);
        let all = untrack(|| self.signals.all());
        let shown = self
            .signals
            .found
            .with_untracked(|found| found.entries.len());
        tell(
            &self.host,
            "scholar-filter",
            &[
                ("shown", Detail::Number(shown as f64)),
                ("works", Detail::Number(all as f64)),
            ],
        );
    }

    fn export(&self, entries: Vec<u32>, style: Style, way: Way) {
        self.coauthors.export(entries, style, way);
    }

    fn formatters(&self) -> Vec<String> {
        export::formatters(&self.host)
    }

    fn retry(&self) {
        let asks: Vec<RecordQuery> = {
            let seats = self.seats.borrow();
            let failed = seats.iter().filter(|seat| match &seat.heard {
                Heard::Failure(_) => true,
                Heard::Record(answer) => answer.not_renewed.is_some(),
                Heard::Nothing => false,
            });
            failed.map(|seat| seat.ask.clone()).collect()
        };
        self.told.set(false);
        if self.signals.model.with_untracked(Option::is_none) {
            self.signals.stage.set(Stage::Waiting(self.fallback()));
        }
        for ask in &asks {
            self.ask(ask, true);
        }
    }
}
