//! The stand-in server of the native tests, which signs whatever it is given.

/// What it expects beside it.
use scholar_badge::signin::*;

#[path = "../../support/signin.rs"]
mod inner;

pub use inner::*;
