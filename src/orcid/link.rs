//! Links that are safe to follow.

use super::blank::{is_blank, strip_prefix_any_case};

/// A link a visitor may be sent to: absolute `http:`, `https:` or `mailto:`,
/// nothing else. So a `javascript:` or `data:` address in a record can never
/// reach an `href`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebLink(String);

/// The schemes a link may have, with what must follow them.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

impl WebLink {
    /// Takes what a record holds as a link. Blanks around it are cut, spaces
    /// and quotes within are percent-encoded, `www.x.org` gets `http://`.
    /// `None` for anything empty, relative, of another scheme, or with a
    /// control character in it, which browsers leave out when they read the
    /// scheme (URL Standard, section 4.4).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        if text.chars().any(char::is_control) {
            return None;
        }
        let (scheme, rest) = SCHEMES
            .iter()
            .find_map(|scheme| Some((*scheme, strip_prefix_any_case(text, scheme)?)))
            .or_else(|| strip_prefix_any_case(text, "www.").map(|_| ("http://", text)))?;
        // Some sources write "http:// www.x.org".
        let rest = rest.trim_ascii_start();
        let host = strip_prefix_any_case(rest, "www.").unwrap_or(rest);
        let has_host = !matches!(
            host.as_bytes().first(),
            None | Some(b'/' | b'\\' | b'?' | b'#' | b'.' | b':' | b'@')
        );
        // "https://orcid.org@example.org" reads as one site and leads to another.
        let has_user = scheme != "mailto:"
            && host
                .split(['/', '?', '#', '\\'])
                .next()
                .is_some_and(|host| host.contains('@'));
        (has_host && !has_user).then(|| Self::joined(scheme, rest, false))
    }

    /// A link to what `base`, an https address of our own, knows as `value`.
    /// All of `value` ends up in the path.
    pub(crate) fn within(base: &'static str, value: &str) -> Self {
        Self::joined(base, value, true)
    }

    /// The link, for an `href`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `strict`: also encodes what would end the path or is not ASCII.
    fn joined(start: &str, rest: &str, strict: bool) -> Self {
        let mut link = String::with_capacity(start.len() + rest.len());
        link.push_str(start);
        for c in rest.chars() {
            let encode = match c {
                ' ' | '"' | '<' | '>' | '`' => true,
                '#' | '%' | '?' | '{' | '}' | '|' | '\\' | '^' | '[' | ']' => strict,
                _ => strict && (!c.is_ascii() || c.is_ascii_control()),
            };
            if encode {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    link.push('%');
                    link.push(hex(byte >> 4));
                    link.push(hex(byte & 15));
                }
            } else {
                link.push(c);
            }
        }
        Self(link)
    }
}

fn hex(digit: u8) -> char {
    char::from(if digit < 10 { b'0' } else { b'A' - 10 } + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<String> {
        WebLink::parse(text).map(|link| link.as_str().to_owned())
    }

    #[test]
    fn a_link_that_reads_as_another_site_is_refused() {
        for text in [
            "https://orcid.org@example.org/",
            "https://orcid.org:x@example.org",
            "www.orcid.org@example.org",
            "http://orcid.org@example.org?a",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
        let path = "https://example.org/@user";
        assert_eq!(parsed(path).as_deref(), Some(path));
    }

    #[test]
    fn web_and_mail_links_are_taken() {
        for (text, link) in [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            (" HTTP://Example.org ", "http://Example.org"),
            (
                "\u{feff}https://example.org\u{200b}\n",
                "https://example.org",
            ),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("MailTo:a@example.org", "mailto:a@example.org"),
            ("www.6.com", "http://www.6.com"),
            ("WWW.example.org/x", "http://WWW.example.org/x"),
            (
                "http://dx.doi.org/ 10.1017/9781108583664",
                "http://dx.doi.org/%2010.1017/9781108583664",
            ),
            ("http:// www.example.org", "http://www.example.org"),
            (
                "https://example.org/\"><b>",
                "https://example.org/%22%3E%3Cb%3E",
            ),
            (
                "https://example.org/100%25/é",
                "https://example.org/100%25/é",
            ),
        ] {
            assert_eq!(parsed(text).as_deref(), Some(link), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_link() {
        for text in [
            "",
            " \u{a0}",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://example.org",
            "//example.org",
            "/path",
            "example.org",
            "https:",
            "https://",
            "https:///example.org",
            "https:example.org",
            "https:\\\\example.org",
            "https://?x",
            "www.",
            "www..org",
            "mailto:",
            "https://example.org/a\nb",
            "httpsé//x",
        ] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_value_in_a_link_of_ours_stays_within_the_path() {
        let link = WebLink::within("https://doi.org/", "10.1002/a<b>?c#d e%f|g\\h^i`{é}\"(k);l");
        assert_eq!(
            link.as_str(),
            "https://doi.org/10.1002/a%3Cb%3E%3Fc%23d%20e%25f%7Cg%5Ch%5Ei%60%7B%C3%A9%7D%22(k);l"
        );
    }
}
