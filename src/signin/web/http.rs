//! Requests to an identity server, and to the redirect page.

use gloo_net::http::{Request, RequestBuilder};
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect};

/// Milliseconds to wait for a whole answer.
const PATIENCE: u32 = 20_000;

/// A whole answer, whatever its status.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// The address that answered, after redirects.
    pub address: String,
}

/// Asks an identity server with GET. `None`: no answer, or none a page may read.
pub async fn get(address: &str) -> Option<Reply> {
    get_with(address, RequestCredentials::Omit).await
}

/// Asks for a page with GET; one of this page's own origin with the visitor's
/// cookies, since a site may show its pages only to people who are logged in.
/// `None`: no answer, or none a page may read.
pub async fn get_page(address: &str) -> Option<Reply> {
    get_with(address, RequestCredentials::SameOrigin).await
}

async fn get_with(address: &str, credentials: RequestCredentials) -> Option<Reply> {
    // A key that has just been replaced must not come from a cache.
    let request = Request::get(address)
        .cache(RequestCache::NoCache)
        .credentials(credentials);
    whole(request, None).await
}

/// Sends a form. `None`: no answer, or none a page may read.
pub async fn post(address: &str, form: String) -> Option<Reply> {
    let kind = "application/x-www-form-urlencoded";
    // A code and its verifier go nowhere else (RFC 9700 §4.12).
    let request = Request::post(address)
        .header("Content-Type", kind)
        .redirect(RequestRedirect::Error)
        .credentials(RequestCredentials::Omit);
    whole(request, Some(form)).await
}

async fn whole(request: RequestBuilder, form: Option<String>) -> Option<Reply> {
    let request = request
        .referrer_policy(web_sys::ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let response = match form {
        Some(form) => request.body(form).ok()?.send().await,
        None => request.send().await,
    };
    let response = response.ok()?;
    Some(Reply {
        status: response.status(),
        address: response.url(),
        body: response.binary().await.ok()?,
    })
}
