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
    let mut add = |scheme, value| keys.push(Key { scheme, value });
    let found = [id.normalized.as_deref(), Some(&id.value)]
        .into_iter()
        .flatten()
        .find_map(|value| read(&id.scheme, value));
    match found {
        Some((Scheme::Doi, doi)) => {
            let suffix = doi.split_once('/').map_or("", |(_, suffix)| suffix);
            if is_issn(suffix) || (isbn(suffix).is_some() && !is_book(work_type)) {
                return;
            }
            if let Some(number) = doi.strip_prefix("10.48550/").and_then(arxiv) {
                add(Scheme::Arxiv, number);
            }
            if is_preprint_doi(&doi) {
                add(Scheme::Doi, String::from(without_version(&doi)));
            } else {
                add(Scheme::Doi, doi);
            }
        }
        Some((Scheme::Isbn, _)) if !is_book(work_type) => {}
        Some((Scheme::Catalogue, _)) if is_book_catalogue(&id.scheme) && !is_book(work_type) => {}
        Some((scheme, value)) => add(scheme, value),
        None => {}
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
mod tests {
    use super::*;
    use crate::orcid::Relationship;

    fn keys(scheme: &str, value: &str, work_type: &str) -> Vec<(Scheme, String)> {
        let id = ExternalId {
            scheme: scheme.to_owned(),
            value: value.to_owned(),
            normalized: None,
            link: None,
            relationship: Relationship::Own,
        };
        let mut keys = Vec::new();
        add_keys(&id, &WorkType::parse(work_type), &mut keys);
        keys.into_iter()
            .map(|key| (key.scheme, key.value))
            .collect()
    }

    #[test]
    fn spellings_of_one_identifier_are_one_key() {
        use Scheme::*;
        for (scheme, values, kind, key) in [
            (
                "doi",
                &["10.1000/X", "https://doi.org/10.1000/x"][..],
                Doi,
                "10.1000/x",
            ),
            (
                "doi",
                &["10.21203/rs.3.rs-12/v1", "10.21203/RS.3.rs-12/v12"],
                Doi,
                "10.21203/rs.3.rs-12",
            ),
            (
                "doi",
                &["10.1101/2020.01.02.123456v2"],
                Doi,
                "10.1101/2020.01.02.123456",
            ),
            ("doi", &["10.1000/rev2"], Doi, "10.1000/rev2"),
            ("uri", &["http://dx.doi.org/10.1000/X"], Doi, "10.1000/x"),
            (
                "arxiv",
                &[
                    "2101.00001",
                    "arXiv:2101.00001v3",
                    "https://arxiv.org/pdf/2101.00001v2.pdf",
                    "arXiv: 2101.00001 [hep-ph]",
                ],
                Arxiv,
                "2101.00001",
            ),
            (
                "arxiv",
                &["math.GT/0309136", "math/0309136v1"],
                Arxiv,
                "math/0309136",
            ),
            (
                "pmid",
                &[
                    "123",
                    "PMID: 123",
                    "https://pubmed.ncbi.nlm.nih.gov/123/",
                    "00123",
                ],
                Pmid,
                "123",
            ),
            (
                "pmc",
                &[
                    "PMC5931476",
                    "5931476",
                    "https://europepmc.org/articles/PMC5931476",
                ],
                Pmc,
                "5931476",
            ),
            (
                "isbn",
                &["0-306-40615-2", "978-0-306-40615-7", "ISBN 9780306406157"],
                Isbn,
                "9780306406157",
            ),
            ("isbn", &["0-8044-2957-X"], Isbn, "9780804429573"),
            (
                "handle",
                &[
                    "hdl:2027.42/1",
                    "https://hdl.handle.net/2027.42/1",
                    "2027.42/1",
                ],
                Handle,
                "2027.42/1",
            ),
            (
                "eid",
                &[
                    "2-s2.0-34548293277",
                    "https://www.scopus.com/record?eid=2-s2.0-34548293277",
                ],
                Eid,
                "34548293277",
            ),
            (
                "wosuid",
                &["WOS:000123456700012", "000123456700012"],
                Wos,
                "000123456700012",
            ),
            (
                "hal",
                &["hal-01234567v2", "https://hal.science/hal-01234567"],
                Catalogue,
                "hal:01234567",
            ),
            (
                "ark",
                &["ark:/12148/btv1B8", "https://n2t.net/ark:12148/btv1B8"],
                Address,
                "ark:12148/btv1B8",
            ),
            (
                "uri",
                &[
                    "https://www.Example.org/Paper/",
                    "http://example.org/Paper#top",
                ],
                Address,
                "example.org/Paper",
            ),
        ] {
            for value in values {
                let found = keys(scheme, value, "book");
                assert_eq!(found, [(kind, key.to_owned())], "{scheme} {value}");
            }
        }
    }

    #[test]
    fn a_doi_of_arxiv_is_its_number() {
        assert_eq!(
            keys("doi", "10.48550/arXiv.2101.00001v2", "preprint"),
            [
                (Scheme::Arxiv, "2101.00001".to_owned()),
                (Scheme::Doi, "10.48550/arxiv.2101.00001".to_owned())
            ]
        );
    }

    #[test]
    fn what_names_a_container_or_nothing_is_no_key() {
        for (scheme, value, work_type) in [
            ("issn", "1097-0258", "journal-article"),
            ("doi", "10.1002/(ISSN)1097-0258", "journal-issue"),
            ("doi", "10.1155/1097-0258", "journal-article"),
            ("urn", "urn:issn:1097-0258", "journal-article"),
            ("isbn", "978-0-306-40615-7", "book-chapter"),
            ("isbn", "978-0-306-40615-7", "other"),
            ("oclc", "12345", "conference-paper"),
            ("doi", "10.1007/978-0-306-40615-7", "conference-paper"),
            ("isbn", "978-0-306-40615-8", "book"),
            ("isbn", "0-306-40615-3", "book"),
            ("uri", "https://example.org/", "other"),
            ("uri", "javascript:alert(1)", "other"),
            ("pmid", "0", "other"),
            ("pmid", "none", "other"),
            ("arxiv", "forthcoming", "preprint"),
            ("arxiv", "math/030913", "preprint"),
            ("arxiv", "math/seventh", "preprint"),
            ("arxiv", "m/0309136", "preprint"),
            ("arxiv", "page2/0309136", "preprint"),
            ("arxiv", "2101.001", "preprint"),
            ("arxiv", "210.00001", "preprint"),
            ("eid", "-", "other"),
            ("other-id", "17", "book"),
            ("source-work-id", "17", "book"),
            ("grant_number", "17", "book"),
        ] {
            assert_eq!(keys(scheme, value, work_type), [], "{scheme} {value}");
        }
        let chapter = keys("doi", "10.1007/978-0-306-40615-7_12", "book-chapter");
        assert_eq!(chapter.len(), 1);
        assert_eq!(keys("doi", "10.1007/978-0-306-40615-7", "book").len(), 1);
        assert_eq!(keys("doi", "10.1000/1234-5678", "journal-article").len(), 1);
    }
}
