//! What signing in needs of a browser.
//!
//! [`session`] is one client's sign-in on a page, from the click to the
//! sign-out; it opens a window ([`popup`]) or lets the page travel
//! ([`storage`]), after a look at the page that answers come back to
//! ([`redirect_page`]); receives the answer ([`response_listener`]), verifies it
//! ([`redeem_and_verify`], which asks [`server`] by [`http`] and uses [`crypto`])
//! and makes known who is signed in ([`shared`]).

mod crypto;
mod http;
mod popup;
pub mod redeem_and_verify;
pub mod redirect_page;
mod response_listener;
pub mod server;
pub mod session;
mod shared;
mod storage;
