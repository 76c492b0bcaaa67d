//! Old copies go, also from pages that hold badges alone. That happens once a
//! page, so this test has one to itself.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used)]

use std::rc::Rc;

use js_sys::{Array, Promise};
use scholar_badge::orcid::OrcidId;
use scholar_badge::registry::RecordQuery;
use scholar_badge::registry::Registry;
use scholar_badge::registry::client;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = "
const opened = caches.open('scholar-badge');
export async function keep(name, at) {
  const headers = at === undefined ? {} : { 'x-fetched-at': String(at) };
  await (await opened).put(`/${name}`, new Response('{}', { headers }));
}
/** The names of all copies, once there are so many or a few seconds have passed. */
export async function keptOnce(count) {
  const end = performance.now() + 5_000;
  for (;;) {
    const keys = await (await opened).keys();
    const names = keys.map(({ url }) => url.split('/').at(-1));
    if (names.length === count || performance.now() > end) return names.toSorted();
    await new Promise((done) => setTimeout(done, 5));
  }
}")]
extern "C" {
    fn keep(name: &str, at: Option<f64>) -> Promise;
    #[wasm_bindgen(js_name = keptOnce)]
    fn kept_once(count: u32) -> Promise;
}

#[wasm_bindgen_test]
async fn a_page_of_badges_forgets_what_is_older_than_thirty_days() {
    const DAY: f64 = 86_400_000.0;
    const ID: &str = "0009-0009-9000-4016";
    let now = js_sys::Date::now();
    for (name, at) in [
        ("old", Some(now - 31.0 * DAY)),
        ("recent", Some(now - 29.0 * DAY)),
        ("future", Some(now + DAY)),
        ("strange", None),
    ] {
        JsFuture::from(keep(name, at)).await.expect("a cache");
    }
    let ask = RecordQuery {
        id: OrcidId::parse(ID).expect("a sound iD"),
        registry: Registry::Mirror("/tests/fixtures".into()),
        timeout: 60_000.0,
        max_age: 0.0,
        max_size: 1_000_000,
        works: 5,
    };
    let place = client::subscribe(&ask, false, None, Rc::new(|_| {}));
    let names = JsFuture::from(kept_once(2)).await.expect("a cache");
    let names: Vec<String> = Array::from(&names)
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    assert_eq!(names, [ID, "recent"]);
    drop(place);
}
