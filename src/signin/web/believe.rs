//! From an answer to a person: what is asked of the server on the way.

use web_sys::Url;

use super::crypto::WebCrypto;
use super::http;
use super::server::ServerKeys;
use crate::signin::{Callback, Error, Identity, RedirectUri, verify_with};

/// Redeems a code if there is one, and checks the token with the server's keys.
///
/// # Errors
/// Whatever is wrong with it.
pub async fn believe(callback: Callback) -> Result<Identity, Error> {
    let unverified = match callback {
        Callback::Token(unverified) => unverified,
        Callback::Code(grant) => {
            let reply = http::post(grant.endpoint(), grant.form()).await;
            let reply = reply.ok_or(Error::TokenEndpointUnreachable)?;
            grant.read(reply.status, reply.body)?
        }
    };
    let keys = ServerKeys(unverified.jwks_address().into());
    let signed = verify_with(unverified, &keys, &WebCrypto).await?;
    signed.identity(js_sys::Date::now(), &WebCrypto).await
}

/// Looks at the redirect page, if this page may, before anybody is sent away.
///
/// # Errors
/// [`Error::RedirectPageMissing`], [`Error::RedirectUriMoved`],
/// [`Error::RelayNotAllowed`].
pub async fn check_redirect_page(redirect: &RedirectUri, own_origin: &str) -> Result<(), Error> {
    // Of most pages of other origins nothing can be learnt.
    let Some(reply) = http::get_page(redirect.as_str()).await else {
        return Ok(());
    };
    if matches!(reply.status, 404 | 410) {
        return Err(Error::RedirectPageMissing);
    }
    // As browsers write it: without the usual port, in lower case.
    let asked = Url::new(redirect.as_str()).map(|url| url.href());
    let path = |address: &str| address.find(['?', '#']).unwrap_or(address.len());
    if asked
        .is_ok_and(|asked| asked.get(..path(&asked)) != reply.address.get(..path(&reply.address)))
    {
        return Err(Error::RedirectUriMoved);
    }
    if redirect.is_relay() {
        let page = String::from_utf8_lossy(&reply.body);
        let tags = page.split('<').filter_map(|tag| tag.split('>').next());
        let mut lists = tags
            .filter(|tag| tag.starts_with("meta") && tag.contains("scholar-allowed-origins"))
            .map(|tag| {
                let mut words = tag.split(|c: char| c.is_ascii_whitespace() || "\"'".contains(c));
                words.any(|word| word.trim_end_matches('/') == own_origin)
            })
            .peekable();
        if lists.peek().is_some() && !lists.any(|is_listed| is_listed) {
            return Err(Error::RelayNotAllowed);
        }
    }
    Ok(())
}
