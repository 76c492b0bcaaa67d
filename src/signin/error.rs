//! Everything that can keep a person from being signed in.

use super::reported::Reported;

/// Makes the enum, its list, its codes and its sentences from one table.
macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident $code:literal $sentence:literal)*) => {
        /// Why nobody is signed in. One variant per check that can fail; their
        /// meaning is [`Error::developer`], their name outside [`Error::code`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Error {
            $(#[doc = $sentence] $name,)*
            /// The server answered with an error of its own.
            ServerError(Reported),
            /// The token address refused the code.
            CodeRefused(Reported),
        }

        impl Error {
            /// Every error once, those of the server as unknown ones.
            pub const ALL: &[Self] = &[
                $(Self::$name,)*
                Self::ServerError(Reported::Unknown),
                Self::CodeRefused(Reported::Unknown),
            ];

            /// The stable code of events and of the message table.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::ServerError(_) => "server-error",
                    Self::CodeRefused(_) => "code-refused",
                }
            }

            /// The sentence for the developer, in English: which check failed
            /// and what to do. Holds nothing of token, code or state.
            pub fn developer(self) -> &'static str {
                match self {
                    $(Self::$name => $sentence,)*
                    Self::ServerError(reported) | Self::CodeRefused(reported) => {
                        reported.sentence()
                    }
                }
            }
        }
    };
}

