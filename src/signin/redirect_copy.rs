//! What a site's copy of the redirect page says of itself.

use super::url::AbsoluteUrl;

/// The version of www/callback.html and www/callback.js that this crate goes
/// with: another number whenever the two do something else.
const VERSION: &str = "2";

/// A copy of www/callback.html, as far as a page can learn from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedirectCopy {
    /// Whether it is of this package's version.
    pub is_current: bool,
    /// Whether it serves the page's origin; `None` if it has no list.
    pub is_listed: Option<bool>,
}

impl RedirectCopy {
    /// Reads the text of a page; `None` if it is no redirect page of ours.
    pub fn read(html: &str, own_origin: &str) -> Option<Self> {
        let tags = html.split('<').filter_map(|tag| tag.split('>').next());
        let metas = tags.filter(|tag| tag.starts_with("meta"));
        let (mut is_ours, mut is_current, mut is_listed) = (false, false, None);
        for meta in metas {
            let is_separator = |c: char| c.is_ascii_whitespace() || "\"'=".contains(c);
            let mut words = meta.split(is_separator);
            if meta.contains("scholar-redirect-page") {
                is_ours = true;
                is_current |= words.any(|word| word == VERSION);
            } else if meta.contains("scholar-allowed-origins") {
                is_ours = true;
                let is_own = |word| {
                    AbsoluteUrl::parse(word).is_some_and(|address| address.origin() == own_origin)
                };
                let has_own = words.any(is_own);
                is_listed = Some(has_own || is_listed == Some(true));
            }
        }
        is_ours.then_some(Self {
            is_current,
            is_listed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../www/callback.html");
    const LAB: &str = "https://lab.example";

    fn read(html: &str) -> Option<(bool, Option<bool>)> {
        let copy = RedirectCopy::read(html, LAB)?;
        Some((copy.is_current, copy.is_listed))
    }

    #[test]
    fn the_package_s_own_page_is_current() {
        assert_eq!(read(OURS), Some((true, Some(false))));
    }

    #[test]
    fn a_copy_without_this_version_is_not() {
        let version = r#"name="scholar-redirect-page" content="2""#;
        assert!(OURS.contains(version));
        let older = OURS.replace(version, r#"name="scholar-redirect-page" content="1""#);
        assert_eq!(read(&older), Some((false, Some(false))));
        let oldest = r#"<meta name="scholar-allowed-origins" content="">"#;
        assert_eq!(read(oldest), Some((false, Some(false))));
    }

    #[test]
    fn a_page_that_is_no_copy_says_nothing() {
        for html in ["", "<p>Signed in</p>", "<meta name=robots content=noindex>"] {
            assert_eq!(read(html), None, "{html}");
        }
    }

    #[test]
    fn origins_are_compared_as_browsers_write_them() {
        for (list, is_listed) in [
            ("https://lab.example", true),
            ("https://lab.example/", true),
            ("https://Lab.Example:443/people", true),
            ("https://typo:99999\n  https://lab.example", true),
            ("https://lab.example.evil.example", false),
            ("http://lab.example", false),
            ("https://lab.example:8443", false),
            ("lab.example", false),
            ("*", false),
        ] {
            let html = [
                "<meta name='scholar-redirect-page' content='2'><meta\n content='",
                list,
                "' name='scholar-allowed-origins'>",
            ];
            assert_eq!(
                read(&html.concat()),
                Some((true, Some(is_listed))),
                "{list}"
            );
        }
    }

    #[test]
    fn a_page_without_a_list_lists_nobody_and_refuses_nobody() {
        let html = "<meta name=scholar-redirect-page content=2>";
        assert_eq!(read(html), Some((true, None)));
    }
}
