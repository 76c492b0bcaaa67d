//! What the registry is asked, in the syntax of its index.
//!
//! Sources: ORCID-Source `orcid-api-web/tutorial/search.md` (fields, `defType`,
//! `qf`), `solr-config/cores/profile/conf/schema.xml` (types of fields), and Solr's
//! reference guide, "The Standard Query Parser" (syntax, special characters).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::words::{LONGEST_TEXT, words};

/// All but the unreserved characters (RFC 3986 §2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where words without a field are looked for, and what a hit there is worth. Of
/// these fields `given-and-family-names` alone finds names with diacritics by those
/// without (search.md).
const ANYWHERE: &str =
    "given-and-family-names^50 credit-name^20 other-names^10 affiliation-org-name";

/// A field of the registry's index. All but the exact ones are split into words
/// and compared in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Given names.
    GivenNames,
    /// The family name.
    FamilyName,
    /// The name under which somebody wants to be credited.
    CreditName,
    /// Other names.
    OtherNames,
    /// A public e-mail address; exact.
    Email,
    /// Keywords.
    Keyword,
    /// Names of institutions, of today and of the past.
    AffiliationName,
    /// Their RORs, as whole links; exact.
    Ror,
    /// Their GRID identifiers; exact.
    Grid,
    /// Their Ringgold numbers; exact.
    Ringgold,
    /// DOIs of works, as their sources wrote them; exact.
    Doi,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::GivenNames,
        Self::FamilyName,
        Self::CreditName,
        Self::OtherNames,
        Self::Email,
        Self::Keyword,
        Self::AffiliationName,
        Self::Ror,
        Self::Grid,
        Self::Ringgold,
        Self::Doi,
    ];

    /// Its name in the index (search.md, "Indexed fields"; `ror-org-id` is what
    /// ORCID's own search page asks for, orcid-angular `search.service.ts`).
    pub fn name(self) -> &'static str {
        match self {
            Self::GivenNames => "given-names",
            Self::FamilyName => "family-name",
            Self::CreditName => "credit-name",
            Self::OtherNames => "other-names",
            Self::Email => "email",
            Self::Keyword => "keyword",
            Self::AffiliationName => "affiliation-org-name",
            Self::Ror => "ror-org-id",
            Self::Grid => "grid-org-id",
            Self::Ringgold => "ringgold-org-id",
            Self::Doi => "doi-self",
        }
    }
}

/// What the registry is asked. All parts of it must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A word, or the start of one, in any field of [`ANYWHERE`].
    Word(String),
    /// One of these texts in a field.
    Text(Field, Vec<String>),
}

impl Query {
    /// People whose names or institutions have each word of a text, or a word that
    /// begins so: whoever types a name has not finished its last word, and writes
    /// others as initials. A whole word counts for more than a beginning.
    pub fn anywhere(text: &str) -> Self {
        let parts = words(text).into_iter().map(Part::Word);
        Self {
            parts: parts.collect(),
        }
    }

    /// The same people, as far as one of these texts is in that field.
    #[must_use]
    pub fn with(mut self, field: Field, texts: &[impl AsRef<str>]) -> Self {
        let mut said: Vec<String> = Vec::new();
        for text in texts {
            let text = clean(text.as_ref());
            if !text.is_empty() && !said.contains(&text) {
                said.push(text);
            }
        }
        if !said.is_empty() {
            self.parts.push(Part::Text(field, said));
        }
        self
    }

    /// People whom both queries find.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Whether it asks for nothing in particular.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The query in Solr's syntax.
    pub fn solr(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(Part::solr).collect();
        parts.join(" AND ")
    }

    /// The members of the address that ask it: `q`, and how words without a field
    /// are looked for.
    pub fn parameters(&self) -> String {
        let mut parameters = String::from("q=");
        parameters.extend(utf8_percent_encode(&self.solr(), RESERVED));
        if self.parts.iter().any(|part| matches!(part, Part::Word(_))) {
            parameters.push_str("&defType=edismax&qf=");
            parameters.extend(utf8_percent_encode(ANYWHERE, RESERVED));
        }
        parameters
    }
}

impl Part {
    fn solr(&self) -> String {
        match self {
            Self::Word(word) => ["(", &quoted(word), " OR ", &escaped(word), "*)"].concat(),
            Self::Text(field, texts) => {
                let said = |text: &String| [field.name(), ":", &quoted(text)].concat();
                let all: Vec<String> = texts.iter().map(said).collect();
                match all.as_slice() {
                    [one] => one.clone(),
                    _ => ["(", &all.join(" OR "), ")"].concat(),
                }
            }
        }
    }
}

/// A text without control characters, its blanks single, and not too long.
fn clean(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let text = parts.join(" ");
    text.chars().take(LONGEST_TEXT).collect()
}

/// A phrase, in which only the quote and the backslash mean anything.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// A term, in which nothing means anything but itself. `AND`, `OR` and `NOT` are
/// operators where they stand alone. No letter but theirs may have a backslash:
/// `\u` begins a code point.
fn escaped(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    if matches!(word, "AND" | "OR" | "NOT") {
        escaped.push('\\');
    }
    for c in word.chars() {
        if c.is_whitespace() || (c.is_ascii_punctuation() && !matches!(c, '\'' | '.' | '_')) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_whole_or_a_beginning() {
        let query = Query::anywhere("Josiah Carb");
        assert_eq!(
            query.solr(),
            r#"("Josiah" OR Josiah*) AND ("Carb" OR Carb*)"#
        );
        assert_eq!(
            query.parameters(),
            "q=%28%22Josiah%22%20OR%20Josiah%2A%29%20AND%20%28%22Carb%22%20OR%20Carb%2A%29\
             &defType=edismax&qf=given-and-family-names%5E50%20credit-name%5E20\
             %20other-names%5E10%20affiliation-org-name"
        );
    }

    #[test]
    fn an_operator_is_a_word_like_any_other() {
        let query = Query::anywhere("AND or NOT");
        assert_eq!(
            query.solr(),
            r#"("AND" OR \AND*) AND ("or" OR or*) AND ("NOT" OR \NOT*)"#
        );
    }

    #[test]
    fn fields_are_named_as_in_the_index_and_need_no_other_parser() {
        let query = Query::default()
            .with(Field::GivenNames, &["Josiah \"Joe\""])
            .with(Field::Keyword, &["  psycho\0ceramics\n", ""])
            .with(Field::Doi, &["10.1/Ab", "10.1/ab", "10.1/ab"])
            .with(Field::Email, &[" \t"]);
        assert_eq!(
            query.solr(),
            r#"given-names:"Josiah \"Joe\"" AND keyword:"psycho ceramics" AND (doi-self:"10.1/Ab" OR doi-self:"10.1/ab")"#
        );
        assert!(!query.parameters().contains("defType"));
    }

    #[test]
    fn nothing_asks_for_nothing() {
        assert!(Query::anywhere(" *:* ~?").is_empty());
        assert!(Query::default().with(Field::Email, &[""]).is_empty());
    }

    #[test]
    fn an_address_stays_short_enough_for_any_server() {
        for c in ['x', 'é', '語', '𝓜', '\\'] {
            let text: String = std::iter::repeat_n(c, 500).collect();
            let query = Query::anywhere(&text).with(Field::AffiliationName, &[&text]);
            assert!(query.parameters().len() < 6_000, "{c}");
        }
    }
}
