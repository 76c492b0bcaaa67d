//! What a call fails with.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::registry::Error;
use crate::registry::search::SearchError;

/// Why a call has no outcome.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// An argument is not what this package has given, or what it was made of.
    NotPlain,
    /// There is no such format.
    NoFormat,
    /// There is nothing to search for.
    NoQuery,
    /// The registry pages no further.
    TooFar,
    /// What can go wrong with a record.
    Registry(Error),
    /// What can go wrong with a search.
    Search(SearchError),
}

impl Fault {
    fn code(self) -> &'static str {
        match self {
            Self::NotPlain | Self::NoFormat => "bad-argument",
            Self::NoQuery | Self::TooFar => "bad-query",
            Self::Registry(error) => error.code(),
            Self::Search(error) => error.code(),
        }
    }

    fn developer(self) -> &'static str {
        match self {
            Self::NotPlain => "the argument is no record or work as this package gives them",
            Self::NoFormat => "the format is none of bibtex, ris and csl-json",
            Self::NoQuery => {
                "nothing to search for: give a text of two letters at least, or a field"
            }
            Self::TooFar => "start lies beyond 10,000, where the registry gives no hits",
            Self::Registry(error) => error.developer(),
            Self::Search(error) => error.developer(),
        }
    }

    fn is_retryable(self) -> bool {
        match self {
            Self::Registry(error) => error.is_retryable(),
            Self::Search(error) => error.is_retryable(),
            _ => false,
        }
    }
}

/// `[code, sentence, whether asking again in a while may help]`
impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        let (code, sentence) = (fault.code().into(), fault.developer().into());
        Array::of3(&code, &sentence, &fault.is_retryable().into()).into()
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Registry(error)
    }
}

impl From<SearchError> for Fault {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}
