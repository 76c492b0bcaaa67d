//! How works leave a page: BibTeX, RIS and CSL-JSON for a reference manager,
//! schema.org JSON-LD for a search engine.
//!
//! Pure Rust on [`crate::orcid`] values, with writers of its own: every value
//! is hostile text, and each writer escapes for its format. What is decided
//! here and why is in docs/citations.md.

mod bibtex;
mod csl;
mod facts;
mod given;
mod json;
mod json_ld;
mod key;
mod kinds;
mod latex;
mod ris;

pub use json_ld::{Profile, json_ld};
pub use key::key;
pub use kinds::{KINDS, Kind, Venue};

use crate::orcid::{Name, Work, WorkDetail};

/// A format for reference managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// BibTeX, in UTF-8.
    BibTex,
    /// RIS, in UTF-8, with CRLF.
    Ris,
    /// A list of CSL-JSON items.
    CslJson,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BibTex, Self::Ris, Self::CslJson];

    /// What a file's name ends in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::BibTex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "json",
        }
    }

    /// The media type of a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::BibTex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }
}

/// One work to cite.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The summary that is shown, its gaps filled.
    pub work: &'a Work,
    /// The whole work, where it could be fetched.
    pub detail: Option<&'a WorkDetail>,
    /// The owners of the records that list it: its authors where nobody else
    /// is known, as in ORCID's own export (`V3WorkToCiteprocTranslator`).
    pub people: &'a [&'a Name],
}

/// The works in one file of this format, in their order. No two have the same
/// key: a repeated one gets a letter.
pub fn export(items: &[Item<'_>], format: Format) -> String {
    let mut out = String::with_capacity(items.len() * 400);
    let mut keys = key::Keys::default();
    if format == Format::CslJson {
        out.push('[');
    }
    for (index, item) in items.iter().enumerate() {
        let facts = facts::Facts::of(item);
        let key = keys.unique(key::of(item, &facts));
        match format {
            Format::BibTex => bibtex::write(&mut out, &key, item, &facts),
            Format::Ris => ris::write(&mut out, &key, &facts),
            Format::CslJson => {
                out.push_str(if index == 0 { "\n" } else { ",\n" });
                csl::write(&mut out, &key, &facts);
            }
        }
    }
    if format == Format::CslJson {
        out.push_str("\n]\n");
    }
    out
}
