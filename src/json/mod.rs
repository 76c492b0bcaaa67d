//! How JSON is read, wherever its tree lives.
//!
//! [`Node`] is what readers need of a tree; [`tape`] is one inside Wasm,
//! [`js_node`] the browser's own.

#[cfg(target_arch = "wasm32")]
pub mod js_node;
mod node;
#[cfg(any(
    feature = "works",
    feature = "people",
    feature = "signin",
    not(target_arch = "wasm32")
))]
mod number;
#[cfg(any(
    feature = "works",
    feature = "people",
    feature = "signin",
    not(target_arch = "wasm32")
))]
pub mod tape;

pub use node::Node;
