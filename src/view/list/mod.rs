//! The whole list of one person's or a lab's works: [`toolbar`] (with [`bars`]
//! and [`cite`]) chooses among them, [`body`] groups them, [`window`] keeps
//! only those near the viewport on the page, [`row`] shows one work and
//! [`about`] what more is known of it. [`model`] is what all of it is shown
//! from, and the [`Door`] through which the view asks for more.

mod about;
mod bars;
mod body;
mod cite;
mod controls;
mod look;
pub mod messages;
mod model;
mod people;
mod row;
mod toolbar;
mod window;

use leptos::prelude::*;

use super::badge::failed;
use super::messages::Messages;
use super::shape::el;
use controls::switching;

pub use look::{ListLook, Toolbar, heading};
pub use model::{
    Byline, Context, Door, Handle, Heard, Known, Member, Model, Progress, Signals, Stage, Way,
};

/// The whole list.
#[component]
pub fn WorkList(
    /// What is shown.
    signals: Signals,
    /// Who is asked for more.
    door: Handle,
) -> AnyView {
    let lang = {
        let look = signals.look.clone();
        ArcMemo::new(move |_| look.with(|look| look.lang.clone()))
    };
    // Whether there is a list: what is in it changes further down.
    let is_shown = {
        let stage = signals.stage.clone();
        ArcMemo::new(move |_| stage.with(|stage| matches!(stage, Stage::Shown)))
    };
    let content = move || {
        let context = Context {
            signals: signals.clone(),
            door,
            messages: lang.with(|lang| Messages::for_lang(lang)),
        };
        if is_shown.get() {
            shown(&context)
        } else {
            switching(move || without(&context))
        }
    };
    // Leptos swaps views only inside an element, which a shadow root is not.
    el("div").part("root").child(switching(content)).into_any()
}

fn shown(context: &Context) -> AnyView {
    el("div")
        .part("list")
        .child(people::people(context))
        .child(toolbar::toolbar(context))
        .child(body::body(context))
        .into_any()
}

/// What shows while there is no list.
fn without(context: &Context) -> AnyView {
    let door = context.door;
    match context.signals.stage.get() {
        Stage::Waiting(fallback) => fallback.view(),
        Stage::Failed(error, fallback) => {
            let retry = move || door.with_value(|door| door.retry());
            let retry = StoredValue::new_local(Box::new(retry) as Box<dyn Fn()>);
            failed(error, &fallback, context.messages, retry)
        }
        Stage::Shown => ().into_any(),
    }
}
