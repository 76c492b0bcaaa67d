//! When a token is good.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use crate::signin::testing::{
    Fake, NOW, Source, attempt, block_on, claims, error, finish, header, pending, receive,
    settings, token,
};
use crate::signin::{Error, Hint, Pending, Settings, verify_with};

/// Seconds after the attempt began; tokens are read after five.
fn at(seconds: f64) -> Value {
    (NOW / 1000.0 + seconds).into()
}

#[test]
fn a_token_is_taken_only_in_its_time() {
    use Error::*;
    for (iat, exp, expected) in [
        (at(5.0), at(5.1), None),
        (at(2.0), at(5.0), Some(ExpiredToken)),
        (at(2.0), at(-1.0), Some(ExpiredToken)),
        (at(65.0), at(600.0), None),
        (at(65.5), at(600.0), Some(TokenFromFuture)),
        (at(-60.0), at(600.0), None),
        (at(-60.5), at(600.0), Some(StaleToken)),
        (json!(0), at(600.0), Some(StaleToken)),
    ] {
        let found = error(json!({ "iat": iat, "exp": exp }));
        assert_eq!(found, expected, "{iat} {exp}");
    }
}

#[test]
fn a_time_that_is_no_time_is_refused() {
    for time in [json!(null), json!("1790000000"), json!(-1), json!(1e300)] {
        for name in ["iat", "exp"] {
            assert_eq!(error(json!({ name: time })), Some(Error::MalformedToken));
        }
    }
    let pending = pending();
    let text = token(&header(), &claims(&pending));
    let source = Source::new(&["k1"], &[]);
    let token = receive(pending, &text, "").unwrap();
    let signed = block_on(verify_with(token, &source, &Fake)).unwrap();
    let error = block_on(signed.identity(f64::NAN, &Fake)).err();
    assert_eq!(error, Some(Error::ExpiredToken));
}

#[test]
fn a_token_is_not_taken_before_its_time() {
    use Error::*;
    for (nbf, expected) in [
        (json!(null), None),
        (json!(0), None),
        (at(65.0), None),
        (at(65.5), Some(TokenFromFuture)),
        (json!("0"), Some(MalformedToken)),
        (json!([]), Some(MalformedToken)),
        (json!(-1), Some(MalformedToken)),
        (json!(1e300), Some(MalformedToken)),
    ] {
        assert_eq!(error(json!({ "nbf": nbf })), expected, "{nbf}");
    }
}

#[test]
fn who_had_to_sign_in_anew_has_done_so_in_this_attempt() {
    use Error::*;
    let outcome = |prompt, auth_time: &Value| {
        let settings = Settings {
            hints: &[(Hint::Prompt, prompt)],
            ..settings()
        };
        // On a page that has travelled meanwhile, too.
        let stored = attempt(&settings, json!({}), 1).to_storage();
        let pending = Pending::from_storage(&stored).unwrap();
        let mut claims = claims(&pending);
        claims["auth_time"] = auth_time.clone();
        finish(pending, &token(&header(), &claims), "").err()
    };
    for (auth_time, expected) in [
        (at(2.0), None),
        (at(-60.0), None),
        (at(-60.5), Some(StaleAuthTime)),
        (json!(0), Some(StaleAuthTime)),
        (json!("1790000000"), Some(MalformedToken)),
        (json!({}), Some(MalformedToken)),
        // OpenID Connect promises it with `max_age` alone.
        (json!(null), None),
    ] {
        for prompt in ["login", "consent login"] {
            assert_eq!(outcome(prompt, &auth_time), expected, "{auth_time}");
        }
        assert_eq!(outcome("consent", &auth_time), None, "{auth_time}");
        assert_eq!(outcome("none", &auth_time), None, "{auth_time}");
    }
}
