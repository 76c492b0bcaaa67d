//! What comes back to the redirect page, and what an OpenID server says.

use std::str;

use scholar_badge::signin::{
    Answer, Error, Identity, Issuer, Keys, Metadata, Pending, PendingAttempts, Remembered, decode,
};
use serde_json::Value;

use crate::addresses;
use crate::server::{self, ISSUER, NOW};

/// The fragment or query of an answer; and what a tab has kept.
pub fn callback(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let answer = Answer::parse(text);
    assert!(answer.state().is_none() || answer.check().is_ok());
    assert!(!answer.is_stateless_error() || answer.error().is_some() && answer.state().is_none());
    let plain = text.strip_prefix(['#', '?']).unwrap_or(text);
    let same = Answer::parse(&["#", plain].concat());
    assert_eq!(format!("{answer:?}"), format!("{same:?}"));
    assert_eq!(
        (answer.error(), answer.check()),
        (same.error(), same.check())
    );

    // An answer that does not hold the state belongs to no attempt.
    let mut attempts = PendingAttempts::new();
    let pending = server::pending();
    let (state, mut with_state) = (pending.state().to_owned(), String::from("state="));
    attempts.begin(pending);
    let is_ours = answer.state() == Some(state.as_str());
    let outcome = attempts.receive(answer, NOW + 3000.0);
    assert!(is_ours || outcome.is_err());

    with_state += &[&state, "&", plain].concat();
    let _ = server::pending().receive(Answer::parse(&with_state), NOW + 3000.0);

    if let Some(pending) = Pending::from_storage(text) {
        let form = pending.to_storage();
        let again = Pending::from_storage(&form).map(|it| it.to_storage());
        assert_eq!(again, Some(form));
    }
    if let Some(who) = Remembered::from_storage(text, NOW) {
        assert!(who.expires_at() > NOW);
        let form = who.to_storage();
        let again = Remembered::from_storage(&form, NOW).map(|it| it.to_storage());
        assert_eq!(again, Some(form));
    }
}

/// Header and claims, a line each, under a signature that fits; and the input as a
/// token as it stands.
pub fn id_token(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let finish = |token: &str| server::finish(server::pending(), token, "");
    assert!(finish(&text.replace('&', "")).is_err(), "nobody signed it");
    let Some((header, claims)) = text.split_once('\n') else {
        return;
    };
    let Ok(header) = serde_json::from_str::<Value>(header) else {
        return;
    };
    // The nonce of the attempt stands for what nobody can guess.
    let nonce = server::parameter(&server::pending(), "nonce").unwrap_or_default();
    let claims = claims.replace("{nonce}", &nonce);
    if let Ok(identity) = finish(&server::token_of(&header, &claims)) {
        believed(&identity, &claims, &nonce);
    }
}

/// What must be true of a token that has been believed, read by another parser.
fn believed(identity: &Identity, claims: &str, nonce: &str) {
    let claims: Value = serde_json::from_str(claims).unwrap_or_else(|it| panic!("{it}: {claims}"));
    let seconds = (NOW + 5000.0) / 1000.0;
    assert_eq!(claims["iss"], ISSUER);
    assert_eq!(claims["nonce"], nonce);
    assert!(
        claims["exp"].as_f64().is_some_and(|exp| exp >= seconds),
        "{claims}"
    );
    assert!(
        claims["iat"]
            .as_f64()
            .is_some_and(|iat| iat < seconds + 600.0),
        "{claims}"
    );
    let audience = &claims["aud"];
    let is_us = |one: &Value| one == "APP-1";
    let is_ours = audience.as_array().is_some_and(|all| all.iter().all(is_us));
    assert!(is_us(audience) || is_ours, "{claims}");
    let who = identity.who();
    assert_eq!(claims["sub"], who.orcid().digits());
    for name in [who.name(), who.given_name(), who.family_name()] {
        name.iter().for_each(|it| crate::sound::text(it));
    }
    let form = who.to_storage();
    let again = Remembered::from_storage(&form, NOW).map(|it| it.to_storage());
    assert_eq!(again, Some(form));
}

/// A discovery document, and a set of keys.
pub fn documents(input: &[u8]) {
    let Ok(issuer) = Issuer::parse("", Some(ISSUER)) else {
        return;
    };
    match Metadata::read(&issuer, input.to_vec()) {
        Ok(metadata) => {
            // Of IPv6 addresses only the form is looked at, as in `addresses`.
            if let Ok(address) = url::Url::parse(metadata.jwks_address()) {
                addresses::safe(&address);
            }
        }
        Err(error) => assert!(matches!(
            error,
            Error::DiscoveryUnreadable | Error::DiscoveryIncomplete | Error::DiscoveryWrongIssuer
        )),
    }
    if let Ok(keys) = Keys::read(input.to_vec()) {
        for kid in keys.kids() {
            assert!(!kid.is_empty());
            if let Some(key) = keys.find(kid) {
                assert_eq!(key.kid(), kid);
                assert!(decode(key.n()).is_some_and(|n| n.len() >= 256));
                assert!(decode(key.e()).is_some_and(|e| !e.is_empty()));
            }
        }
    }
}
