//! A look at the redirect page before anybody is sent away.

use web_sys::Url;

use super::http;
use crate::signin::{Error, RedirectCopy, RedirectUri};

/// Looks at the redirect page, if this page may, before anybody is sent away;
/// `false` for an outdated copy that works all the same.
///
/// # Errors
/// [`Error::RedirectPageMissing`], [`Error::RedirectUriMoved`],
/// [`Error::RelayNotAllowed`], [`Error::RedirectPageOutdated`] where it lies at
/// another origin.
pub async fn check_redirect_page(redirect: &RedirectUri, own_origin: &str) -> Result<bool, Error> {
    // Of most pages of other origins nothing can be learnt.
    let Ok(reply) = http::get_page(redirect.as_str()).await else {
        return Ok(true);
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
    let page = String::from_utf8_lossy(&reply.body);
    let Some(copy) = RedirectCopy::read(&page, own_origin) else {
        return Ok(true);
    };
    match (redirect.is_relay(), copy.is_listed) {
        (true, Some(false)) => Err(Error::RelayNotAllowed),
        (true, _) if !copy.is_current => Err(Error::RedirectPageOutdated),
        _ => Ok(copy.is_current),
    }
}
