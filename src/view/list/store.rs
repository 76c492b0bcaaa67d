//! The list's state as the view reads it: who reads a part hears when it
//! changes.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::list::{Effect, Env, Event, ListState, Part};
use crate::view::IsSignedIn;

/// A list's state. Cloning shares it.
#[derive(Clone)]
pub struct Store(SendWrapper<Rc<Inner>>);

struct Inner {
    state: RefCell<ListState>,
    /// One for each part, in the order of [`Part::ALL`].
    triggers: Vec<ArcTrigger>,
    is_signed_in: IsSignedIn,
}

impl Store {
    /// Keeps a state. `is_signed_in` knows who has signed in on this page.
    pub fn new(state: ListState, is_signed_in: IsSignedIn) -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            state: RefCell::new(state),
            triggers: Part::ALL.iter().map(|_| ArcTrigger::new()).collect(),
            is_signed_in,
        })))
    }

    /// Knows who has signed in on this page.
    pub fn is_signed_in(&self) -> IsSignedIn {
        self.0.is_signed_in
    }

    /// Reads the state; whoever does hears when this part changes.
    pub fn read<R>(&self, part: Part, read: impl FnOnce(&ListState) -> R) -> R {
        self.track(part);
        self.peek(read)
    }

    /// Hears when this part changes.
    pub fn track(&self, part: Part) {
        for (one, trigger) in Part::ALL.iter().zip(&self.0.triggers) {
            if *one == part {
                trigger.track();
            }
        }
    }

    /// Reads the state as it is now.
    pub fn peek<R>(&self, read: impl FnOnce(&ListState) -> R) -> R {
        read(&self.0.state.borrow())
    }

    /// What is read of a part, told on only where it differs. Every type weighs
    /// half a kilobyte, so the view makes do with flags, numbers, texts and lists
    /// of texts.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: Part,
        read: impl Fn(&ListState) -> T + 'static,
    ) -> ArcMemo<T> {
        let (store, read) = (self.clone(), SendWrapper::new(read));
        ArcMemo::new(move |_| store.read(part, |state| read(state)))
    }

    /// Takes in an event, and lets the readers know of what changes.
    pub fn update(&self, event: Event, env: &Env<'_>) -> Vec<Effect> {
        let mut state = self.0.state.borrow_mut();
        let before = Part::ALL.map(|part| state.revision(part));
        let effects = state.update(event, env);
        let after = Part::ALL.map(|part| state.revision(part));
        drop(state);
        let changes = before.iter().zip(after).zip(&self.0.triggers);
        for ((before, after), trigger) in changes {
            if *before != after {
                trigger.notify();
            }
        }
        effects
    }
}
