//! The error codes that a server may answer with.

use super::advice::Advice;

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

/// A flow that a server offers beside the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFlow {
    /// The implicit one, to every page.
    Implicit,
    /// A code, to pages with a token address of the site's own.
    Code,
}

/// Whose token address was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenAddress {
    /// The server's.
    Server,
    /// The site's own, by the attribute `token-endpoint`.
    Own,
}

/// What a server writes, what it is, what a visitor can do, what to tell the
/// developer where nothing else is known.
const TABLE: [(&str, Reported, Advice, &str); 14] = [
    (
        "access_denied",
        Reported::AccessDenied,
        Advice::MendSetup,
        "The server answered access_denied: the person, or the server, said no.",
    ),
    (
        "login_required",
        Reported::LoginRequired,
        Advice::TryLater,
        "The server answered login_required: nobody is signed in there; leave out prompt=\"none\".",
    ),
    (
        "interaction_required",
        Reported::InteractionRequired,
        Advice::TryLater,
        "The server answered interaction_required: it has to ask the person; leave out prompt=\"none\".",
    ),
    (
        "consent_required",
        Reported::ConsentRequired,
        Advice::TryLater,
        "The server answered consent_required: the person has not said yes yet; leave out prompt=\"none\".",
    ),
    (
        "account_selection_required",
        Reported::AccountSelectionRequired,
        Advice::TryLater,
        "The server answered account_selection_required: the person has to choose; leave out prompt=\"none\".",
    ),
    (
        "invalid_request",
        Reported::InvalidRequest,
        Advice::MendSetup,
        "The server answered invalid_request: check client-id, redirect-uri and what is passed on.",
    ),
    (
        "unauthorized_client",
        Reported::UnauthorizedClient,
        Advice::MendSetup,
        "The server answered unauthorized_client: this client-id may not ask for that; look at its registration.",
    ),
    (
        "unsupported_response_type",
        Reported::UnsupportedResponseType,
        Advice::MendSetup,
        "The server answered unsupported_response_type: it refuses what its discovery document lists, and lists nothing else for a page; ask whoever runs it.",
    ),
    (
        "invalid_scope",
        Reported::InvalidScope,
        Advice::MendSetup,
        "The server answered invalid_scope: the client may not ask for openid; look at its registration.",
    ),
    (
        "server_error",
        Reported::ServerError,
        Advice::TryLater,
        "The server answered server_error: it failed; try again later.",
    ),
    (
        "temporarily_unavailable",
        Reported::TemporarilyUnavailable,
        Advice::TryLater,
        "The server answered temporarily_unavailable: try again later.",
    ),
    (
        "invalid_client",
        Reported::InvalidClient,
        Advice::MendSetup,
        "The server answered invalid_client: it does not know client-id; compare it with the registration.",
    ),
    (
        "invalid_grant",
        Reported::InvalidGrant,
        Advice::TryAgain,
        "The server answered invalid_grant: the code is used, expired, or belongs to another redirect-uri or verifier.",
    ),
    (
        "unsupported_grant_type",
        Reported::UnsupportedGrantType,
        Advice::MendSetup,
        "The server answered unsupported_grant_type: its token address takes no codes, whatever its discovery document lists; ask whoever runs it.",
    ),
];

