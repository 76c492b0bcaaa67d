//! What signing in looks like in each state: words, buttons, focus, and what a
//! screen reader is told.
#![cfg(all(target_arch = "wasm32", feature = "signin"))]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use leptos::mount::mount_to;
use leptos::prelude::*;
use scholar_badge::orcid::OrcidId;
use scholar_badge::signin::Error;
use scholar_badge::view::sign_in::{
    Actions, Notice, Person, Purpose, SignIn, SignInDisplay, SignInProps, SignInState,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

wasm_bindgen_test_configure!(run_in_browser);

const CARBERRY: &str = "0000-0002-1825-0097";

fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a page")
}

/// A view on the page, and what its visitor has wanted so far.
struct Stage {
    host: HtmlElement,
    root: ShadowRoot,
    state: ArcRwSignal<SignInState>,
    wanted: Rc<RefCell<Vec<&'static str>>>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
    }
}

async fn staged(state: SignInState, purpose: Purpose) -> Stage {
    let host: HtmlElement = document()
        .create_element("div")
        .expect("an element")
        .unchecked_into();
    document()
        .body()
        .expect("a body")
        .append_child(&host)
        .expect("a place");
    let attach = Function::new_with_args("host", "return host.attachShadow({ mode: 'open' })");
    let root: ShadowRoot = attach
        .call1(&JsValue::NULL, &host)
        .expect("a shadow root")
        .unchecked_into();
    scholar_badge::view::style::adopt_sign_in(&root);
    let state = ArcRwSignal::new(state);
    let wanted: Rc<RefCell<Vec<&'static str>>> = Rc::default();
    let want = |what: &'static str| -> Rc<dyn Fn()> {
        let wanted = Rc::clone(&wanted);
        Rc::new(move || wanted.borrow_mut().push(what))
    };
    let actions = Actions {
        sign_in: want("sign-in"),
        focus_window: want("focus-window"),
        cancel: want("cancel"),
        sign_out: want("sign-out"),
    };
    let look = ArcRwSignal::new(SignInDisplay {
        lang: "en".into(),
        purpose,
    });
    let given = state.clone();
    mount_to(root.clone().unchecked_into(), move || {
        SignIn(SignInProps {
            state: given,
            look,
            actions,
        })
    })
    .forget();
    painted().await;
    settled().await;
    Stage {
        host,
        root,
        state,
        wanted,
    }
}

/// Lets the page be painted once with the view on it.
async fn painted() {
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            let window = web_sys::window().expect("a page");
            window
                .request_animation_frame(&resolve)
                .expect("a frame to come");
        });
        JsFuture::from(frame).await.expect("a frame");
    }
}

/// Lets every microtask and the view's own updates run.
async fn settled() {
    JsFuture::from(Promise::resolve(&JsValue::NULL))
        .await
        .expect("resolved");
    leptos::task::tick().await;
}

impl Stage {
    async fn turns(&self, state: SignInState) {
        self.state.set(state);
        settled().await;
    }

    fn find(&self, part: &str) -> Option<Element> {
        let selector = ["[part~='", part, "']"].concat();
        self.root.query_selector(&selector).expect("a selector")
    }

    fn part(&self, part: &str) -> HtmlElement {
        self.find(part).expect(part).unchecked_into()
    }

    fn status(&self) -> String {
        self.part("status").text_content().unwrap_or_default()
    }

    fn buttons(&self) -> Vec<String> {
        let all = self.root.query_selector_all("button").expect("a selector");
        (0..all.length())
            .filter_map(|place| all.item(place)?.text_content())
            .collect()
    }

    /// The part that has the focus.
    fn focused(&self) -> Option<String> {
        self.root.active_element()?.get_attribute("part")
    }

    /// Presses it as the `nth` of several clicks in a row.
    fn press(&self, part: &str, nth: u32) {
        let click = Function::new_with_args(
            "element, detail",
            "element.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }))",
        );
        click
            .call2(&JsValue::NULL, &self.part(part), &nth.into())
            .expect("a click");
    }
}

