//! Identifiers in the form in which two of them are one.
//!
//! | scheme | normal form |
//! | --- | --- |
//! | DOI | [`ExternalId::doi`]; of preprint servers without the version (`v2`) |
//! | arXiv | without `arXiv:`, link, subject class and version; also of `10.48550/arxiv.…` |
//! | PMID, PMC | the digits |
//! | ISBN | thirteen digits, the check digit verified |
//! | Handle | without `hdl:` and link |
//! | EID, WoS, bibcode, HAL, catalogues | lower case, without blanks, prefix and link |
//! | URN, ARK | from `urn:`, `ark:` on |
//! | link | without scheme, `www.`, fragment and last slash; only one with a path |
//!
//! What names a container is no key: an ISSN, a DOI that is an ISSN, and on
//! works that are no books an ISBN, a book catalogue's number or a DOI that is
//! an ISBN. So is what ORCID lets anybody number as they like (`other-id`,
//! `source-work-id`), and what names a grant or a proposal.

use crate::orcid::{ExternalId, WebLink, WorkType, is_blank, strip_prefix_any_case};

use super::kind::{is_book, is_preprint_doi};
use super::number::{
    arxiv, digits, doi_in, handle, is_issn, is_number, isbn, last_part, squeezed, without_version,
};

/// The schemes, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scheme {
    Doi,
    Arxiv,
    Pmid,
    Pmc,
    Bibcode,
    Eid,
    Wos,
    Isbn,
    /// Any other catalogue, its name before the number.
    Catalogue,
    Handle,
    /// URN, ARK or link.
    Address,
}

/// All schemes in order.
pub(super) const SCHEMES: [Scheme; 11] = [
    Scheme::Doi,
    Scheme::Arxiv,
    Scheme::Pmid,
    Scheme::Pmc,
    Scheme::Bibcode,
    Scheme::Eid,
    Scheme::Wos,
    Scheme::Isbn,
    Scheme::Catalogue,
    Scheme::Handle,
    Scheme::Address,
];

impl Scheme {
    /// Its bit in a set of schemes.
    pub(super) fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// The schemes in which a work has one identifier: works with two different
/// ones are two works.
pub(super) const ONE_EACH: u16 = 0b11_1111;

/// One identifier, normalised.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) scheme: Scheme,
    pub(super) value: String,
}

/// Adds the keys of an identifier of a work of the type `work_type`: none,
/// one, or for a DOI of arXiv two.
pub(super) fn add_keys(id: &ExternalId, work_type: &WorkType, keys: &mut Vec<Key>) {
    let found = [id.normalized.as_deref(), Some(&id.value)]
        .into_iter()
        .flatten()
        .find_map(|value| read(&id.scheme, value));
    match found {
        Some((Scheme::Doi, doi)) => {
            let suffix = doi.split_once('/').map_or("", |(_, suffix)| suffix);
            if !is_issn(suffix) && (isbn(suffix).is_none() || is_book(work_type)) {
                add(Scheme::Doi, doi, keys);
            }
        }
        Some((Scheme::Isbn, _)) if !is_book(work_type) => {}
        Some((Scheme::Catalogue, _)) if is_book_catalogue(&id.scheme) && !is_book(work_type) => {}
        Some((scheme, value)) => add(scheme, value, keys),
        None => {}
    }
}

/// The same of a scheme and a value that are known to name a work: whether it
/// may be that of a container is not asked.
pub(super) fn add_named(scheme: &str, value: &str, keys: &mut Vec<Key>) {
    if let Some((scheme, value)) = read(scheme, value) {
        add(scheme, value, keys);
    }
}

fn add(scheme: Scheme, value: String, keys: &mut Vec<Key>) {
    let mut add = |scheme, value| keys.push(Key { scheme, value });
    if scheme != Scheme::Doi {
        return add(scheme, value);
    }
    if let Some(number) = value.strip_prefix("10.48550/").and_then(arxiv) {
        add(Scheme::Arxiv, number);
    }
    if is_preprint_doi(&value) {
        add(Scheme::Doi, String::from(without_version(&value)));
    } else {
        add(Scheme::Doi, value);
    }
}

