//! The page's one client: who asks for the same record shares one request and
//! one parsed record; nobody left waiting means the request is cancelled.

mod online;
mod renew;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Function, Promise};
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::pace::IsVisible;
use super::{Answer, Error, Outcome, RecordQuery, cache};
use crate::platform::Timer;
pub use renew::may_retry;
#[cfg(feature = "works")]
pub use renew::{Kept, wait_for_others};

/// A request the loader started while Wasm was still on its way.
pub struct HeadStart {
    /// Resolves to a `Response`, from the network or from the cache, or to
    /// `undefined` where there is neither a copy nor leave to ask.
    pub response: Promise,
    /// Gives, once that is there, what ends the page's lock of this record.
    pub release: Box<dyn Fn() -> Option<Function>>,
    /// Cancels it.
    pub abort: AbortController,
}

type Listen = Rc<dyn Fn(Outcome)>;

/// Somebody who waits for a record.
pub struct Listener {
    /// Hears the outcome, and hears again when an old copy was given first and has
    /// been renewed, or could not be, and when the browser is online again.
    pub listen: Listen,
    /// Whether the visitor sees who waits.
    pub is_visible: Box<dyn Fn() -> bool>,
}

/// A place in the queue for a record. Dropping it leaves the queue; the
/// request is cancelled when the last one has left.
#[must_use = "dropping a subscription cancels it"]
pub struct Subscription {
    request: Rc<SharedRequest>,
    number: u32,
}

#[cfg(feature = "data")]
impl Subscription {
    /// Whether more will be heard: what has been heard until now was an old copy.
    pub fn is_under_way(&self) -> bool {
        self.request.under_way.get()
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.request.leave(self.number);
    }
}

/// Asks for a record.
///
/// What is known on this page already, a record or a refusal that time does not
/// heal, is told at once and costs no request, nor does a fresh copy from an
/// earlier visit. With `again` the registry is asked in any case, or the request
/// under way is shared.
pub fn subscribe(
    query: &RecordQuery,
    again: bool,
    head_start: Option<HeadStart>,
    listener: Listener,
) -> Subscription {
    online::watch();
    let address = query.registry.record_address(query.id);
    let request = SharedRequest::to(&address);
    let was_max_size = request.max_size.get();
    let listen = Rc::clone(&listener.listen);
    let number = request.join(listener, query);
    if again {
        request.insists.set(true);
    }
    // Whoever asks again takes nothing that is there already.
    let max_age = if again { NOTHING_KEPT } else { query.max_age };
    let known = request.outcome.borrow().clone();
    match known {
        Some(Ok(answer)) if is_fresh(&answer, max_age) && has_works(&answer, query.works) => {
            listen(Ok(answer));
        }
        Some(Err(Error::AnswerTooLarge))
            if query.max_size > was_max_size && !request.under_way.get() =>
        {
            request.start(max_age, head_start);
        }
        Some(Err(error)) if !again && !error.is_retryable() => listen(Err(error)),
        _ if request.under_way.get() => request.max_age.set(request.max_age.get().min(max_age)),
        _ => request.start(max_age, head_start),
    }
    Subscription { request, number }
}

/// The `max_age` that no copy is young enough for.
const NOTHING_KEPT: f64 = -1.0;

fn is_fresh(answer: &Answer, max_age: f64) -> bool {
    cache::is_fresh(answer.fetched_at, max_age)
}

fn has_works(answer: &Answer, works: usize) -> bool {
    answer.record.works.len() >= works.min(answer.record.work_count)
}

thread_local! {
    /// The page's requests, alive as long as somebody waits for or shows what they
    /// bring.
    static SHARED_REQUESTS: RefCell<Vec<Weak<SharedRequest>>> = const { RefCell::new(Vec::new()) };
}

