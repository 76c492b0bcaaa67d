//! Works per year: a small bar chart whose bars choose years.
//!
//! To a screen reader and the keyboard it is a toolbar of buttons that stay
//! pressed (ARIA Authoring Practices, toolbar): one stop for the Tab key,
//! arrows from bar to bar, past those that would show nothing. The newest year
//! comes first, in the tree and for screen readers; the style sheet turns the row
//! round, so that time runs on as people read and a row that scrolls begins at its
//! newest end.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::context::Context;
use super::controls::{flag, focus, present};
use crate::list::{ListState, Part};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::fill_two;

/// A span of years longer than this leaves out years without works.
const LONGEST_SPAN: u16 = 60;
/// Values of one kind that there are to choose from: a record may make up any
/// number of years and types.
pub const MOST: usize = 300;

type Year = Option<u16>;

/// Years that bars are worth their room for.
const YEARS: usize = 8;
/// Works that they are worth it for.
const WORKS: usize = 20;

/// The bars of a list, where the page or the number of works wants them.
pub fn bars(context: &Context) -> ElementBuilder {
    // Where the Tab key stops: where it last was, else at the newest year.
    let last = ArcRwSignal::new(String::new());
    let stop = {
        let (last, store) = (last.clone(), context.store.clone());
        ArcMemo::new(move |_| {
            let last = last.get();
            store.read(Part::Filter, |state| {
                let years = years(state).into_iter();
                let mut open = years.filter(|year| !is_barred(state, *year)).map(year_key);
                match open.clone().any(|year| year == last) {
                    true => last,
                    false => open.next().unwrap_or_default(),
                }
            })
        })
    };
    let tallest = context.store.memo(Part::Filter, |state| {
        let counts = state.result().years.iter().map(|it| it.count);
        counts.max().unwrap_or(0)
    });
    let store = context.store.clone();
    let chart = store.memo(Part::Display, |state| state.display().chart.name());
    let is_worth_it = store.memo(Part::Filter, |state| {
        let years = state.result().years.iter();
        years.filter(|count| count.value.is_some()).count() >= YEARS && state.count() >= WORKS
    });
    let is_there = store.memo(Part::Filter, |state| years(state).len() > 1);
    let is_hidden = move || match chart.get() {
        "none" => true,
        "always" => !is_there.get(),
        _ => !is_worth_it.get(),
    };
    let bars = Bars {
        context: context.clone(),
        last,
        stop,
        tallest,
    };
    el("div")
        .part("years")
        .role("toolbar")
        .label(context.messages.list.years)
        .live_attr("hidden", move || present(is_hidden()))
        .on("keydown", walk)
        .keyed(
            move || {
                let years = store.read(Part::Filter, years);
                years.into_iter().map(year_key).collect()
            },
            move |key| bars.bar(key.parse().ok()),
        )
}

/// The years of the bars, the newest first and no more than [`MOST`], with those in
/// between that have no works. Works without a year have no place in time.
fn years(state: &ListState) -> Vec<Year> {
    let years = state.result().years.iter();
    let years: Vec<Year> = years
        .map(|count| count.value)
        .filter(Year::is_some)
        .take(MOST)
        .collect();
    match (years.first(), years.last()) {
        (Some(Some(last)), Some(Some(first))) if last.abs_diff(*first) <= LONGEST_SPAN => {
            (*first..=*last).rev().map(Some).collect()
        }
        _ => years,
    }
}

/// How many works choosing a year would show.
pub fn count_of(state: &ListState, year: Year) -> usize {
    let mut years = state.result().years.iter();
    let found = years.find(|count| count.value == year);
    found.map_or(0, |count| count.count)
}

/// Whether choosing a year would show nothing.
fn is_barred(state: &ListState, year: Year) -> bool {
    count_of(state, year) == 0 && !state.filter().years.contains(&year)
}

/// A year as a key.
pub fn year_key(year: Year) -> String {
    year.map_or_else(|| "undated".into(), |year| year.to_string())
}

