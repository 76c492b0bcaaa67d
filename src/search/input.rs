//! What a visitor has typed.

use super::institution::Institution;
use super::query::{Field, Query};
use crate::orcid::{IdError, OrcidId, bare_doi, is_blank, strip_prefix_any_case};

/// What a visitor has typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Nothing that could be searched for.
    Nothing,
    /// Too little for a search to be of use: one letter of the Latin alphabet.
    TooShort,
    /// The start of an iD: nobody's name.
    UnfinishedId,
    /// It is written like an iD, and is none.
    WrongId(IdError),
    /// An iD. It needs no search.
    Id(OrcidId),
    /// Something to search for.
    Query(Query),
}

impl Input {
    /// Reads a text; `institution` is whose people alone are looked for. An iD is
    /// taken in every form that [`OrcidId::parse`] takes, also among other words.
    pub fn read(text: &str, institution: Option<&Institution>) -> Self {
        let text = text.trim_matches(is_blank);
        if let Some(input) = id(text) {
            return input;
        }
        let query = match known(text) {
            Some(query) => query,
            None => {
                let mut letters = text.chars();
                let first = letters.next().filter(char::is_ascii_alphanumeric);
                if first.is_some() && letters.next().is_none() {
                    return Self::TooShort;
                }
                Query::anywhere(text)
            }
        };
        let query = match institution {
            // Marks alone are nothing to look for among its people either.
            Some(_) if query.is_empty() && !text.is_empty() => query,
            Some(institution) => institution.query().and(query),
            None => query,
        };
        match query.is_empty() {
            true => Self::Nothing,
            false => Self::Query(query),
        }
    }
}

/// An iD, or what is on its way to be one.
fn id(text: &str) -> Option<Input> {
    match OrcidId::parse(text) {
        Ok(id) => return Some(Input::Id(id)),
        Err(IdError::Empty) => return None,
        Err(IdError::Malformed) => {}
        Err(error) => return Some(Input::WrongId(error)),
    }
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']');
    if let Some(id) = text.split(is_mark).find_map(|it| OrcidId::parse(it).ok()) {
        return Some(Input::Id(id));
    }
    // What only an iD begins with.
    let plain: String = text.chars().filter(|c| !is_blank(*c)).collect();
    let starts = ["https://", "http://", "www.", "sandbox."];
    let mut rest = plain.as_str();
    while let Some(behind) = starts.iter().find_map(|it| strip_prefix_any_case(rest, it)) {
        rest = behind;
    }
    let digits = strip_prefix_any_case(rest, "orcid.org/");
    let number = digits.unwrap_or(rest);
    let number = ["orcidid:", "orcidid", "orcid:", "orcid"]
        .iter()
        .find_map(|it| strip_prefix_any_case(number, it))
        .unwrap_or(number);
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let is_number = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | 'x' | 'X' | '\u{2010}'..='\u{2015}'));
    match is_number && count >= 4 {
        true if count > 16 => Some(Input::WrongId(IdError::Malformed)),
        true => Some(Input::UnfinishedId),
        false if digits.is_some() => Some(Input::UnfinishedId),
        false => None,
    }
}

impl Query {
    /// People with one of these texts in that field, in every form in which the index
    /// may have it: a DOI or an address in either case, an institution as its registry
    /// writes it.
    pub fn in_field(field: Field, texts: &[impl AsRef<str>]) -> Self {
        let mut said: Vec<String> = Vec::new();
        for text in texts {
            let text = text.as_ref().trim_matches(is_blank);
            match field {
                Field::Doi => match dois(text) {
                    Some(dois) => said.extend(dois),
                    None => said.push(text.into()),
                },
                Field::Email => said.extend([text.into(), text.to_ascii_lowercase()]),
                Field::Ror | Field::Grid => said.push(match Institution::identified(text) {
                    Some(Institution::Ror(id) | Institution::Grid(id)) => id,
                    _ => text.into(),
                }),
                _ => said.push(text.into()),
            }
        }
        Self::default().with(field, &said)
    }
}

/// A DOI in any pasted form, as the index may have it: as its source wrote it.
fn dois(text: &str) -> Option<[String; 3]> {
    let doi = bare_doi(text).filter(|doi| !doi.contains(char::is_whitespace))?;
    let plain: String = text.chars().filter(|c| !is_blank(*c)).collect();
    let written = plain.get(plain.len().saturating_sub(doi.len())..);
    let written = written.filter(|it| it.eq_ignore_ascii_case(&doi));
    let upper = doi.to_ascii_uppercase();
    Some([written.unwrap_or(&doi).into(), doi.clone(), upper])
}

