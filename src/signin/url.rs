//! Absolute URLs, as far as sign-in has to judge them.
//!
//! Stricter than the browser's `URL`: what that would repair is no address here,
//! so that what is judged is what is sent.

use crate::orcid::strip_prefix_any_case;

/// An absolute http or https address, in its parts.
pub(super) struct AbsoluteUrl<'a> {
    pub(super) is_https: bool,
    /// In lower case; an IPv6 address in its brackets.
    host: String,
    /// None where it is the scheme's own.
    port: Option<&'a str>,
    pub(super) has_query: bool,
    pub(super) has_fragment: bool,
}

impl<'a> AbsoluteUrl<'a> {
    /// `None` for other schemes, for a name or password before the host, and
    /// for characters that no address holds unescaped.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\\\"<>^`{|}".contains(&byte);
        if !text.bytes().all(is_plain) {
            return None;
        }
        let (is_https, rest) = match strip_prefix_any_case(text, "https://") {
            Some(rest) => (true, rest),
            None => (false, strip_prefix_any_case(text, "http://")?),
        };
        let (authority, tail) = cut(rest, &['/', '?', '#']);
        let (before, fragment) = cut(tail, &['#']);
        let (_, query) = cut(before, &['?']);
        // The port stands behind the brackets of an IPv6 address.
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let is_v6 = |byte: u8| byte.is_ascii_hexdigit() || b":.".contains(&byte);
        let is_host = match host.strip_prefix('[') {
            Some(v6) => v6
                .strip_suffix(']')
                .is_some_and(|v6| !v6.is_empty() && v6.bytes().all(is_v6)),
            None => !host.is_empty() && host.bytes().all(is_name),
        };
        let is_port = port.is_none_or(|port| {
            !port.starts_with('0')
                && port.bytes().all(|byte| byte.is_ascii_digit())
                && port.parse::<u16>().is_ok()
        });
        let own_port = if is_https { "443" } else { "80" };
        (is_host && is_port).then(|| Self {
            is_https,
            host: host.to_ascii_lowercase(),
            port: port.filter(|port| *port != own_port),
            has_query: !query.is_empty(),
            has_fragment: !fragment.is_empty(),
        })
    }

    /// The origin, as a browser writes it.
    pub(super) fn origin(&self) -> String {
        let scheme = if self.is_https { "https://" } else { "http://" };
        let colon = if self.port.is_some() { ":" } else { "" };
        [scheme, &self.host, colon, self.port.unwrap_or_default()].concat()
    }

    /// Whether it is this machine, which nobody can listen in on the way to.
    pub(super) fn is_loopback(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "[::1]")
    }

    /// Whether nobody can listen in on the way.
    pub(super) fn is_safe(&self) -> bool {
        self.is_https || self.is_loopback()
    }
}

/// The text before the first of some characters, and all from there on.
pub(super) fn cut<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    let at = text.find(ends).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// An address without its fragment.
pub(super) fn without_fragment(text: &str) -> &str {
    cut(text, &['#']).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_a_browser_writes_it() {
        for (text, origin) in [
            ("https://Lab.Example", "https://lab.example"),
            ("HTTPS://lab.example:443/a?b#c", "https://lab.example"),
            ("http://localhost:80/", "http://localhost"),
            ("http://localhost:443/", "http://localhost:443"),
            ("http://[::1]:8080/x", "http://[::1]:8080"),
            ("http://[::1]", "http://[::1]"),
            ("https://x.example?a", "https://x.example"),
        ] {
            let address = AbsoluteUrl::parse(text).map(|address| address.origin());
            assert_eq!(address.as_deref(), Some(origin), "{text}");
        }
    }

    #[test]
    fn what_a_browser_would_have_to_repair_is_no_address() {
        for text in [
            "",
            "lab.example",
            "https:lab.example",
            "https:///lab.example",
            "https://",
            "https://@lab.example",
            "https://lab.example@evil.example/",
            "https://lab.example\\@evil.example/",
            "https://lab.example:",
            "https://lab.example:0443",
            "https://lab.example:70000",
            "https://lab.example:8o",
            "https://lab.exämple/",
            "https://lab.example/a b",
            "https://lab.example/\n",
            "https://[::1",
            "https://[]",
            "https://[::1]x",
            "ftp://lab.example",
            "javascript:alert(1)//https://lab.example",
            "https://lab%2eexample/",
        ] {
            assert!(AbsoluteUrl::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn only_three_hosts_are_this_machine() {
        let is_loopback =
            |text| AbsoluteUrl::parse(text).is_some_and(|address| address.is_loopback());
        assert!(is_loopback("http://localhost:8080/"));
        assert!(is_loopback("http://127.0.0.1/"));
        assert!(is_loopback("http://[::1]/"));
        assert!(!is_loopback("http://localhost.evil.example/"));
        assert!(!is_loopback("http://127.0.0.1.evil.example/"));
        assert!(!is_loopback("http://evil.example/localhost"));
    }
}
