//! One `<scholar-works>`: attributes become events of its
//! [`ListState`](crate::list::ListState), and effects become browser calls.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use js_sys::Function;
use leptos::mount::{UnmountHandle, mount_to};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, ShadowRoot};

use super::event_queue::EventQueue;
use super::events::inform;
use super::json_ld::JsonLdBlock;
use super::permalink::Permalink;
use super::record::{fallback, warn};
use super::requests::{Requests, Send};
use super::works_events::dispatch;
use super::{export, identities, options};
use crate::bibliography::Pause;
use crate::extras;
use crate::list::{Effect, Env, Event, HAS_SITE, ListState, LoadState, MergeJob, Timer};
use crate::platform::{breathe, decompose, elapsed, sleep};
use crate::view::list::{Handle, ListActions, Store, WorkList, WorkListProps};
use crate::view::{Fallback, LeptosRootState, style, today};

/// Milliseconds that records which have come wait for others.
const SHOW_REST: f64 = 1_500.0;
/// Milliseconds after the last key until authors are fetched for a search:
/// reading them must not keep a key from being answered.
const SEARCH_REST: f64 = 700.0;
/// Milliseconds until authors that have come are written into the page's head:
/// each answer would have the whole list written anew.
const JSON_LD_REST: f64 = 1_000.0;

/// A list on a page. Freeing it unmounts the view and cancels the requests.
#[wasm_bindgen]
pub struct MountedWorks {
    works: Rc<Works>,
    _view: UnmountHandle<LeptosRootState>,
}

/// Shows a list for `host` in its shadow root; `take` is that of a badge.
#[wasm_bindgen(js_name = connectWorks)]
pub fn connect_works(host: HtmlElement, root: ShadowRoot, take: Function) -> MountedWorks {
    let store = Store::new(
        ListState::new(options::display(&host)),
        identities::is_signed_in,
    );
    let works = Rc::new_cyclic(|me: &Weak<Works>| {
        let me = me.clone();
        let send: Send = Rc::new(move |event| {
            if let Some(works) = me.upgrade() {
                works.send(event);
            }
        });
        Works {
            store: store.clone(),
            root: root.clone(),
            events: EventQueue::default(),
            requests: Requests::new(host.clone(), take, Rc::clone(&send)),
            merge_cost: Rc::default(),
            permalink: Permalink::new(Rc::clone(&send)),
            json_ld: JsonLdBlock::default(),
            host,
            send,
        }
    });
    root.set_text_content(None);
    let actions = Rc::<Works>::clone(&works) as Rc<dyn ListActions>;
    let actions = Handle(SendWrapper::new(actions));
    let view = mount_to(root.unchecked_into(), move || {
        WorkList(WorkListProps { store, actions })
    });
    works.permalink.changed(&works.host);
    if let Some(pairs) = works.permalink.read() {
        works.send(Event::AddressRead(pairs));
    }
    works.send(Event::OptionsChanged(Rc::new(options::read(&works.host))));
    MountedWorks { works, _view: view }
}

#[wasm_bindgen]
impl MountedWorks {
    /// Reads the host's attributes anew.
    pub fn changed(&self) {
        let host = &self.works.host;
        self.works.permalink.changed(host);
        let options = Rc::new(options::read(host));
        self.works.send(Event::OptionsChanged(options));
    }
}

/// What carries out the effects of one list.
struct Works {
    store: Store,
    host: HtmlElement,
    root: ShadowRoot,
    /// Takes events, for whatever may outlive the list.
    send: Send,
    events: EventQueue<Event>,
    requests: Requests,
    /// How long the last merge took, in milliseconds.
    merge_cost: Rc<Cell<f64>>,
    permalink: Permalink,
    json_ld: JsonLdBlock,
}

impl Works {
    fn update(&self, event: Event) {
        let load = || self.store.peek(ListState::load);
        let before = load();
        let env = Env {
            decompose: &decompose,
            today: today(),
        };
        let effects = self.store.update(event, &env);
        // Until now the loader's own sheet has kept room for the list. Not at
        // every event: the page would be styled anew.
        if load() != before && load() != LoadState::Waiting {
            style::adopt_list(&self.root);
        }
        effects.into_iter().for_each(|effect| self.perform(effect));
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::FetchRecord { query, again } => self.requests.fetch_record(&query, again),
            Effect::DropRecord(id) => {
                let is_of = |event: &Event| matches!(event, Event::RecordArrived { asked, .. } if *asked == id);
                self.events.forget(is_of);
                self.requests.drop_record(id);
            }
            Effect::FetchWorks { request, query } => self.requests.fetch_works(request, query),
            Effect::DropWorks(request) => self.requests.drop_works(request),
            Effect::Merge(job) => self.merge(*job),
            Effect::FetchExtras(address) if HAS_SITE => {
                let (send, asked) = (Rc::clone(&self.send), address.clone());
                let listen = move |extras| {
                    send(Event::ExtrasArrived {
                        address: asked,
                        extras,
                    });
                };
                extras::web::load(&address, Box::new(listen));
            }
            Effect::FetchExtras(_) => {}
            Effect::TellUnmatched(problems) => {
                inform(&self.host, "extras", &problems.sentences().join("; "));
            }
            Effect::WritePermalink(pairs) => self.permalink.write(pairs),
            Effect::WriteJsonLd(text) if HAS_SITE => self.json_ld.write(text.as_deref()),
            Effect::WriteJsonLd(_) => {}
            Effect::Dispatch(message) => dispatch(&self.host, message),
            Effect::Warn(error) => warn(&self.host, error),
            Effect::Deliver(delivery) => {
                let (send, number) = (Rc::clone(&self.send), delivery.number);
                let ended = move |progress| send(Event::ExportEnded { number, progress });
                export::deliver(delivery, self.host.clone(), ended);
            }
            Effect::Wait(timer) => self.wait(timer),
        }
    }

    fn merge(&self, job: MergeJob) {
        let (send, cost) = (Rc::clone(&self.send), Rc::clone(&self.merge_cost));
        spawn_local(async move {
            let start = elapsed();
            let merged = job.run(&decompose, &Breath).await;
            cost.set(elapsed() - start);
            send(Event::Merged(Box::new(merged)));
        });
    }

    fn wait(&self, timer: Timer) {
        let wait = match timer {
            // The more it costs, the rarer.
            Timer::Merge => (self.merge_cost.get() * 5.0).clamp(100.0, 2_000.0),
            Timer::Show => SHOW_REST,
            Timer::Search(_) => SEARCH_REST,
            Timer::JsonLd => JSON_LD_REST,
        };
        let send = Rc::clone(&self.send);
        spawn_local(async move {
            sleep(wait).await;
            send(Event::Due(timer));
        });
    }
}

/// Lets the page answer its visitor while records are merged.
struct Breath;

impl Pause for Breath {
    async fn pause(&self) {
        breathe().await;
    }
}

impl ListActions for Works {
    fn send(&self, event: Event) {
        self.events.send(event, |event| self.update(event));
    }

    fn formatters(&self) -> Vec<String> {
        export::formatters(&self.host)
    }

    fn fallback(&self) -> Fallback {
        let page = |state: &ListState| state.members().first().map(|member| member.page.clone());
        fallback(&self.host, self.store.peek(page))
    }
}
