//! How large a body may be, in bytes.

/// A kilobyte.
pub const KB: usize = 1_000;
/// A megabyte.
pub const MB: usize = 1_000 * KB;

/// Whether a `Content-Length` says by itself that a body is larger than `most`.
/// It counts what travels, which compression makes smaller: a body that passes
/// here is still counted as it comes.
pub fn announces_more(content_length: &str, most: usize) -> bool {
    let digits = content_length.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // A number that is too long for the type is too long for the page as well.
    is_number && digits.parse().map_or(true, |length: usize| length > most)
}

/// The bytes there are with `more` of them; `None` where that is past `most`.
pub fn grown(seen: usize, more: usize, most: usize) -> Option<usize> {
    seen.checked_add(more).filter(|total| *total <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_past_the_limit_is_refused_before_a_byte_has_come() {
        for (length, is_more) in [
            ("0", false),
            ("100", false),
            (" 100 ", false),
            ("101", true),
            ("99999999999999999999999999", true),
            // Nothing that a sound server sends: the bytes are counted instead.
            ("", false),
            ("-1", false),
            ("101, 101", false),
            ("1e9", false),
        ] {
            assert_eq!(announces_more(length, 100), is_more, "{length:?}");
        }
    }

    #[test]
    fn bytes_are_counted_up_to_the_limit_and_no_further() {
        assert_eq!(grown(0, 100, 100), Some(100));
        assert_eq!(grown(60, 40, 100), Some(100));
        assert_eq!(grown(60, 41, 100), None);
        assert_eq!(grown(usize::MAX, 1, usize::MAX), None);
    }
}
