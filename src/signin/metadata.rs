//! What a server says of itself.

use super::error::Error;
use super::issuer::Issuer;
use super::url::AbsoluteUrl;
use crate::json::Node;
use crate::json::tape::{Tape, TapeNode};

/// The part of a discovery document that sign-in needs (OpenID Connect
/// Discovery §3, RFC 8414, RFC 9207).
#[derive(Debug, Clone)]
pub struct Metadata {
    pub(super) issuer: Issuer,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: Option<String>,
    pub(super) jwks_uri: String,
    /// Whether `response_types_supported` lists `code`.
    pub(super) has_code: bool,
    /// The same for `id_token` alone.
    pub(super) has_id_token: bool,
    /// The same for `id_token token`, in either order.
    pub(super) has_id_token_token: bool,
    /// Whether it announces PKCE with SHA-256.
    pub(super) has_s256: bool,
    /// Whether `response_modes_supported` lists `fragment`.
    pub(super) has_fragment: bool,
    /// Whether each answer carries `iss`.
    pub(super) has_iss: bool,
}

impl Metadata {
    /// Reads the document that lies at [`Issuer::discovery_address`].
    ///
    /// # Errors
    /// [`Error::DiscoveryUnreadable`], [`Error::DiscoveryWrongIssuer`] or
    /// [`Error::DiscoveryIncomplete`].
    pub fn read(issuer: &Issuer, body: Vec<u8>) -> Result<Self, Error> {
        let root = Tape::parse(body).ok_or(Error::DiscoveryUnreadable)?.root();
        if !root.is_object() {
            return Err(Error::DiscoveryUnreadable);
        }
        match root.get("issuer").text() {
            None => return Err(Error::DiscoveryIncomplete),
            Some(text) if text != issuer.identifier() => {
                return Err(Error::DiscoveryWrongIssuer);
            }
            Some(_) => {}
        }
        let endpoint = |node: TapeNode| node.text().filter(|text| is_endpoint(issuer, text));
        let types = texts(&root.get("response_types_supported"));
        let modes = texts(&root.get("response_modes_supported"));
        let methods = texts(&root.get("code_challenge_methods_supported"));
        let has = |list: &[String], word: &str| list.iter().any(|item| item == word);
        let token_endpoint = root.get("token_endpoint");
        let read = || {
            Some(Self {
                issuer: issuer.clone(),
                authorization_endpoint: endpoint(root.get("authorization_endpoint"))?,
                // A server without one may still do the implicit flow.
                token_endpoint: match token_endpoint.is_null() {
                    true => None,
                    false => Some(endpoint(token_endpoint)?),
                },
                jwks_uri: endpoint(root.get("jwks_uri"))?,
                has_code: has(&types, "code"),
                has_id_token: has(&types, "id_token"),
                has_id_token_token: has(&types, "id_token token") || has(&types, "token id_token"),
                has_s256: has(&methods, "S256"),
                has_fragment: has(&modes, "fragment"),
                has_iss: root
                    .get("authorization_response_iss_parameter_supported")
                    .flag()
                    == Some(true),
            })
        };
        if types.is_empty() {
            return Err(Error::DiscoveryIncomplete);
        }
        read().ok_or(Error::DiscoveryIncomplete)
    }

    /// What ORCID's production and sandbox have said since they have had a
    /// document (facts/orcid.md §5), for when it cannot be fetched; `None` for
    /// other servers.
    pub fn built_in(issuer: &Issuer) -> Option<Self> {
        let at = |path: &str| [issuer.identifier(), path].concat();
        issuer.is_orcid().then(|| Self {
            issuer: issuer.clone(),
            authorization_endpoint: at("/oauth/authorize"),
            token_endpoint: Some(at("/oauth/token")),
            jwks_uri: at("/oauth/jwks"),
            has_code: true,
            has_id_token: true,
            has_id_token_token: true,
            has_s256: false,
            has_fragment: false,
            has_iss: false,
        })
    }

    /// Where the server's keys lie.
    pub fn jwks_address(&self) -> &str {
        &self.jwks_uri
    }
}

/// The texts of an array; none of what is no array.
fn texts(node: &TapeNode) -> Vec<String> {
    let places = 0..node.count().unwrap_or(0);
    places.filter_map(|place| node.at(place).text()).collect()
}

