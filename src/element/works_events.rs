//! What a list tells its page.

use web_sys::HtmlElement;

use super::events::{Detail, tell_shown};
use super::record::tell_error;
use crate::list::{Loaded, Message};

/// Sends a message as a DOM event.
pub fn dispatch(host: &HtmlElement, message: Message) {
    match message {
        Message::Loaded(loaded) => tell_loaded(host, &loaded),
        Message::Filtered { shown, works } => tell_filtered(host, shown, works),
        Message::Failed { error, orcid } => tell_error(host, error, orcid),
    }
}

/// Tells a page that all of a list is there (`scholar-load`).
fn tell_loaded(host: &HtmlElement, loaded: &Loaded) {
    let ids: Vec<String> = loaded.ids.iter().map(|id| id.digits()).collect();
    let name = loaded.name.clone();
    let details = [
        ("orcid", Detail::Text(ids.join(" "))),
        ("requested", Detail::Text(loaded.requested.clone())),
        ("name", name.map_or(Detail::Nothing, Detail::Text)),
        ("members", Detail::Number(loaded.ids.len() as f64)),
        ("failed", Detail::Number(loaded.failed as f64)),
        ("works", Detail::Number(loaded.works as f64)),
        ("skipped", Detail::Number(loaded.skipped as f64)),
        ("fromCache", Detail::Flag(loaded.from_cache)),
        ("fetchedAt", Detail::Number(loaded.fetched_at)),
    ];
    tell_shown(host, "scholar-load", details);
}

/// Tells a page that the visitor has filtered a list (`scholar-filter`).
fn tell_filtered(host: &HtmlElement, shown: usize, works: usize) {
    let details = [
        ("shown", Detail::Number(shown as f64)),
        ("works", Detail::Number(works as f64)),
    ];
    tell_shown(host, "scholar-filter", details);
}
