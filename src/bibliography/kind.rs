//! What the type and the DOI of a work tell of its kind.

use crate::orcid::WorkType;

/// Types that say nothing.
pub(super) fn is_missing(work_type: &WorkType) -> bool {
    matches!(work_type.as_str(), "other" | "undefined")
}

/// Types of works made public before they were published.
pub(super) fn is_preprint_type(work_type: &WorkType) -> bool {
    matches!(work_type.as_str(), "preprint" | "working-paper")
}

/// Types that have an ISBN of their own, not that of a book they are in.
pub(super) fn is_book(work_type: &WorkType) -> bool {
    matches!(
        work_type.as_str(),
        "book"
            | "cartographic-material"
            | "conference-proceedings"
            | "dissertation"
            | "dissertation-thesis"
            | "edited-book"
            | "journal-issue"
            | "learning-object"
            | "manual"
            | "report"
            | "standards-and-policy"
            | "translation"
    )
}

/// Types under which a preprint comes to be published. Data, posters and talks
/// have the paper's title and are not it.
pub(super) fn is_publication(work_type: &WorkType) -> bool {
    matches!(
        work_type.as_str(),
        "book"
            | "book-chapter"
            | "conference-output"
            | "conference-paper"
            | "conference-proceedings"
            | "edited-book"
            | "encyclopedia-entry"
            | "journal-article"
            | "magazine-article"
            | "report"
    )
}

/// Starts of the DOIs that well-known preprint servers hand out.
const SERVERS: [&str; 22] = [
    "10.48550/",          // arXiv
    "10.64898/",          // openRxiv
    "10.21203/rs.",       // Research Square
    "10.20944/preprints", // Preprints.org
    "10.26434/chemrxiv",  // ChemRxiv
    "10.2139/ssrn",       // SSRN
    "10.31219/",          // OSF and its communities
    "10.31220/",
    "10.31222/",
    "10.31223/",
    "10.31224/",
    "10.31234/",
    "10.31235/",
    "10.35542/",               // EdArXiv
    "10.32942/",               // EcoEvoRxiv
    "10.36227/techrxiv",       // TechRxiv
    "10.22541/",               // Authorea
    "10.1002/essoar",          // ESS Open Archive
    "10.33774/",               // Cambridge Open Engage
    "10.7287/peerj.preprints", // PeerJ Preprints
    "10.1590/scielopreprints", // SciELO Preprints
    "10.3386/w",               // NBER
];

/// Whether a DOI, bare and in lower case, is that of a preprint.
pub(super) fn is_preprint_doi(doi: &str) -> bool {
    // bioRxiv and medRxiv share a prefix with journals, whose DOIs begin with
    // a letter: `10.1101/2020.01.01.123456`, `10.1101/gr.123456`.
    let is_biorxiv = doi
        .strip_prefix("10.1101/")
        .is_some_and(|suffix| suffix.starts_with(|c: char| c.is_ascii_digit()));
    is_biorxiv || SERVERS.iter().any(|server| doi.starts_with(server))
}

/// Folded titles that many works have.
const GENERIC: [&str; 40] = [
    "abstract",
    "abstracts",
    "acknowledgements",
    "acknowledgments",
    "addendum",
    "author correction",
    "author reply",
    "book review",
    "book reviews",
    "comment",
    "commentary",
    "conclusion",
    "conclusions",
    "conference report",
    "contents",
    "correction",
    "corrigendum",
    "discussion",
    "editorial",
    "editorial board",
    "editorial comment",
    "editor s introduction",
    "einleitung",
    "erratum",
    "foreword",
    "from the editor",
    "guest editorial",
    "in memoriam",
    "in this issue",
    "introduction",
    "introduction to the special issue",
    "invited commentary",
    "letter to the editor",
    "list of contributors",
    "literature review",
    "obituary",
    "preface",
    "publisher correction",
    "table of contents",
    "special issue editorial",
];

/// Whether a folded title tells works apart: neither short nor generic. The
/// length is in bytes, so that four characters of a script of many suffice.
pub(super) fn is_telling(title: &str) -> bool {
    let words = title.bytes().filter(|byte| *byte == b' ').count() + 1;
    title.len() >= 12 && (words > 1 || !title.is_ascii()) && !GENERIC.contains(&title)
}

/// Whether a folded title is so telling that it alone ties a preprint to its
/// publication: three words, or as much in a script without blanks.
pub(super) fn is_very_telling(title: &str) -> bool {
    let words = title.bytes().filter(|byte| *byte == b' ').count() + 1;
    is_telling(title) && (words > 2 || (!title.is_ascii() && title.len() >= 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preprints_are_told_from_journals_of_one_prefix() {
        assert!(is_preprint_doi("10.1101/2020.01.01.123456"));
        assert!(is_preprint_doi("10.1101/123456"));
        assert!(is_preprint_doi("10.48550/arxiv.2101.00001"));
        assert!(!is_preprint_doi("10.1101/gr.123456.119"));
        assert!(!is_preprint_doi("10.1000/182"));
    }

    #[test]
    fn short_and_generic_titles_tell_nothing() {
        for title in [
            "",
            "editorial",
            "introduction",
            "introduction to the special issue",
            "cats",
            "a title",
            "photosynthesis",
        ] {
            assert!(!is_telling(title), "{title}");
        }
        assert!(is_telling("on the origin of species"));
        assert!(is_telling("量子力学入門"));
        assert!(is_telling("quantum computing") && !is_very_telling("quantum computing"));
        assert!(is_very_telling("deep sea mining"));
    }
}
