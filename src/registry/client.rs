//! The page's one client: who asks for the same record shares one request and
//! one parsed record; nobody left waiting means the request is cancelled.

use crate::platform;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Response};

use super::error::Unreadable;
use super::fetch::Body;
use super::{Answer, Error, Outcome, RecordQuery, cache, fetch, pace};

/// A request the loader started while Wasm was still on its way.
#[derive(Debug)]
pub struct HeadStart {
    /// Resolves to a `Response`: from the network or from the cache.
    pub response: Promise,
    /// Cancels it.
    pub abort: AbortController,
}

type Listener = Rc<dyn Fn(Outcome)>;

/// A place in the queue for a record. Dropping it leaves the queue; the
/// request is cancelled when the last one has left.
#[must_use = "dropping a subscription cancels it"]
pub struct Subscription {
    request: Rc<SharedRequest>,
    number: u32,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.request.leave(self.number);
    }
}

/// Asks for a record. `listen` hears the outcome, and hears again when an old
/// copy was given first and has been renewed, or could not be.
///
/// What is known on this page already, a record or a refusal that time does not
/// heal, is told at once and costs no request, nor does a fresh copy from an
/// earlier visit. With `again` the registry is asked in any case, or the request
/// under way is shared.
pub fn subscribe(
    query: &RecordQuery,
    again: bool,
    head_start: Option<HeadStart>,
    listen: Listener,
) -> Subscription {
    let address = query.registry.record_address(query.id);
    let request = SharedRequest::to(&address);
    let was_max_size = request.max_size.get();
    let number = request.join(Rc::clone(&listen), query);
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
            request.start(query, max_age, head_start);
        }
        Some(Err(error)) if !again && !error.is_retryable() => listen(Err(error)),
        _ if request.under_way.get() => request.max_age.set(request.max_age.get().min(max_age)),
        _ => request.start(query, max_age, head_start),
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
    listeners: RefCell<Vec<(u32, Listener)>>,
    next_number: Cell<u32>,
    /// The most works that anybody wants read. It grows while an answer is on
    /// its way, so it is looked at when there is something to read.
    works: Cell<usize>,
    /// The largest answer that anybody reads, in bytes. It grows alike.
    max_size: Cell<usize>,
    /// How old a kept copy may be to serve everybody who waits without a request.
    max_age: Cell<f64>,
    outcome: RefCell<Option<Outcome>>,
    under_way: Cell<bool>,
    timed_out: Cell<bool>,
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
                    max_age: Cell::default(),
                    outcome: RefCell::default(),
                    under_way: Cell::default(),
                    timed_out: Cell::default(),
                    abort: RefCell::default(),
                });
                requests.push(Rc::downgrade(&request));
                request
            })
        })
    }

    fn start(
        self: &Rc<Self>,
        query: &RecordQuery,
        max_age: f64,
        head_start: Option<HeadStart>,
    ) {
        self.max_age.set(max_age);
        self.under_way.set(true);
        spawn_local(run(Rc::clone(self), query.timeout, head_start));
    }

    fn join(&self, listener: Listener, query: &RecordQuery) -> u32 {
        self.works.set(self.works.get().max(query.works));
        self.max_size.set(self.max_size.get().max(query.max_size));
        let number = self.next_number.get();
        self.next_number.set(number.wrapping_add(1));
        self.listeners.borrow_mut().push((number, listener));
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
            listener(outcome.clone());
        }
    }

    /// Gives the answer `milliseconds` to come, from when it is asked for.
    fn set_time_limit(self: &Rc<Self>, abort: &AbortController, milliseconds: f64) {
        let (request, abort) = (Rc::downgrade(self), abort.clone());
        self.timed_out.set(false);
        spawn_local(async move {
            platform::sleep(milliseconds).await;
            if let Some(request) = request.upgrade()
                && request.under_way.get()
                && request.abort.borrow().as_ref() == Some(&abort)
            {
                request.timed_out.set(true);
                abort.abort();
            }
        });
    }

    fn error(&self, error: Error) -> Error {
        if self.timed_out.get() {
            Error::TimedOut
        } else {
            error
        }
    }
}

async fn run(request: Rc<SharedRequest>, timeout: f64, head_start: Option<HeadStart>) {
    let outcome = renew(&request, timeout, head_start).await;
    request.under_way.set(false);
    request.tell(outcome);
}

