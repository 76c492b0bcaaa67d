//! Which stretches of a long list are on the page: those near the viewport,
//! or, on demand and for printing, all.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, MediaQueryList,
};

use super::stretch::{Rows, Stretch, homes};
use crate::bibliography::WorkKey;
use crate::view::element_builder::ElementBuilder;

/// Works put on the page in one frame, where all of them shall be.
const A_FRAME: usize = 30;
/// A list up to this long is on the page as a whole, though not at once.
const SHORT: usize = 200;
/// Works shown before anything is known of the viewport.
const FIRST: usize = 15;
/// Height of a work before any was seen, in CSS pixels.
const USUAL: f64 = 104.0;
/// How far beyond the viewport works are put on the page.
const MARGIN: &str = "100% 0px";

/// What is told of works about to be seen.
type See = dyn Fn(&[WorkKey]);
/// What makes the row of a work.
type Make = dyn Fn(WorkKey) -> ElementBuilder;

/// The stretches of one list. They are filled at once and not as the effect of
/// a signal: effects run in microtasks, and Firefox copies a page for printing
/// before it runs any.
pub struct Window {
    /// Told which works are about to be seen.
    see: Box<See>,
    /// Makes the row of a work.
    make: Box<Make>,
    /// In the order of the page.
    stretches: RefCell<Vec<Rc<Stretch>>>,
    rows: RefCell<Rows>,
    /// The works whose rows stay on the page in this plan.
    held: RefCell<Vec<WorkKey>>,
    observer: RefCell<Option<(IntersectionObserver, Heard)>>,
    /// Whether everything is to be on the page.
    whole: ArcRwSignal<bool>,
    printing: Cell<bool>,
    /// Whether the page is shown as it is printed.
    paper: Option<MediaQueryList>,
    /// How many works there are.
    works: Cell<usize>,
    /// How many of them have been put into stretches of this plan.
    planned: Cell<usize>,
    /// The height of a work that was never shown, in CSS pixels.
    usual: Cell<f64>,
    /// Counts plans, so that a growing one stops when the next is made.
    plan: Cell<u32>,
    /// Counts stretches.
    next: Cell<u32>,
}

impl Window {
    /// A window on nothing yet.
    pub fn new(see: Box<See>, make: Box<Make>) -> Self {
        Self {
            see,
            make,
            stretches: RefCell::default(),
            rows: RefCell::default(),
            held: RefCell::default(),
            observer: RefCell::default(),
            whole: ArcRwSignal::new(false),
            printing: Cell::default(),
            paper: web_sys::window().and_then(|it| it.match_media("print").ok().flatten()),
            works: Cell::default(),
            planned: Cell::default(),
            usual: Cell::new(USUAL),
            plan: Cell::default(),
            next: Cell::default(),
        }
    }

    /// Whether the whole list was asked for.
    pub fn whole(&self) -> ArcRwSignal<bool> {
        self.whole.clone()
    }

    /// Whether a list of so many works needs asking before it is on the page
    /// as a whole.
    pub fn is_long(works: usize) -> bool {
        works > SHORT
    }

    /// A stretch without works.
    pub fn new_stretch(&self) -> Rc<Stretch> {
        self.next.set(self.next.get().wrapping_add(1));
        Rc::new(Stretch::new(self.next.get()))
    }

    /// Begins a plan for so many works. The rows of these works, as far as they
    /// are there, stay on the page; where the list `grows`, those that are in
    /// sight too.
    pub fn begin(&self, works: usize, stay: &[WorkKey], grows: bool) {
        self.plan.set(self.plan.get().wrapping_add(1));
        self.works.set(works);
        self.planned.set(0);
        let stretches = self.stretches.borrow();
        let seen = stretches
            .iter()
            .filter_map(|it| Some((it.height.get()?, it.works.borrow().len())));
        let (height, works) = seen.fold((0.0, 0), |(height, works), one| {
            (height + one.0, works + one.1)
        });
        if works > 0 {
            self.usual.set(height / works as f64);
        }
        let rows = self.rows.borrow();
        let mut held: Vec<WorkKey> = stay.to_vec();
        held.retain(|work| rows.get(work).is_some());
        if grows {
            held.extend(in_sight(&stretches, &rows));
        }
        self.held.replace(held);
    }

    /// The work whose row this element is in.
    pub fn work_of(&self, element: &Element) -> Option<WorkKey> {
        let row = element.closest("[part='work']").ok().flatten()?;
        let rows = self.rows.borrow();
        let mut rows = rows.iter();
        let of_row = rows.find(|(_, it)| it.element() == Some(&row));
        of_row.map(|(work, _)| *work)
    }

