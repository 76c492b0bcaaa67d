//! The element's life, with the very class that the package publishes. Records
//! come from a mirror: the folder tests/fixtures, which the test runner serves.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use js_sys::{Function, Object, Promise, Reflect};
use scholar_badge::element;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{AbortController, Document, HtmlElement, ShadowRoot};

wasm_bindgen_test_configure!(run_in_browser);

// The runner serves this project's folder; `module` would copy this file alone.
#[wasm_bindgen(raw_module = "/www/src/element.js")]
extern "C" {
    fn define(tag: &str, options: &Object) -> JsValue;

    #[wasm_bindgen(thread_local_v2, js_name = BADGE)]
    static BADGE: Object;

    #[wasm_bindgen(thread_local_v2, js_name = WORKS)]
    static WORKS: Object;
}

const ODALYS: &str = "0009-0009-9000-4016";

fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a page")
}

/// Defines a tag of this kind, its Wasm loaded by `load`.
fn define_with(tag: &str, kind: &Object, load: impl Fn() -> Promise + 'static) -> JsValue {
    let load = Closure::<dyn Fn() -> Promise>::new(load).into_js_value();
    let options = Object::assign(&Object::new(), kind);
    Reflect::set(&options, &"load".into(), &load).expect("a fresh object");
    define(tag, &options)
}

/// A badge's tag, one of its own for each test: definitions last as long as
/// the page.
fn defined(tag: &str) {
    BADGE.with(|badge| defined_as(tag, badge, element::connect));
}

/// Defines a tag of this kind, shown by one of the element's exports.
fn defined_as<M: Into<JsValue> + 'static>(
    tag: &str,
    kind: &Object,
    connect: fn(HtmlElement, ShadowRoot, Function) -> M,
) {
    define_with(tag, kind, move || {
        let connect = Closure::<dyn Fn(HtmlElement, ShadowRoot, Function) -> JsValue>::new(
            move |host, root, take| connect(host, root, take).into(),
        );
        Promise::resolve(&connect.into_js_value())
    });
}

fn made(tag: &str, attributes: &[(&str, &str)]) -> HtmlElement {
    let host: HtmlElement = document()
        .create_element(tag)
        .expect("a sound tag")
        .unchecked_into();
    for (name, value) in [
        ("registry", "/tests/fixtures"),
        ("loading", "eager"),
        ("max-age", "0"),
    ]
    .iter()
    .chain(attributes)
    {
        host.set_attribute(name, value).expect("a sound name");
    }
    host
}

fn shown(host: &HtmlElement) {
    document()
        .body()
        .expect("a body")
        .append_child(host)
        .expect("a place");
}

/// Resolves to the detail of the next such event.
async fn next(host: &HtmlElement, event: &str) -> JsValue {
    let promise = Promise::new(&mut |resolve, _| {
        let heard = Closure::once_into_js(move |event: web_sys::CustomEvent| {
            resolve
                .call1(&JsValue::NULL, &event.detail())
                .expect("a promise");
        });
        host.add_event_listener_with_callback(event, heard.unchecked_ref())
            .expect("a listener");
    });
    let detail = JsFuture::from(promise).await.expect("an event");
    leptos::task::tick().await;
    detail
}

fn text(host: &HtmlElement) -> String {
    host.shadow_root()
        .and_then(|root| root.text_content())
        .unwrap_or_default()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("an object")
}

/// Lets every microtask and the view's own updates run.
async fn settled() {
    JsFuture::from(Promise::resolve(&JsValue::NULL))
        .await
        .expect("resolved");
    leptos::task::tick().await;
}

#[wasm_bindgen_test]
async fn a_record_from_a_mirror_of_files_is_shown() {
    defined("test-shown");
    let host = made("test-shown", &[("orcid", ODALYS)]);
    shown(&host);
    let detail = next(&host, "scholar-load").await;
    assert_eq!(member(&detail, "orcid"), ODALYS);
    assert_eq!(member(&detail, "name"), "Odalys Kvist");
    assert!(member(&detail, "works").as_f64() > Some(10.0));
    assert!(text(&host).contains("Odalys Kvist"));
    assert!(text(&host).contains("https://orcid.org/0009-0009-9000-4016"));
    assert!(text(&host).contains("(unauthenticated)"));
    host.remove();
}

#[wasm_bindgen_test]
async fn a_moved_badge_keeps_its_state() {
    defined("test-moved");
    let host = made("test-moved", &[("orcid", ODALYS)]);
    shown(&host);
    next(&host, "scholar-load").await;
    let name = host
        .shadow_root()
        .and_then(|root| root.query_selector("[part~=name]").ok())
        .flatten();
    assert!(name.is_some());
    let elsewhere = document().create_element("div").expect("a div");
    document()
        .body()
        .expect("a body")
        .append_child(&elsewhere)
        .expect("a place");
    elsewhere.append_child(&host).expect("a place");
    settled().await;
    let after = host
        .shadow_root()
        .and_then(|root| root.query_selector("[part~=name]").ok())
        .flatten();
    assert_eq!(after, name, "the very same node");
    elsewhere.remove();
}

