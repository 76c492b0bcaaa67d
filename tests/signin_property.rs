//! What holds for any input: nothing panics, and whatever was changed by a
//! single character signs nobody in.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/signin.rs"]
mod server;

use proptest::prelude::*;
use scholar_badge::signin::*;
use serde_json::{Value, json};
use server::{
    CARBERRY, Fake, ISSUER, NOW, at_hash, attempt, block_on, claims, discovery, finish, header,
    key_json, outcome, pending, receive, settings, token,
};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Text that gets far into the readers.
fn near(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(words).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const ADDRESS: &[&str] = &[
    "https://",
    "http://",
    "//",
    "/",
    "lab.example",
    "localhost",
    "[::1]",
    ":",
    "8080",
    "@",
    "..",
    ".",
    "?",
    "#",
    "a",
    "%20",
    "\\",
    " ",
];

const ANSWER: &[&str] = &[
    "#",
    "?",
    "&",
    "=",
    "state",
    "state=",
    "code=",
    "id_token=",
    "access_token=",
    "error=",
    "iss=",
    "access_denied",
    "login_required",
    "AQEBAQ",
    "%41",
    "%",
    "+",
    ".",
    "eyJhbGciOiJub25lIn0",
];

const STORED: &[&str] = &[
    "{\"state\":\"",
    "&",
    "=",
    "%",
    "%41",
    "state=",
    "orcid=0000-0002-1825-0097",
    "issuer=https%3A%2F%2Fid.example",
    "client_id=",
    "expires=",
    "AAAAAAAAAAA",
];

/// Any JSON, with what tokens, documents and key sets hold among it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(
            &[
                "RS256",
                "none",
                "HS256",
                "RSA",
                "sig",
                "k1",
                "APP-1",
                ISSUER,
                CARBERRY,
                "S256",
                "code",
                "id_token",
                "https://id.example/x",
                "AQAB",
            ][..]
        )
        .prop_map(Value::from),
        (NOW / 1000.0 - 100.0..NOW / 1000.0 + 100.0).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..5)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// One character put in the place of another.
fn changed(text: &str, place: prop::sample::Index, by: char) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    let place = place.index(chars.len());
    if chars[place] == by {
        return None;
    }
    chars[place] = by;
    Some(chars.into_iter().collect())
}

