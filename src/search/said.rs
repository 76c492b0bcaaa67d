//! What a search offers and says.

use crate::orcid::IdError;
use crate::registry::search::SearchError;

/// Something in the list that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The person at this place among the hits.
    Hit(usize),
    /// The next hits.
    More,
    /// The same search once more.
    Retry,
}

/// What there is to say about the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// The text is too short for a search.
    TooShort,
    /// The text is written like an iD, and is none.
    WrongId(IdError),
    /// The text is an iD, which can be chosen.
    Offered,
    /// The registry is being asked.
    Searching,
    /// Nobody was found.
    Nobody,
    /// So many of so many people are in the list.
    Found(usize, usize),
    /// There is no answer.
    Failed(SearchError),
}

/// Why a form cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Somebody has to be chosen.
    Missing,
    /// Something is written, and nobody chosen.
    Undecided,
}
