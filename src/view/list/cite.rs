//! The ways to take works away: a format, a copy, a file.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::controls::{button, disclosure};
use super::model::{Context, Progress, Style, Way};
use crate::cite::Format;
use crate::view::messages::{fill, fill_two};
use crate::view::shape::{Shape, el};

const FORMATS: [(Format, &str); 3] = [
    (Format::BibTex, "BibTeX"),
    (Format::Ris, "RIS"),
    (Format::CslJson, "CSL-JSON"),
];

/// Takes along all works that fit the visitor's choice.
pub fn of_list(context: &Context) -> Shape {
    let messages = context.messages;
    let how_many = {
        let found = context.signals.found.clone();
        move || {
            let count = found.with(|found| found.entries.len());
            fill(messages.list.takes, &messages.count(&messages.works, count))
        }
    };
    let found = context.signals.found.clone();
    let works = move || found.with_untracked(|found| found.entries.clone());
    let works: Rc<dyn Fn() -> Vec<u32>> = Rc::new(works);
    // Opened, it shows what formatters the page has given by then.
    let given = ArcRwSignal::new(context.door.formatters());
    let ways = {
        let (context, given) = (context.clone(), given.clone());
        move || vec![ways(&context, Rc::clone(&works), given.get())]
    };
    let door = Rc::clone(&context.door);
    let panel = el("div")
        .child(el("span").part("takes").live_text(how_many))
        .switching(ways);
    disclosure("cite", el("summary").text(messages.list.cite), panel).on("toggle", move |_| {
        let now = door.formatters();
        if given.with_untracked(|given| *given != now) {
            given.set(now);
        }
    })
}

/// The formats, the page's own among them, and the two ways, for the works that
/// `works` gives when asked.
pub fn ways(context: &Context, works: Rc<dyn Fn() -> Vec<u32>>, formatters: Vec<String>) -> Shape {
    let messages = context.messages;
    let chosen = ArcRwSignal::new(0_usize);
    let names = Rc::new(formatters);
    let mine = context.panels.get() + 1;
    context.panels.set(mine);
    let act = |way: Way| {
        let (works, chosen, context) = (Rc::clone(&works), chosen.clone(), context.clone());
        let names = Rc::clone(&names);
        move || {
            let chosen = chosen.get_untracked();
            let named = chosen.checked_sub(FORMATS.len());
            let style = match named.and_then(|at| names.get(at)) {
                Some(name) => Style::Page(name.clone()),
                None => Style::Format(
                    FORMATS
                        .get(chosen)
                        .map_or(Format::BibTex, |(format, _)| *format),
                ),
            };
            context.signals.exporter.set(mine);
            context.door.export(works(), style, way);
        }
    };
    let copy = button("copy", messages.list.copy, act(Way::Copy));
    let save = button("save", messages.list.save, act(Way::Save));
    let formats = FORMATS.iter().map(|(_, name)| *name);
    let formats = formats.chain(names.iter().map(String::as_str));
    let formats: Vec<Shape> = formats
        .enumerate()
        .map(|(place, name)| el("option").attr("value", &place.to_string()).text(name))
        .collect();
    let selected = {
        let chosen = chosen.clone();
        move || JsValue::from_str(&chosen.get().to_string())
    };
    el("div")
        .part("ways")
        .words_of(messages)
        .child(
            el("select")
                .part("format")
                .label(messages.list.format)
                .children(formats)
                .live_control("value", None, selected)
                .on("change", move |event| {
                    chosen.set(event_target_value(&event).parse().unwrap_or_default());
                }),
        )
        .child(copy)
        .child(save)
        .child(outcome(context, mine))
        .switching(by_hand(context, mine))
}

/// What has become of it, beside the buttons that were pressed.
fn outcome(context: &Context, mine: u32) -> Shape {
    let messages = context.messages;
    let signals = context.signals.clone();
    let text = move || match signals.progress.get() {
        _ if signals.exporter.get() != mine => String::new(),
        Progress::Idle => String::new(),
        Progress::Fetching(have, all) => fill_two(
            messages.list.fetching,
            &messages.number(have),
            &messages.number(all),
        ),
        Progress::Copied => messages.list.copied.into(),
        Progress::Saved => messages.list.saved.into(),
        Progress::Unformatted => messages.list.unformatted.into(),
        Progress::ByHand(_) => messages.list.by_hand.into(),
    };
    el("span").part("outcome").role("status").live_text(text)
}

/// The text itself, where the clipboard is not to be had.
fn by_hand(context: &Context, mine: u32) -> impl Fn() -> Vec<Shape> + 'static {
    let messages = context.messages;
    let signals = context.signals.clone();
    move || match signals.progress.get() {
        Progress::ByHand(text) if signals.exporter.get() == mine => {
            let text = move || JsValue::from_str(&text);
            vec![
                el("textarea")
                    .part("by-hand")
                    .attr("readonly", "")
                    .label(messages.list.by_hand)
                    .live_control("value", None, text),
            ]
        }
        _ => Vec::new(),
    }
}
