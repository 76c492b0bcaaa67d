//! An identity server without cryptography, for tests natively: it makes
//! tokens as a server would, with a signature that only its keys fit.
//!
//! Unit tests and integration tests share it: whoever takes it in has the
//! names of `signin` beside it.
#![allow(dead_code, clippy::unwrap_used)]

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::{
    Answer, Callback, ClientConfig, Crypto, Error, Identity, Issuer, Key, KeySource, Keys,
    Metadata, Pending, Request, Secrets, Settings, Unverified, encode, verify_with,
};

/// When all attempts begin, in milliseconds.
pub const NOW: f64 = 1_790_000_000_000.0;

pub const ISSUER: &str = "https://id.example";

pub const CARBERRY: &str = "0000-0002-1825-0097";

/// Runs a future that never waits for anything.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a native test waits for nothing"),
    }
}

/// Bytes that depend on all of the input; nothing that would keep a secret.
fn scramble<const N: usize>(input: &[&[u8]]) -> [u8; N] {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in input.iter().flat_map(|part| part.iter().chain(&[0])) {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    std::array::from_fn(|_| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (state >> 56) as u8
    })
}

pub struct Fake;

impl Crypto for Fake {
    async fn verify(&self, key: &Key, input: &[u8], signature: &[u8]) -> bool {
        signature == scramble::<256>(&[key.n().as_bytes(), input])
    }

    async fn sha256(&self, input: &[u8]) -> Option<[u8; 32]> {
        Some(scramble(&[b"sha256", input]))
    }
}

/// The modulus of the key of that name.
pub fn modulus(kid: &str) -> String {
    let mut bytes = scramble::<256>(&[b"modulus", kid.as_bytes()]);
    bytes[0] |= 128;
    encode(&bytes)
}

pub fn key_json(kid: &str) -> Value {
    json!({ "kty": "RSA", "use": "sig", "kid": kid, "e": "AQAB", "n": modulus(kid) })
}

pub fn keys(kids: &[&str]) -> Keys {
    let keys: Vec<Value> = kids.iter().map(|kid| key_json(kid)).collect();
    Keys::read(json!({ "keys": keys }).to_string().into_bytes()).unwrap()
}

/// Keys at hand, keys asked for anew, and how often that was.
pub struct Source {
    pub kept: Result<Rc<Keys>, Error>,
    pub anew: Result<Rc<Keys>, Error>,
    pub asked: Cell<u32>,
}

impl Source {
    pub fn new(kept: &[&str], anew: &[&str]) -> Self {
        Self {
            kept: Ok(Rc::new(keys(kept))),
            anew: Ok(Rc::new(keys(anew))),
            asked: Cell::new(0),
        }
    }
}

impl KeySource for Source {
    async fn keys(&self, anew: bool) -> Result<Rc<Keys>, Error> {
        self.asked.set(self.asked.get() + u32::from(anew));
        if anew {
            self.anew.clone()
        } else {
            self.kept.clone()
        }
    }

    fn has_had(&self, kid: &str) -> bool {
        let kept = self.kept.as_ref();
        kept.is_ok_and(|keys| keys.kids().any(|had| had == kid))
    }
}

/// Settings of a page with its redirect page beside it.
pub fn settings() -> Settings<'static> {
    Settings {
        client_id: "APP-1",
        redirect_uri: "https://lab.example/callback.html",
        page: "https://lab.example/people/?a=b#c",
        issuer: Some(ISSUER),
        ..Settings::default()
    }
}

/// A discovery document that offers everything, with some members changed;
/// `null` takes one out.
pub fn discovery(changes: Value) -> Vec<u8> {
    let mut document = json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://id.example/authorize",
        "token_endpoint": "https://id.example/token",
        "jwks_uri": "https://id.example/jwks",
        "response_types_supported": ["code", "id_token", "id_token token"],
    });
    for (name, value) in changes.as_object().unwrap() {
        document[name] = value.clone();
    }
    document.to_string().into_bytes()
}

