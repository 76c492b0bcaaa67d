//! The works in their groups, as far as they are on the page.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::controls::button;
use super::model::{Context, Model};
use super::row::row;
use super::window::{STRETCH, Window};
use crate::bibliography::{Choice, Group, GroupKey};
use crate::view::messages::fill;
use crate::view::shape::{Shape, el};

/// All that fits the visitor's choice, group by group.
pub fn body(context: &Context) -> Shape {
    let door = Rc::clone(&context.door);
    let window = Rc::new(Window::new(move |entries| door.see(entries)));
    let more = ArcRwSignal::new(false);
    let shown = ArcRwSignal::new(0_usize);
    let body = el("div")
        .part("body")
        .switching(whole_button(context, &window, shown.clone()));
    let list = el("div");
    let groups = {
        let (context, more) = (context.clone(), more.clone());
        let (window, list) = (Rc::clone(&window), list.element().cloned());
        move || {
            let signals = &context.signals;
            let Some(model) = signals.model.get() else {
                return Vec::new();
            };
            let look = signals.look.get();
            let is_all = signals.choice.with(Choice::is_empty);
            let limit = look.limit.filter(|_| is_all && !more.get());
            let groups = signals.found.with(|found| {
                let all = found.entries.len();
                shown.set(limit.map_or(all, |limit| limit.min(all)));
                let groups = model.with(|list| list.groups(found, look.group));
                let mut groups = with_sizes(groups.unwrap_or_default());
                if let Some(limit) = limit {
                    cut(&mut groups, found.entries.get(..limit));
                }
                groups
            });
            let groups = views(&context, &model, &window, look.heading, groups);
            if let Some(list) = &list {
                watch_soon(&window, list);
            }
            groups
        }
    };
    let list = print_with(list.switching(groups), &window);
    body.child(list).switching(more_button(context, more))
}

/// Groups, each with how many works it has in all.
fn with_sizes(groups: Vec<Group>) -> Vec<(Group, usize)> {
    let sized = groups.into_iter().map(|group| {
        let size = group.entries.len();
        (group, size)
    });
    sized.collect()
}

/// Leaves only these works in the groups.
fn cut(groups: &mut Vec<(Group, usize)>, to: Option<&[u32]>) {
    let Some(to) = to else { return };
    for (group, _) in groups.iter_mut() {
        group.entries.retain(|entry| to.contains(entry));
    }
    groups.retain(|(group, _)| !group.entries.is_empty());
}

/// Watches the stretches once they are on the page.
fn watch_soon(window: &Rc<Window>, list: &Element) {
    let (window, list) = (Rc::downgrade(window), list.clone());
    request_animation_frame(move || {
        if let Some(window) = window.upgrade() {
            window.watch(&list);
        }
    });
}

/// The groups' views, and the plan of their stretches.
fn views(
    context: &Context,
    model: &Model,
    window: &Rc<Window>,
    heading: &'static str,
    groups: Vec<(Group, usize)>,
) -> Vec<Shape> {
    let stretches = groups
        .iter()
        .flat_map(|(group, _)| group.entries.chunks(STRETCH));
    window.plan(stretches.map(<[u32]>::to_vec).collect());
    let mut place = 0;
    let mut views = Vec::with_capacity(groups.len());
    for group in groups {
        let first = place;
        place += group.0.entries.chunks(STRETCH).len();
        views.push(one_group(context, model, window, heading, group, first));
    }
    views
}

fn one_group(
    context: &Context,
    model: &Model,
    window: &Rc<Window>,
    heading: &'static str,
    (group, of): (Group, usize),
    first: usize,
) -> Shape {
    let messages = context.messages;
    let name = match &group.key {
        GroupKey::Pinned => Some(String::from(messages.list.pinned)),
        GroupKey::Year(year) => Some(year.to_string()),
        GroupKey::Undated => Some(messages.list.undated.into()),
        GroupKey::Type(work_type) => Some(messages.type_name(work_type)),
        GroupKey::All => None,
    };
    let title = name.clone().map(|name| {
        el(heading)
            .part("group-heading")
            .words_of(messages)
            .text(&name)
            .text(" ")
            .child(el("span").part("count").text(&messages.number(of)))
    });
    let stretches: Vec<Shape> = group
        .entries
        .chunks(STRETCH)
        .enumerate()
        .map(|(index, entries)| {
            let before = index * STRETCH;
            stretch(
                context,
                model,
                window,
                first + index,
                entries.to_vec(),
                (before, of),
            )
        })
        .collect();
    let label = name.unwrap_or_else(|| messages.list.works.into());
    el("div").part("group").children(title).child(
        el("div")
            .part("work-list")
            .role("list")
            .label(&label)
            .children(stretches),
    )
}

