//! The door: what `www/element.js` calls, and nothing else.
//!
//! An element's attributes become one request and one look; the outcome of the
//! request becomes the view's state and a DOM event.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, CustomEvent, CustomEventInit, HtmlElement, ShadowRoot};

use crate::orcid::OrcidId;
use crate::registry::client::{self, Ask, HeadStart, Outcome, Subscription};
use crate::registry::{Error, Registry};
use crate::view::{Badge, BadgeProps, Fallback, Layout, Look, Section, Shown, State, style};

/// Seconds to wait for a whole record, unless `timeout` says otherwise.
const TIMEOUT: f64 = 30.0;
/// Seconds a kept copy counts as fresh, unless `max-age` says otherwise.
const MAX_AGE: f64 = 86_400.0;
/// Works read at least, so that a page may show a few more without reading anew.
const READ: usize = 24;
/// Recent works a card shows, unless `works` says otherwise.
const WORKS: f64 = 5.0;

/// A badge on a page. Freeing it unmounts the view and cancels the request.
#[wasm_bindgen]
pub struct Mounted {
    element: Rc<Element>,
    _view: UnmountHandle<AnyViewState>,
}

#[wasm_bindgen]
extern "C" {
    /// A request under way, as the loader keeps it.
    type Started;

    #[wasm_bindgen(method, getter)]
    fn response(this: &Started) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn abort(this: &Started) -> AbortController;
}

/// Shows a badge for `host` in its shadow root. `take` is given the address of
/// a record and hands over the request that the loader has already started
/// for it, `{ response, abort }`: once, and `undefined` if there is none.
#[wasm_bindgen]
pub fn connect(host: HtmlElement, root: ShadowRoot, take: Function) -> Mounted {
    let element = Rc::new(Element {
        state: ArcRwSignal::new(State::Waiting(Fallback::OwnText)),
        look: ArcRwSignal::new(look(&host)),
        host,
        root: root.clone(),
        refocus: Cell::default(),
        wanted: RefCell::default(),
        take,
        subscription: RefCell::default(),
    });
    root.set_text_content(None);
    let props = (element.state.clone(), element.look.clone());
    let again = Rc::downgrade(&element);
    // Mounting needs only what every parent node can do.
    let view = mount_to(root.unchecked_into(), move || {
        let (state, look) = props;
        let retry = StoredValue::new_local(Box::new(move || {
            if let Some(element) = again.upgrade() {
                element.ask(true);
            }
        }) as Box<dyn Fn()>);
        Badge(BadgeProps { state, look, retry })
    });
    element.ask(false);
    Mounted {
        element,
        _view: view,
    }
}

/// Shows a list of works for `host` in its shadow root; `take` is that of
/// [`connect`].
#[cfg(feature = "list")]
#[wasm_bindgen(js_name = connectWorks)]
pub fn connect_works(host: HtmlElement, root: ShadowRoot, take: Function) -> Mounted {
    connect(host, root, take)
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        let look = look(&self.element.host);
        if self.element.look.with_untracked(|old| *old != look) {
            self.element.look.set(look);
        }
        self.element.ask(false);
    }
}

/// One element's side of things.
struct Element {
    host: HtmlElement,
    root: ShadowRoot,
    state: ArcRwSignal<State>,
    look: ArcRwSignal<Look>,
    /// Whether the badge had the focus when it was asked to try again.
    refocus: Cell<bool>,
    /// What the view shows or waits for.
    wanted: RefCell<Option<Result<Ask, Error>>>,
    take: Function,
    subscription: RefCell<Option<Subscription>>,
}

impl Element {
    /// Asks for the record the attributes name, unless that is what is shown
    /// already and nobody wants it `again`.
    fn ask(self: &Rc<Self>, again: bool) {
        let wanted = ask(&self.host);
        if !again && self.wanted.borrow().as_ref() == Some(&wanted) {
            return;
        }
        self.wanted.replace(Some(wanted.clone()));
        self.refocus
            .set(again && self.root.active_element().is_some());
        let subscription = match wanted {
            Err(error) => {
                self.hear(Err(error), None);
                None
            }
            Ok(ask) => {
                let element = Rc::downgrade(self);
                self.state.set(State::Waiting(self.fallback(Some(&ask))));
                let subscription = client::subscribe(
                    &ask.clone(),
                    again,
                    head_start(&self.take, &ask),
                    Rc::new(move |outcome| {
                        if let Some(element) = element.upgrade() {
                            element.hear(outcome, Some(&ask));
                        }
                    }),
                );
                Some(subscription)
            }
        };
        // The old one goes last, so that an answer under way can be shared.
        self.subscription.replace(subscription);
    }

