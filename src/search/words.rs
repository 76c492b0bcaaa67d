//! A text as the words that the registry's index has of it.

/// The most words of a text that are looked for. Each is one clause for each field
/// of the index, and Solr refuses queries of more than 1,024.
pub const MOST_WORDS: usize = 10;

/// Characters of a word that are looked for. No name has more between two blanks.
const LONGEST_WORD: usize = 64;

/// Characters of a whole text that are looked for: percent-encoded and written
/// twice they stay below the 8 kB that servers take as an address.
pub(super) const LONGEST_TEXT: usize = 200;

/// The words of a text, in order, at most [`MOST_WORDS`].
///
/// The index splits text by UAX #29 (Solr's standard tokenizer, ORCID-Source
/// `solr-config/cores/profile/conf/schema.xml`). A prefix is compared with one of
/// its words as it stands, so that a text has to be split alike: at blanks, hyphens
/// and most other marks, but not at an apostrophe or a full stop within a word
/// (`O'Sullivan`, `J.S`). Han and Hiragana characters are words of their own.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().take(LONGEST_TEXT) {
        let is_alone = is_ideograph(c);
        if is_alone || !(is_of_word(c) || is_within_word(c)) {
            push(&mut words, &mut word);
        }
        if is_alone {
            words.push(c.into());
        } else if is_of_word(c) || (is_within_word(c) && !word.is_empty()) {
            word.push(c);
        }
    }
    push(&mut words, &mut word);
    words.truncate(MOST_WORDS);
    words
}

/// Adds a word, and begins a new one.
fn push(words: &mut Vec<String>, word: &mut String) {
    let plain = word.trim_end_matches(is_within_word);
    if plain.chars().any(char::is_alphanumeric) {
        words.push(plain.chars().take(LONGEST_WORD).collect());
    }
    word.clear();
}

/// Letters, digits, and the marks that stand on letters. Of what is neither ASCII
/// nor punctuation the index decides.
fn is_of_word(c: char) -> bool {
    let is_mark = !matches!(
        c,
        '\0'..='\u{bf}'
            | '×'
            | '÷'
            | '\u{589}'
            | '\u{5be}'
            | '\u{60c}'
            | '\u{61b}'
            | '\u{61f}'
            | '\u{6d4}'
            | '\u{964}'
            | '\u{965}'
            | '\u{2000}'..='\u{200b}'
            | '\u{200e}'..='\u{2bff}'
            | '\u{3000}'..='\u{303f}'
            | '\u{30fb}'
            | '\u{fe10}'..='\u{fe6f}'
            | '\u{feff}'
            | '\u{ff00}'..='\u{ffef}'
    );
    c.is_alphanumeric() || (is_mark && !c.is_whitespace() && !c.is_control())
}

/// What does not part a word that goes on behind it.
fn is_within_word(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '.' | '_')
}

fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{3096}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_as_the_index_splits_it() {
        for (text, expected) in [
            ("Josiah Carb", &["Josiah", "Carb"][..]),
            ("Carberry, J. S.", &["Carberry", "J", "S"]),
            ("J.S. O'Sullivan-Nguyễn", &["J.S", "O'Sullivan", "Nguyễn"]),
            ("O’Brien’s", &["O’Brien’s"]),
            ("  AND (x) \"y\":*~?\\/ ", &["AND", "x", "y"]),
            ("林美咲", &["林", "美", "咲"]),
            ("渡辺 チヒロ", &["渡", "辺", "チヒロ"]),
            ("김민준", &["김민준"]),
            ("मीरा जोशी", &["मीरा", "जोशी"]),
            ("ליאת בן־עמי", &["ליאת", "בן", "עמי"]),
            ("e\u{301}lan", &["e\u{301}lan"]),
            ("a\0b\u{7f}c\u{200b}d", &["a", "b", "c", "d"]),
            (".'_-!«»…", &[]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_has_few_words_and_no_long_ones() {
        assert_eq!(words(&"a ".repeat(500)).len(), MOST_WORDS);
        let long: Vec<usize> = words(&"x".repeat(500)).iter().map(String::len).collect();
        assert_eq!(long, [LONGEST_WORD]);
        assert_eq!(words(&"語".repeat(500)).len(), MOST_WORDS);
    }
}
