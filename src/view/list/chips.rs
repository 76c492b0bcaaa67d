//! What the visitor has chosen, each a button that takes it back.

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::bars::{toggle, year_key};
use super::context::Context;
use super::controls::{button, focus, present};
use crate::bibliography::Filter;
use crate::list::{ListState, Member, Part};
use crate::orcid::{OrcidId, WorkType};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::fill;
use leptos::prelude::*;

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
            let sort = filter.sort;
            *filter = Filter {
                sort,
                ..Filter::default()
            };
        });
        // The button goes, the focus must not.
        focus(search.clone());
    });
    let reset = reset.live_attr("hidden", move || present(is_empty.get()));
    el("span").part("choices").child(chosen).child(reset)
}

/// Types, people and years as keys: a letter, then the value.
fn keys(filter: &Filter) -> Vec<String> {
    let types = filter.types.iter().map(|it| ["t", it.as_str()].concat());
    let people = filter.people.iter().map(|it| ["p", &it.digits()].concat());
    let years = filter.years.iter().map(|it| ["y", &year_key(*it)].concat());
    types.chain(people).chain(years).collect()
}

fn chip(context: &Context, key: &str, search: Option<Element>) -> ElementBuilder {
    let messages = context.messages;
    let (kind, value) = key.split_at_checked(1).unwrap_or_default();
    let (kind, value) = (String::from(kind), String::from(value));
    let name = {
        let (store, kind, value) = (context.store.clone(), kind.clone(), value.clone());
        move || match kind.as_str() {
            "t" => messages.type_name(&WorkType::parse(&value)),
            "p" => store.read(Part::Members, |state| label(state, &value)),
            _ => messages.year_name(value.parse().ok()),
        }
    };
    let label = {
        let name = name.clone();
        move || Some(fill(messages.list.remove, &name()))
    };
    let context = context.clone();
    el("button")
        .attr("type", "button")
        .part("chip")
        .live_attr("aria-label", label)
        .child(el("span").foreign(None).live_text(name))
        .child(
            el("span")
                .part("remove")
                .attr("aria-hidden", "true")
                .text("×"),
        )
        .on("click", move |event| {
            let here = event.current_target().map(JsValue::from).map(Element::from);
            let next =
                here.and_then(|it| it.next_element_sibling().or(it.previous_element_sibling()));
            focus(next.or_else(|| search.clone()));
            context.change_filter(|filter| match kind.as_str() {
                "t" => toggle(&mut filter.types, WorkType::parse(&value)),
                "p" => filter.people.retain(|id| id.digits() != value),
                _ => toggle(&mut filter.years, value.parse().ok()),
            });
        })
}

fn label(state: &ListState, digits: &str) -> String {
    let member = OrcidId::from_registry(digits).and_then(|id| state.member(id));
    member.map(Member::label).unwrap_or_default()
}
