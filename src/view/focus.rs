//! The focus, kept while elements are moved or made anew.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What has the focus, before elements are moved or made anew.
pub struct Focus {
    parent: Element,
    element: Element,
    /// Its part, where it has one: the same is looked for in what comes in its
    /// place.
    part: Option<String>,
}

impl Focus {
    /// What has it within `parent`.
    pub fn within(parent: &Element) -> Option<Self> {
        let element = parent.query_selector(":focus").ok().flatten()?;
        Some(Self {
            parent: parent.clone(),
            part: element.get_attribute("part"),
            element,
        })
    }

    /// The element that has it.
    #[cfg(feature = "list")]
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Gives it back if it was lost: to the element, or to the first of its
    /// part.
    pub fn restore(self) {
        let focus = self.parent.query_selector(":focus");
        if focus.is_ok_and(|focus| focus.is_some()) {
            return;
        }
        let heir = if self.parent.contains(Some(&self.element)) {
            Some(self.element)
        } else {
            self.part.and_then(|part| {
                let selector = ["[part='", &part, "']"].concat();
                self.parent.query_selector(&selector).ok().flatten()
            })
        };
        if let Some(Ok(heir)) = heir.map(JsCast::dyn_into::<HtmlElement>) {
            let _ = heir.focus();
        }
    }
}
