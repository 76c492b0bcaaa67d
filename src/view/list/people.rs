//! Whose works these are, and which of their records are still missing.

use std::rc::Rc;

use leptos::prelude::*;

use super::controls::button;
use super::model::{Context, Heard, Member, Model};
use crate::view::holder::Holder;
use crate::view::messages::{fill, fill_two};
use crate::view::sections::list;
use crate::view::shape::{Shape, el};

/// More people than this are named only on demand.
const MOST: usize = 8;

/// The people and what a visitor should know about their records.
pub fn people(context: &Context) -> Shape {
    let context = context.clone();
    el("div").part("people").switching(move || {
        context.signals.model.with(|model| match model {
            None => Vec::new(),
            Some(model) => {
                let mut shown = names(&context, model);
                shown.extend(notices(&context, model));
                shown
            }
        })
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
        is_signed_in: context.signals.is_signed_in,
        messages: context.messages,
    }
}

/// One person as on a card, several as a list of inline iDs.
fn names(context: &Context, model: &Model) -> Vec<Shape> {
    let messages = context.messages;
    if !model.is_lab() {
        let person = model.people().next().map(|member| {
            let holder = holder(context, member);
            vec![holder.name("p"), holder.id_line(&holder.page)]
        });
        return person.unwrap_or_default();
    }
    let items = model.people().map(|member| {
        el("li")
            .part("person")
            .child(holder(context, member).inline())
    });
    let items = list("persons", messages.list.members, items.collect());
    let people = model.people().count();
    if people <= MOST {
        return items.into_iter().collect();
    }
    let summary = messages.count(&messages.list.people, people);
    let everybody = el("details")
        .part("everybody")
        .child(el("summary").words_of(messages).text(&summary))
        .children(items);
    vec![everybody]
}

/// Which records are still to come, are old or cannot be had.
fn notices(context: &Context, model: &Model) -> Vec<Shape> {
    let messages = context.messages;
    let notice = |text: String| el("p").part("notice").words_of(messages).text(&text);
    let mut notices = Vec::new();
    let all = model.members.len();
    let waiting = model
        .members
        .iter()
        .filter(|it| matches!(it.heard, Heard::Nothing));
    let come = all - waiting.count();
    if come < all {
        let text = fill_two(
            messages.list.loading,
            &messages.number(come),
            &messages.number(all),
        );
        notices.push(
            el("p")
                .part("notice progress")
                .role("status")
                .words_of(messages)
                .text(&text),
        );
    }
    for (text, error) in model.wrong.iter() {
        let why = messages.error(*error);
        notices.push(notice(fill_two(messages.list.member_failed, text, why)));
    }
    let mut may_retry = false;
    let mut skipped = 0;
    for member in model.members.iter() {
        match &member.heard {
            Heard::Nothing => {}
            Heard::Failure(error) => {
                may_retry |= error.is_retryable();
                let why = messages.error(*error);
                let text = fill_two(messages.list.member_failed, &member.label(), why);
                notices.push(notice(text));
            }
            Heard::Record(answer) => {
                skipped += answer.record.skipped;
                if answer.record.id != member.asked {
                    notices.push(notice(fill(messages.deprecated, &member.asked.digits())));
                }
                if let Some(error) = answer.not_renewed {
                    may_retry |= error.is_retryable();
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
    if may_retry {
        let door = Rc::clone(&context.door);
        let retry = move || door.retry();
        notices.push(button("retry", messages.retry, retry));
    }
    notices
}
