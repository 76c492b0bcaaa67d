//! The style sheets, made once and adopted by every element on the page: no
//! inline style element, so strict content security policies have nothing to
//! refuse.

use js_sys::Array;
use web_sys::{CssStyleSheet, ShadowRoot};

thread_local! {
    static BADGE: Option<CssStyleSheet> =
        sheet(include_str!(concat!(env!("OUT_DIR"), "/badge.css")));
    #[cfg(feature = "list")]
    static LIST: Option<CssStyleSheet> =
        sheet(include_str!(concat!(env!("OUT_DIR"), "/list.css")));
    #[cfg(feature = "people")]
    static PEOPLE: Option<CssStyleSheet> =
        sheet(include_str!(concat!(env!("OUT_DIR"), "/people.css")));
    #[cfg(feature = "search")]
    static SEARCH: Option<CssStyleSheet> =
        sheet(include_str!(concat!(env!("OUT_DIR"), "/search.css")));
    #[cfg(feature = "signin")]
    static SIGN_IN: Option<CssStyleSheet> =
        sheet(include_str!(concat!(env!("OUT_DIR"), "/sign_in.css")));
}

fn sheet(css: &str) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    // Fails only for sheets made by somebody else.
    let _ = sheet.replace_sync(css);
    Some(sheet)
}

/// Gives the badge's style sheet to a shadow root, in place of any other.
pub fn adopt(root: &ShadowRoot) {
    BADGE.with(|sheet| {
        root.set_adopted_style_sheets(&sheet.iter().collect::<Array>());
    });
}

/// Gives the list's style sheet, and the badge's below it, to a shadow root.
#[cfg(feature = "list")]
pub fn adopt_list(root: &ShadowRoot) {
    LIST.with(|list| adopt_on_badge(root, list.as_ref()));
}

/// Gives the style sheet of people, and the badge's below it, to a shadow root.
#[cfg(feature = "people")]
pub fn adopt_people(root: &ShadowRoot) {
    PEOPLE.with(|people| adopt_on_badge(root, people.as_ref()));
}

#[cfg(any(feature = "list", feature = "people"))]
fn adopt_on_badge(root: &ShadowRoot, other: Option<&CssStyleSheet>) {
    BADGE.with(|badge| {
        let sheets = badge.iter().chain(other);
        root.set_adopted_style_sheets(&sheets.collect::<Array>());
    });
}

/// Gives the style sheet of the search to a shadow root, in place of any other.
#[cfg(feature = "search")]
pub fn adopt_search(root: &ShadowRoot) {
    SEARCH.with(|sheet| {
        root.set_adopted_style_sheets(&sheet.iter().collect::<Array>());
    });
}

/// Gives the style sheet of signing in to a shadow root, in place of any other.
#[cfg(feature = "signin")]
pub fn adopt_sign_in(root: &ShadowRoot) {
    SIGN_IN.with(|sheet| {
        root.set_adopted_style_sheets(&sheet.iter().collect::<Array>());
    });
}
