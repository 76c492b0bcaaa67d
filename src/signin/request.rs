//! What the server is asked: the flow is chosen, the address written.

use super::base64;
use super::client_config::{ClientConfig, Hint};
use super::error::Error;
use super::expectations::{Flow, TokenExpectations};
use super::form;
use super::issuer::Issuer;
use super::metadata::Metadata;
use super::pending::Pending;
use super::redirect::RedirectUri;
use super::reported::{OtherFlow, TokenAddress};
use super::secret::Secret;
use super::url::without_fragment;

/// A SHA-256.
pub type Digest = [u8; 32];

/// Fresh randomness, 32 bytes each, from the browser's own source; twice the
/// bits that RFC 6819 §5.1.4.2.2 asks for. Never used for two attempts.
pub struct Secrets {
    /// Binds the answer to the attempt.
    pub state: [u8; 32],
    /// Shows that the token was made for this attempt (RFC 7636).
    pub verifier: [u8; 32],
}

/// An attempt that has its flow and its secrets.
#[derive(Debug)]
pub struct Request {
    client: ClientConfig,
    metadata: Metadata,
    flow: Flow,
    /// Where a code is exchanged, and whose that is; empty in the implicit flow.
    token_endpoint: String,
    token_address: TokenAddress,
    /// What could be asked for instead.
    other: Option<OtherFlow>,
    is_challenged: bool,
    /// Whether the page has sign-ins at other servers, and the answers of this
    /// one do not name it.
    is_mixable: bool,
    state: Secret,
    verifier: Secret,
}

impl Request {
    /// Chooses the flow: with `auto` the code flow where the server announces
    /// PKCE with SHA-256 or the site has a token address of its own, else the
    /// implicit flow, with an id_token alone where the server lists it.
    ///
    /// # Errors
    /// [`Error::FlowUnsupported`], also for the code flow at ORCID's own token
    /// address, which wants a secret and answers no other origin
    /// (facts/orcid.md §5); [`Error::DiscoveryWrongIssuer`] for the metadata of
    /// another server than the client's.
    pub fn new(
        client: &ClientConfig,
        metadata: &Metadata,
        secrets: Secrets,
    ) -> Result<Self, Error> {
        if client.issuer != metadata.issuer {
            return Err(Error::DiscoveryWrongIssuer);
        }
        let (client, metadata) = (client.clone(), metadata.clone());
        let own_address = client.token_endpoint.clone();
        let has_own = own_address.is_some();
        let is_code = match client.wanted {
            Some(flow) => flow == Flow::Code,
            None => has_own || metadata.has_s256 && metadata.has_code,
        };
        let mut token_endpoint = String::new();
        let flow = if is_code {
            let is_open = has_own || metadata.has_s256 || !client.issuer.is_orcid();
            let address = own_address.or_else(|| metadata.token_endpoint.clone());
            match address {
                Some(address) if is_open && metadata.has_code => token_endpoint = address,
                _ => return Err(Error::FlowUnsupported),
            }
            Flow::Code
        } else if metadata.has_id_token {
            Flow::Implicit
        } else if metadata.has_id_token_token {
            Flow::ImplicitWithToken
        } else {
            return Err(Error::FlowUnsupported);
        };
        let has_implicit = metadata.has_id_token || metadata.has_id_token_token;
        let other = match is_code {
            true => has_implicit.then_some(OtherFlow::Implicit),
            false => metadata.has_code.then_some(OtherFlow::Code),
        };
        let mut state = base64::encode(&secrets.state);
        if client.redirect.is_relay() {
            state.push('.');
        }
        Ok(Self {
            // ORCID drops the verifier at its token address, so that a
            // challenge it has not asked for may break the exchange.
            is_challenged: is_code && (metadata.has_s256 || client.wanted.is_some()),
            client,
            metadata,
            flow,
            token_endpoint,
            token_address: match has_own {
                true => TokenAddress::Own,
                false => TokenAddress::Server,
            },
            other,
            is_mixable: false,
            state: Secret::new(state),
            verifier: Secret::new(base64::encode(&secrets.verifier)),
        })
    }