errors! {
    MissingClientId "missing-client-id"
        "There is no client-id; register the site with ORCID and write the id that it gives."
    MissingRedirectUri "missing-redirect-uri"
        "There is no redirect-uri; write the address of your copy of callback.html."
    MalformedRedirectUri "malformed-redirect-uri"
        "redirect-uri is no web address; write https://…, or a path of this site, percent-encoded."
    RedirectUriFragment "redirect-uri-fragment"
        "redirect-uri has a #, where the server puts its answer; leave it out."
    RedirectUriNotHttps "redirect-uri-not-https"
        "redirect-uri must begin with https; only other servers than ORCID's production take http, on localhost."
    RedirectUriOtherOrigin "redirect-uri-other-origin"
        "redirect-uri lies at another origin than this page; move callback.html here, or list this origin there and write relay."
    RedirectUriMoved "redirect-uri-moved"
        "redirect-uri leads on to another address, and the answer would be lost; write the one it leads to (look for a trailing slash, .html or www)."
    RedirectPageMissing "redirect-page-missing"
        "There is nothing at redirect-uri; put callback.html and callback.js there."
    RelayNotAllowed "relay-not-allowed"
        "The redirect page may not answer this page; list this origin in its scholar-allowed-origins."
    MalformedIssuer "malformed-issuer"
        "issuer is no https address without query and fragment (http on localhost)."
    MalformedTokenEndpoint "malformed-token-endpoint"
        "token-endpoint is no https address without fragment (http on localhost, not with ORCID's production)."
    MalformedExpect "malformed-expect"
        "expect is no ORCID iD; look for a typing error."
    FlowUnsupported "flow-unsupported"
        "The server does not offer this flow to a page; write flow=\"auto\", or a token-endpoint of your own for flow=\"code\"."
    InsecureContext "insecure-context"
        "The browser offers no cryptography here; serve the page by https (or from localhost)."
    PopupBlocked "popup-blocked"
        "The browser opened no window, and a page in a frame cannot be sent to the server itself; call it from a click."
    StorageUnavailable "storage-unavailable"
        "The browser refuses storage, so that an answer could not be bound to this attempt; nobody was sent away."

    DiscoveryUnreachable "discovery-unreachable"
        "The server's discovery document cannot be fetched; look at the network, CORS and connect-src."
    DiscoveryUnreadable "discovery-unreadable"
        "The server's discovery document is no JSON object."
    DiscoveryWrongIssuer "discovery-wrong-issuer"
        "The discovery document is that of another issuer; issuer must be written exactly as there."
    DiscoveryIncomplete "discovery-incomplete"
        "The discovery document lacks issuer, authorization_endpoint, jwks_uri or response_types_supported, or names one that is not https."

    AccessDenied "access-denied"
        "The person said no at the server, or closed the question there."
    LoginRequired "login-required"
        "The server would have to ask the person, and prompt=\"none\" forbids it."
    WindowClosed "window-closed"
        "The window was closed before an answer came."
    AttemptExpired "attempt-expired"
        "The answer came too late, or a newer attempt took its place; begin anew."
    Cancelled "cancelled"
        "The attempt was called off by the page."

    MissingState "missing-state"
        "The answer has no state, so that it may belong to nobody's attempt; it was not read."
    WrongState "wrong-state"
        "The answer has a state that this page did not make; it was not read."
    ReplayedState "replayed-state"
        "The answer has a state that was used before; it was not read again."
    NotAsked "not-asked"
        "An answer came although this page is not waiting for one; it was not read."
    ForeignWindow "foreign-window"
        "An answer came from another window than the one that was opened; it was not read."
    ForeignOrigin "foreign-origin"
        "An answer came from another origin than that of redirect-uri; it was not read."
    EmptyAnswer "empty-answer"
        "The redirect page was opened without an answer of the server."
    MissingResponseIssuer "missing-response-issuer"
        "The answer lacks iss, which this server promises (RFC 9207)."
    WrongResponseIssuer "wrong-response-issuer"
        "The answer's iss is another server than the one that was asked (RFC 9207)."
    WrongResponseType "wrong-response-type"
        "The answer is not of the form that was asked for, or holds a parameter twice."

    TokenEndpointUnreachable "token-endpoint-unreachable"
        "The token address cannot be reached; look at the network, CORS and connect-src."
    TokenEndpointNotJson "token-endpoint-not-json"
        "The token address did not answer with a JSON object."
    AnswerTooLarge "answer-too-large"
        "A server's answer is larger than 256 kB, which no description, key set or token is; look at what stands at its address."
    MissingIdToken "missing-id-token"
        "The server gave no id_token; the client must be allowed to ask for openid."

    MalformedToken "malformed-token"
        "The id_token is no signed JWT in compact form with a number for exp and iat, or was cut."
    UnsignedToken "unsigned-token"
        "The id_token is not signed (alg none)."
    SymmetricAlgorithm "symmetric-algorithm"
        "The id_token is signed with a shared secret (alg HS…), which proves nothing to a page."
    WrongAlgorithm "wrong-algorithm"
        "The id_token's alg is not RS256; set id_token_signed_response_alg of the client."
    MissingKeyId "missing-key-id"
        "The id_token does not say which key signed it (kid)."
    UnknownKey "unknown-key"
        "The server has no usable RS256 key of the id_token's kid, asked anew."
    RetiredKey "retired-key"
        "The key of the id_token's kid is no longer among the server's."
    BadSignature "bad-signature"
        "The id_token's signature is wrong."
    KeysUnreachable "keys-unreachable"
        "The server's keys cannot be fetched; look at the network, CORS and connect-src."
    KeysUnreadable "keys-unreadable"
        "The server's keys are no JSON Web Key Set."
    WrongIssuer "wrong-issuer"
        "The id_token's iss is not exactly the server that was asked."
    IssuerMixUp "issuer-mix-up"
        "The id_token is of ORCID's sandbox where production was asked, or the other way; look at registry."
    WrongAudience "wrong-audience"
        "The id_token's aud does not hold this client-id: it was made for another site."
    ExtraAudience "extra-audience"
        "The id_token's aud names others beside this client-id."
    MissingAzp "missing-azp"
        "The id_token has several audiences and no azp."
    WrongAzp "wrong-azp"
        "The id_token's azp is another client than this client-id."
    ExpiredToken "expired-token"
        "The id_token has expired (exp), or this computer's clock is ahead."
    TokenFromFuture "token-from-future"
        "The id_token's iat is more than a minute ahead, or this computer's clock is behind."
    StaleToken "stale-token"
        "The id_token was issued (iat) more than a minute before this attempt began."
    MissingNonce "missing-nonce"
        "The id_token has no nonce, so that it may belong to another attempt."
    WrongNonce "wrong-nonce"
        "The id_token's nonce is not that of this attempt."
    MissingAtHash "missing-at-hash"
        "An access token came with the id_token, which has no at_hash for it."
    WrongAtHash "wrong-at-hash"
        "The id_token's at_hash does not fit the access token that came with it."
    SubNotAnId "sub-not-an-id"
        "The id_token's sub is not a bare ORCID iD."
    SubBadCheckDigit "sub-bad-check-digit"
        "The id_token's sub is an ORCID iD with a wrong check digit."
    OtherPerson "other-person"
        "Somebody signed in with another iD than expect."
}

