//! Whose people are looked for.

use super::query::{Field, Query};
use crate::orcid::{is_blank, strip_prefix_any_case};

/// An institution, by one of the identifiers that ORCID's index has, or by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Institution {
    /// Its ROR, as a whole link: `https://ror.org/05gq02987`.
    Ror(String),
    /// Its GRID identifier: `grid.40263.33`.
    Grid(String),
    /// Its Ringgold number: `6752`.
    Ringgold(String),
    /// Its name, or part of it.
    Name(String),
}

impl Institution {
    /// Reads a ROR with or without its link, a GRID identifier, a Ringgold number,
    /// or a name; `None` where there is nothing but blanks.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        if text.is_empty() {
            return None;
        }
        let is_number = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        Some(match Self::identified(text) {
            Some(known) => known,
            None if is_number => Self::Ringgold(text.into()),
            None => Self::Name(text.into()),
        })
    }

    /// Reads an identifier that nothing else looks like: a ROR or one of GRID.
    pub fn identified(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        ror(text).or_else(|| grid(text))
    }

    /// The query for its people, of today and of the past.
    pub fn query(&self) -> Query {
        let (field, value) = match self {
            Self::Ror(value) => (Field::Ror, value),
            Self::Grid(value) => (Field::Grid, value),
            Self::Ringgold(value) => (Field::Ringgold, value),
            Self::Name(value) => (Field::AffiliationName, value),
        };
        Query::default().with(field, &[value])
    }
}

/// Without `https://`, `www.` and a slash at the end.
fn without_scheme(text: &str) -> &str {
    let text = strip_prefix_any_case(text, "https://")
        .or_else(|| strip_prefix_any_case(text, "http://"))
        .unwrap_or(text);
    let text = strip_prefix_any_case(text, "www.").unwrap_or(text);
    text.trim_end_matches('/')
}

/// A zero, six characters without i, l, o and u, and two digits (ROR's
/// documentation, "ROR identifier pattern").
fn ror(text: &str) -> Option<Institution> {
    let text = without_scheme(text);
    let code = strip_prefix_any_case(text, "ror.org/").unwrap_or(text);
    let code = code.to_ascii_lowercase();
    let is_code = code.len() == 9
        && code.bytes().enumerate().all(|(place, byte)| match place {
            0 => byte == b'0',
            1..=6 => byte.is_ascii_alphanumeric() && !b"ilou".contains(&byte),
            _ => byte.is_ascii_digit(),
        });
    is_code.then(|| Institution::Ror(["https://ror.org/", &code].concat()))
}

/// `grid.`, a number, and hexadecimal digits.
fn grid(text: &str) -> Option<Institution> {
    let text = without_scheme(text);
    let text = strip_prefix_any_case(text, "grid.ac/institutes/").unwrap_or(text);
    let code = text.to_ascii_lowercase();
    let (number, check) = code.strip_prefix("grid.")?.split_once('.')?;
    let is_code = !number.is_empty()
        && !check.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && check.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_code.then_some(Institution::Grid(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_is_known_by_how_it_is_written() {
        let ror = || Institution::Ror("https://ror.org/05gq02987".into());
        let grid = || Institution::Grid("grid.40263.33".into());
        let name = |name: &str| Institution::Name(name.into());
        for (text, expected) in [
            ("https://ror.org/05gq02987", ror()),
            (" http://www.ROR.org/05GQ02987/ ", ror()),
            ("ror.org/05gq02987", ror()),
            ("05gq02987", ror()),
            ("grid.40263.33", grid()),
            ("https://www.grid.ac/institutes/grid.40263.33", grid()),
            ("6752", Institution::Ringgold("6752".into())),
            ("Brown University", name("Brown University")),
            ("https://ror.org/05gq02", name("https://ror.org/05gq02")),
            ("05gq0298u", name("05gq0298u")),
            ("grid.x.33", name("grid.x.33")),
            ("123456789012", name("123456789012")),
        ] {
            assert_eq!(Institution::parse(text), Some(expected), "{text}");
        }
        assert_eq!(Institution::parse(" \u{feff}"), None);
    }

    #[test]
    fn its_people_are_found_by_the_field_of_its_identifier() {
        for (text, query) in [
            ("05gq02987", r#"ror-org-id:"https://ror.org/05gq02987""#),
            ("grid.40263.33", r#"grid-org-id:"grid.40263.33""#),
            ("6752", r#"ringgold-org-id:"6752""#),
            ("Brown \"U\"", r#"affiliation-org-name:"Brown \"U\"""#),
        ] {
            let made = Institution::parse(text).map(|it| it.query().solr());
            assert_eq!(made.as_deref(), Some(query));
        }
    }
}
