//! What an element is in a form (HTML Standard, `ElementInternals`).

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, NodeList};

#[wasm_bindgen]
extern "C" {
    /// An element's internals.
    pub type Internals;

    #[wasm_bindgen(method, catch, js_name = setFormValue)]
    fn set_form_value(this: &Internals, value: &JsValue, state: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setValidity)]
    fn set_validity(
        this: &Internals,
        flags: &Object,
        message: &str,
        anchor: Option<&Element>,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, getter)]
    fn labels(this: &Internals) -> Option<NodeList>;

    type FormData;
    #[wasm_bindgen(constructor)]
    fn new() -> FormData;
    #[wasm_bindgen(method)]
    fn append(this: &FormData, name: &str, value: &str);
}

/// An element as the field of a form. Where the browser refuses it, it is none.
pub struct FormField(Option<Internals>);

impl FormField {
    /// By its internals.
    pub fn new(internals: Option<Internals>) -> Self {
        Self(internals)
    }

    /// Has the form send these values under `name`, one entry each; nothing where
    /// there are none. `state` is what the browser remembers for another visit.
    pub fn set_values(&self, name: &str, values: &[String], state: &str) {
        let Some(internals) = &self.0 else { return };
        let value: JsValue = match values {
            [] => JsValue::NULL,
            [one] => one.into(),
            several => {
                let data = FormData::new();
                several.iter().for_each(|value| data.append(name, value));
                data.into()
            }
        };
        let _ = internals.set_form_value(&value, &state.into());
    }

    /// Says whether the form can be sent, else why not, beside `anchor`. `flag` is
    /// one of `ValidityState`'s.
    pub fn set_fault(&self, fault: Option<(&'static str, &'static str)>, anchor: Option<&Element>) {
        let Some(internals) = &self.0 else { return };
        let (flags, mut message) = (Object::new(), "");
        if let Some((flag, sentence)) = fault {
            let _ = Reflect::set(&flags, &flag.into(), &true.into());
            message = sentence;
        }
        let _ = internals.set_validity(&flags, message, anchor);
    }

    /// What the page's own `<label>`s say.
    pub fn label(&self) -> Option<String> {
        let labels = self.0.as_ref()?.labels()?;
        let texts = (0..labels.length()).filter_map(|place| labels.get(place)?.text_content());
        let texts: Vec<String> = texts.collect();
        let words: Vec<&str> = texts.iter().flat_map(|it| it.split_whitespace()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}
