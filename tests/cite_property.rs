//! Exports of any text at all: what every reader relies on holds.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/works.rs"]
mod works;

use proptest::prelude::*;
use scholar_badge::cite::{Format, Item, Profile, export, json_ld, key};
use scholar_badge::orcid::{
    Contributor, ContributorRole, Name, OrcidId, Person, Within, WorkDetail,
};
use serde_json::Value;

/// Text with what breaks writers more often than chance has it.
fn text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "{",
        "}",
        "\\",
        "$",
        "%",
        "#",
        "_",
        "&",
        "^",
        "~",
        "\"",
        ",",
        " and ",
        "\r\n",
        "\n",
        "<",
        ">",
        "</script>",
        "\u{2028}",
        "\u{85}",
        "ER  - ",
        "\r\nTY  - X",
        "@x{",
        "\u{0}",
        "é",
        "日本",
    ]);
    let piece = prop_oneof![nasty.prop_map(str::to_owned), "[a-zA-Z ]{1,8}", "\\PC{1,4}"];
    prop::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat())
}

fn detail() -> impl Strategy<Value = WorkDetail> {
    let types = [
        "journal-article",
        "book",
        "dissertation-thesis",
        "data-set",
        "new",
    ];
    let doi = prop::option::of("10\\.[0-9]{4}/[a-z{}\\\\%_#]{1,8}");
    (
        (text(), prop::option::of(text()), prop::option::of(text())),
        prop::collection::vec((text(), any::<bool>()), 0..4),
        prop::sample::select(types.to_vec()),
        prop::option::of((1..=9999_u16, 0..=13_u8, 0..=32_u8)),
        (doi, prop::option::of(0..4_u64)),
    )
        .prop_map(|(texts, people, work_type, date, (doi, put_code))| {
            let (title, venue, description) = texts;
            let mut work = works::work(&title, work_type);
            work.venue = venue;
            work.date = date.and_then(|(y, m, d)| works::date(y, m, d));
            work.put_code = put_code;
            work.identifiers = doi.iter().map(|doi| works::own("doi", doi)).collect();
            let contributor = |(name, edits): (String, bool)| Contributor {
                name: Some(name),
                orcid: None,
                sequence: None,
                role: ContributorRole::parse(if edits { "editor" } else { "author" }),
            };
            WorkDetail {
                contributors: people.into_iter().map(contributor).collect(),
                within: Within {
                    volume: description.clone(),
                    issue: work.venue.clone(),
                    pages: description.clone(),
                },
                description,
                ..works::detail(work)
            }
        })
}

fn items<'a>(details: &'a [WorkDetail], people: &'a [&'a Name]) -> Vec<Item<'a>> {
    let item = |detail: &'a WorkDetail| Item {
        work: &detail.work,
        detail: Some(detail),
        people,
    };
    details.iter().map(item).collect()
}

fn all_unique(mut keys: Vec<String>) -> bool {
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    keys.len() == count
}

/// A special character that LaTeX would act on, outside `doi` and `url`.
fn raw_special(line: &str) -> bool {
    let line = line.replace("\\textbackslash{}", "");
    let mut before = ' ';
    line.chars().any(|c| {
        let is_raw = matches!(c, '$' | '&' | '#' | '%' | '_') && before != '\\';
        before = c;
        is_raw || matches!(c, '^' | '~' | '<' | '>' | '|')
    })
}

fn is_break(c: char) -> bool {
    c.is_control() || c == '\u{2028}'
}