impl Reported {
    /// Each once.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.1).chain([Self::Unknown])
    }

    /// Reads the `error` of an answer.
    pub(super) fn read(text: &str) -> Self {
        Self::known(text).unwrap_or(Self::Unknown)
    }

    /// Reads it where it may be something else altogether.
    pub(super) fn known(text: &str) -> Option<Self> {
        let mut rows = TABLE.iter();
        rows.find(|row| row.0 == text).map(|row| row.1)
    }

    /// Whether the server refuses to answer in the form that was asked for: it
    /// does not know the response type, or keeps it from this client.
    pub(super) fn is_of_response_type(self) -> bool {
        matches!(
            self,
            Self::UnsupportedResponseType | Self::UnauthorizedClient
        )
    }

    /// What the visitor can do.
    pub(super) fn advice(self) -> Advice {
        let row = TABLE.iter().find(|row| row.1 == self);
        // Nothing is known against another try.
        row.map_or(Advice::TryLater, |row| row.2)
    }

    /// The sentence for the developer, where the server has sent the person
    /// back with it; advises no flow but one that the server offers.
    pub(super) fn at_sign_in(self, other: Option<OtherFlow>) -> &'static str {
        use OtherFlow::{Code, Implicit};
        match (self, other) {
            (Self::UnsupportedResponseType, Some(Implicit)) => {
                "The server answered unsupported_response_type: it gives no codes; write flow=\"implicit\"."
            }
            (Self::UnsupportedResponseType, Some(Code)) => {
                "The server answered unsupported_response_type: it gives pages no tokens; name a token-endpoint of your own, which exchanges codes."
            }
            (Self::UnauthorizedClient, Some(Implicit)) => {
                "The server answered unauthorized_client: this client-id may not ask for codes; look at its registration, or write flow=\"implicit\"."
            }
            (Self::UnauthorizedClient, Some(Code)) => {
                "The server answered unauthorized_client: this client-id may not ask for tokens; look at its registration, or name a token-endpoint of your own, which exchanges codes."
            }
            _ => self.sentence(),
        }
    }

    /// The sentence for the developer, where a token address has answered so.
    pub(super) fn at_token_address(self, address: TokenAddress) -> &'static str {
        use TokenAddress::{Own, Server};
        match (self, address) {
            (Self::InvalidClient, Server) => {
                "The server's token address answered invalid_client: it does not know client-id, or wants a secret, which no page can keep; name a token-endpoint of your own."
            }
            (Self::InvalidClient, Own) => {
                "Your token-endpoint answered invalid_client: the client id or the secret that it sends is wrong; compare both with the registration."
            }
            (Self::InvalidRequest, Own) => {
                "Your token-endpoint answered invalid_request: it leaves out a parameter of RFC 6749 §4.1.3, or sends one twice."
            }
            (Self::UnsupportedGrantType, Own) => {
                "Your token-endpoint answered unsupported_grant_type: it must send grant_type=authorization_code."
            }
            (Self::AccessDenied, Own) => {
                "Your token-endpoint answered access_denied: it does not take requests of this page; look at the origin that it allows."
            }
            _ => self.sentence(),
        }
    }

    fn sentence(self) -> &'static str {
        let row = TABLE.iter().find(|row| row.1 == self);
        row.map_or(
            "The server answered with an error that no standard names; its log may tell more.",
            |row| row.3,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sentence about an error, wherever it has come from.
    fn sentences(reported: Reported) -> Vec<&'static str> {
        let others = [None, Some(OtherFlow::Implicit), Some(OtherFlow::Code)];
        let addresses = [TokenAddress::Server, TokenAddress::Own];
        let at_sign_in = others.map(|other| reported.at_sign_in(other));
        let at_address = addresses.map(|address| reported.at_token_address(address));
        at_sign_in.into_iter().chain(at_address).collect()
    }

    #[test]
    fn each_sentence_names_the_code_that_came() {
        for (name, reported, ..) in TABLE {
            assert_eq!(Reported::read(name), reported);
            for sentence in sentences(reported) {
                assert!(sentence.contains(name), "{sentence}");
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
        assert_eq!(Reported::all().count(), TABLE.len() + 1);
        assert_eq!(Reported::read("Access_Denied"), Reported::Unknown);
        assert_eq!(Reported::read(""), Reported::Unknown);
        assert!(Reported::Unknown.sentence().contains("no standard"));
    }

    #[test]
    fn the_sites_own_token_address_is_not_told_to_name_one() {
        for reported in Reported::all() {
            let sentence = reported.at_token_address(TokenAddress::Own);
            assert!(!sentence.contains("name a token-endpoint"), "{sentence}");
        }
        let server = Reported::InvalidClient.at_token_address(TokenAddress::Server);
        assert!(server.contains("name a token-endpoint"), "{server}");
        let sign_in = Reported::InvalidClient.at_sign_in(Some(OtherFlow::Code));
        assert!(!sign_in.contains("token-endpoint"), "{sign_in}");
    }

    #[test]
    fn no_flow_is_advised_but_one_that_the_server_offers() {
        for reported in Reported::all() {
            for (other, is_implicit, is_own) in [
                (None, false, false),
                (Some(OtherFlow::Implicit), true, false),
                (Some(OtherFlow::Code), false, true),
            ] {
                let sentence = reported.at_sign_in(other);
                let is_told = reported.is_of_response_type();
                let advises = |what| sentence.contains(what);
                assert_eq!(advises("flow="), is_told && is_implicit, "{sentence}");
                assert_eq!(advises("token-endpoint"), is_told && is_own, "{sentence}");
            }
            for address in [TokenAddress::Server, TokenAddress::Own] {
                let sentence = reported.at_token_address(address);
                assert!(!sentence.contains("flow="), "{sentence}");
            }
        }
    }
}
