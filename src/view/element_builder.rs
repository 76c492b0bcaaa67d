//! Builds every element that we show.
//!
//! Leptos keeps what changes (signals, effects); what is shown is made here,
//! straight from the browser's own calls. Its typed elements would be written
//! as new machine code for every combination of tag and attributes; what that
//! weighs stands in CONTRIBUTING.md. Text always lands in text nodes, so a
//! record's words stay words.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::untrack;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
#[cfg(any(feature = "list", feature = "people"))]
use web_sys::Node;
use web_sys::{Comment, Element, Event, EventTarget, HtmlElement};

use super::focus::Focus;
use super::messages::Messages;
use crate::json::js_node::with_word;
use crate::orcid::{WebLink, excerpt};
use crate::platform::Listener;

#[wasm_bindgen]
extern "C" {
    /// [`Element::set_attribute`], with words that are JavaScript's already.
    type Attributes;

    #[wasm_bindgen(method, catch, js_name = setAttribute)]
    fn set(this: &Attributes, name: &JsValue, value: &JsValue) -> Result<(), JsValue>;
}

fn set_attribute(element: &Element, name: &JsValue, value: &JsValue) {
    // Fails only for names that are none.
    let _ = element.unchecked_ref::<Attributes>().set(name, value);
}

/// Names an element that is on the page already for the page's own style sheet.
pub fn set_part(element: &Element, part: &str) {
    with_word("part", |name| set_attribute(element, name, &part.into()));
}

/// An element, and what keeps it alive: effects and listeners.
pub struct ElementBuilder(Box<Parts>);

struct Parts {
    /// `None` only where the browser made no element, which it never refuses.
    element: Option<Element>,
    kept: Vec<Resource>,
}

enum Resource {
    Effect(#[allow(dead_code, reason = "runs until it is dropped")] RenderEffect<()>),
    Listener(#[allow(dead_code, reason = "hears until it is dropped")] Listener),
}

/// Characters of a text that are shown: longer than any title, and than what anybody
/// reads of a name. A record may hold megabytes.
const LONGEST: usize = 2_000;
/// Characters that are shown of a text of several paragraphs.
const LONGEST_PARAGRAPHS: usize = 20_000;

/// Begins an element.
pub fn el(tag: &'static str) -> ElementBuilder {
    let document = web_sys::window().and_then(|window| window.document());
    ElementBuilder::of(document.and_then(|document| document.create_element(tag).ok()))
}

/// Begins an element of a drawing.
pub fn svg(tag: &'static str) -> ElementBuilder {
    let document = web_sys::window().and_then(|window| window.document());
    let namespace = Some("http://www.w3.org/2000/svg");
    ElementBuilder::of(
        document.and_then(|document| document.create_element_ns(namespace, tag).ok()),
    )
}

/// Begins a link. The type of `to` lets through only links that are safe to follow.
pub fn link(to: &WebLink) -> ElementBuilder {
    el("a").attr("href", to.as_str())
}

impl ElementBuilder {
    fn of(element: Option<Element>) -> Self {
        Self(Box::new(Parts {
            element,
            kept: Vec::new(),
        }))
    }

    /// The element itself.
    pub fn element(&self) -> Option<&Element> {
        self.0.element.as_ref()
    }

    /// Gives it an attribute. Nothing from a record may be a name, nor the
    /// value of one that does something.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        if let Some(element) = self.element() {
            with_word(name, |name| set_attribute(element, name, &value.into()));
        }
        self
    }

    /// Names it for the page's own style sheet (`::part()`).
    pub fn part(self, part: &str) -> Self {
        self.attr("part", part)
    }

    /// Sets its ARIA role.
    pub fn role(self, role: &str) -> Self {
        self.attr("role", role)
    }

    /// Sets its accessible name.
    pub fn label(self, label: &str) -> Self {
        self.attr("aria-label", excerpt(label, LONGEST).unwrap_or(label))
    }

    /// Marks its text as coming from a record: of any language, in any
    /// direction, kept from disturbing what stands beside it.
    #[inline(never)]
    pub fn foreign(self, lang: Option<&str>) -> Self {
        self.attr("dir", "auto")
            .attr("lang", lang.unwrap_or_default())
    }

