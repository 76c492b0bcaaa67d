//! Whatever a site's file holds, reading it ends, and nothing unsafe comes of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::select;
use scholar_badge::extras::{Extras, read};
use scholar_badge::orcid::WebLink;

/// Names that mean something somewhere in a file, and some that do not.
#[rustfmt::skip]
const NAMES: [&str; 44] = [
    "works", "people", "items", "$schema", "pdf", "preprint", "code", "data", "slides", "poster",
    "video", "website", "image", "abstract", "award", "keywords", "note", "featured", "hide",
    "photo", "name", "role", "group", "email", "start", "end", "title", "type", "author", "editor",
    "issued", "date-parts", "family", "given", "literal", "ORCID", "DOI", "ISBN", "URL", "extras",
    "10.1000/1", "arxiv:2101.00001", "0000-0002-1825-0097", "\u{0}\"\n",
];

const TEXTS: [&str; 16] = [
    "",
    " ",
    "javascript:alert(1)",
    "https://x.example/a b",
    "//x.example",
    "../a.pdf",
    "a@b.example",
    "2021-02-30",
    "2021-02",
    "article-journal",
    "10.1000/1",
    "978-3-16-148410-0",
    "\u{202e}<img src=x>",
    "data:text/html,x",
    "0000-0002-1825-0097",
    "é\u{0}\u{7f}",
];

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        (-3000_i32..3000).prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        select(&TEXTS[..]).prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((select(&NAMES[..]), inner), 0..8).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                serde_json::Value::Object(members.collect())
            }),
        ]
    })
}

fn file() -> impl Strategy<Value = String> {
    let part = || prop::collection::vec((select(&NAMES[..]), value()), 0..6);
    (
        part(),
        part(),
        prop::collection::vec(value(), 0..5),
        value(),
    )
        .prop_map(|(works, people, items, other)| {
            let object = |members: Vec<(&str, serde_json::Value)>| {
                let members = members.into_iter().map(|(name, it)| (name.to_owned(), it));
                serde_json::Value::Object(members.collect())
            };
            let (works, people) = (object(works), object(people));
            serde_json::to_string_pretty(&serde_json::json!({
                "works": works, "people": people, "items": items, "other": other,
            }))
            .unwrap()
        })
}

fn resolve(text: &str) -> Option<String> {
    (!text.contains('^')).then(|| match text.contains(':') {
        true => text.to_owned(),
        false => format!("https://lab.example/{text}"),
    })
}

fn is_web(link: &WebLink) -> bool {
    link.as_str().starts_with("https://") || link.as_str().starts_with("http://")
}

/// What no reader of the file has to look at again.
fn check(extras: &Extras) -> Result<(), TestCaseError> {
    for (_, extra) in &extras.works.named {
        prop_assert!(extra.links.iter().all(|(_, link)| is_web(link)));
        prop_assert!(extra.links.is_sorted_by_key(|(kind, _)| *kind));
        prop_assert!(extra.image.iter().all(is_web));
        let texts = [&extra.abstract_text, &extra.award, &extra.note];
        let mut texts = texts.into_iter().flatten().chain(&extra.keywords);
        prop_assert!(texts.all(|text| !text.trim().is_empty()));
    }
    for (_, person) in extras.people.iter() {
        prop_assert!(
            [&person.photo, &person.website]
                .into_iter()
                .flatten()
                .all(is_web)
        );
        let mail = person.email.as_ref();
        prop_assert!(mail.is_none_or(|link| link.as_str().starts_with("mailto:")));
    }
    prop_assert_eq!(extras.works.own.len(), extras.works.details.len());
    for group in &extras.works.own {
        prop_assert!(!group.preferred.title.text.trim().is_empty());
    }
    prop_assert!(extras.works.written.len() <= extras.works.named.len());
    let sentences = extras.problems.sentences();
    prop_assert!(sentences.len() <= 21);
    prop_assert!(sentences.iter().all(|one| one.chars().count() < 400));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_read(text in file()) {
        let lines = text.lines().count() as u32;
        let extras = read(text.into_bytes(), &resolve).unwrap();
        check(&extras)?;
        prop_assert!(extras.problems.first.iter().all(|one| (1..=lines).contains(&one.line)));
        prop_assert!(extras.works.written.iter().all(|one| (1..=lines).contains(&one.0)));
    }

    #[test]
    fn a_damaged_file_does_no_harm(
        text in file(), at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        let mut text = text.into_bytes();
        let at = at.index(text.len());
        text.splice(at..(at + bytes.len()).min(text.len()), bytes);
        if let Ok(extras) = read(text, &resolve) {
            check(&extras)?;
        }
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
        if let Err(problem) = read(bytes, &resolve) {
            prop_assert!((1..=lines).contains(&problem.line));
        }
    }

    #[test]
    fn a_broken_member_takes_no_other_with_it(broken in value(), name in select(&NAMES[..])) {
        let whole = serde_json::json!({
            "works": {"10.1000/9": {"pdf": "a.pdf"}, "zzz": broken},
            "people": {"0000-0001-5109-3700": {"role": "R"}, "zzz": broken},
            "items": [broken, {"title": "T"}, broken],
            name.to_owned() + "!": broken,
        });
        let extras = read(whole.to_string().into_bytes(), &resolve).unwrap();
        prop_assert_eq!(extras.works.written.len(), 1);
        prop_assert!(extras.works.own.iter().any(|one| one.preferred.title.text == "T"));
        prop_assert_eq!(extras.people.iter().count(), 1);
    }
}
