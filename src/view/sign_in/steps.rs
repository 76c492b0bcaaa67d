//! What each state shows: a line of status, who is signed in, buttons.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::UiEvent;

use super::model::{Actions, Notice, Person, Purpose, SignInState};
use crate::orcid::WebLink;
use crate::signin::Error;
use crate::view::element_builder::{ElementBuilder, el, link};
use crate::view::holder::Holder;
use crate::view::icon::icon;
use crate::view::messages::Messages;

/// What ORCID is, told by ORCID.
const ORCID: &str = "https://orcid.org/";

/// What a state shows.
pub struct View {
    /// The line of status; announced when it changes.
    pub status: Option<ElementBuilder>,
    /// Whose iD it is.
    pub person: Option<ElementBuilder>,
    /// The buttons.
    pub buttons: Vec<ElementBuilder>,
    /// Whether the first button takes the focus of one that has gone. One that
    /// the visitor did not ask for must not.
    pub is_next: bool,
    /// Whether to say what ORCID is.
    pub has_about: bool,
}

/// Shows a state.
pub fn view(
    state: &SignInState,
    purpose: Purpose,
    messages: &'static Messages,
    actions: &Actions,
) -> View {
    let words = messages.sign_in;
    let step = |text: &str| Some(said("step", text, messages));
    let view = View {
        status: None,
        person: None,
        buttons: Vec::new(),
        is_next: true,
        has_about: true,
    };
    match state {
        SignInState::Idle(notice) => {
            let (notice, may_retry) = notice.map_or((None, true), |it| told(it, messages));
            let button = may_retry.then(|| sign_in(purpose, messages, &actions.sign_in));
            View {
                status: notice,
                buttons: button.into_iter().collect(),
                ..view
            }
        }
        SignInState::Waiting { can_focus } => {
            let show = can_focus.then(|| {
                button(
                    "show-window",
                    words.show_window,
                    messages,
                    &actions.focus_window,
                )
            });
            let cancel = button("cancel", words.cancel, messages, &actions.cancel);
            View {
                status: step(words.waiting),
                buttons: show.into_iter().chain([cancel]).collect(),
                ..view
            }
        }
        SignInState::Leaving => View {
            status: step(words.leaving),
            buttons: vec![button("cancel", words.cancel, messages, &actions.cancel)],
            ..view
        },
        SignInState::Working => View {
            status: step(words.working),
            ..view
        },
        SignInState::SignedIn(person) => View {
            status: Some(signed_in(person, messages)),
            person: Some(id(person, messages)),
            buttons: vec![button(
                "sign-out",
                words.sign_out,
                messages,
                &actions.sign_out,
            )],
            is_next: false,
            has_about: false,
        },
    }
}

/// What ORCID is, unless the page says so in its own words.
pub fn about(messages: &'static Messages) -> ElementBuilder {
    let words = messages.sign_in;
    let more =
        WebLink::parse(ORCID).map(|orcid| link(&orcid).part("about-link").text(words.learn_more));
    el("slot").attr("name", "about").child(
        said("about", words.about, messages)
            .text(" ")
            .children(more),
    )
}

/// Words of ours: the page's direction decides where they stand, theirs how
/// they read.
fn said(part: &str, text: &str, messages: &'static Messages) -> ElementBuilder {
    el("span").part(part).words_of(messages).text(text)
}

/// A notice, and whether the visitor may try again.
fn told(notice: Notice, messages: &'static Messages) -> (Option<ElementBuilder>, bool) {
    let words = messages.sign_in;
    let say = |part: &str, text: &str| {
        let words = el("span").words_of(messages).text(text);
        Some(el("span").part(part).child(words))
    };
    let error = |part: &str, error: Error| {
        let sentence = (words.advice)(error.advice());
        (say(part, sentence), error.is_retryable())
    };
    match notice {
        Notice::Calm(why) => error("notice", why),
        Notice::Failed(why) => error("notice failed", why),
        Notice::WindowGone => (say("notice", words.window_gone), true),
        Notice::SignedOut => (say("notice", words.signed_out), true),
    }
}

/// The button by ORCID's rules: its icon, unaltered, and its words.
fn sign_in(purpose: Purpose, messages: &'static Messages, act: &Rc<dyn Fn()>) -> ElementBuilder {
    let text = match purpose {
        Purpose::SignIn => messages.sign_in.sign_in,
        Purpose::Connect => messages.sign_in.connect,
    };
    pressed(
        el("button")
            .part("button")
            .child(icon(None, true))
            .child(el("span").text(text)),
        messages,
        act,
    )
}

fn button(
    part: &str,
    text: &str,
    messages: &'static Messages,
    act: &Rc<dyn Fn()>,
) -> ElementBuilder {
    pressed(el("button").part(part).text(text), messages, act)
}

/// A press does it, but not the second one of a double click: by then another
/// button may stand in the place of the first.
fn pressed(
    button: ElementBuilder,
    messages: &'static Messages,
    act: &Rc<dyn Fn()>,
) -> ElementBuilder {
    let act = Rc::clone(act);
    let button = button.attr("type", "button").words_of(messages);
    button.on("click", move |event| {
        let clicks = event.dyn_ref::<UiEvent>().map_or(0, UiEvent::detail);
        if clicks < 2 {
            act();
        }
    })
}

/// Who is signed in, in words.
fn signed_in(person: &Person, messages: &'static Messages) -> ElementBuilder {
    let words = messages.sign_in;
    let line = el("span").part("signed-in").words_of(messages);
    match (&person.name, words.signed_in_as.split_once("{}")) {
        (Some(name), Some((before, after))) => line
            .text(before)
            .child(el("span").part("name").foreign(None).text(name))
            .text(after),
        _ => line.text(words.signed_in),
    }
}

/// The iD in its full form, with the icon of one that ORCID's sign-in gave, or
/// the words for one that it did not.
fn id(person: &Person, messages: &'static Messages) -> ElementBuilder {
    Holder {
        id: person.id,
        page: person.page.clone(),
        name: person.name.clone(),
        is_signed_in: match person.is_authenticated {
            true => |_| true,
            false => |_| false,
        },
        messages,
    }
    .id_line(&person.page)
}
