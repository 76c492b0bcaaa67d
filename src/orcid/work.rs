//! Works: what a person made.

use super::{ExternalId, PartialDate, Relationship, Source, WebLink};

/// One work as its sources describe it: never empty, the preferred summary
/// first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkGroup {
    /// The preferred summary (the registry's position and display-index).
    pub preferred: Work,
    /// The other sources' summaries of the same work.
    pub others: Vec<Work>,
    /// The identifiers by which the registry grouped them.
    pub identifiers: Vec<ExternalId>,
}

/// A work summary (or, with more fields filled, a whole work).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The registry's number of the item; `None` where the source has none.
    pub put_code: Option<u64>,
    /// What sort of work it is.
    pub work_type: WorkType,
    /// Title, subtitle and translation.
    pub title: Title,
    /// Journal, book or other container.
    pub venue: Option<String>,
    /// Date of publication, as far as known.
    pub date: Option<PartialDate>,
    /// Its identifiers.
    pub identifiers: Vec<ExternalId>,
    /// The link its source gave.
    pub link: Option<WebLink>,
    /// Who asserted it.
    pub source: Source,
}

impl Work {
    /// Its own DOI, bare and in lower case; never that of its journal, of the
    /// book it is in or of another version.
    pub fn doi(&self) -> Option<String> {
        self.related(Relationship::Own).find_map(ExternalId::doi)
    }

    /// Where a reader finds it: by its own DOI, else by another identifier
    /// of its own, else by the link its source gave, else at another version.
    /// Never at what it is only a part of.
    pub fn link_to(&self) -> Option<WebLink> {
        if let Some(doi) = self.doi() {
            return Some(ExternalId::doi_link(&doi));
        }
        self.related(Relationship::Own)
            .find_map(ExternalId::link_to)
            .or_else(|| self.link.clone())
            .or_else(|| {
                self.related(Relationship::VersionOf)
                    .find_map(ExternalId::link_to)
            })
    }

    fn related(&self, relationship: Relationship) -> impl Iterator<Item = &ExternalId> {
        self.identifiers
            .iter()
            .filter(move |identifier| identifier.relationship == relationship)
    }
}

/// A title in the words of the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Title {
    /// The main title.
    pub text: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// A translation of the main title.
    pub translated: Option<TranslatedTitle>,
}

/// A translated title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TranslatedTitle {
    /// The title.
    pub text: String,
    /// BCP 47 language tag; the registry's old Java forms (`iw`, `ji`, `in`,
    /// `zh_CN`) are already translated.
    pub lang: Option<String>,
}

/// A work type: an open set, kept as the registry writes it in lower case
/// (`journal-article`); `other` where none is given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkType(String);

impl WorkType {
    /// Takes a type in any case and with either separator: `JOURNAL_ARTICLE`
    /// of the v2 API is `journal-article`. Nothing is `other`.
    pub fn parse(text: &str) -> Self {
        let text = text.trim_ascii();
        if text.is_empty() {
            return Self::default();
        }
        Self(text.to_ascii_lowercase().replace('_', "-"))
    }

    /// The type as the registry writes it: `journal-article`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for WorkType {
    fn default() -> Self {
        Self(String::from("other"))
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn work(identifiers: &[(&str, &str, Relationship)], link: Option<&str>) -> Work {
        let identifier = |(scheme, value, relationship): &(&str, &str, Relationship)| ExternalId {
            scheme: (*scheme).to_owned(),
            value: (*value).to_owned(),
            normalized: None,
            link: None,
            relationship: *relationship,
        };
        Work {
            put_code: None,
            work_type: WorkType::default(),
            title: Title {
                text: "A title".to_owned(),
                subtitle: None,
                translated: None,
            },
            venue: None,
            date: None,
            identifiers: identifiers.iter().map(identifier).collect(),
            link: link.and_then(WebLink::parse),
            source: Source::default(),
        }
    }

    fn link(work: &Work) -> Option<String> {
        work.link_to().map(|link| link.as_str().to_owned())
    }

    #[test]
    fn a_works_own_doi_leads_to_it() {
        use Relationship::*;
        let one = work(
            &[
                ("doi", "10.1/book", PartOf),
                ("pmid", "7", Own),
                ("doi", "10.1/own", Own),
            ],
            Some("https://example.org"),
        );
        assert_eq!(one.doi().as_deref(), Some("10.1/own"));
        assert_eq!(link(&one).as_deref(), Some("https://doi.org/10.1/own"));
    }

    #[test]
    fn without_a_doi_the_next_best_link_serves() {
        use Relationship::*;
        let ids = [
            ("isbn", "1", Own),
            ("pmid", "7", Own),
            ("doi", "10.1/version", VersionOf),
        ];
        let link_of = |ids: &[_], given| link(&work(ids, given));
        let given = Some("https://example.org/x");
        assert_eq!(
            link_of(&ids, given).as_deref(),
            Some("https://pubmed.ncbi.nlm.nih.gov/7")
        );
        assert_eq!(link_of(&[ids[0], ids[2]], given).as_deref(), given);
        assert_eq!(
            link_of(&[ids[0], ids[2]], None).as_deref(),
            Some("https://doi.org/10.1/version")
        );
    }

    #[test]
    fn no_work_leads_to_what_it_is_part_of() {
        use Relationship::*;
        let part = work(
            &[
                ("doi", "10.1/book", PartOf),
                ("doi", "10.1/grant", FundedBy),
            ],
            None,
        );
        assert_eq!((part.doi(), link(&part)), (None, None));
    }

    #[test]
    fn work_types_of_both_spellings_are_one() {
        assert_eq!(
            WorkType::parse("JOURNAL_ARTICLE"),
            WorkType::parse("journal-article")
        );
        assert_eq!(WorkType::parse(" Data-Set ").as_str(), "data-set");
        assert_eq!(WorkType::parse("something-new").as_str(), "something-new");
        assert_eq!(WorkType::parse(" ").as_str(), "other");
    }
}
