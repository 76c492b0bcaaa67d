//! Everything that can keep a record from being shown.

use std::fmt;

use super::wire::error_body::ErrorBody;
use crate::orcid::IdError;

/// Why a record is not shown. One variant per thing a reader could do about it.
///
/// [`Error::developer`] is the sentence for the console; the sentence for the
/// visitor stands in the message table, under [`Error::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text is no iD. No request was made.
    MalformedId,
    /// The iD's check digit is wrong (ISO 7064 MOD 11-2). No request was made.
    BadCheckDigit,
    /// The number lies outside the ranges assigned to ORCID. No request was made.
    UnassignedId,
    /// The registry has no such record (404).
    NotFound,
    /// The record is locked (409, 9018).
    Locked,
    /// The record was closed by its owner (409, 9044).
    Deactivated,
    /// The record was made for somebody who has not claimed it (409, 9036).
    Unclaimed,
    /// The record exists and shows nothing to the public.
    NothingPublic,
    /// The quota of this network address is spent (429), or was a while ago.
    QuotaSpent,
    /// The registry is overloaded or down (5xx).
    Overloaded,
    /// The browser says it is offline.
    Offline,
    /// No answer: network, CORS or the page's own content security policy.
    Unreachable,
    /// No complete answer within the time allowed.
    TimedOut,
    /// An answer came that is larger than allowed.
    AnswerTooLarge,
    /// An answer came that is no record.
    Unreadable(Unreadable),
    /// The registry refused with another HTTP status.
    Refused(u16),
}

/// What an unreadable answer looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A web page: a captive portal or a proxy's error page.
    Html,
    /// XML: something on the way dropped the `Accept` header.
    Xml,
    /// Another type altogether.
    ContentType,
    /// A body that broke off, or whose compression is damaged.
    Incomplete,
    /// Broken or truncated JSON.
    Json,
    /// Sound JSON that is no record.
    Shape,
}

impl Error {
    /// The stable code of `scholar-error` events and of the message table.
    pub fn code(self) -> &'static str {
        match self {
            Self::MalformedId => "malformed-id",
            Self::BadCheckDigit => "bad-check-digit",
            Self::UnassignedId => "unassigned-id",
            Self::NotFound => "not-found",
            Self::Locked => "locked",
            Self::Deactivated => "deactivated",
            Self::Unclaimed => "unclaimed",
            Self::NothingPublic => "nothing-public",
            Self::QuotaSpent => "quota-spent",
            Self::Overloaded => "overloaded",
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
            Self::AnswerTooLarge => "answer-too-large",
            Self::Unreadable(_) => "unreadable",
            Self::Refused(_) => "refused",
        }
    }

    /// Whether it was the line to the registry that broke, or time that ran out.
    pub fn is_of_the_line(self) -> bool {
        matches!(
            self,
            Self::Offline
                | Self::Unreachable
                | Self::TimedOut
                | Self::Unreadable(Unreadable::Incomplete)
        )
    }

    /// Whether asking again in a while may help.
    pub fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::QuotaSpent
                | Self::Overloaded
                | Self::Offline
                | Self::Unreachable
                | Self::TimedOut
                | Self::Unreadable(_)
        )
    }

    /// Whether the registry says of the record itself that it is not to be
    /// shown, so that no old copy of it may be.
    pub fn withdraws_record(self) -> bool {
        matches!(
            self,
            Self::NotFound
                | Self::Locked
                | Self::Deactivated
                | Self::Unclaimed
                | Self::NothingPublic
        )
    }

    /// The sentence for the developer, in English.
    pub fn developer(self) -> &'static str {
        match self {
            Self::MalformedId => "this is no ORCID iD: 16 digits such as 0000-0002-1825-0097",
            Self::BadCheckDigit => {
                "the last character of the iD does not fit the other fifteen: a digit is mistyped"
            }
            Self::UnassignedId => {
                "the number lies outside ORCID's ranges: it may be an ISNI of something else"
            }
            Self::NotFound => "the registry knows no such iD: sandbox and production differ",
            Self::Locked => "the registry has locked this record",
            Self::Deactivated => "the owner has deactivated this record",
            Self::Unclaimed => "nobody has claimed this record yet",
            Self::NothingPublic => "the record exists, nothing in it is public",
            Self::QuotaSpent => {
                "HTTP 429, now or a while ago: this network's quota at the registry is spent"
            }
            Self::Overloaded => "HTTP 5xx: the registry is overloaded or down",
            Self::Offline => "the browser is offline",
            Self::Unreachable => {
                "the request failed: network, CORS, or the page's connect-src policy forbids the registry"
            }
            Self::TimedOut => "no complete answer within the timeout",
            Self::AnswerTooLarge => "the answer is larger than max-size allows, in megabytes",
            Self::Unreadable(Unreadable::Html) => "the answer is a web page, not a record",
            Self::Unreadable(Unreadable::Xml) => {
                "the answer is XML that is unsound or no record of version 3.0, or www/pkg/scholar_xml.js is missing"
            }
            Self::Unreadable(Unreadable::ContentType) => {
                "the answer is of a type that is neither JSON nor XML"
            }
            Self::Unreadable(Unreadable::Incomplete) => {
                "the answer broke off, or its compression is damaged"
            }
            Self::Unreadable(Unreadable::Json) => "the answer is broken or truncated JSON",
            Self::Unreadable(Unreadable::Shape) => "the answer is JSON, but no record",
            Self::Refused(_) => "the registry refused the request",
        }
    }

    /// Reads an unsuccessful answer: its HTTP status and, where it had one,
    /// its error body (facts: `OrcidCoreExceptionMapper`, codes 90xx).
    pub fn from_answer(status: u16, body: Option<&ErrorBody>) -> Self {
        match (status, body.and_then(|body| body.code)) {
            (_, Some(9018)) => Self::Locked,
            (_, Some(9044)) => Self::Deactivated,
            (_, Some(9036)) => Self::Unclaimed,
            (_, Some(9039)) => Self::NothingPublic,
            (404 | 410, _) => Self::NotFound,
            (429, _) => Self::QuotaSpent,
            (500..=599, _) => Self::Overloaded,
            _ => Self::Refused(status),
        }
    }
}

