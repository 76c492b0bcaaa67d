//! RIS (Reference Manager's format, with the tags of 2011). A line is never
//! folded: the specification allows it from 70 characters on and does not ask
//! for it, and readers differ in how they join what was folded.

use super::facts::{Author, Facts};
use super::kinds::Venue;
use crate::json::write::push_number;
use crate::orcid::{NameParts, PartialDate, WebLink};

pub(super) fn write(out: &mut String, key: &str, facts: &Facts<'_>) {
    let kind = facts.kind;
    line(out, "TY", kind.ris);
    line(out, "ID", key);
    line(out, "TI", &facts.title);
    // EDBOOK's authors are its editors.
    let edits = kind.ris == "EDBOOK" && facts.authors.is_empty();
    names(out, "AU", &facts.authors);
    names(out, if edits { "AU" } else { "A2" }, &facts.editors);
    if let Some(date) = facts.date {
        dates(out, date);
    }
    if let Some(venue) = facts.venue {
        match kind.venue {
            Venue::Publisher => line(out, "PB", venue),
            Venue::Journal => {
                // No asterisks in names of periodicals, says the specification.
                let venue = venue.replace('*', "");
                line(out, "T2", &venue);
                line(out, "JO", &venue);
            }
            Venue::Book | Venue::Conference => line(out, "T2", venue),
        }
    }
    // One tag for both numbers: what it means follows from the type.
    let is_serial = matches!(kind.ris, "JOUR" | "JFULL" | "MGZN" | "NEWS" | "DATA");
    let (first, second) = match is_serial {
        true => (&facts.issn, &facts.isbn),
        false => (&facts.isbn, &facts.issn),
    };
    let number = first.as_deref().or(second.as_deref());
    let pages = facts.pages();
    let fields = [
        ("VL", facts.volume),
        ("IS", facts.issue),
        ("SP", pages.map(|pages| pages.0)),
        ("EP", pages.and_then(|pages| pages.1)),
        ("SN", number),
        ("DO", facts.doi.as_deref()),
        ("UR", facts.url.as_ref().map(WebLink::as_str)),
        ("LA", facts.language),
        ("AB", facts.summary),
    ];
    for (tag, value) in fields {
        if let Some(value) = value {
            line(out, tag, value);
        }
    }
    line(out, "ER", "");
}

/// One tag with its value: white space of any kind is one blank, control
/// characters are dropped.
fn line(out: &mut String, tag: &str, value: &str) {
    out.push_str(tag);
    out.push_str("  - ");
    let mut words = value.split(|c: char| c.is_whitespace() || c.is_control());
    let words = words.by_ref().filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push_str("\r\n");
}

/// "Family, Given, Suffix". A comma within a group's name would cut it.
fn names(out: &mut String, tag: &str, people: &[Author]) {
    for one in people {
        let mut text = String::new();
        match &one.name {
            NameParts::Person {
                given,
                particle,
                family,
                suffix,
            } => {
                if let Some(particle) = particle {
                    text.push_str(particle);
                    text.push(' ');
                }
                text.push_str(family);
                for part in [given, suffix].into_iter().flatten() {
                    text.push_str(", ");
                    text.push_str(part);
                }
            }
            NameParts::Literal(name) => text = name.replace(',', ""),
        }
        line(out, tag, &text.replace('*', ""));
    }
}

/// `PY  - 2021`, `DA  - 2021/05//`: the slashes stay where a part is unknown.
fn dates(out: &mut String, date: PartialDate) {
    let mut text = String::new();
    push_padded(&mut text, u64::from(date.year()), 4);
    line(out, "PY", &text);
    for part in [date.month(), date.day()] {
        text.push('/');
        if let Some(part) = part {
            push_padded(&mut text, u64::from(part), 2);
        }
    }
    text.push('/');
    line(out, "DA", &text);
}

/// A number with zeros in front up to this many digits.
pub(super) fn push_padded(text: &mut String, number: u64, width: usize) {
    let mut digits = String::new();
    push_number(&mut digits, number);
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}
