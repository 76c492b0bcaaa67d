//! The page's one client of a registry: what people who share a request get,
//! what "Try again" asks for, what a clock that is set back does, and where an
//! answer is too long.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use scholar_badge::orcid::OrcidId;
use scholar_badge::registry::RecordQuery;
use scholar_badge::registry::client::{self, Listener, Subscription};
use scholar_badge::registry::{Error, Outcome, Registry};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A registry of the test's own, by its address: each answer to a request of a
/// record waits until it is given, `clock` is how far the page's clock is off.
#[wasm_bindgen(inline_js = "
const { now } = Date;
let off = 0;
Date.now = () => now() + off;
export function setClock(by) {
  off = by;
}
const { fetch } = globalThis;
const asked = [];
globalThis.fetch = (request) => {
  if (!request.url?.includes('/own-registry/')) return fetch(request);
  return new Promise((answer) => asked.push({ url: request.url, answer }));
};
export const timesAsked = (id) => asked.filter(({ url }) => url.endsWith(id)).length;
const last = (id) => asked.findLast(({ url }) => url.endsWith(id));
export const answerWith = (id, type, text) =>
  last(id).answer(new Response(text, { headers: { 'content-type': type } }));
export const refuse = (id, status) => last(id).answer(new Response(null, { status }));
export function answerSlowly(id, text) {
  let end;
  const body = new ReadableStream({
    start(controller) {
      end = () => {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      };
    },
  });
  const headers = { 'content-type': 'application/json' };
  last(id).answer(new Response(body, { headers }));
  return end;
}
const endless = new Map();
export function answerEndlessly(id, status, length) {
  const state = { sent: 0, isCancelled: false };
  endless.set(id, state);
  const body = new ReadableStream({
    pull(controller) {
      state.sent += 1000;
      controller.enqueue(new Uint8Array(1000).fill(32));
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  const headers = { 'content-type': 'application/json' };
  if (length) headers['content-length'] = length;
  last(id).answer(new Response(body, { status, headers }));
}
export const bytesSent = (id) => endless.get(id).sent;
export const isCancelled = (id) => endless.get(id).isCancelled;
export async function keep(id, text, at) {
  const cache = await caches.open('scholar-badge');
  const headers = { 'content-type': 'application/json', 'x-scholar-badge': `1 ${Math.floor(at)} ${Math.floor(at)} 9` };
  await cache.put(`/own-registry/v3.0/${id}`, new Response(text, { headers }));
}
export async function until(check) {
  const end = performance.now() + 5_000;
  while (!check()) {
    if (performance.now() > end) return false;
    await new Promise((done) => setTimeout(done, 5));
  }
  return true;
}")]
extern "C" {
    #[wasm_bindgen(js_name = setClock)]
    fn set_clock(by: f64);
    #[wasm_bindgen(js_name = timesAsked)]
    fn times_asked(id: &str) -> u32;
    #[wasm_bindgen(js_name = answerWith)]
    fn answer_with(id: &str, content_type: &str, text: &str);
    fn refuse(id: &str, status: u16);
    #[wasm_bindgen(js_name = answerSlowly)]
    fn answer_slowly(id: &str, text: &str) -> Function;
    #[wasm_bindgen(js_name = answerEndlessly)]
    fn answer_endlessly(id: &str, status: u16, length: Option<&str>);
    #[wasm_bindgen(js_name = bytesSent)]
    fn bytes_sent(id: &str) -> f64;
    #[wasm_bindgen(js_name = isCancelled)]
    fn is_cancelled(id: &str) -> bool;
    fn keep(id: &str, text: &str, at: f64) -> Promise;
    fn until(check: &Closure<dyn Fn() -> bool>) -> Promise;
}

const HOUR: f64 = 3_600_000.0;
const DAY: f64 = 24.0 * HOUR;
/// The longest answer that is read, in bytes.
const LIMIT: usize = 50_000;
const JSON: &str = "application/json";

/// A record of this many works.
fn record(id: &str, works: usize) -> String {
    let groups: Vec<String> = (1..=works)
        .map(|number| {
            format!(
                r#"{{"work-summary": [{{"put-code": {number}, "type": "book",
                    "title": {{"title": {{"value": "Work {number}"}}}}}}]}}"#
            )
        })
        .collect();
    format!(
        r#"{{"orcid-identifier": {{"path": "{id}"}},
            "person": {{"name": {{"given-names": {{"value": "Ann"}}}}}},
            "activities-summary": {{"works": {{"group": [{}]}}}}}}"#,
        groups.join(",")
    )
}

