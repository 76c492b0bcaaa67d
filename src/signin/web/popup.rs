//! The window in which a person signs in.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Window};

use crate::platform;
use crate::signin::Span;

/// ORCID's sign-in page is made for 500 pixels and up.
const WIDTH: i32 = 560;
const HEIGHT: i32 = 720;

/// What has become of the window, as far as this page can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Popup {
    /// It is open.
    Open,
    /// It shows the redirect page, which hands its answer over and is closed,
    /// unless it got none.
    Back,
    /// It was seen at the server and is gone: somebody has closed it.
    Closed,
    /// It says that it is closed, but was never seen at the server: a policy
    /// of either page (Cross-Origin-Opener-Policy) may have cut it off, and
    /// somebody may well be signing in there.
    CutOff,
}

/// A window that this page has opened.
pub struct PopupWindow {
    window: Window,
    /// Its name, for links that lead there.
    name: String,
    /// So many looks in a row have found it at the server. One may be wrong:
    /// Chromium shows a window that is being cut off as such for a moment.
    looks: Cell<u32>,
}

impl PopupWindow {
    /// Opens one, still empty. Browsers allow it only while they handle a
    /// person's own click or key; `None` where this one does not.
    pub fn open() -> Option<Self> {
        let page = web_sys::window()?;
        let number = |of: &JsValue, name: &str| {
            let value = Reflect::get(of, &name.into()).ok();
            value.and_then(|value| value.as_f64()).unwrap_or(0.0) as i32
        };
        let screen = Reflect::get(&page, &"screen".into()).unwrap_or_default();
        // Over the middle of the page's own window, on the same screen.
        let middle = |own: i32, [start, size, first, available]: [&str; 4]| {
            let window = Span {
                start: number(&page, start),
                size: number(&page, size),
            };
            let screen = Span {
                start: number(&screen, first),
                size: number(&screen, available),
            };
            window.centre(own, screen).to_string()
        };
        let features = [
            "popup,width=",
            &WIDTH.to_string(),
            ",height=",
            &HEIGHT.to_string(),
            ",left=",
            &middle(WIDTH, ["screenX", "outerWidth", "availLeft", "availWidth"]),
            ",top=",
            &middle(
                HEIGHT,
                ["screenY", "outerHeight", "availTop", "availHeight"],
            ),
        ];
        // A name that no other window has, or that one would open instead.
        let name = ["scholar-sign-in-", &(platform::now() as u64).to_string()].concat();
        let opened = page.open_with_url_and_target_and_features("", &name, &features.concat());
        Some(Self {
            window: opened.ok()??,
            name,
            looks: Cell::new(0),
        })
    }

    /// Sends it to an address. `false` if it is gone already.
    pub fn go(&self, address: &str) -> bool {
        !self.window.closed().unwrap_or(true) && self.window.location().replace(address).is_ok()
    }

    /// Sends it to an address as [`follow`] does. `false` if it is gone already.
    pub fn follow(&self, address: &str) -> bool {
        !self.window.closed().unwrap_or(true) && follow(address, &self.name)
    }

    /// Sends it a message if it shows a page of this origin.
    pub fn tell(&self, text: &str, origin: &str) {
        let _ = self.window.post_message(&text.into(), origin);
    }

    /// Brings it to the front.
    pub fn focus(&self) {
        let _ = self.window.focus();
    }

    /// Closes it, if this page still can.
    pub fn close(&self) {
        let _ = self.window.close();
    }

    /// Whether a message's source is this very window.
    pub fn is(&self, source: &JsValue) -> bool {
        AsRef::<JsValue>::as_ref(&self.window) == source
    }

    /// What has become of it; `redirect` is the redirect page's address.
    pub fn look(&self, redirect: &str) -> Popup {
        if self.window.closed().unwrap_or(true) {
            return match self.looks.get() {
                0 | 1 => Popup::CutOff,
                _ => Popup::Closed,
            };
        }
        let page = |address: &str| address.split(['?', '#']).next().map(String::from);
        match self.window.location().href() {
            Ok(address) if page(&address) == page(redirect) => return Popup::Back,
            Ok(_) => {}
            // Another origin's address is kept from this page.
            Err(_) => self.looks.set(self.looks.get().saturating_add(1)),
        }
        Popup::Open
    }
}

/// Sends the window of that name to an address, which learns the whole address
/// of this page but its fragment, whatever the page's own referrer policy says.
/// `false` if that cannot be.
pub fn follow(address: &str, target: &str) -> bool {
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok());
    let Some(link) = link else {
        return false;
    };
    let is_set = [
        ("href", address),
        ("target", target),
        ("referrerpolicy", "no-referrer-when-downgrade"),
    ]
    .iter()
    .all(|(name, value)| link.set_attribute(name, value).is_ok());
    // It is in no document, so that nothing on the page hears of the click.
    link.unchecked_into::<HtmlElement>().click();
    is_set
}
