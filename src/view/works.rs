//! The card's works: how many there are, and the most recent ones.

use leptos::prelude::*;

use super::badge::Part;
use super::sections::{dotted, list};
use super::shape::{el, link};
use crate::orcid::{WebLink, Work};

/// The counts and the most recent works; nothing for a record without any.
pub fn recent(part: &Part<'_>) -> Option<AnyView> {
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
        let all = part.to_record().words_of(messages).text(messages.all_works);
        el("p").part("more").child(all).into_any()
    });
    let items = works
        .into_iter()
        .map(|group| one_work(part, &group.preferred))
        .collect();
    Some(
        el("div")
            .part("works")
            .child(
                el("p")
                    .part("counts")
                    .words_of(messages)
                    .text(messages.forms().list(counts)),
            )
            .children(list("work-list", messages.recent_works, items))
            .children(more)
            .into_any(),
    )
}

fn one_work(part: &Part<'_>, work: &Work) -> AnyView {
    let href = work.link_to();
    let title = el("p")
        .part("work-title")
        .foreign(None)
        .child(linked(href.as_ref(), title(work)));
    let translated = work.title.translated.as_ref().map(|translated| {
        el("p")
            .part("work-translation")
            .foreign(translated.lang.as_deref())
            .text(translated.text.as_str())
            .into_any()
    });
    el("li")
        .part("work")
        .child(title)
        .children(translated)
        .child(details(part, work))
        .into_any()
}

fn linked(href: Option<&WebLink>, text: String) -> AnyView {
    href.map_or_else(|| el("span"), link).text(text).into_any()
}

fn title(work: &Work) -> String {
    match &work.title.subtitle {
        Some(subtitle) => [&work.title.text, ": ", subtitle].concat(),
        None => work.title.text.clone(),
    }
}

/// Type, venue, year and DOI, as far as known.
fn details(part: &Part<'_>, work: &Work) -> AnyView {
    let mut details = Vec::new();
    let work_type = part.messages.work_type(&work.work_type);
    if !work_type.is_empty() {
        details.push(
            el("span")
                .part("work-type")
                .words_of(part.messages)
                .text(work_type)
                .into_any(),
        );
    }
    if let Some(venue) = &work.venue {
        details.push(
            el("cite")
                .part("work-venue")
                .foreign(None)
                .text(venue.as_str())
                .into_any(),
        );
    }
    if let Some(date) = work.date {
        details.push(
            el("span")
                .part("work-year")
                .text(date.year().to_string())
                .into_any(),
        );
    }
    if let Some((doi, href)) = work.doi().and_then(|doi| Some((doi, work.link_to()?))) {
        details.push(
            link(&href)
                .part("work-doi")
                .text(["doi:", &doi].concat())
                .into_any(),
        );
    }
    dotted(el("p").part("work-details"), details)
}
