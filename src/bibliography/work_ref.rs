//! How a webmaster names a work.

use crate::orcid::{ExternalId, Relationship, Work, is_blank};

use super::entry::{Entry, Owner, Summary};
use super::key::{Key, add_named};
use super::number::doi_in;

/// A work as a webmaster names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkRef {
    /// The registry's number of any of its summaries.
    PutCode(u64),
    /// An identifier of its own.
    Identifier(Identifier),
    /// The place on the site's own list.
    Added(usize),
}

/// An identifier in the form in which two of them are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier(Key);

impl WorkRef {
    /// Reads a put-code, a DOI in any pasted form, the link of a work, or any
    /// other identifier after the name of its scheme, as ORCID calls it:
    /// `arxiv:2101.00001`, `isbn:…`, `pmid:…`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        if let Ok(number) = text.parse() {
            return Some(Self::PutCode(number));
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
        let first = keys.into_iter().next();
        first.map(|key| Self::Identifier(Identifier(key)))
    }
}

/// All by which a webmaster may name an entry, in any version.
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
        refs.extend(summary.put_code.map(WorkRef::PutCode));
        if summary.owner == Owner::Site {
            refs.push(WorkRef::Added(summary.group));
        }
    }
    let mut keys = Vec::new();
    let own = work.identifiers.iter();
    for id in own.filter(|id| id.relationship == Relationship::Own) {
        add_keys_of(id, &mut keys);
    }
    let keys = keys.into_iter().map(Identifier);
    refs.extend(keys.map(WorkRef::Identifier));
}

/// Whoever names a work by what may be its container's means that work.
fn add_keys_of(id: &ExternalId, keys: &mut Vec<Key>) {
    let before = keys.len();
    for value in [id.normalized.as_deref(), Some(&id.value)]
        .into_iter()
        .flatten()
    {
        add_named(&id.scheme, value, keys);
        if keys.len() > before {
            return;
        }
    }
}
