//! Requests to an identity server, and to the redirect page.

use gloo_net::http::{Request, RequestBuilder};
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect, Response};

use crate::platform::size::{KB, MB};
use crate::platform::{BodyError, read_body};
use crate::signin::Error;

/// Milliseconds to wait for a whole answer.
const PATIENCE: u32 = 20_000;

/// The longest answer of a server, in bytes: descriptions, keys and tokens have a
/// few thousand.
const LONGEST_ANSWER: usize = 256 * KB;
/// The longest page, in bytes.
const LONGEST_PAGE: usize = MB;

/// A whole answer, whatever its status.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// The address that answered, after redirects.
    pub address: String,
}

/// Why there is no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReply {
    /// No answer, or none a page may read.
    Unreachable,
    /// One that is larger than any that makes sense.
    TooLarge,
}

impl NoReply {
    /// The error for it, where `unreachable` is that for no answer.
    pub fn or(self, unreachable: Error) -> Error {
        match self {
            Self::Unreachable => unreachable,
            Self::TooLarge => Error::AnswerTooLarge,
        }
    }
}

impl Reply {
    fn new(response: &Response, body: Vec<u8>) -> Self {
        Self {
            status: response.status(),
            address: response.url(),
            body,
        }
    }
}

/// Asks an identity server with GET.
///
/// # Errors
/// [`NoReply`].
pub async fn get(address: &str) -> Result<Reply, NoReply> {
    let response = send(at(address, RequestCredentials::Omit), None).await?;
    answer(&response).await
}

/// Asks for a page with GET; one of this page's own origin with the visitor's
/// cookies, since a site may show its pages only to people who are logged in. Of a
/// page whose text is too long or breaks off, status and address still count.
///
/// # Errors
/// [`NoReply`].
pub async fn get_page(address: &str) -> Result<Reply, NoReply> {
    let response = send(at(address, RequestCredentials::SameOrigin), None).await?;
    let body = body(&response, LONGEST_PAGE).await.unwrap_or_default();
    Ok(Reply::new(&response, body))
}

fn at(address: &str, credentials: RequestCredentials) -> RequestBuilder {
    // A key that has just been replaced must not come from a cache.
    Request::get(address)
        .cache(RequestCache::NoCache)
        .credentials(credentials)
}

/// Sends a form.
///
/// # Errors
/// [`NoReply`].
pub async fn post(address: &str, form: String) -> Result<Reply, NoReply> {
    let kind = "application/x-www-form-urlencoded";
    // A code and its verifier go nowhere else (RFC 9700 §4.12).
    let request = Request::post(address)
        .header("Content-Type", kind)
        .redirect(RequestRedirect::Error)
        .credentials(RequestCredentials::Omit);
    let response = send(request, Some(form)).await?;
    answer(&response).await
}

async fn send(request: RequestBuilder, form: Option<String>) -> Result<Response, NoReply> {
    let unreachable = |_| NoReply::Unreachable;
    let request = request
        .referrer_policy(web_sys::ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let response = match form {
        Some(form) => request.body(form).map_err(unreachable)?.send().await,
        None => request.send().await,
    };
    response.map(Response::from).map_err(unreachable)
}

async fn answer(response: &Response) -> Result<Reply, NoReply> {
    let body = body(response, LONGEST_ANSWER).await?;
    Ok(Reply::new(response, body))
}

async fn body(response: &Response, longest: usize) -> Result<Vec<u8>, NoReply> {
    let body = read_body(response, &|| longest).await;
    body.map(|bytes| bytes.to_vec())
        .map_err(|error| match error {
            BodyError::TooLarge => NoReply::TooLarge,
            BodyError::Broken => NoReply::Unreachable,
        })
}
