//! How a webmaster names a work.

use crate::orcid::{Relationship, Work, is_blank};

use super::entry::{Entry, Owner, Summary};
use super::key::{Key, add_named};
use super::number::doi_in;

/// A work as a webmaster names it, in the form in which two names of one kind
/// are one. A text, since texts are what is sorted and compared all over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRef(String);

impl WorkRef {
    /// The registry's number of any of a work's summaries.
    pub fn put_code(number: u64) -> Self {
        Self(number.to_string())
    }

    /// A place on the site's own list.
    pub fn added(place: usize) -> Self {
        Self(["+", &place.to_string()].concat())
    }

    fn of_key(key: &Key) -> Self {
        let scheme = char::from(b'a' + key.scheme as u8);
        Self([String::from(scheme).as_str(), &key.value].concat())
    }

    /// Reads a put-code, a DOI in any pasted form, the link of a work, or any
    /// other identifier after the name of its scheme, as ORCID calls it:
    /// `arxiv:2101.00001`, `isbn:…`, `pmid:…`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        if let Ok(number) = text.parse() {
            return Some(Self::put_code(number));
        }
        let (scheme, value) = match doi_in(text) {
            Some(_) => ("doi", text),
            None => text.split_once(':')?,
        };
        let scheme = scheme.trim_matches(is_blank).to_ascii_lowercase();
        let (scheme, value) = match scheme.as_str() {
            "http" | "https" => ("uri", text),
            "urn" | "ark" => (scheme.as_str(), text),
            "pmcid" => ("pmc", value),
            "hdl" => ("handle", value),
            scheme => (scheme, value),
        };
        let mut keys = Vec::new();
        add_named(scheme, value, &mut keys);
        // Of the two keys of a preprint at arXiv the first, which is not only
        // that of a DOI.
        keys.first().map(Self::of_key)
    }

    /// The name as a text that tells it from all others.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// All by which a webmaster may name an entry, in any version. Whoever names a
/// work by what may be its container's means that work.
pub(super) fn refs_to(entry: &Entry) -> Vec<WorkRef> {
    let mut refs = Vec::new();
    add_refs(&entry.work, &entry.summaries, &mut refs);
    for version in &entry.versions {
        add_refs(&version.work, &version.summaries, &mut refs);
    }
    refs
}

fn add_refs(work: &Work, summaries: &[Summary], refs: &mut Vec<WorkRef>) {
    for summary in summaries {
        refs.extend(summary.put_code.map(WorkRef::put_code));
        if summary.owner == Owner::Site {
            refs.push(WorkRef::added(summary.group));
        }
    }
    let mut keys = Vec::new();
    let own = work.identifiers.iter();
    for id in own.filter(|id| id.relationship == Relationship::Own) {
        let normal = id.normalized.as_ref().unwrap_or(&id.value);
        let before = keys.len();
        add_named(&id.scheme, normal, &mut keys);
        if keys.len() == before {
            add_named(&id.scheme, &id.value, &mut keys);
        }
    }
    refs.extend(keys.iter().map(WorkRef::of_key));
}
