//! ORCID iDs: every form in which people paste them, and the check digit.

use std::fmt;

use super::blank::{is_blank, strip_prefixes};

/// An ORCID iD: fifteen digits and a check digit, which may be `X`.
///
/// Made by [`OrcidId::parse`] for what people type. Its canonical form is the
/// https link, [`OrcidId::url`] (orcid.org/structure-of-the-orcid-identifier).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrcidId([u8; LENGTH]);

/// Why a text is no ORCID iD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IdError {
    /// There is nothing but blanks.
    Empty,
    /// It is not written like an iD or a link to one.
    Malformed,
    /// The check digit does not fit the other digits: a typing error.
    BadCheckDigit,
    /// The check digit fits, but ORCID hands out no such number: an ISNI.
    Unassigned,
}

/// Characters of an iD without hyphens.
const LENGTH: usize = 16;

/// What may stand before the sixteen characters once blanks are gone.
const PREFIXES: [&str; 9] = [
    "https://",
    "http://",
    "www.",
    "sandbox.",
    "orcid.org/",
    "orcidid",
    "orcid",
    ":",
    "/",
];

impl OrcidId {
    /// Reads an iD in any form people paste: bare, without hyphens, with
    /// spaces or typographic dashes, as a link to orcid.org or the sandbox
    /// with anything behind it, after `orcid:` or `ORCID iD:`, with a lower
    /// case x, in angle brackets.
    ///
    /// # Errors
    /// See [`IdError`]. The check digit is ISO 7064 MOD 11-2, the assigned
    /// ranges are those of ORCID-Source's `OrcidStringUtils`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let plain: String = text.chars().filter_map(plain).collect();
        if plain.is_empty() {
            return Err(IdError::Empty);
        }
        let id =
            read_digits(strip_prefixes(&plain, &PREFIXES).as_bytes()).ok_or(IdError::Malformed)?;
        id.check()?;
        Ok(id)
    }

    /// Reads several iDs between blanks, commas, semicolons or line breaks,
    /// each once; one may itself be written with blanks where something else
    /// sets it off. With them comes what is no iD, and why.
    #[cfg(any(
        feature = "works",
        feature = "people",
        feature = "hits",
        not(target_arch = "wasm32")
    ))]
    pub fn parse_several(text: &str) -> (Vec<Self>, Vec<(String, IdError)>) {
        let mut ids: Vec<Self> = Vec::new();
        let mut wrong = Vec::new();
        let pieces = text.split([',', ';', '\n', '\r']);
        for piece in pieces.filter(|piece| !piece.trim().is_empty()) {
            let words = match Self::parse(piece) {
                Ok(_) => vec![piece],
                Err(_) => piece.split_ascii_whitespace().collect(),
            };
            for word in words {
                match Self::parse(word) {
                    Ok(id) if ids.contains(&id) => {}
                    Ok(id) => ids.push(id),
                    Err(error) => wrong.push((String::from(word), error)),
                }
            }
        }
        (ids, wrong)
    }

    /// Takes an iD as the registry writes it, in its `path` or `uri`, on its
    /// word: only the form is looked at, since test registries hand out iDs
    /// that [`OrcidId::parse`] refuses.
    pub fn from_registry(text: &str) -> Option<Self> {
        // The last place first: `https://orcid.org/0000-…`, `/0000-…`.
        let mut parts = text.as_bytes().rsplit(|byte| *byte == b'/');
        parts.find_map(read_digits)
    }

    /// The sixteen characters in groups of four: `0000-0002-1825-0097`.
    pub fn digits(&self) -> String {
        let mut text = String::with_capacity(19);
        self.write_to(&mut text);
        text
    }

    /// The canonical form, a link: `https://orcid.org/0000-0002-1825-0097`.
    pub fn url(&self) -> String {
        let mut text = String::from("https://orcid.org/");
        self.write_to(&mut text);
        text
    }

    fn write_to(self, text: &mut String) {
        for (index, byte) in self.0.iter().enumerate() {
            if index > 0 && index % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(*byte));
        }
    }

    fn check(&self) -> Result<(), IdError> {
        let (base, last) = self.0.split_at(LENGTH - 1);
        if last != [check_character(base)] {
            return Err(IdError::BadCheckDigit);
        }
        let assigned = (b"000000015000000".as_slice()..=b"000000035000000").contains(&base)
            || (b"000900000000000".as_slice()..=b"000900100000000").contains(&base);
        if assigned {
            Ok(())
        } else {
            Err(IdError::Unassigned)
        }
    }
}