    /// Asks for an access token beside the id_token where the server lists that:
    /// it refuses an id_token alone. The access token is dropped.
    pub fn add_token(&mut self) {
        if self.flow == Flow::Implicit && self.metadata.has_id_token_token {
            self.flow = Flow::ImplicitWithToken;
        }
    }

    /// Holds the attempt to RFC 9700 §4.4.2 on a page with these clients: a
    /// server that is not honest may lead a person to an honest one, whose code
    /// would then be sent to the first one's token address. Answers that name
    /// their server rule that out, and so do redirect pages that are told apart.
    ///
    /// # Errors
    /// [`Error::SharedRedirectPage`].
    pub fn stand_among(&mut self, clients: &[(Issuer, RedirectUri)]) -> Result<(), Error> {
        if self.flow != Flow::Code || self.metadata.has_iss {
            return Ok(());
        }
        let own = &self.client.redirect;
        for (issuer, redirect) in clients {
            if *issuer != self.client.issuer {
                // Where a page of another origin stands, this one cannot see.
                if own.is_relay() || own.overlaps(redirect) {
                    return Err(Error::SharedRedirectPage);
                }
                self.is_mixable = true;
            }
        }
        Ok(())
    }

    /// The verifier, 43 characters, to be hashed for [`Request::begin`].
    pub fn verifier(&self) -> &str {
        self.verifier.expose()
    }

    /// Begins the attempt: `challenge` is the SHA-256 of [`Request::verifier`],
    /// `page` the page's own address, `now_ms` the time.
    pub fn begin(self, challenge: Digest, page: &str, now_ms: f64) -> Pending {
        let (client, metadata) = (self.client, self.metadata);
        let page = without_fragment(page);
        let nonce = base64::encode(&challenge);
        let mut state = self.state;
        if client.redirect.is_relay() {
            // Where the redirect page of another origin finds the way back.
            // In base64 as `atob` reads it; without `~` it needs no `+`, which
            // forms write for a blank.
            let way = base64::encode(page.replace('~', "%7E").as_bytes()).replace('_', "/");
            state = Secret::new([state.expose(), &way].concat());
        }
        // Several words may stand there (OpenID Connect Core §3.1.2.1).
        let is_login = |text: &str| text.split_ascii_whitespace().any(|word| word == "login");
        let is_anew = client
            .hints
            .iter()
            .any(|(hint, text)| *hint == Hint::Prompt && is_login(text));
        let mut address = metadata.authorization_endpoint;
        address.push(if address.contains('?') { '&' } else { '?' });
        let mut add = |name, value: &str| form::push(&mut address, name, value);
        add("client_id", &client.client_id);
        add("response_type", self.flow.response_type());
        add("scope", "openid");
        add("redirect_uri", client.redirect.as_str());
        add("state", state.expose());
        add("nonce", &nonce);
        if self.is_challenged {
            add("code_challenge", &nonce);
            add("code_challenge_method", "S256");
        }
        if self.flow == Flow::Code && metadata.has_fragment {
            // Else the code would stand in the query, which servers log.
            add("response_mode", "fragment");
        }
        for (hint, value) in &client.hints {
            add(hint.parameter(), value);
        }
        Pending {
            state,
            page: page.into(),
            address: Secret::new(address),
            origin: client.redirect.origin().into(),
            redirect_uri: client.redirect.as_str().into(),
            flow: self.flow,
            token_endpoint: self.token_endpoint,
            token_address: self.token_address,
            other: self.other,
            has_iss: metadata.has_iss,
            is_mixable: self.is_mixable,
            may_add_token: self.flow == Flow::Implicit && metadata.has_id_token_token,
            expected: TokenExpectations {
                client_id: client.client_id,
                issuer: client.issuer,
                jwks_uri: metadata.jwks_uri,
                nonce,
                verifier: self.verifier,
                began: now_ms,
                is_anew,
                expect: client.expect,
            },
        }
    }
}

#[cfg(test)]
mod tests;