pub fn metadata(settings: &Settings, changes: Value) -> Metadata {
    let issuer = Issuer::parse(settings.registry, settings.issuer).unwrap();
    Metadata::built_in(&issuer)
        .unwrap_or_else(|| Metadata::read(&issuer, discovery(changes)).unwrap())
}

pub fn request(settings: &Settings, changes: Value, seed: u8) -> Result<Request, Error> {
    let secrets = Secrets {
        state: [seed; 32],
        verifier: [seed ^ 255; 32],
    };
    let client = ClientConfig::check(settings)?;
    Request::new(&client, &metadata(settings, changes), secrets)
}

/// An attempt; each seed has other secrets.
pub fn attempt(settings: &Settings, changes: Value, seed: u8) -> Pending {
    let request = request(settings, changes, seed).unwrap();
    let challenge = block_on(Fake.sha256(request.verifier().as_bytes())).unwrap();
    request.begin(challenge, settings.page, NOW)
}

pub fn pending() -> Pending {
    attempt(&settings(), json!({}), 1)
}

/// What the person is sent away with.
pub fn parameter(pending: &Pending, name: &str) -> Option<String> {
    let (_, query) = pending.authorize_address().split_once('?').unwrap();
    let value = query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap();
        (key == name).then_some(value)
    })?;
    Some(percent(value))
}

/// Percent-decoding of what this crate wrote.
fn percent(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

pub fn header() -> Value {
    json!({ "alg": "RS256", "kid": "k1" })
}

/// What a server says about Josiah Carberry, two seconds into an attempt.
pub fn claims(pending: &Pending) -> Value {
    json!({
        "iss": ISSUER,
        "aud": "APP-1",
        "sub": CARBERRY,
        "iat": NOW / 1000.0 + 2.0,
        "exp": NOW / 1000.0 + 600.0,
        "nonce": parameter(pending, "nonce"),
        "name": "Josiah Carberry",
    })
}

/// A token signed with the key that the header names.
pub fn token(header: &Value, claims: &Value) -> String {
    token_of(header, &claims.to_string())
}

/// The same, with the claims as they are written.
pub fn token_of(header: &Value, claims: &str) -> String {
    let head = encode(header.to_string().as_bytes());
    let input = [head, encode(claims.as_bytes())].join(".");
    let n = modulus(header["kid"].as_str().unwrap_or_default());
    let signature = scramble::<256>(&[n.as_bytes(), input.as_bytes()]);
    [input, encode(&signature)].join(".")
}

pub fn at_hash(access_token: &str) -> String {
    let hash = block_on(Fake.sha256(access_token.as_bytes())).unwrap();
    encode(&hash[..16])
}

/// The token of an answer with `id_token` and more.
pub fn receive(pending: Pending, id_token: &str, more: &str) -> Result<Unverified, Error> {
    let answer = format!("state={}&id_token={id_token}{more}", pending.state());
    match pending.receive(Answer::parse(&answer), NOW + 3000.0)? {
        Callback::Token(token) => Ok(token),
        Callback::Code(_) | Callback::AskAgain => panic!("a token was asked for"),
    }
}

/// Everything from the answer on, two seconds later.
pub fn finish(pending: Pending, id_token: &str, more: &str) -> Result<Identity, Error> {
    let token = receive(pending, id_token, more)?;
    let source = Source::new(&["k1"], &["k1"]);
    let signed = block_on(verify_with(token, &source, &Fake))?;
    block_on(signed.identity(NOW + 5000.0, &Fake))
}

/// Everything, with claims changed; `null` takes one out.
pub fn outcome(changes: Value) -> Result<Identity, Error> {
    let pending = pending();
    let mut claims = claims(&pending);
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    finish(pending, &token(&header(), &claims), "")
}

/// The error of everything, with claims changed.
pub fn error(changes: Value) -> Option<Error> {
    outcome(changes).err()
}
