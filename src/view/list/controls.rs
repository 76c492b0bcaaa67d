//! The controls that a list is handled with.

use leptos::prelude::event_target_checked;
use wasm_bindgen::JsValue;

use crate::view::element_builder::{ElementBuilder, el};

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

/// A box to tick, with what it stands for and how many works that has.
pub fn checkbox(
    text: ElementBuilder,
    count: impl Fn() -> String + 'static,
    checked: impl Fn() -> bool + 'static,
    act: impl Fn(bool) + 'static,
) -> ElementBuilder {
    let input = el("input")
        .attr("type", "checkbox")
        .live_control("checked", Some("defaultChecked"), move || {
            JsValue::from_bool(checked())
        })
        .on("change", move |event| act(event_target_checked(&event)));
    el("label")
        .part("option")
        .child(input)
        .child(text)
        .child(el("span").part("count").live_text(count))
}

/// Something that opens and closes.
pub fn disclosure(part: &str, summary: ElementBuilder, content: ElementBuilder) -> ElementBuilder {
    el("details")
        .part(part)
        .child(summary)
        .child(el("div").part("options").child(content))
}