fn ends_script(c: char) -> bool {
    matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bibtex_is_balanced_and_escaped(details in prop::collection::vec(detail(), 1..5)) {
        let bib = export(&items(&details, &[]), Format::BibTex);
        let mut keys = Vec::new();
        let mut depth = 0;
        for line in bib.lines() {
            if depth == 0 {
                let (_, key) = line.split_once('{').unwrap();
                keys.push(key.trim_end_matches(',').to_owned());
            }
            for byte in line.bytes() {
                depth += i32::from(byte == b'{') - i32::from(byte == b'}');
                prop_assert!(depth >= 0, "{}", bib);
            }
            let is_verbatim = line.starts_with("  doi = ") || line.starts_with("  url = ");
            prop_assert!(is_verbatim || !raw_special(line), "{}", line);
            prop_assert!(!line.contains(|c: char| c.is_control()));
        }
        prop_assert_eq!(depth, 0);
        prop_assert_eq!(keys.len(), details.len());
        prop_assert!(all_unique(keys));
    }

    #[test]
    fn ris_is_tags_and_values(details in prop::collection::vec(detail(), 1..5)) {
        let ris = export(&items(&details, &[]), Format::Ris);
        let mut lines: Vec<&str> = ris.split("\r\n").collect();
        prop_assert_eq!(lines.pop(), Some(""));
        let mut keys = Vec::new();
        for line in &lines {
            let tag = line.as_bytes();
            prop_assert!(tag[0].is_ascii_uppercase(), "{}", line);
            prop_assert!(tag[1].is_ascii_uppercase() || tag[1].is_ascii_digit(), "{}", line);
            prop_assert!(line[2..].starts_with("  - "), "{}", line);
            prop_assert!(!line.contains(is_break), "{}", line);
            keys.extend(line.strip_prefix("ID  - ").map(str::to_owned));
        }
        let count = |tag: &str| lines.iter().filter(|line| line.starts_with(tag)).count();
        prop_assert_eq!((count("TY"), count("ER")), (details.len(), details.len()));
        prop_assert!(all_unique(keys));
    }

    #[test]
    fn csl_json_keeps_every_string(details in prop::collection::vec(detail(), 1..5)) {
        let json = export(&items(&details, &[]), Format::CslJson);
        let found: Vec<Value> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(found.len(), details.len());
        for (item, detail) in found.iter().zip(&details) {
            prop_assert_eq!(item["title"].as_str(), Some(detail.work.title.text.as_str()));
            prop_assert_eq!(item["abstract"].as_str(), detail.description.as_deref());
            let venue = item.get("publisher").or(item.get("container-title"));
            prop_assert_eq!(venue.and_then(Value::as_str), detail.work.venue.as_deref());
            let doi = detail.work.doi();
            prop_assert_eq!(item["DOI"].as_str(), doi.as_deref());
        }
    }

    #[test]
    fn json_ld_keeps_every_string_and_ends_no_script(
        details in prop::collection::vec(detail(), 1..5),
        bio in text(),
    ) {
        let person = Person {
            name: Some(Name { given: None, family: None, credit: Some(bio.clone()) }),
            ..Person::default()
        };
        let profile = Profile {
            id: OrcidId::parse("0000-0002-1825-0097").unwrap(),
            page: &bio,
            person: &person,
            affiliations: &[],
        };
        let json = json_ld(&[profile], &items(&details, &[]));
        prop_assert!(!json.contains(ends_script), "{}", json);
        let graph: Value = serde_json::from_str(&json).unwrap();
        let graph = graph["@graph"].as_array().unwrap();
        prop_assert_eq!(graph[0]["name"].as_str(), Some(bio.as_str()));
        for (work, detail) in graph[1..].iter().zip(&details) {
            prop_assert_eq!(work["name"].as_str(), Some(detail.work.title.text.as_str()));
            prop_assert_eq!(work["abstract"].as_str(), detail.description.as_deref());
        }
    }

    #[test]
    fn a_key_is_plain_and_of_the_work_alone(detail in detail(), other in detail()) {
        let both = [detail, other];
        let items = items(&both, &[]);
        let alone = key(&items[0]);
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        prop_assert!(alone.bytes().all(is_plain), "{}", alone);
        let bib = export(&items, Format::BibTex);
        let first = bib.split(['{', ',']).nth(1);
        prop_assert_eq!(first, Some(alone.as_str()));
    }
}