fn read(scheme: &str, value: &str) -> Option<(Scheme, String)> {
    match scheme {
        "doi" => Some((Scheme::Doi, doi_in(value)?)),
        "uri" | "url" => address(value),
        "urn" | "ark" => address(value),
        "arxiv" => Some((Scheme::Arxiv, arxiv(value)?)),
        "pmid" => Some((Scheme::Pmid, digits(value, &["pmid:", "med:", ":"])?)),
        "pmc" => Some((Scheme::Pmc, digits(value, &["pmcid:", "pmc", ":"])?)),
        "handle" => handle(value)
            .map(|handle| (Scheme::Handle, handle))
            .or_else(|| address(value)),
        "isbn" => Some((Scheme::Isbn, isbn(value)?)),
        "eid" => {
            let plain = last_part(value);
            let at = plain.find("2-s2.0-")?;
            let number = plain.get(at + 7..)?;
            is_number(number).then(|| (Scheme::Eid, String::from(number)))
        }
        "wosuid" => {
            let plain = last_part(value);
            let bare = plain.strip_prefix("wos:").unwrap_or(&plain);
            (bare.len() > 8).then(|| (Scheme::Wos, String::from(bare)))
        }
        "bibcode" => {
            let plain = last_part(value);
            let dated = plain.get(..4).is_some_and(is_number);
            (plain.len() == 19 && dated).then_some((Scheme::Bibcode, plain))
        }
        "hal" => catalogue(scheme, without_version(&last_part(value))),
        _ if is_catalogue(scheme) || is_book_catalogue(scheme) => {
            catalogue(scheme, &last_part(value))
        }
        _ => None,
    }
}

/// Catalogues whose numbers stand for one work, as ORCID lists them (v3.0
/// identifier types). The others name people, grants, substances, things
/// cited, or nothing in particular.
fn is_catalogue(scheme: &str) -> bool {
    matches!(
        scheme,
        "agr"
            | "cba"
            | "cienciaiul"
            | "cit"
            | "cstr"
            | "ctx"
            | "ethos"
            | "hir"
            | "jfm"
            | "jstor"
            | "kuid"
            | "lensid"
            | "mr"
            | "osti"
            | "pat"
            | "ppr"
            | "rfc"
            | "ssrn"
            | "zbl"
    )
}

/// Catalogues of books: on a chapter their number is the book's.
fn is_book_catalogue(scheme: &str) -> bool {
    matches!(
        scheme,
        "asin" | "asin-tld" | "dnb" | "k10plus" | "lccn" | "oclc" | "ol"
    )
}

fn catalogue(scheme: &str, number: &str) -> Option<(Scheme, String)> {
    let bare = strip_prefix_any_case(number, scheme).unwrap_or(number);
    let bare = bare.trim_start_matches([':', '-']);
    if bare.len() < 3 || !bare.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((Scheme::Catalogue, [scheme, ":", bare].concat()))
}

/// A URN, an ARK or a link; a link to a resolver is what it resolves.
fn address(text: &str) -> Option<(Scheme, String)> {
    let plain = squeezed(text);
    if plain.contains("doi.org/") {
        return Some((Scheme::Doi, doi_in(&plain)?));
    }
    if let Some((_, path)) = plain.split_once("arxiv.org/") {
        return Some((Scheme::Arxiv, arxiv(path)?));
    }
    if plain.contains("hdl.handle.net/") {
        return Some((Scheme::Handle, handle(&plain)?));
    }
    // ARK names tell case apart.
    if let Some(at) = plain.find("ark:") {
        let name: String = text.chars().filter(|c| !is_blank(*c)).collect();
        let name = name.get(at + 4..)?.trim_matches('/');
        return name
            .contains('/')
            .then(|| (Scheme::Address, ["ark:", name].concat()));
    }
    if plain.starts_with("urn:isbn:") {
        return Some((Scheme::Isbn, isbn(&plain)?));
    }
    if plain.starts_with("urn:") {
        let names_one = plain.len() > 10 && !plain.starts_with("urn:issn:");
        return names_one.then_some((Scheme::Address, plain));
    }
    let link = WebLink::parse(text)?;
    let (_, rest) = link.as_str().split_once("://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let rest = strip_prefix_any_case(rest, "www.").unwrap_or(rest);
    let (host, path) = rest.trim_end_matches('/').split_once('/')?;
    let mut value = host.to_ascii_lowercase();
    value.push('/');
    value.push_str(path);
    (!path.is_empty()).then_some((Scheme::Address, value))
}

#[cfg(test)]
mod tests;
