//! One work of the list.

use std::cell::{Cell, RefCell};

use leptos::prelude::untrack;

use super::actions::Actions;
use super::context::Context;
use crate::bibliography::{Entry, WorkExtra, WorkKey};
use crate::list::{Contributors, ListState, Member, Part, WorkContributors};
use crate::orcid::{Work, authors};
use crate::view::element_builder::{ElementBuilder, Place, el};
use crate::view::messages::Messages;
use crate::view::sections::dotted;
use crate::view::work;

/// Authors that a work names before the others are counted.
const NAMED: usize = 12;

/// One work. It shows what the list says of it for as long as it is there, by
/// one effect: there may be thousands of rows.
pub fn row(context: &Context, work: WorkKey) -> ElementBuilder {
    let messages = context.messages;
    let row = el("div").part("work").role("listitem");
    let title = Place::within(&row);
    let authors = el("div");
    let byline = Place::within(&authors);
    let row = row.child(authors);
    let facts = Place::within(&row);
    let (actions, row) = Actions::within(row, context, work);
    let shown = Shown::default();
    let context = context.clone();
    row.effect(Box::new(move |_| {
        let store = &context.store;
        let entry = store.read(Part::Works, |state| shown.differs(state, &work));
        store.track(Part::Contributors);
        let highlight = store.read(Part::Display, |state| state.display().highlight);
        untrack(|| {
            if let Some(entry) = entry {
                let image = entry.extra.as_ref().and_then(|it| image(it));
                let titles = work::title(&entry.work);
                title.show(image.into_iter().chain(titles).collect());
                let said = entry.extra.as_ref().map_or_else(Vec::new, |it| said(it));
                let first = std::iter::once(self::facts(messages, &entry.work));
                facts.show(first.chain(said).collect());
                actions.show(&entry);
                shown.entry.replace(Some(entry));
            }
            let authors = store.peek(|state| shown.authors(state, &work, highlight));
            if let Some(contributors) = authors {
                let named = store.peek(|state| {
                    let owners = shown.owners.borrow();
                    authors_of(messages, state, &contributors, &owners, highlight)
                });
                byline.show(named.into_iter().collect());
            }
        });
    }))
}

/// What a row shows.
#[derive(Default)]
struct Shown {
    /// By the revision of the works.
    revision: Cell<Option<u32>>,
    entry: RefCell<Option<Entry>>,
    /// In the list of several people: whose it is.
    owners: RefCell<Vec<String>>,
    /// The contributors' serial, and whether members stand out; `None` where
    /// the byline is out of date.
    byline: Cell<Option<(u32, bool)>>,
}

impl Shown {
    /// The work, if the list now says something else of it.
    fn differs(&self, state: &ListState, work: &WorkKey) -> Option<Entry> {
        let revision = Some(state.revision(Part::Works));
        if self.revision.replace(revision) == revision {
            return None;
        }
        let entry = state.entry(work)?;
        let owners = match state.is_lab() {
            true => entry.people.as_slice(),
            false => &[],
        };
        let owners = owners.iter().filter_map(|id| state.member(*id));
        let owners: Vec<String> = owners.map(Member::label).collect();
        if *self.owners.borrow() != owners {
            self.owners.replace(owners);
            self.byline.set(None);
        }
        (Some(entry) != self.entry.borrow().as_ref()).then(|| entry.clone())
    }

    /// The contributors, if the byline now says something else.
    fn authors(&self, state: &ListState, work: &WorkKey, highlight: bool) -> Option<Contributors> {
        let contributors = state.contributors(work);
        let serial = match &contributors {
            Contributors::Known(known) => known.serial,
            _ => 0,
        };
        let byline = Some((serial, highlight));
        (self.byline.replace(byline) != byline).then_some(contributors)
    }
}

/// Type, venue and year, as far as known. That an article is one goes without
/// saying beside its journal.
fn facts(messages: &Messages, work: &Work) -> ElementBuilder {
    let is_plain = work.venue.is_some() && work.work_type.as_str() == "journal-article";
    let facts = work::facts(messages, work, !is_plain);
    dotted(el("p").part("work-details"), facts)
}

/// The picture that the site gives it, which says nothing that the words do not.
fn image(extra: &WorkExtra) -> Option<ElementBuilder> {
    let image = extra.image.as_ref()?;
    let shown = el("img").part("work-image").attr("alt", "");
    let shown = shown.attr("loading", "lazy").attr("decoding", "async");
    Some(shown.attr("src", image.as_str()))
}

/// What the site says of it in words.
fn said(extra: &WorkExtra) -> Vec<ElementBuilder> {
    let words = [("work-award", &extra.award), ("work-note", &extra.note)];
    let said = words.into_iter().filter_map(|(part, words)| {
        let shown = el("p").part(part).foreign(None);
        Some(shown.text(words.as_ref()?))
    });
    said.collect()
}

/// The authors, once known; else, for several people, whose work it is.
fn authors_of(
    messages: &'static Messages,
    state: &ListState,
    contributors: &Contributors,
    owners: &[String],
    highlight: bool,
) -> Option<ElementBuilder> {
    let named = match contributors {
        Contributors::Known(known) => named(messages, state, known, highlight),
        _ => None,
    };
    named.or_else(|| {
        let part = |name: &String| author(name, true, highlight);
        (!owners.is_empty()).then(|| line("work-people", owners.iter().map(part)))
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
    // The authors are some of the credits, in their order.
    let mut credits = known.credits.iter().enumerate();
    let named: Vec<(String, bool)> = authors
        .into_iter()
        .enumerate()
        .filter_map(|(place, credit)| {
            let (at, _) = credits.find(|(_, one)| std::ptr::eq(*one, credit))?;
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