fn ask(id: &str, works: usize, max_age: f64) -> RecordQuery {
    RecordQuery {
        id: OrcidId::parse(id).expect("a sound iD"),
        registry: Registry::Mirror("/own-registry".into()),
        timeout: 60_000.0,
        max_age,
        max_size: LIMIT,
        works,
    }
}

/// Somebody who waits for a record, and all that was heard.
struct Reader {
    heard: Rc<RefCell<Vec<Outcome>>>,
    _place: Subscription,
}

fn subscribe(
    ask: &RecordQuery,
    again: bool,
    listen: Rc<dyn Fn(Outcome)>,
    is_visible: bool,
) -> Subscription {
    let is_visible = Box::new(move || is_visible);
    client::subscribe(ask, again, None, Listener { listen, is_visible })
}

fn reader(ask: &RecordQuery, again: bool) -> Reader {
    let heard: Rc<RefCell<Vec<Outcome>>> = Rc::default();
    let hears = Rc::clone(&heard);
    let listen = Rc::new(move |outcome| hears.borrow_mut().push(outcome));
    Reader {
        _place: subscribe(ask, again, listen, true),
        heard,
    }
}

impl Reader {
    /// The error heard last.
    fn error(&self) -> Option<Error> {
        let heard = self.heard.borrow();
        heard.last().and_then(|it| it.as_ref().err().copied())
    }

    /// Of each record heard: how many works, and whether it is a copy.
    fn works(&self) -> Vec<(usize, bool)> {
        let heard = self.heard.borrow();
        let records = heard.iter().flatten();
        records
            .map(|answer| (answer.record.works.len(), answer.from_cache))
            .collect()
    }

    async fn heard(&self, count: usize) -> bool {
        let heard = Rc::clone(&self.heard);
        comes_true(move || heard.borrow().len() >= count).await
    }
}

/// Whether this comes true within a few seconds.
async fn comes_true(check: impl Fn() -> bool + 'static) -> bool {
    let check = Closure::<dyn Fn() -> bool>::new(check);
    let answer = JsFuture::from(until(&check)).await;
    answer.is_ok_and(|answer| answer.is_truthy())
}

async fn asked(id: &'static str, times: u32) -> bool {
    comes_true(move || times_asked(id) >= times).await
}

/// Lets everything run that waits for nothing but its turn.
async fn settled() {
    let turns = Array::of2(&JsValue::NULL, &JsValue::NULL);
    for _ in 0..20 {
        JsFuture::from(Promise::all(&turns)).await.expect("a turn");
    }
}

#[wasm_bindgen_test]
async fn who_joins_while_a_body_is_read_gets_all_that_they_asked_for() {
    const ID: &str = "0000-0002-1825-0097";
    let first = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    let end = answer_slowly(ID, &record(ID, 40));
    settled().await;
    let second = reader(&ask(ID, 30, 0.0), false);
    end.call0(&JsValue::NULL).expect("an end");
    assert!(first.heard(1).await && second.heard(1).await);
    assert_eq!(second.works(), [(30, false)]);
    assert_eq!(times_asked(ID), 1);
}

#[wasm_bindgen_test]
async fn who_joins_while_a_copy_is_renewed_gets_as_much_of_it_when_that_fails() {
    const ID: &str = "0000-0001-5109-3700";
    let at = js_sys::Date::now() - HOUR;
    JsFuture::from(keep(ID, &record(ID, 40), at))
        .await
        .expect("a cache");
    let first = reader(&ask(ID, 5, 0.0), false);
    assert!(first.heard(1).await && asked(ID, 1).await);
    let second = reader(&ask(ID, 30, 0.0), false);
    refuse(ID, 401);
    assert!(second.heard(1).await);
    assert_eq!(second.works(), [(30, true)]);
    let heard = second.heard.borrow();
    let answer = heard[0].as_ref().expect("a record");
    assert_eq!(answer.not_renewed, Some(Error::Refused(401)));
    assert_eq!(times_asked(ID), 1);
}

