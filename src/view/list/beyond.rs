//! The ways to works that are not on the page: beyond the window, and beyond the
//! page's limit.

use std::rc::Rc;

use leptos::prelude::*;

use super::context::Context;
use super::controls::button;
use super::window::Window;
use crate::list::Part;
use crate::view::element_builder::{ElementBuilder, el};
use crate::view::messages::fill;

/// The way to the whole of a long list of so many works.
pub fn whole_button(
    context: &Context,
    window: &Rc<Window>,
    works: ArcRwSignal<usize>,
) -> impl Fn() -> Vec<ElementBuilder> + 'static {
    let messages = context.messages;
    let whole = window.whole();
    let (window, store) = (Rc::clone(window), context.store.clone());
    let is_long = ArcMemo::new(move |_| {
        let works = works.get();
        match Window::is_long(works) && !whole.get() {
            true => works,
            false => 0,
        }
    });
    move || {
        let works = is_long.get();
        if works == 0 {
            return Vec::new();
        }
        let works = messages.count(&messages.works, works);
        let text = fill(messages.list.show_whole, &works);
        let (window, store) = (Rc::clone(&window), store.clone());
        let show_all = move || {
            window.show_all();
            // The button goes, the focus must not.
            window.focus(store.peek(|state| state.shown().first().copied()));
        };
        vec![
            el("p")
                .part("whole")
                .words_of(messages)
                .text(messages.list.whole_why)
                .text(" ")
                .child(button("whole-button", &text, show_all)),
        ]
    }
}

/// Shows what the page's limit leaves out, by setting `more`.
pub fn more_button(
    context: &Context,
    window: &Rc<Window>,
    more: ArcRwSignal<bool>,
) -> impl Fn() -> Vec<ElementBuilder> + 'static {
    let messages = context.messages;
    let (window, store) = (Rc::clone(window), context.store.clone());
    let left_out = {
        let (store, more) = (store.clone(), more.clone());
        ArcMemo::new(move |_| {
            store.track(Part::Display);
            let left_out = store.read(Part::Filter, |state| {
                let all = state.result().entries.len();
                let is_cut = state.display().limit.is_some_and(|limit| limit < all);
                (state.filter().is_empty() && is_cut).then_some(all)
            });
            left_out.filter(|_| !more.get()).unwrap_or_default()
        })
    };
    move || {
        let all = left_out.get();
        if all == 0 {
            return Vec::new();
        }
        let works = messages.count(&messages.works, all);
        let (more, window, store) = (more.clone(), Rc::clone(&window), store.clone());
        let text = fill(messages.list.show_more, &works);
        let show_more = move || {
            // The button goes, the focus must not: the first work that it brings
            // takes it.
            let next = store.peek(|state| {
                let limit = state.display().limit.unwrap_or_default();
                state.shown().get(limit).copied()
            });
            more.set(true);
            window.focus(next);
        };
        vec![button("more-button", &text, show_more)]
    }
}
