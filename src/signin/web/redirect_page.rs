//! A look at the redirect page before anybody is sent away.

use web_sys::Url;

use super::http;
use crate::signin::{Error, RedirectUri};

/// Looks at the redirect page, if this page may, before anybody is sent away.
///
/// # Errors
/// [`Error::RedirectPageMissing`], [`Error::RedirectUriMoved`],
/// [`Error::RelayNotAllowed`].
pub async fn check_redirect_page(redirect: &RedirectUri, own_origin: &str) -> Result<(), Error> {
    // Of most pages of other origins nothing can be learnt.
    let Ok(reply) = http::get_page(redirect.as_str()).await else {
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
