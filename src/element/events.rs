//! DOM events, and the same news for the console.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
#[cfg(feature = "badge")]
use wasm_bindgen_futures::spawn_local;
#[cfg(feature = "badge")]
use web_sys::HtmlElement;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// Tells the console what happened; `code` is that of the event beside it.
pub fn warn(target: &EventTarget, code: &str, sentence: &str) {
    let text = ["scholar-badge: ", code, ": ", sentence].concat();
    web_sys::console::warn_2(&text.into(), target);
}

/// Tells the console what may well be as it should.
#[cfg(feature = "list")]
pub fn inform(target: &EventTarget, code: &str, sentence: &str) {
    let text = ["scholar-badge: ", code, ": ", sentence].concat();
    web_sys::console::info_2(&text.into(), target);
}

/// Sends a DOM event that bubbles out of shadow trees.
pub fn tell(target: &EventTarget, name: &str, details: &[(&'static str, Detail)]) {
    send(target, name, &object(details));
}

/// Sends a DOM event once what it tells of is on the page: the view follows its
/// state in microtasks, and a page may print or read what it is told is there.
#[cfg(feature = "badge")]
pub fn tell_shown<const N: usize>(
    target: &HtmlElement,
    name: &'static str,
    details: [(&'static str, Detail); N],
) {
    let target = target.clone();
    spawn_local(async move { tell(&target, name, &details) });
}

/// An object of these members.
pub fn object(details: &[(&'static str, Detail)]) -> JsValue {
    let serializer = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    // Strings, numbers and flags: nothing here can fail.
    Details(details).serialize(&serializer).unwrap_or_default()
}

/// Sends a DOM event with a detail of any kind.
pub fn send(target: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// A member of an event's `detail`.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Detail {
    Text(String),
    #[cfg(feature = "badge")]
    Number(f64),
    Flag(bool),
    Nothing,
}

#[cfg(feature = "people")]
impl Detail {
    /// A number, or nothing where it is none.
    pub fn finite(number: f64) -> Self {
        match number.is_finite() {
            true => Self::Number(number),
            false => Self::Nothing,
        }
    }
}

/// The members of a `detail`, written as a map: a struct would bring a hash
/// map of field names along.
struct Details<'a>(&'a [(&'static str, Detail)]);

impl Serialize for Details<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
