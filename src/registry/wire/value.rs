//! Scalars, which the API wraps in `{"value": …}` or not, with no rule.

use super::{Node, text};
use crate::orcid::WebLink;

/// The member `key`, or the `value` within where it is wrapped.
pub(super) fn unwrapped<N: Node>(holder: &N, key: &'static str) -> N {
    let node = holder.get(key);
    let inner = node.get("value");
    if inner.is_null() { node } else { inner }
}

/// A text, cleaned.
pub(super) fn text<N: Node>(holder: &N, key: &'static str) -> Option<String> {
    text::plain(unwrapped(holder, key).text()?)
}

/// A text of several paragraphs, cleaned.
pub(super) fn paragraphs<N: Node>(holder: &N, key: &'static str) -> Option<String> {
    text::paragraphs(&unwrapped(holder, key).text()?)
}

/// A text of an open set of words, in lower case; empty where there is none.
pub(super) fn word<N: Node>(holder: &N, key: &'static str) -> String {
    let mut word = text(holder, key).unwrap_or_default();
    word.make_ascii_lowercase();
    word
}

/// A title or the like, cleaned and freed of inline markup.
pub(super) fn title<N: Node>(holder: &N, key: &'static str) -> Option<String> {
    text::title(unwrapped(holder, key).text()?)
}

/// A link that is safe to follow.
pub(super) fn link<N: Node>(holder: &N, key: &'static str) -> Option<WebLink> {
    WebLink::parse(&unwrapped(holder, key).text()?)
}

/// A whole number, written as a number or as a string.
pub(super) fn whole<N: Node>(holder: &N, key: &'static str) -> Option<u64> {
    let node = unwrapped(holder, key);
    match node.number() {
        Some(number) => {
            let whole = number as u64;
            (whole as f64 == number).then_some(whole)
        }
        None => node.text()?.trim_ascii().parse().ok(),
    }
}

/// An ISO 3166-1 alpha-2 country code.
pub(super) fn country<N: Node>(holder: &N, key: &'static str) -> Option<String> {
    country_code(text(holder, key)?)
}

/// The text as a country code; `None` for anything else, so that the browser
/// can name every country.
pub(super) fn country_code(mut code: String) -> Option<String> {
    code.make_ascii_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some(code)
}

/// Whether anybody may see the item. A copy of a record may hold items that
/// are not for everybody; an unknown word is taken for one of those.
pub(super) fn is_public<N: Node>(item: &N) -> bool {
    let visibility = item.get("visibility");
    match visibility.text() {
        Some(word) => word.eq_ignore_ascii_case("public"),
        None => visibility.is_null(),
    }
}
