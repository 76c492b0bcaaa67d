//! One request for one record, by HTTP content negotiation.

use gloo_net::http::Request;
use js_sys::SyntaxError;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCredentials, Response};

use super::error::{Error, Unreadable};
use super::js_node::JsNode;
use super::negotiate::{self, Reader};
use super::wire;
use crate::orcid::Record;
#[cfg(feature = "list")]
use crate::orcid::WorkDetail;

/// Asks for the record at `address`. Only CORS-safelisted headers and no
/// credentials: no preflight, which would count against the visitor's quota.
///
/// # Errors
/// [`Error::Unreachable`] or [`Error::Offline`] when no answer comes.
pub async fn request(address: &str, signal: &AbortSignal) -> Result<Response, Error> {
    Request::get(address)
        .header("Accept", negotiate::ACCEPT)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(signal))
        .send()
        .await
        .map(Into::into)
        .map_err(|_| no_answer())
}

/// Reads an answer with the reader its `Content-Type` names; of the works the
/// `most` recent ones.
///
/// # Errors
/// What the status or the body says; see [`Error`].
pub async fn read(response: &Response, most: usize) -> Result<Record, Error> {
    let (reader, node) = open(response).await?;
    let record = match reader {
        Reader::Record => wire::record::read_recent(&node, most),
        Reader::SchemaOrg => wire::schema_org::read(&node),
        Reader::ByShape => {
            wire::record::read_recent(&node, most).or_else(|| wire::schema_org::read(&node))
        }
    };
    record.ok_or(Error::Unreadable(Unreadable::Shape))
}

/// Reads the answer of the bulk works address: the works that could be had,
/// named by their put-codes.
///
/// # Errors
/// What the status or the body says; see [`Error`].
#[cfg(feature = "list")]
pub async fn read_works(response: &Response) -> Result<Vec<WorkDetail>, Error> {
    let (_, node) = open(response).await?;
    Ok(wire::work::read_bulk(&node).into_iter().flatten().collect())
}

/// The JSON of a successful answer, and the reader it needs.
async fn open(response: &Response) -> Result<(Reader, JsNode), Error> {
    if !response.ok() {
        let body = json(response).await.ok();
        let body = body.as_ref().and_then(wire::error_body::read);
        return Err(Error::from_answer(response.status(), body.as_ref()));
    }
    let content_type = response.headers().get("content-type").ok().flatten();
    let reader = negotiate::reader_for(content_type.as_deref().unwrap_or_default())?;
    Ok((reader, json(response).await?))
}

async fn json(response: &Response) -> Result<JsNode, Error> {
    // A body that was read before rejects too; nobody reads one twice here.
    let parsed = match response.json() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    parsed.map(JsNode::from).map_err(|error| {
        if error.is_instance_of::<SyntaxError>() {
            Error::Unreadable(Unreadable::Json)
        } else {
            no_answer()
        }
    })
}

/// Why a request got no answer, as far as a page is told.
pub fn no_answer() -> Error {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if online {
        Error::Unreachable
    } else {
        Error::Offline
    }
}
