//! Whose works these are, and which of their records are still missing.

use std::rc::Rc;

use leptos::prelude::*;

use super::context::Context;
use super::controls::button;
use crate::list::{Event, ListState, Member, Part, RecordState};
use crate::orcid::OrcidId;
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::holder::Holder;
use crate::view::messages::{fill, fill_two};

/// More people than this are named only on demand.
const MOST: usize = 8;

/// The people and what a visitor should know about their records.
pub fn people(context: &Context) -> ElementBuilder {
    let (progress, notices) = (context.clone(), context.clone());
    el("div")
        .part("people")
        .child(names(context))
        // There before its text, or screen readers would not say it.
        .child(el("div").role("status").switching(move || {
            let store = &progress.store;
            store.read(Part::Members, |state| loading(&progress, state))
        }))
        .switching(move || {
            notices.store.track(Part::Works);
            let store = &notices.store;
            store.read(Part::Members, |state| self::notices(&notices, state))
        })
}

fn holder(context: &Context, member: &Member) -> Holder {
    Holder {
        id: member.id(),
        page: member.page.clone(),
        name: match member.answer() {
            Some(_) => member.name().map(|name| name.display()),
            None => Some(member.id().digits()),
        },
        is_signed_in: context.store.is_signed_in(),
        messages: context.messages,
    }
}

/// One person as on a card, a few as a list of inline iDs, many as one that
/// opens.
fn names(context: &Context) -> ElementBuilder {
    let store = &context.store;
    let is_lab = store.memo(Part::Members, ListState::is_lab);
    let are_many = store.memo(Part::Members, |state| state.people().count() > MOST);
    let context = context.clone();
    el("div").switching(move || {
        let inner = context.clone();
        if !is_lab.get() {
            return vec![el("div").switching(move || one(&inner))];
        }
        if !are_many.get() {
            return vec![several(&inner)];
        }
        let (store, messages) = (context.store.clone(), context.messages);
        let count = move || {
            let people = store.read(Part::Members, |state| state.people().count());
            messages.count(&messages.list.people, people)
        };
        let summary = el("summary").words_of(messages).live_text(count);
        let everybody = el("details").part("everybody").child(summary);
        vec![everybody.child(several(&inner))]
    })
}

fn one(context: &Context) -> Vec<ElementBuilder> {
    context.store.read(Part::Members, |state| {
        let person = state.people().next().map(|member| {
            let holder = holder(context, member);
            vec![holder.name("p"), holder.id_line(&holder.page)]
        });
        person.unwrap_or_default()
    })
}

/// Everybody. Who has nothing new stays as they are: records come one by one.
fn several(context: &Context) -> ElementBuilder {
    let store = context.store.clone();
    let keys = move || {
        store.read(Part::Members, |state| {
            let keys = state.people().map(|member| {
                let is_there = if member.answer().is_some() { "1" } else { "0" };
                let asked = member.asked.digits();
                [&asked, "\n", &member.page, "\n", is_there, &member.label()].concat()
            });
            keys.collect()
        })
    };
    let messages = context.messages;
    let context = context.clone();
    let make = move |key: &str| {
        let asked = key.split('\n').next().and_then(OrcidId::from_registry);
        context.store.peek(|state| {
            let member = state.people().find(|member| Some(member.asked) == asked);
            el("li")
                .part("person")
                .children(member.map(|member| holder(&context, member).inline()))
        })
    };
    el("ul")
        .part("persons")
        .role("list")
        .label(messages.list.everybody)
        .keyed(keys, make)
}

/// How many records have come, until all have.
fn loading(context: &Context, state: &ListState) -> Vec<ElementBuilder> {
    let messages = context.messages;
    let all = state.members().len();
    let members = state.members().iter();
    let come = members.filter(|member| !is_awaited(member)).count();
    if come == all {
        return Vec::new();
    }
    let text = fill_two(
        messages.list.loading,
        &messages.number(come),
        &messages.number(all),
    );
    let shown = el("p").part("notice progress").words_of(messages);
    vec![shown.text(&text)]
}

fn is_awaited(member: &Member) -> bool {
    matches!(member.record, RecordState::Waiting)
}

/// Which records are old or out of reach, and what is not there.
fn notices(context: &Context, state: &ListState) -> Vec<ElementBuilder> {
    let messages = context.messages;
    let notice = |text: String| el("p").part("notice").words_of(messages).text(&text);
    let mut notices = Vec::new();
    for (text, error) in state.wrong() {
        let why = messages.error(*error);
        notices.push(notice(fill_two(messages.list.member_failed, text, why)));
    }
    let mut may_retry = false;
    let mut skipped = 0;
    for member in state.members() {
        match &member.record {
            RecordState::Waiting => {}
            RecordState::Failed(error) => {
                may_retry |= error.is_retryable();
                let why = messages.error(*error);
                let text = fill_two(messages.list.member_failed, &member.label(), why);
                notices.push(notice(text));
            }
            RecordState::Loaded(answer) => {
                skipped += answer.record.skipped;
                if answer.record.id != member.asked {
                    notices.push(notice(fill(messages.deprecated, &member.asked.digits())));
                }
                if let Some(error) = answer.not_renewed {
                    may_retry |= error.is_retryable() && !member.is_pending;
                    let day = messages.forms().day(answer.fetched_at);
                    let text = fill_two(messages.list.member_old, &member.label(), &day);
                    notices.push(notice(text));
                }
            }
        }
    }
    if skipped > 0 {
        notices.push(notice(messages.count(&messages.skipped, skipped)));
    }
    if state.count() == 0 && !state.members().iter().any(is_awaited) {
        notices.push(notice(messages.list.no_works.into()));
    }
    if may_retry {
        let actions = Rc::clone(&context.actions);
        let retry = move || actions.send(Event::Retry);
        notices.push(button("retry", messages.retry, retry));
    }
    notices
}
