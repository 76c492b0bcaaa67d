//! What an attempt takes for its answer, and what it does not.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::signin::reported::Reported;
use crate::signin::testing::{NOW, attempt, claims, header, pending, request, settings, token};
use crate::signin::{ClientConfig, Settings};

/// The answer, after the state of the attempt.
fn answered(pending: Pending, rest: &str) -> Result<Callback, Error> {
    let answer = ["state=", pending.state(), rest].concat();
    pending.receive(Answer::parse(&answer), NOW)
}

fn error(rest: &str) -> Option<Error> {
    answered(pending(), rest).err()
}

fn code_flow() -> Pending {
    let s256 = json!({ "code_challenge_methods_supported": ["S256"] });
    attempt(&settings(), s256, 1)
}

#[test]
fn an_answer_that_was_asked_for_is_taken() {
    let pending = pending();
    let token = token(&header(), &claims(&pending));
    let id_token = ["&id_token=", &token].concat();
    let answer = answered(pending, &id_token);
    assert!(matches!(answer, Ok(Callback::Token(_))));
    let answer = answered(code_flow(), "&code=abc");
    assert!(matches!(answer, Ok(Callback::Code(_))));
}

#[test]
fn an_access_token_beside_the_id_token_is_taken_in_either_implicit_flow() {
    let only_both = json!({ "response_types_supported": ["id_token token"] });
    for pending in [pending(), attempt(&settings(), only_both, 1)] {
        let token = token(&header(), &claims(&pending));
        let rest = ["&token_type=bearer&access_token=a&id_token=", &token].concat();
        assert!(answered(pending, &rest).is_ok());
    }
}

#[test]
fn an_answer_of_another_form_is_refused() {
    for rest in [
        "",
        "&code=abc",
        "&code=abc&id_token=a.b.c",
        "&token_type=bearer",
    ] {
        assert_eq!(error(rest), Some(Error::WrongResponseType), "{rest}");
    }
    for rest in [
        "",
        "&id_token=a.b.c",
        "&code=abc&id_token=a.b.c",
        "&code=abc&access_token=a",
        "&code=",
    ] {
        let error = answered(code_flow(), rest).err();
        assert_eq!(error, Some(Error::WrongResponseType), "{rest}");
    }
    assert_eq!(error("&access_token=a"), Some(Error::MissingIdToken));
}

#[test]
fn a_parameter_that_stands_twice_is_refused() {
    for rest in ["&state=x", "&id_token=a&id_token=a", "&error=a&error=b"] {
        assert_eq!(error(rest), Some(Error::WrongResponseType), "{rest}");
    }
}

#[test]
fn an_answer_without_the_state_or_with_another_is_refused() {
    let receive = |answer: &str| pending().receive(Answer::parse(answer), NOW).err();
    assert_eq!(receive(""), Some(Error::EmptyAnswer));
    assert_eq!(receive("id_token=a.b.c"), Some(Error::MissingState));
    assert_eq!(receive("state=&id_token=a.b.c"), Some(Error::MissingState));
    let other = attempt(&settings(), json!({}), 2);
    let answer = ["error=access_denied&state=", other.state()].concat();
    assert_eq!(receive(&answer), Some(Error::WrongState));
}

#[test]
fn an_attempt_expires_after_ten_minutes_and_when_the_clock_is_put_back() {
    for (now, expected) in [
        (NOW + LIFETIME, Error::AccessDenied),
        (NOW + LIFETIME + 1.0, Error::AttemptExpired),
        (NOW - SKEW, Error::AccessDenied),
        (NOW - SKEW - 1.0, Error::AttemptExpired),
        (f64::NAN, Error::AttemptExpired),
        (f64::INFINITY, Error::AttemptExpired),
    ] {
        let pending = pending();
        assert_eq!(pending.is_expired(now), expected == Error::AttemptExpired);
        let answer = ["error=access_denied&state=", pending.state()].concat();
        let error = pending.receive(Answer::parse(&answer), now).err();
        assert_eq!(error, Some(expected), "{now}");
    }
}

#[test]
fn errors_of_the_server_are_told_apart() {
    use Reported::*;
    for (code, expected) in [
        ("access_denied", Error::AccessDenied),
        ("login_required", Error::LoginRequired),
        ("interaction_required", Error::LoginRequired),
        ("consent_required", Error::LoginRequired),
        ("account_selection_required", Error::LoginRequired),
        (
            "invalid_scope",
            Error::ServerError(InvalidScope, Some(OtherFlow::Code)),
        ),
        (
            "server_error",
            Error::ServerError(ServerError, Some(OtherFlow::Code)),
        ),
        (
            "made_up",
            Error::ServerError(Unknown, Some(OtherFlow::Code)),
        ),
    ] {
        let rest = ["&error_description=%zz&id_token=a.b.c&error=", code].concat();
        assert_eq!(error(&rest), Some(expected), "{code}");
    }
}

