//! The controls that a list is handled with.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::event_target_checked;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, NodeList};

use crate::view::element_builder::{ElementBuilder, Place, el};

/// A button that says what it does.
pub fn button(part: &str, text: &str, act: impl Fn() + 'static) -> ElementBuilder {
    el("button")
        .attr("type", "button")
        .part(part)
        .text(text)
        .on("click", move |_| act())
}

/// "true" or "false", as ARIA wants it.
pub fn flag(flag: bool) -> String {
    String::from(if flag { "true" } else { "false" })
}

/// The value of an attribute that is there or not.
pub fn present(flag: bool) -> Option<String> {
    flag.then(String::new)
}

/// A box to tick, with what it stands for and how many works that has; `label`
/// says both in words.
pub fn checkbox(
    text: ElementBuilder,
    label: impl Fn() -> String + 'static,
    count: impl Fn() -> String + 'static,
    checked: impl Fn() -> bool + 'static,
    act: impl Fn(bool) + 'static,
) -> ElementBuilder {
    let input = el("input")
        .attr("type", "checkbox")
        .live_control("checked", Some("defaultChecked"), move || {
            JsValue::from_bool(checked())
        })
        .live_attr("aria-label", move || Some(label()))
        .on("change", move |event| act(event_target_checked(&event)));
    el("label")
        .part("option")
        .child(input)
        .child(text)
        .child(el("span").part("count").live_text(count))
}

/// A button below which something opens, over what follows. `content` is made when
/// it opens first: few visitors open any of a list's popovers.
pub fn popover(
    part: &str,
    summary: ElementBuilder,
    content: Box<dyn Fn() -> ElementBuilder>,
) -> ElementBuilder {
    let panel = el("div").part("options");
    let shown = panel.element().cloned();
    let (inside, is_made) = (Place::within(&panel), Cell::new(false));
    let make = Rc::new(move || {
        if !is_made.replace(true) {
            inside.show(vec![content()]);
        }
    });
    let before = Rc::clone(&make);
    // A browser opens it after this, so that it never shows empty.
    let summary = summary
        .part("popover-button")
        .on("click", move |_| before());
    let popover = el("details").part(part).child(summary).child(panel);
    let below = popover.element().cloned();
    let place = Rc::new(move || {
        let element = |element: &Option<Element>| element.clone()?.dyn_into().ok();
        if let (Some(below), Some(panel)) = (element(&below), element(&shown)) {
            place(&below, &panel);
        }
    });
    let again = Rc::clone(&place);
    popover
        .on("toggle", move |_| {
            make();
            place();
        })
        .on_window("resize", move |_| again())
}

/// Puts what has opened below its button, and within the bar that holds both.
fn place(below: &HtmlElement, panel: &HtmlElement) {
    let Some(bar) = below.parent_element() else {
        return;
    };
    let most = bar.client_width() - panel.offset_width();
    let left = below.offset_left().min(most).max(0);
    let left = [&left.to_string(), "px"].concat();
    let _ = panel.style().set_property("left", &left);
}

/// Has the popovers in `bar` close as people expect it: by Escape, and when
/// anything else is pressed or gets the focus.
pub fn closing(bar: ElementBuilder) -> ElementBuilder {
    let close = |bar: Option<Element>| {
        move |event: Event| {
            let path = event.composed_path();
            for popover in bar.iter().flat_map(open_in) {
                if !path.includes(&popover, 0) {
                    let _ = popover.remove_attribute("open");
                }
            }
        }
    };
    let (pressed, focused) = (bar.element().cloned(), bar.element().cloned());
    bar.on("keydown", escape)
        .on_window("pointerdown", close(pressed))
        .on_window("focusin", close(focused))
}

fn open_in(bar: &Element) -> Vec<Element> {
    let found = bar.query_selector_all("details[open]").ok();
    let all = |found: NodeList| {
        let places = 0..found.length();
        let nodes = places.filter_map(move |place| found.item(place)?.dyn_into().ok());
        nodes.collect()
    };
    found.map(all).unwrap_or_default()
}

/// The button keeps the focus.
fn escape(event: Event) {
    if event.dyn_ref().map(KeyboardEvent::key).as_deref() != Some("Escape") {
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(popover) = target.and_then(|it| it.closest("details[open]").ok().flatten()) else {
        return;
    };
    let _ = popover.remove_attribute("open");
    focus(popover.first_element_child());
}

/// Gives an element the focus.
pub fn focus(element: Option<Element>) {
    if let Some(Ok(element)) = element.map(JsCast::dyn_into::<HtmlElement>) {
        let _ = element.focus();
    }
}
