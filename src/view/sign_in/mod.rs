//! Signing in with an ORCID iD: one button, and what becomes of it.
//!
//! Given a [`SignInState`] and a [`SignInLook`], it calls back what the visitor
//! wants ([`Actions`]) and does nothing else. The line of status stays on the
//! page, so that what it says is announced once; [`seat`] keeps the focus where
//! it makes sense while the buttons change.

pub mod messages;
mod seat;
mod steps;

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::messages::Messages;
use super::shape::el;
use super::whole::Whole;
use crate::orcid::OrcidId;
use crate::signin::Error;
use seat::Seat;

/// Where signing in stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SignInState {
    /// Nobody is signed in; with something that the visitor should know.
    Idle(Option<Notice>),
    /// The visitor is asked in another window.
    Waiting {
        /// Whether this page can bring that window to the front.
        can_focus: bool,
    },
    /// The page is about to make room for that of the sign-in.
    Leaving,
    /// The answer is being checked.
    Working,
    /// Somebody is signed in.
    SignedIn(Person),
}

/// What a visitor who is not signed in should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The visitor chose so, or may have: nothing went wrong.
    Calm(Error),
    /// Something is wrong.
    Failed(Error),
    /// The window is not to be seen any more, but may still answer.
    WindowGone,
    /// The visitor has signed out.
    SignedOut,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The iD.
    pub id: OrcidId,
    /// The record's page for people, which is also the iD in its full form.
    pub page: String,
    /// The name; `None` when it is not public.
    pub name: Option<String>,
}

/// What signing in is for, and so what the button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To show who one is.
    #[default]
    SignIn,
    /// To add an iD to something that the visitor has at this site; an iD can
    /// be made on the way.
    Connect,
}

impl Purpose {
    /// Reads a `purpose` attribute; anything unknown is signing in.
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "connect" => Self::Connect,
            _ => Self::SignIn,
        }
    }
}

/// The chosen looks of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLook {
    /// BCP 47 tag of the language of the element's own words; empty: the
    /// browser's.
    pub lang: String,
    /// What the button says.
    pub purpose: Purpose,
}

/// What the visitor may want.
#[derive(Clone)]
pub struct Actions {
    /// To sign in. Called while the browser handles the click, as a window can
    /// be opened only then.
    pub sign_in: Rc<dyn Fn()>,
    /// To see the other window.
    pub focus_window: Rc<dyn Fn()>,
    /// To wait no longer.
    pub cancel: Rc<dyn Fn()>,
    /// To sign out of this page.
    pub sign_out: Rc<dyn Fn()>,
}

/// The button, and what becomes of it.
#[component]
pub fn SignIn(
    /// Where signing in stands.
    state: ArcRwSignal<SignInState>,
    /// The webmaster's choice of looks.
    look: ArcRwSignal<SignInLook>,
    /// What the visitor may want.
    actions: Actions,
) -> Whole {
    let Seat { shape, places } = Seat::new();
    let show = move |_: &Element| {
        let SignInLook { lang, purpose } = look.get();
        let messages = Messages::for_lang(&lang);
        let view = state.with(|state| steps::view(state, purpose, messages, &actions));
        places.show(view, messages);
    };
    el("div")
        .part("root")
        .child(shape.effect(Box::new(show)))
        .into()
}
