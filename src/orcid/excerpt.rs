//! The start of a text that is too long to be shown.

/// The first `most` characters of a text that has more; `None` where it fits.
pub fn excerpt(text: &str, most: usize) -> Option<&str> {
    // No text has more characters than bytes.
    if text.len() <= most {
        return None;
    }
    let (end, _) = text.char_indices().nth(most)?;
    text.get(..end).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_has_none() {
        for text in ["", "abc", "äöü", "𝒳𝒳𝒳"] {
            assert_eq!(excerpt(text, 3), None, "{text}");
        }
    }

    #[test]
    fn a_longer_one_is_cut_between_characters() {
        assert_eq!(excerpt("abcd", 3), Some("abc"));
        assert_eq!(excerpt("äöüä", 3), Some("äöü"));
        assert_eq!(excerpt("𝒳𝒳𝒳𝒳", 3), Some("𝒳𝒳𝒳"));
        assert_eq!(excerpt("ab cd", 3), Some("ab"));
        assert_eq!(
            excerpt(&"x".repeat(1_000_000), 2_000).map(str::len),
            Some(2_000)
        );
    }
}
