//! Listeners that end with whoever keeps them.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// Hears events of something, until it is dropped.
#[must_use = "it hears nothing once it is dropped"]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Hears the events of this name.
    #[inline(never)]
    pub fn on(target: EventTarget, event: &'static str, act: Box<dyn FnMut(Event)>) -> Self {
        let closure = Closure::wrap(act);
        let function = closure.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback(event, function);
        Self {
            target,
            event,
            closure,
        }
    }

    /// Hears those of the window or worker; `None` where there are none, as in Node.
    pub fn on_window(event: &'static str, act: impl FnMut(Event) + 'static) -> Option<Self> {
        let window = js_sys::global().dyn_into().ok()?;
        Some(Self::on(window, event, Box::new(act)))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let target = &self.target;
        let _ = target.remove_event_listener_with_callback(self.event, function);
    }
}