impl fmt::Display for OrcidId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.digits())
    }
}

impl fmt::Debug for OrcidId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.digits())
    }
}

/// One character of pasted text in its plain form; `None` where it means
/// nothing: blanks, dashes of any kind, brackets.
fn plain(c: char) -> Option<char> {
    match c {
        '-' | '<' | '>' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => None,
        '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{200e}' | '\u{200f}' => None,
        // Full-width digits, as East Asian input methods write them.
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ if is_blank(c) => None,
        _ => Some(c.to_ascii_lowercase()),
    }
}

/// Reads sixteen characters, hyphens aside, up to the end or to the rest of a
/// link.
fn read_digits(text: &[u8]) -> Option<OrcidId> {
    let mut id = [0; LENGTH];
    let mut rest = text.iter().filter(|byte| **byte != b'-');
    for (index, place) in id.iter_mut().enumerate() {
        *place = match rest.next()?.to_ascii_uppercase() {
            digit @ b'0'..=b'9' => digit,
            b'X' if index == LENGTH - 1 => b'X',
            _ => return None,
        };
    }
    matches!(rest.next(), None | Some(b'/' | b'?' | b'#')).then_some(OrcidId(id))
}

/// ISO 7064 MOD 11-2.
fn check_character(base: &[u8]) -> u8 {
    let total = base.iter().fold(0_u32, |total, digit| {
        (total + u32::from(digit.wrapping_sub(b'0'))) * 2 % 11
    });
    match (12 - total) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn several_ids_stand_between_anything_and_each_counts_once() {
        let (ids, wrong) = OrcidId::parse_several(
            "0000-0002-1825-0097 https://orcid.org/0000-0001-5109-3700,\n\
             0000 0002 9079 593x; 0000000218250097\n 0000-0002-1825-0098 Alice",
        );
        let digits: Vec<String> = ids.iter().map(OrcidId::digits).collect();
        assert_eq!(
            digits,
            [
                "0000-0002-1825-0097",
                "0000-0001-5109-3700",
                "0000-0002-9079-593X"
            ]
        );
        assert_eq!(
            wrong,
            [
                ("0000-0002-1825-0098".to_owned(), IdError::BadCheckDigit),
                ("Alice".to_owned(), IdError::Malformed)
            ]
        );
        assert_eq!(OrcidId::parse_several(" ,\n"), (vec![], vec![]));
    }

    #[test]
    fn every_pasted_form_is_taken() {
        for text in [
            "0000-0002-1825-0097",
            "0000000218250097",
            "0000 0002 1825 0097",
            "  0000-0002-1825-0097\n",
            "0000\u{2013}0002\u{2013}1825\u{2013}0097",
            "0000\u{2011}0002\u{2011}1825\u{2011}0097",
            "\u{feff}0000-\u{200b}0002-1825-0097\u{200b}",
            "https://orcid.org/0000-0002-1825-0097",
            "http://orcid.org/0000-0002-1825-0097",
            "HTTPS://ORCID.ORG/0000-0002-1825-0097",
            "https://www.orcid.org/0000-0002-1825-0097",
            "https://sandbox.orcid.org/0000-0002-1825-0097/",
            "https://orcid.org/0000-0002-1825-0097/works",
            "https://orcid.org/0000-0002-1825-0097?lang=de",
            "https://orcid.org/0000-0002-1825-0097#works",
            "https://orcid.org//0000-0002-1825-0097",
            "//orcid.org/0000-0002-1825-0097",
            "orcid.org/0000-0002-1825-0097",
            "https://orcid.org/0000000218250097",
            "<https://orcid.org/0000-0002-1825-0097>",
            "orcid:0000-0002-1825-0097",
            "ORCID: 0000-0002-1825-0097",
            "ORCID iD: 0000-0002-1825-0097",
            "ORCID iD: https://orcid.org/0000-0002-1825-0097",
            "\u{a0}ORCID\u{a0}iD \u{a0}0000-0002-1825-0097",
            "００００-０００２-１８２５-００９７",
        ] {
            let digits = OrcidId::parse(text).map(|id| id.digits());
            assert_eq!(digits, Ok("0000-0002-1825-0097".into()), "{text}");
        }
    }

    #[test]
    fn the_check_character_x_is_taken_in_either_case() {
        let id = OrcidId::parse("0000-0002-1694-233x").unwrap();
        assert_eq!(
            id,
            OrcidId::parse("https://orcid.org/0000-0002-1694-233X").unwrap()
        );
        assert_eq!(id.url(), "https://orcid.org/0000-0002-1694-233X");
        assert_eq!(id.to_string(), "0000-0002-1694-233X");
    }

    #[test]
    fn every_refusal_says_why() {
        use IdError::*;
        for (text, error) in [
            ("", Empty),
            (" \u{feff}\n", Empty),
            ("0000-0002-1825-009", Malformed),
            ("0000-0002-1825-00977", Malformed),
            ("0000-0002-1825-0097 Carberry", Malformed),
            ("X000-0002-1825-0097", Malformed),
            ("0000-0002-18X5-0097", Malformed),
            ("https://example.org/0000-0002-1825-0097", Malformed),
            (
                "https://orcid.org.example.org/0000-0002-1825-0097",
                Malformed,
            ),
            ("https://orcid.org/", Malformed),
            ("Josiah Carberry", Malformed),
            ("0000-0002-1825-0098", BadCheckDigit),
            ("0000-0002-1852-0097", BadCheckDigit),
            ("0000-0002-1825-009X", BadCheckDigit),
            // An ISNI, Shakespeare's.
            ("0000 0001 2103 2683", Unassigned),
            ("0000-0000-0000-0001", Unassigned),
        ] {
            assert_eq!(OrcidId::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn the_assigned_ranges_include_their_ends() {
        let with_check = |base: &str| {
            let mut text = String::from(base);
            text.push(char::from(check_character(base.as_bytes())));
            OrcidId::parse(&text).err()
        };
        for (base, error) in [
            ("000000014999999", Some(IdError::Unassigned)),
            ("000000015000000", None),
            ("000000035000000", None),
            ("000000035000001", Some(IdError::Unassigned)),
            ("000899999999999", Some(IdError::Unassigned)),
            ("000900000000000", None),
            ("000900100000000", None),
            ("000900100000001", Some(IdError::Unassigned)),
        ] {
            assert_eq!(with_check(base), error, "{base}");
        }
    }

    #[test]
    fn the_registry_is_taken_at_its_word() {
        for text in [
            "0000-0001-0001-0001",
            "/0000-0001-0001-0001",
            "/0000-0001-0001-0001/person",
            "http://sandbox.orcid.org/0000-0001-0001-0001",
        ] {
            let id = OrcidId::from_registry(text).map(|id| id.digits());
            assert_eq!(id.as_deref(), Some("0000-0001-0001-0001"), "{text}");
        }
        for text in [
            "",
            "/",
            "APP-1234567890ABCDEF",
            "https://orcid.org/client/APP-1",
        ] {
            assert_eq!(OrcidId::from_registry(text), None, "{text}");
        }
    }
}
