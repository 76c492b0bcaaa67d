//! The ways to take works away: a format, a copy, a file.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::context::Context;
use super::controls::{button, popover};
use crate::bibliography::WorkKey;
use crate::cite::Format;
use crate::list::{Event, ExportFormat, ExportProgress, ExportTarget, Part};
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::{fill, fill_two};

const FORMATS: [(Format, &str); 3] = [
    (Format::BibTex, "BibTeX"),
    (Format::Ris, "RIS"),
    (Format::CslJson, "CSL-JSON"),
];

/// Exports all works that fit the visitor's filter.
pub fn of_list(context: &Context) -> ElementBuilder {
    let messages = context.messages;
    let how_many = {
        let store = context.store.clone();
        move || {
            let count = store.read(Part::Filter, |state| state.result().entries.len());
            fill(messages.list.takes, &messages.count(&messages.works, count))
        }
    };
    let store = context.store.clone();
    let works: Rc<dyn Fn() -> Vec<WorkKey>> = Rc::new(move || store.peek(|state| state.shown()));
    let context = context.clone();
    // Opened, it shows what formatters the page has given by then.
    let given = ArcRwSignal::new(Vec::new());
    let (actions, now) = (Rc::clone(&context.actions), given.clone());
    let panel = move || {
        let (how_many, works) = (how_many.clone(), Rc::clone(&works));
        let (context, given) = (context.clone(), given.clone());
        given.set(context.actions.formatters());
        el("div")
            .child(el("span").part("takes").live_text(how_many))
            .switching(move || vec![ways(&context, Rc::clone(&works), given.get())])
    };
    popover(
        "popover cite",
        el("summary").text(messages.list.export),
        Box::new(panel),
    )
    .on("toggle", move |_| {
        let formatters = actions.formatters();
        if now.with_untracked(|given| *given != formatters) {
            now.set(formatters);
        }
    })
}

/// The formats, the page's own among them, and the two ways, for the works that
/// `works` gives when asked.
pub fn ways(
    context: &Context,
    works: Rc<dyn Fn() -> Vec<WorkKey>>,
    formatters: Vec<String>,
) -> ElementBuilder {
    let messages = context.messages;
    let chosen = ArcRwSignal::new(0_usize);
    let names = Rc::new(formatters);
    let mine = context.panels.get() + 1;
    context.panels.set(mine);
    let act = |target: ExportTarget| {
        let (works, chosen, context) = (Rc::clone(&works), chosen.clone(), context.clone());
        let names = Rc::clone(&names);
        move || {
            let chosen = chosen.get_untracked();
            let named = chosen.checked_sub(FORMATS.len());
            let format = match named.and_then(|at| names.get(at)) {
                Some(name) => ExportFormat::Page(name.clone()),
                None => ExportFormat::Citation(
                    FORMATS
                        .get(chosen)
                        .map_or(Format::BibTex, |(format, _)| *format),
                ),
            };
            context.actions.send(Event::ExportAsked {
                works: works(),
                format,
                target,
                panel: mine,
            });
        }
    };
    let copy = button("copy", messages.list.copy, act(ExportTarget::Clipboard));
    let save = button("save", messages.list.save, act(ExportTarget::File));
    let formats = FORMATS.iter().map(|(_, name)| *name);
    let formats = formats.chain(names.iter().map(String::as_str));
    let formats: Vec<ElementBuilder> = formats
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

/// How far the export has come that was asked for in this panel.
fn progress(context: &Context, mine: u32) -> impl Fn() -> ExportProgress + 'static {
    let store = context.store.clone();
    move || {
        store.read(Part::Export, |state| match state.export() {
            (panel, progress) if panel == mine => progress.clone(),
            _ => ExportProgress::Idle,
        })
    }
}

/// What has become of it, beside the buttons that were pressed.
fn outcome(context: &Context, mine: u32) -> ElementBuilder {
    let messages = context.messages;
    let text = progress(context, mine);
    let text = move || match text() {
        ExportProgress::Idle => String::new(),
        ExportProgress::Fetching(have, all) => fill_two(
            messages.list.fetching,
            &messages.number(have),
            &messages.number(all),
        ),
        ExportProgress::Copied => messages.list.copied.into(),
        ExportProgress::Saved => messages.list.saved.into(),
        ExportProgress::Unformatted => messages.list.unformatted.into(),
        ExportProgress::ByHand(_) => messages.list.by_hand.into(),
    };
    el("span").part("outcome").role("status").live_text(text)
}

/// The text itself, where the clipboard is not available.
fn by_hand(context: &Context, mine: u32) -> impl Fn() -> Vec<ElementBuilder> + 'static {
    let messages = context.messages;
    let progress = progress(context, mine);
    move || match progress() {
        ExportProgress::ByHand(text) => {
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
