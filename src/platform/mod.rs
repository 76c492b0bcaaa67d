//! What every room needs of a browser: [`Listener`]s, [`sleep`], two clocks and
//! the stores that outlive a page. Everything here quietly does nothing where
//! the browser refuses.

mod clock;
mod listener;
pub mod storage;
mod timer;

pub use clock::{elapsed, now};
pub use listener::Listener;
pub use timer::sleep;
