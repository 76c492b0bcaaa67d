//! The search: a field, a list below it, and who is chosen (ARIA Authoring Practices
//! Guide, "Editable Combobox With List Autocomplete"). [`option`] shows somebody in
//! the list, [`chosen`] who is chosen. Made by direct calls, not by signals: the view
//! is shown after each event.

mod attributes;
mod chosen;
pub mod messages;
mod option;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

pub use self::attributes::Send;
use self::attributes::{flag, hide, set};
use self::chosen::ChosenView;
use self::option::OptionList;
use super::element_builder::{ElementBuilder, el};
use super::holder::IsSignedIn;
use super::messages::{Messages, fill_two};
use super::surroundings;
use crate::registry::Error;
use crate::registry::search::SearchError;
use crate::search::{Choice, Event, Fault, Key, Said, SearchOptions, SearchState};

/// Knows whether a key does something.
pub type Handles = Rc<dyn Fn(Key) -> bool>;

/// A search on the page.
pub struct SearchView {
    root: ElementBuilder,
    label: ElementBuilder,
    input: ElementBuilder,
    clear: ElementBuilder,
    options: OptionList,
    chosen: ChosenView,
    status: ElementBuilder,
    said: RefCell<String>,
    /// Whether it is known in which colours it stands.
    is_measured: Cell<bool>,
}

impl SearchView {
    /// An empty field.
    pub fn new(send: &Send, handles: Handles, is_signed_in: IsSignedIn) -> Self {
        let label = el("label").part("label").attr("for", "field");
        let input = field(send, handles);
        let clear = clear_button(send, &input);
        let options = OptionList::new(send, is_signed_in);
        let chosen = ChosenView::new(Rc::clone(send), is_signed_in);
        // Screen readers tell of a change in a region that they know already.
        let status = el("div").part("status").role("status");
        let control = el("div").part("control").holding(&input).holding(&clear);
        let control = control.holding(options.element());
        let search = el("div")
            .part("search")
            .holding(&label)
            .holding(chosen.people())
            .child(control)
            .holding(chosen.person())
            .holding(&status);
        Self {
            root: surroundings::follow(el("div").part("root").child(search)),
            label,
            input,
            clear,
            options,
            chosen,
            status,
            said: RefCell::default(),
            is_measured: Cell::default(),
        }
    }

    /// The element that holds all of it.
    pub fn element(&self) -> Option<&Element> {
        self.root.element()
    }

    /// The field.
    pub fn input(&self) -> Option<&Element> {
        self.input.element()
    }

    /// Shows how things are.
    pub fn show(&self, state: &SearchState) {
        let Some(options) = state.options() else {
            return;
        };
        let messages = Messages::for_lang(&options.lang);
        self.options.show(state, options, messages);
        self.show_field(state, options, messages);
        self.chosen.show(state, options, messages);
        let said = said(state, messages);
        if *self.said.borrow() != said {
            if let Some(status) = self.status.element() {
                status.set_text_content(Some(&said));
                set(status, "lang", Some(messages.lang));
                set(status, "dir", Some(messages.dir));
            }
            self.said.replace(said);
        }
        if let Some(root) = self.element()
            && !self.is_measured.replace(true)
        {
            surroundings::measure(root);
        }
    }

