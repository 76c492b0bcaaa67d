//! What counts as nothing at the ends of pasted or imported text.

/// White space of any script, control characters and the zero-width
/// characters that copying leaves behind (U+200B to U+200D, U+2060, U+FEFF).
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_zero_width(c)
}

/// Zero-width characters that mean nothing at the ends of a text.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Cuts `prefix`, in lower case, off the start of `text` in any ASCII case.
pub(crate) fn strip_prefix_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

/// Cuts any of `prefixes` off the start of `text`, again and again.
pub(crate) fn strip_prefixes<'a>(mut text: &'a str, prefixes: &[&str]) -> &'a str {
    while let Some(rest) = prefixes
        .iter()
        .find_map(|prefix| strip_prefix_any_case(text, prefix))
    {
        text = rest;
    }
    text
}
