//! One work as the badge and the list both show it.

use super::element_builder::{ElementBuilder, el, link};
use super::messages::Messages;
use super::sections::dotted;
use crate::orcid::{WebLink, Work};

/// The linked title, and its translation where there is one.
pub fn title(work: &Work) -> Vec<ElementBuilder> {
    let href = work.link_to();
    let mut titles = vec![
        el("p")
            .part("work-title")
            .foreign(None)
            .child(linked(href.as_ref(), &title_text(work))),
    ];
    if let Some(translated) = &work.title.translated {
        titles.push(
            el("p")
                .part("work-translation")
                .foreign(translated.lang.as_deref())
                .text(translated.text.as_str()),
        );
    }
    titles
}

fn linked(href: Option<&WebLink>, text: &str) -> ElementBuilder {
    match href {
        Some(href) => link(href).part("work-link"),
        None => el("span"),
    }
    .text(text)
}

/// Title and subtitle as one text.
pub fn title_text(work: &Work) -> String {
    match &work.title.subtitle {
        Some(subtitle) => [&work.title.text, ": ", subtitle].concat(),
        None => work.title.text.clone(),
    }
}

/// Type, venue, year and DOI, as far as known.
pub fn details(messages: &Messages, work: &Work) -> ElementBuilder {
    let mut details = facts(messages, work, true);
    if let Some((doi, href)) = work.doi().and_then(|doi| Some((doi, work.link_to()?))) {
        details.push(link(&href).part("work-doi").text(&["doi:", &doi].concat()));
    }
    dotted(el("p").part("work-details"), details)
}

/// Type, where that is wanted, venue and year, as far as known.
pub fn facts(messages: &Messages, work: &Work, has_type: bool) -> Vec<ElementBuilder> {
    let mut details = Vec::new();
    let work_type = messages.work_type(&work.work_type);
    if has_type && !work_type.is_empty() {
        details.push(
            el("span")
                .part("work-type")
                .words_of(messages)
                .text(&work_type),
        );
    }
    if let Some(venue) = &work.venue {
        details.push(
            el("cite")
                .part("work-venue")
                .foreign(None)
                .text(venue.as_str()),
        );
    }
    if let Some(date) = work.date {
        details.push(el("span").part("work-year").text(&date.year().to_string()));
    }
    details
}
