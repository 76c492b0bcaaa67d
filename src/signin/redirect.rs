//! Where the server sends its answer.

use super::error::Error;
use super::issuer::Issuer;
use super::url::{AbsoluteUrl, cut};

/// The address of a redirect page that can work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectUri {
    text: String,
    origin: String,
    is_relay: bool,
}

impl RedirectUri {
    /// Checks the attribute `redirect-uri` before anybody is sent away.
    ///
    /// It is kept as it is written, since the server compares it with the
    /// registered one. With `relay` it may lie at another origin than `page`, the
    /// page's own address; that origin's redirect page then hands the answer back
    /// to this one.
    ///
    /// # Errors
    /// [`Error::MissingRedirectUri`], [`Error::RedirectUriFragment`]
    /// (RFC 6749 §3.1.2), [`Error::MalformedRedirectUri`],
    /// [`Error::RedirectUriNotHttps`] (ORCID's production takes https alone,
    /// others http on this machine), [`Error::RedirectUriOtherOrigin`].
    pub fn check(given: &str, page: &str, issuer: &Issuer, relay: bool) -> Result<Self, Error> {
        let given = given.trim();
        if given.is_empty() {
            return Err(Error::MissingRedirectUri);
        }
        if given.contains('#') {
            return Err(Error::RedirectUriFragment);
        }
        let address = AbsoluteUrl::parse(given).ok_or(Error::MalformedRedirectUri)?;
        if !(address.is_https || address.is_loopback() && !issuer.is_production()) {
            return Err(Error::RedirectUriNotHttps);
        }
        let origin = address.origin();
        let is_here = AbsoluteUrl::parse(page).is_some_and(|page| page.origin() == origin);
        if !is_here && !relay {
            return Err(Error::RedirectUriOtherOrigin);
        }
        Ok(Self {
            text: given.into(),
            origin,
            is_relay: !is_here,
        })
    }

    /// The address, in full.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The only origin from which an answer may be posted.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether a server that allows whatever begins like one of the two, as
    /// ORCID does, could send an answer of one to the other.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let (one, two) = (self.path(), other.path());
        self.origin == other.origin && (one.starts_with(two) || two.starts_with(one))
    }

    /// The path, without the query; empty for the root as browsers have it, too.
    fn path(&self) -> &str {
        let (_, rest) = cut(&self.text, &[':']);
        let (_, tail) = cut(rest.get(3..).unwrap_or_default(), &['/', '?']);
        cut(tail, &['?']).0
    }

    /// Whether it lies at another origin than the page.
    pub fn is_relay(&self) -> bool {
        self.is_relay
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = "https://lab.example/people/";

    fn check(given: &str, page: &str, issuer: &str, relay: bool) -> Result<RedirectUri, Error> {
        let issuer = match issuer {
            "" | "sandbox" => Issuer::parse(issuer, None),
            _ => Issuer::parse("", Some(issuer)),
        };
        RedirectUri::check(given, page, &issuer.unwrap(), relay)
    }

    #[test]
    fn an_absolute_address_is_sent_as_it_is_written() {
        let redirect = check(" https://LAB.example/cb?x=1 ", PAGE, "", false).unwrap();
        assert_eq!(redirect.as_str(), "https://LAB.example/cb?x=1");
        assert_eq!(redirect.origin(), "https://lab.example");
        assert!(!redirect.is_relay());
        let redirect = check("https://lab.example/callback.html", PAGE, "", true).unwrap();
        assert_eq!(redirect.as_str(), "https://lab.example/callback.html");
        assert!(!redirect.is_relay(), "it lies here, relay or not");
    }

    #[test]
    fn an_address_that_cannot_work_says_why() {
        use Error::*;
        for (given, error) in [
            ("", MissingRedirectUri),
            (" \n", MissingRedirectUri),
            ("https://lab.example/cb#", RedirectUriFragment),
            ("https://lab.example/cb#x", RedirectUriFragment),
            ("javascript:alert(1)", MalformedRedirectUri),
            ("app:/cb", MalformedRedirectUri),
            ("/cb", MalformedRedirectUri),
            ("https://lab.example/c b", MalformedRedirectUri),
            ("https://lab.example@evil.example/", MalformedRedirectUri),
            ("http://lab.example/cb", RedirectUriNotHttps),
            ("https://other.example/cb", RedirectUriOtherOrigin),
            ("https://www.lab.example/cb", RedirectUriOtherOrigin),
            ("https://lab.example:8443/cb", RedirectUriOtherOrigin),
        ] {
            let found = check(given, PAGE, "sandbox", false).err();
            assert_eq!(found, Some(error), "{given:?}");
        }
        assert_eq!(
            check("file:///home/cb", "file:///home/x.html", "", true).err(),
            Some(MalformedRedirectUri)
        );
    }

    #[test]
    fn http_is_for_this_machine_and_never_for_production() {
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            let page = ["http://", host, "/demo/"].concat();
            let given = [&page, "cb"].concat();
            for issuer in ["sandbox", "https://id.example"] {
                let redirect = check(&given, &page, issuer, false).unwrap();
                assert_eq!(redirect.as_str(), given);
            }
            let error = check(&given, &page, "", false).err();
            assert_eq!(error, Some(Error::RedirectUriNotHttps), "{host}");
        }
        let page = "http://lab.example/";
        let error = check("http://lab.example/cb", page, "sandbox", false).err();
        assert_eq!(error, Some(Error::RedirectUriNotHttps));
    }

    #[test]
    fn two_redirect_pages_overlap_where_one_begins_like_the_other() {
        let page = |given| check(given, PAGE, "", true).unwrap();
        for (one, other, expected) in [
            ("https://lab.example/cb", "https://lab.example/cb", true),
            (
                "https://lab.example/cb",
                "https://LAB.example/cb?of=x",
                true,
            ),
            ("https://lab.example/cb", "https://lab.example/cb2", true),
            ("https://lab.example", "https://lab.example/cb", true),
            (
                "https://lab.example/a/cb",
                "https://lab.example/b/cb",
                false,
            ),
            (
                "https://lab.example/cb",
                "https://lab.example:8443/cb",
                false,
            ),
            ("https://lab.example/cb", "https://id.lab.example/cb", false),
        ] {
            assert_eq!(page(one).overlaps(&page(other)), expected, "{one} {other}");
            assert_eq!(page(other).overlaps(&page(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn another_origin_is_taken_where_the_page_says_relay() {
        let redirect = check("https://id.lab.example/cb", PAGE, "", true).unwrap();
        assert!(redirect.is_relay());
        assert_eq!(redirect.origin(), "https://id.lab.example");
        let redirect = check("https://lab.example/cb", "file:///x.html", "", true).unwrap();
        assert!(redirect.is_relay());
    }
}
