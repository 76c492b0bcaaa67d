//! What the browser's line to the network brings back by itself.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent};

use super::{NOTHING_KEPT, SHARED_REQUESTS, SharedRequest};
use crate::platform::Listener;
use crate::registry::{Error, Outcome};

/// Has what the line kept from coming be asked for again: once the browser is online
/// again, and when the page comes back from the back/forward cache, whose requests
/// the browser has cut off.
pub(super) fn watch() {
    thread_local! {
        static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    }
    LISTENERS.with_borrow_mut(|listeners| {
        if listeners.is_empty() {
            let is_back = |event: Event| {
                if event.dyn_ref().is_some_and(PageTransitionEvent::persisted) {
                    renew_all();
                }
            };
            listeners.extend(Listener::on_window("online", |_| renew_all()));
            listeners.extend(Listener::on_window("pageshow", is_back));
        }
    });
}

fn renew_all() {
    let requests: Vec<Rc<SharedRequest>> =
        SHARED_REQUESTS.with_borrow(|requests| requests.iter().filter_map(Weak::upgrade).collect());
    for request in requests {
        let is_wanted = !request.listeners.borrow().is_empty() && !request.under_way.get();
        let is_cut_off = request.outcome.borrow().as_ref().is_some_and(is_cut_off);
        if is_wanted && is_cut_off {
            request.start(NOTHING_KEPT, None);
        }
    }
}

/// Whether it was the line that kept a record, or its renewal, from coming.
fn is_cut_off(outcome: &Outcome) -> bool {
    let error = match outcome {
        Ok(answer) => answer.not_renewed,
        Err(error) => Some(*error),
    };
    error.is_some_and(Error::is_of_the_line)
}
