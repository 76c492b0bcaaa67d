//! Whole works, a hundred a request: where co-authors come from.

use crate::platform;
use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, Response};

use super::client::may_retry;
use super::{Error, WorksAnswer, WorksQuery, cache, fetch, pace, quota};

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
        let outcome = find(&query, &mine, &ended).await;
        ended.set(true);
        // Nobody listens to what was cancelled, except at the end of its time.
        listen(match outcome {
            Err(_) if signal.aborted() => Err(Error::TimedOut),
            outcome => outcome,
        });
    });
    Some(Request { abort, has_ended })
}

async fn find(
    query: &WorksQuery,
    abort: &AbortController,
    ended: &Rc<Cell<bool>>,
) -> Result<WorksAnswer, Error> {
    let address = query.registry.works_address(query.owner, &query.put_codes);
    if let Some(copy) = cache::find(&address).await
        && let Some(stamp) = cache::stamp_of(&copy)
        && cache::is_fresh(stamp.fetched_at as f64, query.max_age)
        && let Ok(body) = fetch::open(&copy, &|| query.max_size).await
    {
        let works = body.read_works(&query.put_codes);
        spawn_local(async move { cache::note_use(&address, &body, stamp).await });
        return Ok(works);
    }
    let mut failures = 0;
    loop {
        // They are asked for because the visitor sees the works.
        let signal = abort.signal();
        pace::turn(Rc::new(move || (!signal.aborted()).then_some(true))).await;
        if quota::is_paused(&address) {
            return Err(Error::QuotaSpent);
        }
        if failures == 0 {
            let (limit, timeout) = (abort.clone(), query.timeout);
            let ended = Rc::clone(ended);
            spawn_local(async move {
                platform::sleep(timeout).await;
                if !ended.get() {
                    limit.abort();
                }
            });
        }
        let outcome = match fetch::request(&address, &abort.signal()).await {
            Ok(response) => read_new(&address, query, &response).await,
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
) -> Result<WorksAnswer, Error> {
    let now = platform::now();
    let body = fetch::receive(address, response, &|| query.max_size).await?;
    let works = body.read_works(&query.put_codes);
    let address = String::from(address);
    spawn_local(async move { cache::keep(&address, &body, now).await });
    Ok(works)
}
