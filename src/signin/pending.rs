//! An attempt that waits for its answer.

use super::callback::{Answer, Callback};
use super::code::CodeGrant;
use super::error::Error;
use super::expectations::{Flow, SKEW, TokenExpectations};
use super::id_token::Unverified;
use super::issuer::Issuer;
use super::secret::Secret;
use super::stored::{self, Stored};
use crate::json::Node;
use crate::orcid::OrcidId;

/// How long an answer may take, in milliseconds: time to register with ORCID
/// and to look for the mail that confirms it, or to find a password.
pub const LIFETIME: f64 = 600_000.0;

/// An attempt under way: the person is at the server.
///
/// Not `Clone`: it takes one answer and is gone.
#[derive(Debug)]
pub struct Pending {
    pub(super) state: Secret,
    pub(super) page: String,
    /// Holds the state.
    pub(super) address: Secret,
    pub(super) origin: String,
    pub(super) redirect_uri: String,
    pub(super) flow: Flow,
    /// Empty in the implicit flow.
    pub(super) token_endpoint: String,
    pub(super) has_iss: bool,
    pub(super) expected: TokenExpectations,
}

impl Pending {
    /// Where the person is sent.
    pub fn authorize_address(&self) -> &str {
        self.address.expose()
    }

    /// What the answer must carry.
    pub fn state(&self) -> &str {
        self.state.expose()
    }

    /// The channel on which the redirect page hands the answer over.
    pub fn channel_name(&self) -> String {
        ["scholar-sign-in:", self.state.expose()].concat()
    }

    /// The page that asked, without its fragment.
    pub fn page(&self) -> &str {
        &self.page
    }

    /// The only origin from which the answer may be posted.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// When it is over, in milliseconds since 1970.
    pub fn expires_at(&self) -> f64 {
        self.expected.began + LIFETIME
    }

    /// Whether it is over; also where the clock was put back since it began,
    /// or says nothing.
    pub fn is_expired(&self, now_ms: f64) -> bool {
        !(self.expected.began - SKEW..=self.expires_at()).contains(&now_ms)
    }

    /// Whether it is an attempt of this client at this server.
    pub fn is_of(&self, issuer: &str, client_id: &str) -> bool {
        self.expected.issuer.identifier() == issuer && self.expected.client_id == client_id
    }

    /// Whether both are attempts of one client at one redirect page.
    pub(super) fn is_of_same_client(&self, other: &Self) -> bool {
        self.expected.client_id == other.expected.client_id
            && self.expected.issuer == other.expected.issuer
            && self.redirect_uri == other.redirect_uri
    }

    /// For sessionStorage while the whole page travels, as JSON.
    pub fn to_storage(&self) -> String {
        let mut stored = Stored::new();
        let expected = &self.expected;
        stored.text("state", self.state.expose());
        stored.text("page", &self.page);
        stored.text("address", self.address.expose());
        stored.text("origin", &self.origin);
        stored.text("redirect_uri", &self.redirect_uri);
        stored.text("response_type", self.flow.response_type());
        stored.text("token_endpoint", &self.token_endpoint);
        stored.text("iss", if self.has_iss { "1" } else { "" });
        stored.text("client_id", &expected.client_id);
        stored.text("issuer", expected.issuer.identifier());
        stored.text("jwks_uri", &expected.jwks_uri);
        stored.text("nonce", &expected.nonce);
        stored.text("verifier", expected.verifier.expose());
        stored.time("began", expected.began);
        let expect = expected.expect.map(|id| id.digits());
        stored.some("expect", expect.as_deref());
        stored.finish()
    }

    /// Reads what [`Pending::to_storage`] wrote; `None` for anything else, be
    /// it by one byte.
    pub fn from_storage(text: &str) -> Option<Self> {
        let root = stored::open(text)?;
        let expect = match root.get("expect").text() {
            None => None,
            Some(text) => Some(OrcidId::parse(&text).ok()?),
        };
        Some(Self {
            state: Secret::new(root.get("state").text()?),
            page: root.get("page").text()?,
            address: Secret::new(root.get("address").text()?),
            origin: root.get("origin").text()?,
            redirect_uri: root.get("redirect_uri").text()?,
            flow: Flow::read(&root.get("response_type").text()?)?,
            token_endpoint: root.get("token_endpoint").text()?,
            has_iss: root.get("iss").text()? == "1",
            expected: TokenExpectations {
                client_id: root.get("client_id").text()?,
                issuer: Issuer::parse("", Some(&root.get("issuer").text()?)).ok()?,
                jwks_uri: root.get("jwks_uri").text()?,
                nonce: root.get("nonce").text()?,
                verifier: Secret::new(root.get("verifier").text()?),
                began: stored::time(&root.get("began").text()?)?,
                expect,
            },
        })
    }

    /// Takes the answer. What it may hold beside what was asked for is refused,
    /// but for an access token, which ORCID sends along.
    ///
    /// # Errors
    /// [`Error::AttemptExpired`]; [`Error::EmptyAnswer`],
    /// [`Error::MissingState`], [`Error::WrongState`]; the error that the
    /// server answered with; [`Error::MissingResponseIssuer`],
    /// [`Error::WrongResponseIssuer`]; [`Error::WrongResponseType`],
    /// [`Error::MissingIdToken`]; those of the token's form.
    pub fn receive(self, answer: Answer, now_ms: f64) -> Result<Callback, Error> {
        if self.is_expired(now_ms) {
            return Err(Error::AttemptExpired);
        }
        answer.check()?;
        match answer.state() {
            None => return Err(Error::MissingState),
            Some(state) if state != self.state.expose() => return Err(Error::WrongState),
            Some(_) => {}
        }
        // RFC 9207 §2.4: before the rest, errors included.
        match answer.issuer() {
            None if self.has_iss => return Err(Error::MissingResponseIssuer),
            Some(iss) if iss != self.expected.issuer.identifier() => {
                return Err(Error::WrongResponseIssuer);
            }
            _ => {}
        }
        if let Some(error) = answer.error() {
            return Err(error);
        }
        let given = answer.into_parts();
        match (self.flow, given.code, given.id_token) {
            (Flow::Code, Some(code), None) if given.access_token.is_none() => {
                Ok(Callback::Code(CodeGrant {
                    endpoint: self.token_endpoint,
                    code,
                    redirect_uri: self.redirect_uri,
                    expected: self.expected,
                }))
            }
            (Flow::Implicit | Flow::ImplicitWithToken, None, Some(id_token)) => {
                let token = Unverified::read(id_token, given.access_token, true, self.expected)?;
                Ok(Callback::Token(token))
            }
            (Flow::Implicit | Flow::ImplicitWithToken, None, None)
                if given.access_token.is_some() =>
            {
                Err(Error::MissingIdToken)
            }
            _ => Err(Error::WrongResponseType),
        }
    }
}

#[cfg(test)]
mod tests;
