//! How JSON is read, wherever its tree lives.
//!
//! [`Node`] is what readers need of a tree; [`tape`] is one inside Wasm,
//! [`js_node`] the browser's own. `write` is how JSON is written.

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

#[cfg(any(feature = "works", feature = "xml", not(target_arch = "wasm32")))]
pub(crate) mod write;

pub use node::Node;
