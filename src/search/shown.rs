//! What of a search's state shows.

use std::rc::Rc;

use super::event::Key;
use super::input::Input;
use super::options::SearchOptions;
use super::said::{Choice, Fault, Said};
use super::state::SearchState;
use crate::orcid::SearchHit;
use crate::registry::search::MOST_START;

impl SearchState {
    /// What the attributes say; `None` until they have been read.
    pub fn options(&self) -> Option<&Rc<SearchOptions>> {
        self.options.as_ref()
    }

    /// The text of the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who is chosen, in the order of choosing.
    pub fn chosen(&self) -> &[SearchHit] {
        &self.chosen
    }

    /// Who was found.
    pub fn hits(&self) -> &[SearchHit] {
        &self.hits
    }

    /// What the list has, in order.
    pub fn choices(&self) -> Vec<Choice> {
        let hits = (0..self.hits.len()).map(Choice::Hit);
        let is_query = matches!(self.input, Some(Input::Query(_))) && self.asked.is_some();
        let has_more = self.passed > 0 && self.passed < self.found && self.passed <= MOST_START;
        let last = match self.failure {
            Some(error) if error.is_retryable() && is_query => Some(Choice::Retry),
            None if has_more && is_query => Some(Choice::More),
            _ => None,
        };
        hits.chain(last).collect()
    }

    /// The choice that the keyboard is at.
    pub fn active(&self) -> Option<usize> {
        self.active
    }

    /// Whether the list is shown.
    pub fn is_expanded(&self) -> bool {
        self.is_open && !self.choices().is_empty()
    }

    /// Whether a key does something here, so that the browser is to do nothing.
    pub fn handles(&self, key: Key) -> bool {
        match key {
            Key::Down | Key::Up => true,
            Key::Enter => {
                let is_id = matches!(self.input, Some(Input::Id(_)));
                is_id || (self.is_open && self.active.is_some())
            }
            Key::Escape => self.is_expanded() || !self.text.is_empty(),
            Key::Caret => false,
        }
    }

    /// What there is to say.
    pub fn said(&self) -> Said {
        match &self.input {
            Some(Input::TooShort) => Said::TooShort,
            Some(Input::WrongId(error)) => Said::WrongId(*error),
            Some(Input::Id(_)) => Said::Offered,
            Some(Input::Query(_)) => match self.failure {
                _ if self.is_pending => Said::Searching,
                Some(error) => Said::Failed(error),
                None if self.asked.is_none() => Said::Nothing,
                None if self.hits.is_empty() => Said::Nobody,
                None => Said::Found(self.hits.len(), self.found),
            },
            _ => Said::Nothing,
        }
    }

    /// Why a form cannot be sent as it is.
    pub fn fault(&self) -> Option<Fault> {
        let options = self.options.as_ref()?;
        let is_written = !self.text.trim().is_empty();
        match self.chosen.is_empty() {
            true if is_written && !options.multiple => Some(Fault::Undecided),
            true if options.required => Some(Fault::Missing),
            _ => None,
        }
    }
}
