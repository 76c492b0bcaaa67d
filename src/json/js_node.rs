//! The browser's own JSON tree as a [`Node`]: fields are read where they lie,
//! and only those the domain needs cross into Wasm.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::Node;

#[wasm_bindgen]
extern "C" {
    type Members;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn member(this: &Members, key: &JsValue) -> JsValue;
}

/// A value of a tree that `JSON.parse` or `Response.json()` made.
#[derive(Debug, Clone)]
pub struct JsNode(JsValue);

impl From<JsValue> for JsNode {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl Node for JsNode {
    fn get(&self, key: &'static str) -> Self {
        if !self.0.is_object() {
            return Self(JsValue::NULL);
        }
        let members: &Members = self.0.unchecked_ref();
        Self(with_word(key, |key| members.member(key)))
    }

    fn count(&self) -> Option<u32> {
        Array::is_array(&self.0).then(|| self.0.unchecked_ref::<Array>().length())
    }

    fn at(&self, index: u32) -> Self {
        // Beyond the end JavaScript says "undefined", which is null enough.
        if Array::is_array(&self.0) {
            Self(self.0.unchecked_ref::<Array>().get(index))
        } else {
            Self(JsValue::NULL)
        }
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn is_null(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn is_object(&self) -> bool {
        self.0.is_object() && !Array::is_array(&self.0)
    }
}

/// A word as it lies in the binary, and its JavaScript twin.
type Word = (usize, usize, JsValue);

thread_local! {
    /// Words already sent to JavaScript, ordered by where they lie: encoding a
    /// name anew costs more than reading the field.
    static WORDS: RefCell<Vec<Word>> = const { RefCell::new(Vec::new()) };
}

/// Gives a word of ours to JavaScript, where it is sent only once.
pub fn with_word<R>(word: &'static str, read: impl FnOnce(&JsValue) -> R) -> R {
    let place = (word.as_ptr() as usize, word.len());
    let find = |words: &Vec<Word>| words.binary_search_by_key(&place, |(at, len, _)| (*at, *len));
    let index = WORDS.with_borrow_mut(|words| {
        find(words).unwrap_or_else(|index| {
            words.insert(index, (place.0, place.1, JsValue::from_str(word)));
            index
        })
    });
    WORDS.with_borrow(|words| match words.get(index) {
        Some((_, _, word)) => read(word),
        None => read(&JsValue::NULL),
    })
}