#[wasm_bindgen_test]
async fn a_removed_badge_leaves_nothing_and_can_come_back() {
    defined("test-removed");
    let host = made("test-removed", &[("orcid", ODALYS)]);
    shown(&host);
    next(&host, "scholar-load").await;
    host.remove();
    settled().await;
    assert_eq!(text(&host), "");
    shown(&host);
    next(&host, "scholar-load").await;
    assert!(text(&host).contains("Odalys Kvist"));
    host.remove();
}

#[wasm_bindgen_test]
async fn a_badge_removed_before_it_is_loaded_mounts_nothing() {
    defined("test-early");
    let host = made("test-early", &[("orcid", ODALYS)]);
    shown(&host);
    host.remove();
    settled().await;
    settled().await;
    assert_eq!(
        host.shadow_root().map(|root| root.child_element_count()),
        Some(0)
    );
}

#[wasm_bindgen_test]
async fn a_changed_look_asks_for_nothing_and_a_changed_id_does() {
    defined("test-changed");
    let host = made("test-changed", &[("orcid", ODALYS)]);
    shown(&host);
    next(&host, "scholar-load").await;
    host.set_attribute("layout", "inline")
        .expect("an attribute");
    settled().await;
    settled().await;
    assert!(!text(&host).contains("https://"), "inline shows no address");
    host.set_attribute("orcid", "0000-0002-1825-0098")
        .expect("an attribute");
    let detail = next(&host, "scholar-error").await;
    assert_eq!(member(&detail, "code"), "bad-check-digit");
    assert_eq!(member(&detail, "retryable"), false);
    assert!(text(&host).contains("typing error"));
    host.remove();
}

#[wasm_bindgen_test]
async fn the_pages_own_text_stays_when_there_is_no_record() {
    defined("test-missing");
    let host = made("test-missing", &[("orcid", "0000-0002-1825-0097")]);
    host.set_text_content(Some("Josiah"));
    shown(&host);
    let detail = next(&host, "scholar-error").await;
    assert_eq!(member(&detail, "code"), "not-found");
    let slot = host
        .shadow_root()
        .and_then(|root| root.query_selector("slot").ok())
        .flatten();
    assert!(slot.is_some(), "the page's text shows through");
    host.remove();
}

/// An answer whose headers have come and whose body cannot be read, in the words
/// that every engine has for damaged compression and broken connections.
#[wasm_bindgen(inline_js = "
export function fetchBroken(broken, asked) {
  const { fetch } = globalThis;
  globalThis.fetch = (request) => {
    if (!request.url?.endsWith(broken)) return fetch(request);
    asked.push(request.url);
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new TypeError('decoding failed'));
      },
    });
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(body, { headers }));
  };
}
export function fetchText(id, text) {
  const { fetch } = globalThis;
  const headers = { 'content-type': 'application/json' };
  globalThis.fetch = (request) =>
    request.url?.endsWith(id)
      ? Promise.resolve(new Response(text, { headers }))
      : fetch(request);
}")]
extern "C" {
    #[wasm_bindgen(js_name = fetchBroken)]
    fn fetch_broken(broken: &str, asked: &js_sys::Array);
    /// From now on this is the record with this iD.
    #[wasm_bindgen(js_name = fetchText)]
    fn fetch_text(id: &str, text: &str);
}

#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_is_unreadable_after_one_more_try() {
    const BROKEN: &str = "0000-0001-5109-3700";
    let asked = js_sys::Array::new();
    fetch_broken(BROKEN, &asked);
    defined("test-broken");
    let host = made("test-broken", &[("orcid", BROKEN)]);
    shown(&host);
    let detail = next(&host, "scholar-error").await;
    assert_eq!(member(&detail, "code"), "unreadable");
    assert_eq!(member(&detail, "retryable"), true);
    let message = member(&detail, "message").as_string();
    assert!(message.is_some_and(|text| text.contains("broke off")));
    assert_eq!(asked.length(), 2);
    host.remove();
}

#[wasm_bindgen_test]
async fn the_pages_own_text_stays_when_the_module_cannot_be_had() {
    BADGE.with(|badge| {
        define_with("test-refused", badge, || {
            Promise::reject(&"no Wasm here".into())
        })
    });
    let host = made("test-refused", &[("orcid", ODALYS)]);
    shown(&host);
    let detail = next(&host, "scholar-error").await;
    assert_eq!(member(&detail, "code"), "not-loaded");
    assert!(text(&host).contains("https://orcid.org/0009-0009-9000-4016"));
    host.remove();
}

