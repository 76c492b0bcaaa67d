//! Search, filters, the order, and how many works fit.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::bars::bars;
use super::chips::chips;
use super::cite;
use super::context::Context;
use super::controls::closing;
use super::facets::{FACETS, facet};
use crate::bibliography::Order;
use crate::list::{Part, Toolbar};
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
        vec![whole(&context, is_full.get())]
    })
}

fn whole(context: &Context, is_full: bool) -> ElementBuilder {
    let messages = context.messages;
    let search = search(context);
    let field = search.element().cloned();
    let bar = el("div").part("controls").child(search);
    let (bar, chart) = match is_full {
        true => (
            bar.children(FACETS.iter().map(|one| facet(context, one)))
                .child(order(context))
                .child(cite::of_list(context)),
            Some(bars(context)),
        ),
        false => (bar, None),
    };
    el("div")
        .part("toolbar")
        .role("search")
        .label(messages.list.toolbar)
        .words_of(messages)
        .child(closing(bar))
        .children(chart)
        .child(
            el("div")
                .part("status-line")
                .child(status(context))
                .child(chips(context, field)),
        )
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

/// The order: the webmaster's until the visitor chooses.
fn order(context: &Context) -> ElementBuilder {
    let messages = context.messages;
    let names = [
        messages.list.newest,
        messages.list.oldest,
        messages.list.by_title,
    ];
    let options = Order::ALL.into_iter().zip(names);
    let options = options.map(|(order, name)| el("option").attr("value", order.name()).text(name));
    let store = context.store.clone();
    let chosen = move || {
        store.track(Part::Works);
        let order = store.read(Part::Filter, |state| {
            let made = state.list().map(|list| list.order());
            state.filter().sort.or(made).unwrap_or_default()
        });
        JsValue::from_str(order.name())
    };
    let context = context.clone();
    el("select")
        .part("sort")
        .label(messages.list.sort)
        .children(options)
        .live_control("value", None, chosen)
        .on("change", move |event| {
            let order = Order::parse(&event_target_value(&event));
            context.change_filter(|filter| filter.sort = order);
        })
}

/// How many works fit.
fn status(context: &Context) -> ElementBuilder {
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
    el("span").part("status").role("status").live_text(text)
}
