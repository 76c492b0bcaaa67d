//! The style sheet, made once and adopted by every badge on the page: no
//! inline style element, so strict content security policies have nothing to
//! refuse.

use web_sys::{CssStyleSheet, ShadowRoot};

thread_local! {
    static SHEET: Option<CssStyleSheet> = {
        let sheet = CssStyleSheet::new().ok();
        if let Some(sheet) = &sheet {
            // Fails only for sheets made by somebody else.
            let _ = sheet.replace_sync(include_str!(concat!(env!("OUT_DIR"), "/badge.css")));
        }
        sheet
    };
}

/// Gives the badge's style sheet to a shadow root, in place of any other.
pub fn adopt(root: &ShadowRoot) {
    SHEET.with(|sheet| {
        root.set_adopted_style_sheets(&sheet.iter().collect::<js_sys::Array>());
    });
}
