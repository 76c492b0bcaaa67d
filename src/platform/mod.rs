//! What every room needs of a browser: [`Listener`]s, [`sleep`], [`Timer`]s and [`breathe`],
//! two clocks, requests ([`fetch`]) and bodies of answers ([`read_body`]), [`Lock`]s among
//! pages and the stores that outlive a page. Nothing here asks for a window but what only
//! a window has: workers, Node, Deno and Bun have the rest. Everything quietly does nothing
//! where it is refused or absent. Natively only what decides without a browser exists.

#[cfg(target_arch = "wasm32")]
mod body;
#[cfg(all(target_arch = "wasm32", feature = "works"))]
mod breath;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod global;
#[cfg(target_arch = "wasm32")]
mod listener;
#[cfg(target_arch = "wasm32")]
mod lock;
pub mod size;
#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(all(target_arch = "wasm32", feature = "works"))]
mod text;
#[cfg(target_arch = "wasm32")]
mod timer;

#[cfg(target_arch = "wasm32")]
pub use body::{BodyError, read_body};
#[cfg(all(target_arch = "wasm32", feature = "works"))]
pub use breath::breathe;
#[cfg(target_arch = "wasm32")]
pub use clock::{elapsed, now};
#[cfg(target_arch = "wasm32")]
pub use global::{fetch, global, is_offline, of_navigator};
#[cfg(target_arch = "wasm32")]
pub use listener::Listener;
#[cfg(target_arch = "wasm32")]
pub use lock::Lock;
#[cfg(all(target_arch = "wasm32", feature = "works"))]
pub use text::decompose;
#[cfg(target_arch = "wasm32")]
pub use timer::{Timer, sleep};
