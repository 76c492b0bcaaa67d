//! The visitor's choice in the page's address, so that a filtered list can be
//! shared.
//!
//! Only where the page asks for it (`permalink`). The attribute's value stands
//! before each parameter's name, for pages with several lists.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, UrlSearchParams};

use super::requests::Send;
use crate::bibliography::Filter;
use crate::list::Event;
use crate::platform::{Listener, elapsed, sleep};

/// Safari allows a hundred changes of the address in half a minute.
const PAUSE: f64 = 350.0;

/// A list's share of the page's address.
pub struct Permalink {
    share: Rc<Share>,
    send: Send,
    listener: RefCell<Option<Listener>>,
}

struct Share {
    /// Stands before names; `None`: the address is left alone.
    prefix: RefCell<Option<String>>,
    /// What is to be written.
    next: RefCell<Option<Vec<(&'static str, String)>>>,
    written: Cell<f64>,
}

impl Permalink {
    /// Leaves the address alone until the page says otherwise. `send` hears
    /// what the address says when the visitor goes through the history.
    pub fn new(send: Send) -> Self {
        Self {
            share: Rc::new(Share {
                prefix: RefCell::default(),
                next: RefCell::default(),
                written: Cell::new(f64::NEG_INFINITY),
            }),
            send,
            listener: RefCell::default(),
        }
    }

    /// Reads the `permalink` attribute anew.
    pub fn changed(&self, host: &HtmlElement) {
        let prefix = host.get_attribute("permalink").map(|text| {
            let text = text.trim();
            if text.is_empty() {
                String::new()
            } else {
                [text, "-"].concat()
            }
        });
        if prefix.is_some() && self.listener.borrow().is_none() {
            self.listen();
        }
        self.share.prefix.replace(prefix);
    }

    /// What the address says; `None` where it is left alone.
    pub fn read(&self) -> Option<Vec<(String, String)>> {
        self.share.read()
    }

    /// Writes a filter into the address, soon.
    pub fn write(&self, pairs: Vec<(&'static str, String)>) {
        let share = Rc::clone(&self.share);
        if share.prefix.borrow().is_none() || share.next.replace(Some(pairs)).is_some() {
            return;
        }
        let wait = (share.written.get() + PAUSE - elapsed()).clamp(0.0, PAUSE);
        spawn_local(async move {
            sleep(wait).await;
            share.write_now();
        });
    }

    /// The visitor may go through the history by hand.
    fn listen(&self) {
        let (share, send) = (Rc::clone(&self.share), Rc::clone(&self.send));
        let listener = Listener::on_window("popstate", move |_| {
            if let Some(pairs) = share.read() {
                send(Event::AddressRead(pairs));
            }
        });
        self.listener.replace(listener);
    }
}

impl Share {
    fn read(&self) -> Option<Vec<(String, String)>> {
        let prefix = self.prefix.borrow();
        let prefix = prefix.as_deref()?;
        let search = web_sys::window()?.location().search().ok()?;
        let params = UrlSearchParams::new_with_str(&search).ok()?;
        let mut pairs = Vec::new();
        for name in Filter::NAMES {
            for value in params.get_all(&[prefix, name].concat()) {
                pairs.extend(value.as_string().map(|value| (String::from(name), value)));
            }
        }
        Some(pairs)
    }

    /// Replaces the history's entry: the way back leads to the page before.
    fn write_now(&self) {
        let (Some(pairs), Some(prefix)) = (self.next.take(), self.prefix.borrow().clone()) else {
            return;
        };
        self.written.set(elapsed());
        let written = || -> Result<(), JsValue> {
            let window = web_sys::window().ok_or(JsValue::NULL)?;
            let location = window.location();
            let params = UrlSearchParams::new_with_str(&location.search()?)?;
            for name in Filter::NAMES {
                params.delete(&[&prefix, name].concat());
            }
            for (name, value) in pairs {
                params.append(&[&prefix, name].concat(), &value);
            }
            let search: String = params.to_string().into();
            let mark = if search.is_empty() { "" } else { "?" };
            let path = [&location.pathname()?, mark, &search, &location.hash()?].concat();
            let history = window.history()?;
            history.replace_state_with_url(&history.state()?, "", Some(&path))
        };
        // Some frames may not touch their address. The list works all the same.
        let _ = written();
    }
}
