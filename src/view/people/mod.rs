//! A lab's people: [`card`] shows one of them, [`icons`] has the drawings of
//! sites. Made by direct calls, not by signals: what a person's card says changes
//! once or twice, and each change is told with the event that brings it about.

mod card;
mod icons;
pub mod messages;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, HtmlElement};

use super::badge::{Fallback, Retry, notice, retry_button};
use super::element_builder::{ElementBuilder, Place, arrange, el, set_part};
use super::focus::Focus;
use super::holder::IsSignedIn;
use super::messages::{Messages, fill};
use super::surroundings;
use crate::orcid::OrcidId;
use crate::people::{Event, Group, GroupName, Grouping, Look, PeopleDisplay, PeopleState, Person};
use card::PersonContext;
use wasm_bindgen::JsCast;

pub use icons::Icons;

/// Takes events of an element.
pub type Send = Rc<dyn Fn(Event)>;

/// The people of one element, on the page.
pub struct PeopleView {
    root: ElementBuilder,
    /// Says what concerns all. Screen readers tell of a change in a region that
    /// they know already.
    status: Place,
    said: RefCell<Option<Said>>,
    content: Place,
    /// Whether that is the page's own text.
    shows_text: Cell<bool>,
    /// Holds the groups.
    people: ElementBuilder,
    cards: RefCell<Vec<Card>>,
    groups: RefCell<Vec<Shelf>>,
    send: Send,
    is_signed_in: IsSignedIn,
    icons: Icons,
    /// Whether it is known in which colours it stands.
    is_measured: Cell<bool>,
}

/// What is said of all together.
#[derive(Clone, PartialEq)]
enum Said {
    Loading,
    /// Nobody's record can be had.
    Failed(crate::registry::Error),
    /// The oldest copy is of this moment, and could not be renewed.
    Old(f64, bool),
}

/// A person on the page.
struct Card {
    asked: OrcidId,
    item: ElementBuilder,
    place: Place,
    /// What it was made from.
    stamp: Stamp,
}

/// Revision of the person, revision of the looks, held back, excused.
type Stamp = Option<(u32, u32, bool, bool)>;

/// A group on the page.
struct Shelf {
    name: Option<GroupName>,
    looks: u32,
    whole: ElementBuilder,
    list: ElementBuilder,
}

impl PeopleView {
    /// Shows nothing yet. `is_signed_in` knows who has signed in on this page.
    pub fn new(send: Send, is_signed_in: IsSignedIn, icons: Icons) -> Self {
        let region = el("div").part("status").role("status");
        let status = Place::within(&region);
        let root = surroundings::follow(el("div").part("root").child(region));
        Self {
            content: Place::within(&root),
            shows_text: Cell::default(),
            people: el("div"),
            root,
            status,
            said: RefCell::default(),
            cards: RefCell::default(),
            groups: RefCell::default(),
            send,
            is_signed_in,
            icons,
            is_measured: Cell::default(),
        }
    }

    /// The element that holds all of it.
    pub fn element(&self) -> Option<&Element> {
        self.root.element()
    }

    /// Shows how things are; `fallback` where there is nobody to show.
    pub fn show(&self, state: &PeopleState, fallback: Fallback) {
        let Some(display) = state.display() else {
            return;
        };
        let messages = Messages::for_lang(&display.lang);
        let failure = state.fault().or_else(|| state.common_failure());
        let has_focus = self.has_focus();
        let has_text = matches!(fallback, Fallback::OwnText);
        // Where no record can be had, the page's own text says most.
        let shows_text = failure.is_some() && has_text;
        if state.fault().is_none() && !shows_text {
            self.show_people(state, display, messages);
            self.shows_text.set(false);
        } else if !self.shows_text.replace(shows_text) {
            self.content.show(vec![fallback.view()]);
        }
        let said = failure.map(Said::Failed).or_else(|| {
            let old = state.old_copy();
            let old = old.map(|(at, error)| Said::Old(at, error.is_retryable()));
            old.or_else(|| state.is_slow().then_some(Said::Loading))
        });
        if *self.said.borrow() != said {
            self.say(said.as_ref(), messages);
            self.said.replace(said);
        }
        if let Some(root) = self.element() {
            let part = if failure.is_some() {
                "root failed"
            } else {
                "root"
            };
            set_part(root, part);
            if !self.is_measured.replace(true) {
                surroundings::measure(root);
            }
            if has_focus && !self.has_focus() {
                focus_first(root);
            }
        }
    }

    fn has_focus(&self) -> bool {
        self.element().and_then(Focus::within).is_some()
    }

    fn say(&self, said: Option<&Said>, messages: &'static Messages) {
        let send = Rc::clone(&self.send);
        let retry: Retry = Rc::new(move || send(Event::Retry(None)));
        let words = || el("span").part("notice").words_of(messages);
        let view = said.map(|said| match said {
            Said::Loading => words().text(messages.people.loading),
            Said::Failed(error) => notice(*error, messages, retry),
            Said::Old(at, is_retryable) => {
                let day = messages.forms().day(*at);
                let button = is_retryable.then(|| retry_button(messages, retry));
                let said = words().text(&fill(messages.old_copy, &day)).text(" ");
                said.children(button)
            }
        });
        self.status.show(view.into_iter().collect());
    }

