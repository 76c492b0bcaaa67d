//! The card's parts about the person: affiliations, biography, keywords, links.

use super::card_context::CardContext;
use super::element_builder::{ElementBuilder, el, link};
use super::intl;
use crate::orcid::Affiliation;

/// Current affiliations a card names; the others are counted.
const MOST: usize = 5;

/// Current affiliations with role and department.
pub fn affiliations(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let messages = part.messages;
    let current = part
        .shown
        .answer
        .record
        .current_affiliations(intl::today()?);
    let more = current.len().saturating_sub(MOST);
    let mut items: Vec<ElementBuilder> = current
        .into_iter()
        .take(MOST)
        .map(|affiliation| one_affiliation(part, affiliation))
        .collect();
    if more > 0 {
        let text = messages.count(&messages.more_affiliations, more);
        items.push(el("li").part("date").words_of(messages).text(&text));
    }
    list("affiliations", messages.affiliations, items)
}

fn one_affiliation(part: &CardContext<'_>, affiliation: &Affiliation) -> ElementBuilder {
    let place = affiliation
        .organization
        .as_ref()
        .map(|organization| &organization.name);
    let mut things: Vec<ElementBuilder> = [&affiliation.role, &affiliation.department]
        .into_iter()
        .filter_map(Option::as_ref)
        .chain(place)
        .map(|text| el("bdi").foreign(None).text(text.as_str()))
        .collect();
    if let Some(start) = affiliation.start {
        let since = part.messages.since(start);
        things.push(el("span").part("date").words_of(part.messages).text(&since));
    }
    dotted(el("li").part("affiliation"), things)
}

/// The biography, in the person's own words.
pub fn biography(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let biography = part.shown.answer.record.person.biography.as_ref()?;
    Some(
        el("p")
            .part("biography")
            .foreign(None)
            .text(biography.as_str()),
    )
}

/// Keywords, in the person's order.
pub fn keywords(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let keywords = part
        .shown
        .answer
        .record
        .person
        .keywords
        .iter()
        .map(|keyword| el("bdi").foreign(None).text(keyword.as_str()));
    let keywords: Vec<ElementBuilder> = keywords.collect();
    (!keywords.is_empty()).then(|| dotted(el("p").part("keywords"), keywords))
}

/// Has the style sheet put a dot between things that stand on one line. They are
/// words of their own to whoever copies them.
pub fn dotted(line: ElementBuilder, things: Vec<ElementBuilder>) -> ElementBuilder {
    let line = line.attr("class", "dotted");
    let thing = |line: ElementBuilder, thing: ElementBuilder| line.child(thing).text(" ");
    things.into_iter().fold(line, thing)
}

/// The person's links, with their own labels.
pub fn links(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let links = part.shown.answer.record.person.links.iter().map(|named| {
        let label = named.label.as_deref().unwrap_or(named.link.as_str());
        el("li")
            .part("link")
            .child(link(&named.link).part("web-link").foreign(None).text(label))
    });
    list("links", part.messages.links, links.collect())
}

/// A named list; nothing where there are no items. The role is given because
/// Safari forgets that an unmarked list is one.
pub fn list(name: &str, label: &str, items: Vec<ElementBuilder>) -> Option<ElementBuilder> {
    (!items.is_empty()).then(|| {
        el("ul")
            .part(name)
            .role("list")
            .label(label)
            .children(items)
    })
}
