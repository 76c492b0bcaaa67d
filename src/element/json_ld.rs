//! The list as schema.org JSON-LD in the page's head, where the page asks for
//! it (`json-ld`): what search engines read of it.
//!
//! A data block needs no permission of a content security policy. Where Trusted
//! Types are required, browsers complain of any script's text all the same,
//! unless the script counts as run: as the copy of one that has.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::Element;

/// One list's share of the page's head.
#[derive(Default)]
pub struct JsonLdBlock(RefCell<Option<Element>>);

impl JsonLdBlock {
    /// Puts this into the page's head, in place of what was there before;
    /// without a text takes that away.
    pub fn write(&self, text: Option<&str>) {
        let block = text.and_then(|text| block(text).ok());
        if let Some(old) = self.0.replace(block) {
            old.remove();
        }
    }
}

impl Drop for JsonLdBlock {
    fn drop(&mut self) {
        self.write(None);
    }
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
