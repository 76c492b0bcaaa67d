//! Who is chosen: below the field, or, where there may be several, above it.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, HtmlElement};

use super::attributes::{Send, hide, set};
use crate::orcid::{OrcidId, SearchHit};
use crate::search::{Event, SearchOptions, SearchState};
use crate::view::element_builder::{ElementBuilder, Place, el};
use crate::view::focus::Focus;
use crate::view::holder::{Holder, IsSignedIn};
use crate::view::messages::{Messages, fill};
use wasm_bindgen::JsCast;

/// Who is chosen, on the page.
pub struct ChosenView {
    people: ElementBuilder,
    chips: Place,
    person: ElementBuilder,
    id: Place,
    shown: RefCell<Option<Stamp>>,
    send: Send,
    is_signed_in: IsSignedIn,
}

/// Whether there may be several, whether they can be taken away, and who they are.
type Stamp = (bool, bool, Vec<OrcidId>);

impl ChosenView {
    /// Nobody.
    pub fn new(send: Send, is_signed_in: IsSignedIn) -> Self {
        let people = el("ul").part("chosen");
        let person = el("div").part("person");
        Self {
            chips: Place::within(&people),
            people,
            id: Place::within(&person),
            person,
            shown: RefCell::default(),
            send,
            is_signed_in,
        }
    }

    /// Where several people are.
    pub fn people(&self) -> &ElementBuilder {
        &self.people
    }

    /// Where one person's iD is, whose name is in the field.
    pub fn person(&self) -> &ElementBuilder {
        &self.person
    }

    /// Shows who is chosen.
    pub fn show(&self, state: &SearchState, options: &SearchOptions, messages: &'static Messages) {
        let (Some(people), Some(person)) = (self.people.element(), self.person.element()) else {
            return;
        };
        set(people, "aria-label", Some(messages.search.chosen));
        let chosen = state.chosen();
        let ids = chosen.iter().map(|hit| hit.id).collect();
        let stamp = Some((options.multiple, options.is_disabled, ids));
        if *self.shown.borrow() == stamp {
            return;
        }
        self.shown.replace(stamp);
        let (several, one) = match options.multiple {
            true => (chosen, None),
            false => (&[][..], chosen.first()),
        };
        let chip = |hit: &SearchHit| self.chip(hit, options, messages);
        self.chips.show(several.iter().map(chip).collect());
        let holder = one.map(|hit| self.holder(hit, options, messages));
        let id = holder.map(|holder| holder.id_line(&holder.id.digits()));
        self.id.show(id.into_iter().collect());
        hide(people, several.is_empty());
        hide(person, one.is_none());
    }

    fn holder(
        &self,
        hit: &SearchHit,
        options: &SearchOptions,
        messages: &'static Messages,
    ) -> Holder {
        Holder {
            id: hit.id,
            page: options.registry.record_page(hit.id),
            name: hit.name.as_ref().map(|name| name.display()),
            is_signed_in: self.is_signed_in,
            messages,
        }
    }

    fn chip(
        &self,
        hit: &SearchHit,
        options: &SearchOptions,
        messages: &'static Messages,
    ) -> ElementBuilder {
        let holder = self.holder(hit, options, messages);
        let (send, id, list) = (
            Rc::clone(&self.send),
            hit.id,
            self.people.element().cloned(),
        );
        let label = fill(messages.search.remove, &hit.label());
        let remove = el("button")
            .part("remove")
            .attr("type", "button")
            .label(&label)
            .on("click", move |_| {
                send(Event::Removed(id));
                if let Some(list) = &list {
                    focus_near(list);
                }
            });
        let remove = (!options.is_disabled).then_some(remove);
        // Of some only the iD is known.
        let name = hit.name.as_ref().map(|_| holder.name("span"));
        el("li")
            .part("chip")
            .children(name)
            .child(holder.id_line(&holder.id.digits()))
            .children(remove)
    }
}

/// The button that had the focus is gone: the next takes it, or the field.
fn focus_near(list: &Element) {
    if Focus::within(list).is_some() {
        return;
    }
    let button = list.query_selector("button").ok().flatten();
    let field = || {
        let search = list.parent_element()?;
        search.query_selector("input").ok().flatten()
    };
    if let Some(next) = button.or_else(field)
        && let Some(next) = next.dyn_ref::<HtmlElement>()
    {
        let _ = next.focus();
    }
}
