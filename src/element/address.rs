//! The visitor's choice in the page's address, so that a filtered list can be
//! shared.
//!
//! Only where the page asks for it (`permalink`). The attribute's value stands
//! before each parameter's name, for pages with several lists.

use std::cell::{Cell, RefCell};
use std::rc::Weak;

use js_sys::Date;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, UrlSearchParams};

use super::works::Works;
use crate::bibliography::Choice;
use crate::orcid::OrcidId;

/// The names that [`Choice::to_pairs`] uses.
const NAMES: [&str; 4] = ["q", "type", "year", "person"];
/// Safari allows a hundred changes of the address in half a minute.
const PAUSE: f64 = 350.0;

/// A list's share of the page's address.
pub struct Permalink {
    works: Weak<Works>,
    /// Stands before names; `None`: the address is left alone.
    prefix: RefCell<Option<String>>,
    /// What is to be written.
    next: RefCell<Option<Vec<(&'static str, String)>>>,
    written: Cell<f64>,
    heard: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Permalink {
    /// Leaves the address alone until the page says otherwise.
    pub fn new(works: Weak<Works>) -> Self {
        Self {
            works,
            prefix: RefCell::default(),
            next: RefCell::default(),
            written: Cell::default(),
            heard: RefCell::default(),
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
        if prefix.is_some() && self.heard.borrow().is_none() {
            self.listen();
        }
        self.prefix.replace(prefix);
    }

    /// What the address says; `None` where it is left alone or says nothing.
    pub fn read(&self, owners: &[OrcidId]) -> Option<Choice> {
        let prefix = self.prefix.borrow();
        let prefix = prefix.as_deref()?;
        let search = web_sys::window()?.location().search().ok()?;
        let params = UrlSearchParams::new_with_str(&search).ok()?;
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for name in NAMES {
            for value in params.get_all(&[prefix, name].concat()) {
                pairs.extend(value.as_string().map(|value| (name, value)));
            }
        }
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Some(Choice::from_pairs(pairs, owners))
    }

    /// Writes a choice into the address, soon.
    pub fn write(&self, choice: &Choice, owners: &[OrcidId]) {
        if self.prefix.borrow().is_none() {
            return;
        }
        let is_under_way = self.next.replace(Some(choice.to_pairs(owners))).is_some();
        if is_under_way {
            return;
        }
        let works = self.works.clone();
        let wait = (self.written.get() + PAUSE - Date::now()).clamp(0.0, PAUSE);
        spawn_local(async move {
            crate::registry::pause(wait).await;
            if let Some(works) = works.upgrade() {
                works.permalink().write_now();
            }
        });
    }

    /// Replaces the history's entry: the way back leads to the page before.
    fn write_now(&self) {
        let (Some(pairs), Some(prefix)) = (self.next.take(), self.prefix.borrow().clone()) else {
            return;
        };
        self.written.set(Date::now());
        let written = || -> Result<(), JsValue> {
            let window = web_sys::window().ok_or(JsValue::NULL)?;
            let location = window.location();
            let params = UrlSearchParams::new_with_str(&location.search()?)?;
            for name in NAMES {
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

    /// The visitor may go through the history by hand.
    fn listen(&self) {
        let works = self.works.clone();
        let heard = Closure::<dyn FnMut()>::new(move || {
            if let Some(works) = works.upgrade()
                && let Some(choice) = works.permalink().read(&works.owners())
            {
                works.set_choice(choice);
            }
        });
        if let Some(window) = web_sys::window() {
            let function = heard.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback("popstate", function);
        }
        self.heard.replace(Some(heard));
    }
}

impl Drop for Permalink {
    fn drop(&mut self) {
        if let (Some(heard), Some(window)) = (self.heard.take(), web_sys::window()) {
            let function = heard.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("popstate", function);
        }
    }
}
