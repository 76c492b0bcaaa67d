//! Copies go that are old, of another shape, or for which there is no room, also
//! from pages that hold badges alone. That happens once a page, so this test has one
//! to itself.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::rc::Rc;

use js_sys::{Array, Promise};
use scholar_badge::orcid::OrcidId;
use scholar_badge::registry::RecordQuery;
use scholar_badge::registry::Registry;
use scholar_badge::registry::client::{self, Listener};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = "
const opened = caches.open('scholar-badge');
export async function keep(name, stamp) {
  const headers = stamp === undefined ? {} : { 'x-scholar-badge': stamp };
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
    fn keep(name: &str, stamp: Option<&str>) -> Promise;
    #[wasm_bindgen(js_name = keptOnce)]
    fn kept_once(count: u32) -> Promise;
}

#[wasm_bindgen_test]
async fn a_page_of_badges_forgets_what_nobody_needs() {
    const DAY: f64 = 86_400_000.0;
    const ID: &str = "0009-0009-9000-4016";
    let now = js_sys::Date::now().floor();
    let stamp = |shape: u8, fetched: f64, used: f64, size: u32| {
        let (fetched, used) = (now - fetched * DAY, now - used * DAY);
        Some(format!("{shape} {fetched} {used} {size}"))
    };
    const MB: u32 = 1_000_000;
    for (name, stamp) in [
        ("old", stamp(1, 31.0, 0.0, 9)),
        ("recent", stamp(1, 29.0, 0.0, 9)),
        ("future", stamp(1, -1.0, 0.0, 9)),
        ("strange", None),
        ("of another shape", stamp(0, 0.0, 0.0, 9)),
        // 60 MB, of which 40 may stay.
        ("used 1 day ago", stamp(1, 9.0, 1.0, 12 * MB)),
        ("used 2 days ago", stamp(1, 8.0, 2.0, 12 * MB)),
        ("used 3 days ago", stamp(1, 7.0, 3.0, 12 * MB)),
        ("used 4 days ago", stamp(1, 6.0, 4.0, 12 * MB)),
        ("used 5 days ago", stamp(1, 5.0, 5.0, 12 * MB)),
    ] {
        JsFuture::from(keep(name, stamp.as_deref()))
            .await
            .expect("a cache");
    }
    let ask = RecordQuery {
        id: OrcidId::parse(ID).expect("a sound iD"),
        registry: Registry::Mirror("/tests/fixtures".into()),
        timeout: 60_000.0,
        max_age: 0.0,
        max_size: 1_000_000,
        works: 5,
    };
    let listener = Listener {
        listen: Rc::new(|_| {}),
        is_visible: Box::new(|| true),
    };
    let place = client::subscribe(&ask, false, None, listener);
    let names = JsFuture::from(kept_once(5)).await.expect("a cache");
    let names: Vec<String> = Array::from(&names)
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    let used =
        ["1 day", "2 days", "3 days"].map(|it| format!("used%20{}%20ago", it.replace(' ', "%20")));
    assert_eq!(names[..2], [ID, "recent"]);
    assert_eq!(names[2..], used);
    drop(place);
}
