//! The code flow's second half: a code is exchanged for the token.

use super::error::Error;
use super::expectations::TokenExpectations;
use super::form;
use super::id_token::Unverified;
use super::reported::{Reported, TokenAddress};
use super::secret::Secret;
use crate::json::Node;
use crate::json::tape::Tape;

/// A code that belongs to its attempt, good for one exchange.
#[derive(Debug)]
pub struct CodeGrant {
    pub(super) endpoint: String,
    /// Whose the endpoint is.
    pub(super) address: TokenAddress,
    pub(super) code: Secret,
    pub(super) redirect_uri: String,
    pub(super) expected: TokenExpectations,
}

impl CodeGrant {
    /// Where the form is posted.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The form, `application/x-www-form-urlencoded` (RFC 6749 §4.1.3, RFC 7636
    /// §4.5). Holds code and verifier.
    pub fn form(&self) -> String {
        let mut form = String::new();
        let mut add = |name, value: &str| form::push(&mut form, name, value);
        add("grant_type", "authorization_code");
        add("code", self.code.expose());
        add("redirect_uri", &self.redirect_uri);
        add("client_id", &self.expected.client_id);
        add("code_verifier", self.expected.verifier.expose());
        form
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::TokenEndpointNotJson`], [`Error::CodeRefused`],
    /// [`Error::MissingIdToken`]; those of the token's form.
    pub fn read(self, status: u16, body: Vec<u8>) -> Result<Unverified, Error> {
        let root = Tape::parse(body).ok_or(Error::TokenEndpointNotJson)?.root();
        if !root.is_object() {
            return Err(Error::TokenEndpointNotJson);
        }
        if let Some(error) = root.get("error").text() {
            return Err(Error::CodeRefused(Reported::read(&error), self.address));
        }
        if !(200..300).contains(&status) {
            return Err(Error::CodeRefused(Reported::Unknown, self.address));
        }
        let token = root.get("id_token").text().ok_or(Error::MissingIdToken)?;
        let access_token = root.get("access_token").text().map(Secret::new);
        Unverified::read(Secret::new(token), access_token, false, self.expected)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::signin::testing::{
        Fake, NOW, Source, at_hash, attempt, block_on, claims, header, settings, token,
    };
    use crate::signin::{Answer, Callback, Identity, Settings, verify_with};

    /// A grant, and what a server would say about it.
    fn grant() -> (CodeGrant, Value) {
        let settings = Settings {
            token_endpoint: Some("https://lab.example/api/token"),
            ..settings()
        };
        let pending = attempt(&settings, json!({}), 1);
        let claims = claims(&pending);
        let answer = ["code=a%2Bb%26c&state=", pending.state()].concat();
        let Ok(Callback::Code(grant)) = pending.receive(Answer::parse(&answer), NOW) else {
            panic!("a code was asked for");
        };
        (grant, claims)
    }

    fn error(status: u16, body: &str) -> Option<Error> {
        grant().0.read(status, body.as_bytes().to_vec()).err()
    }

    /// Everything from the token address on, with claims changed.
    fn outcome(changes: Value, more: Value) -> Result<Identity, Error> {
        let (grant, mut claims) = grant();
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let mut body = json!({ "id_token": token(&header(), &claims), "token_type": "bearer" });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let token = grant.read(200, body.to_string().into_bytes())?;
        let source = Source::new(&["k1"], &[]);
        let signed = block_on(verify_with(token, &source, &Fake))?;
        block_on(signed.identity(NOW + 9.0, &Fake))
    }

    #[test]
    fn the_form_holds_what_the_exchange_needs() {
        let (grant, _) = grant();
        assert_eq!(grant.endpoint(), "https://lab.example/api/token");
        let verifier = crate::signin::encode(&[254; 32]);
        assert_eq!(
            grant.form(),
            [
                "grant_type=authorization_code&code=a%2Bb%26c",
                "&redirect_uri=https%3A%2F%2Flab.example%2Fcallback.html",
                "&client_id=APP-1&code_verifier=",
                &verifier
            ]
            .concat()
        );
        let text = format!("{grant:?}");
        assert!(!text.contains("a+b&c") && !text.contains(&verifier));
    }

    #[test]
    fn a_code_becomes_an_identity() {
        let identity = outcome(json!({}), json!({})).unwrap();
        assert_eq!(identity.who().name(), Some("Josiah Carberry"));
    }

    #[test]
    fn an_access_token_needs_no_hash_here_but_a_hash_must_fit() {
        let token = json!({ "access_token": "a1" });
        assert!(outcome(json!({}), token.clone()).is_ok());
        let fitting = json!({ "at_hash": at_hash("a1") });
        assert!(outcome(fitting, token.clone()).is_ok());
        let other = json!({ "at_hash": at_hash("a2") });
        let error = outcome(other, token).err();
        assert_eq!(error, Some(Error::WrongAtHash));
    }

    #[test]
    fn an_answer_that_is_no_json_object_says_so_whatever_its_status() {
        for body in ["", "<html>", "[]", "null", "\"x\"", "{\"id_token\":"] {
            for status in [200, 404, 500] {
                assert_eq!(error(status, body), Some(Error::TokenEndpointNotJson));
            }
        }
    }

    #[test]
    fn a_code_that_is_refused_says_why() {
        let refused = |reported| Some(Error::CodeRefused(reported, TokenAddress::Own));
        let replayed = "{\"error\":\"invalid_grant\",\"id_token\":\"a.b.c\"}";
        assert_eq!(error(400, replayed), refused(Reported::InvalidGrant));
        assert_eq!(error(200, replayed), refused(Reported::InvalidGrant));
        let denied = "{\"error\":\"access_denied\"}";
        assert_eq!(error(403, denied), refused(Reported::AccessDenied));
        assert_eq!(error(401, "{}"), refused(Reported::Unknown));
        assert_eq!(
            error(302, "{\"id_token\":\"a.b.c\"}"),
            refused(Reported::Unknown)
        );
    }

    #[test]
    fn an_answer_without_a_token_is_refused() {
        for body in ["{}", "{\"id_token\":null}", "{\"access_token\":\"a\"}"] {
            assert_eq!(error(200, body), Some(Error::MissingIdToken), "{body}");
        }
        let body = "{\"id_token\":\"not a token\"}";
        assert_eq!(error(200, body), Some(Error::MalformedToken));
    }
}
