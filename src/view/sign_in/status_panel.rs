//! The places that stay while what they show changes, and the focus among
//! them.

use std::cell::{Cell, RefCell};
use std::ptr;
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, ShadowRoot};

use super::steps::{self, View};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::Messages;

/// The places, and the element that holds them.
pub struct StatusPanel {
    /// The element.
    pub shape: ElementBuilder,
    /// The places in it.
    pub places: Rc<Places>,
}

/// The places in the order they are read.
pub struct Places {
    whole: Option<Element>,
    person: Place,
    status: Place,
    buttons: Place,
    about: Place,
    /// In whose words it says what ORCID is.
    words: Cell<Option<&'static Messages>>,
    /// Whether the page has been painted with the line of status still empty.
    is_announced: Cell<bool>,
    /// What the line of status says from then on.
    unsaid: RefCell<Option<ElementBuilder>>,
}

impl StatusPanel {
    /// All places, empty, to be put on the page at once. The status says nothing
    /// before the page has been painted: screen readers announce what changes in
    /// a region that they know, not what a new one brings along.
    pub fn new() -> Self {
        let status = el("p").part("status").role("status");
        let person = el("div").part("person");
        let buttons = el("div").part("actions");
        let about = el("div");
        let places = Places {
            whole: None,
            person: Place::of(&person),
            status: Place::of(&status),
            buttons: Place::of(&buttons),
            about: Place::of(&about),
            words: Cell::default(),
            is_announced: Cell::default(),
            unsaid: RefCell::default(),
        };
        let shape = el("div")
            .part("sign-in")
            .role("group")
            // The focus may be put here where there is nothing to press.
            .attr("tabindex", "-1")
            .child(status)
            .child(person)
            .child(buttons)
            .child(about)
            // A key that is held down presses what it has been pressed on, not
            // what takes its place.
            .on("keydown", |event| {
                let key = event.dyn_ref::<KeyboardEvent>();
                if key.is_some_and(|key| key.repeat() && key.key() == "Enter") {
                    event.prevent_default();
                }
            });
        let whole = shape.element().cloned();
        let places = Rc::new(Places { whole, ..places });
        let late = Rc::downgrade(&places);
        // The first frame is yet to be painted when its callbacks run.
        request_animation_frame(|| {
            request_animation_frame(move || {
                if let Some(places) = late.upgrade() {
                    places.is_announced.set(true);
                    places.status.say(places.unsaid.take());
                }
            });
        });
        Self { shape, places }
    }
}

impl Places {
    /// Shows this in the place of what was shown. The focus of what has gone
    /// goes to the first button where the visitor has asked for what it does,
    /// else to the whole.
    pub fn show(&self, view: View, messages: &'static Messages) {
        let Some(whole) = &self.whole else { return };
        let focused = focused(whole);
        let _ = whole.set_attribute("aria-label", messages.sign_in.sign_in);
        let _ = whole.set_attribute("lang", messages.lang);
        let next = match view.buttons.first() {
            Some(button) if view.is_next => button.element().cloned(),
            _ => None,
        };
        match self.is_announced.get() {
            true => self.status.say(view.status),
            false => drop(self.unsaid.replace(view.status)),
        }
        self.person.show(view.person);
        self.buttons.show(view.buttons);
        if !self.words.get().is_some_and(|old| ptr::eq(old, messages)) {
            self.words.set(Some(messages));
            self.about.show([steps::about(messages)]);
        }
        self.about.hide(!view.has_about);
        if let Some(focused) = focused
            && (focused == *whole || self.has_gone(&focused))
        {
            let next = next.as_ref().unwrap_or(whole);
            let _ = next.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
        }
    }

    /// Whether an element that had the focus can have it no more.
    fn has_gone(&self, focused: &Element) -> bool {
        let is_in =
            |place: &Option<Element>| place.as_ref().is_some_and(|it| it.contains(Some(focused)));
        let is_about = is_in(&self.about.element) || !is_in(&self.whole);
        !focused.is_connected() || (is_about && self.about.is_hidden())
    }
}

/// What has the focus: something of ours, or of the page's own words in a slot
/// of ours. Not asked of styles (`:focus`), which know of none while another
/// window is in front.
fn focused(whole: &Element) -> Option<Element> {
    let root = whole.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    root.active_element().or_else(|| {
        let host = root.host();
        let focused = web_sys::window()?.document()?.active_element()?;
        (focused != host && host.contains(Some(&focused))).then_some(focused)
    })
}

/// An element that stays, with what is in it now.
struct Place {
    element: Option<Element>,
    shown: RefCell<Vec<ElementBuilder>>,
}

impl Place {
    fn of(shape: &ElementBuilder) -> Self {
        Self {
            element: shape.element().cloned(),
            shown: RefCell::default(),
        }
    }

    fn show(&self, shapes: impl IntoIterator<Item = ElementBuilder>) {
        let Some(element) = &self.element else { return };
        element.set_text_content(None);
        let shapes: Vec<ElementBuilder> = shapes.into_iter().collect();
        for shape in &shapes {
            let _ = shape.element().map(|it| element.append_child(it));
        }
        self.shown.replace(shapes);
    }

    /// The same, but what it says already is not said again.
    fn say(&self, shape: Option<ElementBuilder>) {
        let old = self.element.as_ref().and_then(|it| it.text_content());
        let new = shape.as_ref().and_then(|it| it.element()?.text_content());
        if old.unwrap_or_default() != new.unwrap_or_default() {
            self.show(shape);
        }
    }

    fn hide(&self, is_hidden: bool) {
        if let Some(element) = self
            .element
            .as_ref()
            .and_then(|it| it.dyn_ref::<HtmlElement>())
        {
            element.set_hidden(is_hidden);
        }
    }

    fn is_hidden(&self) -> bool {
        self.element
            .as_ref()
            .is_some_and(|it| it.has_attribute("hidden"))
    }
}
