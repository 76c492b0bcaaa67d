//! One `<scholar-people>`: attributes become events of its
//! [`PeopleState`](crate::people::PeopleState), and effects become browser calls.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::event_queue::EventQueue;
use super::identities::is_signed_in;
use super::lang;
use super::people_events::dispatch;
use super::record::{fallback, warn};
use super::record_requests::{RecordRequests, record_options};
use crate::extras;
use crate::people::{
    Effect, Env, Event, Grouping, Home, Look, PeopleDisplay, PeopleOptions, PeopleState, Piece,
    Sorting, Timer, headings,
};
use crate::platform::sleep;
use crate::view::people::{Icons, PeopleView, Send};
use crate::view::{Fallback, compare, style, today};

/// Milliseconds until a visitor is told that records are on their way.
const PATIENCE: f64 = 200.0;
/// Milliseconds until people are put in order without those who are late. At the
/// pace that a registry allows, sixty have come by then.
const LATE: f64 = 5_000.0;

/// People on a page. Freeing it takes the view off and cancels the requests.
#[wasm_bindgen]
pub struct MountedPeople {
    people: Rc<People>,
}

/// Shows people for `host` in its shadow root; `take` is that of a badge. `icons`
/// fetches the drawings of the sites that people link to: a promise of an object
/// of paths.
#[wasm_bindgen(js_name = connectPeople)]
pub fn connect_people(
    host: HtmlElement,
    root: ShadowRoot,
    take: Function,
    icons: Option<Function>,
) -> MountedPeople {
    let people = Rc::new_cyclic(|me: &Weak<People>| {
        let me = me.clone();
        let send: Send = Rc::new(move |event| {
            if let Some(people) = me.upgrade() {
                people.send(event);
            }
        });
        People {
            state: RefCell::default(),
            view: PeopleView::new(Rc::clone(&send), is_signed_in, Icons::new(icons)),
            is_shown: Cell::default(),
            requests: RecordRequests::new(host.clone(), take),
            events: EventQueue::default(),
            host,
            root,
            send,
        }
    });
    people.read();
    MountedPeople { people }
}

#[wasm_bindgen]
impl MountedPeople {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        self.people.read();
    }
}

/// What carries out the effects.
struct People {
    host: HtmlElement,
    root: ShadowRoot,
    state: RefCell<PeopleState>,
    view: PeopleView,
    /// Whether the view stands in the shadow root, and no longer what the loader
    /// has put there.
    is_shown: Cell<bool>,
    requests: RecordRequests,
    /// Takes events, for whatever may outlive the element.
    send: Send,
    events: EventQueue<Event>,
}

impl People {
    fn read(&self) {
        self.send(Event::OptionsChanged(Rc::new(options(&self.host))));
    }

    fn send(&self, event: Event) {
        self.events.send(event, |event| self.update(event));
    }

    fn update(&self, event: Event) {
        let lang = lang(&self.host);
        let env = Env {
            compare: &|one, other| compare(one, other, &lang),
            today: today(),
        };
        let effects = self.state.borrow_mut().update(event, &env);
        effects.into_iter().for_each(|effect| self.perform(effect));
        self.show();
    }

    fn show(&self) {
        let state = self.state.borrow();
        let page = state.people().first().map(|it| it.member.page.clone());
        let fallback = fallback(&self.host, page);
        let has_text = matches!(fallback, Fallback::OwnText);
        // The page's own text says more than an empty card.
        if !self.is_shown.get() && has_text && state.is_empty() {
            return;
        }
        if !self.is_shown.replace(true) {
            self.root.set_text_content(None);
            style::adopt_people(&self.root);
            if let Some(view) = self.view.element() {
                let _ = self.root.append_child(view);
            }
        }
        self.view.show(&state, fallback);
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::FetchRecord { query, again } => {
                let (send, asked) = (Rc::clone(&self.send), query.id);
                let listen = move |outcome| send(Event::RecordArrived { asked, outcome });
                self.requests.fetch(&query, again, Rc::new(listen));
            }
            Effect::DropRecord(id) => {
                let is_of = |event: &Event| matches!(event, Event::RecordArrived { asked, .. } if *asked == id);
                self.events.forget(is_of);
                self.requests.drop(id);
            }
            Effect::FetchExtras(address) => {
                let (send, asked) = (Rc::clone(&self.send), address.clone());
                let listen = move |extras| {
                    send(Event::ExtrasArrived {
                        address: asked,
                        extras,
                    });
                };
                extras::web::load(&address, Box::new(listen));
            }
            Effect::Dispatch(message) => dispatch(&self.host, message),
            Effect::Warn(error) => warn(&self.host, error),
            Effect::Wait(timer) => {
                let send = Rc::clone(&self.send);
                spawn_local(async move {
                    sleep(match timer {
                        Timer::Loading => PATIENCE,
                        Timer::Order => LATE,
                    })
                    .await;
                    send(Event::Due(timer));
                });
            }
        }
    }
}

/// What the attributes say.
fn options(host: &HtmlElement) -> PeopleOptions {
    let attribute = |name: &str| host.get_attribute(name).unwrap_or_default();
    let group = Grouping::parse(&attribute("group"));
    let (group_heading, heading) = headings(&attribute("heading-level"), group);
    PeopleOptions {
        records: record_options(host),
        display: PeopleDisplay {
            look: Look::parse(&attribute("look")),
            group,
            sort: Sorting::parse(&attribute("sort")),
            show: Piece::parse_list(host.get_attribute("show").as_deref()),
            home: Home::parse(&attribute("organization")),
            heading,
            group_heading,
            lang: lang(host),
        },
    }
}
