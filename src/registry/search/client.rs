//! The page's one client of the search: who asks the same shares one request, and
//! answers are kept for a while, in memory alone: what somebody has looked for is
//! nobody's business once the page is gone.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, Response};

use super::{SearchError, SearchOutcome, SearchPage, SearchRequest};
use crate::platform::size::MB;
use crate::platform::{Timer, elapsed};
use crate::registry::client::may_retry;
use crate::registry::error::Unreadable;
use crate::registry::{Error, fetch, pace, quota};

/// Milliseconds for which an answer is kept.
const FRESH: f64 = 300_000.0;
/// Answers that are kept.
const MOST_KEPT: usize = 50;
/// Milliseconds for an answer to come.
const TIMEOUT: f64 = 30_000.0;
/// The largest answer that is read, in bytes. A page of hits has some 10 kB.
const MOST_SIZE: usize = 2 * MB;

type Listen = Rc<dyn Fn(SearchOutcome)>;

thread_local! {
    /// Answers by address, the oldest first, with the time when they came.
    static KEPT: RefCell<Vec<(String, f64, SearchPage)>> = const { RefCell::new(Vec::new()) };
    static UNDER_WAY: RefCell<Vec<Weak<Shared>>> = const { RefCell::new(Vec::new()) };
}

/// A place in the queue for an answer. Dropping it leaves the queue; the request is
/// cancelled when the last one has left.
#[must_use = "dropping a request cancels it"]
pub struct Request {
    shared: Rc<Shared>,
    number: u32,
}

impl Drop for Request {
    fn drop(&mut self) {
        let mut listeners = self.shared.listeners.borrow_mut();
        listeners.retain(|(number, _)| *number != self.number);
        if listeners.is_empty() && !self.shared.has_ended.get() {
            self.shared.abort.abort();
        }
    }
}

/// One address, and everybody who waits for its answer.
struct Shared {
    address: String,
    abort: AbortController,
    listeners: RefCell<Vec<(u32, Listen)>>,
    next_number: Cell<u32>,
    has_ended: Cell<bool>,
    timed_out: Cell<bool>,
}

/// Asks the registry; with `again` whatever it has said before. `listen` hears once,
/// at once where the answer is kept, for which there is no request; `None` also
/// where the browser gives no means to cancel.
pub fn ask(request: &SearchRequest, again: bool, listen: Listen) -> Option<Request> {
    let address = request.address();
    if let Some(page) = kept(&address).filter(|_| !again) {
        listen(Ok(page));
        return None;
    }
    let shared = find(&address).or_else(|| begin(address, again))?;
    let number = shared.next_number.get();
    shared.next_number.set(number.wrapping_add(1));
    shared.listeners.borrow_mut().push((number, listen));
    Some(Request { shared, number })
}

fn kept(address: &str) -> Option<SearchPage> {
    let oldest = elapsed() - FRESH;
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|(_, at, _)| *at > oldest);
        let found = kept.iter().find(|(other, ..)| other == address);
        found.map(|(.., page)| page.clone())
    })
}

fn keep(address: &str, page: &SearchPage) {
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|(other, ..)| other != address);
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push((address.into(), elapsed(), page.clone()));
    });
}

/// The request to this address that is under way, if somebody waits for it.
fn find(address: &str) -> Option<Rc<Shared>> {
    UNDER_WAY.with_borrow_mut(|all| {
        all.retain(|shared| shared.strong_count() > 0);
        all.iter().filter_map(Weak::upgrade).find(|shared| {
            let is_wanted = !shared.listeners.borrow().is_empty();
            shared.address == address && is_wanted && !shared.has_ended.get()
        })
    })
}

fn begin(address: String, again: bool) -> Option<Rc<Shared>> {
    let shared = Rc::new(Shared {
        address,
        abort: AbortController::new().ok()?,
        listeners: RefCell::default(),
        next_number: Cell::default(),
        has_ended: Cell::default(),
        timed_out: Cell::default(),
    });
    UNDER_WAY.with_borrow_mut(|all| all.push(Rc::downgrade(&shared)));
    let mine = Rc::clone(&shared);
    spawn_local(async move {
        let outcome = fetch_patiently(&mine, again).await;
        mine.has_ended.set(true);
        let outcome = match outcome {
            Err(_) if mine.timed_out.get() => Err(Error::TimedOut.into()),
            outcome => outcome,
        };
        if let Ok(page) = &outcome {
            keep(&mine.address, page);
        }
        let listeners = mine.listeners.borrow().clone();
        for (_, listen) in listeners {
            listen(outcome.clone());
        }
    });
    Some(shared)
}

/// Asks, with few and slow retries where they can help.
async fn fetch_patiently(shared: &Rc<Shared>, again: bool) -> SearchOutcome {
    let (address, signal) = (&shared.address, shared.abort.signal());
    let mut failures = 0;
    let mut _limit = None;
    loop {
        let place = signal.clone();
        // The visitor is looking at what is asked for.
        pace::turn(Rc::new(move || (!place.aborted()).then_some(true))).await;
        if !again && quota::is_paused(address) {
            return Err(Error::QuotaSpent.into());
        }
        if failures == 0 {
            _limit = Some(time_limit(Rc::clone(shared)));
        }
        let outcome = match fetch::request(address, &signal).await {
            Ok(response) => read(address, &response).await,
            Err(error) => Err(error.into()),
        };
        match outcome {
            Err(SearchError::Registry(error))
                if may_retry(error, failures) && !signal.aborted() =>
            {
                pace::back_off(failures).await;
                failures += 1;
            }
            outcome => return outcome,
        }
    }
}

fn time_limit(shared: Rc<Shared>) -> Timer {
    let end = move |_| {
        shared.timed_out.set(true);
        shared.abort.abort();
    };
    Timer::after(TIMEOUT, Box::new(end))
}

async fn read(address: &str, response: &Response) -> SearchOutcome {
    if !response.ok() {
        let body = fetch::refusal(response).await;
        let error = SearchError::from_answer(response.status(), body.as_ref());
        if error == Error::QuotaSpent.into() {
            quota::pause(address, response);
        }
        return Err(error);
    }
    let body = fetch::receive(address, response, &|| MOST_SIZE).await?;
    let page = body.read_search();
    page.ok_or_else(|| Error::Unreadable(Unreadable::Shape).into())
}
