//! The works in their groups, as far as they are on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use super::beyond::{more_button, whole_button};
use super::context::Context;
use super::row::row;
use super::stretch::{Stretch, divide, set_room};
use super::window::Window;
use crate::bibliography::{GroupKey, WorkKey};
use crate::list::{Event, ListState, Part};
use crate::view::element_builder::{ElementBuilder, Place, arrange, el};
use crate::view::focus::Focus;

/// Works of the groups that are made at once when the visitor filters; a long
/// list's others follow in the next frame, so that a key is answered in its own.
const AT_ONCE: usize = 30;

/// All that fits the visitor's filter, group by group.
pub fn body(context: &Context) -> ElementBuilder {
    let list = el("div");
    let groups = el("div");
    let rest = el("div");
    let body = Rc::new(Body::new(context, &list, &groups, Place::within(&rest)));
    let plan = Rc::clone(&body);
    let list = list
        .child(groups)
        .child(rest)
        .effect(Box::new(move |_| plan.plan()));
    let list = print_with(list, &body);
    el("div")
        .part("body")
        .switching(whole_button(context, &body.window, body.works.clone()))
        .child(list)
        .switching(more_button(context, &body.window, body.more.clone()))
}

/// What a group shall show.
struct Planned {
    key: GroupKey,
    works: Vec<WorkKey>,
    /// How many works it has, shown or beyond the page's limit.
    of: usize,
}

/// A group on the page.
struct Shown {
    key: GroupKey,
    heading: &'static str,
    shape: ElementBuilder,
    /// Says how many works there are.
    count: Option<ElementBuilder>,
    /// Holds the stretches.
    list: ElementBuilder,
    stretches: Vec<Rc<Stretch>>,
}

struct Body {
    context: Context,
    window: Rc<Window>,
    list: Option<web_sys::Element>,
    groups: Option<web_sys::Element>,
    shown: RefCell<Vec<Shown>>,
    /// Whether works beyond the page's limit are wanted.
    more: ArcRwSignal<bool>,
    /// How many works there are to show.
    works: ArcRwSignal<usize>,
    /// Whether groups follow in the next frame.
    is_partial: Cell<bool>,
    /// Room for them.
    rest: Place,
    /// The works that are shown, by their revision.
    revision: Cell<Option<u32>>,
    /// Counts what has been planned.
    round: Cell<u32>,
}

impl Body {
    fn new(context: &Context, list: &ElementBuilder, groups: &ElementBuilder, rest: Place) -> Self {
        let (actions, rows) = (Rc::clone(&context.actions), context.clone());
        let see = move |works: &[WorkKey]| actions.send(Event::Seen(works.to_vec()));
        let make = move |work| row(&rows, work);
        Self {
            context: context.clone(),
            window: Rc::new(Window::new(Box::new(see), Box::new(make))),
            list: list.element().cloned(),
            groups: groups.element().cloned(),
            shown: RefCell::default(),
            more: ArcRwSignal::new(false),
            works: ArcRwSignal::new(0),
            is_partial: Cell::default(),
            rest,
            revision: Cell::default(),
            round: Cell::default(),
        }
    }

    /// What is to be shown has changed.
    fn plan(self: &Rc<Self>) {
        let store = &self.context.store;
        let more = self.more.get();
        for part in [Part::Works, Part::Filter, Part::Display] {
            store.track(part);
        }
        untrack(|| {
            let revision = Some(store.peek(|state| state.revision(Part::Works)));
            // A list that grows changes at once; the answer to a key, too, but
            // then what is far from it may follow.
            let grows = self.revision.replace(revision) != revision;
            let at_once = grows || self.window.is_printing();
            let most = if at_once { usize::MAX } else { AT_ONCE };
            self.show(more, most, grows);
            self.follow();
        });
    }

    /// Shows the groups with the first `most` works; those that have been shown
    /// before and follow stay as they are until [`Self::show_rest`].
    fn show(&self, more: bool, most: usize, grows: bool) {
        // A row may move to a group that is not on the page yet.
        let focus = self.groups.as_ref().and_then(Focus::within);
        let store = &self.context.store;
        let planned = store.peek(|state| planned(state, more));
        let all: usize = planned.iter().map(|group| group.works.len()).sum();
        if self.works.get_untracked() != all {
            self.works.set(all);
        }
        let heading = store.peek(|state| state.display().heading);
        let mut old = self.shown.take();
        let mut shown = Vec::with_capacity(planned.len());
        let mut works = 0;
        let mut first = 0;
        let mut left_out = 0;
        let opened = self.context.opened.borrow();
        let mut stay: Vec<WorkKey> = opened.iter().map(|(work, _)| *work).collect();
        drop(opened);
        let focused = focus
            .as_ref()
            .and_then(|it| self.window.work_of(it.element()));
        stay.extend(focused);
        self.window.begin(all, &stay, grows);
        for group in planned {
            let start = first;
            first += group.works.len();
            let known = old
                .iter()
                .position(|one| one.key == group.key && one.heading == heading);
            let known = known.map(|place| old.swap_remove(place));
            if works >= most {
                match known {
                    Some(known) => shown.push(known),
                    None => left_out += group.works.len(),
                }
                self.is_partial.set(true);
                continue;
            }
            works += group.works.len();
            let mut known = known.unwrap_or_else(|| self.group(&group.key, heading));
            self.fill(&mut known, group, start);
            shown.push(known);
        }
        for gone in old.iter().filter_map(|group| group.shape.element()) {
            gone.remove();
        }
        if let Some(groups) = &self.groups {
            arrange(
                groups,
                &shown.iter().map(|group| &group.shape).collect::<Vec<_>>(),
            );
        }
        let room = (left_out > 0).then(|| {
            let room = el("div");
            set_room(&room, Some(self.window.usual_height(left_out)));
            room
        });
        self.rest.show(room.into_iter().collect());
        let stretches = shown.iter().flat_map(|group| &group.stretches);
        self.window.end(stretches.cloned().collect());
        self.shown.replace(shown);
        if let Some(focus) = focus {
            focus.restore();
        }
    }

