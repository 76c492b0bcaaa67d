//! One work of the list.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::about::about;
use super::controls::{Button, switching};
use super::model::{Byline, Context, Known, Model};
use crate::bibliography::Entry;
use crate::orcid::Credit;
use crate::view::messages::fill;
use crate::view::shape::{el, link};
use crate::view::work;

/// Authors that a work names before the others are counted.
const NAMED: usize = 12;

/// A work: its place among `of` works of its group, and what is shown.
pub fn row(context: &Context, model: &Model, entry: u32, place: usize, of: usize) -> AnyView {
    let shown = model.with(|list| {
        let one = list.entries().get(entry as usize)?;
        Some(what(context, model, one, entry))
    });
    html::div()
        .attr("part", "work")
        .attr("role", "listitem")
        .attr("aria-posinset", place.to_string())
        .attr("aria-setsize", of.to_string())
        .child(shown.flatten())
        .into_any()
}

fn what(context: &Context, model: &Model, one: &Entry, entry: u32) -> AnyView {
    let messages = context.messages;
    let title = work::title_text(&one.work);
    let open = ArcRwSignal::new(false);
    let toggle = {
        let (open, context) = (open.clone(), context.clone());
        move || {
            open.update(|open| *open = !*open);
            context.door.with_value(|door| door.see(&[entry]));
        }
    };
    let expanded = open.clone();
    let button = Button {
        label: Some(fill(messages.list.about_work, &title)),
        expanded: Some(Box::new(move || expanded.get())),
        ..Button::new("about-button", messages.list.about, toggle)
    };
    let panel = {
        let (context, model) = (context.clone(), model.clone());
        move || {
            if open.get() {
                about(&context, &model, entry)
            } else {
                ().into_any()
            }
        }
    };
    let versions = one.versions.iter().map(|version| {
        let kind = messages.work_type(&version.work.work_type).to_lowercase();
        let href = version.work.link_to();
        let text = href.as_ref().map(|href| href.as_str().to_owned());
        el("p")
            .part("work-version")
            .words_of(messages)
            .text(fill(messages.list.also_as, &kind))
            .text(" ")
            .child(
                href.as_ref()
                    .map_or_else(|| el("span"), link)
                    .foreign(None)
                    .text(text.unwrap_or_else(|| work::title_text(&version.work))),
            )
            .into_any()
    });
    vec![
        el("div")
            .part("work-text")
            .children(work::title(&one.work))
            .child(byline(context, model, one, entry))
            .child(work::details(messages, &one.work))
            .children(versions)
            .into_any(),
        button.view(),
        switching(panel),
    ]
    .into_any()
}

/// The authors, once known; else, for several people, whose work it is.
fn byline(context: &Context, model: &Model, one: &Entry, entry: u32) -> AnyView {
    let owners: Vec<String> = if model.is_lab() {
        let owners = one.people.iter().filter_map(|shelf| model.owner(*shelf));
        owners.map(super::model::Member::label).collect()
    } else {
        Vec::new()
    };
    let bylines = context.signals.bylines.clone();
    let look = context.signals.look.clone();
    let messages = context.messages;
    switching(move || {
        let known = bylines.with(|bylines| match bylines.get(entry as usize) {
            Some(Byline::Known(known)) => Some(Arc::clone(known)),
            _ => None,
        });
        let highlight = look.with(|look| look.highlight);
        if let Some(known) = known
            && let Some(authors) = authors(messages, &known, highlight)
        {
            return authors;
        }
        if owners.is_empty() {
            return ().into_any();
        }
        let mut names = el("p").part("work-people");
        for (place, name) in owners.iter().enumerate() {
            if place > 0 {
                names = names.text(", ");
            }
            let tag = if highlight { "b" } else { "span" };
            names = names.child(el(tag).part("member").foreign(None).text(name.as_str()));
        }
        names.into_any()
    })
}

/// Author names, members' in bold; of a long list the first few, the members,
/// and how many others.
fn authors(
    messages: &'static crate::view::messages::Messages,
    known: &Known,
    highlight: bool,
) -> Option<AnyView> {
    let authors: Vec<&(Credit, Option<usize>)> = known
        .credits
        .iter()
        .filter(|(credit, _)| credit.is_author())
        .collect();
    let authors = if authors.is_empty() {
        known.credits.iter().collect()
    } else {
        authors
    };
    let count = authors.len();
    let named: Vec<_> = authors
        .into_iter()
        .enumerate()
        .filter(|(place, (_, member))| *place < NAMED || member.is_some() || count == NAMED + 1)
        .filter_map(|(_, (credit, member))| Some((credit.name.as_deref()?, member.is_some())))
        .collect();
    if named.is_empty() {
        return None;
    }
    let left_out = count - named.len();
    let mut line = el("p").part("work-authors");
    for (place, (name, is_member)) in named.into_iter().enumerate() {
        if place > 0 {
            line = line.text(", ");
        }
        let (tag, part) = if is_member && highlight {
            ("b", "author member")
        } else {
            ("span", "author")
        };
        line = line.child(el(tag).part(part).foreign(None).text(name));
    }
    if left_out > 0 {
        let more = messages.count(&messages.list.more_authors, left_out);
        line = line.text(" ").child(
            el("span")
                .part("more-authors")
                .words_of(messages)
                .text(more),
        );
    }
    Some(line.into_any())
}
