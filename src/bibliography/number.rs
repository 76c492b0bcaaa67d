//! The numbers in identifiers, in whatever spelling: DOI, arXiv, ISBN, ISSN,
//! Handle and plain digits.

use crate::orcid::{ExternalId, Relationship, is_blank};

/// The DOI in any text that people paste.
pub(super) fn doi_in(text: &str) -> Option<String> {
    let id = ExternalId {
        scheme: String::from("doi"),
        value: String::from(text),
        normalized: None,
        link: None,
        relationship: Relationship::Own,
    };
    id.doi()
}

/// Without blanks and in lower case.
pub(super) fn squeezed(text: &str) -> String {
    let mut text: String = text.chars().filter(|c| !is_blank(*c)).collect();
    text.make_ascii_lowercase();
    text
}

/// The last part of a link, else all of it; squeezed.
pub(super) fn last_part(text: &str) -> String {
    let text = squeezed(text);
    match text.split_once("://") {
        Some((_, rest)) => {
            let rest = rest.trim_end_matches('/');
            String::from(rest.rsplit(['/', '=']).next().unwrap_or_default())
        }
        None => text,
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn digits(text: &str, prefixes: &[&str]) -> Option<String> {
    let plain = last_part(text);
    let mut bare = plain.as_str();
    for prefix in prefixes {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    let bare = bare.trim_start_matches('0');
    (is_number(bare) && bare.len() <= 10).then(|| String::from(bare))
}

/// `2101.00001` or `math/0309136`.
pub(super) fn arxiv(text: &str) -> Option<String> {
    let plain = squeezed(text);
    let mut bare = plain
        .rsplit_once("arxiv.org/")
        .map_or(&*plain, |(_, path)| path);
    for prefix in ["abs/", "pdf/", "arxiv:", "arxiv."] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    bare = bare.split(['[', '?', '#']).next().unwrap_or_default();
    bare = without_version(bare.strip_suffix(".pdf").unwrap_or(bare));
    if let Some((archive, number)) = bare.split_once('/') {
        // The subject class (`math.GT`) is no part of the name.
        let archive = archive.split('.').next().unwrap_or_default();
        let is_archive = archive
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        return (is_archive && archive.len() > 1 && is_number(number) && number.len() == 7)
            .then(|| [archive, "/", number].concat());
    }
    let (month, number) = bare.split_once('.')?;
    (is_number(month) && month.len() == 4 && is_number(number) && matches!(number.len(), 4 | 5))
        .then(|| String::from(bare))
}

/// Cuts `v2`, `/v2`, `.v2` or `-v2` off the end.
pub(super) fn without_version(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    match bare.strip_suffix('v') {
        Some(rest) if bare.len() < text.len() && text.len() - bare.len() <= 3 => {
            let rest = rest.strip_suffix(['/', '.', '-']).unwrap_or(rest);
            // Something must be left that a version can be of.
            if rest.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                rest
            } else {
                text
            }
        }
        _ => text,
    }
}

pub(super) fn handle(text: &str) -> Option<String> {
    let plain = squeezed(text);
    let mut bare = plain.as_str();
    for prefix in [
        "https://",
        "http://",
        "hdl.handle.net/",
        "info:",
        "hdl:",
        "hdl/",
    ] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    let (authority, name) = bare.split_once('/')?;
    let is_authority = authority
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_authority && !authority.is_empty() && !name.is_empty()).then(|| String::from(bare))
}

/// Thirteen digits of an ISBN of either length; `None` where the check digit
/// does not fit.
pub(super) fn isbn(text: &str) -> Option<String> {
    let plain = squeezed(text);
    let mut bare = plain.as_str();
    for prefix in ["urn:", "isbn", "-13", "-10", ":"] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    let mut ten: Vec<u8> = Vec::with_capacity(13);
    for c in bare.chars() {
        match c {
            '0'..='9' | 'x' => ten.push(c as u8),
            '-' | '\u{2010}'..='\u{2015}' => {}
            _ => return None,
        }
    }
    let value = |byte: &u8| u32::from(if *byte == b'x' { 10 } else { *byte - b'0' });
    if ten.len() == 10 {
        let sum: u32 = (1..=10)
            .rev()
            .zip(&ten)
            .map(|(weight, byte)| weight * value(byte))
            .sum();
        let body = ten.get(..9)?;
        if !sum.is_multiple_of(11) || body.contains(&b'x') {
            return None;
        }
        ten = [b"978", body].concat();
        let sum = weighted(&ten);
        ten.push(b'0' + ((10 - sum % 10) % 10) as u8);
    } else if ten.len() != 13
        || ten.contains(&b'x')
        || !(ten.starts_with(b"978") || ten.starts_with(b"979"))
        || !weighted(&ten).is_multiple_of(10)
    {
        return None;
    }
    String::from_utf8(ten).ok()
}

/// The sum of an ISBN-13 with its weights 1 and 3.
fn weighted(digits: &[u8]) -> u32 {
    digits
        .iter()
        .zip([1, 3].into_iter().cycle())
        .map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight)
        .sum()
}

/// Whether the suffix of a DOI is an ISSN, as in `10.1002/(issn)1097-0258`.
/// One without the word needs its hyphen; the check digit (ISO 3297) must fit.
pub(super) fn is_issn(suffix: &str) -> bool {
    let bare = suffix.replace(['(', ')', ':', '.'], "");
    let (bare, named) = match bare.strip_prefix("issn") {
        Some(bare) => (bare, true),
        None => (
            &*bare,
            suffix.len() == 9 && suffix.as_bytes().get(4) == Some(&b'-'),
        ),
    };
    let digits: Vec<u8> = bare.bytes().filter(|byte| *byte != b'-').collect();
    let sum: Option<u32> = (1..=8)
        .rev()
        .zip(&digits)
        .map(|(weight, byte)| match byte {
            b'0'..=b'9' => Some(weight * u32::from(*byte - b'0')),
            b'x' if weight == 1 => Some(10),
            _ => None,
        })
        .sum();
    named && digits.len() == 8 && sum.is_some_and(|sum| sum.is_multiple_of(11))
}
