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

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::badge::failed;
use super::messages::Messages;
use super::shape::{Shape, el};
use super::whole::Whole;

pub use look::{ListLook, Toolbar, heading};
pub use model::{
    Byline, Context, Door, Heard, Known, Member, Model, Progress, Signals, Stage, Style, Way,
};

/// The door, on its way into the component.
pub struct Handle(pub SendWrapper<Rc<dyn Door>>);

/// The whole list.
#[component]
pub fn WorkList(
    /// What is shown.
    signals: Signals,
    /// Who is asked for more.
    door: Handle,
) -> Whole {
    let door = door.0.take();
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
            door: Rc::clone(&door),
            messages: lang.with(|lang| Messages::for_lang(lang)),
            opened: Rc::default(),
            panels: Rc::default(),
        };
        if is_shown.get() {
            vec![shown(&context)]
        } else {
            vec![el("div").part("root").switching(move || without(&context))]
        }
    };
    el("div").part("root").switching(content).into()
}

fn shown(context: &Context) -> Shape {
    el("div")
        .part("list")
        .child(people::people(context))
        .child(toolbar::toolbar(context))
        .child(body::body(context))
}

/// What shows while there is no list.
fn without(context: &Context) -> Vec<Shape> {
    let door = Rc::clone(&context.door);
    match context.signals.stage.get() {
        Stage::Waiting(fallback) => vec![fallback.view()],
        Stage::Failed(error, fallback) => {
            let retry = Rc::new(move || door.retry());
            vec![failed(error, &fallback, context.messages, retry)]
        }
        Stage::Shown => Vec::new(),
    }
}