impl From<IdError> for Error {
    fn from(error: IdError) -> Self {
        match error {
            IdError::BadCheckDigit => Self::BadCheckDigit,
            IdError::Unassigned => Self::UnassignedId,
            _ => Self::MalformedId,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.developer())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(code: u32) -> ErrorBody {
        ErrorBody {
            code: Some(code),
            ..ErrorBody::default()
        }
    }

    #[test]
    fn orcid_error_codes_tell_the_conflicts_apart() {
        for (status, code, error) in [
            (404, 9016, Error::NotFound),
            (409, 9018, Error::Locked),
            (409, 9044, Error::Deactivated),
            (409, 9036, Error::Unclaimed),
            (403, 9039, Error::NothingPublic),
            (500, 9008, Error::Overloaded),
            (400, 9012, Error::Refused(400)),
        ] {
            assert_eq!(Error::from_answer(status, Some(&body(code))), error);
        }
    }

    #[test]
    fn without_a_body_the_status_alone_decides() {
        for (status, error) in [
            (404, Error::NotFound),
            (409, Error::Refused(409)),
            (429, Error::QuotaSpent),
            (503, Error::Overloaded),
            (401, Error::Refused(401)),
        ] {
            assert_eq!(Error::from_answer(status, None), error);
        }
    }

    #[test]
    fn an_old_copy_outlives_failures_but_not_the_record() {
        assert!(Error::Deactivated.withdraws_record());
        assert!(Error::NothingPublic.withdraws_record());
        assert!(!Error::QuotaSpent.withdraws_record());
        assert!(!Error::Refused(401).withdraws_record());
        assert!(!Error::AnswerTooLarge.withdraws_record());
    }

    #[test]
    fn a_line_that_is_back_heals_what_the_line_has_broken() {
        assert!(Error::Offline.is_of_the_line());
        assert!(Error::Unreadable(Unreadable::Incomplete).is_of_the_line());
        assert!(!Error::Unreadable(Unreadable::Html).is_of_the_line());
        assert!(!Error::QuotaSpent.is_of_the_line());
        assert!(!Error::NotFound.is_of_the_line());
    }

    #[test]
    fn what_a_visitor_may_try_again_is_what_time_can_heal() {
        assert!(Error::Overloaded.is_retryable());
        assert!(Error::TimedOut.is_retryable());
        assert!(!Error::NotFound.is_retryable());
        assert!(!Error::AnswerTooLarge.is_retryable());
        assert!(Error::QuotaSpent.is_retryable());
        assert!(!Error::BadCheckDigit.is_retryable());
    }
}
