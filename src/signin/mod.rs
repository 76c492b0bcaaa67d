//! Who is at the keyboard: sign-in with an ORCID iD from a page without a
//! server, and what is checked before anybody is believed.
//!
//! Each step is a type of its own that only the step before can make and that
//! is used up by the next, so that none can be left out:
//!
//! ```text
//! ClientConfig ─ Request ─ Pending ─┬─────────────── Unverified ─ Signed ─ Identity
//!                                   └─ CodeGrant ───┘
//! ```
//!
//! [`ClientConfig::check`] holds the settings to what can work; [`Request::new`]
//! chooses the flow from the server's [`Metadata`]; [`Request::begin`] makes
//! the attempt, which waits in a [`PendingAttempts`] for its one [`Answer`];
//! [`verify_with`] finds the key of the token and checks the signature;
//! [`Signed::identity`] checks what the token says.
//!
//! Secrets are compared with `==`: a comparison in constant time would hide
//! them from somebody who can time many guesses, but state, nonce and hash are
//! compared once per attempt, in the browser of the one person who knows them.

mod advice;
mod base64;
mod callback;
mod client_config;
mod code;
mod error;
mod expectations;
mod form;
mod id_token;
mod identity;
mod issuer;
mod jwks;
mod lang;
mod metadata;
mod pending;
mod pending_attempts;
mod placement;
mod redirect;
mod redirect_copy;
mod reported;
mod request;
mod secret;
mod url;
mod verify;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use advice::Advice;
pub use base64::{decode, encode};
pub use callback::{Answer, Callback};
pub use client_config::{ClientConfig, Hint, Settings};
pub use code::CodeGrant;
pub use error::Error;
pub use id_token::{Crypto, Refused, Signed, Unverified};
pub use identity::{Identity, Remembered};
pub use issuer::Issuer;
pub use jwks::{Key, Keys};
pub use lang::server_lang;
pub use metadata::Metadata;
pub use pending::{LIFETIME, Pending};
pub use pending_attempts::PendingAttempts;
pub use placement::Span;
pub use redirect::RedirectUri;
pub use redirect_copy::RedirectCopy;
pub use reported::{OtherFlow, Reported, TokenAddress};
pub use request::{Digest, Request, Secrets};
pub use secret::Secret;
pub use verify::{KeySource, verify_with};

#[cfg(test)]
#[path = "../../tests/support/signin.rs"]
mod testing;
