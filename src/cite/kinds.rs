//! What each of ORCID's work types is called elsewhere. The reasons are in
//! docs/citations.md, whose table a test holds to this one.

use crate::orcid::WorkType;

/// One row: a work type in the terms of the formats that works leave in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// ORCID's work type.
    pub work_type: &'static str,
    /// The entry type, one of classic BibTeX's, without `@`.
    pub bibtex: &'static str,
    /// The RIS type of reference.
    pub ris: &'static str,
    /// The CSL item type.
    pub csl: &'static str,
    /// The schema.org type.
    pub schema: &'static str,
    /// What the record's one field for a title of something larger holds.
    pub venue: Venue,
}

/// What a work's venue is, by the label that ORCID's own form gives the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Venue {
    /// A journal, magazine or newspaper.
    Journal,
    /// A book or other work of several parts.
    Book,
    /// A conference or its proceedings.
    Conference,
    /// A publisher, institution or keeper.
    Publisher,
}

/// Every work type of orcid-model's `WorkType`, in its order; the last one
/// stands for all that are unknown.
#[rustfmt::skip]
pub static KINDS: [Kind; 59] = {
    use Venue::{Book, Conference, Journal, Publisher};
    [
        row("annotation", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("artistic-performance", "misc", "GEN", "performance", "CreativeWork", Publisher),
        row("blog-post", "misc", "BLOG", "post-weblog", "BlogPosting", Publisher),
        row("book-chapter", "incollection", "CHAP", "chapter", "Chapter", Book),
        row("book-review", "article", "JOUR", "review-book", "Review", Journal),
        row("book", "book", "BOOK", "book", "Book", Publisher),
        row("cartographic-material", "misc", "MAP", "map", "Map", Publisher),
        row("clinical-study", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("conference-abstract", "inproceedings", "CPAPER", "paper-conference", "ScholarlyArticle", Conference),
        row("conference-output", "inproceedings", "CPAPER", "paper-conference", "CreativeWork", Conference),
        row("conference-paper", "inproceedings", "CPAPER", "paper-conference", "ScholarlyArticle", Conference),
        row("conference-poster", "misc", "CPAPER", "paper-conference", "PresentationDigitalDocument", Conference),
        row("conference-presentation", "misc", "SLIDE", "speech", "PresentationDigitalDocument", Conference),
        row("conference-proceedings", "proceedings", "CONF", "book", "Book", Publisher),
        row("data-management-plan", "techreport", "RPRT", "report", "Report", Publisher),
        row("data-set", "misc", "DATA", "dataset", "Dataset", Publisher),
        row("design", "misc", "ART", "graphic", "VisualArtwork", Publisher),
        row("dictionary-entry", "incollection", "DICT", "entry-dictionary", "Article", Book),
        row("disclosure", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("dissertation-thesis", "phdthesis", "THES", "thesis", "Thesis", Publisher),
        row("edited-book", "book", "EDBOOK", "book", "Book", Publisher),
        row("encyclopedia-entry", "incollection", "ENCYC", "entry-encyclopedia", "Article", Book),
        row("image", "misc", "ART", "graphic", "ImageObject", Publisher),
        row("invention", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("journal-article", "article", "JOUR", "article-journal", "ScholarlyArticle", Journal),
        row("journal-issue", "misc", "JFULL", "periodical", "PublicationIssue", Journal),
        row("learning-object", "misc", "GEN", "document", "LearningResource", Publisher),
        row("lecture-speech", "misc", "SLIDE", "speech", "PresentationDigitalDocument", Publisher),
        row("license", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("magazine-article", "article", "MGZN", "article-magazine", "Article", Journal),
        row("manual", "manual", "RPRT", "report", "TechArticle", Publisher),
        row("moving-image", "misc", "VIDEO", "motion_picture", "VideoObject", Publisher),
        row("musical-composition", "misc", "MUSIC", "musical_score", "MusicComposition", Publisher),
        row("newsletter-article", "article", "NEWS", "article-newspaper", "Article", Journal),
        row("newspaper-article", "article", "NEWS", "article-newspaper", "NewsArticle", Journal),
        row("online-resource", "misc", "ELEC", "webpage", "WebPage", Publisher),
        row("patent", "misc", "PAT", "patent", "CreativeWork", Publisher),
        row("physical-object", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("preprint", "misc", "UNPB", "article", "ScholarlyArticle", Publisher),
        row("public-speech", "misc", "SLIDE", "speech", "PresentationDigitalDocument", Publisher),
        row("registered-copyright", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("report", "techreport", "RPRT", "report", "Report", Publisher),
        row("research-technique", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("research-tool", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("review", "article", "JOUR", "review", "Review", Journal),
        row("software", "misc", "COMP", "software", "SoftwareSourceCode", Publisher),
        row("sound", "misc", "SOUND", "song", "AudioObject", Publisher),
        row("spin-off-company", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("standards-and-policy", "misc", "STAND", "standard", "CreativeWork", Publisher),
        row("supervised-student-publication", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("technical-standard", "misc", "STAND", "standard", "CreativeWork", Publisher),
        row("test", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("trademark", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("transcription", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("translation", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("website", "misc", "ELEC", "webpage", "WebSite", Publisher),
        row("working-paper", "techreport", "UNPB", "article", "ScholarlyArticle", Publisher),
        row("undefined", "misc", "GEN", "document", "CreativeWork", Publisher),
        row("other", "misc", "GEN", "document", "CreativeWork", Publisher),
    ]
};

const fn row(
    work_type: &'static str,
    bibtex: &'static str,
    ris: &'static str,
    csl: &'static str,
    schema: &'static str,
    venue: Venue,
) -> Kind {
    Kind {
        work_type,
        bibtex,
        ris,
        csl,
        schema,
        venue,
    }
}

impl Kind {
    /// The row of a work type; of `other` where there is none.
    pub fn of(work_type: &WorkType) -> Self {
        let [.., other] = KINDS;
        let mut rows = KINDS.iter();
        *rows
            .find(|row| row.work_type == work_type.as_str())
            .unwrap_or(&other)
    }
}
