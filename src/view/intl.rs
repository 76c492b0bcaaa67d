//! Plurals, dates and lists in the browser's own forms (`Intl`).

use std::cell::RefCell;

use js_sys::Intl::{DateTimeFormat, PluralRules};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::orcid::PartialDate;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> ListFormat;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &Array) -> String;

    /// An exception, for a tag that is none, is an error.
    #[cfg(feature = "people")]
    #[wasm_bindgen(catch, js_namespace = ["String", "prototype", "localeCompare"], js_name = call)]
    fn locale_compare(one: &str, other: &str, lang: &str) -> Result<i32, JsValue>;
}

/// One language's forms. The tag comes from the message table, so it is sound.
#[derive(Debug, Clone, Copy)]
pub struct Forms(pub &'static str);

impl Forms {
    fn locales(self) -> Array {
        Array::of1(&self.0.into())
    }

    /// Whether `count` takes the form for one.
    pub fn is_one(self, count: usize) -> bool {
        // Made once: it takes longer than anything that is done with it.
        thread_local! {
            static RULES: RefCell<Option<(&'static str, PluralRules)>> =
                const { RefCell::new(None) };
        }
        RULES.with_borrow_mut(|rules| {
            if rules.as_ref().is_none_or(|(lang, _)| *lang != self.0) {
                *rules = None;
            }
            let make = || (self.0, PluralRules::new(&self.locales(), &Object::new()));
            let (_, rules) = rules.get_or_insert_with(make);
            rules.select(count as f64) == "one"
        })
    }

    /// A moment, in milliseconds since 1970, as a day.
    pub fn day(self, milliseconds: f64) -> String {
        let options = Object::new();
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&options, &"dateStyle".into(), &"medium".into());
        let format = DateTimeFormat::new(&self.locales(), &options);
        call(&format.format(), milliseconds)
    }

    /// Items joined as the language joins a list.
    pub fn list(self, mut items: Vec<String>) -> String {
        if items.len() < 2 {
            return items.pop().unwrap_or_default();
        }
        let items: Array = items.into_iter().map(JsValue::from).collect();
        ListFormat::new(self.0).format(&items)
    }
}

fn call(format: &Function, value: f64) -> String {
    format
        .call1(&JsValue::UNDEFINED, &value.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The visitor's day, by the browser's clock and time zone.
pub fn today() -> Option<PartialDate> {
    let now = Date::new_0();
    PartialDate::new(
        now.get_full_year() as u16,
        Some(now.get_month() as u8 + 1),
        Some(now.get_date() as u8),
    )
}

/// The order of two names in a language; of a tag that is none, that of their
/// characters.
#[cfg(feature = "people")]
pub fn compare(one: &str, other: &str, lang: &str) -> std::cmp::Ordering {
    let order = locale_compare(one, other, lang);
    order.map_or_else(|_| one.cmp(other), |order| order.cmp(&0))
}
