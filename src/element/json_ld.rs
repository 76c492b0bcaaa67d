//! The list as schema.org JSON-LD in the page's head, where the page asks for
//! it (`json-ld`): what search engines read of it.
//!
//! A data block needs no permission of a content security policy. Where Trusted
//! Types are required, browsers complain of any script's text all the same,
//! unless the script counts as run: as the copy of one that has.

use std::cell::{Cell, RefCell};
use std::rc::Weak;

use leptos::prelude::{GetUntracked, WithUntracked};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use super::export::with_items;
use super::works::Works;
use crate::cite::{self, Profile};
use crate::orcid::Affiliation;
use crate::registry::pause;
use crate::view::list::{Model, Signals};
use crate::view::today;

/// One list's share of the page's head.
#[derive(Default)]
pub struct JsonLd {
    block: RefCell<Option<Element>>,
    /// Whether it is about to be written.
    is_due: Cell<bool>,
}

/// Milliseconds until answers with authors are written too: each would have
/// the whole list written anew.
const REST: f64 = 1_000.0;

impl JsonLd {
    /// Reads the `json-ld` attribute anew: the rest of a list's look is not in
    /// the data.
    pub fn changed(&self, host: &HtmlElement, signals: &Signals) {
        if is_wanted(host) != self.block.borrow().is_some() {
            self.write(host, signals);
        }
    }

    /// Writes once more has come together.
    pub fn write_soon(&self, works: Weak<Works>) {
        if self.block.borrow().is_none() || self.is_due.replace(true) {
            return;
        }
        spawn_local(async move {
            pause(REST).await;
            if let Some(works) = works.upgrade() {
                works.write_json_ld();
            }
        });
    }

    /// Writes what is known of a list, in place of what was written before.
    pub fn write(&self, host: &HtmlElement, signals: &Signals) {
        self.is_due.set(false);
        let is_wanted = is_wanted(host);
        let text = signals.model.with_untracked(|model| match model {
            Some(model) if is_wanted => Some(text(model, signals)),
            _ => None,
        });
        let block = text.and_then(|text| block(&text).ok());
        if let Some(old) = self.block.replace(block) {
            old.remove();
        }
    }
}

impl Drop for JsonLd {
    fn drop(&mut self) {
        if let Some(block) = self.block.take() {
            block.remove();
        }
    }
}

fn is_wanted(host: &HtmlElement) -> bool {
    host.get_attribute("json-ld")
        .is_some_and(|value| value.trim() != "none")
}

fn text(model: &Model, signals: &Signals) -> String {
    let today = today();
    let people: Vec<_> = model
        .people()
        .filter_map(|member| {
            let record = &member.answer()?.record;
            let affiliations: Vec<&Affiliation> =
                today.map_or_else(Vec::new, |today| record.current_affiliations(today));
            Some((member, record, affiliations))
        })
        .collect();
    let profiles: Vec<Profile<'_>> = people
        .iter()
        .map(|(member, record, affiliations)| Profile {
            id: record.id,
            page: &member.page,
            person: &record.person,
            affiliations,
        })
        .collect();
    let bylines = signals.bylines.get_untracked();
    let all: Vec<u32> = (0..model.count() as u32).collect();
    with_items(model, &bylines, &all, |items| {
        cite::json_ld(&profiles, items)
    })
}

fn block(text: &str) -> Result<Element, JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    // The page has a script that has run: the one that brought us.
    let block: Element = match document.query_selector("script[src]")? {
        Some(script) => script.clone_node()?.unchecked_into(),
        None => document.create_element("script")?,
    };
    for name in block.get_attribute_names() {
        block.remove_attribute(&name.as_string().unwrap_or_default())?;
    }
    block.set_attribute("type", "application/ld+json")?;
    let text = web_sys::Text::new_with_data(text)?;
    block.append_child(&text)?;
    let head = document.query_selector("head")?.ok_or(JsValue::NULL)?;
    head.append_child(&block)?;
    Ok(block)
}