/// One address, everybody who wants it, and the last that was heard of it.
struct SharedRequest {
    address: String,
    listeners: RefCell<Vec<(u32, Rc<Listener>)>>,
    next_number: Cell<u32>,
    /// The most works that anybody wants read. It grows while an answer is on
    /// its way, so it is looked at when there is something to read.
    works: Cell<usize>,
    /// The largest answer that anybody reads, in bytes. It grows alike.
    max_size: Cell<usize>,
    /// Milliseconds for an answer to come: what was asked for last.
    timeout: Cell<f64>,
    /// How old a kept copy may be to serve everybody who waits without a request.
    max_age: Cell<f64>,
    outcome: RefCell<Option<Outcome>>,
    under_way: Cell<bool>,
    /// Whether the visitor has asked for it, whatever the registry has said.
    insists: Cell<bool>,
    timed_out: Cell<bool>,
    /// What ends the request once its time is over.
    limit: RefCell<Option<Timer>>,
    abort: RefCell<Option<AbortController>>,
}

impl SharedRequest {
    /// The request to `address`: the one there is, or a new one.
    fn to(address: &str) -> Rc<Self> {
        SHARED_REQUESTS.with_borrow_mut(|requests| {
            requests.retain(|request| request.strong_count() > 0);
            let found = requests.iter().filter_map(Weak::upgrade).find(|request| {
                // One that nobody waits for any more is being cancelled.
                request.address == address && !request.listeners.borrow().is_empty()
            });
            found.unwrap_or_else(|| {
                let request = Rc::new(Self {
                    address: address.into(),
                    listeners: RefCell::default(),
                    next_number: Cell::default(),
                    works: Cell::default(),
                    max_size: Cell::default(),
                    timeout: Cell::default(),
                    max_age: Cell::default(),
                    outcome: RefCell::default(),
                    under_way: Cell::default(),
                    insists: Cell::default(),
                    timed_out: Cell::default(),
                    limit: RefCell::default(),
                    abort: RefCell::default(),
                });
                requests.push(Rc::downgrade(&request));
                request
            })
        })
    }

    fn start(self: &Rc<Self>, max_age: f64, head_start: Option<HeadStart>) {
        self.max_age.set(max_age);
        self.under_way.set(true);
        spawn_local(renew::run(Rc::clone(self), head_start));
    }

    fn join(&self, listener: Listener, query: &RecordQuery) -> u32 {
        self.works.set(self.works.get().max(query.works));
        self.max_size.set(self.max_size.get().max(query.max_size));
        self.timeout.set(query.timeout);
        let number = self.next_number.get();
        self.next_number.set(number.wrapping_add(1));
        self.listeners
            .borrow_mut()
            .push((number, Rc::new(listener)));
        number
    }

    fn leave(&self, number: u32) {
        let mut listeners = self.listeners.borrow_mut();
        listeners.retain(|(other, _)| *other != number);
        // An answer that has come may still be on its way into the cache.
        if listeners.is_empty()
            && self.under_way.get()
            && let Some(abort) = self.abort.borrow().as_ref()
        {
            abort.abort();
        }
    }

    fn tell(&self, outcome: Outcome) {
        self.outcome.replace(Some(outcome.clone()));
        let listeners = self.listeners.borrow().clone();
        for (_, listener) in listeners {
            (listener.listen)(outcome.clone());
        }
    }

    /// Where in the queue of requests this one stands.
    fn place(self: &Rc<Self>) -> IsVisible {
        let request = Rc::downgrade(self);
        Rc::new(move || {
            let listeners = request.upgrade()?.listeners.borrow().clone();
            let is_wanted = !listeners.is_empty();
            is_wanted.then(|| listeners.iter().any(|(_, it)| (it.is_visible)()))
        })
    }

    /// Gives the answer its time to come, from when it is asked for.
    fn set_time_limit(self: &Rc<Self>, abort: &AbortController) {
        let (request, abort) = (Rc::downgrade(self), abort.clone());
        self.timed_out.set(false);
        let end = move |_| {
            if let Some(request) = request.upgrade() {
                request.timed_out.set(true);
                abort.abort();
            }
        };
        let limit = Timer::after(self.timeout.get(), Box::new(end));
        self.limit.replace(Some(limit));
    }

    fn error(&self, error: Error) -> Error {
        if self.timed_out.get() {
            Error::TimedOut
        } else {
            error
        }
    }
}
