//! Base64url without padding (RFC 4648 §5), as JOSE and PKCE write bytes.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes; 32 become 43 characters.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for shift in [18, 12, 6, 0].into_iter().take(chunk.len() + 1) {
            let letter = LETTERS.get((group >> shift & 63) as usize);
            text.push(char::from(letter.copied().unwrap_or(b'A')));
        }
    }
    text
}

/// Reads what [`encode`] wrote and nothing else: `None` for padding, for other
/// characters, and where bits that stand for nothing are not zero, so that no
/// two texts are the same bytes (RFC 4648 §3.5).
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0;
        for letter in chunk {
            group = group << 6 | value(*letter)?;
        }
        let spare = match chunk.len() {
            4 => 0,
            3 => 2,
            2 => 4,
            _ => return None,
        };
        if group & ((1 << spare) - 1) != 0 {
            return None;
        }
        let [_, whole @ ..] = (group >> spare).to_be_bytes();
        bytes.extend_from_slice(whole.get(4 - chunk.len()..)?);
    }
    Some(bytes)
}

fn value(letter: u8) -> Option<u32> {
    let (base, first) = match letter {
        b'A'..=b'Z' => (0, b'A'),
        b'a'..=b'z' => (26, b'a'),
        b'0'..=b'9' => (52, b'0'),
        b'-' => (62, b'-'),
        b'_' => (63, b'_'),
        _ => return None,
    };
    Some(base + u32::from(letter.wrapping_sub(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648_come_out_without_padding() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xbf]), "-_-_");
        assert_eq!(decode("-_-_"), Some(vec![0xfb, 0xff, 0xbf]));
        assert_eq!(encode(&[0; 32]).len(), 43);
    }

    #[test]
    fn anything_but_the_one_form_is_refused() {
        for text in [
            "Zg==", "Zg=", "Z", "Zm9vY", "Zh", "Zm9", "Zm+v", "Zm/v", "Zm v", "Zm9v\n", "Zmé",
        ] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }
}
