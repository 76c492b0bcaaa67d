//! What is read besides records has limits, too: the answers of an identity server,
//! the redirect page, a site's own file. Past its limit an answer is given up while it
//! comes, whatever length it announces; up to it, it is read.
#![cfg(all(target_arch = "wasm32", feature = "site", feature = "signin"))]
#![allow(clippy::expect_used)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use scholar_badge::extras::web::load;
use scholar_badge::signin::web::redeem_and_verify::redeem_and_verify;
use scholar_badge::signin::web::redirect_page::check_redirect_page;
use scholar_badge::signin::web::server::{ServerKeys, metadata};
use scholar_badge::signin::{
    Answer, ClientConfig, Error, Issuer, KeySource, Metadata, RedirectUri, Request, Secrets,
    Settings,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A server of the test's own: `serve` says what stands at an address, a text and
/// blanks behind it up to so many bytes, and what length is announced. What the page
/// warns of on the console is kept.
#[wasm_bindgen(inline_js = "
const { fetch } = globalThis;
const served = new Map();
globalThis.fetch = async (request, ...more) => {
  const url = request.url ?? request;
  const one = served.get(url);
  if (!one) return fetch(request, ...more);
  let text = new TextEncoder().encode(one.text);
  const body = new ReadableStream({
    pull(controller) {
      if (one.sent >= one.bytes) return controller.close();
      const piece = new Uint8Array(Math.min(1000, one.bytes - one.sent)).fill(32);
      piece.set(text.subarray(0, piece.length));
      text = text.subarray(piece.length);
      one.sent += piece.length;
      controller.enqueue(piece);
    },
    cancel() {
      one.isCancelled = true;
    },
  });
  const headers = one.announced ? { 'content-length': one.announced } : {};
  const response = new Response(body, { status: one.status, headers });
  return Object.defineProperty(response, 'url', { value: url });
};
export function serve(url, status, text, bytes, announced) {
  served.set(url, { status, text, bytes, announced, sent: 0, isCancelled: false });
}
export const bytesSent = (url) => served.get(url).sent;
export async function cancelled(url) {
  const end = performance.now() + 5_000;
  while (!served.get(url).isCancelled) {
    if (performance.now() > end) return false;
    await new Promise((done) => setTimeout(done, 5));
  }
  return true;
}
const warnings = [];
const { warn } = console;
console.warn = (text) => {
  warnings.push(text);
  warn.call(console, text);
};
export const warning = (about) => warnings.find((text) => text.includes(about)) ?? '';")]
extern "C" {
    fn serve(url: &str, status: u16, text: &str, bytes: f64, announced: Option<&str>);
    #[wasm_bindgen(js_name = bytesSent)]
    fn bytes_sent(url: &str) -> f64;
    fn cancelled(url: &str) -> Promise;
    fn warning(about: &str) -> String;
}

/// How many bytes come in one piece, and how many of them a stream holds ready.
const AHEAD: f64 = 2.0 * 1_000.0;
/// The longest answer of an identity server.
const ANSWER: f64 = 256_000.0;
/// The longest redirect page.
const PAGE: f64 = 1_000_000.0;
/// The longest file of a site.
const FILE: f64 = 4_000_000.0;
/// What an endless answer may announce: nothing, too little (as each compressed one
/// does), nonsense.
const UNTRUE: [Option<&str>; 3] = [None, Some("10"), Some("-1")];

/// That of the answer at `url` no more came than it takes to see that it is too long.
async fn assert_given_up(url: &str, most: f64) {
    let answer = JsFuture::from(cancelled(url)).await;
    assert!(
        answer.is_ok_and(|it| it.is_truthy()),
        "{url}: all is fetched"
    );
    let sent = bytes_sent(url);
    assert!(sent <= most + AHEAD, "{url}: {sent} bytes were read");
}

/// What is asked of an identity server.
#[derive(Debug, Clone, Copy)]
enum Asked {
    Description,
    Keys,
    Token,
}

impl Asked {
    const ALL: [Self; 3] = [Self::Description, Self::Keys, Self::Token];

    /// Where it stands at the server of this name.
    fn address(self, server: &str) -> String {
        let path = match self {
            Self::Description => "/.well-known/openid-configuration",
            Self::Keys => "/jwks",
            Self::Token => "/token",
        };
        [&identifier(server), path].concat()
    }

    /// A sound answer; for a token a refusal, which is all that a test without keys
    /// can tell from none.
    fn text(self, server: &str) -> String {
        match self {
            Self::Description => description(server),
            Self::Keys => r#"{"keys": []}"#.into(),
            Self::Token => r#"{"access_token": "x"}"#.into(),
        }
    }

    /// What becomes of the answer where it is read.
    fn outcome(self) -> Option<Error> {
        match self {
            Self::Description | Self::Keys => None,
            Self::Token => Some(Error::MissingIdToken),
        }
    }

    /// Asks for it. Why there is none?
    async fn ask(self, server: &str) -> Option<Error> {
        let identifier = identifier(server);
        match self {
            Self::Description => {
                let issuer = Issuer::parse("", Some(&identifier)).expect("an issuer");
                metadata(&issuer).await.err()
            }
            Self::Keys => ServerKeys(self.address(server)).keys(true).await.err(),
            Self::Token => redeem(server).await,
        }
    }
}

fn identifier(server: &str) -> String {
    ["http://localhost/", server].concat()
}

fn description(server: &str) -> String {
    let id = identifier(server);
    format!(
        r#"{{"issuer": "{id}", "authorization_endpoint": "{id}/authorize",
            "token_endpoint": "{id}/token", "jwks_uri": "{id}/jwks",
            "response_types_supported": ["code"]}}"#
    )
}

