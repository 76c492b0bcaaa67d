//! Bodies of answers, read as they come and no further than a limit.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use super::size;

#[wasm_bindgen]
extern "C" {
    type Stream;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Stream) -> Result<Reader, JsValue>;

    type Reader;
    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> Promise;
    #[wasm_bindgen(method)]
    fn cancel(this: &Reader) -> Promise;

    type Piece;
    #[wasm_bindgen(method, getter)]
    fn done(this: &Piece) -> bool;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Piece) -> Uint8Array;
}

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyError {
    /// It is larger than allowed. The rest is not fetched.
    TooLarge,
    /// It broke off, its compression is damaged, or it was read before.
    Broken,
}

/// Reads a whole body of at most `most()` bytes, which is asked anew for each
/// piece that comes.
///
/// # Errors
/// [`BodyError`].
pub async fn read_body(
    response: &Response,
    most: &dyn Fn() -> usize,
) -> Result<Uint8Array, BodyError> {
    let Some(stream) = response.body() else {
        return Ok(Uint8Array::new_with_length(0));
    };
    let stream: Stream = JsValue::from(stream).unchecked_into();
    let reader = stream.reader().map_err(|_| BodyError::Broken)?;
    let length = response.headers().get("content-length").ok().flatten();
    if length.is_some_and(|length| size::announces_more(&length, most())) {
        return Err(give_up(&reader));
    }
    let (pieces, mut seen) = (Array::new(), 0);
    loop {
        let piece = JsFuture::from(reader.read()).await;
        let piece: Piece = piece.map_err(|_| BodyError::Broken)?.unchecked_into();
        if piece.done() {
            break;
        }
        let piece = piece.value();
        seen =
            size::grown(seen, piece.length() as usize, most()).ok_or_else(|| give_up(&reader))?;
        pieces.push(&piece);
    }
    let whole = Uint8Array::new_with_length(seen as u32);
    let mut at = 0;
    for piece in pieces {
        let piece: Uint8Array = piece.unchecked_into();
        whole.set(&piece, at);
        at += piece.length();
    }
    Ok(whole)
}

/// Has the browser close the connection.
fn give_up(reader: &Reader) -> BodyError {
    let cancelled = reader.cancel();
    // Nobody waits for it: of a body that two read it ends with the second.
    spawn_local(async move {
        let _ = JsFuture::from(cancelled).await;
    });
    BodyError::TooLarge
}
