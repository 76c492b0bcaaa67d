//! Form encoding (WHATWG URL, application/x-www-form-urlencoded), both ways.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters (RFC 3986 §2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Adds `name=value` to a form or query, with all but unreserved characters
/// percent-encoded: what comes out reads the same as a form and as a query.
pub(super) fn push(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() && !form.ends_with(['?', '&']) {
        form.push('&');
    }
    form.push_str(name);
    form.push('=');
    form.extend(utf8_percent_encode(value, RESERVED));
}

/// The value of a member that [`push`] has added.
pub(super) fn get(form: &str, name: &str) -> Option<String> {
    let mut pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    decode(pairs.find(|pair| pair.0 == name)?.1)
}

/// Decodes a name or value; `None` where a `%` stands alone or no UTF-8 comes
/// out, since no server writes that.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        rest = behind;
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (digits, behind) = rest.split_first_chunk::<2>()?;
                rest = behind;
                let mut byte = 0;
                for digit in digits {
                    byte = byte << 4 | char::from(*digit).to_digit(16)? as u8;
                }
                byte
            }
            _ => *byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_and_can_break_out_of_nothing() {
        let mut form = String::from("https://x.example/?");
        push(&mut form, "a", "é&b=c #+%/~");
        push(&mut form, "d", "");
        assert_eq!(
            form,
            "https://x.example/?a=%C3%A9%26b%3Dc%20%23%2B%25%2F~&d="
        );
        let (_, form) = form.split_once('?').unwrap_or_default();
        assert_eq!(get(form, "a").as_deref(), Some("é&b=c #+%/~"));
        assert_eq!(get(form, "d").as_deref(), Some(""));
        assert_eq!(get(form, "b"), None);
    }

    #[test]
    fn a_plus_is_a_blank_and_half_an_escape_is_nothing() {
        assert_eq!(decode("a+b%20c").as_deref(), Some("a b c"));
        for text in ["%", "%4", "%4g", "%g4", "%é", "%FF", "%+1"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