/// Exchanges a code at a server.
async fn redeem(server: &str) -> Option<Error> {
    let identifier = identifier(server);
    let page = "http://localhost/people.html";
    let client = ClientConfig::check(&Settings {
        client_id: "APP-1",
        redirect_uri: "http://localhost/callback.html",
        page,
        issuer: Some(&identifier),
        flow: "code",
        ..Settings::default()
    })
    .expect("settings that can work");
    let description = description(server).into_bytes();
    let metadata = Metadata::read(client.issuer(), description).expect("a description");
    let secrets = Secrets {
        state: [1; 32],
        verifier: [2; 32],
    };
    let request = Request::new(&client, &metadata, secrets).expect("a request");
    let now = js_sys::Date::now();
    let pending = request.begin([3; 32], page, now);
    let answer = ["code=x&state=", pending.state()].concat();
    let callback = pending.receive(Answer::parse(&answer), now);
    redeem_and_verify(callback.expect("a code")).await.err()
}

#[wasm_bindgen_test]
async fn an_identity_server_s_answer_past_the_limit_is_given_up_while_it_comes() {
    for (number, announced) in UNTRUE.into_iter().enumerate() {
        let server = ["endless-", &number.to_string()].concat();
        for asked in Asked::ALL {
            let address = asked.address(&server);
            let text = asked.text(&server);
            serve(&address, 200, &text, f64::INFINITY, announced);
            let error = asked.ask(&server).await;
            assert_eq!(error, Some(Error::AnswerTooLarge), "{asked:?}");
            assert_given_up(&address, ANSWER).await;
        }
    }
    let error = Error::AnswerTooLarge;
    assert_eq!(error.code(), "answer-too-large");
    assert!(error.developer().contains("256 kB"));
}

#[wasm_bindgen_test]
async fn one_that_announces_more_is_not_read_at_all() {
    for asked in Asked::ALL {
        let address = asked.address("honest");
        serve(&address, 200, "", f64::INFINITY, Some("256001"));
        let error = asked.ask("honest").await;
        assert_eq!(error, Some(Error::AnswerTooLarge), "{asked:?}");
        assert_given_up(&address, 0.0).await;
    }
}

#[wasm_bindgen_test]
async fn one_of_just_that_many_bytes_is_read() {
    for asked in Asked::ALL {
        for (bytes, outcome) in [
            (ANSWER + 1.0, Some(Error::AnswerTooLarge)),
            (ANSWER, asked.outcome()),
        ] {
            let address = asked.address("full");
            serve(&address, 200, &asked.text("full"), bytes, None);
            assert_eq!(asked.ask("full").await, outcome, "{asked:?}: {bytes}");
        }
    }
}

/// The look at a redirect page before anybody is sent away.
async fn look_at(url: &str) -> Result<bool, Error> {
    let issuer = Issuer::parse("", Some("http://localhost/id")).expect("an issuer");
    let page = "http://localhost/people.html";
    let redirect = RedirectUri::check(url, page, &issuer, false).expect("a redirect page");
    check_redirect_page(&redirect, "http://localhost").await
}

const OUTDATED: &str = r#"<meta name="scholar-redirect-page" content="0">"#;

#[wasm_bindgen_test]
async fn a_redirect_page_past_the_limit_is_given_up_and_stops_nobody() {
    for (number, announced) in UNTRUE.into_iter().enumerate() {
        let url = ["http://localhost/endless-", &number.to_string(), ".html"].concat();
        serve(&url, 200, OUTDATED, f64::INFINITY, announced);
        assert_eq!(look_at(&url).await, Ok(true), "nothing is known of it");
        assert_given_up(&url, PAGE).await;
    }
}

#[wasm_bindgen_test]
async fn one_that_is_not_there_is_missing_however_much_the_server_says() {
    let url = "http://localhost/missing.html";
    serve(url, 404, "", f64::INFINITY, None);
    assert_eq!(look_at(url).await, Err(Error::RedirectPageMissing));
    assert_given_up(url, PAGE).await;
}

#[wasm_bindgen_test]
async fn one_of_just_as_many_bytes_as_are_read_is_looked_at() {
    let url = "http://localhost/full.html";
    serve(url, 200, OUTDATED, PAGE, None);
    assert_eq!(look_at(url).await, Ok(false), "it is seen to be outdated");
}

/// Asks for a site's file. Does it say anything?
async fn asks_for_file(url: &str) -> bool {
    let heard: Rc<RefCell<Option<bool>>> = Rc::default();
    let answer = Promise::new(&mut |resolve, _| {
        let heard = Rc::clone(&heard);
        load(
            url,
            Box::new(move |extras| {
                heard.replace(Some(extras.is_some()));
                let _ = resolve.call0(&JsValue::NULL);
            }),
        );
    });
    JsFuture::from(answer).await.expect("an answer");
    heard.take().expect("an answer")
}

#[wasm_bindgen_test]
async fn a_file_past_the_limit_is_given_up_while_it_comes_and_its_author_told() {
    for (number, announced) in UNTRUE.into_iter().enumerate() {
        let url = ["http://localhost/endless-", &number.to_string(), ".json"].concat();
        serve(&url, 200, "{}", f64::INFINITY, announced);
        assert!(!asks_for_file(&url).await);
        assert_given_up(&url, FILE).await;
        let warning = warning(&url);
        assert!(
            warning.ends_with("the file is longer than 4 MB"),
            "{warning}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_file_of_just_that_many_bytes_is_read() {
    let url = "http://localhost/full.json";
    serve(url, 200, "{}", FILE + 1.0, None);
    assert!(!asks_for_file(url).await);
    serve(url, 200, "{}", FILE, None);
    assert!(asks_for_file(url).await);
}
