//! The words of the search, beside those it shares with the badge.

use crate::view::plural::Plural;

/// One language's words for the search.
#[derive(Debug)]
pub struct SearchMessages {
    /// Names the field where the page does not.
    pub label: &'static str,
    /// What can be written, in the empty field.
    pub placeholder: &'static str,
    /// Names the list of those who were found.
    pub people: &'static str,
    /// Names the list of those who are chosen.
    pub chosen: &'static str,
    /// The registry is being asked.
    pub searching: &'static str,
    /// The text is too short.
    pub too_short: &'static str,
    /// The text is an iD.
    pub offered: &'static str,
    /// Nobody was found: what to do.
    pub nobody: &'static str,
    /// All who were found are in the list; takes their number.
    pub found: Plural,
    /// Part of them are; takes how many, and how many there are in all.
    pub part: &'static str,
    /// Shows the next of them.
    pub more: &'static str,
    /// There are more than the registry gives away.
    pub refine: &'static str,
    /// Empties the field.
    pub clear: &'static str,
    /// Takes somebody away; takes the name.
    pub remove: &'static str,
    /// The registry does not take the query: what to do.
    pub bad_query: &'static str,
    /// A form needs somebody.
    pub missing: &'static str,
    /// Something is written, and nobody chosen.
    pub undecided: &'static str,
}

/// English.
pub static ENGLISH: SearchMessages = SearchMessages {
    label: "Find a researcher",
    placeholder: "Name, institution, e-mail, DOI or ORCID iD",
    people: "People found",
    chosen: "People chosen",
    searching: "Searching…",
    too_short: "Type at least two letters.",
    offered: "This is an ORCID iD. Press Enter to choose it.",
    nobody: "Nobody was found. Check the spelling, or try fewer words.",
    found: Plural {
        one: "{} person found.",
        other: "{} people found.",
    },
    part: "Showing {} of {} people.",
    more: "Show more",
    refine: "Add a word to find fewer people.",
    clear: "Clear",
    remove: "Remove {}",
    bad_query: "The ORCID registry does not understand this search. Try other words.",
    missing: "Choose a person.",
    undecided: "Choose a person from the list, or paste an ORCID iD.",
};
