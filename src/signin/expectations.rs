//! What is expected of an answer: how the token comes, and what it must say.

use super::issuer::Issuer;
use super::secret::Secret;
use crate::orcid::OrcidId;

/// How far the clocks of browser and server may be apart, in milliseconds.
pub(super) const SKEW: f64 = 60_000.0;

/// How the token comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// A code, to be exchanged.
    Code,
    /// An id_token alone.
    Implicit,
    /// An id_token with an access token that nobody wants.
    ImplicitWithToken,
}

impl Flow {
    pub(super) fn response_type(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Implicit => "id_token",
            Self::ImplicitWithToken => "id_token token",
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let all = [Self::Code, Self::Implicit, Self::ImplicitWithToken];
        all.into_iter().find(|flow| flow.response_type() == text)
    }
}

/// What a token is checked against. Every step hands it on to the next.
#[derive(Debug)]
pub(super) struct TokenExpectations {
    pub(super) client_id: String,
    pub(super) issuer: Issuer,
    pub(super) jwks_uri: String,
    pub(super) nonce: String,
    pub(super) verifier: Secret,
    /// When the attempt began, in milliseconds since 1970.
    pub(super) began: f64,
    /// Whether the person had to sign in anew (`prompt=login`).
    pub(super) is_anew: bool,
    pub(super) expect: Option<OrcidId>,
}
