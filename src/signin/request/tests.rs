//! What a server is asked, and what sends nobody away.
#![allow(clippy::unwrap_used)]

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
        19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173,
        109, 241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195,
    ];
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let request = request(&settings(), json!({}), 1).unwrap();
    let pending = request.begin(hash, settings().page, NOW);
    assert_eq!(parameter(&pending, "nonce").as_deref(), Some(challenge));
}

/// What an attempt of the code flow comes to beside clients of these servers, at
/// their redirect pages; whether it may travel.
fn among(own: &Settings, changes: Value, others: &[(&str, &str)]) -> Result<bool, Error> {
    let clients: Vec<_> = others
        .iter()
        .map(|(issuer, redirect_uri)| {
            let settings = Settings {
                issuer: Some(issuer),
                redirect_uri,
                relay: true,
                ..settings()
            };
            let client = ClientConfig::check(&settings).unwrap();
            (client.issuer().clone(), client.redirect().clone())
        })
        .collect();
    let mut request = request(own, changes, 1)?;
    request.stand_among(&clients)?;
    Ok(request.begin([0; 32], own.page, NOW).may_travel())
}

#[test]
fn servers_whose_codes_could_be_mixed_up_have_redirect_pages_of_their_own() {
    const OTHER: &str = "https://other.example";
    const SAME: &str = "https://lab.example/callback.html";
    const OWN: &str = "https://lab.example/other/callback.html";
    let code = Settings {
        token_endpoint: Some("https://lab.example/token"),
        ..settings()
    };
    let relay = Settings {
        redirect_uri: "https://relay.example/cb",
        relay: true,
        ..code
    };
    let shared = Err(Error::SharedRedirectPage);
    let named = json!({ "authorization_response_iss_parameter_supported": true });
    for (own, changes, others, expected) in [
        (&code, json!({}), &[][..], Ok(true)),
        (
            &code,
            json!({}),
            &[(settings().issuer.unwrap(), SAME)],
            Ok(true),
        ),
        (&code, json!({}), &[(OTHER, SAME)], shared),
        (&code, json!({}), &[(OTHER, "https://lab.example/")], shared),
        (&code, json!({}), &[(OTHER, OWN), (OTHER, SAME)], shared),
        (&code, json!({}), &[(OTHER, OWN)], Ok(false)),
        (&relay, json!({}), &[(OTHER, OWN)], shared),
        (&relay, json!({}), &[], Ok(true)),
        // Each answer names its server.
        (&code, named.clone(), &[(OTHER, SAME)], Ok(true)),
        (&relay, named, &[(OTHER, SAME)], Ok(true)),
        // An id_token names its server itself, and is sent nowhere.
        (&settings(), json!({}), &[(OTHER, SAME)], Ok(true)),
    ] {
        assert_eq!(
            among(own, changes.clone(), others),
            expected,
            "{changes} {others:?}"
        );
    }
}

#[test]
fn a_server_that_refuses_an_id_token_alone_is_asked_for_what_else_it_lists() {
    let asked = |changes: Value| {
        let mut request = request(&settings(), changes, 1).unwrap();
        request.add_token();
        parameter(
            &request.begin([0; 32], settings().page, NOW),
            "response_type",
        )
    };
    assert_eq!(asked(json!({})).as_deref(), Some("id_token token"));
    let alone = json!({ "response_types_supported": ["code", "id_token"] });
    assert_eq!(asked(alone).as_deref(), Some("id_token"));
    let s256 = json!({ "code_challenge_methods_supported": ["S256"] });
    assert_eq!(asked(s256).as_deref(), Some("code"));
}
