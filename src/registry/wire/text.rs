//! Cleaning of text, once for all readers. What comes out is text still and
//! must only ever become a text node: nothing here makes markup safe.

use crate::orcid::{is_blank, strip_prefix_any_case};

/// Inline tags that publishers leave in titles and venues. Also any tag of
/// the `jats:` and `mml:` vocabularies; all else is text.
const TAGS: [&str; 16] = [
    "i", "b", "em", "strong", "sub", "sup", "u", "sc", "scp", "inf", "tt", "italic", "bold",
    "span", "p", "br",
];

/// A text without blanks or zero-width characters at its ends, with white
/// space collapsed, line breaks turned into spaces and control characters
/// dropped. Bidi marks and joiners within stay: scripts need them. `None`
/// when nothing visible is left.
pub(crate) fn plain(text: String) -> Option<String> {
    // Most texts are clean as they come, and need no copy.
    if is_plain_ascii(&text) {
        return Some(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut space = None;
    for c in text.trim_matches(is_blank).chars() {
        if c.is_whitespace() {
            // A lone no-break or ideographic space is there on purpose.
            let breaks = c.is_ascii() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            space = Some(if breaks || space.is_some() { ' ' } else { c });
        } else if !c.is_control() {
            clean.extend(space.take());
            clean.push(c);
        }
    }
    (!clean.chars().all(is_invisible)).then_some(clean)
}

/// A title or venue: [`plain`], without inline tags, entities decoded, as
/// Crossref sends `<i>E. coli</i> &amp; others`. Decoded once and last, so
/// that `&lt;i&gt;`, which is a text about a tag, stays one.
pub(crate) fn title(text: String) -> Option<String> {
    match find_markup(&text) {
        Some(_) => plain(without_markup(&text)),
        None => plain(text),
    }
}

/// A text whose line breaks mean something: only its ends are trimmed and
/// control characters dropped.
pub(super) fn lines(text: String) -> Option<String> {
    let text = text.trim_matches(is_blank);
    let keep = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    (!text.is_empty()).then(|| text.chars().filter(keep).collect())
}

/// A text whose line breaks mean something, each line of it [`plain`]. Of
/// several empty lines between two others one stays.
pub(crate) fn paragraphs(text: &str) -> Option<String> {
    let mut clean = String::new();
    let mut gap = "";
    for line in text.split('\n') {
        match plain(line.into()) {
            Some(line) => {
                clean.push_str(gap);
                clean.push_str(&line);
                gap = "\n";
            }
            None if !gap.is_empty() => gap = "\n\n",
            None => {}
        }
    }
    (!clean.is_empty()).then_some(clean)
}

/// A BCP 47 tag of one of ORCID's language codes, some of which are the old
/// Java ones; the code comes cleaned. What follows language, script and region is dropped.
pub(crate) fn language(code: String) -> Option<String> {
    let mut parts = code.split(['_', '-']);
    let mut language = parts.next()?.to_ascii_lowercase();
    match language.as_str() {
        "iw" => language = String::from("he"),
        "ji" => language = String::from("yi"),
        "in" => language = String::from("id"),
        _ if (2..=3).contains(&language.len()) && is_letters(&language) => {}
        _ => return None,
    }
    for part in parts {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        if !(is_letters(part) && matches!(part.len(), 2 | 4) || is_number && part.len() == 3) {
            break;
        }
        language.push('-');
        language.push_str(part);
    }
    Some(language)
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_plain_ascii(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        match byte {
            b' ' if !after_space => after_space = true,
            b'!'..=b'~' => after_space = false,
            _ => return false,
        }
    }
    !after_space
}

/// Marks that steer the direction of text and show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn find_markup(text: &str) -> Option<usize> {
    text.bytes().position(|byte| matches!(byte, b'<' | b'&'))
}

fn without_markup(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = find_markup(rest).and_then(|at| rest.split_at_checked(at)) {
        clean.push_str(before);
        if let Some((meaning, after)) = tag(from).or_else(|| entity(from)) {
            clean.extend(meaning);
            rest = after;
        } else {
            let mut chars = from.chars();
            clean.extend(chars.next());
            rest = chars.as_str();
        }
    }
    clean.push_str(rest);
    clean
}

/// A known tag at the start of `text`: what it leaves, and what follows it.
fn tag(text: &str) -> Option<(Option<char>, &str)> {
    let inner = text.strip_prefix('<')?;
    // Not beyond the next tag, so that a thousand "<" are read in one go.
    let end = inner.bytes().position(|byte| matches!(byte, b'<' | b'>'))?;
    let (tag, after) = inner.split_at_checked(end)?;
    let after = after.strip_prefix('>')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b':');
    let (name, rest) = tag.split_at_checked(end.unwrap_or(tag.len()))?;
    // With nothing but attributes behind it: "if a<b and c>d" has no tag.
    if !matches!(rest.trim_ascii(), "" | "/") && !rest.bytes().any(|byte| byte == b'=') {
        return None;
    }
    if strip_prefix_any_case(name, "jats:").is_none()
        && strip_prefix_any_case(name, "mml:").is_none()
        && !TAGS.iter().any(|known| name.eq_ignore_ascii_case(known))
    {
        return None;
    }
    let breaks = ["p", "br", "jats:p", "jats:title"];
    let breaks = breaks.iter().any(|one| name.eq_ignore_ascii_case(one));
    Some((breaks.then_some(' '), after))
}

