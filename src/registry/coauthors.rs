//! Whole works, a hundred a request: where co-authors come from.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, Response};

use super::client::{Kept, may_retry, wait_for_others};
use super::{Error, WorksAnswer, WorksQuery, cache, fetch, pace, quota};
use crate::platform::{self, Lock, Timer};

/// A request under way.
#[must_use = "dropping a request cancels it"]
#[derive(Debug)]
pub struct Request {
    abort: AbortController,
    /// Whether the answer has come; its copy may be on its way into the cache.
    has_ended: Rc<Cell<bool>>,
}

impl Drop for Request {
    fn drop(&mut self) {
        if !self.has_ended.get() {
            self.abort.abort();
        }
    }
}

/// Asks for whole works. `listen` hears once: those that were found, or why
/// there are none. `None` where the browser gives no means to cancel.
pub fn request(
    query: WorksQuery,
    listen: impl FnOnce(Result<WorksAnswer, Error>) + 'static,
) -> Option<Request> {
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    let mine = abort.clone();
    let has_ended = Rc::new(Cell::new(false));
    let ended = Rc::clone(&has_ended);
    spawn_local(async move {
        let outcome = find(&query, &mine).await;
        ended.set(true);
        // Nobody listens to what was cancelled, except at the end of its time.
        listen(match outcome {
            Err(_) if signal.aborted() => Err(Error::TimedOut),
            outcome => outcome,
        });
    });
    Some(Request { abort, has_ended })
}

async fn find(query: &WorksQuery, abort: &AbortController) -> Result<WorksAnswer, Error> {
    let address = query.registry.works_address(query.owner, &query.put_codes);
    let since = platform::now() - query.max_age;
    let mut lock = None;
    for waits in [false, true] {
        if waits {
            lock = wait_for_others(&address, query.timeout, &abort.signal()).await;
        }
        // One that is fresh, or that another page has fetched meanwhile.
        if let Some(kept) = Kept::find(None, since, &address, &|| query.max_size).await
            && !kept.is_from_future()
        {
            kept.note_use(&address);
            return Ok(kept.body.read_works(&query.put_codes));
        }
    }
    let mut failures = 0;
    // Ends the request once its time is over.
    let mut _limit = None;
    loop {
        // They are asked for because the visitor sees the works.
        let signal = abort.signal();
        pace::turn(Rc::new(move || (!signal.aborted()).then_some(true))).await;
        if quota::is_paused(&address) {
            return Err(Error::QuotaSpent);
        }
        if failures == 0 {
            let abort = abort.clone();
            _limit = Some(Timer::after(
                query.timeout,
                Box::new(move |_| abort.abort()),
            ));
        }
        let outcome = match fetch::request(&address, &abort.signal()).await {
            Ok(response) => read_new(&address, query, &response, &mut lock).await,
            Err(error) => Err(error),
        };
        match outcome {
            Err(error) if may_retry(error, failures) && !abort.signal().aborted() => {
                pace::back_off(failures).await;
                failures += 1;
            }
            outcome => return outcome,
        }
    }
}

async fn read_new(
    address: &str,
    query: &WorksQuery,
    response: &Response,
    lock: &mut Option<Lock>,
) -> Result<WorksAnswer, Error> {
    let now = platform::now();
    let body = fetch::receive(address, response, &|| query.max_size).await?;
    let works = body.read_works(&query.put_codes);
    let (address, lock) = (String::from(address), lock.take());
    spawn_local(async move {
        cache::keep(&address, &body, now).await;
        // Who waits finds the copy.
        drop(lock);
    });
    Ok(works)
}
