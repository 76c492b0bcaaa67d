//! What outlives a page. Some frames and some people refuse it: then there is
//! none.

use web_sys::Storage;

/// Kept for all pages of the origin.
pub fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Kept for the pages of this tab.
pub fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
