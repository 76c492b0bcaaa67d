//! Records kept in the browser between visits (Cache API).
//!
//! The registry forbids HTTP caching, so each copy carries its own time stamp.
//! Where the browser refuses storage (private windows, plain http, sandboxed
//! frames) every function here quietly does nothing.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Headers, Response, ResponseInit};

/// The cache's name; `www/src/index.js` looks into the same one.
const NAME: &str = "scholar-badge";
/// The header that holds the time of the request, milliseconds since 1970.
const STAMP: &str = "x-fetched-at";

fn storage() -> Option<CacheStorage> {
    // Absent in insecure contexts; even reading it may throw in a sandbox.
    let window = web_sys::window()?;
    Reflect::get(&window, &"caches".into())
        .ok()?
        .dyn_into()
        .ok()
}

async fn open() -> Option<Cache> {
    JsFuture::from(storage()?.open(NAME))
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// The copy of `address`, however old.
pub async fn find(address: &str) -> Option<Response> {
    let found = open().await?.match_with_str(address);
    JsFuture::from(found).await.ok()?.dyn_into().ok()
}

/// When the copy was fetched; `None` for an answer that is no copy.
pub fn fetched_at(response: &Response) -> Option<f64> {
    let stamp: u64 = response.headers().get(STAMP).ok()??.parse().ok()?;
    Some(stamp as f64)
}

/// Keeps `copy`, an unread answer fetched at `now`.
pub async fn keep(address: &str, copy: Response, now: f64) {
    let kept: Result<(), JsValue> = async {
        let Some(cache) = open().await else {
            return Ok(());
        };
        let headers = Headers::new_with_headers(&copy.headers())?;
        headers.set(STAMP, &stamp(now))?;
        let init = ResponseInit::new();
        init.set_headers(&headers);
        let stamped = Response::new_with_opt_readable_stream_and_init(copy.body().as_ref(), &init)?;
        JsFuture::from(cache.put_with_str(address, &stamped)).await?;
        Ok(())
    }
    .await;
    if kept.is_ok()
        && let Some(window) = web_sys::window()
        && let Ok(Some(storage)) = window.local_storage()
    {
        // Tells the loader that a look into the cache is worth its time.
        let _ = storage.set_item(NAME, "1");
    }
    // A full disk is no reason to bother anybody: the next visit asks again.
    drop(kept);
}

/// Whole milliseconds in digits; Rust's own float formatting weighs 15 kB.
fn stamp(now: f64) -> String {
    (now as u64).to_string()
}

/// Forgets the copy of `address`: its owner has withdrawn the record.
pub async fn forget(address: &str) {
    if let Some(cache) = open().await {
        let _ = JsFuture::from(cache.delete_with_str(address)).await;
    }
}

/// Forgets all copies fetched before `time`, once a page. The addresses of
/// whole works change with the list, so nobody else would ever clear them.
#[cfg(feature = "list")]
pub async fn forget_older_than(time: f64) {
    thread_local! {
        static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if DONE.replace(true) {
        return;
    }
    let Some(cache) = open().await else { return };
    let Ok(keys) = JsFuture::from(cache.keys()).await else {
        return;
    };
    for key in js_sys::Array::from(&keys) {
        let Ok(request) = key.dyn_into::<web_sys::Request>() else {
            continue;
        };
        let found = JsFuture::from(cache.match_with_request(&request)).await;
        let stamp = found.ok().and_then(|it| it.dyn_into().ok());
        if stamp.is_some_and(|copy: Response| fetched_at(&copy).is_none_or(|at| at < time)) {
            let _ = JsFuture::from(cache.delete_with_request(&request)).await;
        }
    }
}
