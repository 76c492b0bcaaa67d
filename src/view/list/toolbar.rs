//! Search, filters, and how many works fit them.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::bars::{bars, toggle};
use super::cite;
use super::context::Context;
use super::controls::{button, checkbox, disclosure, present};
use crate::bibliography::Filter;
use crate::list::{ListState, Member, Part, Toolbar};
use crate::orcid::{OrcidId, WorkType};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::fill_two;

/// The toolbar as the page wants it.
pub fn toolbar(context: &Context) -> ElementBuilder {
    let store = &context.store;
    let is_wanted = store.memo(Part::Display, |it| it.display().toolbar != Toolbar::None);
    let is_full = store.memo(Part::Display, |it| it.display().toolbar == Toolbar::Full);
    let is_empty = store.memo(Part::Works, |state| state.count() == 0);
    let context = context.clone();
    el("div").switching(move || {
        if is_empty.get() || !is_wanted.get() {
            return Vec::new();
        }
        let filters = match is_full.get() {
            true => vec![
                bars(&context),
                types(&context),
                members(&context),
                cite::of_list(&context),
            ],
            false => Vec::new(),
        };
        vec![whole(&context, filters)]
    })
}

fn whole(context: &Context, filters: Vec<ElementBuilder>) -> ElementBuilder {
    let messages = context.messages;
    let search = search(context);
    let status = status(context, search.element().cloned());
    el("div")
        .part("toolbar")
        .role("search")
        .label(messages.list.toolbar)
        .words_of(messages)
        .child(search)
        .children(filters)
        .child(status)
}

fn search(context: &Context) -> ElementBuilder {
    let label = context.messages.list.search;
    let store = context.store.clone();
    let text = move || store.read(Part::Filter, |it| JsValue::from_str(&it.filter().text));
    let context = context.clone();
    el("input")
        .attr("type", "search")
        .part("search")
        .label(label)
        .attr("placeholder", label)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live_control("value", Some("defaultValue"), text)
        .on("input", move |event| {
            let text = event_target_value(&event);
            context.change_filter(|filter| filter.text = text);
        })
}

/// How many works fit, and the way back to all.
fn status(context: &Context, search: Option<Element>) -> ElementBuilder {
    let messages = context.messages;
    let store = context.store.clone();
    let text = move || {
        store.track(Part::Works);
        store.read(Part::Filter, |state| {
            let (all, found) = (state.count(), state.result().entries.len());
            let mut text = if found == all {
                messages.count(&messages.list.shown_all, all)
            } else {
                let sentence = messages.form(&messages.list.shown_of, all);
                fill_two(sentence, &messages.number(found), &messages.number(all))
            };
            if found == 0 && !state.filter().is_empty() {
                text.push_str(". ");
                text.push_str(messages.list.nothing_found);
            }
            text
        })
    };
    let is_empty = context
        .store
        .memo(Part::Filter, |state| state.filter().is_empty());
    let context = context.clone();
    el("div")
        .part("status-line")
        .child(el("span").part("status").role("status").live_text(text))
        .text(" ")
        .child(
            button("reset", messages.list.reset, move || {
                context.change_filter(|filter| *filter = Filter::default());
                // The button goes, the focus must not.
                if let Some(search) = search.as_ref().and_then(|it| it.dyn_ref::<HtmlElement>()) {
                    let _ = search.focus();
                }
            })
            .live_attr("hidden", move || present(is_empty.get())),
        )
}

/// The choice of types; hidden where there is but one.
fn types(context: &Context) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let names = move || {
        store.read(Part::Filter, |state| {
            let types = state.result().types.iter();
            let names = types.map(|count| String::from(count.value.as_str()));
            names.collect()
        })
    };
    let options = el("div").keyed(names, move |value| {
        one_type(&inner, &WorkType::parse(value))
    });
    let store = &context.store;
    let is_hidden = store.memo(Part::Filter, |state| state.result().types.len() < 2);
    facet(
        context,
        context.messages.list.types,
        |filter| filter.types.len(),
        options,
    )
    .live_attr("hidden", move || present(is_hidden.get()))
}

fn one_type(context: &Context, value: &WorkType) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let (store, value) = (context.store.clone(), value.clone());
        move || {
            store.read(Part::Filter, |state| {
                let mut types = state.result().types.iter();
                let found = types.find(|count| count.value == value);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let checked = {
        let (store, value) = (context.store.clone(), value.clone());
        move || store.read(Part::Filter, |state| state.filter().types.contains(&value))
    };
    let name = el("span").text(&messages.type_name(value));
    let (context, value) = (context.clone(), value.clone());
    checkbox(name, count, checked, move |_| {
        context.change_filter(|filter| toggle(&mut filter.types, value.clone()));
    })
}

/// The choice of members; hidden for the list of one person.
fn members(context: &Context) -> ElementBuilder {
    let (store, inner) = (context.store.clone(), context.clone());
    let ids = move || {
        store.read(Part::Members, |state| {
            come(state).map(|member| member.id().digits()).collect()
        })
    };
    let options = el("div").keyed(ids, move |digits| {
        let id = OrcidId::from_registry(digits);
        id.map_or_else(|| el("span"), |id| one_member(&inner, id))
    });
    let store = &context.store;
    let is_hidden = store.memo(Part::Members, |state| come(state).count() < 2);
    facet(
        context,
        context.messages.list.members,
        |filter| filter.people.len(),
        options,
    )
    .live_attr("hidden", move || present(is_hidden.get()))
}

/// Those whose record is there; one after another they come.
fn come(state: &ListState) -> impl Iterator<Item = &Member> {
    state.people().filter(|member| member.answer().is_some())
}

fn one_member(context: &Context, id: OrcidId) -> ElementBuilder {
    let messages = context.messages;
    let count = {
        let store = context.store.clone();
        move || {
            store.read(Part::Filter, |state| {
                let mut people = state.result().people.iter();
                let found = people.find(|count| count.value == id);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let checked = {
        let store = context.store.clone();
        move || store.read(Part::Filter, |state| state.filter().people.contains(&id))
    };
    let store = context.store.clone();
    let label = move || {
        let label = |member: &Member| member.label();
        store.read(Part::Members, |state| {
            state.member(id).map(label).unwrap_or_default()
        })
    };
    let name = el("span").foreign(None).live_text(label);
    let context = context.clone();
    checkbox(name, count, checked, move |_| {
        context.change_filter(|filter| toggle(&mut filter.people, id));
    })
}

/// A choice of several values that opens and closes, with how many are chosen.
fn facet(
    context: &Context,
    name: &str,
    chosen: fn(&Filter) -> usize,
    options: ElementBuilder,
) -> ElementBuilder {
    let store = context.store.clone();
    let chosen = move || match store.read(Part::Filter, |state| chosen(state.filter())) {
        0 => String::new(),
        count => [" (", &count.to_string(), ")"].concat(),
    };
    let options = el("div").role("group").label(name).child(options);
    disclosure("facet", el("summary").text(name).live_text(chosen), options)
}
