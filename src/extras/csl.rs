//! CSL-JSON's words (citation-style-language/schema, `csl-data.json`) in
//! ORCID's terms.

use crate::cite::KINDS;
use crate::json::Node;
use crate::json::tape::TapeNode;
use crate::orcid::{PartialDate, WorkType};

/// ORCID's name of a CSL type: the first that [`KINDS`] has, except where
/// another is more usual.
pub(super) fn work_type(csl: &str) -> WorkType {
    let usual = match csl {
        "article-newspaper" => "newspaper-article",
        "broadcast" => "moving-image",
        "document" => "other",
        "graphic" => "image",
        "manuscript" => "working-paper",
        "paper-conference" => "conference-paper",
        "post" => "online-resource",
        "report" => "report",
        _ => {
            let mut kinds = KINDS.iter();
            let known = kinds.find(|kind| kind.csl == csl);
            known.map_or("other", |kind| kind.work_type)
        }
    };
    WorkType::parse(usual)
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
        return PartialDate::parse_whole(&text);
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
