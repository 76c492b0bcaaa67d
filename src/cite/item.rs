//! What is cited, and in which format.

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
