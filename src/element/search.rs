//! One `<scholar-search>`: attributes become events of its
//! [`SearchState`](crate::search::SearchState), and effects become browser calls.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

use super::event_queue::EventQueue;
use super::form::{FormField, Internals};
use super::identities::is_signed_in;
use super::lang;
use super::search_events::{tell_failed, tell_selected};
use crate::orcid::OrcidId;
use crate::platform::sleep;
use crate::registry::Registry;
use crate::registry::search::client::{self, Request};
use crate::search::{Effect, Event, Fault, Institution, SearchOptions, SearchState};
use crate::view::search::{Handles, SearchView, Send, sentence};
use crate::view::style;

/// Milliseconds without a key until the registry is asked.
const PAUSE: f64 = 300.0;

#[wasm_bindgen]
extern "C" {
    /// What an element stands in: a document or a shadow tree.
    type Tree;

    #[wasm_bindgen(method, catch, js_name = getElementById)]
    fn element(this: &Tree, id: &str) -> Result<Option<Element>, JsValue>;
}

/// A search on a page. Freeing it cancels the request.
#[wasm_bindgen]
pub struct MountedSearch {
    search: Rc<Search>,
}

/// Shows a search for `host` in its shadow root. `restored` is what the browser
/// remembers of an earlier visit.
#[wasm_bindgen(js_name = connectSearch)]
pub fn connect_search(
    host: HtmlElement,
    root: ShadowRoot,
    internals: Option<Internals>,
    restored: Option<String>,
) -> MountedSearch {
    let search = Rc::new_cyclic(|me: &Weak<Search>| {
        let (me, state) = (me.clone(), Rc::new(RefCell::new(SearchState::default())));
        let send: Send = Rc::new(move |event| {
            if let Some(search) = me.upgrade() {
                search.send(event);
            }
        });
        let known = Rc::clone(&state);
        let handles: Handles = Rc::new(move |key| known.borrow().handles(key));
        Search {
            view: SearchView::new(&send, handles, is_signed_in),
            field: FormField::new(internals),
            is_shown: Cell::default(),
            request: RefCell::default(),
            target: RefCell::default(),
            events: EventQueue::default(),
            state,
            host,
            root,
            send,
        }
    });
    search.read();
    if let Some(restored) = restored {
        search.restore(&restored);
    }
    MountedSearch { search }
}

#[wasm_bindgen]
impl MountedSearch {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        self.search.read();
    }

    /// Brings back what was chosen at first.
    pub fn reset(&self) {
        self.search.send(Event::Reset);
    }

    /// Chooses those whose iDs are in a text.
    pub fn restore(&self, ids: &str) {
        self.search.restore(ids);
    }

    /// The chosen iDs in their full form, with blanks between them.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> String {
        self.search.values().join(" ")
    }
}

/// What carries out the effects.
struct Search {
    host: HtmlElement,
    root: ShadowRoot,
    state: Rc<RefCell<SearchState>>,
    view: SearchView,
    field: FormField,
    /// Whether the view stands in the shadow root, and no longer what the loader
    /// has put there.
    is_shown: Cell<bool>,
    /// The request under way.
    request: RefCell<Option<Request>>,
    /// The element that shows who is chosen, and what it showed before.
    target: RefCell<Option<(Element, Option<String>)>>,
    /// Takes events, for whatever may outlive the element.
    send: Send,
    events: EventQueue<Event>,
}

impl Search {
    fn read(&self) {
        let options = options(&self.host, &self.field);
        self.send(Event::OptionsChanged(Rc::new(options)));
    }

    fn restore(&self, ids: &str) {
        self.send(Event::Restored(OrcidId::parse_several(ids).0));
    }

    fn send(&self, event: Event) {
        self.events.send(event, |event| self.update(event));
    }

    fn update(&self, event: Event) {
        let effects = self.state.borrow_mut().update(event);
        if !self.is_shown.replace(true) {
            self.root.set_text_content(None);
            style::adopt_search(&self.root);
            if let Some(view) = self.view.element() {
                let _ = self.root.append_child(view);
            }
        }
        self.view.show(&self.state.borrow());
        self.show_fault();
        effects.into_iter().for_each(|effect| self.perform(effect));
    }