/// Base64url by its definition: six bits at a time.
fn reference(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_'])
        .collect();
    let mut bits: Vec<u8> = Vec::new();
    for byte in bytes {
        bits.extend((0..8).rev().map(|bit| byte >> bit & 1));
    }
    bits.chunks(6)
        .map(|six| {
            let value = (0..6).fold(0, |sum, at| sum * 2 + six.get(at).copied().unwrap_or(0));
            letters[usize::from(value)]
        })
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bytes_are_written_as_the_definition_says_and_come_back(
        bytes in prop::collection::vec(any::<u8>(), 0..70),
    ) {
        prop_assert_eq!(encode(&bytes), reference(&bytes));
        prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
    }

    #[test]
    fn no_two_texts_are_the_same_bytes(text in "[A-Za-z0-9_=+/-]{0,12}") {
        if let Some(bytes) = decode(&text) {
            prop_assert_eq!(encode(&bytes), text);
        }
    }

    #[test]
    fn no_text_is_too_much_for_an_answer(text in near(ANSWER)) {
        let answer = Answer::parse(&text);
        if answer.is_stateless_error() {
            prop_assert!(answer.error().is_some() && answer.state().is_none());
        }
        let _ = answer.check();
        let mut attempts = PendingAttempts::new();
        attempts.begin(pending());
        prop_assert!(attempts.receive(answer, NOW).is_err());
        prop_assert!(attempts.is_waiting(), "nobody can guess the state");
    }

    #[test]
    fn no_text_is_too_much_behind_the_right_state(text in near(ANSWER)) {
        let pending = pending();
        let answer = ["state=", pending.state(), "&", &text].concat();
        let _ = pending.receive(Answer::parse(&answer), NOW);
    }

    #[test]
    fn no_stored_text_is_too_much(text in near(STORED)) {
        prop_assert!(Pending::from_storage(&text).is_none());
        prop_assert!(Remembered::from_storage(&text, NOW).is_none());
    }

    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let issuer = Issuer::parse("", Some(ISSUER)).unwrap();
        prop_assert!(Keys::read(bytes.clone()).is_err());
        prop_assert!(Metadata::read(&issuer, bytes).is_err());
    }

    #[test]
    fn no_setting_is_too_much(
        redirect_uri in near(ADDRESS),
        page in near(ADDRESS),
        issuer in prop::option::of(near(ADDRESS)),
        token_endpoint in prop::option::of(near(ADDRESS)),
        relay in any::<bool>(),
    ) {
        let settings = Settings {
            redirect_uri: &redirect_uri,
            page: &page,
            issuer: issuer.as_deref(),
            token_endpoint: token_endpoint.as_deref(),
            relay,
            ..settings()
        };
        if let Ok(client) = ClientConfig::check(&settings) {
            let address = client.redirect().as_str();
            prop_assert!(!address.contains(['#', ' ', '\\', '<', '"']));
            let is_safe = address.to_ascii_lowercase().starts_with("https://");
            prop_assert!(is_safe || !client.issuer().is_production());
            prop_assert!(relay || !client.redirect().is_relay());
        }
    }

    #[test]
    fn no_member_of_a_document_is_too_much(
        member in prop::sample::select(&[
            "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri",
            "response_types_supported", "response_modes_supported",
            "code_challenge_methods_supported",
        ][..]),
        value in any_json(),
    ) {
        let issuer = Issuer::parse("", Some(ISSUER)).unwrap();
        let changes = json!({ member: value });
        if let Ok(metadata) = Metadata::read(&issuer, discovery(changes)) {
            prop_assert!(metadata.jwks_address().starts_with("https://"));
        }
    }

    #[test]
    fn no_member_of_a_key_is_too_much(
        member in prop::sample::select(&["kty", "use", "alg", "key_ops", "kid", "n", "e"][..]),
        value in any_json(),
    ) {
        let mut key = key_json("k1");
        key[member] = value;
        let keys = Keys::read(json!({ "keys": [key] }).to_string().into_bytes()).unwrap();
        if let Some(key) = keys.find("k1") {
            prop_assert!(decode(key.n()).unwrap().len() >= 256);
        }
    }

    #[test]
    fn no_header_is_too_much(
        member in prop::sample::select(&["alg", "kid", "crit"][..]),
        value in any_json(),
    ) {
        let pending = pending();
        let mut header = header();
        header[member] = value.clone();
        let is_taken = receive(pending, &token(&header, &claims(&server::pending())), "").is_ok();
        if is_taken {
            let is_fit = match member {
                "alg" => value == "RS256",
                "kid" => value.is_string(),
                _ => value.is_null(),
            };
            prop_assert!(is_fit, "{member} {value}");
        }
    }

    #[test]
    fn no_claim_but_the_right_one_signs_anybody_in(
        member in prop::sample::select(&["iss", "aud", "azp", "nonce", "sub"][..]),
        value in any_json(),
    ) {
        let is_right = match member {
            "iss" => value == ISSUER,
            "aud" => value == "APP-1" || value.as_array().is_some_and(|several| {
                !several.is_empty() && several.iter().all(|one| one == "APP-1")
            }),
            "azp" => value == "APP-1" || value.is_null(),
            "sub" => value == CARBERRY,
            _ => false,
        };
        prop_assert_eq!(outcome(json!({ member: value })).is_ok(), is_right);
    }

    #[test]
    fn no_time_but_the_right_one_signs_anybody_in(seconds in -2000.0..2000.0_f64) {
        let time = NOW / 1000.0 + seconds;
        let iat = outcome(json!({ "iat": time }));
        prop_assert_eq!(iat.is_ok(), (-60.0..=65.0).contains(&seconds));
        let exp = outcome(json!({ "exp": time }));
        prop_assert_eq!(exp.is_ok(), seconds > 5.0);
    }

    #[test]
    fn names_come_out_as_one_line_or_not_at_all(name in any::<String>(), given in any::<String>()) {
        let identity = outcome(json!({ "name": name, "given_name": given })).unwrap();
        let who = identity.who();
        for name in [who.name(), who.given_name()].into_iter().flatten() {
            prop_assert!(!name.is_empty() && name.trim() == name);
            prop_assert!(!name.contains(char::is_control) && !name.contains("  "));
            prop_assert!(name.chars().count() <= 200);
        }
        let back = Remembered::from_storage(&who.to_storage(), NOW);
        prop_assert_eq!(back.as_ref(), Some(who));
    }

    #[test]
    fn an_attempt_comes_back_from_storage_as_it_was(
        client_id in "\\PC{1,20}",
        hint in any::<String>(),
        path in "[a-z/?=&]{0,30}",
        seed in any::<u8>(),
        is_code in any::<bool>(),
    ) {
        let page = ["https://lab.example/", &path].concat();
        let settings = Settings {
            client_id: &client_id,
            page: &page,
            token_endpoint: is_code.then_some("https://lab.example/token"),
            hints: &[(Hint::Email, &hint)],
            ..settings()
        };
        prop_assume!(!client_id.trim().is_empty());
        let pending = attempt(&settings, json!({}), seed);
        let text = pending.to_storage();
        let back = Pending::from_storage(&text).unwrap();
        prop_assert_eq!(back.to_storage(), text);
        prop_assert_eq!(back.page(), page);
        let answer = ["error=access_denied&state=", pending.state()].concat();
        let received = back.receive(Answer::parse(&answer), NOW);
        prop_assert_eq!(received.err(), Some(Error::AccessDenied));
    }

    #[test]
    fn a_stored_attempt_that_was_changed_is_none_or_one_that_is_stored_alike(
        place in any::<prop::sample::Index>(),
        by in prop_oneof![prop::sample::select(&['A', '%', '&', '0', '='][..]), any::<char>()],
    ) {
        if let Some(text) = changed(&pending().to_storage(), place, by)
            && let Some(back) = Pending::from_storage(&text)
        {
            let again = Pending::from_storage(&back.to_storage()).unwrap();
            prop_assert_eq!(again.to_storage(), back.to_storage());
        }
    }

    #[test]
    fn a_state_with_one_character_changed_belongs_to_no_attempt(
        place in any::<prop::sample::Index>(),
        by in prop_oneof![prop::sample::select(&['A', '%', '+', '&', '='][..]), any::<char>()],
    ) {
        let pending = pending();
        if let Some(state) = changed(pending.state(), place, by) {
            let mut attempts = PendingAttempts::new();
            attempts.begin(pending);
            let answer = ["id_token=a.b.c&state=", &state].concat();
            prop_assert!(attempts.receive(Answer::parse(&answer), NOW).is_err());
            prop_assert!(attempts.take(Some(&state), NOW).is_err());
            prop_assert!(attempts.is_waiting());
        }
    }

    #[test]
    fn a_token_with_one_character_changed_signs_nobody_in(
        place in any::<prop::sample::Index>(),
        by in prop_oneof![prop::sample::select(&['A', 'B', '.', '-', '='][..]), any::<char>()],
    ) {
        let pending = pending();
        let sound = token(&header(), &claims(&pending));
        if let Some(text) = changed(&sound, place, by) {
            prop_assert!(finish(pending, &text, "").is_err(), "{text}");
        }
    }

    #[test]
    fn a_token_that_was_cut_signs_nobody_in(place in any::<prop::sample::Index>()) {
        let pending = pending();
        let sound = token(&header(), &claims(&pending));
        let (head, _) = sound.split_at(place.index(sound.len()));
        prop_assert!(finish(pending, head, "").is_err());
    }

    #[test]
    fn an_access_token_is_bound_to_its_id_token(
        one in "[A-Za-z0-9]{1,12}",
        other in "[A-Za-z0-9]{1,12}",
    ) {
        let pending = pending();
        let mut claims = claims(&pending);
        claims["at_hash"] = at_hash(&one).into();
        let more = ["&access_token=", &other].concat();
        let outcome = finish(pending, &token(&header(), &claims), &more);
        prop_assert_eq!(outcome.is_ok(), one == other);
    }

    #[test]
    fn no_answer_of_a_token_address_is_too_much(status in any::<u16>(), body in any_json()) {
        let settings = Settings { token_endpoint: Some("https://lab.example/token"), ..settings() };
        let pending = attempt(&settings, json!({}), 1);
        let answer = ["code=a&state=", pending.state()].concat();
        let Ok(Callback::Code(grant)) = pending.receive(Answer::parse(&answer), NOW) else {
            panic!("a code was asked for");
        };
        prop_assert!(grant.read(status, body.to_string().into_bytes()).is_err());
    }
}

#[test]
fn the_tests_server_signs_somebody_in() {
    let pending = pending();
    let text = token(&header(), &claims(&pending));
    let received = receive(pending, &text, "").unwrap();
    let source = server::Source::new(&["k1"], &[]);
    let signed = block_on(verify_with(received, &source, &Fake)).unwrap();
    assert!(block_on(signed.identity(NOW, &Fake)).is_ok());
}
