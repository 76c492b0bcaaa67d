//! Search, filters, and how many works fit them.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::bars::{bars, toggle};
use super::cite;
use super::controls::{Button, Changing, changing, checkbox, switching};
use super::look::Toolbar;
use super::model::Context;
use crate::bibliography::Choice;
use crate::orcid::WorkType;
use crate::view::messages::fill_two;
use crate::view::shape::el;

/// The toolbar as the page wants it.
pub fn toolbar(context: &Context) -> AnyView {
    let wanted = {
        let look = context.signals.look.clone();
        ArcMemo::new(move |_| look.with(|look| look.toolbar))
    };
    let context = context.clone();
    switching(move || match wanted.get() {
        Toolbar::None => ().into_any(),
        Toolbar::Search => whole(&context, vec![]),
        Toolbar::Full => whole(
            &context,
            vec![
                bars(&context),
                types(&context),
                members(&context),
                cite::of_list(&context),
            ],
        ),
    })
}

fn whole(context: &Context, filters: Vec<AnyView>) -> AnyView {
    let messages = context.messages;
    html::div()
        .attr("part", "toolbar")
        .attr("role", "search")
        .attr("aria-label", messages.list.toolbar)
        .attr("lang", messages.lang)
        .attr("dir", messages.dir)
        .child((search(context), filters, status(context)))
        .into_any()
}

fn search(context: &Context) -> AnyView {
    let label = context.messages.list.search;
    let text = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| choice.text.clone())
    };
    let context = context.clone();
    html::input()
        .attr("type", "search")
        .attr("part", "search")
        .attr("aria-label", label)
        .attr("placeholder", label)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .prop("value", text)
        .on(ev::input, move |event| {
            let text = event_target_value(&event);
            context.choose(|choice| choice.text = text);
        })
        .into_any()
}

/// How many works fit, and the way back to all.
fn status(context: &Context) -> AnyView {
    let messages = context.messages;
    let text = {
        let signals = context.signals.clone();
        move || {
            let all = signals
                .model
                .with(|model| model.as_ref().map_or(0, |it| it.count()));
            let found = signals.found.with(|found| found.entries.len());
            if found == all {
                messages.count(&messages.list.shown_all, all)
            } else {
                let sentence = messages.form(&messages.list.shown_of, all);
                fill_two(sentence, &messages.number(found), &messages.number(all))
            }
        }
    };
    let nothing = {
        let found = context.signals.found.clone();
        move || {
            if found.with(|found| found.entries.is_empty()) {
                messages.list.nothing_found.into()
            } else {
                String::new()
            }
        }
    };
    let reset = {
        let (choice, context) = (context.signals.choice.clone(), context.clone());
        let hidden = move || choice.with(|choice| *choice == Choice::default());
        Button {
            hidden: Some(Box::new(hidden)),
            ..Button::new("reset", messages.list.reset, move || {
                context.choose(|choice| *choice = Choice::default());
            })
        }
    };
    el("div")
        .part("status-line")
        .child(
            el("span")
                .part("status")
                .role("status")
                .child(changing(text))
                .text(" ")
                .child(changing(nothing)),
        )
        .text(" ")
        .child(reset.view())
        .into_any()
}

/// The choice of types; nothing where there is but one.
fn types(context: &Context) -> AnyView {
    let values = {
        let model = context.signals.model.clone();
        let found = context.signals.found.clone();
        ArcMemo::new(move |_| {
            model.track();
            found.with(|found| -> Vec<WorkType> {
                found
                    .types
                    .iter()
                    .map(|count| count.value.clone())
                    .collect()
            })
        })
    };
    let chosen = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| choice.types.len())
    };
    let messages = context.messages;
    let context = context.clone();
    facet(
        messages.list.types,
        chosen,
        {
            let values = values.clone();
            move || values.with(|values| values.len() < 2)
        },
        leptos::control_flow::For(
            leptos::control_flow::ForProps::builder()
                .each(move || values.get())
                .key(Clone::clone)
                .children(move |value| one_type(&context, value))
                .build(),
        )
        .into_any(),
    )
}

