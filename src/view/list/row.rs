//! One work of the list.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::about::about;
use super::controls::{button, flag};
use super::model::{Byline, Context, Known, Member, Model};
use crate::bibliography::{Entry, Version};
use crate::orcid::authors;
use crate::view::messages::{Messages, fill};
use crate::view::shape::{Shape, el, link};
use crate::view::work;

/// Authors that a work names before the others are counted.
const NAMED: usize = 12;

/// A work: its place among `of` works of its group, and what is shown.
pub fn row(context: &Context, model: &Model, entry: u32, place: usize, of: usize) -> Shape {
    let row = el("div")
        .part("work")
        .role("listitem")
        .attr("aria-posinset", &place.to_string())
        .attr("aria-setsize", &of.to_string());
    let shown = model.with(|list| {
        let one = list.entries().get(entry as usize)?;
        Some(what(context, model, one, entry))
    });
    row.children(shown.flatten().into_iter().flatten())
}

fn what(context: &Context, model: &Model, one: &Entry, entry: u32) -> Vec<Shape> {
    let messages = context.messages;
    let opened = Rc::clone(&context.opened);
    let here = (model.generation, entry);
    let open = ArcRwSignal::new(opened.borrow().contains(&here));
    let toggle = {
        let (open, door) = (open.clone(), Rc::clone(&context.door));
        move || {
            super::bars::toggle(&mut opened.borrow_mut(), here);
            open.update(|open| *open = !*open);
            if open.get_untracked() {
                door.open(entry);
            }
        }
    };
    let expanded = open.clone();
    let label = fill(messages.list.about_work, &work::title_text(&one.work));
    let button = button("about-button", messages.list.about, toggle)
        .label(&label)
        .live_attr("aria-expanded", move || Some(flag(expanded.get())));
    let (inner, model_inside) = (context.clone(), model.clone());
    let mut row = work::title(&one.work);
    row.push(byline(context, model, one, entry));
    row.push(work::details(messages, &one.work));
    row.extend(one.versions.iter().map(|it| version(messages, it)));
    row.push(button);
    row.push(el("div").switching(move || {
        if open.get() {
            vec![about(&inner, &model_inside, entry)]
        } else {
            Vec::new()
        }
    }));
    row
}

/// Another version, with where it is.
fn version(messages: &Messages, version: &Version) -> Shape {
    let kind = messages.work_type(&version.work.work_type);
    let href = version.work.link_to();
    let shown = match &href {
        Some(href) => link(href).text(href.as_str()),
        None => el("span").text(&work::title_text(&version.work)),
    };
    el("p")
        .part("work-version")
        .words_of(messages)
        .text(&fill(messages.list.also_as, &kind))
        .text(" ")
        .child(shown.foreign(None))
}

/// The authors, once known; else, for several people, whose work it is.
fn byline(context: &Context, model: &Model, one: &Entry, entry: u32) -> Shape {
    let owners: Vec<String> = if model.is_lab() {
        let owners = one.people.iter().filter_map(|shelf| model.owner(*shelf));
        owners.map(Member::label).collect()
    } else {
        Vec::new()
    };
    // Each row hears of its own byline only, whatever else becomes known.
    let byline = {
        let bylines = context.signals.bylines.clone();
        ArcMemo::new_with_compare(
            move |_| bylines.with(|all| all.get(entry as usize).cloned().unwrap_or_default()),
            |old, new| match (old, new) {
                (Some(Byline::Known(old)), Some(Byline::Known(new))) => !Arc::ptr_eq(old, new),
                (Some(Byline::Known(_)), _) | (_, Some(Byline::Known(_))) | (None, _) => true,
                _ => false,
            },
        )
    };
    let (look, model) = (context.signals.look.clone(), model.clone());
    let messages = context.messages;
    el("div").switching(move || {
        let highlight = look.with(|look| look.highlight);
        let named = byline.with(|byline| match byline {
            Byline::Known(known) => named(messages, &model, known, highlight),
            _ => None,
        });
        let named = named.or_else(|| {
            let part = |name: &String| author(name, true, highlight);
            (!owners.is_empty()).then(|| line("work-people", owners.iter().map(part)))
        });
        named.into_iter().collect()
    })
}

/// Author names, members' in bold; of a long list the first few, the members,
/// and how many others.
fn named(
    messages: &'static Messages,
    model: &Model,
    known: &Known,
    highlight: bool,
) -> Option<Shape> {
    let authors = authors(&known.credits);
    let count = authors.len();
    let named: Vec<(String, bool)> = authors
        .into_iter()
        .enumerate()
        .filter_map(|(place, credit)| {
            let at = known
                .credits
                .iter()
                .position(|one| std::ptr::eq(one, credit))?;
            let member = known.members.get(at).copied().flatten();
            let is_named = place < NAMED || member.is_some() || count == NAMED + 1;
            // Some are credited by their iD alone.
            let name = credit
                .name
                .clone()
                .or_else(|| Some(model.members.get(member?)?.label()))
                .or_else(|| Some(credit.orcid?.digits()))?;
            is_named.then_some((name, member.is_some()))
        })
        .collect();
    if named.is_empty() {
        return None;
    }
    let left_out = count - named.len();
    let names = named
        .into_iter()
        .map(|(name, is_member)| author(&name, is_member, highlight));
    let mut shown = line("work-authors", names);
    if left_out > 0 {
        let more = messages.count(&messages.list.more_authors, left_out);
        shown = shown.text(" ").child(
            el("span")
                .part("more-authors")
                .words_of(messages)
                .text(&more),
        );
    }
    Some(shown)
}

fn author(name: &str, is_member: bool, highlight: bool) -> Shape {
    let tag = if is_member && highlight { "b" } else { "span" };
    let part = if is_member { "author member" } else { "author" };
    el(tag).part(part).foreign(None).text(name)
}

fn line(part: &str, names: impl Iterator<Item = Shape>) -> Shape {
    let mut line = el("p").part(part);
    for (place, name) in names.enumerate() {
        if place > 0 {
            line = line.text(", ");
        }
        line = line.child(name);
    }
    line
}