    /// Puts these works into a stretch that comes next in the plan. It stays on
    /// the page where most of it is there already, so that nothing blinks, or
    /// where something in it has to stay.
    pub fn put(&self, stretch: &Rc<Stretch>, works: Vec<WorkKey>) {
        let planned = self.planned.get();
        self.planned.set(planned + works.len());
        let rows = self.rows.borrow();
        let there = works.iter().filter(|work| rows.get(work).is_some());
        let is_there = stretch.near.get() && 2 * there.count() >= works.len();
        drop(rows);
        let held = self.held.borrow();
        let is_held = works.iter().any(|work| held.contains(work));
        drop(held);
        let near = planned < FIRST || is_there || is_held || self.is_printing();
        stretch.near.set(near);
        if *stretch.works.borrow() != works {
            stretch.height.set(None);
        }
        stretch.works.replace(works);
        self.fill(stretch);
    }

    /// Ends the plan: these are all stretches there are.
    pub fn end(&self, stretches: Vec<Rc<Stretch>>) {
        let near = homes(stretches.iter().filter(|stretch| stretch.near.get()));
        let mut rows = self.rows.borrow_mut();
        rows.retain(|work, row| {
            let stays = near.get(work).is_some();
            if let Some(row) = row.element().filter(|_| !stays) {
                row.remove();
            }
            stays
        });
        drop(rows);
        self.stretches.replace(stretches);
    }

    /// Brings a stretch to where it should be.
    fn fill(&self, stretch: &Stretch) {
        let rows = &mut *self.rows.borrow_mut();
        if stretch.near.get() {
            // What a row reads on its way is nobody's signal to do it again.
            untrack(|| stretch.show(rows, &*self.make));
        } else {
            stretch.hide(rows, self.height_of(stretch));
        }
    }

    /// The room that so many works take that were never shown.
    pub fn usual_height(&self, works: usize) -> f64 {
        self.usual.get() * works as f64
    }

    fn height_of(&self, stretch: &Stretch) -> f64 {
        let works = stretch.works.borrow().len();
        let usual = self.usual_height(works);
        stretch.height.get().unwrap_or(usual)
    }

    /// Notes that a stretch has come near or is no longer; gives it, where that
    /// makes a difference.
    fn note(&self, target: &Element, near: bool) -> Option<Rc<Stretch>> {
        // One that has left the page meanwhile says nothing.
        let id = Stretch::id_of(target).filter(|_| target.is_connected())?;
        let stretches = self.stretches.borrow();
        let stretch = stretches.iter().find(|stretch| stretch.id == id).cloned()?;
        drop(stretches);
        if near {
            (self.see)(&stretch.works.borrow());
        }
        if stretch.near.get() == near {
            return None;
        }
        if !near {
            // What holds the focus stays.
            let has_focus = target.query_selector(":focus").is_ok_and(|it| it.is_some());
            if has_focus || self.is_whole() || self.is_printing() {
                return None;
            }
            let height = target.get_bounding_client_rect().height();
            stretch.height.set((height > 0.0).then_some(height));
        }
        stretch.near.set(near);
        Some(stretch)
    }

    /// Puts stretches on the page.
    fn bring(&self, places: Range<usize>) {
        for place in places {
            let stretch = self.stretches.borrow().get(place).cloned();
            if let Some(stretch) = stretch.filter(|it| !it.near.replace(true)) {
                self.fill(&stretch);
            }
        }
    }

    fn all_near(&self) {
        let all = self.stretches.borrow().len();
        self.bring(0..all);
    }

    /// Watches the stretches below `list`, in place of any watched before, and
    /// puts short or asked-for lists on the page as a whole, frame by frame.
    pub fn watch(self: &Rc<Self>, list: &Element) {
        if !self.watch_again(list) {
            // No observer, no window.
            let stretches = self.stretches.borrow().clone();
            for stretch in stretches {
                (self.see)(&stretch.works.borrow());
            }
            self.all_near();
        } else if self.is_whole() {
            self.grow(self.plan.get(), 0);
        }
    }

    /// Whether all of the list is or will be on the page.
    fn is_whole(&self) -> bool {
        self.whole.get_untracked() || !Self::is_long(self.works.get())
    }