    /// Shows the groups that are still to follow.
    fn show_rest(&self) {
        if self.is_partial.replace(false) {
            self.show(self.more.get_untracked(), usize::MAX, false);
        }
    }

    /// Once this has been painted, the rest follows and all is watched.
    fn follow(self: &Rc<Self>) {
        let round = self.round.get().wrapping_add(1);
        self.round.set(round);
        let body = Rc::downgrade(self);
        let still = move || body.upgrade().filter(|body| body.round.get() == round);
        request_animation_frame(move || {
            let Some(body) = still() else { return };
            if !body.is_partial.get() {
                body.watch();
                return;
            }
            // A frame that has begun is not painted yet.
            request_animation_frame(move || {
                if let Some(body) = still() {
                    body.show_rest();
                    request_animation_frame(move || {
                        if let Some(body) = still() {
                            body.watch();
                        }
                    });
                }
            });
        });
    }

    fn watch(&self) {
        if let Some(list) = &self.list {
            self.window.watch(list);
        }
    }

    /// A group without works.
    fn group(&self, key: &GroupKey, heading: &'static str) -> Shown {
        let messages = self.context.messages;
        let name = match key {
            GroupKey::Pinned => Some(String::from(messages.list.pinned)),
            GroupKey::Year(year) => Some(year.to_string()),
            GroupKey::Undated => Some(messages.list.undated.into()),
            GroupKey::Type(work_type) => Some(messages.type_name(work_type)),
            GroupKey::All => None,
        };
        let label = name.as_deref().unwrap_or(messages.list.works);
        let list = el("div").part("work-list").role("list").label(label);
        // To those who hear the page the list tells how long it is.
        let count = || el("span").part("count").attr("aria-hidden", "true");
        let count = name.is_some().then(count);
        let by = match key {
            GroupKey::Year(_) | GroupKey::Undated => "year",
            GroupKey::Type(_) => "type",
            GroupKey::Pinned | GroupKey::All => "none",
        };
        let mut shape = el("div").part("group").attr("data-by", by);
        if let (Some(name), Some(count)) = (&name, &count) {
            let title = el(heading)
                .part("group-heading")
                .words_of(messages)
                .text(name)
                .text(" ")
                .holding(count);
            shape = shape.child(title);
        }
        Shown {
            key: key.clone(),
            heading,
            shape: shape.holding(&list),
            count,
            list,
            stretches: Vec::new(),
        }
    }

    /// `start` works are shown before this group.
    fn fill(&self, shown: &mut Shown, group: Planned, start: usize) {
        if let Some(count) = shown.count.as_ref().and_then(ElementBuilder::element) {
            count.set_text_content(Some(&self.context.messages.number(group.of)));
        }
        let new = || self.window.new_stretch();
        let divided = divide(std::mem::take(&mut shown.stretches), group.works, new);
        let mut before = 0;
        for (stretch, works) in divided {
            stretch.before.set(before);
            stretch.of.set(group.of);
            stretch.count_from(start + before);
            before += works.len();
            self.window.put(&stretch, works);
            shown.stretches.push(stretch);
        }
        if let Some(list) = shown.list.element() {
            let gone = |element: &web_sys::Element| {
                let id = Stretch::id_of(element);
                !shown.stretches.iter().any(|one| Some(one.id) == id)
            };
            let children = list.children();
            let children = (0..children.length()).filter_map(|place| children.item(place));
            let gone: Vec<web_sys::Element> = children.filter(gone).collect();
            gone.iter().for_each(web_sys::Element::remove);
            arrange(
                list,
                &shown
                    .stretches
                    .iter()
                    .map(|one| one.shape())
                    .collect::<Vec<_>>(),
            );
        }
    }
}

/// The groups with the works that are to be shown.
fn planned(state: &ListState, more: bool) -> Vec<Planned> {
    let Some(list) = state.list() else {
        return Vec::new();
    };
    let limit = state
        .display()
        .limit
        .filter(|_| state.filter().is_empty() && !more);
    let first = limit.and_then(|limit| state.result().entries.get(..limit));
    let groups = state.groups().into_iter().map(|group| {
        let places = group.entries.iter();
        let places = places.filter(|place| first.is_none_or(|first| first.contains(place)));
        Planned {
            works: places.filter_map(|place| list.key(*place)).collect(),
            of: group.entries.len(),
            key: group.key,
        }
    });
    groups.filter(|group| !group.works.is_empty()).collect()
}

/// Everything is on the page while it is being printed. Chromium tells by an
/// event and by the medium, the others by the event alone; pages that are shown
/// as they would be printed, by the medium alone.
fn print_with(list: ElementBuilder, body: &Rc<Body>) -> ElementBuilder {
    let print = |begins: bool| {
        let body = Rc::clone(body);
        move |_| {
            body.window.print(begins);
            if body.window.is_printing() {
                body.show_rest();
            } else {
                body.watch();
            }
        }
    };
    let list = list
        .on_window("beforeprint", print(true))
        .on_window("afterprint", print(false));
    match body.window.paper() {
        Some(paper) => list.on_other(paper.clone().into(), "change", Box::new(print(false))),
        None => list,
    }
}
