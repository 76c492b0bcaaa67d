//! BibTeX, for BibTeX and biblatex alike.

use super::bibtex_entry::{MONTHS, begin, field, name};
use super::facts::{Author, Facts};
use super::item::Item;
use super::kinds::Venue;
use super::latex::{is_verbatim, push_address, push_text};
use super::record_citation;
use crate::json::write::push_number;
use crate::orcid::{NameParts, WebLink};

/// One entry: the source's own where it is sound, else one of ours.
pub(super) fn write(out: &mut String, key: &str, item: &Item<'_>, facts: &Facts<'_>) {
    let citation = item.detail.and_then(|detail| detail.citation.as_ref());
    if let Some(citation) = citation.filter(|citation| citation.kind == "bibtex")
        && let Some(entry) = record_citation::read(&citation.text, facts.doi.as_deref())
    {
        entry.write(out, key);
        if let Some(doi) = facts.doi.as_deref().filter(|_| !entry.has("doi")) {
            verbatim(out, "doi", doi);
        }
        out.push_str("\n}\n");
        return;
    }
    begin(out, facts.kind.bibtex, key);
    // A second pair of braces: styles change the case of titles, and nobody
    // here knows which of its words are names.
    field(out, "title", |out| {
        out.push('{');
        push_text(out, &facts.title);
        out.push('}');
    });
    people(out, "author", &facts.authors);
    people(out, "editor", &facts.editors);
    if facts.kind.bibtex == "phdthesis" {
        // The type says nothing of the degree; without this it would read
        // "PhD thesis".
        plain(out, "type", "Thesis");
    }
    if let Some(venue) = facts.venue {
        plain(out, venue_field(facts), venue);
    }
    for (name, value) in [("volume", facts.volume), ("number", facts.issue)] {
        if let Some(value) = value {
            plain(out, name, value);
        }
    }
    if let Some((first, last)) = facts.pages() {
        field(out, "pages", |out| {
            push_text(out, first);
            if let Some(last) = last {
                out.push_str("--");
                push_text(out, last);
            }
        });
    }
    if let Some(date) = facts.date {
        number(out, "year", date.year());
        if let Some(month) = date.month().and_then(|at| MONTHS.get(usize::from(at) - 1)) {
            name(out, "month");
            out.push_str(month);
        }
        if let Some(day) = date.day() {
            number(out, "day", u16::from(day));
        }
    }
    if let Some(doi) = &facts.doi {
        verbatim(out, "doi", doi);
    }
    // The link of a DOI is in the DOI.
    let is_doi_link = |url: &&WebLink| {
        facts.doi.as_deref().is_some_and(is_verbatim)
            && url.as_str().starts_with("https://doi.org/")
    };
    if let Some(url) = facts.url.as_ref().filter(|url| !is_doi_link(url)) {
        field(out, "url", |out| push_address(out, url.as_str()));
    }
    for (name, value) in [
        ("isbn", facts.isbn.as_deref()),
        ("issn", facts.issn.as_deref()),
        ("eprint", facts.arxiv.as_deref()),
        ("archiveprefix", facts.arxiv.as_ref().map(|_| "arXiv")),
        ("abstract", facts.summary),
    ] {
        if let Some(value) = value {
            plain(out, name, value);
        }
    }
    out.push_str("\n}\n");
}

/// Where the entry type wants the venue.
fn venue_field(facts: &Facts<'_>) -> &'static str {
    match facts.kind.bibtex {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        "manual" => "organization",
        "techreport" => "institution",
        "phdthesis" => "school",
        "misc" if facts.kind.venue != Venue::Journal => "howpublished",
        "misc" => "journal",
        _ => "publisher",
    }
}

fn plain(out: &mut String, name: &str, text: &str) {
    field(out, name, |out| push_text(out, text));
}

fn number(out: &mut String, name: &str, number: u16) {
    field(out, name, |out| push_number(out, u64::from(number)));
}

/// A DOI as it is; one that would break braces or hide a command has only its link.
fn verbatim(out: &mut String, name: &str, doi: &str) {
    if is_verbatim(doi) {
        field(out, name, |out| out.push_str(doi));
    }
}

fn people(out: &mut String, name: &str, people: &[Author]) {
    if people.is_empty() {
        return;
    }
    field(out, name, |out| {
        for (index, one) in people.iter().enumerate() {
            if index > 0 {
                out.push_str(" and ");
            }
            match &one.name {
                NameParts::Literal(name) => braced(out, name),
                NameParts::Person {
                    given: None,
                    family,
                    ..
                } => part(out, family, true),
                NameParts::Person {
                    given: Some(given),
                    particle,
                    family,
                    suffix,
                } => {
                    if let Some(particle) = particle {
                        push_text(out, particle);
                        out.push(' ');
                    }
                    part(out, family, false);
                    for text in [suffix.as_deref(), Some(given.as_str())]
                        .into_iter()
                        .flatten()
                    {
                        out.push_str(", ");
                        if text.contains(',') || has_and(text) {
                            braced(out, text);
                        } else {
                            push_text(out, text);
                        }
                    }
                }
            }
        }
    });
}

/// A family name, in braces where BibTeX would read a part of it as something
/// else: a comma, "and", "others", or a word in lower case before the last,
/// which would be taken for a particle. A name alone must be of one word.
fn part(out: &mut String, family: &str, is_alone: bool) {
    let is_break = |c: char| c.is_whitespace() || c == '-';
    let mut words = family.split(is_break).rev();
    let last = words.next().unwrap_or_default();
    let has_more = family.contains(is_break);
    let has_particle = words.any(|word| !word.chars().next().is_some_and(char::is_uppercase));
    if is_alone && has_more
        || has_particle
        || family.contains(',')
        || has_and(family)
        || last.eq_ignore_ascii_case("others")
    {
        braced(out, family);
    } else {
        push_text(out, family);
    }
}

fn has_and(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .any(|word| word.eq_ignore_ascii_case("and"))
}

fn braced(out: &mut String, text: &str) {
    out.push('{');
    push_text(out, text);
    out.push('}');
}
