//! One `<scholar-badge>`: its record becomes the view's state.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::events::{Detail, tell_shown};
use super::identities::is_signed_in;
use super::lang;
use super::record::{
    MAX_AGE, TIMEOUT, fallback, given, head_start, is_visible, limit_cache, max_size, number,
    tell_error, warn,
};
use crate::orcid::OrcidId;
use crate::registry::client::{self, Listener, Subscription};
use crate::registry::{Error, Outcome, RecordQuery, Registry};
use crate::view::{
    Badge, BadgeDisplay, BadgeProps, Fallback, Layout, LeptosRootState, Section, Shown, State,
    heading, style,
};

/// Works read at least, so that a page may show a few more without reading anew.
const READ: usize = 24;
/// Recent works a card shows, unless `works` says otherwise.
const WORKS: f64 = 5.0;

/// A badge on a page. Freeing it unmounts the view and cancels the request.
#[wasm_bindgen]
pub struct Mounted {
    element: Rc<Element>,
    _view: UnmountHandle<LeptosRootState>,
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
        let retry = Rc::new(move || {
            if let Some(element) = again.upgrade() {
                element.ask(true);
            }
        });
        Badge(BadgeProps {
            state,
            look,
            is_signed_in,
            retry,
        })
    });
    element.ask(false);
    Mounted {
        element,
        _view: view,
    }
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
    look: ArcRwSignal<BadgeDisplay>,
    /// Whether the badge had the focus when it was asked to try again.
    refocus: Cell<bool>,
    /// What the view shows or waits for.
    wanted: RefCell<Option<Result<RecordQuery, Error>>>,
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
                let (element, host) = (Rc::downgrade(self), self.host.clone());
                self.state
                    .set(State::Waiting(fallback(&self.host, Some(page(&ask)))));
                let subscription = client::subscribe(
                    &ask.clone(),
                    again,
                    head_start(&self.take, &ask),
                    Listener {
                        listen: Rc::new(move |outcome| {
                            if let Some(element) = element.upgrade() {
                                element.hear(outcome, Some(&ask));
                            }
                        }),
                        is_visible: Box::new(move || is_visible(&host)),
                    },
                );
                Some(subscription)
            }
        };
        // The old one goes last, so that an answer under way can be shared.
        self.subscription.replace(subscription);
    }

    fn hear(&self, outcome: Outcome, ask: Option<&RecordQuery>) {
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
                    warn(&self.host, error);
                }
                let page = ask.registry.record_page(record.id);
                let shown = Shown {
                    answer,
                    requested: ask.id,
                    page,
                };
                self.state.set(State::Shown(shown));
                tell_shown(&self.host, "scholar-load", details);
            }
            (Err(error), ask) => {
                let fallback = fallback(&self.host, ask.map(page));
                self.state.set(State::Failed(error, fallback));
                let orcid = ask.map_or_else(|| given(&self.host), |ask| ask.id.digits());
                tell_error(&self.host, error, orcid);
            }
            (Ok(_), None) => {}
        }
    }
}

/// The record's page for people.
fn page(query: &RecordQuery) -> String {
    query.registry.record_page(query.id)
}

fn ask(host: &HtmlElement) -> Result<RecordQuery, Error> {
    limit_cache(host);
    Ok(RecordQuery {
        id: OrcidId::parse(&given(host))?,
        registry: Registry::parse(&host.get_attribute("registry").unwrap_or_default()),
        timeout: number(host, "timeout", TIMEOUT) * 1000.0,
        max_age: number(host, "max-age", MAX_AGE) * 1000.0,
        max_size: max_size(host),
        works: works(host).max(READ),
    })
}

fn look(host: &HtmlElement) -> BadgeDisplay {
    BadgeDisplay {
        layout: Layout::parse(&host.get_attribute("layout").unwrap_or_default()),
        works: works(host),
        sections: Section::parse_list(host.get_attribute("show").as_deref()),
        heading: heading(&host.get_attribute("heading-level").unwrap_or_default()),
        lang: lang(host),
    }
}

/// How many recent works the host wants shown.
fn works(host: &HtmlElement) -> usize {
    number(host, "works", WORKS) as usize
}
