//! What has happened to an element, one event after another.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Events that wait until those before them are done with: what a browser call
/// brings about at once comes after the effects that are being carried out.
pub struct EventQueue<E> {
    events: RefCell<VecDeque<E>>,
    is_busy: Cell<bool>,
}

impl<E> Default for EventQueue<E> {
    fn default() -> Self {
        Self {
            events: RefCell::default(),
            is_busy: Cell::default(),
        }
    }
}

impl<E> EventQueue<E> {
    /// Has `update` take in an event, and all that it brings about.
    pub fn send(&self, event: E, update: impl Fn(E)) {
        self.events.borrow_mut().push_back(event);
        if self.is_busy.replace(true) {
            return;
        }
        loop {
            let next = self.events.borrow_mut().pop_front();
            match next {
                Some(event) => update(event),
                None => break,
            }
        }
        self.is_busy.set(false);
    }

    /// Forgets events that nobody wants to hear of any more.
    #[cfg(any(feature = "list", feature = "people"))]
    pub fn forget(&self, is_unwanted: impl Fn(&E) -> bool) {
        self.events.borrow_mut().retain(|event| !is_unwanted(event));
    }
}
