//! Identifiers of works, in ORCID's open set of schemes.

use super::WebLink;
use super::blank::{is_blank, strip_prefix_any_case, strip_prefixes};

/// An external identifier of a work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExternalId {
    /// The scheme in lower case: `doi`, `pmid`, `isbn`, …; an open set.
    pub scheme: String,
    /// The value as its source wrote it, trimmed.
    pub value: String,
    /// The registry's normalised form, where it could make one.
    pub normalized: Option<String>,
    /// The link its source gave.
    pub link: Option<WebLink>,
    /// How the identifier relates to the work.
    pub relationship: Relationship,
}

/// What people write before a DOI once blanks are gone.
const DOI_PREFIXES: [&str; 9] = [
    "https://", "http://", "www.", "dx.", "doi.org/", "info:", "urn:", "doi:", "doi/",
];

impl ExternalId {
    /// The bare DOI in lower case (`10.1000/182`), where this is one: the
    /// registry's normalised form, else the value without link, prefix and
    /// blanks.
    pub fn doi(&self) -> Option<String> {
        if self.scheme != "doi" {
            return None;
        }
        self.normalized
            .as_deref()
            .and_then(bare_doi)
            .or_else(|| bare_doi(&self.value))
    }

    /// Where it leads: the DOI's resolver, else the place where ORCID itself
    /// looks such identifiers up, else the link its source gave, else the
    /// value where that is a link.
    pub fn link_to(&self) -> Option<WebLink> {
        if let Some(doi) = self.doi() {
            return Some(Self::doi_link(&doi));
        }
        self.known_place()
            .or_else(|| self.link.clone())
            .or_else(|| WebLink::parse(&self.value))
    }

    pub(crate) fn doi_link(doi: &str) -> WebLink {
        WebLink::within("https://doi.org/", doi)
    }

    /// Only for values written as they should be; others may be anything.
    fn known_place(&self) -> Option<WebLink> {
        let value = self.normalized.as_deref().unwrap_or(&self.value);
        let (base, value, allowed): (_, _, fn(&u8) -> bool) = match self.scheme.as_str() {
            "pmid" => (
                "https://pubmed.ncbi.nlm.nih.gov/",
                value,
                u8::is_ascii_digit,
            ),
            "pmc" => (
                "https://europepmc.org/articles/PMC",
                strip_prefix_any_case(value, "pmc").unwrap_or(value),
                u8::is_ascii_digit,
            ),
            "arxiv" => (
                "https://arxiv.org/abs/",
                strip_prefix_any_case(value, "arxiv:").unwrap_or(value),
                is_path,
            ),
            "handle" => ("https://hdl.handle.net/", value, is_path),
            _ => return None,
        };
        (!value.is_empty() && value.bytes().all(|byte| allowed(&byte)))
            .then(|| WebLink::within(base, value))
    }
}

/// No colon, so that a whole link is no path.
fn is_path(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/' | b'_')
}

/// The bare DOI in lower case that a text is, however it is written.
pub(crate) fn bare_doi(text: &str) -> Option<String> {
    let mut text = without_blanks(text);
    // In a link the DOI is percent-encoded, bare it is not.
    if text.starts_with("http") {
        text = without_blanks(&decoded(&text));
    }
    let bare = strip_prefixes(&text, &DOI_PREFIXES);
    let (registrant, suffix) = bare.strip_prefix("10.")?.split_once('/')?;
    (!registrant.is_empty() && !suffix.is_empty()).then(|| String::from(bare))
}

/// Without blanks, in lower case: a DOI has no blanks, and its case means nothing.
fn without_blanks(text: &str) -> String {
    let mut text: String = text.chars().filter(|c| !is_blank(*c)).collect();
    text.make_ascii_lowercase();
    text
}

/// Percent-decodes; what is no encoding of UTF-8 stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        (rest, _) = match (first, tail) {
            (b'%', [high, low, tail @ ..])
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                (tail, bytes.push(nibble(*high) << 4 | nibble(*low)))
            }
            _ => (tail, bytes.push(*first)),
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| String::from(text))
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 32).wrapping_sub(b'a' - 10),
    }
}