fn person(name: Option<&str>) -> Person {
    let id = OrcidId::parse(CARBERRY).expect("an iD");
    Person {
        id,
        page: id.url(),
        name: name.map(String::from),
        is_authenticated: true,
    }
}

const WAITING: SignInState = SignInState::Waiting { can_focus: true };

#[wasm_bindgen_test]
async fn at_first_there_is_one_button_with_orcids_icon_and_wording() {
    for (purpose, words) in [
        (Purpose::SignIn, "Sign in with ORCID"),
        (Purpose::Connect, "Create or connect your ORCID iD"),
    ] {
        let stage = staged(SignInState::Idle(None), purpose).await;
        assert_eq!(stage.buttons(), [words]);
        assert_eq!(stage.status(), "");
        let icon = stage.part("icon");
        assert_eq!(icon.get_attribute("aria-hidden").as_deref(), Some("true"));
        let size = icon.get_bounding_client_rect();
        assert_eq!((size.width(), size.height()), (24.0, 24.0));
        assert!(icon.inner_html().contains("#A6CE39"));
        stage.press("button", 1);
        assert_eq!(*stage.wanted.borrow(), ["sign-in"]);
    }
}

#[wasm_bindgen_test]
async fn waiting_offers_the_window_and_to_stop() {
    let stage = staged(WAITING, Purpose::SignIn).await;
    assert_eq!(stage.buttons(), ["Show that window", "Cancel"]);
    stage.press("show-window", 1);
    stage.press("cancel", 1);
    assert_eq!(*stage.wanted.borrow(), ["focus-window", "cancel"]);
    stage.turns(SignInState::Waiting { can_focus: false }).await;
    assert_eq!(stage.buttons(), ["Cancel"]);
}

#[wasm_bindgen_test]
async fn the_second_click_of_a_double_click_presses_nothing() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    stage.press("button", 1);
    stage.turns(SignInState::Waiting { can_focus: false }).await;
    stage.press("cancel", 2);
    assert_eq!(*stage.wanted.borrow(), ["sign-in"]);
}

#[wasm_bindgen_test]
async fn who_is_signed_in_shows_with_a_full_authenticated_id() {
    let name = "\u{202e}evil <b>Ann</b>";
    let stage = staged(SignInState::SignedIn(person(Some(name))), Purpose::SignIn).await;
    assert_eq!(stage.status(), ["Signed in as ", name].concat());
    assert_eq!(
        stage.part("name").get_attribute("dir").as_deref(),
        Some("auto")
    );
    let link = stage.part("id-link");
    let page = ["https://orcid.org/", CARBERRY].concat();
    assert_eq!(link.get_attribute("href"), Some(page.clone()));
    assert_eq!(link.text_content(), Some(page));
    assert!(stage.find("unauthenticated").is_none());
    assert!(stage.part("icon").inner_html().contains("#A6CE39"));
    assert_eq!(stage.buttons(), ["Sign out"]);
    assert!(stage.part("about").offset_height() == 0, "no introduction");
    stage.turns(SignInState::SignedIn(person(None))).await;
    assert_eq!(stage.status(), "Signed in");
    stage.press("sign-out", 1);
    assert_eq!(*stage.wanted.borrow(), ["sign-out"]);
}

#[wasm_bindgen_test]
async fn who_has_signed_in_elsewhere_than_at_orcid_has_no_authenticated_id() {
    let person = Person {
        is_authenticated: false,
        ..person(Some("Ann"))
    };
    let stage = staged(SignInState::SignedIn(person), Purpose::SignIn).await;
    assert_eq!(stage.status(), "Signed in as Ann");
    assert!(stage.find("unauthenticated").is_some());
    assert!(!stage.part("icon").inner_html().contains("#A6CE39"));
}

