//! The card's parts about the person: affiliations, biography, keywords, links.

use super::card_context::CardContext;
use super::element_builder::{ElementBuilder, el, link};
use super::intl;
use super::messages::Messages;
use crate::orcid::Affiliation;

/// Current affiliations a card names; the others are counted.
const MOST: usize = 5;

/// Items that any other list shows; the others are counted.
pub const MOST_ITEMS: usize = 100;

/// Current affiliations with role and department.
pub fn affiliations(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let messages = part.messages;
    let current = part
        .shown
        .answer
        .record
        .current_affiliations(intl::today()?);
    let count = current.len();
    let items = current
        .into_iter()
        .take(MOST)
        .map(|affiliation| one_affiliation(part, affiliation));
    let items = (items.collect(), count);
    list(messages, "affiliations", messages.affiliations, items)
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
            .paragraphs(biography.as_str()),
    )
}

/// Keywords, in the person's order.
pub fn keywords(part: &CardContext<'_>) -> Option<ElementBuilder> {
    let all = &part.shown.answer.record.person.keywords;
    let keywords = all.iter().take(MOST_ITEMS);
    let keywords = keywords.map(|keyword| el("bdi").foreign(None).text(keyword.as_str()));
    let mut keywords: Vec<ElementBuilder> = keywords.collect();
    keywords.extend(more(part.messages, "span", all.len() - keywords.len()));
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
    let all = &part.shown.answer.record.person.links;
    let links = all.iter().take(MOST_ITEMS).map(|named| {
        let label = named.label.as_deref().unwrap_or(named.link.as_str());
        el("li")
            .part("link")
            .child(link(&named.link).part("web-link").foreign(None).text(label))
    });
    let links = (links.collect(), all.len());
    list(part.messages, "links", part.messages.links, links)
}

/// A named list of the items that are shown, and how many there are in all; nothing
/// where there are none. The role is given because Safari forgets that an unmarked
/// list is one.
pub fn list(
    messages: &'static Messages,
    name: &str,
    label: &str,
    (items, count): (Vec<ElementBuilder>, usize),
) -> Option<ElementBuilder> {
    (!items.is_empty()).then(|| {
        let more = more(messages, "li", count.saturating_sub(items.len()));
        el("ul")
            .part(name)
            .role("list")
            .label(label)
            .children(items)
            .children(more)
    })
}

/// Stands for so many things that are not shown.
fn more(messages: &Messages, tag: &'static str, count: usize) -> Option<ElementBuilder> {
    let text = messages.count(&messages.more, count);
    (count > 0).then(|| el(tag).part("date").words_of(messages).text(&text))
}
