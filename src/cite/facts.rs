//! What there is to say of one work, whichever the format.

use std::borrow::Cow;

use super::item::Item;
use super::kinds::Kind;
use crate::orcid::{
    Credit, ExternalId, Name, NameParts, OrcidId, PartialDate, Relationship, WebLink, authors,
    credits, split_names,
};

/// Everything known of a work that a citation says.
pub(super) struct Facts<'a> {
    pub kind: Kind,
    /// Title and subtitle.
    pub title: Cow<'a, str>,
    pub authors: Vec<Author>,
    pub editors: Vec<Author>,
    /// What it is part of, or who published it: see [`Kind::venue`].
    pub venue: Option<&'a str>,
    pub date: Option<PartialDate>,
    /// The work's own, bare.
    pub doi: Option<String>,
    /// A web address, never a mail address.
    pub url: Option<WebLink>,
    /// Digits only: its own, else that of the book it is in.
    pub isbn: Option<String>,
    /// `1234-567X`: that of the journal.
    pub issn: Option<String>,
    /// Digits only.
    pub pmid: Option<String>,
    /// With `PMC` in front.
    pub pmcid: Option<String>,
    /// Without `arXiv:` in front.
    pub arxiv: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<&'a str>,
    pub summary: Option<&'a str>,
    pub volume: Option<&'a str>,
    pub issue: Option<&'a str>,
    pub pages: Option<&'a str>,
}

/// Someone who wrote or edited it.
pub(super) struct Author {
    pub name: NameParts,
    pub orcid: Option<OrcidId>,
}

impl<'a> Facts<'a> {
    /// The first and the last page, where two are told.
    pub(super) fn pages(&self) -> Option<(&'a str, Option<&'a str>)> {
        let pages = self.pages?;
        let range = pages.split_once(['-', '\u{2013}']);
        let range =
            range.map(|(first, last)| (first.trim(), last.trim_matches(['-', ' ', '\u{2013}'])));
        Some(
            match range.filter(|(first, last)| !first.is_empty() && !last.is_empty()) {
                Some((first, last)) => (first, Some(last)),
                None => (pages, None),
            },
        )
    }

    pub(super) fn of(item: &Item<'a>) -> Self {
        let work = item.work;
        let detail = item.detail;
        let within = detail.map(|detail| &detail.within);
        let kind = Kind::of(&work.work_type);
        let (authors, editors) = people(item, kind);
        let id = |scheme, read: fn(&str) -> Option<String>| own(&work.identifiers, scheme, read);
        let part =
            |scheme, read| id(scheme, read).or_else(|| part_of(&work.identifiers, scheme, read));
        Self {
            kind,
            title: title(item),
            authors,
            editors,
            venue: work.venue.as_deref(),
            date: work.date,
            doi: work.doi(),
            url: work
                .link_to()
                .filter(|link| link.as_str().starts_with("http")),
            isbn: part("isbn", isbn),
            issn: part("issn", issn),
            pmid: id("pmid", digits),
            pmcid: id("pmc", |text| Some(["PMC", &digits(text)?].concat())),
            arxiv: id("arxiv", arxiv),
            language: detail.and_then(|detail| detail.language.as_deref()),
            summary: detail.and_then(|detail| detail.description.as_deref()),
            volume: within.and_then(|within| within.volume.as_deref()),
            issue: within.and_then(|within| within.issue.as_deref()),
            pages: within.and_then(|within| within.pages.as_deref()),
        }
    }
}

/// Title and subtitle in one, as no classic format has a field for the latter.
fn title<'a>(item: &Item<'a>) -> Cow<'a, str> {
    let title = &item.work.title;
    match title.subtitle.as_deref() {
        // Some sources write the subtitle into both.
        Some(subtitle) if !title.text.ends_with(subtitle) => {
            let ends = title.text.ends_with([':', '?', '!', '.', '-', '–', '—']);
            let colon = if ends { " " } else { ": " };
            Cow::Owned([title.text.as_str(), colon, subtitle].concat())
        }
        _ => Cow::Borrowed(&title.text),
    }
}

/// Authors and editors: by the contributors, else the owners of the records
/// that list the work.
fn people(item: &Item<'_>, kind: Kind) -> (Vec<Author>, Vec<Author>) {
    let credits = match item.detail {
        Some(detail) => credits(&detail.contributors),
        None => Vec::new(),
    };
    let written = named(authors(&credits).into_iter());
    let edited = named(
        credits
            .iter()
            .filter(|one| one.is_editor() && !one.is_author()),
    );
    if !written.is_empty() || !edited.is_empty() {
        return (written, edited);
    }
    let owners = item.people.iter().copied().filter_map(owner).collect();
    if kind.work_type == "edited-book" {
        (Vec::new(), owners)
    } else {
        (owners, Vec::new())
    }
}

fn named<'a>(credits: impl Iterator<Item = &'a Credit>) -> Vec<Author> {
    let mut found = Vec::new();
    for credit in credits {
        let names = split_names(credit.name.as_deref().unwrap_or_default());
        // An iD is one person's.
        let orcid = credit.orcid.filter(|_| names.len() == 1);
        found.extend(names.into_iter().map(|name| Author { name, orcid }));
    }
    found
}

fn owner(name: &Name) -> Option<Author> {
    let name = NameParts::of(name)?;
    Some(Author { name, orcid: None })
}

fn own(ids: &[ExternalId], scheme: &str, read: fn(&str) -> Option<String>) -> Option<String> {
    find(ids, Relationship::Own, scheme, read)
}

fn part_of(ids: &[ExternalId], scheme: &str, read: fn(&str) -> Option<String>) -> Option<String> {
    find(ids, Relationship::PartOf, scheme, read)
}

fn find(
    ids: &[ExternalId],
    relationship: Relationship,
    scheme: &str,
    read: fn(&str) -> Option<String>,
) -> Option<String> {
    ids.iter()
        .filter(|id| id.relationship == relationship && id.scheme == scheme)
        .find_map(|id| {
            let normalized = id.normalized.as_deref().and_then(read);
            normalized.or_else(|| read(&id.value))
        })
}

/// The digits of a text that has no letters but those of a prefix.
fn digits(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ':' || c == ' ');
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| bare.to_owned())
}

fn isbn(text: &str) -> Option<String> {
    let bare = code(text)?;
    matches!(bare.len(), 10 | 13).then_some(bare)
}

fn issn(text: &str) -> Option<String> {
    let mut bare = code(text)?;
    (bare.len() == 8).then(|| {
        bare.insert(4, '-');
        bare
    })
}

/// Digits with, at most, an X at the end; hyphens and blanks dropped.
fn code(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let digits = bare.strip_suffix('X').unwrap_or(&bare);
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(bare)
}

fn arxiv(text: &str) -> Option<String> {
    let bare = text.strip_prefix("arXiv:").or(text.strip_prefix("arxiv:"));
    let bare = bare.unwrap_or(text);
    let is_path =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/' | b'_');
    (!bare.is_empty() && bare.bytes().all(is_path)).then(|| bare.to_owned())
}
