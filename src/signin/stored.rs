//! What is kept in the browser's storage between two pages: a flat JSON object
//! of texts, with a sum that tells whether it came back whole.
//!
//! The sum is no signature: whoever can write into the storage of a page's
//! origin is the page. It refuses what was cut, mixed up or half written.

use super::base64;
use crate::json::tape::{Tape, TapeNode};

/// Between the members and the sum.
const SUM: &str = ",\"sum\":\"";

/// An object under way.
pub(super) struct Stored(String);

impl Stored {
    pub(super) fn new() -> Self {
        Self(String::new())
    }

    /// Adds a member.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push('"');
        self.0.push_str(name);
        self.0.push_str("\":\"");
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(c);
                }
                '\0'..' ' => {
                    self.0.push_str("\\u00");
                    self.0.push(if c < '\x10' { '0' } else { '1' });
                    let digit = char::from_digit(u32::from(c) & 15, 16);
                    self.0.push(digit.unwrap_or('0'));
                }
                _ => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// Adds a member, where there is a value.
    pub(super) fn some(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// Adds a time in milliseconds since 1970, whole.
    pub(super) fn time(&mut self, name: &str, time: f64) {
        let mut digits = String::new();
        push_number(&mut digits, time as u64);
        self.text(name, &digits);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        let sum = sum(&self.0);
        [&self.0, SUM, &sum, "\"}"].concat()
    }
}

/// Reads what [`Stored::finish`] wrote; `None` if a byte of it is another.
pub(super) fn open(text: &str) -> Option<TapeNode> {
    let (members, given) = text.strip_suffix("\"}")?.rsplit_once(SUM)?;
    if sum(members) != given {
        return None;
    }
    Some(Tape::parse(text.as_bytes().to_vec())?.root())
}

/// Reads a time that [`Stored::time`] wrote.
pub(super) fn time(text: &str) -> Option<f64> {
    Some(text.parse::<u64>().ok()? as f64)
}

/// FNV-1a: each byte goes into the sum by steps that can be undone, so no two
/// texts that differ in one byte share a sum.
fn sum(text: &str) -> String {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    base64::encode(&sum.to_be_bytes())
}

fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::json::Node;

    #[test]
    fn members_come_back_whatever_they_hold() {
        let mut stored = Stored::new();
        let nasty = "\"\\\u{0}\u{1f}\n,\"sum\":\"é\u{2028}😀";
        stored.text("a", nasty);
        stored.some("b", None);
        stored.time("c", 1_790_000_000_123.0);
        let text = stored.finish();
        let node = open(&text).unwrap();
        assert_eq!(node.get("a").text().as_deref(), Some(nasty));
        assert!(node.get("b").is_null());
        let when = node.get("c").text().unwrap();
        assert_eq!(time(&when), Some(1_790_000_000_123.0));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["a"], nasty);
    }

    #[test]
    fn a_text_with_a_byte_changed_is_not_opened() {
        let mut stored = Stored::new();
        stored.text("a", "b");
        let text = stored.finish();
        assert!(open(&text).is_some());
        assert!(open(&text.replace("\"b\"", "\"c\"")).is_none());
        assert!(open(&text.replace("\"a\"", "\"b\"")).is_none());
    }

    #[test]
    fn a_text_of_another_make_is_not_opened() {
        for text in ["", "{}", "\"}", "{\"a\":\"b\"}", ",\"sum\":\"\"}", "null"] {
            assert!(open(text).is_none(), "{text}");
        }
    }
}