#[wasm_bindgen_test]
async fn who_joins_a_look_into_the_cache_gets_nothing_older_than_they_asked_for() {
    const ID: &str = "0000-0002-9079-593X";
    let at = js_sys::Date::now() - HOUR;
    JsFuture::from(keep(ID, &record(ID, 3), at))
        .await
        .expect("a cache");
    let first = reader(&ask(ID, 5, DAY), false);
    let second = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await, "the second wants a new one");
    answer_with(ID, JSON, &record(ID, 4));
    assert!(second.heard(2).await);
    assert_eq!(second.works(), [(3, true), (4, false)]);
    assert_eq!(first.works(), second.works());
}

#[wasm_bindgen_test]
async fn asking_again_asks_the_registry_even_where_a_copy_counts_as_fresh() {
    const ID: &str = "0000-0003-1415-9269";
    let at = js_sys::Date::now() - HOUR;
    JsFuture::from(keep(ID, &record(ID, 3), at))
        .await
        .expect("a cache");
    let strict = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_with(ID, "text/html", "A portal");
    assert!(strict.heard(2).await);
    // To this one the copy is new enough, with a button to renew it.
    let patient = reader(&ask(ID, 5, DAY), false);
    assert!(patient.heard(1).await);
    assert_eq!(times_asked(ID), 1);
    let again = reader(&ask(ID, 5, DAY), true);
    assert!(asked(ID, 2).await, "it asks");
    answer_with(ID, JSON, &record(ID, 4));
    assert!(again.heard(2).await);
    assert_eq!(again.works(), [(3, true), (4, false)]);
}

#[wasm_bindgen_test]
async fn a_clock_that_is_set_back_holds_no_request_up() {
    const BEFORE: &str = "0000-0002-1694-233X";
    const AFTER: &str = "0000-0001-5000-0007";
    let before = reader(&ask(BEFORE, 5, 0.0), false);
    assert!(asked(BEFORE, 1).await);
    set_clock(-HOUR);
    let after = reader(&ask(AFTER, 5, 0.0), false);
    let is_asked = asked(AFTER, 1).await;
    set_clock(0.0);
    assert!(is_asked, "within seconds");
    drop((before, after));
}

#[wasm_bindgen_test]
async fn a_copy_from_the_future_is_not_fresh() {
    const ID: &str = "0000-0002-0000-0006";
    let at = js_sys::Date::now() + HOUR;
    JsFuture::from(keep(ID, &record(ID, 3), at))
        .await
        .expect("a cache");
    let reader = reader(&ask(ID, 5, DAY), false);
    assert!(asked(ID, 1).await, "the registry knows better");
    answer_with(ID, JSON, &record(ID, 4));
    assert!(reader.heard(2).await);
    assert_eq!(reader.works(), [(3, true), (4, false)]);
}

#[wasm_bindgen_test]
async fn an_answer_past_the_limit_is_given_up_while_it_comes() {
    const ID: &str = "0000-0003-0000-0003";
    let reader = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_endlessly(ID, 200, None);
    assert!(reader.heard(1).await);
    assert_eq!(reader.error(), Some(Error::AnswerTooLarge));
    assert!(
        comes_true(|| is_cancelled(ID)).await,
        "nothing more is fetched"
    );
    let sent = bytes_sent(ID);
    assert!(sent <= LIMIT as f64 + 5_000.0, "{sent} bytes were read");
    assert_eq!(times_asked(ID), 1, "asking again would bring as much");
}

#[wasm_bindgen_test]
async fn an_answer_that_announces_too_much_is_not_read_at_all() {
    const ID: &str = "0000-0003-0000-0011";
    let reader = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_endlessly(ID, 200, Some("50001"));
    assert!(reader.heard(1).await);
    assert_eq!(reader.error(), Some(Error::AnswerTooLarge));
    assert!(comes_true(|| is_cancelled(ID)).await);
    // Streams fetch a little before anybody reads.
    assert!(bytes_sent(ID) <= 2_000.0);
}

