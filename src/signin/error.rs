//! Everything that can keep a person from being signed in.

use super::advice::Advice;
use super::reported::{OtherFlow, Reported, TokenAddress};

/// Makes the enum, its list, its codes, what a visitor can do and the sentences
/// from one table.
macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident $code:literal $advice:ident $sentence:literal)*) => {
        /// Why nobody is signed in. One variant per check that can fail; their
        /// meaning is [`Error::developer`], their name outside [`Error::code`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Error {
            $(#[doc = $sentence] $name,)*
            /// The server answered with an error of its own; with the flow that
            /// it offers beside the one that was asked for.
            ServerError(Reported, Option<OtherFlow>),
            /// A token address refused the code.
            CodeRefused(Reported, TokenAddress),
        }

        impl Error {
            /// Every error once, those of the server as unknown ones.
            pub const ALL: &[Self] = &[
                $(Self::$name,)*
                Self::ServerError(Reported::Unknown, None),
                Self::CodeRefused(Reported::Unknown, TokenAddress::Server),
            ];

            /// The stable code of events and of the message table.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::ServerError(..) => "server-error",
                    Self::CodeRefused(..) => "code-refused",
                }
            }

            /// What the visitor can do about it.
            pub fn advice(self) -> Advice {
                match self {
                    $(Self::$name => Advice::$advice,)*
                    Self::ServerError(reported, _) | Self::CodeRefused(reported, _) => {
                        reported.advice()
                    }
                }
            }

            /// The sentence for the developer, in English: which check failed
            /// and what to do. Holds nothing of token, code or state.
            pub fn developer(self) -> &'static str {
                match self {
                    $(Self::$name => $sentence,)*
                    Self::ServerError(reported, other) => reported.at_sign_in(other),
                    Self::CodeRefused(reported, address) => reported.at_token_address(address),
                }
            }
        }
    };
}

