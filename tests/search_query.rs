//! Whatever is typed becomes one sound query that means just that: what the crate
//! writes is read by a reader of Solr's syntax that shares no code with it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use scholar_badge::search::{Field, Input, Institution, MOST_WORDS, Query, words};

/// A query as Solr reads it.
#[derive(Debug, PartialEq)]
enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    /// The field, the text, and whether that is only a beginning.
    Literal(Option<String>, String, bool),
}

/// Reads Solr's syntax (reference guide, "The Standard Query Parser") as far as
/// there are fields, terms, prefixes, phrases, brackets, `AND` and `OR`. All else
/// that means something is a fault.
struct Reader<'a> {
    rest: &'a [char],
}

const SPECIAL: &str = "+-!(){}[]^\"~*?:\\/&|";

impl Reader<'_> {
    fn read(text: &str) -> Option<Tree> {
        let chars: Vec<char> = text.chars().collect();
        let mut reader = Reader { rest: &chars };
        let tree = reader.list()?;
        reader.rest.is_empty().then_some(tree)
    }

    fn eat(&mut self, text: &str) -> bool {
        let wanted: Vec<char> = text.chars().collect();
        let is_there = self.rest.starts_with(&wanted);
        if is_there {
            self.rest = &self.rest[wanted.len()..];
        }
        is_there
    }

    fn list(&mut self) -> Option<Tree> {
        let mut items = vec![self.item()?];
        let mut operator = None;
        loop {
            let next = ["AND", "OR"].iter().find(|it| self.eat(&format!(" {it} ")));
            let Some(next) = next else { break };
            // Solr mixes the two in a way that nobody expects.
            if operator.is_some_and(|before| before != next) {
                return None;
            }
            operator = Some(next);
            items.push(self.item()?);
        }
        Some(match operator {
            None => items.pop()?,
            Some(&"AND") => Tree::All(items),
            Some(_) => Tree::Any(items),
        })
    }

    fn item(&mut self) -> Option<Tree> {
        if self.eat("(") {
            let list = self.list()?;
            return self.eat(")").then_some(list);
        }
        let end = self.rest.iter().position(|c| !is_of_field(*c))?;
        let field = (self.rest[end] == ':' && end > 0).then(|| {
            let field: String = self.rest[..end].iter().collect();
            self.rest = &self.rest[end + 1..];
            field
        });
        if self.eat("\"") {
            let text = self.until(|c| c == '"')?;
            return self.eat("\"").then_some(Tree::Literal(field, text, false));
        }
        let before = self.rest;
        let text = self.until(|c| c.is_whitespace() || SPECIAL.contains(c))?;
        let written: String = before[..before.len() - self.rest.len()].iter().collect();
        let is_prefix = self.eat("*");
        let is_operator = matches!(written.as_str(), "AND" | "OR" | "NOT" | "TO");
        if text.is_empty() || (is_operator && written != "TO") {
            return None;
        }
        Some(Tree::Literal(field, text, is_prefix))
    }

    /// Text up to a character that ends it, escapes decoded.
    fn until(&mut self, is_end: impl Fn(char) -> bool) -> Option<String> {
        let mut text = String::new();
        while let [first, rest @ ..] = self.rest {
            match first {
                '\\' => {
                    let [escaped, rest @ ..] = rest else {
                        return None;
                    };
                    // A code point in hexadecimal: nothing that we write.
                    if *escaped == 'u' {
                        return None;
                    }
                    text.push(*escaped);
                    self.rest = rest;
                }
                first if is_end(*first) => return Some(text),
                first => {
                    text.push(*first);
                    self.rest = rest;
                }
            }
        }
        Some(text)
    }
}

fn is_of_field(c: char) -> bool {
    c.is_ascii_lowercase() || c == '-'
}

/// The literals of a tree.
fn literals(tree: &Tree) -> Vec<(Option<&str>, &str, bool)> {
    match tree {
        Tree::All(items) | Tree::Any(items) => items.iter().flat_map(literals).collect(),
        Tree::Literal(field, text, is_prefix) => {
            vec![(field.as_deref(), text.as_str(), *is_prefix)]
        }
    }
}

