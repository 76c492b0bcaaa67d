//! The list of those who were found.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::attributes::{Send, set};
use crate::orcid::{OrcidId, SearchHit};
use crate::search::{Choice, Event, Said, SearchOptions, SearchState};
use crate::view::element_builder::{ElementBuilder, el, set_part};
use crate::view::holder::IsSignedIn;
use crate::view::icon::icon;
use crate::view::messages::Messages;

/// Other names, and institutions, that are shown of somebody.
const MOST_NAMES: usize = 3;

/// The list on the page.
pub struct OptionList {
    list: ElementBuilder,
    shown: RefCell<Vec<(Shown, ElementBuilder)>>,
    is_signed_in: IsSignedIn,
}

/// What an option was made for.
#[derive(PartialEq)]
enum Shown {
    Hit(OrcidId),
    Other(Choice),
}

/// The id of an option in its shadow tree.
pub fn id_of(place: usize) -> String {
    ["option-", &place.to_string()].concat()
}

/// The place of the option that something lies in.
fn place_of(target: &Element) -> Option<usize> {
    let option = target.closest("[role=option]").ok()??;
    option.id().strip_prefix("option-")?.parse().ok()
}

impl OptionList {
    /// Empty.
    pub fn new(send: &Send, is_signed_in: IsSignedIn) -> Self {
        let send = Rc::clone(send);
        let list = el("div")
            .part("options")
            .attr("id", "options")
            .role("listbox")
            // The field keeps the focus.
            .on("mousedown", |event| event.prevent_default())
            .on("click", move |event| {
                let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                if let Some(place) = target.as_ref().and_then(place_of) {
                    send(Event::Pressed(place));
                }
            });
        Self {
            list,
            shown: RefCell::default(),
            is_signed_in,
        }
    }

    /// The list.
    pub fn element(&self) -> &ElementBuilder {
        &self.list
    }

    /// Shows the choices. Those that stay are not made anew.
    pub fn show(&self, state: &SearchState, options: &SearchOptions, messages: &'static Messages) {
        let Some(list) = self.list.element() else {
            return;
        };
        set(list, "aria-label", Some(messages.search.people));
        let several = options.multiple.then_some("true");
        set(list, "aria-multiselectable", several);
        let choices = state.choices();
        let is_offered = state.said() == Said::Offered;
        let key = |choice: &Choice| match choice {
            Choice::Hit(place) => state.hits().get(*place).map(|hit| Shown::Hit(hit.id)),
            other => Some(Shown::Other(*other)),
        };
        let keys: Vec<Shown> = choices.iter().filter_map(key).collect();
        let mut shown = self.shown.borrow_mut();
        let same = shown
            .iter()
            .zip(&keys)
            .take_while(|(old, new)| old.0 == **new);
        let same = same.count();
        for (_, gone) in shown.drain(same..) {
            if let Some(gone) = gone.element() {
                gone.remove();
            }
        }
        for (place, (key, choice)) in keys.into_iter().zip(&choices).enumerate().skip(same) {
            let option = el("div").role("option").attr("id", &id_of(place));
            let option = match choice {
                Choice::Hit(place) => match state.hits().get(*place) {
                    Some(hit) => self.hit(option, hit, options, is_offered, messages),
                    None => option,
                },
                Choice::More => option.words_of(messages).text(messages.search.more),
                Choice::Retry => option.words_of(messages).text(messages.retry),
            };
            if let Some(option) = option.element() {
                let _ = list.append_child(option.unchecked_ref::<Node>());
            }
            shown.push((key, option));
        }
        for (place, (key, option)) in shown.iter().enumerate() {
            let Some(option) = option.element() else {
                continue;
            };
            let is_active = state.active() == Some(place);
            let (part, is_chosen) = match key {
                Shown::Hit(id) => ("option", state.chosen().iter().any(|hit| hit.id == *id)),
                Shown::Other(_) => ("option other", false),
            };
            let active = if is_active { " active" } else { "" };
            set_part(option, &[part, active].concat());
            let selected = if is_chosen { "true" } else { "false" };
            set(option, "aria-selected", Some(selected));
        }
    }

    /// Brings an option into the part of the list that is seen.
    pub fn scroll_to(&self, list: &Element, place: usize) {
        let shown = self.shown.borrow();
        let option = shown.get(place).and_then(|(_, option)| option.element());
        let Some(option) = option.and_then(|it| it.dyn_ref::<HtmlElement>()) else {
            return;
        };
        let (top, height) = (option.offset_top(), option.offset_height());
        let (seen, room) = (list.scroll_top(), list.client_height());
        if top < seen {
            list.set_scroll_top(top);
        } else if top + height > seen + room {
            list.set_scroll_top(top + height - room);
        }
    }

    /// Somebody, with what tells them from others of the name. What is in an option
    /// is text to screen readers, so the iD is no link.
    fn hit(
        &self,
        option: ElementBuilder,
        hit: &SearchHit,
        options: &SearchOptions,
        is_offered: bool,
        messages: &'static Messages,
    ) -> ElementBuilder {
        let name = || el("span").part("name");
        let name = match &hit.name {
            Some(known) => Some(name().foreign(None).text(&known.display())),
            // Of an iD that was pasted nothing else is known.
            None if is_offered => None,
            None => Some(name().words_of(messages).text(messages.no_name)),
        };
        let page = options.registry.record_page(hit.id);
        let is_signed_in = (self.is_signed_in)(&page);
        let words = (!is_signed_in).then(|| {
            let words = el("span").part("unauthenticated").words_of(messages);
            words.text(messages.unauthenticated)
        });
        let id = el("span")
            .part("id")
            .child(icon(Some(messages.icon), is_signed_in))
            .child(el("span").part("digits").text(&hit.id.digits()))
            .text(" ")
            .children(words);
        option
            .children(name)
            .children(several("other-names", &hit.other_names, messages))
            .children(several("institutions", &hit.institutions, messages))
            .child(id)
    }
}

/// The first few of several texts, and how many more there are.
fn several(
    part: &'static str,
    texts: &[String],
    messages: &'static Messages,
) -> Option<ElementBuilder> {
    let (shown, rest) = texts.split_at(texts.len().min(MOST_NAMES));
    let one = |text: &String| el("span").foreign(None).text(text);
    let more = (!rest.is_empty()).then(|| {
        let text = messages.count(&messages.more, rest.len());
        el("span").words_of(messages).text(&text)
    });
    let whole = el("span").part(part).attr("class", "dotted");
    (!shown.is_empty()).then(|| whole.children(shown.iter().map(one)).children(more))
}
