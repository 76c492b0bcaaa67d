//! Every way in which a token can be wrong.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::signin::Settings;
use crate::signin::testing::{
    CARBERRY, ISSUER, NOW, at_hash, attempt, block_on, claims, error, finish, header, keys,
    outcome, pending, receive, settings, token,
};

/// The SHA-256 of `access-token`.
const KNOWN_HASH: [u8; 32] = [
    63, 22, 190, 215, 8, 159, 70, 83, 229, 239, 33, 191, 210, 130, 77, 127, 58, 170, 236, 199, 165,
    152, 231, 232, 156, 88, 14, 22, 6, 169, 204, 82,
];

const KNOWN_AT_HASH: &str = "Pxa-1wifRlPl7yG_0oJNfw";

/// The form of a token, with its header changed.
fn form(changes: Value) -> Option<Error> {
    let pending = pending();
    let mut header = header();
    for (name, value) in changes.as_object().unwrap() {
        header[name] = value.clone();
    }
    let text = token(&header, &claims(&pending));
    receive(pending, &text, "").err()
}

/// The form of a text.
fn form_of(text: &str) -> Option<Error> {
    receive(pending(), text, "").err()
}

fn sound() -> String {
    token(&header(), &claims(&pending()))
}

#[test]
fn a_sound_token_is_taken() {
    assert_eq!(error(json!({})), None);
    assert_eq!(form(json!({ "typ": "JWT", "x": 1 })), None);
}

#[test]
fn a_token_that_is_not_signed_is_refused() {
    for alg in ["none", "None", "nOnE"] {
        assert_eq!(form(json!({ "alg": alg })), Some(Error::UnsignedToken));
    }
    let text = sound();
    let (_, rest) = text.split_once('.').unwrap();
    let (body, _) = rest.split_once('.').unwrap();
    let head = base64::encode(b"{\"alg\":\"none\"}");
    let bare = [&head, ".", body, "."].concat();
    assert_eq!(form_of(&bare), Some(Error::UnsignedToken));
}

#[test]
fn a_token_signed_with_a_shared_secret_is_refused() {
    for alg in ["HS256", "HS384", "HS512", "hs256"] {
        assert_eq!(form(json!({ "alg": alg })), Some(Error::SymmetricAlgorithm));
    }
}

#[test]
fn every_algorithm_but_rs256_is_refused() {
    for alg in [
        "RS512", "RS384", "PS256", "ES256", "EdDSA", "rs256", "RS256 ", "é", "H", "",
    ] {
        let error = form(json!({ "alg": alg }));
        assert_eq!(error, Some(Error::WrongAlgorithm), "{alg}");
    }
    for alg in [json!(null), json!(["RS256"]), json!(256)] {
        assert_eq!(form(json!({ "alg": alg })), Some(Error::WrongAlgorithm));
    }
}

#[test]
fn the_algorithm_is_looked_at_before_anything_else() {
    let changes = json!({ "alg": "none", "kid": null, "crit": ["x"] });
    assert_eq!(form(changes), Some(Error::UnsignedToken));
}

#[test]
fn a_token_that_does_not_name_its_key_is_refused() {
    for kid in [json!(null), json!(""), json!(1)] {
        assert_eq!(form(json!({ "kid": kid })), Some(Error::MissingKeyId));
    }
}

#[test]
fn what_must_be_understood_is_not() {
    for crit in [json!(["b64"]), json!([]), json!("exp")] {
        assert_eq!(form(json!({ "crit": crit })), Some(Error::MalformedToken));
    }
}

#[test]
fn a_text_that_is_no_token_is_refused() {
    let text = sound();
    let head = text.split('.').next().unwrap();
    for text in [
        "x",
        "..",
        "a.b.c",
        &text[1..],
        &text.replacen('.', "", 1),
        &[&text, "."].concat(),
        &[&text, ".a.b"].concat(),
        &[&text, "%3D"].concat(),
        &[head, "..", "AAAA"].concat(),
        &[&base64::encode(b"[]"), ".e30.AAAA"].concat(),
        &[&base64::encode(b"null"), ".e30.AAAA"].concat(),
        &[&base64::encode(b"{"), ".e30.AAAA"].concat(),
    ] {
        assert_eq!(form_of(text), Some(Error::MalformedToken), "{text}");
    }
}

#[test]
fn a_token_without_its_end_is_refused() {
    let text = sound();
    for length in 1..text.len() {
        assert_eq!(form_of(&text[..length]), Some(Error::MalformedToken));
    }
}