/// Whether people may be sent there: https, or http on this machine, which
/// ORCID's own servers never are.
fn is_endpoint(issuer: &Issuer, text: &str) -> bool {
    AbsoluteUrl::parse(text).is_some_and(|address| {
        !address.has_fragment && (address.is_https || address.is_loopback() && !issuer.is_orcid())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::signin::testing::{ISSUER, discovery};

    fn read(changes: Value) -> Result<Metadata, Error> {
        let issuer = Issuer::parse("", Some(ISSUER)).unwrap();
        Metadata::read(&issuer, discovery(changes))
    }

    fn error(changes: Value) -> Option<Error> {
        read(changes).err()
    }

    #[test]
    fn what_is_not_announced_is_not_there() {
        let metadata = read(json!({ "response_types_supported": ["token id_token"] })).unwrap();
        assert!(metadata.has_id_token_token);
        assert!(!metadata.has_id_token && !metadata.has_code);
        assert!(!metadata.has_s256 && !metadata.has_fragment && !metadata.has_iss);
        assert_eq!(metadata.jwks_address(), "https://id.example/jwks");
    }

    #[test]
    fn what_is_announced_is_seen() {
        let metadata = read(json!({
            "code_challenge_methods_supported": ["plain", "S256"],
            "response_modes_supported": ["query", "fragment"],
            "authorization_response_iss_parameter_supported": true,
        }))
        .unwrap();
        assert!(metadata.has_s256 && metadata.has_fragment && metadata.has_iss);
        assert!(metadata.has_code && metadata.has_id_token && metadata.has_id_token_token);
        let plain = read(json!({
            "code_challenge_methods_supported": ["plain"],
            "authorization_response_iss_parameter_supported": false,
        }))
        .unwrap();
        assert!(!plain.has_s256 && !plain.has_iss);
    }

    #[test]
    fn a_document_that_is_no_json_object_is_unreadable() {
        let issuer = Issuer::parse("", Some(ISSUER)).unwrap();
        for body in ["", "<!doctype html>", "[]", "null", "{\"issuer\":"] {
            let read = Metadata::read(&issuer, body.as_bytes().to_vec());
            assert_eq!(read.err(), Some(Error::DiscoveryUnreadable), "{body}");
        }
    }

    #[test]
    fn a_document_of_another_issuer_is_refused_be_it_by_a_slash() {
        for issuer in [
            "https://id.example/",
            "https://ID.example",
            "https://orcid.org",
            "",
        ] {
            let error = error(json!({ "issuer": issuer }));
            assert_eq!(error, Some(Error::DiscoveryWrongIssuer), "{issuer}");
        }
    }

    #[test]
    fn a_document_without_what_sign_in_needs_is_incomplete() {
        for member in [
            "issuer",
            "authorization_endpoint",
            "jwks_uri",
            "response_types_supported",
        ] {
            for value in [json!(null), json!(7), json!([]), json!("")] {
                let expected = match (member, &value) {
                    ("issuer", Value::String(_)) => Error::DiscoveryWrongIssuer,
                    _ => Error::DiscoveryIncomplete,
                };
                assert_eq!(error(json!({ member: value })), Some(expected), "{member}");
            }
        }
        assert_eq!(error(json!({ "token_endpoint": null })), None);
    }

    #[test]
    fn nobody_is_sent_where_others_can_listen_in() {
        for member in ["authorization_endpoint", "jwks_uri", "token_endpoint"] {
            for address in [
                "http://id.example/x",
                "javascript:alert(1)",
                "/x",
                "https://id.example/#x",
            ] {
                let error = error(json!({ member: address }));
                assert_eq!(error, Some(Error::DiscoveryIncomplete), "{address}");
            }
            assert_eq!(error(json!({ member: "http://127.0.0.1:9/x?y" })), None);
        }
        let production = Issuer::parse("", None).unwrap();
        let document = discovery(json!({
            "issuer": production.identifier(),
            "jwks_uri": "http://localhost/jwks",
        }));
        let read = Metadata::read(&production, document);
        assert_eq!(read.err(), Some(Error::DiscoveryIncomplete));
    }

    #[test]
    fn only_orcids_own_servers_are_known_beforehand() {
        let built_in = |registry, issuer| {
            Metadata::built_in(&Issuer::parse(registry, issuer).unwrap())
                .map(|metadata| metadata.authorization_endpoint)
        };
        let sandbox = built_in("sandbox", None);
        assert_eq!(
            sandbox.as_deref(),
            Some("https://sandbox.orcid.org/oauth/authorize")
        );
        let production = built_in("", None);
        assert_eq!(
            production.as_deref(),
            Some("https://orcid.org/oauth/authorize")
        );
        assert_eq!(built_in("", Some(ISSUER)), None);
    }
}