#[wasm_bindgen_test]
async fn the_pages_own_text_comes_back_when_the_module_fails_halfway() {
    BADGE.with(|badge| {
        define_with("test-halfway", badge, || {
            let fails = "root.textContent = 'half'; throw new Error('halfway')";
            let connect = JsValue::from(Function::new_with_args("host, root", fails));
            Promise::resolve(&connect)
        })
    });
    let host = made("test-halfway", &[("orcid", ODALYS)]);
    host.set_text_content(Some("Odalys"));
    shown(&host);
    let detail = next(&host, "scholar-error").await;
    assert_eq!(member(&detail, "code"), "not-loaded");
    let root = host.shadow_root().expect("a shadow root");
    assert_eq!(
        root.text_content().as_deref(),
        Some(""),
        "nothing is left of it"
    );
    let slot = root.query_selector("slot").ok().flatten();
    assert!(slot.is_some(), "the page's text shows through");
    assert_eq!(text(&host), "");
    host.remove();
}

#[wasm_bindgen_test]
async fn two_badges_of_one_person_share_a_request() {
    defined("test-shared");
    let before = requests();
    let hosts = [(); 2].map(|()| made("test-shared", &[("orcid", ODALYS)]));
    for host in &hosts {
        shown(host);
    }
    next(&hosts[0], "scholar-load").await;
    settled().await;
    for host in &hosts {
        assert!(text(host).contains("Odalys Kvist"));
        host.remove();
    }
    assert_eq!(requests() - before, 1);
}

/// How often this page has asked for the record.
fn requests() -> usize {
    let performance = member(&js_sys::global(), "performance");
    let entries: Function = member(&performance, "getEntriesByType").unchecked_into();
    let entries = entries
        .call1(&performance, &"resource".into())
        .expect("entries");
    js_sys::Array::from(&entries)
        .iter()
        .filter_map(|entry| member(&entry, "name").as_string())
        .filter(|name| name.ends_with(ODALYS))
        .count()
}

#[wasm_bindgen_test]
fn defining_twice_is_tolerated() {
    let define = || {
        BADGE.with(|badge| define_with("test-twice", badge, || Promise::resolve(&JsValue::NULL)))
    };
    assert_eq!(define(), define());
}

#[wasm_bindgen_test]
fn properties_mirror_attributes() {
    defined("test-mirror");
    let host = made("test-mirror", &[]);
    Reflect::set(&host, &"maxAge".into(), &60.into()).expect("a property");
    assert_eq!(host.get_attribute("max-age").as_deref(), Some("60"));
    host.set_attribute("layout", "compact")
        .expect("an attribute");
    assert_eq!(member(&host, "layout"), "compact");
    Reflect::set(&host, &"layout".into(), &JsValue::NULL).expect("a property");
    assert!(!host.has_attribute("layout"));
}

#[wasm_bindgen_test]
fn a_list_has_properties_of_its_own() {
    WORKS.with(|works| defined_as("test-list-mirror", works, element::connect_works));
    let host = made("test-list-mirror", &[("heading-level", "3")]);
    assert_eq!(member(&host, "headingLevel"), "3");
    Reflect::set(&host, &"jsonLd".into(), &"none".into()).expect("a property");
    assert_eq!(host.get_attribute("json-ld").as_deref(), Some("none"));
    assert!(member(&host, "layout").is_undefined(), "that is a badge's");
}

/// A request as the loader hands it over.
fn started(address: &str) -> JsValue {
    let fetch: Function = member(&js_sys::global(), "fetch").unchecked_into();
    let response = fetch
        .call1(&JsValue::UNDEFINED, &address.into())
        .expect("a promise");
    let abort = AbortController::new().expect("a controller");
    let request = Object::new();
    for (name, value) in [("response", response), ("abort", abort.into())] {
        Reflect::set(&request, &name.into(), &value).expect("a fresh object");
    }
    request.into()
}

#[wasm_bindgen_test]
async fn the_request_under_way_is_taken_by_the_records_address() {
    let asked = js_sys::Array::new();
    let heard = asked.clone();
    let take = Closure::<dyn Fn(JsValue) -> JsValue>::new(move |address: JsValue| {
        heard.push(&address);
        started(&["/tests/fixtures/v3.0/", ODALYS].concat())
    });
    BADGE.with(|badge| {
        let kind = Object::assign(&Object::new(), badge);
        Reflect::set(&kind, &"take".into(), &take.into_js_value()).expect("a fresh object");
        defined_as("test-taken", &kind, element::connect);
    });
    // No such mirror: only what was taken can give the record.
    let host = made("test-taken", &[("orcid", ODALYS), ("registry", "/nowhere")]);
    shown(&host);
    let detail = next(&host, "scholar-load").await;
    assert_eq!(member(&detail, "name"), "Odalys Kvist");
    assert_eq!(asked.length(), 1);
    assert_eq!(asked.get(0), ["/nowhere/v3.0/", ODALYS].concat());
    host.remove();
}

