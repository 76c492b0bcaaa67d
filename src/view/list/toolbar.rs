//! Search, filters, and how many works fit them.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::bars::{bars, toggle};
use super::cite;
use super::controls::{button, checkbox, disclosure, present};
use super::look::Toolbar;
use super::model::{Context, Member};
use crate::bibliography::Choice;
use crate::orcid::WorkType;
use crate::view::messages::fill_two;
use crate::view::shape::{Shape, el};

/// The toolbar as the page wants it.
pub fn toolbar(context: &Context) -> Shape {
    let wanted = {
        let look = context.signals.look.clone();
        ArcMemo::new(move |_| look.with(|look| look.toolbar))
    };
    let context = context.clone();
    let is_empty = {
        let signals = context.signals.clone();
        ArcMemo::new(move |_| signals.all() == 0)
    };
    el("div").switching(move || match wanted.get() {
        _ if is_empty.get() => Vec::new(),
        Toolbar::None => Vec::new(),
        Toolbar::Search => vec![whole(&context, Vec::new())],
        Toolbar::Full => vec![whole(
            &context,
            vec![
                bars(&context),
                types(&context),
                members(&context),
                cite::of_list(&context),
            ],
        )],
    })
}

fn whole(context: &Context, filters: Vec<Shape>) -> Shape {
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

fn search(context: &Context) -> Shape {
    let label = context.messages.list.search;
    let text = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| JsValue::from_str(&choice.text))
    };
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
            context.choose(|choice| choice.text = text);
        })
}

/// How many works fit, and the way back to all.
fn status(context: &Context, search: Option<Element>) -> Shape {
    let messages = context.messages;
    let text = {
        let signals = context.signals.clone();
        move || {
            let all = signals.all();
            let found = signals.found.with(|found| found.entries.len());
            let mut text = if found == all {
                messages.count(&messages.list.shown_all, all)
            } else {
                let sentence = messages.form(&messages.list.shown_of, all);
                fill_two(sentence, &messages.number(found), &messages.number(all))
            };
            if found == 0 && signals.choice.with(|choice| !choice.is_empty()) {
                text.push_str(". ");
                text.push_str(messages.list.nothing_found);
            }
            text
        }
    };
    let choice = context.signals.choice.clone();
    let context = context.clone();
    el("div")
        .part("status-line")
        .child(el("span").part("status").role("status").live_text(text))
        .text(" ")
        .child(
            button("reset", messages.list.reset, move || {
                context.choose(|choice| *choice = Choice::default());
                // The button goes, the focus must not.
                if let Some(search) = search.as_ref().and_then(|it| it.dyn_ref::<HtmlElement>()) {
                    let _ = search.focus();
                }
            })
            .live_attr("hidden", move || present(choice.with(Choice::is_empty))),
        )
}

/// The choice of types; hidden where there is but one.
fn types(context: &Context) -> Shape {
    let values = {
        let found = context.signals.found.clone();
        ArcMemo::new(move |_| {
            found.with(|found| -> Vec<WorkType> {
                let values = found.types.iter().map(|count| count.value.clone());
                values.collect()
            })
        })
    };
    let hidden = values.clone();
    let inner = context.clone();
    let options = el("div").switching(move || {
        values.with(|values| values.iter().map(|value| one_type(&inner, value)).collect())
    });
    facet(
        context,
        context.messages.list.types,
        |choice| choice.types.len(),
        options,
    )
    .live_attr("hidden", move || present(hidden.with(|it| it.len() < 2)))
}

fn one_type(context: &Context, value: &WorkType) -> Shape {
    let messages = context.messages;
    let count = {
        let (found, value) = (context.signals.found.clone(), value.clone());
        move || {
            found.with(|found| {
                let found = found.types.iter().find(|count| count.value == value);
                messages.number(found.map_or(0, |found| found.count))
            })
        }
    };
    let checked = {
        let (choice, value) = (context.signals.choice.clone(), value.clone());
        move || choice.with(|choice| choice.types.contains(&value))
    };
    let name = el("span").text(&messages.type_name(value));
    let (context, value) = (context.clone(), value.clone());
    checkbox(name, count, checked, move |_| {
        context.choose(|choice| toggle(&mut choice.types, value.clone()));
    })
}

/// The choice of members; hidden for the list of one person.
fn members(context: &Context) -> Shape {
    let members = {
        let model = context.signals.model.clone();
        // Only those of whom there are works; one after another they come.
        ArcMemo::new(move |_| {
            model.with(|model| {
                let members = model.iter().flat_map(|model| model.members.iter());
                let members = members.enumerate().filter(|(_, it)| !it.is_double);
                let come = members.filter(|(_, it)| it.answer().is_some());
                come.map(|(shelf, member)| (shelf, Member::label(member)))
                    .collect::<Vec<(usize, String)>>()
            })
        })
    };
    let hidden = members.clone();
    let inner = context.clone();
    let options = el("div").switching(move || {
        members.with(|members| {
            let members = members.iter();
            members
                .map(|(shelf, name)| one_member(&inner, *shelf, name))
                .collect()
        })
    });
    facet(
        context,
        context.messages.list.members,
        |choice| choice.people.len(),
        options,
    )
    .live_attr("hidden", move || present(hidden.with(|it| it.len() < 2)))
}

fn one_member(context: &Context, shelf: usize, name: &str) -> Shape {
    let messages = context.messages;
    let count = {
        let found = context.signals.found.clone();
        move || {
            let count = found.with(|found| found.people.get(shelf).copied());
            messages.number(count.unwrap_or_default())
        }
    };
    let checked = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| choice.people.contains(&shelf))
    };
    let name = el("span").foreign(None).text(name);
    let context = context.clone();
    checkbox(name, count, checked, move |_| {
        context.choose(|choice| toggle(&mut choice.people, shelf));
    })
}

/// A choice of several values that opens and closes, with how many are chosen.
fn facet(context: &Context, name: &str, chosen: fn(&Choice) -> usize, options: Shape) -> Shape {
    let choice = context.signals.choice.clone();
    let chosen = move || match choice.with(chosen) {
        0 => String::new(),
        count => [" (", &count.to_string(), ")"].concat(),
    };
    let options = el("div").role("group").label(name).child(options);
    disclosure("facet", el("summary").text(name).live_text(chosen), options)
}
