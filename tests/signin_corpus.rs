//! Signing in against what ORCID really publishes, where it is at hand: see
//! `support/corpus.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/corpus.rs"]
#[allow(dead_code)] // walks that only the readers of records need
mod corpus;
#[path = "support/signin.rs"]
mod server;

use std::fs;

use scholar_badge::orcid::OrcidId;
use scholar_badge::signin::*;
use serde_json::Value;
use server::{Fake, block_on, header, parameter, settings};

/// The file whose name ends so, as it lies there; none without the corpus.
fn file(end: &str) -> Option<String> {
    let files = corpus::payloads("oidc");
    let (path, _) = files.iter().find(|(path, _)| path.ends_with(end))?;
    Some(fs::read_to_string(path).unwrap())
}

fn production() -> Settings<'static> {
    Settings {
        client_id: "4444-4444-4444-4445",
        issuer: None,
        ..settings()
    }
}

#[test]
fn the_production_keys_hold_one_that_signs() {
    let Some(text) = file("jwks-production.json") else {
        return;
    };
    let json: Value = serde_json::from_str(&text).unwrap();
    let given = &json["keys"][0];
    let keys = Keys::read(text.into_bytes()).unwrap();
    let key = keys.find(given["kid"].as_str().unwrap()).unwrap();
    assert_eq!(key.n(), given["n"]);
    assert_eq!(key.e(), given["e"]);
    assert_eq!(decode(key.n()).unwrap().len(), 256);
}

#[test]
fn a_discovery_document_of_orcid_is_read_and_offers_pages_what_it_says() {
    let Some(text) = file("openid-configuration-example-qa.json") else {
        return;
    };
    let secrets = || Secrets {
        state: [1; 32],
        verifier: [2; 32],
    };
    let ask = |settings: &Settings, text: &str| {
        let client = ClientConfig::check(settings)?;
        let metadata = Metadata::read(client.issuer(), text.as_bytes().to_vec())?;
        let request = Request::new(&client, &metadata, secrets())?;
        Ok(request.begin([3; 32], settings.page, server::NOW))
    };
    // It lists codes alone and no PKCE: not for a page without a server.
    let error = ask(&production(), &text).err();
    assert_eq!(error, Some(Error::FlowUnsupported));
    let sandbox = Settings {
        registry: "sandbox",
        ..production()
    };
    let error = ask(&sandbox, &text).err();
    assert_eq!(error, Some(Error::DiscoveryWrongIssuer));

    let own = Settings {
        token_endpoint: Some("https://lab.example/token"),
        ..production()
    };
    let pending = ask(&own, &text).unwrap();
    let address = pending.authorize_address();
    assert!(address.starts_with("https://qa.orcid.org/oauth/authorize?client_id=4444-"));
    assert_eq!(parameter(&pending, "response_type").unwrap(), "code");
    assert_eq!(parameter(&pending, "code_challenge"), None);

    // As it is since the implicit flow is back (facts/orcid.md §5).
    let listed = text.replace("\"code\"", "\"code\",\"id_token\",\"id_token token\"");
    let pending = ask(&production(), &listed).unwrap();
    assert_eq!(parameter(&pending, "response_type").unwrap(), "id_token");
}

#[test]
fn claims_of_orcid_are_an_identity_in_their_time() {
    let Some(text) = file("id-token-claims-example.json") else {
        return;
    };
    let given: Value = serde_json::from_str(&text).unwrap();
    let sub = given["sub"].as_str().unwrap();
    let began = given["iat"].as_f64().unwrap() * 1000.0;
    let outcome = |nonce: bool, now: f64| {
        let settings = production();
        let client = ClientConfig::check(&settings)?;
        let metadata = Metadata::built_in(client.issuer()).unwrap();
        let secrets = Secrets {
            state: [1; 32],
            verifier: [2; 32],
        };
        let request = Request::new(&client, &metadata, secrets)?;
        let pending = request.begin([3; 32], settings.page, began);
        let nonce = nonce.then(|| parameter(&pending, "nonce").unwrap());
        let claims = text.replace(
            "\"n1\"",
            &["\"", nonce.as_deref().unwrap_or("n1"), "\""].concat(),
        );
        // With `\/`, as ORCID's server writes it.
        let sound = server::token_of(&header(), &claims);
        assert!(claims.contains("\\/"));
        let answer = ["state=", pending.state(), "&id_token=", &sound].concat();
        let Callback::Token(unverified) = pending.receive(Answer::parse(&answer), began)? else {
            panic!("a code was not asked for");
        };
        let source = server::Source::new(&["k1"], &[]);
        let signed = block_on(verify_with(unverified, &source, &Fake))?;
        block_on(signed.identity(now, &Fake))
    };
    assert_eq!(outcome(false, began).err(), Some(Error::WrongNonce));
    let late = given["exp"].as_f64().unwrap() * 1000.0;
    assert_eq!(outcome(true, late).err(), Some(Error::ExpiredToken));
    let identity = outcome(true, began + 1000.0).unwrap();
    assert_eq!(Ok(identity.who().orcid()), OrcidId::parse(sub));
    assert_eq!(identity.who().name(), None, "the example has none");
    assert_eq!(identity.who().issuer(), "https://orcid.org");
}