    /// Watches the stretches below `list`; `false` where that cannot be.
    fn watch_again(self: &Rc<Self>, list: &Element) -> bool {
        if self.observer.borrow().is_none() {
            self.observer.replace(observer(Rc::downgrade(self)));
        }
        let observer = self.observer.borrow();
        let Some((observer, _)) = observer.as_ref() else {
            return false;
        };
        observer.disconnect();
        if let Ok(stretches) = list.query_selector_all("[data-stretch]") {
            let stretches = (0..stretches.length()).filter_map(|place| stretches.get(place));
            for stretch in stretches.filter_map(|it| it.dyn_into::<Element>().ok()) {
                observer.observe(&stretch);
            }
        }
        true
    }

    /// Puts some more works on the page with every frame.
    fn grow(self: &Rc<Self>, plan: u32, place: usize) {
        let window = Rc::downgrade(self);
        request_animation_frame(move || {
            let Some(window) = window.upgrade().filter(|it| it.plan.get() == plan) else {
                return;
            };
            let stretches = window.stretches.borrow();
            let (mut works, mut end) = (0, place);
            for stretch in stretches.iter().skip(place) {
                if works >= A_FRAME {
                    break;
                }
                end += 1;
                if !stretch.near.get() {
                    works += stretch.works.borrow().len();
                }
            }
            let is_last = end >= stretches.len();
            drop(stretches);
            window.bring(place..end);
            if !is_last {
                window.grow(plan, end);
            }
        });
    }

    /// Puts the whole list on the page.
    pub fn show_all(self: &Rc<Self>) {
        self.whole.set(true);
        self.grow(self.plan.get(), 0);
    }

    /// Before printing everything is put on the page at once. After it,
    /// [`Self::watch`] takes off what is not near.
    pub fn print(&self, begins: bool) {
        self.printing.set(begins);
        if self.is_printing() {
            self.all_near();
        }
    }

    /// Whether all has to be on the page for printing.
    pub fn is_printing(&self) -> bool {
        self.printing.get() || self.paper.as_ref().is_some_and(MediaQueryList::matches)
    }

    /// Gives the focus to a work, once it is on the page.
    pub fn focus(self: &Rc<Self>, work: Option<WorkKey>) {
        let window = Rc::downgrade(self);
        request_animation_frame(move || {
            let Some(window) = window.upgrade() else {
                return;
            };
            let rows = window.rows.borrow();
            let row = work.and_then(|work| rows.get(&work)?.element().cloned());
            drop(rows);
            let target = row.and_then(|row| row.query_selector("a, button").ok().flatten());
            if let Some(target) = target.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = target.focus();
            }
        });
    }

    /// Tells when the page begins and ceases to be shown as it is printed.
    pub fn paper(&self) -> Option<&MediaQueryList> {
        self.paper.as_ref()
    }
}

/// The works whose rows are at least partly in the viewport.
fn in_sight(stretches: &[Rc<Stretch>], rows: &Rows) -> Vec<WorkKey> {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let height = height.unwrap_or_default();
    let is_seen = |shown: &ElementBuilder| {
        shown.element().is_some_and(|element| {
            let area = element.get_bounding_client_rect();
            area.bottom() > 0.0 && area.top() < height
        })
    };
    let near = stretches.iter().filter(|stretch| stretch.near.get());
    let mut seen = Vec::new();
    for stretch in near.filter(|stretch| is_seen(stretch.shape())) {
        let works = stretch.works.borrow();
        let shown = works
            .iter()
            .filter(|work| rows.get(work).is_some_and(is_seen));
        seen.extend(shown);
    }
    seen
}

type Heard = Closure<dyn FnMut(js_sys::Array)>;

fn observer(window: Weak<Window>) -> Option<(IntersectionObserver, Heard)> {
    let heard = Closure::new(move |entries: js_sys::Array| {
        let Some(window) = window.upgrade() else {
            return;
        };
        // All is measured before anything changes: one layout for all.
        let noted: Vec<Rc<Stretch>> = entries
            .iter()
            .filter_map(|entry| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                window.note(&entry.target(), entry.is_intersecting())
            })
            .collect();
        noted.iter().for_each(|stretch| window.fill(stretch));
    });
    let init = IntersectionObserverInit::new();
    init.set_root_margin(MARGIN);
    let function: &js_sys::Function = Heard::as_ref(&heard).unchecked_ref();
    let observer = IntersectionObserver::new_with_options(function, &init).ok()?;
    Some((observer, heard))
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some((observer, _)) = self.observer.take() {
            observer.disconnect();
        }
    }
}