fn one_type(context: &Context, value: WorkType) -> AnyView {
    let messages = context.messages;
    let name = messages.work_type(&value);
    let name = if name.is_empty() {
        messages.list.no_type.into()
    } else {
        name
    };
    let count: Changing<String> = {
        let (found, value) = (context.signals.found.clone(), value.clone());
        Box::new(move || {
            found.with(|found| {
                let found = found.types.iter().find(|count| count.value == value);
                messages.number(found.map_or(0, |found| found.count))
            })
        })
    };
    let checked: Changing<bool> = {
        let (choice, value) = (context.signals.choice.clone(), value.clone());
        Box::new(move || choice.with(|choice| choice.types.contains(&value)))
    };
    let context = context.clone();
    checkbox(
        el("span").text(name).into_any(),
        count,
        checked,
        move |_| {
            context.choose(|choice| toggle(&mut choice.types, value.clone()));
        },
    )
}

/// The choice of members; nothing for the list of one person.
fn members(context: &Context) -> AnyView {
    let shelves = {
        let model = context.signals.model.clone();
        // Only those of whom there are works; one after another they come.
        ArcMemo::new(move |_| {
            model.with(|model| {
                let members = model.iter().flat_map(|model| model.members.iter());
                let come = members.enumerate().filter(|(_, it)| it.answer().is_some());
                come.map(|(shelf, _)| shelf).collect::<Vec<usize>>()
            })
        })
    };
    let chosen = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| choice.people.len())
    };
    let messages = context.messages;
    let context = context.clone();
    facet(
        messages.list.members,
        chosen,
        {
            let shelves = shelves.clone();
            move || shelves.with(|shelves| shelves.len() < 2)
        },
        leptos::control_flow::For(
            leptos::control_flow::ForProps::builder()
                .each(move || shelves.get())
                .key(|shelf| *shelf)
                .children(move |shelf| one_member(&context, shelf))
                .build(),
        )
        .into_any(),
    )
}

fn one_member(context: &Context, shelf: usize) -> AnyView {
    let messages = context.messages;
    let name = {
        let model = context.signals.model.clone();
        move || {
            model.with(|model| {
                let owner = model.as_ref().and_then(|model| model.owner(shelf));
                owner.map(super::model::Member::label).unwrap_or_default()
            })
        }
    };
    let count: Changing<String> = {
        let found = context.signals.found.clone();
        Box::new(move || {
            let count = found.with(|found| found.people.get(shelf).copied());
            messages.number(count.unwrap_or_default())
        })
    };
    let checked: Changing<bool> = {
        let choice = context.signals.choice.clone();
        Box::new(move || choice.with(|choice| choice.people.contains(&shelf)))
    };
    let context = context.clone();
    let name = el("span").foreign(None).child(changing(name)).into_any();
    checkbox(name, count, checked, move |_| {
        context.choose(|choice| toggle(&mut choice.people, shelf));
    })
}

/// A choice of several values that opens and closes.
fn facet(
    name: &'static str,
    chosen: impl Fn() -> usize + Send + Sync + 'static,
    hidden: impl Fn() -> bool + Send + Sync + 'static,
    options: AnyView,
) -> AnyView {
    let chosen = move || match chosen() {
        0 => String::new(),
        count => [" (", &count.to_string(), ")"].concat(),
    };
    disclosure("facet", name, Box::new(chosen), Box::new(hidden), options)
}

/// Something that opens and closes.
pub fn disclosure(
    part: &'static str,
    name: &'static str,
    after: Changing<String>,
    hidden: Changing<bool>,
    content: AnyView,
) -> AnyView {
    html::details()
        .attr("part", part)
        .attr("hidden", hidden)
        .child((
            html::summary().child((name, after)),
            el("div").part("options").child(content).into_any(),
        ))
        .into_any()
}
