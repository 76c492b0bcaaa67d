//! Stands in for the crate of this name.
//!
//! leptos links server_fn, whose streaming calls need wasm-streams; this crate
//! calls no server function, but the JavaScript classes that wasm-streams
//! exports are kept by every linker. Measured: see CONTRIBUTING.md.

use futures_util::stream::{Empty, empty};
use futures_util::Stream;
use wasm_bindgen::JsValue;

/// A stream that nobody reads.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a browser's stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Ends at once: no server function streams a request.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(wasm_bindgen::JsCast::unchecked_into(JsValue::UNDEFINED))
    }

    /// Gives the browser's stream back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Ends at once: no server function streams an answer.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
