//! From a place in the queue to the outcome: the copy that is kept, the answer of
//! the registry, and what is told of either.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, Response};

use super::{HeadStart, SharedRequest, is_fresh};
use crate::platform::{self, Lock};
use crate::registry::copies::Stamp;
use crate::registry::error::Unreadable;
use crate::registry::fetch::{self, Body};
use crate::registry::{Answer, Error, Outcome, cache, pace, quota};

/// Milliseconds to wait for another page of the site that asks for the same.
const PATIENCE: f64 = 10_000.0;

pub(super) async fn run(request: Rc<SharedRequest>, head_start: Option<HeadStart>) {
    let outcome = renew(&request, head_start).await;
    request.limit.take();
    request.under_way.set(false);
    request.insists.set(false);
    request.tell(outcome);
}

/// Tells of a kept copy, if there is one, and returns the final outcome.
async fn renew(request: &Rc<SharedRequest>, head_start: Option<HeadStart>) -> Outcome {
    let begun = platform::now();
    let mut first = None;
    let mut lock = None;
    let abort = match &head_start {
        Some(head_start) => head_start.abort.clone(),
        None => AbortController::new().map_err(|_| Error::Unreachable)?,
    };
    request.abort.replace(Some(abort.clone()));
    if let Some(head_start) = head_start {
        pace::count();
        request.set_time_limit(&abort);
        let response = JsFuture::from(head_start.response).await;
        first = match response {
            // The loader has left the registry alone, and so may we.
            Ok(response) if response.is_undefined() => None,
            response => Some(response.ok().and_then(|it| it.dyn_into().ok())),
        };
        lock = (head_start.release)().map(Lock::held);
    }

    let (address, most) = (&request.address, || request.max_size.get());
    let old = match &first {
        Some(Some(response)) if cache::is_copy(response) => {
            Kept::find(first.take().flatten(), 0.0, address, &most).await
        }
        Some(_) => None,
        None => Kept::find(None, 0.0, address, &most).await,
    };
    if let Some(old) = &old {
        #[cfg(feature = "works")]
        old.body.read_ahead(request.works.get()).await;
        if let Ok(answer) = old.read(request, None) {
            if is_fresh(&answer, request.max_age.get()) {
                old.note_use(address);
                return Ok(answer);
            }
            request.tell(Ok(answer));
        }
    }

    if lock.is_none() && first.is_none() {
        lock = wait_for_others(address, request.timeout.get(), &abort.signal()).await;
        // What another page has fetched meanwhile is new enough for anybody.
        let begun = begun.min(platform::now() - request.max_age.get());
        if let Some(new) = Kept::find(None, begun, address, &most).await
            && !new.is_from_future()
        {
            #[cfg(feature = "works")]
            new.body.read_ahead(request.works.get()).await;
            if let Ok(answer) = new.read(request, None) {
                return Ok(answer);
            }
        }
    }
    match fetch_patiently(request, &abort, first, lock)
        .await
        .map_err(|error| request.error(error))
    {
        Err(error) if error.withdraws_record() => {
            // The registry has spoken: an old copy must not outlive the record.
            cache::forget(address).await;
            Err(error)
        }
        // Read anew: by now somebody may want more of its works.
        Err(error) => match old {
            Some(old) => {
                #[cfg(feature = "works")]
                old.body.read_ahead(request.works.get()).await;
                old.read(request, Some(error)).or(Err(error))
            }
            None => Err(error),
        },
        answer => answer,
    }
}

/// Waits while another page of the site asks for the same.
pub async fn wait_for_others(address: &str, timeout: f64, signal: &AbortSignal) -> Option<Lock> {
    // The loader takes a lock of the same name.
    let name = ["scholar-badge ", address].concat();
    Lock::acquire(&name, timeout.min(PATIENCE), signal).await
}

/// A kept copy of an answer.
pub struct Kept {
    /// What the answer said.
    pub body: Body,
    /// When it came.
    pub stamp: Stamp,
}

impl Kept {
    /// The copy that the loader has found, or else the one that is there; none that
    /// was fetched before `since` or is larger than `most()`.
    pub async fn find(
        copy: Option<Response>,
        since: f64,
        address: &str,
        most: &dyn Fn() -> usize,
    ) -> Option<Self> {
        let copy = match copy {
            Some(copy) => copy,
            None => cache::find(address).await?,
        };
        let stamp = cache::stamp_of(&copy).filter(|it| it.fetched_at as f64 >= since)?;
        let body = fetch::open(&copy, most).await.ok()?;
        Some(Self { body, stamp })
    }

    /// Whether it is from the future, so that it may be of any age.
    pub fn is_from_future(&self) -> bool {
        self.stamp.fetched_at as f64 > platform::now()
    }

    fn read(&self, request: &SharedRequest, not_renewed: Option<Error>) -> Outcome {
        Ok(Answer {
            record: Arc::new(self.body.read(request.works.get())?),
            fetched_at: self.stamp.fetched_at as f64,
            from_cache: true,
            not_renewed,
        })
    }

    /// Notes that it has been used.
    pub fn note_use(&self, address: &str) {
        let (address, body) = (String::from(address), self.body.clone());
        let stamp = self.stamp;
        spawn_local(async move { cache::note_use(&address, &body, stamp).await });
    }
}

/// Fetches, with few and slow retries where they can help. `first` is the
/// loader's answer, if it already has one or failed to get one; `lock` keeps other
/// pages from asking.
async fn fetch_patiently(
    request: &Rc<SharedRequest>,
    abort: &AbortController,
    mut first: Option<Option<Response>>,
    lock: Option<Lock>,
) -> Outcome {
    let lock = Rc::new(lock);
    let mut failures = 0;
    let mut has_limit = first.is_some();
    loop {
        let response = match first.take() {
            Some(response) => response.ok_or_else(fetch::no_answer),
            None => {
                pace::turn(request.place()).await;
                if !request.insists.get() && quota::is_paused(&request.address) {
                    return Err(Error::QuotaSpent);
                }
                if !has_limit {
                    has_limit = true;
                    request.set_time_limit(abort);
                }
                fetch::request(&request.address, &abort.signal()).await
            }
        };
        let outcome = match response {
            Ok(response) => read_new(request, &response, &lock).await,
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
pub fn may_retry(error: Error, failures: i32) -> bool {
    match error {
        Error::Overloaded => failures < 2,
        // A connection that breaks, before the answer or within it.
        Error::Unreachable | Error::Unreadable(Unreadable::Incomplete) => failures < 1,
        _ => false,
    }
}

async fn read_new(
    request: &SharedRequest,
    response: &Response,
    lock: &Rc<Option<Lock>>,
) -> Outcome {
    let now = platform::now();
    let most = || request.max_size.get();
    let body = fetch::receive(&request.address, response, &most).await?;
    // Not before the body has come: whoever joins until then counts.
    #[cfg(feature = "works")]
    body.read_ahead(request.works.get()).await;
    let record = body.read(request.works.get())?;
    if record.has_nothing_public() {
        return Err(Error::NothingPublic);
    }
    let (address, lock) = (request.address.clone(), Rc::clone(lock));
    spawn_local(async move {
        cache::keep(&address, &body, now).await;
        // Who waits finds the copy.
        drop(lock);
    });
    Ok(Answer {
        record: Arc::new(record),
        fetched_at: now,
        from_cache: false,
        not_renewed: None,
    })
}
