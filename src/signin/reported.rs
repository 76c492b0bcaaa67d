//! The error codes that a server may answer with.

/// An error of the server's own, as RFC 6749 §4.1.2.1, §4.2.2.1 and §5.2 and
/// OpenID Connect Core §3.1.2.6 name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reported {
    /// `access_denied`
    AccessDenied,
    /// `login_required`
    LoginRequired,
    /// `interaction_required`
    InteractionRequired,
    /// `consent_required`
    ConsentRequired,
    /// `account_selection_required`
    AccountSelectionRequired,
    /// `invalid_request`
    InvalidRequest,
    /// `unauthorized_client`
    UnauthorizedClient,
    /// `unsupported_response_type`
    UnsupportedResponseType,
    /// `invalid_scope`
    InvalidScope,
    /// `server_error`
    ServerError,
    /// `temporarily_unavailable`
    TemporarilyUnavailable,
    /// `invalid_client`
    InvalidClient,
    /// `invalid_grant`
    InvalidGrant,
    /// `unsupported_grant_type`
    UnsupportedGrantType,
    /// Any other.
    Unknown,
}

/// What a server writes, what it is, what to tell the developer.
const TABLE: [(&str, Reported, &str); 14] = [
    (
        "access_denied",
        Reported::AccessDenied,
        "The server answered access_denied: the person, or the server, said no.",
    ),
    (
        "login_required",
        Reported::LoginRequired,
        "The server answered login_required: nobody is signed in there; leave out prompt=\"none\".",
    ),
    (
        "interaction_required",
        Reported::InteractionRequired,
        "The server answered interaction_required: it has to ask the person; leave out prompt=\"none\".",
    ),
    (
        "consent_required",
        Reported::ConsentRequired,
        "The server answered consent_required: the person has not said yes yet; leave out prompt=\"none\".",
    ),
    (
        "account_selection_required",
        Reported::AccountSelectionRequired,
        "The server answered account_selection_required: the person has to choose; leave out prompt=\"none\".",
    ),
    (
        "invalid_request",
        Reported::InvalidRequest,
        "The server answered invalid_request: check client-id, redirect-uri and what is passed on.",
    ),
    (
        "unauthorized_client",
        Reported::UnauthorizedClient,
        "The server answered unauthorized_client: this client-id may not use this flow; set flow to another.",
    ),
    (
        "unsupported_response_type",
        Reported::UnsupportedResponseType,
        "The server answered unsupported_response_type: it does not offer this flow; set flow to another.",
    ),
    (
        "invalid_scope",
        Reported::InvalidScope,
        "The server answered invalid_scope: the client may not ask for openid; look at its registration.",
    ),
    (
        "server_error",
        Reported::ServerError,
        "The server answered server_error: it failed; try again later.",
    ),
    (
        "temporarily_unavailable",
        Reported::TemporarilyUnavailable,
        "The server answered temporarily_unavailable: try again later.",
    ),
    (
        "invalid_client",
        Reported::InvalidClient,
        "The server answered invalid_client: it does not know client-id, or wants a secret; name a token-endpoint of your own.",
    ),
    (
        "invalid_grant",
        Reported::InvalidGrant,
        "The server answered invalid_grant: the code is used, expired, or belongs to another redirect-uri or verifier.",
    ),
    (
        "unsupported_grant_type",
        Reported::UnsupportedGrantType,
        "The server answered unsupported_grant_type: it takes no codes; set flow to implicit.",
    ),
];

impl Reported {
    /// Reads the `error` of an answer.
    pub(super) fn read(text: &str) -> Self {
        Self::known(text).unwrap_or(Self::Unknown)
    }

    /// Reads it where it may be something else altogether.
    pub(super) fn known(text: &str) -> Option<Self> {
        let mut rows = TABLE.iter();
        rows.find(|row| row.0 == text).map(|row| row.1)
    }

    /// The sentence for the developer.
    pub(super) fn sentence(self) -> &'static str {
        let row = TABLE.iter().find(|row| row.1 == self);
        row.map_or(
            "The server answered with an error that no standard names; its log may tell more.",
            |row| row.2,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_names_the_code_that_came() {
        for (name, reported, _) in TABLE {
            assert_eq!(Reported::read(name), reported);
            assert!(reported.sentence().contains(name), "{name}");
        }
        assert_eq!(Reported::read("Access_Denied"), Reported::Unknown);
        assert_eq!(Reported::read(""), Reported::Unknown);
        assert!(Reported::Unknown.sentence().contains("no standard"));
    }
}
