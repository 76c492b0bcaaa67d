//! Answers kept in the browser between visits (Cache API).
//!
//! The registry forbids HTTP caching, so each copy carries a stamp of its own; what
//! it holds, and which copies stay, is decided in [`copies`]. Where the browser
//! refuses storage (private windows, plain http, sandboxed frames) every function
//! here quietly does nothing.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Headers, Request, Response, ResponseInit};

use super::copies::{self, Stamp};
use super::fetch::Body;
use crate::platform;

/// The cache's name; `www/src/index.js` looks into the same one.
const NAME: &str = "scholar-badge";
/// The header that holds the stamp.
const STAMP: &str = "x-scholar-badge";
/// How exactly it is known when a copy was used last, in milliseconds: noting it
/// means writing the copy anew.
const USE: u64 = 3_600_000;

thread_local! {
    /// How many bytes all copies may have together.
    static MOST: Cell<u64> = const { Cell::new(copies::MOST) };
}

/// Lets all copies have so many bytes together, whoever they are for: the page has
/// one cache.
pub fn keep_at_most(bytes: u64) {
    MOST.set(bytes);
}

fn storage() -> Option<CacheStorage> {
    // Absent in insecure contexts; even reading it may throw in a sandbox.
    platform::global("caches").dyn_into().ok()
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
    copy_of(&open().await?, address).await
}

async fn copy_of(cache: &Cache, address: &str) -> Option<Response> {
    let found = JsFuture::from(cache.match_with_str(address)).await;
    found.ok()?.dyn_into().ok()
}

/// Whether an answer is a copy that the loader has found: only those have no
/// address.
pub fn is_copy(response: &Response) -> bool {
    response.url().is_empty()
}

/// The stamp of a copy; `None` for one of another shape.
pub fn stamp_of(response: &Response) -> Option<Stamp> {
    Stamp::parse(&response.headers().get(STAMP).ok()??)
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
    let now = now as u64;
    write(address, body, now, now).await;
}

/// Notes that a copy has been used.
pub async fn note_use(address: &str, body: &Body, stamp: Stamp) {
    let now = platform::now() as u64;
    if now.saturating_sub(stamp.used_at) > USE {
        write(address, body, stamp.fetched_at, now).await;
    }
}

async fn write(address: &str, body: &Body, fetched_at: u64, used_at: u64) {
    let size = u64::from(body.raw().0.length());
    let stamp = Stamp {
        fetched_at,
        used_at,
        size,
    };
    let Some(cache) = open().await else {
        return;
    };
    // A full disk is no reason to bother anybody: the next visit asks again.
    if size <= MOST.get()
        && put(&cache, address, body, stamp).await.is_ok()
        && let Some(storage) = platform::storage::local()
    {
        // Tells the loader that a look into the cache is worth its time.
        let _ = storage.set_item(NAME, "1");
    }
    tidy(&cache, size).await;
}

async fn put(cache: &Cache, address: &str, body: &Body, stamp: Stamp) -> Result<(), JsValue> {
    let (bytes, content_type) = body.raw();
    let headers = Headers::new()?;
    headers.set(STAMP, &stamp.to_text())?;
    headers.set("content-type", content_type)?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let stamped = Response::new_with_opt_buffer_source_and_init(Some(bytes), &init)?;
    JsFuture::from(cache.put_with_str(address, &stamped)).await?;
    Ok(())
}

/// Forgets the copy of `address`: its owner has withdrawn the record.
pub async fn forget(address: &str) {
    if let Some(cache) = open().await {
        let _ = JsFuture::from(cache.delete_with_str(address)).await;
    }
}

/// Forgets the copies that nobody needs and those for which there is no room, when
/// `more` bytes have come: once a page, and whenever the page has filled the room.
/// Nobody else would ever clear them: people are no longer shown, and the addresses
/// of whole works change with the list.
async fn tidy(cache: &Cache, more: u64) {
    thread_local! {
        /// Bytes that all copies have together, as far as this page knows.
        static TOTAL: Cell<Option<u64>> = const { Cell::new(None) };
    }
    let total = TOTAL.get().map(|total| total.saturating_add(more));
    TOTAL.set(total.or(Some(0)));
    if total.is_some_and(|total| total <= MOST.get()) {
        return;
    }
    let Ok(keys) = JsFuture::from(cache.keys()).await else {
        return;
    };
    let keys = Array::from(&keys).to_vec();
    let addresses: Vec<String> = keys
        .into_iter()
        .map(|key| key.unchecked_into::<Request>().url())
        .collect();
    let mut stamps = Vec::new();
    for address in &addresses {
        let copy = copy_of(cache, address).await;
        stamps.push(copy.as_ref().and_then(stamp_of));
    }
    for place in copies::surplus(&stamps, platform::now() as u64, MOST.get()) {
        if let Some(address) = addresses.get(place) {
            let _ = JsFuture::from(cache.delete_with_str(address)).await;
        }
        if let Some(stamp) = stamps.get_mut(place) {
            *stamp = None;
        }
    }
    let sizes = stamps.iter().flatten().map(|stamp| stamp.size);
    TOTAL.set(Some(sizes.sum()));
}
