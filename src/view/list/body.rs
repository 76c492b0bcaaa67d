//! The works in their groups, as far as they are on the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::controls::{Button, switching};
use super::model::{Context, Model};
use super::row::row;
use super::window::{self, Handle, STRETCH, Window};
use crate::bibliography::{Choice, Group, GroupKey};
use crate::view::messages::fill;
use crate::view::shape::el;

/// All that fits the visitor's choice, group by group.
pub fn body(context: &Context) -> AnyView {
    let window: Handle = StoredValue::new_local(Window::new());
    let more = ArcRwSignal::new(false);
    let node = NodeRef::<leptos::html::Div>::new();
    let shown = ArcRwSignal::new(0_usize);
    print_with(window, node, shown.clone());

    let groups = {
        let (context, shown, more) = (context.clone(), shown.clone(), more.clone());
        move || {
            let signals = &context.signals;
            let Some(model) = signals.model.get() else {
                return Vec::<AnyView>::new();
            };
            let look = signals.look.get();
            let mut found = signals.found.get();
            let is_all = signals.choice.with(|choice| *choice == Choice::default());
            if let Some(limit) = look.limit
                && is_all
                && !more.get()
            {
                found.entries.truncate(limit);
            }
            shown.set(found.entries.len());
            let groups = model.with(|list| list.groups(&found, look.group));
            views(
                &context,
                &model,
                window,
                look.heading,
                groups.unwrap_or_default(),
            )
        }
    };
    // Once the groups are on the page, they are watched.
    Effect::new({
        let (signals, shown) = (context.signals.clone(), shown.clone());
        let (more, whole) = (more.clone(), window.with_value(Window::whole));
        move || {
            signals.model.track();
            signals.found.track();
            signals.look.track();
            more.track();
            whole.track();
            let works = shown.get();
            if let Some(list) = node.get() {
                let list: Element = list.into();
                request_animation_frame(move || window::watch(window, &list, works));
            }
        }
    });
    html::div()
        .attr("part", "body")
        .node_ref(node)
        .child((
            switching(whole_button(context, window, shown)),
            groups,
            more_button(context, more),
        ))
        .into_any()
}

/// The groups' views, and the plan of their stretches.
fn views(
    context: &Context,
    model: &Model,
    window: Handle,
    heading: &'static str,
    groups: Vec<Group>,
) -> Vec<AnyView> {
    let lengths: Vec<usize> = groups
        .iter()
        .flat_map(|group| group.entries.chunks(STRETCH).map(<[u32]>::len))
        .collect();
    window.with_value(|inner| inner.plan(&lengths));
    let mut place = 0;
    let mut views = Vec::with_capacity(groups.len());
    for group in groups {
        let first = place;
        place += group.entries.chunks(STRETCH).len();
        views.push(one_group(context, model, window, heading, group, first));
    }
    views
}

fn one_group(
    context: &Context,
    model: &Model,
    window: Handle,
    heading: &'static str,
    group: Group,
    first: usize,
) -> AnyView {
    let messages = context.messages;
    let of = group.entries.len();
    let name = match &group.key {
        GroupKey::Pinned => Some(String::from(messages.list.pinned)),
        GroupKey::Year(year) => Some(year.to_string()),
        GroupKey::Undated => Some(messages.list.undated.into()),
        GroupKey::Type(work_type) => Some(match messages.work_type(work_type) {
            name if name.is_empty() => messages.list.no_type.into(),
            name => name,
        }),
        GroupKey::All => None,
    };
    let title = name.clone().map(|name| {
        el(heading)
            .part("group-heading")
            .words_of(messages)
            .text(name)
            .text(" ")
            .child(el("span").part("count").text(messages.number(of)))
            .into_any()
    });
    let stretches: Vec<AnyView> = group
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
    el("div")
        .part("group")
        .children(title)
        .child(
            el("div")
                .part("work-list")
                .role("list")
                .label(label)
                .children(stretches),
        )
        .into_any()
}

/// Some works that come and go together. `position`: how many of the group
/// stand before, and how many there are.
fn stretch(
    context: &Context,
    model: &Model,
    window: Handle,
    place: usize,
    entries: Vec<u32>,
    position: (usize, usize),
) -> AnyView {
    let near = window.with_value(|inner| inner.near(place));
    let height = {
        let near = near.clone();
        move || {
            if near.get() {
                return String::new();
            }
            let height = window.try_with_value(|inner| inner.height(place));
            [&(height.unwrap_or_default() as u32).to_string(), "px"].concat()
        }
    };
    let (context, model) = (context.clone(), model.clone());
    let works = move || {
        if !near.get() {
            return Vec::new();
        }
        context.door.with_value(|door| door.see(&entries));
        let (before, of) = position;
        entries
            .iter()
            .enumerate()
            .map(|(index, entry)| row(&context, &model, *entry, before + index + 1, of))
            .collect::<Vec<AnyView>>()
    };
    html::div()
        .attr("part", "stretch")
        .attr("role", "presentation")
        .attr("data-stretch", place.to_string())
        .style(("min-block-size", height))
        .child(works)
        .into_any()
}

/// Everything is on the page while it is being printed.
fn print_with(window: Handle, node: NodeRef<leptos::html::Div>, shown: ArcRwSignal<usize>) {
    let before = window_event_listener(ev::beforeprint, move |_| window::print(window, true));
    let after = window_event_listener(ev::afterprint, move |_| {
        window::print(window, false);
        if let Some(list) = node.get_untracked() {
            window::watch(window, &list.into(), shown.get_untracked());
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// The way to the whole of a long list.
fn whole_button(
    context: &Context,
    window: Handle,
    shown: ArcRwSignal<usize>,
) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let messages = context.messages;
    let whole = window.with_value(Window::whole);
    let is_long = ArcMemo::new(move |_| {
        let works = shown.get();
        (Window::is_long(works) && !whole.get()).then_some(works)
    });
    move || match is_long.get() {
        None => ().into_any(),
        Some(works) => {
            let text = fill(
                messages.list.show_whole,
                &messages.count(&messages.works, works),
            );
            el("p")
                .part("whole")
                .words_of(messages)
                .text(messages.list.whole_why)
                .text(" ")
                .child(Button::new("whole-button", text, move || window::show_all(window)).view())
                .into_any()
        }
    }
}

/// Shows what the page's limit leaves out.
fn more_button(context: &Context, more: ArcRwSignal<bool>) -> AnyView {
    let messages = context.messages;
    let left_out = {
        let (signals, more) = (context.signals.clone(), more.clone());
        ArcMemo::new(move |_| {
            let all = signals.found.with(|found| found.entries.len());
            let limit = signals.look.with(|look| look.limit);
            let is_all = signals.choice.with(|choice| *choice == Choice::default());
            (is_all && !more.get() && limit.is_some_and(|limit| limit < all)).then_some(all)
        })
    };
    switching(move || match left_out.get() {
        None => ().into_any(),
        Some(all) => {
            let works = messages.count(&messages.works, all);
            let more = more.clone();
            Button::new(
                "more-button",
                fill(messages.list.show_more, &works),
                move || {
                    more.set(true);
                },
            )
            .view()
        }
    })
}