errors! {
    MissingClientId "missing-client-id" MendSetup
        "There is no client-id; register the site with ORCID and write the id that it gives."
    MissingRedirectUri "missing-redirect-uri" MendSetup
        "There is no redirect-uri; write the address of your copy of callback.html."
    MalformedRedirectUri "malformed-redirect-uri" MendSetup
        "redirect-uri is no web address; write https://…, or a path of this site, percent-encoded."
    RedirectUriFragment "redirect-uri-fragment" MendSetup
        "redirect-uri has a #, where the server puts its answer; leave it out."
    RedirectUriNotHttps "redirect-uri-not-https" MendSetup
        "redirect-uri must begin with https; only other servers than ORCID's production take http, on localhost."
    RedirectUriOtherOrigin "redirect-uri-other-origin" MendSetup
        "redirect-uri lies at another origin than this page; move callback.html here, or list this origin there and write relay."
    RedirectUriMoved "redirect-uri-moved" MendSetup
        "redirect-uri leads on to another address, and the answer would be lost; write the one it leads to (look for a trailing slash, .html or www)."
    RedirectPageMissing "redirect-page-missing" MendSetup
        "There is nothing at redirect-uri; put callback.html and callback.js there."
    RelayNotAllowed "relay-not-allowed" MendSetup
        "The redirect page may not answer this page; list this origin in its scholar-allowed-origins."
    MalformedIssuer "malformed-issuer" MendSetup
        "issuer is no https address without query and fragment (http on localhost)."
    MalformedTokenEndpoint "malformed-token-endpoint" MendSetup
        "token-endpoint is no https address without fragment (http on localhost, not with ORCID's production)."
    MalformedExpect "malformed-expect" MendSetup
        "expect is no ORCID iD; look for a typing error."
    FlowUnsupported "flow-unsupported" MendSetup
        "The server does not offer this flow to a page; flow=\"auto\" takes one that it offers, and a token-endpoint of your own brings the code flow."
    SharedRedirectPage "shared-redirect-page" MendSetup
        "The page signs people in at several servers, and this one's answers do not name it (RFC 9207), so that a code could go to the wrong one; give each server a redirect page of its own at this origin, and open windows."
    InsecureContext "insecure-context" UseHttps
        "The browser offers no cryptography here; serve the page by https (or from localhost)."
    PopupBlocked "popup-blocked" AllowWindow
        "The browser opened no window, and a page in a frame cannot be sent to the server itself; call it from a click."
    StorageUnavailable "storage-unavailable" AllowStorage
        "The browser refuses storage, so that an answer could not be bound to this attempt; nobody was sent away."

    DiscoveryUnreachable "discovery-unreachable" CheckConnection
        "The server's discovery document cannot be fetched; look at the network, CORS and connect-src."
    DiscoveryUnreadable "discovery-unreadable" CheckConnection
        "The server's discovery document is no JSON object."
    DiscoveryWrongIssuer "discovery-wrong-issuer" MendSetup
        "The discovery document is that of another issuer; issuer must be written exactly as there."
    DiscoveryIncomplete "discovery-incomplete" MendSetup
        "The discovery document lacks issuer, authorization_endpoint, jwks_uri or response_types_supported, or names one that is not https."

    AccessDenied "access-denied" Denied
        "The person said no at the server, or closed the question there."
    LoginRequired "login-required" NotYet
        "The server would have to ask the person, and prompt=\"none\" forbids it."
    WindowClosed "window-closed" Closed
        "The window was closed before an answer came."
    AttemptExpired "attempt-expired" TookLong
        "The answer came too late, or a newer attempt took its place; begin anew."
    Cancelled "cancelled" Cancelled
        "The attempt was called off by the page."

    MissingState "missing-state" TryAgain
        "The answer has no state, so that it may belong to nobody's attempt; it was not read."
    WrongState "wrong-state" TryAgain
        "The answer has a state that this page did not make; it was not read."
    ReplayedState "replayed-state" TryAgain
        "The answer has a state that was used before; it was not read again."
    NotAsked "not-asked" TryAgain
        "An answer came although this page is not waiting for one; it was not read."
    ForeignWindow "foreign-window" TryAgain
        "An answer came from another window than the one that was opened; it was not read."
    ForeignOrigin "foreign-origin" TryAgain
        "An answer came from another origin than that of redirect-uri; it was not read."
    ForeignRedirectPage "foreign-redirect-page" TryAgain
        "A code came by another redirect page than this server's, or by a way that does not tell; it was not sent anywhere."
    EmptyAnswer "empty-answer" TryAgain
        "The redirect page was opened without an answer of the server."
    MissingResponseIssuer "missing-response-issuer" Distrust
        "The answer lacks iss, which this server promises (RFC 9207)."
    WrongResponseIssuer "wrong-response-issuer" TryAgain
        "The answer's iss is another server than the one that was asked (RFC 9207)."
    WrongResponseType "wrong-response-type" Distrust
        "The answer is not of the form that was asked for, or holds a parameter twice."

    IdTokenRefused "id-token-refused" TryLater
        "The server refuses an id_token alone, and its window is out of reach; the next attempt asks for an access token beside it, which is dropped."
    TokenEndpointUnreachable "token-endpoint-unreachable" CheckConnection
        "The token address cannot be reached; look at the network, CORS and connect-src."
    TokenEndpointNotJson "token-endpoint-not-json" CheckConnection
        "The token address did not answer with a JSON object."
    MissingIdToken "missing-id-token" Distrust
        "The server gave no id_token; the client must be allowed to ask for openid."

    MalformedToken "malformed-token" TryAgain
        "The id_token is no signed JWT in compact form with a number for exp and iat, or was cut."
    UnsignedToken "unsigned-token" Distrust
        "The id_token is not signed (alg none)."
    SymmetricAlgorithm "symmetric-algorithm" Distrust
        "The id_token is signed with a shared secret (alg HS…), which proves nothing to a page."
    WrongAlgorithm "wrong-algorithm" Distrust
        "The id_token's alg is not RS256; set id_token_signed_response_alg of the client."
    MissingKeyId "missing-key-id" Distrust
        "The id_token does not say which key signed it (kid)."
    UnknownKey "unknown-key" TryAgain
        "The server has no usable RS256 key of the id_token's kid, asked anew."
    DuplicateKeyId "duplicate-key-id" Distrust
        "The server lists several keys of the id_token's kid, so that nobody can tell which is meant."
    RetiredKey "retired-key" TryAgain
        "The key of the id_token's kid is no longer among the server's."
    BadSignature "bad-signature" TryAgain
        "The id_token's signature is wrong."
    KeysUnreachable "keys-unreachable" CheckConnection
        "The server's keys cannot be fetched; look at the network, CORS and connect-src."
    KeysUnreadable "keys-unreadable" CheckConnection
        "The server's keys are no JSON Web Key Set."
    WrongIssuer "wrong-issuer" Distrust
        "The id_token's iss is not exactly the server that was asked."
    IssuerMixUp "issuer-mix-up" Distrust
        "The id_token is of ORCID's sandbox where production was asked, or the other way; look at registry."
    WrongAudience "wrong-audience" Distrust
        "The id_token's aud does not hold this client-id: it was made for another site."
    ExtraAudience "extra-audience" Distrust
        "The id_token's aud names others beside this client-id."
    MissingAzp "missing-azp" Distrust
        "The id_token has several audiences and no azp."
    WrongAzp "wrong-azp" Distrust
        "The id_token's azp is another client than this client-id."
    ExpiredToken "expired-token" SetClock
        "The id_token has expired (exp), or this computer's clock is ahead."
    TokenFromFuture "token-from-future" SetClock
        "The id_token's iat or nbf is more than a minute ahead, or this computer's clock is behind."
    StaleToken "stale-token" SetClock
        "The id_token was issued (iat) more than a minute before this attempt began."
    StaleAuthTime "stale-auth-time" GivePassword
        "The server did not have the person sign in anew, as prompt=\"login\" asks: the id_token's auth_time is more than a minute before this attempt began."
    MissingNonce "missing-nonce" Distrust
        "The id_token has no nonce, so that it may belong to another attempt."
    WrongNonce "wrong-nonce" TryAgain
        "The id_token's nonce is not that of this attempt."
    MissingAtHash "missing-at-hash" Distrust
        "An access token came with the id_token, which has no at_hash for it."
    WrongAtHash "wrong-at-hash" TryAgain
        "The id_token's at_hash does not fit the access token that came with it."
    SubNotAnId "sub-not-an-id" Distrust
        "The id_token's sub is not a bare ORCID iD."
    SubBadCheckDigit "sub-bad-check-digit" Distrust
        "The id_token's sub is an ORCID iD with a wrong check digit."
    OtherPerson "other-person" UseOtherId
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
            other => Self::ServerError(other, None),
        }
    }

    /// The same, where it is known which flow the server offers beside.
    pub(super) fn beside(self, other: Option<OtherFlow>) -> Self {
        match self {
            Self::ServerError(reported, _) => Self::ServerError(reported, other),
            error => error,
        }
    }

    /// Whether it is what a person may do, no fault of anybody.
    pub fn is_calm(self) -> bool {
        self.advice().is_calm()
    }

    /// Whether the visitor may get further by trying again.
    pub fn is_retryable(self) -> bool {
        self.advice().is_retryable()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_a_code_and_a_sentence_of_its_own() {
        let mut codes: Vec<&str> = Error::ALL.iter().map(|error| error.code()).collect();
        assert_eq!(codes.len(), 71);
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 71);
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
        let server_error = |reported| Error::ServerError(reported, None);
        assert!(Error::KeysUnreachable.is_retryable());
        assert!(server_error(Reported::TemporarilyUnavailable).is_retryable());
        assert!(!server_error(Reported::InvalidScope).is_retryable());
        assert!(Error::CodeRefused(Reported::InvalidGrant, TokenAddress::Own).is_retryable());
        assert!(!Error::WrongAudience.is_retryable());
        assert!(!Error::RedirectPageMissing.is_retryable());
    }
}
