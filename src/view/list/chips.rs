//! What the visitor has chosen, each a button that takes it back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::context::Context;
use super::controls::{button, focus, present};
use super::facets::{FACETS, name};
use crate::bibliography::Filter;
use crate::list::Part;
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::fill;

/// The choices, and the way back to all works. The search field has the focus
/// when the last of them goes.
pub fn chips(context: &Context, search: Option<Element>) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let field = search.clone();
    let chosen = el("span").part("chips").keyed(
        move || store.read(Part::Filter, |state| keys(state.filter())),
        move |key| chip(&inner, key, field.clone()),
    );
    let is_empty = context
        .store
        .memo(Part::Filter, |state| state.filter().is_empty());
    let context = context.clone();
    let reset = button("reset", context.messages.list.reset, move || {
        context.change_filter(|filter| {
            *filter = Filter {
                sort: filter.sort,
                ..Filter::default()
            };
        });
        // The button goes, the focus must not.
        focus(search.clone());
    });
    let reset = reset.live_attr("hidden", move || present(is_empty.get()));
    el("span").part("choices").child(chosen).child(reset)
}

/// The choices as keys: the place of the facet, then the key of the value.
fn keys(filter: &Filter) -> Vec<String> {
    let mut keys = Vec::new();
    for (place, facet) in FACETS.iter().enumerate() {
        let chosen = (facet.chosen)(filter).into_iter();
        keys.extend(chosen.map(|key| [&place.to_string(), &key].map(String::as_str).concat()));
    }
    keys
}

fn chip(context: &Context, key: &str, search: Option<Element>) -> ElementBuilder {
    let messages = context.messages;
    let (place, key) = key.split_at_checked(1).unwrap_or_default();
    let place: usize = place.parse().unwrap_or_default();
    let Some(facet) = FACETS.get(place) else {
        return el("span");
    };
    let key = String::from(key);
    let label = {
        let (store, key) = (context.store.clone(), key.clone());
        move || {
            let name = store.read(Part::Members, |state| (facet.label)(messages, state, &key));
            Some(fill(messages.list.remove, &name))
        }
    };
    let name = name(context, facet, &key);
    let context = context.clone();
    el("button")
        .attr("type", "button")
        .part("chip")
        .live_attr("aria-label", label)
        .child(name)
        .child(
            el("span")
                .part("remove")
                .attr("aria-hidden", "true")
                .text("×"),
        )
        .on("click", move |event| {
            let here = event.current_target().and_then(|it| it.dyn_into().ok());
            let beside = |here: Element| {
                let next = here.next_element_sibling();
                next.or_else(|| here.previous_element_sibling())
            };
            focus(here.and_then(beside).or_else(|| search.clone()));
            context.change_filter(|filter| (facet.toggle)(filter, &key));
        })
}