#[wasm_bindgen_test]
async fn the_focus_is_never_lost() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    stage.part("button").focus().expect("a button");
    for (state, part) in [
        (WAITING, "show-window"),
        (SignInState::Waiting { can_focus: false }, "cancel"),
        (SignInState::Idle(Some(Notice::WindowGone)), "button"),
        (SignInState::Leaving, "cancel"),
        (SignInState::Working, "sign-in"),
        (
            SignInState::Idle(Some(Notice::Failed(Error::BadSignature))),
            "button",
        ),
        (WAITING, "show-window"),
        (SignInState::Working, "sign-in"),
        (SignInState::SignedIn(person(None)), "sign-in"),
    ] {
        let what = format!("{state:?}");
        stage.turns(state).await;
        assert_eq!(stage.focused().as_deref(), Some(part), "{what}");
    }
    stage.part("sign-out").focus().expect("a button");
    stage
        .turns(SignInState::Idle(Some(Notice::SignedOut)))
        .await;
    assert_eq!(stage.focused().as_deref(), Some("button"));
    assert!(stage.status().contains("still be signed in at ORCID"));
    stage.part("about-link").focus().expect("a link");
    stage.turns(WAITING).await;
    assert_eq!(stage.focused().as_deref(), Some("about-link"));
    stage.turns(SignInState::SignedIn(person(None))).await;
    assert_eq!(stage.focused().as_deref(), Some("sign-in"));
}

#[wasm_bindgen_test]
async fn the_focus_of_the_page_is_left_alone() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    let before = document().active_element();
    stage.turns(WAITING).await;
    stage.turns(SignInState::SignedIn(person(None))).await;
    assert_eq!(stage.focused(), None);
    assert_eq!(document().active_element(), before);
}

#[wasm_bindgen_test]
async fn one_line_stays_and_says_each_thing_once() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    let status = stage.part("status");
    assert_eq!(status.get_attribute("role").as_deref(), Some("status"));
    stage.turns(WAITING).await;
    let said = status.first_child();
    assert!(said.is_some());
    stage.turns(SignInState::Waiting { can_focus: false }).await;
    assert_eq!(status.first_child(), said, "not said again");
    stage.turns(SignInState::Working).await;
    assert_eq!(stage.part("status"), status, "the very same line");
    assert_ne!(status.first_child(), said);
}

#[wasm_bindgen_test]
async fn refusal_is_calm_and_failure_is_told_without_its_code() {
    let stage = staged(
        SignInState::Idle(Some(Notice::Calm(Error::AccessDenied))),
        Purpose::SignIn,
    )
    .await;
    assert!(stage.find("failed").is_none());
    assert!(stage.status().starts_with("You are not signed in"));
    assert_eq!(stage.buttons().len(), 1);
    stage
        .turns(SignInState::Idle(Some(Notice::Failed(Error::BadSignature))))
        .await;
    assert!(stage.find("failed").is_some());
    assert!(stage.status().contains("could not be verified"));
    assert!(!stage.status().contains(Error::BadSignature.code()));
    assert_eq!(stage.buttons().len(), 1);
}

#[wasm_bindgen_test]
async fn a_key_held_down_presses_no_second_button() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    let held = Function::new_with_args(
        "element, repeat",
        "const down = { key: 'Enter', repeat, bubbles: true, cancelable: true };
         return element.dispatchEvent(new KeyboardEvent('keydown', down))",
    );
    let allowed = |repeat: bool| {
        held.call2(&JsValue::NULL, &stage.part("button"), &repeat.into())
            .expect("an event")
    };
    assert_eq!(allowed(false), true);
    assert_eq!(allowed(true), false);
}

#[wasm_bindgen_test]
async fn the_pages_own_introduction_takes_the_place_of_ours() {
    let stage = staged(SignInState::Idle(None), Purpose::SignIn).await;
    assert!(stage.part("about").offset_height() > 0);
    assert!(stage.part("about-link").offset_height() > 0);
    let own = document().create_element("p").expect("an element");
    Reflect::set(&own, &"slot".into(), &"about".into()).expect("a slot");
    own.set_text_content(Some("Why we ask"));
    stage.host.append_child(&own).expect("a place");
    assert_eq!(stage.part("about").offset_height(), 0);
}