/// Shows an element whose attributes its page changes while it hears of the
/// first mistake in them, and gives the codes of all it then hears of.
async fn codes_of_a_page_that_mends(tag: &str) -> Vec<String> {
    let host = made(tag, &[("orcid", "0000-0002-1825-0098")]);
    let codes = js_sys::Array::new();
    let (page, heard) = (host.clone(), codes.clone());
    let mend = Closure::<dyn Fn(web_sys::CustomEvent)>::new(move |event: web_sys::CustomEvent| {
        heard.push(&member(&event.detail(), "code"));
        page.set_attribute("orcid", "nobody").expect("an attribute");
    });
    host.add_event_listener_with_callback("scholar-error", mend.as_ref().unchecked_ref())
        .expect("a listener");
    shown(&host);
    for _ in 0..5 {
        settled().await;
    }
    host.remove();
    codes.iter().filter_map(|code| code.as_string()).collect()
}

#[wasm_bindgen_test]
async fn a_badge_hears_what_changes_while_it_connects() {
    defined("test-connecting");
    let codes = codes_of_a_page_that_mends("test-connecting").await;
    assert_eq!(codes, ["bad-check-digit", "malformed-id"]);
}

#[wasm_bindgen_test]
async fn a_list_hears_what_changes_while_it_connects() {
    WORKS.with(|works| defined_as("test-list-connecting", works, element::connect_works));
    let codes = codes_of_a_page_that_mends("test-list-connecting").await;
    assert_eq!(codes, ["bad-check-digit", "malformed-id"]);
}

fn found(host: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    let root = host.shadow_root()?;
    root.query_selector(selector).ok()??.dyn_into().ok()
}

#[wasm_bindgen_test]
async fn the_live_region_is_there_before_its_text() {
    defined("test-region");
    let host = made("test-region", &[("orcid", "0000-0002-1825-0097")]);
    shown(&host);
    settled().await;
    let region = found(&host, "[role=status]").expect("a region while it waits");
    assert_eq!(region.text_content().as_deref(), Some("Loading…"));
    next(&host, "scholar-error").await;
    assert_eq!(found(&host, "[role=status]"), Some(region.clone()));
    let text = region.text_content().unwrap_or_default();
    assert!(text.contains("There is no ORCID record"), "{text}");
    assert!(found(&host, "[part~=failed] [part~=notice]").is_some());
    host.remove();
}

/// Shows the record with these members beside its iD and a name.
async fn shown_record(tag: &str, id: &str, show: &str, members: &str) -> HtmlElement {
    fetch_text(
        id,
        &format!(r#"{{"orcid-identifier": {{"path": "{id}"}}, {members}}}"#),
    );
    defined(tag);
    let host = made(tag, &[("orcid", id), ("show", show)]);
    shown(&host);
    next(&host, "scholar-load").await;
    host
}

const FORMER: &str = r#""person": {"name": {"given-names": {"value": "Ann"}}},
    "activities-summary": {"employments": {"affiliation-group": [{"summaries": [
        {"employment-summary": {"organization": {"name": "Old College"},
            "end-date": {"year": {"value": "2001"}}}}]}]}}"#;

#[wasm_bindgen_test]
async fn a_card_that_has_nothing_to_show_says_what_is_missing() {
    const USUAL: &str = "affiliations works";
    for (tag, id, show, says) in [
        (
            "test-former",
            "0000-0002-9079-593X",
            USUAL,
            Some("No works or current affiliations are public in this record."),
        ),
        (
            "test-former-works",
            "0000-0003-1415-9269",
            "works",
            Some("No works are public in this record."),
        ),
        (
            "test-former-jobs",
            "0000-0002-1694-233X",
            "keywords affiliations",
            Some("No current affiliations are public in this record."),
        ),
        ("test-former-name", "0000-0001-5000-0007", "", None),
    ] {
        let host = shown_record(tag, id, show, FORMER).await;
        let empty = found(&host, "[part~=empty]").and_then(|empty| empty.text_content());
        assert_eq!(empty.as_deref(), says, "{show}");
        host.remove();
    }
}

#[wasm_bindgen_test]
async fn a_biography_keeps_its_lines() {
    const WORDS: &str = r#""person": {"biography": {"content": "One.\r\nTwo.\n\n\n\nThree."}}"#;
    let host = shown_record("test-lines", "0000-0002-0000-0006", "biography", WORDS).await;
    let biography = found(&host, "[part~=biography]").expect("a biography");
    let lines = member(&biography, "innerText");
    assert_eq!(lines.as_string().as_deref(), Some("One.\nTwo.\n\nThree."));
    host.remove();
}
