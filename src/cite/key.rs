//! Keys: `carberry2008toward-73980807`.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::item::Item;
use crate::json::write::push_number;
use crate::orcid::NameParts;

/// The work's key: family name of the first author, year, first word of the
/// title that says something, put-code. Depends on the work alone; only
/// letters, digits and a hyphen, which no BibTeX tool minds.
pub fn key(item: &Item<'_>) -> String {
    of(item, &Facts::of(item))
}

pub(super) fn of(item: &Item<'_>, facts: &Facts<'_>) -> String {
    let mut key = String::with_capacity(32);
    let first = facts.authors.first().or(facts.editors.first());
    match first.map(|author| &author.name) {
        Some(NameParts::Person { family, .. }) => push_word(&mut key, family),
        Some(NameParts::Literal(name)) => {
            push_word(&mut key, name.split(' ').find(says_much).unwrap_or(name));
        }
        None => {}
    }
    if key.is_empty() {
        key.push_str("work");
    }
    if let Some(date) = facts.date {
        push_number(&mut key, u64::from(date.year()));
    }
    let words = facts.title.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(says_much) {
        let before = key.len();
        push_word(&mut key, word);
        if key.len() > before {
            break;
        }
    }
    if let Some(put_code) = item.work.put_code {
        key.push('-');
        push_number(&mut key, put_code);
    }
    key
}

/// Keys already given.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<String, u32>);

impl Keys {
    /// The key, or the key with a letter behind it.
    pub(super) fn unique(&mut self, key: String) -> String {
        let Some(mut number) = self.0.get(&key).copied() else {
            self.0.insert(key.clone(), 1);
            return key;
        };
        let mut other = key.clone();
        while self.0.contains_key(&other) {
            other.truncate(key.len());
            push_letters(&mut other, number);
            number += 1;
        }
        self.0.insert(key, number);
        self.0.insert(other.clone(), 1);
        other
    }
}

/// Articles and prepositions of the languages most titles are in.
#[rustfmt::skip]
const SILENT: [&str; 65] = [
    "a", "an", "and", "are", "as", "at", "by", "can", "d", "da", "das", "de", "dem", "den",
    "der", "des", "die", "do", "does", "du", "e", "ein", "eine", "einer", "el", "en", "et",
    "for", "from", "gli", "how", "i", "il", "im", "in", "into", "is", "l", "la", "las", "le",
    "les", "lo", "los", "of", "on", "or", "the", "their", "this", "to",
    "un", "und", "under", "une", "von", "what", "when", "where", "why", "with", "y", "zum",
    "zur", "über",
];

fn says_much(word: &&str) -> bool {
    // None in the list is longer than this.
    if word.len() > 8 {
        return true;
    }
    !word.is_empty()
        && SILENT
            .binary_search(&word.to_ascii_lowercase().as_str())
            .is_err()
}

/// Up to 24 letters and digits of ASCII, in lower case.
fn push_word(key: &mut String, word: &str) {
    let end = key.len() + 24;
    for c in word.chars() {
        if key.len() >= end {
            return;
        }
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else {
            key.push_str(plain(c));
        }
    }
}

/// U+00C0 to U+017F without their marks; a dot where there is no one letter.
const PLAIN: &str = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
gggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnn..oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

fn plain(c: char) -> &'static str {
    match c {
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        'Ŋ' | 'ŋ' => "ng",
        '\u{c0}'..='\u{17f}' => {
            let place = (u32::from(c) - 0xc0) as usize;
            PLAIN
                .get(place..place + 1)
                .filter(|letter| *letter != ".")
                .unwrap_or_default()
        }
        _ => "",
    }
}

/// 1 is `b`, 26 `aa`.
fn push_letters(text: &mut String, number: u32) {
    if number > 25 {
        push_letters(text, number / 26 - 1);
    }
    text.push(char::from(b'a' + (number % 26) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_plain_letters_has_one_for_each_place() {
        assert_eq!(PLAIN.len(), 0x180 - 0xc0);
        for (c, letter) in [
            ('À', "a"),
            ('ÿ', "y"),
            ('ł', "l"),
            ('Ž', "z"),
            ('ſ', "s"),
            ('ř', "r"),
            ('Š', "s"),
            ('Ű', "u"),
            ('ő', "o"),
            ('ı', "i"),
            ('ĵ', "j"),
            ('ĸ', "k"),
            ('ŉ', "n"),
            ('Ť', "t"),
            ('Ÿ', "y"),
        ] {
            assert_eq!(plain(c), letter, "{c}");
        }
    }

    #[test]
    fn the_words_that_say_little_are_sorted_and_short() {
        assert!(SILENT.is_sorted());
        assert!(SILENT.iter().all(|word| word.len() <= 8));
    }

    #[test]
    fn keys_stay_unique_even_where_one_looks_like_a_repetition() {
        let mut keys = Keys::default();
        let given = ["a", "ab", "a", "a", "ab", "ac", "a"];
        let mut made: Vec<String> = given
            .iter()
            .map(|key| keys.unique((*key).to_owned()))
            .collect();
        assert_eq!(made.first().map(String::as_str), Some("a"));
        made.sort_unstable();
        made.dedup();
        assert_eq!(made.len(), given.len());
    }
}
