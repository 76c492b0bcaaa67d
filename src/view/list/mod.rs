//! The whole list of one person's or a lab's works: [`people`] says whose it
//! is, [`toolbar`] (with [`facets`], [`bars`], [`chips`] and [`cite`]) filters it,
//! [`body`] groups it, [`window`] keeps only works near the viewport on the page, [`beyond`] leads to
//! the others, [`row`] shows one work with its [`actions`] and [`about`] what more
//! is known of it. All of it is shown from the [`Store`], and tells what happens by [`ListActions`].

mod about;
mod actions;
mod bars;
mod beyond;
mod body;
mod chips;
mod cite;
mod context;
mod controls;
mod facets;
pub mod messages;
mod people;
mod row;
mod store;
mod stretch;
mod toolbar;
mod window;

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::Element;

use super::badge::{loading, notice};
use super::element_builder::{ElementBuilder, el};
use super::leptos_root::LeptosRoot;
use super::messages::Messages;
use super::surroundings;
use crate::list::{Event, ListState, LoadState, Part};

pub use context::{Context, ListActions};
pub use store::Store;

/// Who is told what happens, on the way into the component.
pub struct Handle(pub SendWrapper<Rc<dyn ListActions>>);

/// The whole list.
#[component]
pub fn WorkList(
    /// What is shown.
    store: Store,
    /// Who is told what happens.
    actions: Handle,
) -> LeptosRoot {
    let actions = actions.0.take();
    let lang = store.memo(Part::Display, |state| state.display().lang.clone());
    // Whether there is a list: what is in it changes further down.
    let is_shown = store.memo(Part::Load, |state| state.load() == LoadState::Shown);
    let has_failed = store.memo(Part::Load, |it| matches!(it.load(), LoadState::Failed(_)));
    let comes = store.memo(Part::Load, |it| it.load() != LoadState::Waiting);
    let measure = move |root: &Element| {
        if comes.get() {
            surroundings::measure(root);
        }
    };
    let reason = {
        let (store, actions, lang) = (store.clone(), Rc::clone(&actions), lang.clone());
        move || match store.read(Part::Load, ListState::load) {
            LoadState::Failed(error) => {
                let actions = Rc::clone(&actions);
                let retry = Rc::new(move || actions.send(Event::Retry));
                let messages = lang.with(|lang| Messages::for_lang(lang));
                vec![notice(error, messages, retry)]
            }
            LoadState::Waiting => {
                vec![loading(lang.with(|lang| Messages::for_lang(lang)))]
            }
            LoadState::Shown => Vec::new(),
        }
    };
    let content = move || {
        let context = Context {
            store: store.clone(),
            actions: Rc::clone(&actions),
            messages: lang.with(|lang| Messages::for_lang(lang)),
            opened: Rc::default(),
            panels: Rc::default(),
        };
        if is_shown.get() {
            vec![shown(&context)]
        } else {
            vec![el("div").switching(move || without(&context))]
        }
    };
    // There before its text, or screen readers would not say it.
    let region = el("span").role("status").switching(reason);
    let root = el("div")
        // While it holds little: a browser styles all that is there to say a colour.
        .effect(Box::new(measure))
        .live_attr("part", move || {
            let has_failed = has_failed.get();
            Some(String::from(if has_failed {
                "root failed"
            } else {
                "root"
            }))
        })
        .switching(content)
        .child(region);
    surroundings::follow(root).into()
}

fn shown(context: &Context) -> ElementBuilder {
    el("div")
        .part("list")
        .child(people::people(context))
        .child(toolbar::toolbar(context))
        .child(body::body(context))
}

/// What shows while there is no list.
fn without(context: &Context) -> Vec<ElementBuilder> {
    let fallback = context.actions.fallback();
    match context.store.read(Part::Load, ListState::load) {
        LoadState::Waiting => fallback.waiting(),
        _ => vec![fallback.view()],
    }
}
