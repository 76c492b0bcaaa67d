//! The works in their groups, as far as they are on the page.

use std::cell::{Cell, RefCell};
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
use crate::view::shape::{Place, Shape, el};

/// Works of the groups that are made at once; a long list's others follow in
/// the next frame, so that a key is answered in its own.
const AT_ONCE: usize = 30;

/// All that fits the visitor's choice, group by group.
pub fn body(context: &Context) -> Shape {
    let list = el("div");
    let rest = el("div");
    let place = Place::within(&rest);
    let body = Rc::new(Body::new(context, list.element().cloned(), place));
    let first = Rc::clone(&body);
    let list = list
        .child(el("div").switching(move || first.first()))
        .child(rest);
    let list = print_with(list, &body);
    el("div")
        .part("body")
        .switching(whole_button(&body))
        .child(list)
        .switching(more_button(&body))
}

/// A group, how many works it has in all, and its first stretch.
type Planned = (Group, usize, usize);

struct Body {
    context: Context,
    window: Rc<Window>,
    list: Option<Element>,
    /// Whether works beyond the page's limit are wanted.
    more: ArcRwSignal<bool>,
    /// How many works there are to show.
    shown: ArcRwSignal<usize>,
    /// The groups that follow in the next frame, and where.
    later: RefCell<Vec<Planned>>,
    rest: Place,
    /// The model that is shown.
    generation: Cell<u32>,
    /// Counts what has been shown.
    round: Cell<u32>,
}

impl Body {
    fn new(context: &Context, list: Option<Element>, rest: Place) -> Self {
        let door = Rc::clone(&context.door);
        Self {
            context: context.clone(),
            window: Rc::new(Window::new(move |entries| door.see(entries))),
            list,
            more: ArcRwSignal::new(false),
            shown: ArcRwSignal::new(0),
            later: RefCell::default(),
            rest,
            generation: Cell::default(),
            round: Cell::default(),
        }
    }

    /// The groups to make at once. What is planned for later follows.
    fn first(self: &Rc<Self>) -> Vec<Shape> {
        let signals = &self.context.signals;
        let Some(model) = signals.model.get() else {
            return Vec::new();
        };
        let look = signals.look.get();
        let is_all = signals.choice.with(Choice::is_empty);
        let limit = look.limit.filter(|_| is_all && !self.more.get());
        let groups = signals.found.with(|found| {
            let all = found.entries.len();
            self.shown.set(limit.map_or(all, |limit| limit.min(all)));
            let groups = model.with(|list| list.groups(found, look.group));
            let mut groups = with_sizes(groups.unwrap_or_default());
            if let Some(limit) = limit {
                cut(&mut groups, found.entries.get(..limit));
            }
            groups
        });
        // A list that grows keeps its place; another choice begins at the top.
        let grows = self.generation.replace(model.generation) != model.generation;
        let stretches = groups
            .iter()
            .flat_map(|(group, _)| group.entries.chunks(STRETCH));
        self.window
            .plan(stretches.map(<[u32]>::to_vec).collect(), grows);
        let mut first = Vec::new();
        let mut later = Vec::new();
        let (mut works, mut place) = (0, 0);
        for (group, of) in groups {
            let planned = (group, of, place);
            place += planned.0.entries.chunks(STRETCH).len();
            if grows || works < AT_ONCE {
                works += planned.0.entries.len();
                first.push(self.group(&model, look.heading, planned));
            } else {
                later.push(planned);
            }
        }
        self.keep_room(later.first());
        self.later.replace(later);
        if self.window.is_printing() {
            self.show_rest();
        }
        self.follow();
        first
    }

    /// Once this has been painted, the rest follows and all is watched.
    fn follow(self: &Rc<Self>) {
        let round = self.round.get().wrapping_add(1);
        self.round.set(round);
        let body = Rc::downgrade(self);
        let still = move || body.upgrade().filter(|body| body.round.get() == round);
        request_animation_frame(move || {
            let Some(body) = still() else { return };
            if body.later.borrow().is_empty() {
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

    /// Room for the other groups, until their frame has come.
    fn keep_room(&self, next: Option<&Planned>) {
        let room = next.map(|(_, _, place)| {
            let room = el("div");
            set_room(room.element(), Some(self.window.height_from(*place)));
            room
        });
        self.rest.show(room.into_iter().collect());
    }

    /// Shows the other groups, if there are any that have not been shown.
    fn show_rest(&self) {
        let later = self.later.take();
        let signals = &self.context.signals;
        let model = signals.model.get_untracked();
        let Some(model) = model.filter(|_| !later.is_empty()) else {
            return;
        };
        let heading = signals.look.with_untracked(|look| look.heading);
        let groups = later
            .into_iter()
            .map(|planned| self.group(&model, heading, planned));
        self.rest.show(groups.collect());
    }

    fn group(&self, model: &Model, heading: &'static str, planned: Planned) -> Shape {
        one_group(&self.context, model, &self.window, heading, planned)
    }
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

fn one_group(
    context: &Context,
    model: &Model,
    window: &Rc<Window>,
    heading: &'static str,
    (group, of, first): Planned,
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
    let stretch = el("div").attr("data-stretch", &place.to_string());
    let works = Place::within(&stretch);
    let element = stretch.element().cloned();
    let (context, model) = (context.clone(), model.clone());
    let fill = move |room: Option<f64>| {
        set_room(element.as_ref(), room);
        let (before, of) = position;
        let rows = entries.iter().enumerate().filter(|_| room.is_none());
        let rows = rows.map(|(index, entry)| row(&context, &model, *entry, before + index + 1, of));
        works.show(rows.collect());
    };
    window.make(place, Rc::new(fill));
    stretch
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

/// Everything is on the page while it is being printed. Chromium tells by an
/// event and by the medium, the others by the event alone; pages that are shown
/// as they would be printed, by the medium alone.
fn print_with(list: Shape, body: &Rc<Body>) -> Shape {
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

/// Gives the focus to a work, once it is on the page: the button that brought
/// it there goes.
fn focus_work(list: Option<Element>, place: u32) {
    request_animation_frame(move || {
        let works = list.and_then(|list| list.query_selector_all("[part~='work']").ok());
        let work = works.and_then(|works| works.get(place)?.dyn_into::<Element>().ok());
        let target = work.and_then(|work| work.query_selector("a, button").ok().flatten());
        if let Some(target) = target.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = target.focus();
        }
    });
}

/// The way to the whole of a long list.
fn whole_button(body: &Body) -> impl Fn() -> Vec<Shape> + 'static {
    let messages = body.context.messages;
    let whole = body.window.whole();
    let window = Rc::clone(&body.window);
    let (shown, list) = (body.shown.clone(), body.list.clone());
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
        let (window, list) = (Rc::clone(&window), list.clone());
        let show_all = move || {
            window.show_all();
            focus_work(list.clone(), 0);
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

/// Shows what the page's limit leaves out.
fn more_button(body: &Body) -> impl Fn() -> Vec<Shape> + 'static {
    let messages = body.context.messages;
    let (more, list) = (body.more.clone(), body.list.clone());
    let look = body.context.signals.look.clone();
    let left_out = {
        let (signals, more) = (body.context.signals.clone(), more.clone());
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
        let (more, list, look) = (more.clone(), list.clone(), look.clone());
        let text = fill(messages.list.show_more, &works);
        let show_more = move || {
            let limit = look.with_untracked(|look| look.limit);
            more.set(true);
            focus_work(list.clone(), limit.unwrap_or_default() as u32);
        };
        vec![button("more-button", &text, show_more)]
    }
}
