//! The page's own checks of an id_token, natively, for tests/identity: a line
//! of JSON in for each token, a line out with what came of it. What a browser
//! computes, whoever asks computes: a question for it goes out as a line too, and
//! its answer is the next line in.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::{BufRead, Write, stdin, stdout};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use scholar_badge::signin::{
    Answer, Callback, ClientConfig, Crypto, Error, Issuer, Key, KeySource, Keys, Metadata, Request,
    Secrets, Settings, decode, encode, verify_with,
};
use serde_json::{Value, json};

fn read() -> Option<Value> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line).unwrap();
    serde_json::from_str(&line).ok()
}

fn write(value: &Value) {
    let mut out = stdout().lock();
    writeln!(out, "{value}").unwrap();
    out.flush().unwrap();
}

/// Whoever asks has the cryptography.
struct Asking;

impl Crypto for Asking {
    async fn verify(&self, key: &Key, input: &[u8], signature: &[u8]) -> bool {
        let (input, signature) = (encode(input), encode(signature));
        write(&json!({ "n": key.n(), "e": key.e(), "input": input, "signature": signature }));
        read().unwrap() == json!(true)
    }

    async fn sha256(&self, _: &[u8]) -> Option<[u8; 32]> {
        panic!("no access token comes along");
    }
}

struct Listed(Result<Rc<Keys>, Error>);

impl KeySource for Listed {
    async fn keys(&self, _: bool) -> Result<Rc<Keys>, Error> {
        self.0.clone()
    }

    fn has_had(&self, _: &str) -> bool {
        false
    }
}

/// Runs a future that waits for nothing but standard input.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing is waited for"),
    }
}

/// The iD, or the code of the first check that fails.
fn outcome(asked: &Value) -> Result<String, Error> {
    let text = |name: &str| asked[name].as_str().unwrap();
    let now = asked["now"].as_f64().unwrap();
    let settings = Settings {
        client_id: text("clientId"),
        redirect_uri: "http://127.0.0.1:9/callback.html",
        page: "http://127.0.0.1:9/",
        issuer: Some(text("issuer")),
        ..Settings::default()
    };
    let at = |path: &str| [text("issuer"), path].concat();
    let about = json!({
        "issuer": text("issuer"),
        "authorization_endpoint": at("/authorize"),
        "jwks_uri": at("/jwks"),
        "response_types_supported": ["id_token"],
    });
    let issuer = Issuer::parse("", Some(text("issuer")))?;
    let metadata = Metadata::read(&issuer, about.to_string().into_bytes())?;
    let secrets = Secrets {
        state: [1; 32],
        verifier: [2; 32],
    };
    let request = Request::new(&ClientConfig::check(&settings)?, &metadata, secrets)?;
    let challenge = decode(text("nonce")).unwrap().try_into().unwrap();
    let pending = request.begin(challenge, settings.page, now);
    let answer = ["state=", pending.state(), "&id_token=", text("token")].concat();
    let Callback::Token(token) = pending.receive(Answer::parse(&answer), now)? else {
        panic!("a code was not asked for");
    };
    let keys = Keys::read(decode(text("jwks")).unwrap()).map(Rc::new);
    let signed = block_on(verify_with(token, &Listed(keys), &Asking))?;
    let identity = block_on(signed.identity(now, &Asking))?;
    Ok(identity.who().orcid().digits())
}

fn main() {
    while let Some(asked) = read() {
        write(&match outcome(&asked) {
            Ok(orcid) => json!({ "orcid": orcid }),
            Err(error) => json!({ "error": error.code() }),
        });
    }
}
