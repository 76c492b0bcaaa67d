//! Which stretches of a long list are on the page: those near the viewport,
//! or, on demand and for printing, all.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    MediaQueryList,
};

/// Works of one stretch.
pub const STRETCH: usize = 15;
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

/// Puts a stretch on the page, or takes it off and keeps room for it, in CSS
/// pixels. It does so at once and not as the effect of a signal: effects run in
/// microtasks, and Firefox copies a page for printing before it runs any.
pub type Fill = dyn Fn(Option<f64>);

/// One stretch.
struct Stretch {
    near: bool,
    entries: Vec<u32>,
    /// In CSS pixels, as last seen.
    height: Option<f64>,
    /// `None` until it has been made.
    fill: Option<Rc<Fill>>,
}

/// What is told of works about to be seen.
type See = dyn Fn(&[u32]);

/// The stretches of one list.
pub struct Window {
    /// Told which works are about to be seen.
    see: Box<See>,
    stretches: RefCell<Vec<Stretch>>,
    observer: RefCell<Option<(IntersectionObserver, Heard)>>,
    /// Whether everything is to be on the page.
    whole: ArcRwSignal<bool>,
    printing: Cell<bool>,
    /// Whether the page is shown as it is printed.
    paper: Option<MediaQueryList>,
    /// How many works there are.
    works: Cell<usize>,
    /// The height of a work that was never shown, in CSS pixels.
    usual: Cell<f64>,
    /// Counts plans, so that a growing one stops when the next is made.
    plan: Cell<u32>,
}

impl Window {
    /// A window on nothing yet.
    pub fn new(see: impl Fn(&[u32]) + 'static) -> Self {
        Self {
            see: Box::new(see),
            stretches: RefCell::default(),
            observer: RefCell::default(),
            whole: ArcRwSignal::new(false),
            printing: Cell::default(),
            paper: web_sys::window().and_then(|it| it.match_media("print").ok().flatten()),
            works: Cell::default(),
            usual: Cell::new(USUAL),
            plan: Cell::default(),
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

    /// Plans stretches of these works. With `keep`, what was near before stays
    /// near, so that nothing blinks.
    pub fn plan(&self, planned: Vec<Vec<u32>>, keep: bool) {
        self.plan.set(self.plan.get().wrapping_add(1));
        let old = self.stretches.take();
        let everything = self.is_printing();
        let mut before = 0;
        let planned = planned.into_iter().enumerate().map(|(place, entries)| {
            let old = old.get(place);
            let was_near = keep && old.is_some_and(|old| old.near);
            let near = everything || before < FIRST || was_near;
            before += entries.len();
            Stretch {
                near,
                height: old
                    .filter(|old| old.entries.len() == entries.len())
                    .and_then(|old| old.height),
                entries,
                fill: None,
            }
        });
        let planned: Vec<Stretch> = planned.collect();
        self.works.set(before);
        let seen = planned
            .iter()
            .filter_map(|it| Some((it.height?, it.entries.len())));
        let (height, works) = seen.fold((0.0, 0), |(height, works), one| {
            (height + one.0, works + one.1)
        });
        if works > 0 {
            self.usual.set(height / works as f64);
        }
        self.stretches.replace(planned);
    }

    /// Makes a planned stretch with `fill`.
    pub fn make(&self, place: usize, fill: Rc<Fill>) {
        if let Some(stretch) = self.stretches.borrow_mut().get_mut(place) {
            stretch.fill = Some(fill);
        }
        self.fill(place);
    }

    /// Brings a stretch to where it should be.
    fn fill(&self, place: usize) {
        let stretches = self.stretches.borrow();
        let Some(stretch) = stretches.get(place) else {
            return;
        };
        let room = (!stretch.near).then(|| self.height_of(stretch));
        let fill = stretch.fill.clone();
        drop(stretches);
        if let Some(fill) = fill {
            // What a row reads on its way is nobody's signal to do it again.
            untrack(|| fill(room));
        }
    }

    /// The room that all stretches from this one on take.
    pub fn height_from(&self, place: usize) -> f64 {
        let stretches = self.stretches.borrow();
        let rest = stretches.iter().skip(place);
        rest.map(|stretch| self.height_of(stretch)).sum()
    }

    fn height_of(&self, stretch: &Stretch) -> f64 {
        let usual = self.usual.get() * stretch.entries.len() as f64;
        stretch.height.unwrap_or(usual)
    }

    /// Notes that a stretch has come near or is no longer; its place, where
    /// that makes a difference.
    fn note(&self, target: &Element, near: bool) -> Option<usize> {
        // One of a list that has been made anew meanwhile says nothing.
        let place = place_of(target).filter(|_| target.is_connected())?;
        let mut stretches = self.stretches.borrow_mut();
        let stretch = stretches.get_mut(place)?;
        if near {
            (self.see)(&stretch.entries);
        }
        if stretch.near == near {
            return None;
        }
        if !near {
            // What holds the focus stays.
            let has_focus = target.query_selector(":focus").is_ok_and(|it| it.is_some());
            if has_focus || self.is_whole() || self.is_printing() {
                return None;
            }
            let height = target.get_bounding_client_rect().height();
            stretch.height = (height > 0.0).then_some(height);
        }
        stretch.near = near;
        Some(place)
    }

    /// Puts stretches on the page.
    fn bring(&self, places: Range<usize>) {
        for place in places {
            let mut stretches = self.stretches.borrow_mut();
            let stretch = stretches.get_mut(place).filter(|it| !it.near);
            let is_new = stretch.map(|stretch| stretch.near = true).is_some();
            drop(stretches);
            if is_new {
                self.fill(place);
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
            for stretch in self.stretches.borrow().iter() {
                (self.see)(&stretch.entries);
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
    pub fn watch_again(self: &Rc<Self>, list: &Element) -> bool {
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
                works += if stretch.near {
                    0
                } else {
                    stretch.entries.len()
                };
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

    /// Tells when the page begins and ceases to be shown as it is printed.
    pub fn paper(&self) -> Option<&MediaQueryList> {
        self.paper.as_ref()
    }
}

fn place_of(target: &Element) -> Option<usize> {
    target.get_attribute("data-stretch")?.parse().ok()
}

type Heard = Closure<dyn FnMut(js_sys::Array)>;

fn observer(window: Weak<Window>) -> Option<(IntersectionObserver, Heard)> {
    let heard = Closure::new(move |entries: js_sys::Array| {
        let Some(window) = window.upgrade() else {
            return;
        };
        // All is measured before anything changes: one layout for all.
        let noted: Vec<usize> = entries
            .iter()
            .filter_map(|entry| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                window.note(&entry.target(), entry.is_intersecting())
            })
            .collect();
        noted.into_iter().for_each(|place| window.fill(place));
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
