//! What stands in the place of a photo.

use crate::orcid::Name;

/// A person's initials: the first letter of the given names and that of the
/// family name, with all that is written above or below them; of a name in
/// Chinese, Japanese or Korean script its first character, as is usual there.
/// Empty where a name has no letter.
pub fn initials(name: &Name) -> String {
    let family = name.family.as_deref().unwrap_or_default();
    let display = name.display();
    for text in [family, &display] {
        if text.chars().next().is_some_and(is_east_asian) {
            return letter(text).into();
        }
    }
    match (&name.credit, &name.given, &name.family) {
        (_, Some(given), Some(family)) => [first(given), last(family)].concat(),
        _ => {
            let (start, rest) = display
                .trim()
                .split_once(char::is_whitespace)
                .unwrap_or((&display, ""));
            let end = rest.rsplit(char::is_whitespace).next();
            [first(start), first(end.unwrap_or_default())].concat()
        }
    }
}

/// The first letter of the first word that has one.
fn first(text: &str) -> &str {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '-');
    words
        .find_map(|word| Some(letter(word)).filter(|it| !it.is_empty()))
        .unwrap_or_default()
}

/// The letter of a family name: past "von", "de la" and their like, unless
/// there is nothing else.
fn last(family: &str) -> &str {
    let mut words = family.split_whitespace();
    let main = words.find(|word| !word.starts_with(|c: char| c.is_ascii_lowercase()));
    match main.map(letter) {
        Some(letter) if !letter.is_empty() => letter,
        _ => first(family),
    }
}

/// A word's first letter, with its marks; what is no letter is passed over.
fn letter(word: &str) -> &str {
    let mut start = None;
    for (at, c) in word.char_indices() {
        match start {
            Some(start) if !is_mark(c) => return word.get(start..at).unwrap_or_default(),
            None if is_letter(c) => start = Some(at),
            _ => {}
        }
    }
    start
        .and_then(|start| word.get(start..))
        .unwrap_or_default()
}

/// Whether a name can begin with it: not with quotes, dots and brackets.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{203a}')
}

/// Whether a character belongs to the letter before it. Not from Unicode's
/// tables, which weigh kilobytes: the blocks of accents, points and vowel signs
/// that stand in names.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{e31}'
            | '\u{e34}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{200d}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
    ) || is_indic_mark(c)
}

/// The scripts of India keep their signs at the same places of a block.
fn is_indic_mark(c: char) -> bool {
    let place = u32::from(c) % 0x80;
    matches!(c, '\u{900}'..='\u{d7f}')
        && matches!(place, 0..=3 | 0x3c | 0x3e..=0x4d | 0x51..=0x57 | 0x62 | 0x63)
}

fn is_east_asian(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &str, family: &str, credit: &str) -> String {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        initials(&Name {
            given: text(given),
            family: text(family),
            credit: text(credit),
        })
    }

    #[test]
    fn are_those_of_given_names_and_family_name() {
        assert_eq!(of("Ingrid", "Nørgaard-Álvarez", ""), "IN");
        assert_eq!(of("Margarethe", "von Hülsen", "M. v. Hülsen"), "MH");
        assert_eq!(of("María José", "de la Cruz Soto", ""), "MC");
        assert_eq!(of("bell", "hooks", ""), "bh");
        assert_eq!(of("“Bob”", "(Smith)", ""), "BS");
        assert_eq!(of("Jean-Luc", "d'Arc", ""), "Jd");
    }

    #[test]
    fn of_one_name_or_a_credit_name_are_its_first_and_last() {
        assert_eq!(of("Sukarno", "", ""), "S");
        assert_eq!(of("", "Carberry", ""), "C");
        assert_eq!(of("", "", "Josiah S. Carberry"), "JC");
        assert_eq!(of("J", "", "Josiah  Carberry "), "JC");
        assert_eq!(of("", "", "…"), "");
        assert_eq!(of("", "", ""), "");
    }

    #[test]
    fn of_east_asian_names_are_one_character() {
        assert_eq!(of("Misaki", "Hayashi", "林 美咲"), "林");
        assert_eq!(of("美咲", "林", ""), "林");
        assert_eq!(of("철수", "김", ""), "김");
        assert_eq!(of("", "", "𠮷田"), "𠮷");
    }

    #[test]
    fn keep_a_letter_whole() {
        assert_eq!(of("E\u{301}lodie", "A\u{30a}s", ""), "E\u{301}A\u{30a}");
        assert_eq!(of("सुनीता", "देवी", ""), "सुदे");
        assert_eq!(of("ก้อง", "ศรี", ""), "ก้ศ");
        assert_eq!(of("محمّد", "عليّ", ""), "مع");
    }
}
