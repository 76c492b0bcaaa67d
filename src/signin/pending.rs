//! An attempt that waits for its answer.

use super::callback::{Answer, Callback};
use super::code::CodeGrant;
use super::error::Error;
use super::expectations::{Flow, SKEW, TokenExpectations};
use super::form;
use super::id_token::Unverified;
use super::issuer::Issuer;
use super::reported::{OtherFlow, TokenAddress};
use super::secret::Secret;
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
    pub(super) token_address: TokenAddress,
    /// What the server offers beside.
    pub(super) other: Option<OtherFlow>,
    pub(super) has_iss: bool,
    /// Whether another server's code could come in place of this one's.
    pub(super) is_mixable: bool,
    /// Whether the server lists an access token beside the id_token that it is
    /// asked for.
    pub(super) may_add_token: bool,
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

    /// Whether the page may travel with it: its answer then comes by a way that
    /// does not tell which redirect page it lay at.
    pub fn may_travel(&self) -> bool {
        !self.is_mixable
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

    /// For sessionStorage while the whole page travels, as a form.
    pub fn to_storage(&self) -> String {
        let mut form = String::new();
        let mut add = |name, value: &str| form::push(&mut form, name, value);
        let expected = &self.expected;
        add("state", self.state.expose());
        add("page", &self.page);
        add("address", self.address.expose());
        add("origin", &self.origin);
        add("redirect_uri", &self.redirect_uri);
        add("response_type", self.flow.response_type());
        add("token_endpoint", &self.token_endpoint);
        let marks = [
            (self.token_address == TokenAddress::Own, "own"),
            (self.other == Some(OtherFlow::Implicit), "implicit"),
            (self.other == Some(OtherFlow::Code), "code"),
            (self.has_iss, "iss"),
            (self.is_mixable, "mixable"),
            (self.may_add_token, "token"),
            (expected.is_anew, "anew"),
        ];
        let marks = marks
            .into_iter()
            .filter_map(|(is, mark)| is.then_some(mark));
        add("marks", &marks.collect::<Vec<_>>().join(" "));
        add("client_id", &expected.client_id);
        add("issuer", expected.issuer.identifier());
        add("jwks_uri", &expected.jwks_uri);
        add("nonce", &expected.nonce);
        add("verifier", expected.verifier.expose());
        add("began", &(expected.began as u64).to_string());
        if let Some(id) = expected.expect {
            add("expect", &id.digits());
        }
        form
    }

    /// Reads what [`Pending::to_storage`] wrote; `None` where a member is missing
    /// or makes no sense. No more is checked: whoever can write to the storage of
    /// a page's origin is the page.
    pub fn from_storage(form: &str) -> Option<Self> {
        let get = |name| form::get(form, name);
        let marks = get("marks")?;
        let is = |mark| marks.split(' ').any(|it| it == mark);
        Some(Self {
            state: Secret::new(get("state")?),
            page: get("page")?,
            address: Secret::new(get("address")?),
            origin: get("origin")?,
            redirect_uri: get("redirect_uri")?,
            flow: Flow::read(&get("response_type")?)?,
            token_endpoint: get("token_endpoint")?,
            token_address: match is("own") {
                true => TokenAddress::Own,
                false => TokenAddress::Server,
            },
            other: match (is("implicit"), is("code")) {
                (true, _) => Some(OtherFlow::Implicit),
                (_, true) => Some(OtherFlow::Code),
                _ => None,
            },
            has_iss: is("iss"),
            is_mixable: is("mixable"),
            may_add_token: is("token"),
            expected: TokenExpectations {
                client_id: get("client_id")?,
                issuer: Issuer::parse("", Some(&get("issuer")?)).ok()?,
                jwks_uri: get("jwks_uri")?,
                nonce: get("nonce")?,
                verifier: Secret::new(get("verifier")?),
                is_anew: is("anew"),
                began: get("began")?.parse::<u64>().ok()? as f64,
                expect: match get("expect") {
                    None => None,
                    Some(text) => Some(OrcidId::parse(&text).ok()?),
                },
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
    /// [`Error::WrongResponseIssuer`]; [`Error::ForeignRedirectPage`];
    /// [`Error::WrongResponseType`],
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
        if self.may_add_token && answer.is_form_refused() {
            return Ok(Callback::AskAgain);
        }
        if let Some(error) = answer.error() {
            return Err(error.beside(self.other));
        }
        let is_foreign = match answer.is_at_home() {
            Some(is_at_home) => !is_at_home,
            None => self.is_mixable,
        };
        if self.flow == Flow::Code && !self.has_iss && is_foreign {
            return Err(Error::ForeignRedirectPage);
        }
        let given = answer.into_parts();
        match (self.flow, given.code, given.id_token) {
            (Flow::Code, Some(code), None) if given.access_token.is_none() => {
                Ok(Callback::Code(CodeGrant {
                    endpoint: self.token_endpoint,
                    address: self.token_address,
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
