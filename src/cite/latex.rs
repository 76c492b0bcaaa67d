//! Text as LaTeX takes it, in UTF-8.

/// Appends a text with everything that means something to LaTeX escaped, so
/// that its braces always balance: BibTeX counts braces, even those behind a
/// backslash. Line breaks and control characters become blanks.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            // Other characters in LaTeX's oldest encoding.
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            _ if is_break(c) => out.push(' '),
            _ => out.push(c),
        }
    }
}

/// Appends an address for a field that is read verbatim: what would unbalance
/// braces, begins another way to write a backslash (`^^5c`), or is not ASCII, is
/// percent-encoded.
pub(super) fn push_address(out: &mut String, address: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in address.bytes() {
        if matches!(byte, b'!'..=b'~') && !matches!(byte, b'{' | b'}' | b'\\' | b'^') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(HEX.get(usize::from(digit)).map(|hex| char::from(*hex)));
            }
        }
    }
}

/// Whether a DOI can stand verbatim.
pub(super) fn is_verbatim(doi: &str) -> bool {
    !doi.contains(|c: char| matches!(c, '{' | '}' | '\\' | '^') || is_break(c))
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
