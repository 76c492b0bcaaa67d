//! Names in parts, as citations need them: heuristics on what people and
//! publishers write into one field.

use super::words::{CAPITAL_PARTICLES, GROUP_WORDS, PARTICLES, SUFFIXES, VIETNAMESE, is_in};
use crate::orcid::Name;

/// A name as far as its parts can be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameParts {
    /// A person's name. A particle or a suffix is only there beside a given
    /// name.
    Person {
        /// Given names or initials.
        given: Option<String>,
        /// What stands before the family name in lower case: `van der`.
        particle: Option<String>,
        /// The family name, or the only name.
        family: String,
        /// `Jr.`, `III`, `PhD`.
        suffix: Option<String>,
    },
    /// A name not to be taken apart: a group, or what nobody can split.
    Literal(String),
}

impl NameParts {
    /// The parts of a person's name: the credit name split where the family
    /// name ends it, else given names and family name. `None` where there is
    /// none.
    pub fn of(name: &Name) -> Option<Self> {
        match (&name.credit, &name.given, &name.family) {
            (Some(credit), _, Some(family)) => Some(
                match credit
                    .strip_suffix(family.as_str())
                    .filter(|given| given.ends_with(' '))
                {
                    Some(given) => Self::person(given, family),
                    None => Self::parse(credit),
                },
            ),
            (None, Some(given), Some(family)) => Some(Self::person(given, family)),
            (Some(one), ..) | (None, Some(one), None) => Some(Self::parse(one)),
            (None, None, Some(family)) => Some(Self::only(family)),
            (None, None, None) => None,
        }
    }

    /// One name in any order: `Family, Given`, `Given Family`, with particles
    /// and suffix; a group as it stands.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if is_group(text) {
            return Self::Literal(text.to_owned());
        }
        Self::parse_person(text)
    }

    /// [`Self::parse`] of what is known to be no group.
    fn parse_person(text: &str) -> Self {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        match parts.as_slice() {
            [one] | [one, ""] => Self::natural(one),
            [one, suffix] if is_suffix(suffix) => Self::natural(one).with_suffix(suffix),
            [family, given] => Self::person(given, family),
            [family, suffix, given] if is_suffix(suffix) => {
                Self::person(given, family).with_suffix(suffix)
            }
            [family, given, suffix] if is_suffix(suffix) => {
                Self::person(given, family).with_suffix(suffix)
            }
            _ => Self::Literal(text.to_owned()),
        }
    }

    /// A family name and given names, known as such.
    fn person(given: &str, family: &str) -> Self {
        let mut given: Vec<&str> = given.split_whitespace().collect();
        let mut family: Vec<&str> = family.split_whitespace().collect();
        if given.is_empty() || family.is_empty() {
            return Self::only(if family.is_empty() { &given } else { &family }.join(" "));
        }
        let suffix = pop_suffix(&mut family).or_else(|| pop_suffix(&mut given));
        let mut particle: Vec<&str> = Vec::new();
        // "Beethoven, Ludwig van"
        while given.len() > 1
            && let Some(word) = given.pop_if(|word| is_in(&PARTICLES, word))
        {
            particle.insert(0, word);
        }
        let count = family.iter().take_while(|word| is_in(&PARTICLES, word));
        let count = count.count().min(family.len().saturating_sub(1));
        particle.extend(family.drain(..count));
        let joined = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(" "));
        Self::Person {
            given: joined(given),
            particle: joined(particle),
            family: family.join(" "),
            suffix: suffix.map(str::to_owned),
        }
    }

    /// One name that is all there is.
    fn only(name: impl Into<String>) -> Self {
        Self::Person {
            given: None,
            particle: None,
            family: name.into(),
            suffix: None,
        }
    }

    /// A name without commas, in the order in which it is spoken.
    fn natural(text: &str) -> Self {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if words.len() > 8 {
            return Self::Literal(text.to_owned());
        }
        let suffix = match words.len() {
            0..3 => None,
            _ => words.pop_if(|last| is_suffix(last)),
        };
        let start = family_start(&words);
        let (first, last) = words.split_at(start.min(words.len()));
        let name = if family_comes_first(&words) {
            let (family, given) = words.split_at(1.min(words.len()));
            Self::person(&given.join(" "), &family.join(" "))
        } else if first.is_empty() {
            Self::only(last.join(" "))
        } else {
            Self::person(&first.join(" "), &last.join(" "))
        };
        match suffix {
            Some(suffix) => name.with_suffix(suffix),
            None => name,
        }
    }

    fn with_suffix(mut self, more: &str) -> Self {
        match &mut self {
            Self::Person {
                given: Some(_),
                suffix: suffix @ None,
                ..
            } => *suffix = Some(more.to_owned()),
            Self::Person { family: name, .. } | Self::Literal(name) => {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(more);
            }
        }
        self
    }
}