#[test]
fn a_token_longer_than_any_server_writes_is_refused() {
    let long = |length: usize| {
        let pending = pending();
        let mut claims = claims(&pending);
        claims["x"] = "x".repeat(length).into();
        finish(pending, &token(&header(), &claims), "").err()
    };
    assert_eq!(long(11_000), None);
    assert_eq!(long(12_300), Some(Error::MalformedToken));
}

#[test]
fn signed_claims_that_are_no_json_object_are_refused() {
    for claims in [json!([]), json!("x"), json!(null)] {
        let text = token(&header(), &claims);
        let error = finish(pending(), &text, "").err();
        assert_eq!(error, Some(Error::MalformedToken));
    }
}

#[test]
fn the_signature_stands_over_header_and_claims() {
    let text = sound();
    let token = receive(pending(), &text, "").unwrap();
    let (input, signature) = text.rsplit_once('.').unwrap();
    assert_eq!(token.signing_input(), input.as_bytes());
    assert_eq!(token.signature(), base64::decode(signature).unwrap());
    assert_eq!(token.kid(), "k1");
    assert_eq!(token.jwks_address(), "https://id.example/jwks");
    let debug = format!("{token:?}");
    assert!(!debug.contains(input));
}

#[test]
fn a_signature_by_another_key_is_refused() {
    let text = token(&json!({ "alg": "RS256", "kid": "k2" }), &claims(&pending()));
    let (_, foreign) = text.rsplit_once('.').unwrap();
    let sound = sound();
    let (input, _) = sound.rsplit_once('.').unwrap();
    let text = [input, ".", foreign].concat();
    assert_eq!(
        finish(pending(), &text, "").err(),
        Some(Error::BadSignature)
    );
}

#[test]
fn the_issuer_is_compared_letter_by_letter() {
    for iss in [
        json!(null),
        json!(7),
        json!("https://id.example/"),
        json!("https://ID.example"),
        json!("http://id.example"),
        json!("https://orcid.org"),
        json!([ISSUER]),
    ] {
        let error = error(json!({ "iss": iss }));
        assert_eq!(error, Some(Error::WrongIssuer), "{iss}");
    }
}

#[test]
fn production_and_sandbox_are_not_taken_for_each_other() {
    let iss = |registry, iss: &str| {
        let settings = Settings {
            issuer: None,
            registry,
            ..settings()
        };
        let pending = attempt(&settings, json!({}), 1);
        let mut claims = claims(&pending);
        claims["iss"] = iss.into();
        finish(pending, &token(&header(), &claims), "").err()
    };
    let (production, sandbox) = ("https://orcid.org", "https://sandbox.orcid.org");
    assert_eq!(iss("", production), None);
    assert_eq!(iss("sandbox", sandbox), None);
    assert_eq!(iss("", sandbox), Some(Error::IssuerMixUp));
    assert_eq!(iss("sandbox", production), Some(Error::IssuerMixUp));
    assert_eq!(iss("", "https://qa.orcid.org"), Some(Error::WrongIssuer));
}

#[test]
fn one_audience_alone_is_taken() {
    use Error::*;
    for (aud, azp, expected) in [
        (json!("APP-1"), json!(null), None),
        (json!(["APP-1"]), json!(null), None),
        (json!(["APP-1", "APP-1"]), json!("APP-1"), None),
        (json!("APP-1"), json!("APP-1"), None),
        (json!("APP-2"), json!("APP-1"), Some(WrongAudience)),
        (json!("APP-1 "), json!(null), Some(WrongAudience)),
        (json!(["APP-2"]), json!(null), Some(WrongAudience)),
        (json!([]), json!(null), Some(WrongAudience)),
        (json!([["APP-1"]]), json!(null), Some(WrongAudience)),
        (json!({ "APP-1": 1 }), json!(null), Some(WrongAudience)),
        (json!(null), json!(null), Some(WrongAudience)),
        (json!(["APP-1", "APP-2"]), json!(null), Some(MissingAzp)),
        (json!(["APP-1", 7]), json!(null), Some(MissingAzp)),
        (json!(["APP-2", "APP-1"]), json!("APP-2"), Some(WrongAzp)),
        (json!("APP-1"), json!("APP-2"), Some(WrongAzp)),
        (json!("APP-1"), json!(["APP-1"]), Some(WrongAzp)),
        (
            json!(["APP-1", "APP-2"]),
            json!("APP-1"),
            Some(ExtraAudience),
        ),
    ] {
        let found = error(json!({ "aud": aud, "azp": azp }));
        assert_eq!(found, expected, "{aud} {azp}");
    }
}