/// Tells of a kept copy, if there is one, and returns the final outcome.
async fn renew(
    request: &Rc<SharedRequest>,
    timeout: f64,
    head_start: Option<HeadStart>,
) -> Outcome {
    let mut first = None;
    let (abort, response) = match head_start {
        Some(HeadStart { response, abort }) => (abort, Some(response)),
        None => (
            AbortController::new().map_err(|_| Error::Unreachable)?,
            None,
        ),
    };
    request.abort.replace(Some(abort.clone()));
    if let Some(response) = response {
        pace::count();
        request.set_time_limit(&abort, timeout);
        let response = JsFuture::from(response).await;
        first = Some(response.ok().and_then(|response| response.dyn_into().ok()));
    }

    let copy = match &first {
        Some(Some(response)) if cache::fetched_at(response).is_some() => first.take().flatten(),
        Some(_) => None,
        None => cache::find(&request.address).await,
    };
    let old = match copy {
        Some(copy) => Kept::of(&copy, request).await,
        None => None,
    };
    if let Some(old) = &old
        && let Ok(answer) = old.read(request, None)
    {
        if is_fresh(&answer, request.max_age.get()) {
            return Ok(answer);
        }
        request.tell(Ok(answer));
    }

    match fetch_patiently(request, &abort, first, timeout)
        .await
        .map_err(|error| request.error(error))
    {
        Err(error) if error.withdraws_record() => {
            // The registry has spoken: an old copy must not outlive the record.
            cache::forget(&request.address).await;
            Err(error)
        }
        // Read anew: by now somebody may want more of its works.
        Err(error) => match old.map(|old| old.read(request, Some(error))) {
            Some(Ok(answer)) => Ok(answer),
            _ => Err(error),
        },
        answer => answer,
    }
}

/// A kept copy of an answer.
struct Kept {
    body: Body,
    fetched_at: f64,
}

impl Kept {
    async fn of(response: &Response, request: &SharedRequest) -> Option<Self> {
        let most = || request.max_size.get();
        Some(Self {
            fetched_at: cache::fetched_at(response)?,
            body: fetch::open(response, most).await.ok()?,
        })
    }

    fn read(&self, request: &SharedRequest, not_renewed: Option<Error>) -> Outcome {
        Ok(Answer {
            record: Arc::new(self.body.read(request.works.get())?),
            fetched_at: self.fetched_at,
            from_cache: true,
            not_renewed,
        })
    }
}

/// Fetches, with few and slow retries where they can help. `first` is the
/// loader's answer, if it already has one or failed to get one.
async fn fetch_patiently(
    request: &Rc<SharedRequest>,
    abort: &AbortController,
    mut first: Option<Option<Response>>,
    timeout: f64,
) -> Outcome {
    let mut failures = 0;
    let mut has_limit = first.is_some();
    loop {
        let response = match first.take() {
            Some(response) => response.ok_or_else(fetch::no_answer),
            None => {
                pace::turn().await;
                if !has_limit {
                    has_limit = true;
                    request.set_time_limit(abort, timeout);
                }
                fetch::request(&request.address, &abort.signal()).await
            }
        };
        let outcome = match response {
            Ok(response) => read_new(request, response).await,
            Err(error) => Err(error),
        };
        let may_retry = outcome
            .as_ref()
            .is_err_and(|error| may_retry(*error, failures));
        if !may_retry || abort.signal().aborted() {
            return outcome;
        }
        pace::back_off(failures).await;
        failures += 1;
    }
}

/// Whether one more try may help after so many failures.
pub(super) fn may_retry(error: Error, failures: i32) -> bool {
    match error {
        Error::Overloaded => failures < 2,
        // A connection that breaks, before the answer or within it.
        Error::Unreachable | Error::Unreadable(Unreadable::Incomplete) => failures < 1,
        _ => false,
    }
}

async fn read_new(request: &SharedRequest, response: Response) -> Outcome {
    let now = platform::now();
    let body = fetch::open(&response, || request.max_size.get()).await?;
    // Not before the body has come: whoever joins until then counts.
    let record = body.read(request.works.get())?;
    if record.has_nothing_public() {
        return Err(Error::NothingPublic);
    }
    let address = request.address.clone();
    spawn_local(async move { cache::keep(&address, &body, now).await });
    Ok(Answer {
        record: Arc::new(record),
        fetched_at: now,
        from_cache: false,
        not_renewed: None,
    })
}
