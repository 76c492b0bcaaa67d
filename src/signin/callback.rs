//! What came back to the redirect page.

use super::code::CodeGrant;
use super::error::Error;
use super::form;
use super::id_token::Unverified;
use super::reported::Reported;
use super::secret::Secret;

/// The parameters of an answer that mean something here.
const NAMES: [&str; 6] = ["state", "iss", "error", "code", "id_token", "access_token"];

/// An answer as it stands in the redirect page's address, read but not believed.
#[derive(Debug)]
pub struct Answer {
    state: Option<Secret>,
    iss: Option<String>,
    error: Option<Reported>,
    parts: Parts,
    is_empty: bool,
    /// Whether a parameter stands there twice or cannot be decoded.
    is_broken: bool,
    /// Whether it lay at the redirect page of the attempt, where that is known.
    is_at_home: Option<bool>,
}

/// What an attempt is after.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) code: Option<Secret>,
    pub(super) id_token: Option<Secret>,
    pub(super) access_token: Option<Secret>,
}

/// What an answer that belongs to its attempt brought.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // one at a time, and moved on at once
pub enum Callback {
    /// The token itself.
    Token(Unverified),
    /// A code, to be exchanged for it.
    Code(CodeGrant),
    /// The server refuses an id_token alone. It lists one with an access token,
    /// and is to be asked for that.
    AskAgain,
}

impl Answer {
    /// Reads a fragment or query, with or without the character before it.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix(['#', '?']).unwrap_or(text);
        let mut values: [Option<String>; NAMES.len()] = Default::default();
        let mut bare = None;
        let mut is_broken = false;
        for pair in text.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(name) = form::decode(name) else {
                continue;
            };
            let place = NAMES.iter().position(|known| *known == name);
            if let Some(place) = place.and_then(|place| values.get_mut(place)) {
                let value = form::decode(value);
                is_broken |= value.is_none() || place.is_some();
                *place = value;
            } else if value.is_empty() {
                // ORCID's bare `#login_required` (facts/orcid.md §5).
                bare = bare.or(Reported::known(&name));
            }
        }
        // An empty one counts as none (RFC 6749 §3.1).
        let values = values.map(|value| value.filter(|value| !value.is_empty()));
        let [state, iss, error, code, id_token, access_token] = values;
        Self {
            state: state.map(Secret::new),
            iss,
            error: error.map(|text| Reported::read(&text)).or(bare),
            parts: Parts {
                code: code.map(Secret::new),
                id_token: id_token.map(Secret::new),
                access_token: access_token.map(Secret::new),
            },
            is_empty: text.is_empty(),
            is_broken,
            is_at_home: None,
        }
    }

    /// Adds whether it lay at the redirect page of the attempt.
    pub fn seen(self, is_at_home: Option<bool>) -> Self {
        Self { is_at_home, ..self }
    }

    /// Whether it lay there, where that is known.
    pub(super) fn is_at_home(&self) -> Option<bool> {
        self.is_at_home
    }

    /// Whether the server refuses the form that was asked for.
    pub(super) fn is_form_refused(&self) -> bool {
        self.error.is_some_and(Reported::is_of_response_type)
    }

    /// The state, if it came once.
    pub fn state(&self) -> Option<&str> {
        let state = self.state.as_ref().filter(|_| !self.is_broken);
        state.map(Secret::expose)
    }

    /// The error that the server answered with.
    pub fn error(&self) -> Option<Error> {
        self.error.map(Error::reported)
    }

    /// Whether it is an error that names no attempt, as ORCID sends some. It
    /// uses no attempt up: anybody can write one.
    pub fn is_stateless_error(&self) -> bool {
        self.error.is_some() && self.state.is_none() && !self.is_broken
    }

    /// Whether it can be read at all.
    ///
    /// # Errors
    /// [`Error::EmptyAnswer`]; [`Error::WrongResponseType`] where a parameter
    /// stands twice (RFC 6749 §3.1) or is no form encoding.
    pub fn check(&self) -> Result<(), Error> {
        match (self.is_empty, self.is_broken) {
            (true, _) => Err(Error::EmptyAnswer),
            (_, true) => Err(Error::WrongResponseType),
            _ => Ok(()),
        }
    }

    /// The server that says it answered (RFC 9207).
    pub(super) fn issuer(&self) -> Option<&str> {
        self.iss.as_deref()
    }

    pub(super) fn into_parts(self) -> Parts {
        self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_from_fragment_and_query() {
        for text in [
            "state=a%2Db&iss=x+y",
            "#state=a-b&iss=x%20y&z",
            "?iss=x+y&state=a-b",
        ] {
            let answer = Answer::parse(text);
            assert_eq!(answer.check(), Ok(()));
            assert_eq!(answer.state(), Some("a-b"), "{text}");
            assert_eq!(answer.issuer(), Some("x y"), "{text}");
            assert_eq!(answer.error(), None);
        }
    }

    #[test]
    fn errors_come_in_every_form_that_orcid_has_sent() {
        use Error::{AccessDenied, LoginRequired, ServerError};
        for (text, error, is_stateless) in [
            ("#login_required", LoginRequired, true),
            ("login_required=", LoginRequired, true),
            ("login_required&state=s", LoginRequired, false),
            ("#error=access_denied", AccessDenied, true),
            ("#error=interaction_required", LoginRequired, true),
            (
                "?error=access_denied&error_description=User+denied&state=s",
                AccessDenied,
                false,
            ),
            (
                "error=invalid_scope",
                ServerError(Reported::InvalidScope, None),
                true,
            ),
            (
                "error=server_error&login_required",
                ServerError(Reported::ServerError, None),
                true,
            ),
        ] {
            let answer = Answer::parse(text);
            assert_eq!(answer.error(), Some(error), "{text}");
            assert_eq!(answer.is_stateless_error(), is_stateless, "{text}");
        }
    }

    #[test]
    fn what_names_no_error_is_none() {
        for text in [
            "",
            "#",
            "error",
            "error=",
            "login_required=1",
            "oops",
            "state=login_required",
        ] {
            let answer = Answer::parse(text);
            assert_eq!(answer.error(), None, "{text}");
            assert!(!answer.is_stateless_error());
        }
    }

    #[test]
    fn an_empty_answer_and_a_broken_one_say_so() {
        for text in ["", "#", "?"] {
            assert_eq!(Answer::parse(text).check(), Err(Error::EmptyAnswer));
        }
        for text in [
            "state=a&state=a",
            "state=a&state=",
            "state=&state=a",
            "state=%",
            "state=%ff",
            "error=access_denied&error=x",
            "st%61te=a&state=b",
        ] {
            let answer = Answer::parse(text);
            assert_eq!(answer.check(), Err(Error::WrongResponseType), "{text}");
            assert_eq!(answer.state(), None);
            assert!(!answer.is_stateless_error());
        }
    }

    #[test]
    fn an_answer_prints_none_of_its_secrets() {
        let answer = Answer::parse("state=s3cret&code=s3cret&id_token=s3cret&access_token=s3cret");
        assert!(!format!("{answer:?}").contains("s3cret"));
    }
}
