//! Text as it is compared and searched: without case, accents, punctuation.

use super::pause::Pause;

/// A call costs as much as folding some titles.
const AT_ONCE: usize = 64;

/// Compatibility decomposition (NFKD) and lower case, by the tables of the
/// environment: the browser's own weigh nothing. It is called once on many
/// texts, one per line, and must keep the lines.
pub type Decompose<'a> = &'a dyn Fn(&str) -> String;

/// Folds many texts with one call of `decompose`.
pub fn fold_all<'t>(texts: impl Iterator<Item = &'t str>, decompose: Decompose<'_>) -> Vec<String> {
    let mut lines = String::new();
    let mut count = 0;
    for text in texts {
        // A text is one line, whatever its source put into it.
        lines.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        lines.push('\n');
        count += 1;
    }
    if count == 0 {
        return Vec::new();
    }
    decompose(&lines)
        .split('\n')
        .take(count)
        .map(fold)
        .collect()
}

/// The same in pieces: some texts a call.
pub(super) async fn fold_in_pieces(
    texts: &[String],
    decompose: Decompose<'_>,
    pause: &impl Pause,
) -> Vec<String> {
    let mut folded = Vec::with_capacity(texts.len());
    for texts in texts.chunks(AT_ONCE) {
        folded.extend(fold_all(texts.iter().map(String::as_str), decompose));
        pause.pause().await;
    }
    folded
}

/// What is left of a decomposed lower-case text: letters without their marks,
/// digits and symbols, in words one blank apart.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        match kind(c) {
            Kind::Nothing => {}
            Kind::Blank => blank = true,
            Kind::Letter => {
                if blank && !folded.is_empty() {
                    folded.push(' ');
                }
                blank = false;
                match plain(c) {
                    Some(letters) => folded.push_str(letters),
                    None => folded.push(c),
                }
            }
        }
    }
    folded
}

enum Kind {
    /// A mark on a letter, or something invisible.
    Nothing,
    /// Between words.
    Blank,
    /// All else.
    Letter,
}

/// Marks are those of Latin, Greek, Cyrillic, Hebrew and Arabic, which writers
/// leave out; dakuten and the vowel signs of Indic scripts are letters.
/// Ranges by hand: the tables behind `is_alphanumeric` weigh kilobytes.
fn kind(c: char) -> Kind {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Kind::Letter,
        '\0'..='\u{7f}' => Kind::Blank,
        // Soft hyphen, zero width and direction.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Kind::Nothing,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' => Kind::Nothing,
        '\u{fe00}'..='\u{fe0f}' => Kind::Nothing,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' => Kind::Nothing,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' => Kind::Nothing,
        '\u{5c4}' | '\u{5c5}' | '\u{5c7}' => Kind::Nothing,
        '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => Kind::Nothing,
        '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6ed}' => Kind::Nothing,
        '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Kind::Nothing,
        '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' => Kind::Nothing,
        // Punctuation of Latin 1, in general, and of single scripts.
        '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{205f}' => Kind::Blank,
        // Modifier letters that stand for quotes: the okina and its kin.
        '\u{2b9}'..='\u{2bf}' | '\u{2c8}' => Kind::Blank,
        '\u{37e}' | '\u{387}' | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}' => Kind::Blank,
        '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' | '\u{5f3}' | '\u{5f4}' => Kind::Blank,
        '\u{60c}' | '\u{60d}' | '\u{61b}' | '\u{61e}' | '\u{61f}' | '\u{66a}'..='\u{66d}' => {
            Kind::Blank
        }
        '\u{6d4}' | '\u{964}' | '\u{965}' | '\u{e5a}' | '\u{e5b}' => Kind::Blank,
        '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => Kind::Blank,
        '\u{3030}' | '\u{303d}' | '\u{30a0}' | '\u{30fb}' | '\u{fe30}'..='\u{fe4f}' => Kind::Blank,
        _ if c.is_whitespace() => Kind::Blank,
        _ => Kind::Letter,
    }
}

/// Letters that Unicode does not decompose although readers do.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'ø' => "o",
        'ł' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'ɖ' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ə' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn folded(text: &str) -> String {
        let decompose = |text: &str| text.nfkd().collect::<String>().to_lowercase();
        fold_all([text].into_iter(), &decompose).concat()
    }

    #[test]
    fn case_accents_and_punctuation_make_no_difference() {
        for (text, plain) in [
            (
                "  The  Élan—vital: „naïve“  (2nd) ",
                "the elan vital naive 2nd",
            ),
            ("Straße STRASSE", "strasse strasse"),
            (
                "Łódź, Ærø, Œuvre, Đorđe, ılık",
                "lodz aero oeuvre dorde ilik",
            ),
            ("ﬁeld H₂O x²", "field h2o x2"),
            ("Don\u{2019}t & don't", "don t don t"),
            ("co\u{ad}operation\u{200b}", "cooperation"),
            ("ΟΔΟΣ Ὀδός", "οδοσ οδοσ"),
            ("Ёлка и йод", "елка и иод"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
            ("…!", ""),
            ("a\nb", "a b"),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        assert_ne!(folded("カ"), folded("ガ"));
        assert_ne!(folded("कि"), folded("का"));
        assert_eq!(folded("「研究」。ｶﾞ"), folded("研究 ガ"));
    }

    #[test]
    fn many_texts_are_one_call() {
        let calls = std::cell::Cell::new(0);
        let decompose = |text: &str| {
            calls.set(calls.get() + 1);
            text.to_lowercase()
        };
        let texts = ["A\nb", "", "C"];
        assert_eq!(fold_all(texts.into_iter(), &decompose), ["a b", "", "c"]);
        assert!(fold_all([].into_iter(), &decompose).is_empty());
        assert_eq!(calls.get(), 1);
    }
}
