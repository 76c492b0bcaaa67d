//! A whole work: what a summary leaves out.

use super::{OrcidId, Work};

/// A work with all the registry says of it (v3.0 `work:work`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkDetail {
    /// What a summary says too.
    pub work: Work,
    /// A short description or abstract.
    pub description: Option<String>,
    /// A citation in the words of the source.
    pub citation: Option<Citation>,
    /// Who took part, in the source's order. One person may come several
    /// times, once for each role.
    pub contributors: Vec<Contributor>,
    /// The language of the work as a BCP 47 tag.
    pub language: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country of publication.
    pub country: Option<String>,
    /// Where in its journal or book it stands. The registry has no fields for
    /// it.
    pub within: Within,
}

/// Where in its journal or book a work stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Within {
    /// The volume.
    pub volume: Option<String>,
    /// The issue of the volume.
    pub issue: Option<String>,
    /// The pages, or the number of the article.
    pub pages: Option<String>,
}

/// A citation in the words of the source (v3.0 `work:citation`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The format in lower case: `bibtex`, `ris`, `formatted-apa`, …
    pub kind: String,
    /// The citation with its line breaks.
    pub text: String,
}

/// Someone who took part in a work (v3.0 `work:contributor`). At least a name
/// or an iD is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as credited.
    pub name: Option<String>,
    /// The iD, where one with a right check digit is given.
    pub orcid: Option<OrcidId>,
    /// The place among the authors.
    pub sequence: Option<Sequence>,
    /// The role.
    pub role: Option<ContributorRole>,
}

/// The place of a contributor (v3.0 `contributor-sequence`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sequence {
    /// The first author.
    First,
    /// Any other.
    Additional,
}

/// A contributor's role: an open set, in lower case. Either one of ORCID's
/// own words (`author`, `editor`) or the address of a CRediT role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContributorRole(String);

impl ContributorRole {
    /// Takes a role in either form and in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        (!text.is_empty()).then(|| Self(text.to_ascii_lowercase()))
    }

    /// The role as the registry writes it, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of a CRediT role: `data-curation` of
    /// `http://credit.niso.org/contributor-roles/data-curation/`.
    pub fn credit(&self) -> Option<&str> {
        let (_, name) = self.0.split_once("://credit.niso.org/contributor-roles/")?;
        let name = name.trim_end_matches('/');
        (!name.is_empty()).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_role_has_a_name() {
        for (text, credit) in [
            (
                "http://credit.niso.org/contributor-roles/data-curation/",
                Some("data-curation"),
            ),
            (
                "https://credit.niso.org/contributor-roles/Writing-Original-Draft",
                Some("writing-original-draft"),
            ),
            ("http://credit.niso.org/contributor-roles/", None),
            ("AUTHOR", None),
        ] {
            let role = ContributorRole::parse(text);
            assert_eq!(
                role.as_ref().and_then(ContributorRole::credit),
                credit,
                "{text}"
            );
        }
        assert_eq!(
            ContributorRole::parse(" AUTHOR ")
                .as_ref()
                .map(ContributorRole::as_str),
            Some("author")
        );
        assert_eq!(ContributorRole::parse(" "), None);
    }
}
