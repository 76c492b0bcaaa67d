//! What this tab keeps while its page travels, and for as long as
//! `remember="session"` wants.

use crate::platform::storage::session as storage;

/// The attempt that took the whole page along.
pub const ATTEMPT: &str = "scholar-sign-in";
/// What the redirect page has brought back.
pub const ANSWER: &str = "scholar-sign-in-answer";

/// Before a state: where www/callback.js finds the way back to the page; with
/// none behind it the way for an answer without a state.
const WAY_BACK: &str = "scholar-sign-in:";

/// Keeps a text. `false` where nothing can be kept.
pub fn keep(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// What is kept.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps it no more.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Keeps an attempt and the way back to this page. `false` where nothing can
/// be kept.
pub fn keep_attempt(attempt: &str, state: &str, page: &str) -> bool {
    keep(ATTEMPT, attempt) && keep(WAY_BACK, page) && keep(&[WAY_BACK, state].concat(), page)
}

/// Forgets all attempts. Windows begin with a copy of what is kept here, so
/// that one opened later would travel itself.
pub fn forget_attempts() {
    let Some(storage) = storage() else { return };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok()?);
    for key in keys.collect::<Vec<_>>() {
        if key == ATTEMPT || key.starts_with(WAY_BACK) {
            forget(&key);
        }
    }
}