    fn registry(&self) -> Registry {
        let state = self.state.borrow();
        let options = state.options();
        options.map_or(Registry::default(), |it| it.registry.clone())
    }

    /// The chosen iDs in their full form.
    fn values(&self) -> Vec<String> {
        let registry = self.registry();
        let state = self.state.borrow();
        let ids = state.chosen().iter().map(|hit| hit.id);
        ids.map(|id| registry.record_page(id)).collect()
    }

    /// Tells the form whether it can be sent.
    fn show_fault(&self) {
        let state = self.state.borrow();
        let fault = state.fault().map(|fault| {
            let lang = state.options().map_or("", |it| it.lang.as_str());
            let flag = match fault {
                Fault::Missing => "valueMissing",
                Fault::Undecided => "badInput",
            };
            (flag, sentence(fault, lang))
        });
        self.field.set_fault(fault, self.view.input());
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Wait(number) => {
                let send = Rc::clone(&self.send);
                spawn_local(async move {
                    sleep(PAUSE).await;
                    send(Event::Due(number));
                });
            }
            Effect::Ask {
                number,
                request,
                again,
            } => {
                let send = Rc::clone(&self.send);
                let listen = move |outcome| send(Event::Answered { number, outcome });
                let request = client::ask(&request, again, Rc::new(listen));
                self.request.replace(request);
            }
            Effect::Drop => drop(self.request.take()),
            Effect::Value => self.hand_on(),
            Effect::Select => {
                let registry = self.registry();
                let chosen = self.state.borrow().chosen().to_vec();
                tell_selected(&self.host, &chosen, &registry);
            }
            Effect::Fail(error) => tell_failed(&self.host, error),
        }
    }

    /// Gives who is chosen to the form, and to the element that `for` names.
    fn hand_on(&self) {
        let values = self.values();
        let name = self.host.get_attribute("name").unwrap_or_default();
        self.field.set_values(&name, &values, &values.join(" "));
        let ids = self.state.borrow().chosen().to_vec();
        let ids: Vec<String> = ids.iter().map(|hit| hit.id.digits()).collect();
        let target = self.target_element();
        let mut known = self.target.borrow_mut();
        let is_known = matches!((&*known, &target), (Some((old, _)), Some(new)) if old == new);
        if !is_known {
            *known = target.map(|target| {
                let before = target.get_attribute("orcid");
                (target, before)
            });
        }
        if let Some((target, before)) = &*known {
            let shown = match ids.is_empty() {
                true => before.clone(),
                false => Some(ids.join(" ")),
            };
            let _ = match shown {
                Some(shown) => target.set_attribute("orcid", &shown),
                None => target.remove_attribute("orcid"),
            };
        }
    }

    fn target_element(&self) -> Option<Element> {
        let id = self.host.get_attribute("for")?;
        let root: Node = self.host.get_root_node();
        root.unchecked_ref::<Tree>().element(&id).ok()?
    }
}

/// What the attributes say.
fn options(host: &HtmlElement, field: &FormField) -> SearchOptions {
    let attribute = |name: &str| host.get_attribute(name).unwrap_or_default();
    let said = |name: &str| Some(attribute(name)).filter(|text| !text.trim().is_empty());
    let multiple = host.has_attribute("multiple");
    let (mut value, _) = OrcidId::parse_several(&attribute("value"));
    if !multiple {
        value.truncate(1);
    }
    SearchOptions {
        registry: Registry::parse(&attribute("registry")),
        institution: Institution::parse(&attribute("affiliation")),
        multiple,
        required: host.has_attribute("required"),
        // Also within a disabled fieldset.
        is_disabled: host.matches(":disabled").unwrap_or_default(),
        value,
        label: said("label"),
        outer_label: field.label(),
        placeholder: said("placeholder"),
        lang: lang(host),
    }
}
