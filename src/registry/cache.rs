//! Records kept in the browser between visits (Cache API).
//!
//! The registry forbids HTTP caching, so each copy carries its own time stamp.
//! Where the browser refuses storage (private windows, plain http, sandboxed
//! frames) every function here quietly does nothing.

use super::fetch::Body;
use crate::platform;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Headers, Request, Response, ResponseInit};

/// The cache's name; `www/src/index.js` looks into the same one.
const NAME: &str = "scholar-badge";
/// The header that holds the time of the request, milliseconds since 1970.
const STAMP: &str = "x-fetched-at";
/// How long a copy is kept that nobody asks for, in milliseconds: 30 days.
const LONGEST: f64 = 30.0 * 86_400_000.0;

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

/// Whether what was fetched at that time is no older than `max_age`, in
/// milliseconds. A time that is still to come is no sign of freshness: the clock
/// has been set back since, and the copy may be of any age.
pub fn is_fresh(fetched_at: f64, max_age: f64) -> bool {
    let now = platform::now();
    now - max_age <= fetched_at && fetched_at <= now
}

/// Keeps an answer that was fetched at `now`.
pub async fn keep(address: &str, body: &Body, now: f64) {
    let Some(cache) = open().await else { return };
    // A full disk is no reason to bother anybody: the next visit asks again.
    if put(&cache, address, body, now).await.is_ok()
        && let Some(storage) = platform::storage::local()
    {
        // Tells the loader that a look into the cache is worth its time.
        let _ = storage.set_item(NAME, "1");
    }
    forget_old(&cache).await;
}

async fn put(cache: &Cache, address: &str, body: &Body, now: f64) -> Result<(), JsValue> {
    let (bytes, content_type) = body.raw();
    let headers = Headers::new()?;
    headers.set(STAMP, &stamp(now))?;
    headers.set("content-type", content_type)?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let stamped = Response::new_with_opt_buffer_source_and_init(Some(bytes), &init)?;
    JsFuture::from(cache.put_with_str(address, &stamped)).await?;
    Ok(())
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

/// Forgets all copies that nobody has asked for in a long time, once a page.
/// Nobody else would ever clear them: people are no longer shown, and the
/// addresses of whole works change with the list.
async fn forget_old(cache: &Cache) {
    thread_local! {
        static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if DONE.replace(true) {
        return;
    }
    let Ok(keys) = JsFuture::from(cache.keys()).await else {
        return;
    };
    for key in js_sys::Array::from(&keys) {
        let address = key.unchecked_into::<Request>().url();
        let copy = find(&address).await;
        let stamp = copy.as_ref().and_then(fetched_at);
        if !stamp.is_some_and(|at| is_fresh(at, LONGEST)) {
            forget(&address).await;
        }
    }
}
