//! Signing in with an ORCID iD: one button, and what becomes of it.
//!
//! Given a [`SignInState`] and a [`SignInDisplay`], it calls back what the visitor
//! wants ([`Actions`]) and does nothing else. The line of status stays on the
//! page, so that what it says is announced once; [`status_panel`] keeps the focus
//! where it makes sense while the buttons change.

pub mod messages;
mod model;
mod status_panel;
mod steps;

use leptos::prelude::*;
use web_sys::Element;

use super::element_builder::el;
use super::leptos_root::LeptosRoot;
use super::messages::Messages;
use super::surroundings;
pub use model::{Actions, Notice, Person, Purpose, SignInDisplay, SignInState};
use status_panel::StatusPanel;

/// The button, and what becomes of it.
#[component]
pub fn SignIn(
    /// Where signing in stands.
    state: ArcRwSignal<SignInState>,
    /// The webmaster's choice of looks.
    look: ArcRwSignal<SignInDisplay>,
    /// What the visitor may want.
    actions: Actions,
) -> LeptosRoot {
    let StatusPanel { shape, places } = StatusPanel::new();
    let show = move |root: &Element| {
        let SignInDisplay { lang, purpose } = look.get();
        let messages = Messages::for_lang(&lang);
        let view = state.with(|state| steps::view(state, purpose, messages, &actions));
        places.show(view, messages);
        surroundings::measure(root);
    };
    let root = el("div").part("root").child(shape);
    surroundings::follow(root).effect(Box::new(show)).into()
}