/// The names in one field: mostly one, but some sources join all authors with
/// semicolons, commas or "and". What does not clearly fall apart into names
/// stays whole.
pub fn split_names(text: &str) -> Vec<NameParts> {
    let text = without_et_al(text.trim());
    if text.is_empty() {
        return Vec::new();
    }
    if text.contains(';') {
        let parts = text.split(';').map(str::trim);
        return parts
            .filter(|part| !part.is_empty())
            .flat_map(split_names)
            .collect();
    }
    if is_group(text) {
        return vec![NameParts::Literal(text.to_owned())];
    }
    let pieces = pieces(text);
    let mut names = if pieces.len() < 2 {
        split_commas(text, 3)
    } else if pieces.iter().all(|piece| is_person_like(piece)) {
        // In "Ann Smith, Ben Doe and Cay Roe" two make a list, not in
        // "Márquez Ruiz, Juan José and Doe, Ben".
        let is_spoken = pieces.last().is_some_and(|last| !last.contains(','));
        let least = if is_spoken { 2 } else { 3 };
        let pieces = pieces.into_iter();
        pieces
            .flat_map(|piece| split_commas(piece, least))
            .collect()
    } else {
        vec![NameParts::Literal(text.to_owned())]
    };
    names.retain(|name| {
        let (NameParts::Person { family: text, .. } | NameParts::Literal(text)) = name;
        !text.is_empty()
    });
    names
}

/// A list joined with commas, where it cannot be one name: of names as spoken
/// there must be this many.
fn split_commas(text: &str, least: usize) -> Vec<NameParts> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let has_suffix = parts.iter().any(|part| is_suffix(part));
    // "Smith J, Doe AB", as PubMed writes; "Ann Smith, Ben Doe, Cay Roe".
    let is_list = !has_suffix
        && (parts.len() > 1 && parts.iter().all(|part| is_vancouver(part))
            || parts.len() >= least && parts.iter().all(|part| part.contains(' ')));
    if is_list {
        return parts.into_iter().map(list_item).collect();
    }
    // "Smith, J., Doe, A."
    let is_pairs = parts.len() > 2
        && parts.len().is_multiple_of(2)
        && parts
            .iter()
            .skip(1)
            .step_by(2)
            .all(|part| is_initials(part));
    if is_pairs {
        return parts
            .chunks(2)
            .map(|pair| NameParts::person(pair.last().unwrap_or(&""), pair.first().unwrap_or(&"")))
            .collect();
    }
    vec![NameParts::parse_person(text)]
}

fn list_item(text: &str) -> NameParts {
    match text.rsplit_once(' ') {
        Some((family, given)) if is_vancouver(text) => NameParts::person(given, family),
        _ => NameParts::parse(text),
    }
}

/// Cut at "and" and "&".
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        let (before, after) = text.split_at(at);
        let word = [" and ", " AND ", " & "]
            .into_iter()
            .find(|word| after.starts_with(*word));
        if let (Some(word), Some(piece)) = (word, before.get(start..)) {
            pieces.push(piece.trim().trim_end_matches(','));
            start = at + word.len();
        }
    }
    pieces.push(text.get(start..).unwrap_or_default().trim());
    pieces
}

