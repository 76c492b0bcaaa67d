//! Everything that can keep a search from being answered.

use crate::registry::Error;
use crate::registry::wire::error_body::ErrorBody;

/// Why a search has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchError {
    /// The registry does not take the query: 400 (9012 `rows`, 9043 `start`), or its
    /// index does not understand it (500, 9008; facts/orcid.md §4).
    BadQuery,
    /// What can go wrong with any request.
    Registry(Error),
}

impl SearchError {
    /// The stable code of `scholar-error` events and of the message table.
    pub fn code(self) -> &'static str {
        match self {
            Self::BadQuery => "bad-query",
            Self::Registry(error) => error.code(),
        }
    }

    /// Whether asking again in a while may help.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::BadQuery => false,
            Self::Registry(error) => error.is_retryable(),
        }
    }

    /// The sentence for the developer, in English.
    pub fn developer(self) -> &'static str {
        match self {
            Self::BadQuery => "HTTP 400, or 500 with 9008: the registry does not take the query",
            Self::Registry(error) => error.developer(),
        }
    }

    /// Reads an unsuccessful answer: its HTTP status and, where it had one, its
    /// error body.
    pub fn from_answer(status: u16, body: Option<&ErrorBody>) -> Self {
        match (status, body.and_then(|body| body.code)) {
            (400, _) | (500, Some(9008)) => Self::BadQuery,
            // A mirror without a search.
            (404 | 405 | 410, _) => Self::Registry(Error::Refused(status)),
            _ => Self::Registry(Error::from_answer(status, body)),
        }
    }
}

impl From<Error> for SearchError {
    fn from(error: Error) -> Self {
        Self::Registry(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_says_whether_query_or_time_is_at_fault() {
        let body = |code| ErrorBody {
            code: Some(code),
            ..ErrorBody::default()
        };
        for (status, code, error) in [
            (400, 9012, SearchError::BadQuery),
            (400, 9043, SearchError::BadQuery),
            (500, 9008, SearchError::BadQuery),
            (500, 9001, Error::Overloaded.into()),
            (404, 9001, Error::Refused(404).into()),
        ] {
            assert_eq!(SearchError::from_answer(status, Some(&body(code))), error);
        }
        for (status, error) in [
            (400, SearchError::BadQuery),
            (429, Error::QuotaSpent.into()),
            (503, Error::Overloaded.into()),
            (403, Error::Refused(403).into()),
        ] {
            assert_eq!(SearchError::from_answer(status, None), error);
        }
        assert!(!SearchError::BadQuery.is_retryable());
        assert!(SearchError::from(Error::Offline).is_retryable());
    }
}