#[wasm_bindgen_test]
async fn whoever_takes_longer_answers_asks_anew() {
    const ID: &str = "0000-0003-0000-002X";
    let record = record(ID, 800);
    assert!(record.len() > LIMIT, "{}", record.len());
    let short = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_with(ID, JSON, &record);
    assert!(short.heard(1).await);
    assert_eq!(short.error(), Some(Error::AnswerTooLarge));
    let same = reader(&ask(ID, 5, 0.0), false);
    assert!(same.heard(1).await, "is told what is known");
    assert_eq!(times_asked(ID), 1);
    let long = RecordQuery {
        max_size: 2 * LIMIT,
        ..ask(ID, 5, 0.0)
    };
    let long = reader(&long, false);
    assert!(asked(ID, 2).await);
    answer_with(ID, JSON, &record);
    assert!(long.heard(1).await);
    assert_eq!(long.works(), [(5, false)]);
}

#[wasm_bindgen_test]
async fn a_copy_outlives_an_answer_that_is_too_large() {
    const ID: &str = "0000-0003-0000-0038";
    let at = js_sys::Date::now() - HOUR;
    JsFuture::from(keep(ID, &record(ID, 3), at))
        .await
        .expect("a cache");
    let reader = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_endlessly(ID, 200, None);
    assert!(reader.heard(2).await);
    assert_eq!(reader.works(), [(3, true), (3, true)]);
    let heard = reader.heard.borrow();
    let answer = heard[1].as_ref().expect("a record");
    assert_eq!(answer.not_renewed, Some(Error::AnswerTooLarge));
}

#[wasm_bindgen_test]
async fn a_refusal_is_read_no_further_than_a_refusal_needs() {
    const ID: &str = "0000-0003-0000-0046";
    let reader = reader(&ask(ID, 5, 0.0), false);
    assert!(asked(ID, 1).await);
    answer_endlessly(ID, 409, None);
    assert!(reader.heard(1).await);
    assert_eq!(reader.error(), Some(Error::Refused(409)));
    assert!(comes_true(|| is_cancelled(ID)).await);
    assert!(bytes_sent(ID) <= 70_000.0);
}

#[wasm_bindgen_test]
async fn of_those_that_wait_what_is_seen_goes_first() {
    let id = |number: usize| {
        let digits = format!("00000003100{number:04}");
        let sum = digits
            .bytes()
            .fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
        let check = match (12 - sum) % 11 {
            10 => String::from("X"),
            check => check.to_string(),
        };
        let digits = digits + &check;
        format!(
            "{}-{}-{}-{}",
            &digits[..4],
            &digits[4..8],
            &digits[8..12],
            &digits[12..]
        )
    };
    let listen = || Rc::new(|_| {}) as Rc<dyn Fn(Outcome)>;
    let hidden: Vec<Subscription> = (0..40)
        .map(|number| subscribe(&ask(&id(number), 5, 0.0), false, listen(), false))
        .collect();
    let seen = subscribe(&ask(&id(40), 5, 0.0), false, listen(), true);
    let last = id(40);
    assert!(comes_true(move || times_asked(&last) == 1).await);
    let before = (0..40)
        .filter(|number| times_asked(&id(*number)) > 0)
        .count();
    assert!(before < 30, "{before} were asked for that nobody sees");
    drop((hidden, seen));
}

#[wasm_bindgen_test]
async fn a_spent_quota_keeps_everybody_from_asking_but_who_insists() {
    const ONE: &str = "0000-0003-0000-0054";
    const TWO: &str = "0000-0003-0000-0062";
    let one = reader(&ask(ONE, 5, 0.0), false);
    assert!(asked(ONE, 1).await);
    refuse(ONE, 429);
    assert!(one.heard(1).await);
    assert_eq!(one.error(), Some(Error::QuotaSpent));
    let two = reader(&ask(TWO, 5, 0.0), false);
    assert!(two.heard(1).await);
    assert_eq!(two.error(), Some(Error::QuotaSpent));
    assert_eq!(times_asked(TWO), 0);
    let again = reader(&ask(TWO, 5, 0.0), true);
    assert!(asked(TWO, 1).await, "the visitor has asked");
    answer_with(TWO, JSON, &record(TWO, 4));
    assert!(again.heard(1).await);
    // The registry has room again, for all.
    let one = reader(&ask(ONE, 5, 0.0), false);
    assert!(asked(ONE, 2).await);
    answer_with(ONE, JSON, &record(ONE, 4));
    assert!(one.heard(1).await);
}