/// Text that means something in Solr, among text that does not.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("AND"),
        Just("OR"),
        Just("NOT"),
        Just("TO"),
        Just("&&"),
        Just("||"),
        Just("*:*"),
        Just("{!xmlparser v='x'}"),
        Just("_query_:\"{!lucene}*\""),
        Just("[* TO *]"),
        Just("\\u0041"),
        Just("\\"),
        Just("\""),
        Just("/a.*/"),
        Just("//"),
        Just("/*"),
        Just("a~2"),
        Just("a^5"),
        Just("filter("),
        Just("family-name:x"),
        Just("O'Sullivan"),
        Just("J.S."),
        Just("\0"),
        Just("\u{3000}"),
        Just("\u{200b}"),
        Just("林美咲"),
        Just("ليلى"),
        Just("&qf=x#"),
    ];
    let pieces = prop_oneof![piece.prop_map(String::from), any::<String>(), "[ -~]{0,20}"];
    (
        prop::collection::vec(pieces, 0..8),
        prop_oneof![Just(""), Just(" ")],
    )
        .prop_map(|(pieces, between)| pieces.join(between))
}

/// A text as a phrase: control characters are blanks, blanks are single.
fn phrase(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(200).collect()
}

#[test]
fn the_reader_of_these_tests_refuses_what_solr_reads_otherwise() {
    for text in [
        "",
        "a b",
        "AND",
        "a AND OR",
        "(a",
        "a)",
        "\"a",
        "a\"",
        "a*b",
        "*",
        "a?",
        "a~",
        "x:y:z",
        "a\\",
        "\\u0041",
        "+a",
        "a AND b OR c",
        "/a/",
        "{!a}",
        "[a TO b]",
    ] {
        assert_eq!(Reader::read(text), None, "{text}");
    }
    let literal = |text: &str| Tree::Literal(None, text.into(), false);
    assert_eq!(Reader::read("\\AND"), Some(literal("AND")));
    assert_eq!(Reader::read("a\\*"), Some(literal("a*")));
    assert_eq!(Reader::read("\"a \\\" b\""), Some(literal("a \" b")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_one_query_for_its_words(text in hostile()) {
        let (query, words) = (Query::anywhere(&text), words(&text));
        prop_assert!(words.len() <= MOST_WORDS);
        prop_assert_eq!(query.is_empty(), words.is_empty());
        if words.is_empty() {
            return Ok(());
        }
        let tree = Reader::read(&query.solr());
        let tree = tree.ok_or_else(|| TestCaseError::fail(query.solr()))?;
        let found = literals(&tree);
        let expected: Vec<_> = words
            .iter()
            .flat_map(|word| [(None, word.as_str(), false), (None, word.as_str(), true)])
            .collect();
        prop_assert_eq!(found, expected);
        for word in &words {
            prop_assert!(text.contains(word.as_str()));
        }
    }

    #[test]
    fn any_text_in_a_field_is_one_phrase(text in hostile(), place in 0..Field::ALL.len()) {
        let field = Field::ALL[place];
        let query = Query::default().with(field, &[&text]);
        let phrase = phrase(&text);
        prop_assert_eq!(query.is_empty(), phrase.is_empty());
        if !phrase.is_empty() {
            let expected = Tree::Literal(Some(field.name().into()), phrase, false);
            prop_assert_eq!(Reader::read(&query.solr()), Some(expected), "{}", query.solr());
        }
    }

    #[test]
    fn whatever_is_typed_is_sound_and_no_id(text in hostile(), whose in hostile()) {
        let institution = Institution::parse(&whose);
        if let Input::Query(query) = Input::read(&text, institution.as_ref()) {
            prop_assert!(Reader::read(&query.solr()).is_some(), "{}", query.solr());
            let parameters = query.parameters();
            prop_assert!(parameters.len() < 8_000);
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~%=&".contains(c);
            prop_assert!(parameters.chars().all(plain), "{}", parameters);
            prop_assert_eq!(parameters.matches('&').count(), if parameters.contains("&qf=") { 2 } else { 0 });
        }
    }

    #[test]
    fn an_id_is_found_in_any_dress(before in "[A-Za-z ]{0,8}", after in "[ ,;)][A-Za-z ]{0,8}") {
        let text = format!("{before} 0000-0002-1825-0097{after}");
        prop_assert!(matches!(Input::read(&text, None), Input::Id(_)), "{}", text);
    }
}