/// How an identifier relates to the item that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Relationship {
    /// It names the item itself.
    #[default]
    Own,
    /// It names something the item is part of: a journal, a book.
    PartOf,
    /// It names another version of the item.
    VersionOf,
    /// It names what funded the item.
    FundedBy,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn identifier(scheme: &str, value: &str) -> ExternalId {
        ExternalId {
            scheme: scheme.to_owned(),
            value: value.to_owned(),
            normalized: None,
            link: None,
            relationship: Relationship::Own,
        }
    }

    #[test]
    fn a_doi_is_bare_however_it_is_written() {
        for (value, doi) in [
            ("10.1000/182", "10.1000/182"),
            ("10.1364/OE.415052", "10.1364/oe.415052"),
            ("doi:10.1000/182", "10.1000/182"),
            ("DOI: 10.1000/182", "10.1000/182"),
            ("https://doi.org/10.1000/182", "10.1000/182"),
            (
                "http://dx.doi.org/ 10.1017/9781108583664",
                "10.1017/9781108583664",
            ),
            (" 10.1017/9781108583664", "10.1017/9781108583664"),
            ("doi.org/10.1000/182", "10.1000/182"),
            ("info:doi/10.1000/182", "10.1000/182"),
            (
                "https://doi.org/10.1002/%28SICI%291097%3A1%3C1%3E",
                "10.1002/(sici)1097:1<1>",
            ),
            (
                "10.1002/(SICI)1097-0258(19980815)17:15<1661>3.0.CO;2-2",
                "10.1002/(sici)1097-0258(19980815)17:15<1661>3.0.co;2-2",
            ),
            ("10.5555/a%2Fb", "10.5555/a%2fb"),
            // What is decoded is cleaned as what was typed.
            ("https://doi.org/10.5555/%41%20b%0d%0aER", "10.5555/aber"),
            ("https://doi.org/10.5555%2fABC", "10.5555/abc"),
            ("https://doi.org/10.5555/a%ffb%", "10.5555/a%ffb%"),
        ] {
            assert_eq!(
                identifier("doi", value).doi().as_deref(),
                Some(doi),
                "{value}"
            );
        }
    }

    #[test]
    fn what_is_no_doi_has_none() {
        for value in [
            "",
            "work:doi",
            "10.1000",
            "10./182",
            "10.1000/",
            "https://doi.org/10.1000/%20",
            "11.1000/182",
            "https://example.org/10.1000/182",
        ] {
            assert_eq!(identifier("doi", value).doi(), None, "{value}");
        }
        assert_eq!(identifier("other-id", "10.1000/182").doi(), None);
    }

    #[test]
    fn the_registrys_normal_form_wins() {
        let mut id = identifier("doi", "https://resolver.example.org/?id=10.1000/182");
        id.normalized = Some("10.1000/182".to_owned());
        assert_eq!(id.doi().as_deref(), Some("10.1000/182"));
        id.normalized = Some("not one".to_owned());
        id.value = "10.1000/183".to_owned();
        assert_eq!(id.doi().as_deref(), Some("10.1000/183"));
    }

    #[test]
    fn identifiers_lead_where_the_registry_looks_them_up() {
        for (scheme, value, link) in [
            (
                "doi",
                "10.1002/a<b>",
                Some("https://doi.org/10.1002/a%3Cb%3E"),
            ),
            (
                "pmid",
                "29718922",
                Some("https://pubmed.ncbi.nlm.nih.gov/29718922"),
            ),
            ("pmid", "MED: 1", None),
            (
                "pmc",
                "PMC5931476",
                Some("https://europepmc.org/articles/PMC5931476"),
            ),
            (
                "pmc",
                "5931476",
                Some("https://europepmc.org/articles/PMC5931476"),
            ),
            (
                "arxiv",
                "arXiv:2101.00001v2",
                Some("https://arxiv.org/abs/2101.00001v2"),
            ),
            (
                "arxiv",
                "hep-th/9901001",
                Some("https://arxiv.org/abs/hep-th/9901001"),
            ),
            (
                "handle",
                "2027.42/1",
                Some("https://hdl.handle.net/2027.42/1"),
            ),
            (
                "handle",
                "https://example.com/dataset/1",
                Some("https://example.com/dataset/1"),
            ),
            (
                "uri",
                "https://example.org/x",
                Some("https://example.org/x"),
            ),
            ("uri", "javascript:alert(1)", None),
            ("isbn", "9783161484100", None),
            ("eid", "2-s2.0-34548293277", None),
        ] {
            let found = identifier(scheme, value).link_to();
            assert_eq!(
                found.as_ref().map(WebLink::as_str),
                link,
                "{scheme} {value}"
            );
        }
    }

    #[test]
    fn the_given_link_serves_where_no_place_is_known() {
        let mut id = identifier("wosuid", "WOS:1");
        id.link = WebLink::parse("https://example.org/wos/1");
        assert_eq!(id.link_to(), id.link);
        id.scheme = "doi".to_owned();
        assert_eq!(id.link_to().unwrap().as_str(), "https://example.org/wos/1");
    }
}
