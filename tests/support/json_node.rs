//! serde_json's tree as a [`Node`], for native tests. Included by unit and
//! integration tests alike, with the trait in the scope above.

use serde_json::Value;

use super::Node;

/// A value of a serde_json tree.
#[derive(Debug, Clone, Copy)]
pub struct JsonNode<'a>(pub &'a Value);

impl Node for JsonNode<'_> {
    fn get(&self, key: &'static str) -> Self {
        Self(self.0.get(key).unwrap_or(&Value::Null))
    }

    fn count(&self) -> Option<u32> {
        self.0.as_array().map(|items| items.len() as u32)
    }

    fn at(&self, index: u32) -> Self {
        Self(self.0.get(index as usize).unwrap_or(&Value::Null))
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(String::from)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }
}
