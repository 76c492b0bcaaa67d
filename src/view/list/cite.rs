//! The ways to take works away: a format, a copy, a file.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::controls::{Button, changing, switching};
use super::model::{Context, Progress, Way};
use super::toolbar::disclosure;
use crate::cite::Format;
use crate::view::messages::{fill, fill_two};
use crate::view::shape::el;

const FORMATS: [(Format, &str); 3] = [
    (Format::BibTex, "BibTeX"),
    (Format::Ris, "RIS"),
    (Format::CslJson, "CSL-JSON"),
];

/// Takes along all works that fit the visitor's choice.
pub fn of_list(context: &Context) -> AnyView {
    let messages = context.messages;
    let how_many = {
        let found = context.signals.found.clone();
        move || {
            let count = found.with(|found| found.entries.len());
            fill(messages.list.takes, &messages.count(&messages.works, count))
        }
    };
    let works = {
        let found = context.signals.found.clone();
        Arc::new(move || found.with_untracked(|found| found.entries.clone()))
    };
    disclosure(
        "cite",
        messages.list.cite,
        Box::new(String::new),
        Box::new(|| false),
        el("div")
            .part("cite-panel")
            .child(el("span").part("takes").child(changing(how_many)))
            .child(ways(context, works))
            .into_any(),
    )
}

/// The formats and the two ways, for the works that `works` gives when asked.
pub fn ways(context: &Context, works: Arc<dyn Fn() -> Vec<u32> + Send + Sync>) -> AnyView {
    let messages = context.messages;
    let format = ArcRwSignal::new(0);
    let progress = ArcRwSignal::new(false);
    let act = |way: Way| {
        let (works, format, context) = (works.clone(), format.clone(), context.clone());
        let mine = progress.clone();
        move || {
            let chosen = FORMATS.get(format.get_untracked());
            let format = chosen.map_or(Format::BibTex, |(format, _)| *format);
            mine.set(true);
            context
                .door
                .with_value(|door| door.export(works(), format, way));
        }
    };
    let copy = Button::new("copy", messages.list.copy, act(Way::Copy));
    let save = Button::new("save", messages.list.save, act(Way::Save));
    let choose = {
        let format = format.clone();
        move |event| {
            format.set(event_target_value(&event).parse().unwrap_or_default());
        }
    };
    let formats: Vec<AnyView> = FORMATS
        .iter()
        .enumerate()
        .map(|(place, (_, name))| {
            html::option()
                .attr("value", place.to_string())
                .child(*name)
                .into_any()
        })
        .collect();
    el("span")
        .part("ways")
        .words_of(messages)
        .child(
            html::select()
                .attr("part", "format")
                .attr("aria-label", messages.list.format)
                .on(ev::change, choose)
                .child(formats)
                .into_any(),
        )
        .child(copy.view())
        .child(save.view())
        .child(outcome(context, progress))
        .into_any()
}

/// What has become of it, beside the buttons that were pressed.
fn outcome(context: &Context, mine: ArcRwSignal<bool>) -> AnyView {
    let messages = context.messages;
    let progress = context.signals.progress.clone();
    let text = {
        let (progress, mine) = (progress.clone(), mine.clone());
        move || match progress.get() {
            _ if !mine.get() => String::new(),
            Progress::Idle => String::new(),
            Progress::Fetching(have, all) => fill_two(
                messages.list.fetching,
                &messages.number(have),
                &messages.number(all),
            ),
            Progress::Copied => messages.list.copied.into(),
            Progress::Saved => messages.list.saved.into(),
            Progress::ByHand(_) => messages.list.by_hand.into(),
        }
    };
    let by_hand = move || match progress.get() {
        Progress::ByHand(text) if mine.get() => html::textarea()
            .attr("part", "by-hand")
            .attr("readonly", true)
            .attr("aria-label", messages.list.by_hand)
            .prop("value", text)
            .into_any(),
        _ => ().into_any(),
    };
    el("span")
        .child(
            el("span")
                .part("outcome")
                .role("status")
                .child(changing(text)),
        )
        .child(switching(by_hand))
        .into_any()
}