    fn hear(&self, outcome: Outcome, ask: Option<&Ask>) {
        // Until now the loader's own sheet has kept room for the badge.
        style::adopt(&self.root);
        if self.refocus.take() {
            let root = self.root.clone();
            // Once the view has changed; the button that was pressed is gone.
            spawn_local(async move {
                leptos::task::tick().await;
                let target = root.query_selector("button, a").ok().flatten();
                if let Some(target) = target.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = target.focus();
                }
            });
        }
        match (outcome, ask) {
            (Ok(answer), Some(ask)) => {
                let record = &answer.record;
                let name = record.person.name.as_ref().map(|name| name.display());
                let details = [
                    ("orcid", Detail::Text(record.id.digits())),
                    ("requested", Detail::Text(ask.id.digits())),
                    ("name", name.map_or(Detail::Nothing, Detail::Text)),
                    ("works", Detail::Number(record.work_count as f64)),
                    ("skipped", Detail::Number(record.skipped as f64)),
                    ("fromCache", Detail::Flag(answer.from_cache)),
                    ("fetchedAt", Detail::Number(answer.fetched_at)),
                ];
                if let Some(error) = answer.not_renewed {
                    self.warn(error);
                }
                let page = ask.registry.record_page(record.id);
                let shown = Shown {
                    answer,
                    requested: ask.id,
                    page,
                };
                self.state.set(State::Shown(shown));
                self.tell("scholar-load", &details);
            }
            (Err(error), ask) => {
                self.state.set(State::Failed(error, self.fallback(ask)));
                self.warn(error);
                let orcid = ask.map_or_else(|| given(&self.host), |ask| ask.id.digits());
                self.tell(
                    "scholar-error",
                    &[
                        ("code", Detail::Text(error.code().into())),
                        ("orcid", Detail::Text(orcid)),
                        ("message", Detail::Text(error.developer().into())),
                        ("retryable", Detail::Flag(error.is_retryable())),
                    ],
                );
            }
            (Ok(_), None) => {}
        }
    }

    fn fallback(&self, ask: Option<&Ask>) -> Fallback {
        let text = self.host.text_content().unwrap_or_default();
        let is_empty = text.trim().is_empty() && self.host.child_element_count() == 0;
        match ask {
            _ if !is_empty => Fallback::OwnText,
            Some(ask) => Fallback::Link(ask.registry.record_page(ask.id)),
            None => Fallback::Given(given(&self.host)),
        }
    }

    fn warn(&self, error: Error) {
        let text = ["scholar-badge: ", error.code(), ": ", error.developer()].concat();
        web_sys::console::warn_2(&text.into(), &self.host);
    }

    /// Sends a DOM event that bubbles out of shadow trees.
    fn tell(&self, name: &str, details: &[(&'static str, Detail)]) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        // Strings, numbers and flags: nothing here can fail.
        let serializer = Serializer::new()
            .serialize_missing_as_null(true)
            .serialize_maps_as_objects(true);
        if let Ok(detail) = Details(details).serialize(&serializer) {
            init.set_detail(&detail);
        }
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            let _ = self.host.dispatch_event(&event);
        }
    }
}

/// A member of an event's `detail`.
#[derive(Serialize)]
#[serde(untagged)]
enum Detail {
    Text(String),
    Number(f64),
    Flag(bool),
    Nothing,
}

/// The members of a `detail`, written as a map: a struct would bring a hash
/// map of field names along.
struct Details<'a>(&'a [(&'static str, Detail)]);

impl Serialize for Details<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The request for a record that the loader has under way, if it has.
fn head_start(take: &Function, ask: &Ask) -> Option<HeadStart> {
    let address = ask.registry.record_address(ask.id);
    let started = take.call1(&JsValue::NULL, &address.into()).ok()?;
    if !started.is_object() {
        return None;
    }
    let started: &Started = started.unchecked_ref();
    Some(HeadStart {
        response: started.response(),
        abort: started.abort(),
    })
}

/// What the `orcid` attribute says.
fn given(host: &HtmlElement) -> String {
    host.get_attribute("orcid").unwrap_or_default()
}

fn ask(host: &HtmlElement) -> Result<Ask, Error> {
    Ok(Ask {
        id: OrcidId::parse(&given(host))?,
        registry: Registry::parse(&host.get_attribute("registry").unwrap_or_default()),
        timeout: number(host, "timeout", TIMEOUT) * 1000.0,
        max_age: number(host, "max-age", MAX_AGE) * 1000.0,
        works: works(host).max(READ),
    })
}

fn look(host: &HtmlElement) -> Look {
    Look {
        layout: Layout::parse(&host.get_attribute("layout").unwrap_or_default()),
        works: works(host),
        sections: Section::parse_list(host.get_attribute("show").as_deref()),
        lang: lang(host),
    }
}

/// How many recent works the host wants shown.
fn works(host: &HtmlElement) -> usize {
    number(host, "works", WORKS) as usize
}

/// A number attribute that is not negative, else `usual`.
fn number(host: &HtmlElement, name: &str, usual: f64) -> f64 {
    let given = host
        .get_attribute(name)
        .map(|text| js_sys::parse_float(&text));
    given.filter(|number| *number >= 0.0).unwrap_or(usual)
}

/// The nearest `lang`, else the browser's.
fn lang(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten();
    nearest
        .and_then(|element| element.get_attribute("lang"))
        .filter(|lang| !lang.is_empty())
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_default()
}
