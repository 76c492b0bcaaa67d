//! CSL-JSON's words (citation-style-language/schema, `csl-data.json`) in
//! ORCID's terms.

use crate::json::Node;
use crate::json::tape::TapeNode;
use crate::orcid::{PartialDate, WorkType};

use super::reader::partial_date;

/// CSL's types and what ORCID calls such a work; `other` for those that are not
/// here. As [`cite`](crate::cite) writes them, the most usual of several.
#[rustfmt::skip]
const TYPES: [(&str, &str); 33] = [
    ("article", "preprint"),
    ("article-journal", "journal-article"),
    ("article-magazine", "magazine-article"),
    ("article-newspaper", "newspaper-article"),
    ("book", "book"),
    ("chapter", "book-chapter"),
    ("dataset", "data-set"),
    ("entry-dictionary", "dictionary-entry"),
    ("entry-encyclopedia", "encyclopedia-entry"),
    ("graphic", "image"),
    ("manuscript", "working-paper"),
    ("map", "cartographic-material"),
    ("motion_picture", "moving-image"),
    ("musical_score", "musical-composition"),
    ("paper-conference", "conference-paper"),
    ("patent", "patent"),
    ("performance", "artistic-performance"),
    ("periodical", "journal-issue"),
    ("post", "online-resource"),
    ("post-weblog", "blog-post"),
    ("report", "report"),
    ("review", "review"),
    ("review-book", "book-review"),
    ("software", "software"),
    ("song", "sound"),
    ("speech", "conference-presentation"),
    ("standard", "technical-standard"),
    ("thesis", "dissertation-thesis"),
    ("broadcast", "moving-image"),
    ("webpage", "online-resource"),
    ("regulation", "standards-and-policy"),
    ("legislation", "standards-and-policy"),
    ("bill", "standards-and-policy"),
];

/// ORCID's name of a CSL type.
pub(super) fn work_type(csl: &str) -> WorkType {
    let mut types = TYPES.iter();
    let known = types.find(|(name, _)| *name == csl);
    known.map_or_else(WorkType::default, |(_, name)| WorkType::parse(name))
}

/// A name in the order in which it is spoken; `None` where it is none.
pub(super) fn name(node: &TapeNode) -> Option<String> {
    let part = |part| node.get(part).text().unwrap_or_default();
    let mut name = part("literal");
    for part in [
        part("given"),
        part("dropping-particle"),
        part("non-dropping-particle"),
        part("family"),
        part("suffix"),
    ] {
        if !part.trim_ascii().is_empty() {
            name.push(' ');
            name.push_str(&part);
        }
    }
    Some(name).filter(|name| !name.trim_ascii().is_empty())
}

/// A date, the first day of several; `None` where it is none.
pub(super) fn date(node: &TapeNode) -> Option<PartialDate> {
    let text = node.text().or_else(|| node.get("raw").text());
    if let Some(text) = text.or_else(|| node.get("literal").text()) {
        return partial_date(&text);
    }
    let parts = node.get("date-parts").at(0);
    let part = |index| {
        let part = parts.at(index);
        let number = part.number().map(|number| number as u16);
        number.or_else(|| part.text()?.trim_ascii().parse().ok())
    };
    let small = |index| part(index).and_then(|part| part.try_into().ok());
    PartialDate::new(part(0)?, small(1), small(2))
}