#[test]
fn a_refusal_of_an_id_token_alone_asks_once_more_and_only_once() {
    let only_alone = json!({ "response_types_supported": ["id_token"] });
    let only_both = json!({ "response_types_supported": ["id_token token"] });
    for code in ["unsupported_response_type", "unauthorized_client"] {
        let error = ["&error=", code].concat();
        let again = |pending| matches!(answered(pending, &error), Ok(Callback::AskAgain));
        assert!(again(pending()));
        let stored = Pending::from_storage(&pending().to_storage()).unwrap();
        assert!(again(stored));
        assert!(!again(attempt(&settings(), only_alone.clone(), 1)));
        assert!(!again(attempt(&settings(), only_both.clone(), 1)));
        assert!(!again(code_flow()));
        let mut with_token = request(&settings(), json!({}), 1).unwrap();
        with_token.add_token();
        assert!(!again(with_token.begin([0; 32], settings().page, NOW)));
    }
    let other = answered(pending(), "&error=invalid_request");
    assert!(matches!(other, Err(Error::ServerError(..))));
}

#[test]
fn a_code_is_taken_at_the_redirect_page_of_its_server_alone() {
    let named = json!({ "authorization_response_iss_parameter_supported": true });
    let own = Settings {
        token_endpoint: Some("https://lab.example/token"),
        ..settings()
    };
    let other = Settings {
        issuer: Some("https://other.example"),
        redirect_uri: "https://lab.example/other.html",
        ..settings()
    };
    let client = ClientConfig::check(&other).unwrap();
    let other = (client.issuer().clone(), client.redirect().clone());
    let outcome = |changes: &Value, is_mixable: bool, is_at_home| {
        let mut request = request(&own, changes.clone(), 1).unwrap();
        let others = is_mixable.then(|| other.clone());
        request.stand_among(others.as_slice()).unwrap();
        let pending = request.begin([0; 32], own.page, NOW).to_storage();
        let pending = Pending::from_storage(&pending).unwrap();
        let iss = "&iss=https%3A%2F%2Fid.example";
        let iss = if *changes == named { iss } else { "" };
        let answer = ["code=abc&state=", pending.state(), iss].concat();
        let answer = Answer::parse(&answer).seen(is_at_home);
        pending.receive(answer, NOW).err()
    };
    let foreign = Some(Error::ForeignRedirectPage);
    for (is_mixable, is_at_home, expected) in [
        (false, None, None),
        (false, Some(true), None),
        (false, Some(false), foreign),
        (true, None, foreign),
        (true, Some(true), None),
        (true, Some(false), foreign),
    ] {
        let found = outcome(&json!({}), is_mixable, is_at_home);
        assert_eq!(found, expected, "{is_mixable} {is_at_home:?}");
        assert_eq!(outcome(&named, is_mixable, is_at_home), None);
    }
}

#[test]
fn an_answer_names_the_server_that_was_asked_or_none() {
    let issuer = "https%3A%2F%2Fid.example";
    let promise = json!({ "authorization_response_iss_parameter_supported": true });
    let promised = || attempt(&settings(), promise.clone(), 1);
    let error = |pending, iss: &str| {
        let rest = ["&error=access_denied", iss].concat();
        answered(pending, &rest).err()
    };
    let right = ["&iss=", issuer].concat();
    assert_eq!(error(pending(), ""), Some(Error::AccessDenied));
    assert_eq!(error(pending(), &right), Some(Error::AccessDenied));
    assert_eq!(error(promised(), &right), Some(Error::AccessDenied));
    assert_eq!(error(promised(), ""), Some(Error::MissingResponseIssuer));
    for wrong in ["&iss=https%3A%2F%2Fid.example%2F", "&iss=x"] {
        for pending in [pending(), promised()] {
            let error = error(pending, wrong);
            assert_eq!(error, Some(Error::WrongResponseIssuer), "{wrong}");
        }
    }
}

#[test]
fn a_journey_through_storage_changes_nothing() {
    let settings = Settings {
        expect: Some("0000-0002-1694-233x"),
        ..settings()
    };
    let pending = attempt(&settings, json!({}), 1);
    let text = pending.to_storage();
    let back = Pending::from_storage(&text).unwrap();
    assert_eq!(back.to_storage(), text);
    assert_eq!(back.authorize_address(), pending.authorize_address());
    assert_eq!(back.channel_name(), pending.channel_name());
    assert_eq!(back.expires_at().to_bits(), pending.expires_at().to_bits());
    assert_eq!(back.state(), pending.state());
    assert_eq!(back.page(), "https://lab.example/people/?a=b");
    assert_eq!(back.expected.expect, pending.expected.expect);
}

#[test]
fn a_stored_text_without_a_member_or_with_nonsense_is_none() {
    let text = pending().to_storage();
    for pair in text.split('&') {
        let (name, _) = pair.split_once('=').unwrap();
        let without = text.replace(pair, "x=y");
        assert!(Pending::from_storage(&without).is_none(), "{name}");
        let undone = text.replace(pair, &[name, "=%"].concat());
        assert!(Pending::from_storage(&undone).is_none(), "{name}");
    }
    for (name, value) in [
        ("response_type", "magic"),
        ("issuer", "javascript:alert(1)"),
        ("began", "-1"),
        ("began", "soon"),
        ("expect", "nobody"),
    ] {
        let start = [name, "="].concat();
        let mut pairs: Vec<&str> = text.split('&').collect();
        pairs.retain(|pair| !pair.starts_with(&start));
        let other = [&start, value].concat();
        pairs.push(&other);
        assert!(Pending::from_storage(&pairs.join("&")).is_none(), "{other}");
    }
}

#[test]
fn an_attempt_prints_none_of_its_secrets() {
    let pending = code_flow();
    let text = format!("{pending:?}");
    assert!(!text.contains(pending.state()));
    assert!(!text.contains(pending.expected.verifier.expose()));
}