    /// Marks its text as the badge's own words, on a page of any language and
    /// direction.
    #[inline(never)]
    pub fn words_of(self, messages: &Messages) -> Self {
        self.attr("dir", messages.dir).attr("lang", messages.lang)
    }

    /// Adds text, of a very long one the start.
    pub fn text(self, text: &str) -> Self {
        self.start_of(text, LONGEST)
    }

    /// Adds a text of several paragraphs, of a very long one the start.
    pub fn paragraphs(self, text: &str) -> Self {
        self.start_of(text, LONGEST_PARAGRAPHS)
    }

    #[inline(never)]
    fn start_of(self, text: &str, longest: usize) -> Self {
        if let Some(element) = self.element() {
            let start = excerpt(text, longest);
            let add = |text| {
                let node = web_sys::Text::new_with_data(text);
                let _ = node.map(|node| element.append_child(&node));
            };
            add(start.unwrap_or(text));
            if start.is_some() {
                add("…");
            }
        }
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(mut self, child: ElementBuilder) -> Self {
        let Parts { element, kept } = *child.0;
        if let (Some(parent), Some(child)) = (self.element(), &element) {
            let _ = parent.append_child(child);
        }
        self.0.kept.extend(kept);
        self
    }

    /// Adds an element that somebody else keeps.
    #[cfg(any(feature = "list", feature = "people", feature = "search"))]
    pub fn holding(self, child: &ElementBuilder) -> Self {
        if let (Some(parent), Some(child)) = (self.element(), child.element()) {
            let _ = parent.append_child(child);
        }
        self
    }

    /// Adds elements, where there are any.
    pub fn children(self, children: impl IntoIterator<Item = ElementBuilder>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Does something now, and again whenever a signal that it reads changes.
    #[inline(never)]
    pub fn effect(mut self, effect: Box<dyn Fn(&Element)>) -> Self {
        if let Some(element) = self.0.element.clone() {
            let effect = RenderEffect::new(move |_| effect(&element));
            self.0.kept.push(Resource::Effect(effect));
        }
        self
    }

    /// Adds elements that change: all of `view`'s are made anew whenever a
    /// signal that it reads does.
    pub fn switching(self, view: impl Fn() -> Vec<ElementBuilder> + 'static) -> Self {
        self.slot(Box::new(view))
    }

    #[inline(never)]
    fn slot(self, view: Box<dyn Fn() -> Vec<ElementBuilder>>) -> Self {
        let place = Place::within(&self);
        self.effect(Box::new(move |_| place.show(view())))
    }
}

/// A place for elements that change, at the end of what an element holds so
/// far. [`ElementBuilder::switching`] fills one when a signal changes, which takes a
/// microtask; what has to be on the page at once is shown here directly.
pub struct Place {
    /// `None` only where the browser made no element, which it never refuses.
    bounds: Option<(Element, Comment)>,
    shown: RefCell<Vec<ElementBuilder>>,
}

impl Place {
    /// Makes an empty place.
    pub fn within(element: &ElementBuilder) -> Self {
        let element = element.element().cloned();
        let bounds = element.zip(Comment::new().ok());
        if let Some((parent, end)) = &bounds {
            let _ = parent.append_child(end);
        }
        Self {
            bounds,
            shown: RefCell::default(),
        }
    }

    /// Shows these elements instead of those shown so far.
    pub fn show(&self, new: Vec<ElementBuilder>) {
        let Some((parent, end)) = &self.bounds else {
            return;
        };
        let focus = Focus::within(parent);
        for old in self.shown.take() {
            if let Some(old) = old.element() {
                old.remove();
            }
        }
        for one in &new {
            if let Some(one) = one.element() {
                let _ = parent.insert_before(one, Some(end));
            }
        }
        if let Some(focus) = focus {
            focus.restore();
        }
        self.shown.replace(new);
    }
}

/// Puts elements into `parent`, in this order, before all that is there
/// already. Those that are in order stay where they are, and the focus with them.
#[cfg(any(feature = "list", feature = "people"))]
#[inline(never)]
pub fn arrange(parent: &Element, elements: &[&ElementBuilder]) {
    let focus = Focus::within(parent);
    let mut next = parent.first_child();
    for element in elements.iter().filter_map(|it| it.element()) {
        let node: &Node = element;
        if next.as_ref() == Some(node) {
            next = node.next_sibling();
        } else {
            let _ = parent.insert_before(node, next.as_ref());
        }
    }
    if let Some(focus) = focus {
        focus.restore();
    }
}

/// What a list's controls need beyond that.
#[cfg(feature = "list")]
impl ElementBuilder {
    /// Adds elements that change, one for each key: those whose key stays are
    /// kept as they are. Nothing else may be added to this element.
    pub fn keyed(
        self,
        keys: impl Fn() -> Vec<String> + 'static,
        make: impl Fn(&str) -> ElementBuilder + 'static,
    ) -> Self {
        self.keyed_slot(Box::new(keys), Box::new(make))
    }

    #[inline(never)]
    fn keyed_slot(
        self,
        keys: Box<dyn Fn() -> Vec<String>>,
        make: Box<dyn Fn(&str) -> ElementBuilder>,
    ) -> Self {
        let shown: RefCell<Vec<(String, ElementBuilder)>> = RefCell::default();
        self.effect(Box::new(move |parent| {
            let keys = keys();
            if shown.borrow().iter().map(|(key, _)| key).eq(&keys) {
                return;
            }
            let mut old = shown.take();
            let mut new = Vec::new();
            for key in keys {
                let kept = old.iter().position(|(other, _)| *other == key);
                let shape = match kept {
                    Some(place) => old.swap_remove(place).1,
                    None => untrack(|| make(&key)),
                };
                new.push((key, shape));
            }
            for gone in old.iter().filter_map(|(_, shape)| shape.element()) {
                gone.remove();
            }
            arrange(
                parent,
                &new.iter().map(|(_, shape)| shape).collect::<Vec<_>>(),
            );
            shown.replace(new);
        }))
    }
}

/// Elements that change as signals do.
impl ElementBuilder {
    /// An attribute that changes; without a value it goes.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.effect(Box::new(move |element| {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }))
    }

    /// What a control says or whether it is ticked, in the property `name`. The
    /// control always says what `value` does, whatever the browser makes of it
    /// on the way back to a page: some restore what it said before, and WebKit
    /// resets it to its default, in a task after `pageshow`. So the default
    /// (the property `default`, where the control has one) changes along.
    pub fn live_control(
        self,
        name: &'static str,
        default: Option<&'static str>,
        value: impl Fn() -> JsValue + 'static,
    ) -> Self {
        let set = Rc::new(move |element: &Element| {
            let value = value();
            for name in [Some(name), default].into_iter().flatten() {
                let _ = js_sys::Reflect::set(element, &name.into(), &value);
            }
        });
        let (element, again) = (self.element().cloned(), Rc::clone(&set));
        self.effect(Box::new(move |element| set(element)))
            .on_window("pageshow", move |_| {
                if let Some(element) = &element {
                    untrack(|| again(element));
                }
            })
    }

    /// A style that changes. Unlike a style attribute it needs no permission
    /// of the page's content security policy.
    pub fn live_style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.effect(Box::new(move |element| {
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.style().set_property(name, &value());
            }
        }))
    }

    /// Adds text that changes.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        let Ok(node) = web_sys::Text::new() else {
            return self;
        };
        if let Some(element) = self.element() {
            let _ = element.append_child(&node);
        }
        self.effect(Box::new(move |_| {
            let text = text();
            node.set_data(excerpt(&text, LONGEST).unwrap_or(&text));
        }))
    }

    /// Hears events of the element, for as long as it is kept. Some come when it
    /// has left the page.
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        match self.element().cloned() {
            Some(element) => self.on_other(element.into(), event, Box::new(act)),
            None => self,
        }
    }

    /// Hears events of the window, for as long as the element is kept.
    pub fn on_window(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        match web_sys::window() {
            Some(window) => self.on_other(window.into(), event, Box::new(act)),
            None => self,
        }
    }

    /// Hears events of something else, for as long as the element is kept.
    #[inline(never)]
    pub fn on_other(
        mut self,
        target: EventTarget,
        event: &'static str,
        act: Box<dyn FnMut(Event)>,
    ) -> Self {
        let listener = Listener::on(target, event, act);
        self.0.kept.push(Resource::Listener(listener));
        self
    }
}
