//! Text, by the browser's own tables: those of a crate would weigh 20 kB.

use js_sys::JsString;

/// Compatibility decomposition and lower case.
pub fn decompose(text: &str) -> String {
    let text = JsString::from(text).normalize("NFKD");
    text.to_lower_case().into()
}