#[test]
fn a_token_of_another_attempt_is_refused() {
    assert_eq!(error(json!({ "nonce": null })), Some(Error::MissingNonce));
    assert_eq!(error(json!({ "nonce": ["x"] })), Some(Error::MissingNonce));
    assert_eq!(error(json!({ "nonce": "" })), Some(Error::WrongNonce));
    let other = attempt(&settings(), json!({}), 2);
    let nonce = claims(&other)["nonce"].clone();
    assert_eq!(error(json!({ "nonce": nonce })), Some(Error::WrongNonce));
}

#[test]
fn an_access_token_must_be_the_one_that_the_token_names() {
    let outcome = |at_hash: Value, more: &str| {
        let pending = pending();
        let mut claims = claims(&pending);
        claims["at_hash"] = at_hash;
        finish(pending, &token(&header(), &claims), more).err()
    };
    let with = "&access_token=a1%2B";
    let fitting = at_hash("a1+");
    assert_eq!(outcome(fitting.clone().into(), with), None);
    assert_eq!(outcome(json!(null), with), Some(Error::MissingAtHash));
    for wrong in [
        json!(at_hash("a1")),
        json!([fitting.clone()]),
        json!(""),
        json!(fitting[1..]),
        json!(format!("{fitting}A")),
        json!(7),
    ] {
        assert_eq!(outcome(wrong, with), Some(Error::WrongAtHash));
    }
    // Of a token that did not come there is nothing to check.
    assert_eq!(outcome(json!("anything"), ""), None);
}

/// A browser that hashes everything to one value, or nothing at all.
struct Hashes(Option<[u8; 32]>);

impl Crypto for Hashes {
    async fn verify(&self, _: &Key, _: &[u8], _: &[u8]) -> bool {
        true
    }

    async fn sha256(&self, input: &[u8]) -> Option<[u8; 32]> {
        assert_eq!(input, b"access-token");
        self.0
    }
}

/// What comes of a token that names the hash of `access-token`.
fn hashed(crypto: &Hashes) -> Option<Error> {
    let pending = pending();
    let mut claims = claims(&pending);
    claims["at_hash"] = KNOWN_AT_HASH.into();
    let text = token(&header(), &claims);
    let token = receive(pending, &text, "&access_token=access-token").unwrap();
    let keys = keys(&["k1"]);
    let signed = block_on(token.verify(keys.find("k1").unwrap(), crypto)).unwrap();
    block_on(signed.identity(NOW, crypto)).err()
}

#[test]
fn a_key_of_another_name_signs_nothing_whatever_the_browser_says() {
    let token = receive(pending(), &sound(), "").unwrap();
    let keys = keys(&["k2"]);
    assert!(block_on(token.verify(keys.find("k2").unwrap(), &Hashes(None))).is_err());
}

#[test]
fn the_hash_of_an_access_token_is_its_left_half_in_base64url() {
    assert_eq!(hashed(&Hashes(Some(KNOWN_HASH))), None);
    assert_eq!(hashed(&Hashes(Some([0; 32]))), Some(Error::WrongAtHash));
}

#[test]
fn without_cryptography_an_access_token_cannot_be_checked() {
    assert_eq!(hashed(&Hashes(None)), Some(Error::InsecureContext));
}

#[test]
fn a_subject_is_a_bare_id_and_nothing_like_it() {
    for sub in [
        json!(null),
        json!(7),
        json!(""),
        json!("carberry"),
        json!("0000000218250097"),
        json!("https://orcid.org/0000-0002-1825-0097"),
        json!("0000-0002-1825-0097 "),
        json!("0000-0002-1694-233x"),
        // An ISNI.
        json!("0000-0001-2103-2683"),
    ] {
        let error = error(json!({ "sub": sub }));
        assert_eq!(error, Some(Error::SubNotAnId), "{sub}");
    }
    for sub in ["0000-0002-1825-0098", "0000-0002-1825-009X"] {
        let error = error(json!({ "sub": sub }));
        assert_eq!(error, Some(Error::SubBadCheckDigit), "{sub}");
    }
    let identity = outcome(json!({ "sub": "0000-0002-1694-233X" })).unwrap();
    assert_eq!(identity.who().orcid().digits(), "0000-0002-1694-233X");
}

#[test]
fn somebody_else_than_expected_is_refused() {
    let outcome = |expect| {
        let settings = Settings {
            expect: Some(expect),
            ..settings()
        };
        let pending = attempt(&settings, json!({}), 1);
        let text = token(&header(), &claims(&pending));
        finish(pending, &text, "").err()
    };
    assert_eq!(outcome(CARBERRY), None);
    assert_eq!(outcome("https://orcid.org/0000000218250097"), None);
    assert_eq!(outcome("0000-0002-1694-233X"), Some(Error::OtherPerson));
}
