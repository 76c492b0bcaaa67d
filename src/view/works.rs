//! The card's works: how many there are, and the most recent ones.

use super::card_context::CardContext;
use super::element_builder::{ElementBuilder, el};
use super::sections::list;
use super::work;

/// The counts and the most recent works; nothing for a record without any.
pub fn recent(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let record = &part.shown.answer.record;
    let messages = part.messages;
    let counts = [
        (&messages.works, record.work_count),
        (&messages.fundings, record.funding_count),
        (&messages.reviews, record.peer_review_count),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(plural, count)| messages.count(plural, count))
        .collect();
    if counts.is_empty() {
        return None;
    }
    let works = record.recent_works(part.look.works);
    let more = (works.len() < record.work_count).then(|| {
        let all = part
            .holder()
            .to_record()
            .words_of(messages)
            .text(messages.all_works);
        el("p").part("more").child(all)
    });
    let count = works.len();
    let items = works
        .into_iter()
        .map(|group| {
            el("li")
                .part("work")
                .children(work::title(&group.preferred))
                .child(work::details(part.messages, &group.preferred))
        })
        .collect();
    Some(
        el("div")
            .part("works")
            .child(
                el("p")
                    .part("counts")
                    .words_of(messages)
                    .text(&messages.forms().list(counts)),
            )
            .children(list(
                messages,
                "work-list",
                messages.recent_works,
                (items, count),
            ))
            .children(more),
    )
}
