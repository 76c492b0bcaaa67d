//! What the server is asked: the flow is chosen, the address written.

use super::base64;
use super::client_config::{ClientConfig, Hint};
use super::error::Error;
use super::expectations::{Flow, TokenExpectations};
use super::form;
use super::metadata::Metadata;
use super::pending::Pending;
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
            state: Secret::new(state),
            verifier: Secret::new(base64::encode(&secrets.verifier)),
        })
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
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::signin::testing::{
        Fake, NOW, attempt, block_on, metadata, parameter, request, settings,
    };
    use crate::signin::{Crypto, Settings};

    /// The response type, and whether there is a challenge and a response mode.
    fn flow(settings: &Settings, changes: Value) -> Result<(String, bool, bool), Error> {
        request(settings, changes.clone(), 1)?;
        let pending = attempt(settings, changes, 1);
        let nonce = parameter(&pending, "nonce").unwrap();
        let challenge = parameter(&pending, "code_challenge");
        let method = parameter(&pending, "code_challenge_method");
        assert_eq!(challenge.is_some(), method.as_deref() == Some("S256"));
        assert!(
            challenge
                .as_ref()
                .is_none_or(|challenge| *challenge == nonce)
        );
        let mode = parameter(&pending, "response_mode");
        assert!(mode.as_deref().is_none_or(|mode| mode == "fragment"));
        let response_type = parameter(&pending, "response_type").unwrap();
        Ok((response_type, challenge.is_some(), mode.is_some()))
    }

    #[test]
    fn auto_takes_the_code_only_where_pkce_is_announced_or_the_site_exchanges_it() {
        let s256 = json!({ "code_challenge_methods_supported": ["S256"] });
        let s256_fragment = json!({
            "code_challenge_methods_supported": ["S256"],
            "response_modes_supported": ["query", "fragment"],
        });
        let only_both = json!({ "response_types_supported": ["code", "token id_token"] });
        let s256_without_code = json!({
            "code_challenge_methods_supported": ["S256"],
            "response_types_supported": ["id_token"],
        });
        let auto = settings();
        let own = Settings {
            token_endpoint: Some("https://lab.example/token"),
            ..auto
        };
        let taken = |text: &str, challenge, mode| Ok((text.to_owned(), challenge, mode));
        assert_eq!(flow(&auto, json!({})), taken("id_token", false, false));
        assert_eq!(
            flow(&auto, only_both),
            taken("id_token token", false, false)
        );
        assert_eq!(flow(&auto, s256.clone()), taken("code", true, false));
        assert_eq!(flow(&auto, s256_fragment), taken("code", true, true));
        assert_eq!(
            flow(&auto, s256_without_code),
            taken("id_token", false, false)
        );
        // ORCID drops the verifier: no challenge that was not asked for.
        assert_eq!(flow(&own, json!({})), taken("code", false, false));
        assert_eq!(flow(&own, s256), taken("code", true, false));
    }

    #[test]
    fn a_flow_that_is_written_is_taken() {
        let code = Settings {
            flow: "code",
            ..settings()
        };
        let implicit = Settings {
            flow: "implicit",
            token_endpoint: Some("https://lab.example/token"),
            ..settings()
        };
        let s256 = json!({ "code_challenge_methods_supported": ["S256"] });
        assert_eq!(flow(&code, json!({})), Ok(("code".into(), true, false)));
        assert_eq!(flow(&implicit, s256), Ok(("id_token".into(), false, false)));
    }

    #[test]
    fn a_flow_that_the_server_does_not_offer_sends_nobody_away() {
        let (auto, code) = ("auto", "code");
        for (flow, registry, issuer, changes) in [
            (
                auto,
                "",
                settings().issuer,
                json!({ "response_types_supported": ["code"] }),
            ),
            (
                code,
                "",
                settings().issuer,
                json!({ "response_types_supported": ["id_token"] }),
            ),
            (
                code,
                "",
                settings().issuer,
                json!({ "token_endpoint": null }),
            ),
            // ORCID's token address wants a secret.
            (code, "", None, json!({})),
            (code, "sandbox", None, json!({})),
        ] {
            let settings = Settings {
                flow,
                registry,
                issuer,
                ..settings()
            };
            let error = request(&settings, changes, 1).err();
            assert_eq!(error, Some(Error::FlowUnsupported), "{flow} {registry}");
        }
        let own = Settings {
            flow: "code",
            issuer: None,
            token_endpoint: Some("https://lab.example/token"),
            ..settings()
        };
        assert!(request(&own, json!({}), 1).is_ok());
    }

    #[test]
    fn the_metadata_of_another_server_is_refused() {
        let production = Settings {
            issuer: None,
            ..settings()
        };
        let client = ClientConfig::check(&settings()).unwrap();
        let secrets = Secrets {
            state: [1; 32],
            verifier: [2; 32],
        };
        let error = Request::new(&client, &metadata(&production, json!({})), secrets).err();
        assert_eq!(error, Some(Error::DiscoveryWrongIssuer));
    }

    #[test]
    fn the_address_holds_what_the_server_needs_and_the_hints() {
        let settings = Settings {
            hints: &[
                (Hint::Prompt, "login"),
                (Hint::Lang, " "),
                (Hint::FamilyNames, "Müller & Söhne"),
            ],
            ..settings()
        };
        let endpoint = json!({ "authorization_endpoint": "https://id.example/a?b=c" });
        let request = request(&settings, endpoint, 7).unwrap();
        let verifier = request.verifier().to_owned();
        let hash = block_on(Fake.sha256(verifier.as_bytes())).unwrap();
        let pending = request.begin(hash, settings.page, NOW);
        assert_eq!(verifier, base64::encode(&[7 ^ 255; 32]));
        let state = base64::encode(&[7; 32]);
        assert_eq!(pending.state(), state);
        assert_eq!(
            pending.authorize_address(),
            [
                "https://id.example/a?b=c&client_id=APP-1&response_type=id_token&scope=openid",
                "&redirect_uri=https%3A%2F%2Flab.example%2Fcallback.html&state=",
                &state,
                "&nonce=",
                &base64::encode(&hash),
                "&prompt=login&family_names=M%C3%BCller%20%26%20S%C3%B6hne",
            ]
            .concat()
        );
        assert!(!pending.authorize_address().contains(&verifier));
    }

    #[test]
    fn a_relay_finds_the_way_back_in_the_state() {
        let settings = Settings {
            page: "https://lab.example/~anna/?a=b??#c",
            redirect_uri: "https://relay.example/cb",
            relay: true,
            ..settings()
        };
        let pending = attempt(&settings, json!({}), 1);
        let (random, way) = pending.state().split_once('.').unwrap();
        assert_eq!(random.len(), 43);
        assert!(way.contains('/') && !way.contains(['+', '-', '_']), "{way}");
        let way = base64::decode(&way.replace('/', "_")).unwrap();
        assert_eq!(way, b"https://lab.example/%7Eanna/?a=b??");
        assert_eq!(pending.origin(), "https://relay.example");
        assert_eq!(pending.page(), "https://lab.example/~anna/?a=b??");
    }

    #[test]
    fn the_challenge_is_written_as_in_rfc_7636() {
        // Appendix B: the SHA-256 of its verifier.
        let hash = [
            19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120,
            173, 109, 241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195,
        ];
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let request = request(&settings(), json!({}), 1).unwrap();
        let pending = request.begin(hash, settings().page, NOW);
        assert_eq!(parameter(&pending, "nonce").as_deref(), Some(challenge));
    }
}