struct Bars {
    context: Context,
    last: ArcRwSignal<String>,
    stop: ArcMemo<String>,
    tallest: ArcMemo<usize>,
}

impl Bars {
    fn bar(&self, year: Year) -> ElementBuilder {
        let messages = self.context.messages;
        let count: Rc<dyn Fn() -> usize> = {
            let store = self.context.store.clone();
            Rc::new(move || store.read(Part::Filter, |state| count_of(state, year)))
        };
        let name = messages.year_name(year);
        // All that is in it is hidden, so that this is its name, too.
        let label = {
            let (count, name) = (Rc::clone(&count), name.clone());
            move || {
                let works = messages.count(&messages.works, count());
                Some(fill_two(messages.list.year_count, &name, &works))
            }
        };
        let height = {
            let tallest = self.tallest.clone();
            // Whole per cents, since Rust's own float formatting weighs 15 kB.
            move || [&(count() * 100 / tallest.get().max(1)).to_string(), "%"].concat()
        };
        let pressed = {
            let store = self.context.store.clone();
            move || {
                let is_chosen =
                    store.read(Part::Filter, |state| state.filter().years.contains(&year));
                Some(flag(is_chosen))
            }
        };
        let stop = self.stop.clone();
        let tabindex = move || {
            let here = stop.with(|stop| *stop == year_key(year));
            Some(String::from(if here { "0" } else { "-1" }))
        };
        let barred = {
            let store = self.context.store.clone();
            move || store.read(Part::Filter, |state| is_barred(state, year))
        };
        let hidden = barred.clone();
        let last = self.last.clone();
        let context = self.context.clone();
        el("button")
            .attr("type", "button")
            .part("year")
            .live_attr("title", label)
            .live_attr("aria-pressed", pressed)
            .live_attr("disabled", move || present(barred()))
            .live_attr("aria-hidden", move || hidden().then(|| flag(true)))
            .live_attr("tabindex", tabindex)
            .on("focus", move |_| last.set(year_key(year)))
            .on("click", move |_| {
                context.change_filter(|filter| toggle(&mut filter.years, year));
            })
            .child(
                el("span")
                    .part("bars")
                    .child(el("span").part("bar").live_style("block-size", height)),
            )
            .child(
                el("span")
                    .part("year-label")
                    .attr("aria-hidden", "true")
                    .text(&name),
            )
    }
}

/// Adds a value, or takes it away.
pub fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(place) => drop(values.remove(place)),
        None => values.push(value),
    }
}

/// Arrow keys go to the bar on that side, Home and End to the ends of the row.
fn walk(event: Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    // With a modifier they are the browser's: back in the history, to the end.
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target = |target: Option<web_sys::EventTarget>| target?.dyn_into::<HtmlElement>().ok();
    let (Some(toolbar), Some(here)) = (target(event.current_target()), target(event.target()))
    else {
        return;
    };
    let bars = toolbar.children();
    let Some(here) = (0..bars.length()).find(|place| bars.item(*place).as_ref() == Some(&here))
    else {
        return;
    };
    let is_rtl = toolbar
        .closest("[dir]")
        .ok()
        .flatten()
        .is_some_and(|it| it.get_attribute("dir").as_deref() == Some("rtl"));
    let is_open = |place: &u32| {
        let bar = bars.item(*place);
        bar.is_some_and(|bar| !bar.has_attribute("disabled"))
    };
    let mut newer = (0..here).rev().filter(is_open);
    let mut older = (here + 1..bars.length()).filter(is_open);
    let there = match (event.key().as_str(), is_rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => newer.next(),
        ("ArrowLeft", false) | ("ArrowRight", true) => older.next(),
        ("Home", _) => older.next_back(),
        ("End", _) => newer.next_back(),
        _ => return,
    };
    event.prevent_default();
    focus(there.and_then(|there| bars.item(there)));
}
