//! Works per year: a small bar chart whose bars choose years.
//!
//! To a screen reader and the keyboard it is a toolbar of buttons that stay
//! pressed (ARIA Authoring Practices, toolbar): one stop for the Tab key,
//! arrows from bar to bar.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::controls::Changing;
use super::model::Context;
use crate::view::messages::fill_two;

/// A span of years longer than this leaves out years without works.
const LONGEST_SPAN: u16 = 60;

type Year = Option<u16>;

/// The bars of a list; nothing where there is but one year.
pub fn bars(context: &Context) -> AnyView {
    let years = {
        let model = context.signals.model.clone();
        let found = context.signals.found.clone();
        ArcMemo::new(move |_| {
            model.track();
            let years: Vec<Year> =
                found.with(|found| found.years.iter().map(|count| count.value).collect());
            with_gaps(years)
        })
    };
    let context = context.clone();
    let label = context.messages.list.years;
    let hidden = years.clone();
    // Where the Tab key stops: where it last was, else at the newest year.
    let last: ArcRwSignal<Option<Year>> = ArcRwSignal::new(None);
    let stop = {
        let (last, years) = (last.clone(), years.clone());
        ArcMemo::new(move |_| {
            let last = last.get();
            years.with(|years| {
                let last = last.filter(|last| years.contains(last));
                last.or_else(|| years.iter().rev().find(|year| year.is_some()).copied())
            })
        })
    };
    html::div()
        .attr("part", "years")
        .attr("role", "toolbar")
        .attr("aria-label", label)
        .attr("hidden", move || hidden.with(|years| years.len() < 2))
        .on(ev::keydown, walk)
        .child(leptos::control_flow::For(
            leptos::control_flow::ForProps::builder()
                .each(move || years.get())
                .key(|year| *year)
                .children(move |year| bar(&context, year, stop.clone(), last.clone()))
                .build(),
        ))
        .into_any()
}

/// Oldest first, with the years in between that have no works, and the undated
/// last. Years come newest first.
fn with_gaps(mut years: Vec<Year>) -> Vec<Year> {
    let undated = years.contains(&None);
    years.retain(Option::is_some);
    years.sort_unstable();
    if let (Some(Some(first)), Some(Some(last))) = (years.first(), years.last())
        && last - first <= LONGEST_SPAN
    {
        years = (*first..=*last).map(Some).collect();
    }
    if undated {
        years.push(None);
    }
    years
}

fn bar(
    context: &Context,
    year: Year,
    stop: ArcMemo<Option<Year>>,
    last: ArcRwSignal<Option<Year>>,
) -> AnyView {
    let messages = context.messages;
    let count: std::sync::Arc<dyn Fn() -> usize + Send + Sync> = {
        let found = context.signals.found.clone();
        std::sync::Arc::new(move || {
            found.with(|found| {
                let found = found.years.iter().find(|count| count.value == year);
                found.map_or(0, |count| count.count)
            })
        })
    };
    let tallest = {
        let found = context.signals.found.clone();
        move || found.with(|found| found.years.iter().map(|it| it.count).max().unwrap_or(0))
    };
    let pressed = {
        let choice = context.signals.choice.clone();
        move || choice.with(|choice| choice.years.contains(&year))
    };
    let name = year.map_or_else(|| messages.list.undated.into(), |year| year.to_string());
    let height: Changing<String> = {
        let count = count.clone();
        Box::new(move || {
            let share = count() as f64 / tallest().max(1) as f64;
            // Whole per cents, since Rust's own float formatting weighs 15 kB.
            [&((share * 100.0) as u32).to_string(), "%"].concat()
        })
    };
    let label = {
        let (count, name) = (count.clone(), name.clone());
        move || {
            let works = messages.count(&messages.works, count());
            fill_two(messages.list.year_count, &name, &works)
        }
    };
    let context = context.clone();
    html::button()
        .attr("type", "button")
        .attr("part", "year")
        .attr("tabindex", move || {
            if stop.get() == Some(year) { "0" } else { "-1" }
        })
        .attr("aria-label", label)
        .attr(
            "aria-pressed",
            move || if pressed() { "true" } else { "false" },
        )
        .on(ev::focus, move |_| last.set(Some(year)))
        .on(ev::click, move |_| {
            context.choose(|choice| toggle(&mut choice.years, year));
        })
        .child((
            html::span().attr("part", "bars").child(
                html::span()
                    .attr("part", "bar")
                    .style(("block-size", height)),
            ),
            html::span()
                .attr("part", "year-label")
                .attr("aria-hidden", "true")
                .child(name),
        ))
        .into_any()
}

/// Adds a value, or takes it away.
pub fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(place) => drop(values.remove(place)),
        None => values.push(value),
    }
}

/// Arrow keys, Home and End go from bar to bar.
fn walk(event: KeyboardEvent) {
    let Some(toolbar) = event
        .current_target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Ok(buttons) = toolbar.query_selector_all("button") else {
        return;
    };
    let buttons: Vec<HtmlElement> = (0..buttons.length())
        .filter_map(|place| buttons.get(place)?.dyn_into().ok())
        .collect();
    let here = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(here) = buttons
        .iter()
        .position(|button| Some(button) == here.as_ref())
    else {
        return;
    };
    let is_rtl = toolbar
        .closest("[dir]")
        .ok()
        .flatten()
        .is_some_and(|it| it.get_attribute("dir").as_deref() == Some("rtl"));
    let last = buttons.len().saturating_sub(1);
    let there = match (event.key().as_str(), is_rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => (here + 1).min(last),
        ("ArrowLeft", false) | ("ArrowRight", true) => here.saturating_sub(1),
        ("Home", _) => 0,
        ("End", _) => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(button) = buttons.get(there) {
        let _ = button.focus();
    }
}
