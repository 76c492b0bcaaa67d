//! What people tell their page.

use web_sys::HtmlElement;

use super::events::{Detail, tell_shown};
use super::record::tell_error;
use crate::people::{Loaded, Message};

/// Sends a message as a DOM event.
pub fn dispatch(host: &HtmlElement, message: Message) {
    match message {
        Message::Loaded(loaded) => tell_loaded(host, loaded),
        Message::Failed { error, orcid } => tell_error(host, error, orcid),
    }
}

/// Tells a page that all are there who will come (`scholar-load`).
fn tell_loaded(host: &HtmlElement, loaded: Loaded) {
    let ids: Vec<String> = loaded.ids.iter().map(|id| id.digits()).collect();
    let details = [
        ("orcid", Detail::Text(ids.join(" "))),
        ("requested", Detail::Text(loaded.requested)),
        ("members", Detail::Number(ids.len() as f64)),
        ("failed", Detail::Number(loaded.failed as f64)),
        ("skipped", Detail::Number(loaded.skipped as f64)),
        ("fromCache", Detail::Flag(loaded.from_cache)),
        ("fetchedAt", Detail::finite(loaded.fetched_at)),
    ];
    tell_shown(host, "scholar-load", details);
}
