//! Long work in pieces.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What long work waits for between two pieces, so that others have their turn.
pub trait Pause {
    /// Waits, where it is time to.
    fn pause(&self) -> impl Future<Output = ()>;
}

/// Never waits.
pub struct NoPause;

impl Pause for NoPause {
    async fn pause(&self) {}
}

/// The outcome of work that never waits; `None` where it does.
pub fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// Calls `take` for each of these, some milliseconds' worth at a time.
pub(super) async fn each<T>(
    items: impl IntoIterator<Item = T>,
    pause: &impl Pause,
    mut take: impl FnMut(T),
) {
    for (number, item) in (1_usize..).zip(items) {
        take(item);
        if number.is_multiple_of(16) {
            pause.pause().await;
        }
    }
}
