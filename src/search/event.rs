//! What happens to a search, and what is to be done about it.

use std::rc::Rc;

use super::options::SearchOptions;
use crate::orcid::OrcidId;
use crate::registry::search::{SearchError, SearchOutcome, SearchRequest};

/// Something that has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The attributes have been read.
    OptionsChanged(Rc<SearchOptions>),
    /// The text of the field is another one.
    Typed(String),
    /// The visitor has come to the field.
    Entered,
    /// The focus has gone elsewhere.
    Left,
    /// A key was pressed that means something to the list.
    Key(Key),
    /// The visitor has pressed this choice.
    Pressed(usize),
    /// The visitor takes one of the chosen away.
    Removed(OrcidId),
    /// The visitor takes everything away.
    Cleared,
    /// The form is as it was at first.
    Reset,
    /// The browser knows who was chosen when the visitor was last here.
    Restored(Vec<OrcidId>),
    /// The time has come that [`Effect::Wait`] with this number has asked for.
    Due(u32),
    /// A search has been answered, or never will be.
    Answered {
        /// The number of its [`Effect::Ask`].
        number: u32,
        /// Who was found, or why nobody was.
        outcome: SearchOutcome,
    },
}

/// A key that means something to the list (ARIA Authoring Practices Guide,
/// "Editable Combobox With List Autocomplete").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Opens the list, or goes on to the next choice.
    Down,
    /// Goes back to the choice before, or to the last.
    Up,
    /// Takes the choice.
    Enter,
    /// Closes the list, or empties the field.
    Escape,
    /// Moves the caret in the text, which then has the focus again.
    Caret,
}

/// Something for the browser to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Say, by this number, when the visitor has stopped typing.
    Wait(u32),
    /// Ask the registry.
    Ask {
        /// What the answer is known by.
        number: u32,
        /// What is wanted.
        request: SearchRequest,
        /// Whether the visitor insists, whatever the registry has said before.
        again: bool,
    },
    /// Stop asking, and hear no more of it.
    Drop,
    /// Others are chosen than before: the value of the form.
    Value,
    /// Tell the page whom the visitor has chosen (`scholar-select`).
    Select,
    /// Tell the page why there is nothing to choose from (`scholar-error`).
    Fail(SearchError),
}