/// Some works that come and go together. `position`: how many of the group
/// stand before, and how many there are.
fn stretch(
    context: &Context,
    model: &Model,
    window: &Rc<Window>,
    place: usize,
    entries: Vec<u32>,
    position: (usize, usize),
) -> Shape {
    let near = window.near(place);
    let stretch = el("div")
        .part("stretch")
        .role("presentation")
        .attr("data-stretch", &place.to_string());
    let element = stretch.element().cloned();
    let (context, model, window) = (context.clone(), model.clone(), Rc::clone(window));
    // One effect for both, since a long list has hundreds of stretches.
    stretch.switching(move || {
        let is_near = near.get();
        let height = (!is_near).then(|| window.height(place));
        set_room(element.as_ref(), height);
        if !is_near {
            return Vec::new();
        }
        let (before, of) = position;
        let rows = entries.iter().enumerate();
        rows.map(|(index, entry)| row(&context, &model, *entry, before + index + 1, of))
            .collect()
    })
}

/// Keeps room for works that are not on the page, in CSS pixels.
fn set_room(stretch: Option<&Element>, height: Option<f64>) {
    let Some(stretch) = stretch.and_then(|it| it.dyn_ref::<HtmlElement>()) else {
        return;
    };
    let height = height.map(|height| [&(height as u32).to_string(), "px"].concat());
    let _ = stretch
        .style()
        .set_property("min-block-size", height.as_deref().unwrap_or_default());
}

/// Everything is on the page while it is being printed.
fn print_with(list: Shape, window: &Rc<Window>) -> Shape {
    let before = Rc::clone(window);
    let after = (Rc::clone(window), list.element().cloned());
    list.on_window("beforeprint", move |_| before.print(true))
        .on_window("afterprint", move |_| {
            let (window, list) = &after;
            window.print(false);
            if let Some(list) = list {
                window.watch_again(list);
            }
        })
}

/// The way to the whole of a long list.
fn whole_button(
    context: &Context,
    window: &Rc<Window>,
    shown: ArcRwSignal<usize>,
) -> impl Fn() -> Vec<Shape> + 'static {
    let messages = context.messages;
    let whole = window.whole();
    let window = Rc::clone(window);
    let is_long = ArcMemo::new(move |_| {
        let works = shown.get();
        (Window::is_long(works) && !whole.get()).then_some(works)
    });
    move || {
        let Some(works) = is_long.get() else {
            return Vec::new();
        };
        let works = messages.count(&messages.works, works);
        let text = fill(messages.list.show_whole, &works);
        let window = Rc::clone(&window);
        let show_all = move || window.show_all();
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

/// Shows what the page's limit leaves out.
fn more_button(context: &Context, more: ArcRwSignal<bool>) -> impl Fn() -> Vec<Shape> + 'static {
    let messages = context.messages;
    let left_out = {
        let (signals, more) = (context.signals.clone(), more.clone());
        ArcMemo::new(move |_| {
            let all = signals.found.with(|found| found.entries.len());
            let limit = signals.look.with(|look| look.limit);
            let is_all = signals.choice.with(Choice::is_empty);
            (is_all && !more.get() && limit.is_some_and(|limit| limit < all)).then_some(all)
        })
    };
    move || {
        let Some(all) = left_out.get() else {
            return Vec::new();
        };
        let works = messages.count(&messages.works, all);
        let more = more.clone();
        let text = fill(messages.list.show_more, &works);
        vec![button("more-button", &text, move || more.set(true))]
    }
}