impl Error {
    /// What an `error` of the server means for an attempt.
    pub(super) fn reported(reported: Reported) -> Self {
        match reported {
            Reported::AccessDenied => Self::AccessDenied,
            // All four say, with prompt=none, that the person must be asked.
            Reported::LoginRequired
            | Reported::InteractionRequired
            | Reported::ConsentRequired
            | Reported::AccountSelectionRequired => Self::LoginRequired,
            other => Self::ServerError(other),
        }
    }

    /// Whether it is what a person may do, no fault of anybody.
    pub fn is_calm(self) -> bool {
        matches!(
            self,
            Self::AccessDenied
                | Self::LoginRequired
                | Self::WindowClosed
                | Self::AttemptExpired
                | Self::Cancelled
        )
    }

    /// Whether signing in once more, with nothing changed, may succeed.
    pub fn is_retryable(self) -> bool {
        use Reported::{InvalidGrant, ServerError, TemporarilyUnavailable};
        self.is_calm()
            || matches!(
                self,
                Self::DiscoveryUnreachable
                    | Self::DiscoveryUnreadable
                    | Self::TokenEndpointUnreachable
                    | Self::TokenEndpointNotJson
                    | Self::KeysUnreachable
                    | Self::KeysUnreadable
                    | Self::UnknownKey
                    | Self::RetiredKey
                    | Self::MissingState
                    | Self::WrongState
                    | Self::ReplayedState
                    | Self::NotAsked
                    | Self::EmptyAnswer
                    | Self::ExpiredToken
                    | Self::StaleToken
                    | Self::OtherPerson
                    | Self::ServerError(ServerError | TemporarilyUnavailable)
                    | Self::CodeRefused(InvalidGrant | ServerError | TemporarilyUnavailable)
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_a_code_and_a_sentence_of_its_own() {
        let mut codes: Vec<&str> = Error::ALL.iter().map(|error| error.code()).collect();
        assert_eq!(codes.len(), 67);
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 67);
        for error in Error::ALL {
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(error.code().chars().all(is_plain), "{error:?}");
            assert!(error.developer().ends_with(['.', ')']), "{error:?}");
        }
    }

    #[test]
    fn what_people_may_do_is_calm_and_nothing_else() {
        let calm: Vec<&str> = Error::ALL
            .iter()
            .filter(|error| error.is_calm())
            .map(|error| error.code())
            .collect();
        assert_eq!(
            calm,
            [
                "access-denied",
                "login-required",
                "window-closed",
                "attempt-expired",
                "cancelled"
            ]
        );
        assert!(Error::ALL.iter().all(|e| !e.is_calm() || e.is_retryable()));
    }

    #[test]
    fn what_only_the_site_can_mend_is_not_worth_another_try() {
        assert!(Error::KeysUnreachable.is_retryable());
        assert!(Error::ServerError(Reported::TemporarilyUnavailable).is_retryable());
        assert!(!Error::ServerError(Reported::InvalidScope).is_retryable());
        assert!(Error::CodeRefused(Reported::InvalidGrant).is_retryable());
        assert!(!Error::WrongAudience.is_retryable());
        assert!(!Error::RedirectPageMissing.is_retryable());
    }
}