/// A DOI, an e-mail address, or an institution's identifier.
fn known(text: &str) -> Option<Query> {
    let (query, texts) = (Query::default(), |text: &str| text.to_ascii_lowercase());
    if let Some(institution) = Institution::identified(text) {
        return Some(institution.query());
    }
    if let Some(dois) = dois(text) {
        return Some(query.with(Field::Doi, &dois));
    }
    let address = strip_prefix_any_case(text, "mailto:").unwrap_or(text);
    let (name, host) = address.split_once('@')?;
    let is_address = !name.is_empty()
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && !host.contains('@');
    is_address.then(|| query.with(Field::Email, &[address, &texts(address)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solr(text: &str) -> String {
        match Input::read(text, None) {
            Input::Query(query) => query.solr(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_field_is_asked_for_in_every_form_of_the_index() {
        let solr = |field, text: &str| Query::in_field(field, &[text]).solr();
        for (field, text, query) in [
            (Field::Keyword, " a b ", r#"keyword:"a b""#),
            (Field::Ringgold, "6752", r#"ringgold-org-id:"6752""#),
            (
                Field::Ror,
                "ror.org/05GQ02987",
                r#"ror-org-id:"https://ror.org/05gq02987""#,
            ),
            (
                Field::Grid,
                "GRID.40263.33",
                r#"grid-org-id:"grid.40263.33""#,
            ),
            (Field::Ror, "no ROR", r#"ror-org-id:"no ROR""#),
            (
                Field::Email,
                "J@b.edu",
                r#"(email:"J@b.edu" OR email:"j@b.edu")"#,
            ),
            (
                Field::Doi,
                "doi:10.1/a",
                r#"(doi-self:"10.1/a" OR doi-self:"10.1/A")"#,
            ),
            (Field::Doi, "no DOI", r#"doi-self:"no DOI""#),
        ] {
            assert_eq!(solr(field, text), query);
        }
        assert!(Query::in_field(Field::Email, &[" "]).is_empty());
    }

    #[test]
    fn an_id_needs_no_search_in_whatever_form() {
        for text in [
            "0000-0002-1825-0097",
            " 0000 0002 1825 0097\n",
            "https://orcid.org/0000-0002-1825-0097/works",
            "https://sandbox.orcid.org/0000-0002-1825-0097",
            "ORCID iD: 0000\u{2013}0002\u{2013}1825\u{2013}0097",
            "Josiah Carberry (https://orcid.org/0000-0002-1825-0097)",
            "Carberry, 0000-0002-1825-0097",
        ] {
            let Input::Id(id) = Input::read(text, None) else {
                panic!("{text}");
            };
            assert_eq!(id.digits(), "0000-0002-1825-0097");
        }
    }

    #[test]
    fn what_is_on_its_way_to_an_id_is_no_search() {
        for text in [
            "0000-",
            "0000-0002-18",
            "00000002182500",
            "https://orcid.org/",
            "orcid.org/0000-0002",
            "ORCID: 0000-0002-1825-009",
        ] {
            assert_eq!(Input::read(text, None), Input::UnfinishedId, "{text}");
        }
        let wrong = |text| match Input::read(text, None) {
            Input::WrongId(error) => Some(error),
            _ => None,
        };
        assert_eq!(wrong("0000-0002-1825-0098"), Some(IdError::BadCheckDigit));
        assert_eq!(wrong("0000 0001 2103 2683"), Some(IdError::Unassigned));
        assert_eq!(wrong("0000-0002-1825-00977"), Some(IdError::Malformed));
    }

    #[test]
    fn what_has_a_field_of_its_own_is_looked_for_there() {
        for (text, query) in [
            (
                "https://doi.org/10.1087/2012-AB",
                r#"(doi-self:"10.1087/2012-AB" OR doi-self:"10.1087/2012-ab")"#,
            ),
            ("doi: 10.1087/20120404", r#"doi-self:"10.1087/20120404""#),
            (
                "mailto:J.Carberry@brown.edu",
                r#"(email:"J.Carberry@brown.edu" OR email:"j.carberry@brown.edu")"#,
            ),
            (
                "ror.org/05gq02987",
                r#"ror-org-id:"https://ror.org/05gq02987""#,
            ),
            ("grid.40263.33", r#"grid-org-id:"grid.40263.33""#),
            (
                "carberry@brown",
                r#"("carberry" OR carberry*) AND ("brown" OR brown*)"#,
            ),
        ] {
            assert_eq!(solr(text), query, "{text}");
        }
    }

    #[test]
    fn too_little_is_not_searched_for() {
        for text in ["", " ", "\0", "?!", "*", "“”", "🌊"] {
            assert_eq!(Input::read(text, None), Input::Nothing, "{text:?}");
        }
        assert_eq!(Input::read("C", None), Input::TooShort);
        assert_eq!(solr("林"), r#"("林" OR 林*)"#);
        assert_eq!(solr("é"), r#"("é" OR é*)"#);
    }

    #[test]
    fn an_institution_has_people_before_a_letter_is_typed() {
        let institution = Institution::parse("grid.40263.33");
        let read = |text| Input::read(text, institution.as_ref());
        let Input::Query(all) = read("") else {
            panic!("all people");
        };
        assert_eq!(all.solr(), r#"grid-org-id:"grid.40263.33""#);
        let Input::Query(some) = read("Jo") else {
            panic!("some people");
        };
        assert_eq!(
            some.solr(),
            r#"grid-org-id:"grid.40263.33" AND ("Jo" OR Jo*)"#
        );
        assert_eq!(read("?"), Input::Nothing);
        assert_eq!(read("J"), Input::TooShort);
    }
}
