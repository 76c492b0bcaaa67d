//! Which stretches of a long list are on the page: those near the viewport,
//! or, on demand and for printing, all.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Works of one stretch.
pub const STRETCH: usize = 25;
/// A list up to this long is on the page as a whole, though not at once.
const SHORT: usize = 200;
/// Works shown before anything is known of the viewport.
const FIRST: usize = 25;
/// Height of a work that was never shown, in CSS pixels.
const USUAL: f64 = 104.0;
/// How far beyond the viewport works are put on the page.
const MARGIN: &str = "100% 0px";

/// One stretch.
#[derive(Clone)]
struct Stretch {
    near: ArcRwSignal<bool>,
    works: usize,
    /// In CSS pixels, as last seen.
    height: Option<f64>,
}

/// The stretches of one list.
pub struct Window {
    stretches: RefCell<Vec<Stretch>>,
    observer: RefCell<Option<(IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>)>>,
    /// Whether everything is to be on the page.
    whole: ArcRwSignal<bool>,
    printing: Cell<bool>,
    /// Counts plans, so that a growing one stops when the next is made.
    plan: Cell<u32>,
}

/// A handle on a list's window.
pub type Handle = StoredValue<Window, LocalStorage>;

impl Window {
    /// A window on nothing yet.
    pub fn new() -> Self {
        Self {
            stretches: RefCell::default(),
            observer: RefCell::default(),
            whole: ArcRwSignal::new(false),
            printing: Cell::default(),
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

    /// Plans stretches of these lengths. What was near before stays near, so
    /// that nothing blinks.
    pub fn plan(&self, lengths: &[usize]) {
        self.plan.set(self.plan.get().wrapping_add(1));
        let old = self.stretches.take();
        let everything = self.printing.get();
        let mut before = 0;
        let planned = lengths.iter().enumerate().map(|(place, works)| {
            let old = old.get(place);
            let was_near = old.is_some_and(|old| old.near.get_untracked());
            let near = everything || before < FIRST || was_near;
            before += works;
            Stretch {
                near: ArcRwSignal::new(near),
                works: *works,
                height: old
                    .filter(|old| old.works == *works)
                    .and_then(|old| old.height),
            }
        });
        let planned: Vec<Stretch> = planned.collect();
        self.stretches.replace(planned);
    }

    /// Whether a stretch is on the page.
    pub fn near(&self, place: usize) -> ArcRwSignal<bool> {
        let stretches = self.stretches.borrow();
        stretches
            .get(place)
            .map_or_else(|| ArcRwSignal::new(true), |stretch| stretch.near.clone())
    }

    /// The room that a stretch takes while it is not on the page.
    pub fn height(&self, place: usize) -> f64 {
        let stretches = self.stretches.borrow();
        let seen = stretches
            .iter()
            .filter_map(|it| Some((it.height?, it.works)));
        let (height, works) = seen.fold((0.0, 0), |(height, works), one| {
            (height + one.0, works + one.1)
        });
        let usual = if works == 0 {
            USUAL
        } else {
            height / works as f64
        };
        stretches.get(place).map_or(0.0, |stretch| {
            stretch.height.unwrap_or(usual * stretch.works as f64)
        })
    }

    /// Puts a stretch on the page or takes it off.
    fn set_near(&self, target: &Element, near: bool) {
        let Some(place) = place_of(target) else {
            return;
        };
        let mut stretches = self.stretches.borrow_mut();
        let Some(stretch) = stretches.get_mut(place) else {
            return;
        };
        if stretch.near.get_untracked() == near {
            return;
        }
        if !near {
            // What holds the focus stays.
            let has_focus = target.query_selector(":focus").is_ok_and(|it| it.is_some());
            if has_focus || self.whole.get_untracked() || self.printing.get() {
                return;
            }
            stretch.height = Some(target.get_bounding_client_rect().height());
        }
        let signal = stretch.near.clone();
        drop(stretches);
        signal.set(near);
    }

    fn all_near(&self) {
        let stretches = self.stretches.borrow().clone();
        for stretch in stretches {
            if !stretch.near.get_untracked() {
                stretch.near.set(true);
            }
        }
    }
}

fn place_of(target: &Element) -> Option<usize> {
    target.get_attribute("data-stretch")?.parse().ok()
}

/// Watches the stretches below `list`, in place of any watched before, and
/// puts short or asked-for lists on the page as a whole, frame by frame.
pub fn watch(window: Handle, list: &Element, works: usize) {
    let observer = window.try_with_value(|inner| {
        if inner.observer.borrow().is_none() {
            inner.observer.replace(observer(window));
        }
        inner
            .observer
            .borrow()
            .as_ref()
            .map(|(observer, _)| observer.clone())
    });
    let Some(Some(observer)) = observer else {
        // No observer, no window.
        let _ = window.try_with_value(Window::all_near);
        return;
    };
    observer.disconnect();
    if let Ok(stretches) = list.query_selector_all("[data-stretch]") {
        for index in 0..stretches.length() {
            if let Some(stretch) = stretches.get(index)
                && let Ok(stretch) = stretch.dyn_into::<Element>()
            {
                observer.observe(&stretch);
            }
        }
    }
    let grows = window.try_with_value(|inner| {
        (works <= SHORT || inner.whole.get_untracked()).then(|| inner.plan.get())
    });
    if let Some(Some(plan)) = grows {
        grow(window, plan, 0);
    }
}

/// Puts one more stretch on the page with every frame.
fn grow(window: Handle, plan: u32, place: usize) {
    request_animation_frame(move || {
        let next = window.try_with_value(|inner| {
            if inner.plan.get() != plan {
                return None;
            }
            let stretches = inner.stretches.borrow();
            let far = stretches.iter().skip(place);
            let far = far.enumerate().find(|(_, it)| !it.near.get_untracked());
            far.map(|(index, stretch)| (place + index, stretch.near.clone()))
        });
        if let Some(Some((next, near))) = next {
            near.set(true);
            grow(window, plan, next + 1);
        }
    });
}

/// Shows the whole list.
pub fn show_all(window: Handle) {
    let plan = window.try_with_value(|inner| {
        inner.whole.set(true);
        inner.plan.get()
    });
    if let Some(plan) = plan {
        grow(window, plan, 0);
    }
}

/// Before printing everything is put on the page at once. After it, [`watch`]
/// takes off what is not near.
pub fn print(window: Handle, begins: bool) {
    let _ = window.try_with_value(|inner| {
        inner.printing.set(begins);
        if begins {
            inner.all_near();
        }
    });
}

fn observer(window: Handle) -> Option<(IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>)> {
    let heard = Closure::new(move |entries: js_sys::Array| {
        for entry in entries {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let _ = window
                .try_with_value(|inner| inner.set_near(&entry.target(), entry.is_intersecting()));
        }
    });
    let init = IntersectionObserverInit::new();
    init.set_root_margin(MARGIN);
    let function: &js_sys::Function = heard.as_ref().unchecked_ref();
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