    fn show_field(&self, state: &SearchState, options: &SearchOptions, messages: &Messages) {
        let (Some(input), Some(label)) = (self.input.element(), self.label.element()) else {
            return;
        };
        let words = messages.search;
        let own = options.label.as_deref();
        label.set_text_content(own);
        hide(label, own.is_none());
        let outer = options.outer_label.as_deref();
        let named = match own {
            Some(_) => None,
            None => Some(outer.unwrap_or(words.label)),
        };
        set(input, "aria-label", named);
        let placeholder = options.placeholder.as_deref();
        set(
            input,
            "placeholder",
            Some(placeholder.unwrap_or(words.placeholder)),
        );
        flag(input, "disabled", options.is_disabled);
        set(input, "aria-required", options.required.then_some("true"));
        let value = Reflect::get(input, &"value".into()).ok();
        if value.and_then(|it| it.as_string()).as_deref() != Some(state.text()) {
            let _ = Reflect::set(input, &"value".into(), &state.text().into());
        }
        let is_expanded = state.is_expanded();
        let expanded = if is_expanded { "true" } else { "false" };
        set(input, "aria-expanded", Some(expanded));
        let active = state.active().filter(|_| is_expanded);
        let active = active.map(option::id_of);
        set(input, "aria-activedescendant", active.as_deref());
        if let Some(list) = self.options.element().element() {
            hide(list, !is_expanded);
            if let Some(active) = state.active().filter(|_| is_expanded) {
                self.options.scroll_to(list, active);
            }
        }
        if let Some(clear) = self.clear.element() {
            set(clear, "aria-label", Some(words.clear));
            hide(clear, state.text().is_empty() || options.is_disabled);
        }
    }
}

fn field(send: &Send, handles: Handles) -> ElementBuilder {
    let [typed, entered, clicked, left, pressed] = [(); 5].map(|()| Rc::clone(send));
    el("input")
        .part("field")
        .attr("id", "field")
        .attr("type", "text")
        .role("combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-expanded", "false")
        .attr("aria-controls", "options")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("dir", "auto")
        .on("input", move |event| {
            let value = event.target();
            let value = value.and_then(|it| Reflect::get(&it, &"value".into()).ok()?.as_string());
            typed(Event::Typed(value.unwrap_or_default()));
        })
        .on("focus", move |_| entered(Event::Entered))
        // It may have the focus already, and its list be closed.
        .on("click", move |_| clicked(Event::Entered))
        .on("blur", move |_| left(Event::Left))
        .on("keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>().and_then(key_of) else {
                return;
            };
            if handles(key) {
                event.prevent_default();
            }
            pressed(Event::Key(key));
        })
}

/// What a key means; nothing while an input method is at work.
fn key_of(event: &KeyboardEvent) -> Option<Key> {
    if event.is_composing() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowDown" => Some(Key::Down),
        "ArrowUp" => Some(Key::Up),
        "Enter" => Some(Key::Enter),
        "Escape" => Some(Key::Escape),
        "Home" | "End" | "ArrowLeft" | "ArrowRight" => Some(Key::Caret),
        _ => None,
    }
}

/// Escape does the same: it is no stop of the keyboard's.
fn clear_button(send: &Send, input: &ElementBuilder) -> ElementBuilder {
    let (send, input) = (Rc::clone(send), input.element().cloned());
    el("button")
        .part("clear")
        .attr("type", "button")
        .attr("tabindex", "-1")
        .on("mousedown", |event| event.prevent_default())
        .on("click", move |_| {
            send(Event::Cleared);
            if let Some(input) = input.as_ref().and_then(|it| it.dyn_ref::<HtmlElement>()) {
                let _ = input.focus();
            }
        })
}

/// The sentence below the field.
fn said(state: &SearchState, messages: &Messages) -> String {
    let words = messages.search;
    let text = match state.said() {
        Said::Nothing => "",
        Said::TooShort => words.too_short,
        Said::WrongId(error) => messages.error(Error::from(error)),
        Said::Offered => words.offered,
        Said::Searching => words.searching,
        Said::Nobody => words.nobody,
        Said::Failed(SearchError::BadQuery) => words.bad_query,
        Said::Failed(SearchError::Registry(error)) => messages.error(error),
        Said::Found(count, all) if count >= all => return messages.count(&words.found, count),
        Said::Found(count, all) => {
            let (count, all) = (messages.number(count), messages.number(all));
            let part = fill_two(words.part, &count, &all);
            return match state.choices().last() {
                Some(Choice::More) => part,
                _ => [&part, " ", words.refine].concat(),
            };
        }
    };
    text.into()
}

/// Why a form cannot be sent, for its visitor.
pub fn sentence(fault: Fault, lang: &str) -> &'static str {
    let words = Messages::for_lang(lang).search;
    match fault {
        Fault::Missing => words.missing,
        Fault::Undecided => words.undecided,
    }
}