fn is_person_like(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=30).contains(&words)
        && text.chars().next().is_some_and(char::is_alphabetic)
        && !text.contains(['/', '(', ':'])
}

fn is_group(text: &str) -> bool {
    text.contains(' ')
        && text.split([' ', ',', '/', '-', '(', ')']).any(|word| {
            if word.bytes().any(|byte| byte.is_ascii_digit()) {
                return true;
            }
            let word = word.trim_end_matches('.').to_ascii_lowercase();
            is_in(&GROUP_WORDS, &word)
                || word
                    .strip_suffix('s')
                    .is_some_and(|singular| is_in(&GROUP_WORDS, singular))
        })
}

/// Where the family name begins in a name as spoken.
fn family_start(words: &[&str]) -> usize {
    let Some(last) = words.len().checked_sub(1) else {
        return 0;
    };
    if words.first().is_some_and(|word| is_in(&PARTICLES, word)) {
        // "van Gogh"
        return 0;
    }
    let is_vietnamese = words.last().is_some_and(|word| is_in(&VIETNAMESE, word));
    for (at, word) in words.iter().enumerate().take(last).skip(1) {
        let is_capital = is_in(&CAPITAL_PARTICLES, word) && !is_vietnamese;
        if is_in(&PARTICLES, word) || is_capital {
            return at;
        }
        // "Ortega y Gasset"
        if at > 1 && matches!(*word, "y" | "e" | "i") {
            return at - 1;
        }
    }
    last
}

/// `Smith J`, `王 小明`, `DUPONT Jean`.
fn family_comes_first(words: &[&str]) -> bool {
    let [first, .., last] = words else {
        return false;
    };
    let is_cjk = |word: &str| word.chars().all(is_ideograph);
    let is_capitals =
        |word: &str| word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || c == '-');
    if words.len() == 2 && is_cjk(first) && is_cjk(last) {
        return true;
    }
    let is_initial = last.trim_end_matches('.').chars().count() == 1;
    let is_whole = first.chars().count() > 1 && !first.ends_with('.');
    words.len() == 2 && is_initial && is_whole && last.chars().all(|c| c.is_uppercase() || c == '.')
        || is_capitals(first) && last.chars().any(char::is_lowercase)
}

/// Han, Hiragana and Hangul; names in Katakana are foreign and keep their
/// order.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// `Smith JA`: a family name with up to three bare initials.
fn is_vancouver(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(family, initials)| {
        (1..=3).contains(&initials.len())
            && initials.bytes().all(|byte| byte.is_ascii_uppercase())
            && family.chars().any(char::is_lowercase)
    })
}

/// `J.`, `J. A.`, `J.-P.`, `JA`
fn is_initials(text: &str) -> bool {
    !text.is_empty()
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 4
        && text
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | ' ' | '-'))
}

/// The suffix at the end, unless it is all there is: "JR Smith" has initials.
fn pop_suffix<'a>(words: &mut Vec<&'a str>) -> Option<&'a str> {
    if words.len() < 2 {
        return None;
    }
    words.pop_if(|last| is_suffix(last))
}

fn is_suffix(word: &str) -> bool {
    if !(2..=7).contains(&word.len()) {
        return false;
    }
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    // "II" is a numeral, "Ii" a Japanese family name.
    let is_numeral = bare.starts_with(['i', 'I']);
    (!is_numeral || bare.chars().all(char::is_uppercase))
        && is_in(&SUFFIXES, &bare.to_ascii_lowercase())
}

fn without_et_al(text: &str) -> &str {
    let bare = text.trim_end_matches('.');
    let head = bare
        .strip_suffix("et al")
        .or_else(|| bare.strip_suffix("et. al"));
    match head {
        Some(head) if head.is_empty() || head.ends_with([' ', ',', ';']) => {
            head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        }
        _ => text,
    }
}
