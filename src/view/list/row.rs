//! One work of the list.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::about::about;
use super::context::Context;
use super::controls::{button, flag};
use crate::bibliography::{Entry, Version, WorkKey};
use crate::list::{Contributors, Event, ListState, Member, Part, WorkContributors};
use crate::orcid::authors;
use crate::view::element_builder::{ElementBuilder, Place, el, link};
use crate::view::messages::{Messages, fill};
use crate::view::work;

/// Authors that a work names before the others are counted.
const NAMED: usize = 12;

/// One work. It shows what the list says of it for as long as it is there.
pub fn row(context: &Context, work: WorkKey) -> ElementBuilder {
    let messages = context.messages;
    let row = el("div").part("work").role("listitem");
    let head = Place::within(&row);
    let opened = Rc::clone(&context.opened);
    let open = ArcRwSignal::new(opened.borrow().contains(&work));
    let toggle = {
        let (open, actions) = (open.clone(), Rc::clone(&context.actions));
        move || {
            super::bars::toggle(&mut opened.borrow_mut(), work);
            let is_open = !open.get_untracked();
            if is_open {
                actions.send(Event::Opened(work));
            }
            open.set(is_open);
        }
    };
    let expanded = open.clone();
    let button = button("about-button", messages.list.about, toggle)
        .live_attr("aria-expanded", move || Some(flag(expanded.get())));
    let label = button.element().cloned();
    // Counts what has been shown of the work.
    let version = ArcRwSignal::new(0_u32);
    let seen = version.clone();
    let shown: RefCell<Option<Entry>> = RefCell::default();
    let inner = context.clone();
    let about_work = context.clone();
    let place = el("div").switching(move || {
        seen.track();
        match open.get() {
            true => vec![about(&about_work, work)],
            false => Vec::new(),
        }
    });
    row.child(button).child(place).effect(Box::new(move |_| {
        let entry = inner.store.read(Part::Works, |state| {
            let entry = state.entry(&work);
            let is_shown = entry == shown.borrow().as_ref();
            entry.filter(|_| !is_shown).cloned()
        });
        let Some(entry) = entry else { return };
        untrack(|| head.show(what(&inner, work, &entry)));
        if let Some(button) = &label {
            let text = fill(messages.list.about_work, &work::title_text(&entry.work));
            let _ = button.set_attribute("aria-label", &text);
        }
        if shown.replace(Some(entry)).is_some() {
            version.update(|version| *version = version.wrapping_add(1));
        }
    }))
}

fn what(context: &Context, key: WorkKey, one: &Entry) -> Vec<ElementBuilder> {
    let messages = context.messages;
    let mut head = work::title(&one.work);
    head.push(byline(context, key));
    head.push(work::details(messages, &one.work));
    head.extend(one.versions.iter().map(|it| version(messages, it)));
    head
}

/// Another version, with where it is.
fn version(messages: &Messages, version: &Version) -> ElementBuilder {
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
fn byline(context: &Context, key: WorkKey) -> ElementBuilder {
    // Each row hears of its own byline only, whatever else becomes known.
    let known = context.store.memo(Part::Contributors, move |state| {
        match state.contributors(&key) {
            Contributors::Known(known) => known.serial as usize,
            _ => 0,
        }
    });
    let highlight = context
        .store
        .memo(Part::Display, |state| state.display().highlight);
    let owners = context.store.memo(Part::Works, move |state| {
        let entry = state.entry(&key).filter(|_| state.is_lab());
        let owners = entry.map_or(&[][..], |entry| &entry.people);
        let owners = owners.iter().filter_map(|id| state.member(*id));
        owners.map(Member::label).collect::<Vec<String>>()
    });
    let context = context.clone();
    el("div").switching(move || {
        let _ = known.get();
        let highlight = highlight.get();
        let named = context.store.peek(|state| match state.contributors(&key) {
            Contributors::Known(known) => named(context.messages, state, &known, highlight),
            _ => None,
        });
        let named = named.or_else(|| {
            owners.with(|owners| {
                let part = |name: &String| author(name, true, highlight);
                (!owners.is_empty()).then(|| line("work-people", owners.iter().map(part)))
            })
        });
        named.into_iter().collect()
    })
}

/// Author names, members' in bold; of a long list the first few, the members,
/// and how many others.
fn named(
    messages: &'static Messages,
    state: &ListState,
    known: &WorkContributors,
    highlight: bool,
) -> Option<ElementBuilder> {
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
                .or_else(|| Some(state.member(member?)?.label()))
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

fn author(name: &str, is_member: bool, highlight: bool) -> ElementBuilder {
    let tag = if is_member && highlight { "b" } else { "span" };
    let part = if is_member { "author member" } else { "author" };
    el(tag).part(part).foreign(None).text(name)
}

fn line(part: &str, names: impl Iterator<Item = ElementBuilder>) -> ElementBuilder {
    let mut line = el("p").part(part);
    for (place, name) in names.enumerate() {
        if place > 0 {
            line = line.text(", ");
        }
        line = line.child(name);
    }
    line
}