/// An entity at the start of `text`: its character, and what follows it.
fn entity(text: &str) -> Option<(Option<char>, &str)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|byte| byte == b';')?;
    let (name, after) = inner.split_at_checked(end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match strip_prefix_any_case(number, "x") {
                Some(hex) => (hex, 16),
                None => (number, 10),
            };
            let code = u64::from_str_radix(digits, radix).ok()?;
            char::from_u32(u32::try_from(code).ok()?)?
        }
    };
    Some((Some(c), after.strip_prefix(';')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(clean: fn(String) -> Option<String>, text: &str) -> Option<String> {
        clean(text.to_owned())
    }

    #[test]
    fn blanks_and_control_characters_go() {
        for (text, clean) in [
            ("Plain text", Some("Plain text")),
            ("  two  spaces ", Some("two spaces")),
            ("a\tb\r\nc", Some("a b c")),
            ("\u{feff}Ombre \u{200b}", Some("Ombre")),
            ("a\u{0}b\u{7f}c\u{9c}d", Some("abcd")),
            ("a\u{85}b\u{2028}c", Some("a b c")),
            ("", None),
            (" \u{a0}\u{200b}\u{feff}\n", None),
            ("\u{200e}\u{202e}", None),
        ] {
            assert_eq!(cleaned(plain, text).as_deref(), clean, "{text:?}");
        }
    }

    #[test]
    fn what_scripts_need_stays() {
        for text in [
            "山田　太郎",
            "Qu’est-ce\u{202f}?",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "\u{200f}שלום\u{200f} (abc)",
            "👩\u{200d}🔬",
        ] {
            assert_eq!(cleaned(plain, text).as_deref(), Some(text));
        }
    }

    #[test]
    fn titles_lose_inline_tags_and_entities() {
        for (text, clean) in [
            ("<i>E. coli</i> &amp; others", Some("E. coli & others")),
            ("Al<sub>2</sub>O<SUB>3</SUB>", Some("Al2O3")),
            ("<jats:italic>In vitro</jats:italic>", Some("In vitro")),
            ("<span style=\"font:x\">a</span>b", Some("ab")),
            ("one<br/>two<br />three", Some("one two three")),
            ("<p>one</p><p>two</p>", Some("one two")),
            (
                "<mml:math xmlns:mml=\"x\"><mml:mi>α</mml:mi></mml:math>-decay",
                Some("α-decay"),
            ),
            ("&#945; &#x3B2; &quot;x&quot; &apos;", Some("α β \"x\" '")),
            ("<i></i>", None),
        ] {
            assert_eq!(cleaned(title, text).as_deref(), clean, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_inline_tag_or_entity_is_text() {
        for text in [
            "p < 0.05 & q > 1",
            "if a<b and c>d",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "<ORCID_CLIENT_ID>",
            "AT&T; R&D &nbsp; &#xD800; &#99999999; &;",
            "a < b",
            "<",
            "&",
            "<i",
            "{{{}}}}{}{{}}}",
        ] {
            assert_eq!(cleaned(title, text).as_deref(), Some(text));
        }
        assert_eq!(
            cleaned(plain, "<i>a</i> &amp;").as_deref(),
            Some("<i>a</i> &amp;")
        );
    }

    #[test]
    fn entities_are_decoded_once() {
        let text = "&lt;i&gt; &amp;lt;";
        assert_eq!(cleaned(title, text).as_deref(), Some("<i> &lt;"));
        assert_eq!(cleaned(title, "a&#0;&#10;b").as_deref(), Some("a b"));
    }

    #[test]
    fn long_nonsense_is_read_in_one_go() {
        for part in ["<", "&", "<i", "</", "&#", "<i>", "\u{200b} ", "<jats:p "] {
            let _ = title(part.repeat(50_000));
        }
    }

    #[test]
    fn paragraphs_keep_their_breaks_and_one_empty_line() {
        for (text, clean) in [
            ("One  line.", Some("One line.")),
            ("One.\r\nTwo.", Some("One.\nTwo.")),
            ("\n\n One. \n \n\t\n\nTwo.\n", Some("One.\n\nTwo.")),
            ("One\u{0}.\rStill one.", Some("One. Still one.")),
            ("\n\u{200b}\r\n", None),
            ("", None),
        ] {
            assert_eq!(paragraphs(text).as_deref(), clean, "{text:?}");
        }
    }

    #[test]
    fn a_citation_keeps_its_lines() {
        let text = " \n@article{x,\r\n\tdoi = {1}\u{0}\n}\n\t";
        assert_eq!(
            cleaned(lines, text).as_deref(),
            Some("@article{x,\n\tdoi = {1}\n}")
        );
        assert_eq!(cleaned(lines, "\n"), None);
    }

    #[test]
    fn old_java_language_codes_become_bcp_47() {
        for (code, tag) in [
            ("en", Some("en")),
            ("iw", Some("he")),
            ("ji", Some("yi")),
            ("in", Some("id")),
            ("zh_CN", Some("zh-CN")),
            ("zh-Hant_TW", Some("zh-Hant-TW")),
            ("EN", Some("en")),
            ("es-419", Some("es-419")),
            ("en_US_POSIX", Some("en-US")),
            ("english", None),
            ("x", None),
            ("", None),
            ("\"><b>", None),
        ] {
            assert_eq!(cleaned(language, code).as_deref(), tag, "{code}");
        }
    }
}