    fn show_people(
        &self,
        state: &PeopleState,
        display: &PeopleDisplay,
        messages: &'static Messages,
    ) {
        let Some(people) = self.people.element() else {
            return;
        };
        if !people.is_connected() {
            self.content.show(vec![el("div").holding(&self.people)]);
        }
        set_part(
            people,
            match display.look {
                Look::Grid => "people grid",
                Look::List => "people rows",
            },
        );
        let shows = |person: &&Person| !person.member.is_double;
        let mut cards = self.cards.borrow_mut();
        cards.retain(|card| {
            let mut people = state.people().iter().filter(shows);
            let stays = people.any(|it| it.member.asked == card.asked);
            if !stays && let Some(gone) = card.item.element() {
                gone.remove();
            }
            stays
        });
        for person in state.people().iter().filter(shows) {
            let asked = person.member.asked;
            let known = cards.iter().position(|card| card.asked == asked);
            let place = known.unwrap_or_else(|| {
                cards.push(Card::of(asked));
                cards.len() - 1
            });
            if let Some(card) = cards.get_mut(place) {
                self.fill(card, person, state, display, messages);
            }
        }
        // Who has the focus may go from one group to another.
        let focus = Focus::within(people);
        self.show_groups(people, state, display, messages);
        for (group, shelf) in state.groups().iter().zip(self.groups.borrow().iter()) {
            if let Some(list) = shelf.list.element() {
                let of = |id: &OrcidId| cards.iter().find(|card| card.asked == *id);
                let items: Vec<&ElementBuilder> = group
                    .ids
                    .iter()
                    .filter_map(of)
                    .map(|card| &card.item)
                    .collect();
                arrange(list, &items);
            }
        }
        if let Some(focus) = focus {
            focus.restore();
        }
    }

    /// Makes a card anew where it has changed.
    fn fill(
        &self,
        card: &mut Card,
        person: &Person,
        state: &PeopleState,
        display: &PeopleDisplay,
        messages: &'static Messages,
    ) {
        let context = PersonContext {
            person,
            is_held_back: state.is_held_back(),
            is_excused: state.common_failure().is_some(),
            display,
            is_signed_in: self.is_signed_in,
            icons: &self.icons,
            messages,
        };
        let (held_back, excused) = (context.is_held_back, context.is_excused);
        let stamp = Some((person.revision, state.looks(), held_back, excused));
        if card.stamp == stamp {
            return;
        }
        card.stamp = stamp;
        let (send, id) = (Rc::clone(&self.send), card.asked);
        let retry: Retry = Rc::new(move || send(Event::Retry(Some(id))));
        let Some(item) = card.item.element() else {
            return;
        };
        let has_focus = Focus::within(item).is_some();
        card.place.show(context.card(retry));
        if has_focus && Focus::within(item).is_none() {
            focus_first(item);
        }
    }

    /// Makes the groups anew where others are wanted.
    fn show_groups(
        &self,
        people: &Element,
        state: &PeopleState,
        display: &PeopleDisplay,
        messages: &'static Messages,
    ) {
        let mut shelves = self.groups.borrow_mut();
        let mut old = std::mem::take(&mut *shelves);
        for Group { name, .. } in state.groups() {
            let is_same = |it: &Shelf| it.name == *name && it.looks == state.looks();
            shelves.push(match old.iter().position(is_same) {
                Some(place) => old.swap_remove(place),
                None => Shelf::new(name.clone(), state.looks(), display, messages),
            });
        }
        let wholes: Vec<&ElementBuilder> = shelves.iter().map(|it| &it.whole).collect();
        arrange(people, &wholes);
        let gone = old.iter().filter_map(|shelf| shelf.whole.element());
        gone.for_each(Element::remove);
    }
}

impl Card {
    fn of(asked: OrcidId) -> Self {
        let item = el("li").part("person");
        let place = Place::within(&item);
        Self {
            asked,
            item,
            place,
            stamp: None,
        }
    }
}

impl Shelf {
    fn new(
        name: Option<GroupName>,
        looks: u32,
        display: &PeopleDisplay,
        messages: &'static Messages,
    ) -> Self {
        let words = &messages.people;
        let heading = || el(display.group_heading);
        let usual = |text: &'static str| (text.to_owned(), true);
        let (text, is_ours) = match &name {
            Some(GroupName::Own(own)) => (own.clone(), false),
            Some(GroupName::Staff) => usual(words.staff),
            Some(GroupName::Students) => usual(words.students),
            Some(GroupName::Members) => usual(words.members),
            Some(GroupName::Alumni) => usual(words.alumni),
            None => usual(words.people),
        };
        let heading = match (&name, display.group) {
            (None, Grouping::None) => None,
            // Keeps the room of the heading that will be there.
            (None, Grouping::Role) => Some(el("div").attr("aria-hidden", "true").text("\u{a0}")),
            (Some(_), _) if is_ours => Some(heading().words_of(messages).text(&text)),
            (Some(_), _) => Some(heading().foreign(None).text(&text)),
        };
        let heading = heading.map(|heading| heading.part("group-heading"));
        let list = el("ul").part("persons").role("list").label(&text);
        let whole = el("div").part("group").children(heading).holding(&list);
        Self {
            name,
            looks,
            whole,
            list,
        }
    }
}

fn focus_first(within: &Element) {
    let first = within.query_selector("a, button").ok().flatten();
    if let Some(Ok(first)) = first.map(JsCast::dyn_into::<HtmlElement>) {
        let _ = first.focus();
    }
}
