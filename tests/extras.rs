//! What is read of a site's own file, and what its author is told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use scholar_badge::bibliography::{LinkKind, WorkExtra, WorkRef};
use scholar_badge::extras::{Extras, LONGEST, read};
use scholar_badge::orcid::{OrcidId, PartialDate, WebLink};

/// A file at `https://lab.example/data/publications.json`.
fn file(text: &str) -> Extras {
    read(text.as_bytes().to_vec(), &resolve).unwrap()
}

/// As `URL` resolves, as far as the tests go.
fn resolve(text: &str) -> Option<String> {
    Some(match text.strip_prefix('/') {
        Some(rest) => format!("https://lab.example/{rest}"),
        None if text.contains(':') => text.to_owned(),
        None => format!("https://lab.example/data/{text}"),
    })
}

/// What is said of the only work.
fn extra(fields: &str) -> WorkExtra {
    let extras = file(&format!(r#"{{"works": {{"10.1000/1": {fields}}}}}"#));
    assert_eq!(told(&extras), [""; 0]);
    (*extras.works.named[0].1).clone()
}

fn told(extras: &Extras) -> Vec<String> {
    extras.problems.sentences()
}

/// What is told of a file.
fn complaints(text: &str) -> Vec<String> {
    told(&file(text))
}

fn link(text: &str) -> WebLink {
    WebLink::parse(text).unwrap()
}

#[test]
fn all_that_is_said_of_a_work_is_read() {
    let extra = extra(
        r#"{
            "website": "https://project.example", "pdf": "papers/1.pdf", "preprint": "/preprints/1",
            "code": "https://code.example/1", "data": "data.csv", "slides": "s.pdf",
            "poster": "p.pdf", "video": "https://video.example/?v=1",
            "image": "/1.png", "abstract": "One.\n\n\nTwo.", "award": "Best <i>paper</i>",
            "keywords": ["sea ice", " Arctic ", "sea ice", ""], "note": "With &amp; without.",
            "featured": true, "hide": false
        }"#,
    );
    let links = [
        (LinkKind::Pdf, "https://lab.example/data/papers/1.pdf"),
        (LinkKind::Preprint, "https://lab.example/preprints/1"),
        (LinkKind::Code, "https://code.example/1"),
        (LinkKind::Data, "https://lab.example/data/data.csv"),
        (LinkKind::Slides, "https://lab.example/data/s.pdf"),
        (LinkKind::Poster, "https://lab.example/data/p.pdf"),
        (LinkKind::Video, "https://video.example/?v=1"),
        (LinkKind::Website, "https://project.example"),
    ];
    assert_eq!(
        extra,
        WorkExtra {
            links: links.map(|(kind, text)| (kind, link(text))).to_vec(),
            image: Some(link("https://lab.example/1.png")),
            abstract_text: Some("One.\n\nTwo.".to_owned()),
            award: Some("Best paper".to_owned()),
            keywords: vec!["sea ice".to_owned(), "Arctic".to_owned()],
            note: Some("With & without.".to_owned()),
            featured: Some(0),
            is_hidden: false,
        }
    );
    assert!(self::extra(r#"{"hide": true}"#).is_hidden);
}

#[test]
fn what_is_null_or_empty_is_not_there() {
    let fields = r#"{"pdf": "", "code": null, "award": "", "keywords": [], "hide": null}"#;
    assert_eq!(extra(fields), WorkExtra::default());
}

#[test]
fn works_are_named_as_people_name_them() {
    let extras = file(
        r#"{"works": {
            "https://doi.org/10.1000/A": {}, "arXiv:2101.00001v2": {}, "isbn:978-3-16-148410-0": {},
            "PMID: 29718922": {}, "123456": {}, "https://lab.example/paper/1": {}
        }}"#,
    );
    let names: Vec<&WorkRef> = extras.works.named.iter().map(|one| &one.0).collect();
    let same = [
        "doi:10.1000/a",
        "arxiv:2101.00001",
        "isbn:316148410X",
        "pmid:29718922",
        " 123456 ",
        "http://www.lab.example/paper/1/#top",
    ];
    let same = same.map(|text| WorkRef::parse(text).unwrap());
    assert_eq!(names, same.iter().collect::<Vec<_>>());
    assert_eq!(told(&extras), [""; 0]);
}

#[test]
fn the_people_are_read() {
    let extras = file(
        r#"{"people": {
            "https://orcid.org/0000-0002-1825-0097": {
                "photo": "j.jpg", "name": "Josiah Carberry", "role": "Professor", "group": "Staff",
                "website": "/carberry", "email": "j@lab.example", "start": "2019-04", "end": 2024
            },
            "0000-0001-5109-3700": {"email": "mailto:a@lab.example", "start": "2020-02-29"}
        }}"#,
    );
    assert_eq!(told(&extras), [""; 0]);
    let person = |id| extras.people.get(OrcidId::parse(id).unwrap()).unwrap();
    let one = person("0000-0002-1825-0097");
    assert_eq!(one.photo, Some(link("https://lab.example/data/j.jpg")));
    assert_eq!(one.name.as_deref(), Some("Josiah Carberry"));
    assert_eq!(one.role.as_deref(), Some("Professor"));
    assert_eq!(one.group.as_deref(), Some("Staff"));
    assert_eq!(one.website, Some(link("https://lab.example/carberry")));
    assert_eq!(one.email, Some(link("mailto:j@lab.example")));
    assert_eq!(one.start, PartialDate::new(2019, Some(4), None));
    assert_eq!(one.end, PartialDate::new(2024, None, None));
    let other = person("0000-0001-5109-3700");
    assert_eq!(other.email, Some(link("mailto:a@lab.example")));
    assert_eq!(other.start, PartialDate::new(2020, Some(2), Some(29)));
    assert_eq!(extras.people.iter().count(), 2);
}

#[test]
fn a_csl_item_is_a_work() {
    let extras = file(
        r#"{"items": [{
            "id": "carberry2019", "type": "chapter", "title": "On <i>E. coli</i> &amp; others",
            "author": [
                {"given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven"},
                {"literal": "The Lab", "ORCID": "https://orcid.org/0000-0002-1825-0097"}
            ],
            "editor": [{"family": "Lund"}],
            "issued": {"date-parts": [["2019", 5]]},
            "container-title": "A Book", "publisher": "A House", "DOI": "10.1000/C", "PMID": 7,
            "ISBN": "978-3-16-148410-0", "ISSN": "1234-5679", "URL": "/c",
            "language": "de", "abstract": "Text.", "volume": 3,
            "extras": {"pdf": "c.pdf", "featured": true}
        }]}"#,
    );
    assert_eq!(told(&extras), [""; 0]);
    let detail = &extras.works.details[0];
    let work = &detail.work;
    assert_eq!(extras.works.own[0].preferred, *work);
    assert_eq!(work.title.text, "On E. coli & others");
    assert_eq!(work.work_type.as_str(), "book-chapter");
    assert_eq!(work.date, PartialDate::new(2019, Some(5), None));
    assert_eq!(work.venue.as_deref(), Some("A Book"));
    assert_eq!(work.doi().as_deref(), Some("10.1000/c"));
    assert_eq!(work.link, Some(link("https://lab.example/c")));
    assert_eq!(work.put_code, None);
    let names = detail.contributors.iter();
    let names: Vec<_> = names.map(|one| one.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Ludwig van Beethoven", "The Lab", "Lund"]);
    assert_eq!(
        detail.contributors[1].orcid,
        OrcidId::parse("0000-0002-1825-0097").ok()
    );
    assert_eq!(detail.language.as_deref(), Some("de"));
    assert_eq!(detail.description.as_deref(), Some("Text."));
    let (name, extra) = &extras.works.named[0];
    assert_eq!(*name, WorkRef::added(0));
    assert_eq!(extra.links.len(), 1);
    // The book's number is not the chapter's.
    let own = extras.works.own[0].identifiers.iter();
    let schemes: Vec<_> = own.map(|id| id.scheme.as_str()).collect();
    assert_eq!(schemes, ["doi", "pmid"]);
}

#[test]
fn dates_of_items_may_be_texts() {
    for (issued, date) in [
        (r#""2020-03""#, PartialDate::new(2020, Some(3), None)),
        (r#"{"raw": "2021"}"#, PartialDate::new(2021, None, None)),
        (
            r#"{"literal": "2021-01-02"}"#,
            PartialDate::new(2021, Some(1), Some(2)),
        ),
        (
            r#"{"date-parts": [[2021, 1, 2], [2022]]}"#,
            PartialDate::new(2021, Some(1), Some(2)),
        ),
    ] {
        let text = format!(r#"{{"items": [{{"title": "A", "issued": {issued}}}]}}"#);
        assert_eq!(file(&text).works.own[0].preferred.date, date, "{issued}");
    }
}

#[test]
fn the_featured_stand_as_in_the_file_items_last() {
    let extras = file(
        r#"{"items": [{"title": "A", "extras": {"featured": true}}],
            "works": {"2": {"featured": true}, "1": {"featured": false}, "3": {"featured": true}}}"#,
    );
    let named = extras.works.named.iter();
    let places: Vec<_> = named.map(|(_, extra)| extra.featured).collect();
    assert_eq!(places, [Some(0), None, Some(1), Some(2)]);
}

#[test]
fn everything_wrong_is_told_with_line_and_key_and_takes_nothing_with_it() {
    let text = r#"{
  "works": {
    "10.1000/1": {
      "pdf": "javascript:alert(1)",
      "colour": "red",
      "code": "https://code.example",
      "award": 3, "hide": "yes", "keywords": "ice",
      "code": "https://other.example"
    },
    "doi:10.1000/1": {"note": "again"},
    "something": {},
    "10.1000/2": "text"
  },
  "people": {
    "0000-0002-1825-0098": {},
    "0000-0002-1825-0097": {"start": "2021-13", "email": "nobody", "photo": "mailto:a@b.example"}
  },
  "items": [
    {"id": "x", "author": [{}]},
    7,
    {"title": "B", "issued": "soon", "extras": []}
  ],
  "work": {}
}"#;
    let extras = file(text);
    assert_eq!(
        told(&extras),
        [
            r#"line 4: "10.1000/1" "pdf" must be an http or https address"#,
            r#"line 5: "10.1000/1" "colour" is no field that is known here"#,
            r#"line 7: "10.1000/1" "award" must be a text"#,
            r#"line 7: "10.1000/1" "hide" must be true or false"#,
            r#"line 7: "10.1000/1" "keywords" must be an array"#,
            r#"line 8: "10.1000/1" "code" is there twice; the first one counts"#,
            r#"line 10: "doi:10.1000/1" is there twice; the first one counts"#,
            r#"line 11: "something" names no work: a DOI, a put-code, or an identifier after its scheme (arxiv:2101.00001) does"#,
            r#"line 12: "10.1000/2" must be an object"#,
            r#"line 15: "0000-0002-1825-0098" is no ORCID iD"#,
            r#"line 16: "0000-0002-1825-0097" "start" must be a date: YYYY, YYYY-MM or YYYY-MM-DD"#,
            r#"line 16: "0000-0002-1825-0097" "email" must be an e-mail address"#,
            r#"line 16: "0000-0002-1825-0097" "photo" must be an http or https address"#,
            r#"line 19: "x" "author" must be CSL names"#,
            r#"line 19: "x" is left out: it has no title"#,
            r#"line 20: "items[1]" must be an object"#,
            r#"line 21: "items[2]" "issued" must be a CSL date"#,
            r#"line 21: "items[2]" must be an object"#,
            r#"line 23: "work" is no field that is known here"#,
        ]
    );
    assert_eq!(
        extras.works.named[0].1.links,
        [(LinkKind::Code, link("https://code.example"))]
    );
    assert_eq!(extras.works.own.len(), 1);
    assert_eq!(extras.people.iter().count(), 1);
}

#[test]
fn a_file_that_is_none_is_one_sentence() {
    let error = |text: &[u8]| read(text.to_vec(), &resolve).unwrap_err().sentence();
    for (text, sentence) in [
        (
            "<!doctype html>\n<title>404</title>",
            "line 1: the file is no JSON from here on",
        ),
        ("", "line 1: the file is no JSON from here on"),
        (
            "{\n  \"works\": {},\n}",
            "line 3: the file is no JSON from here on",
        ),
        (
            "{\n  \"works\": {}\n  \"items\": []\n}",
            "line 3: the file is no JSON from here on",
        ),
        (
            "{\"works\": {\n\"a\nb\": {}}}",
            "line 2: the file is no JSON from here on",
        ),
    ] {
        assert_eq!(error(text.as_bytes()), sentence, "{text}");
    }
    assert_eq!(
        error(&vec![b' '; LONGEST + 1]),
        "the file is longer than 4 MB"
    );
    assert_eq!(complaints("[1, 2]"), ["line 1: must be an object"]);
    assert_eq!(complaints("\u{feff}{\"$schema\": \"x\"}"), [""; 0]);
}

#[test]
fn no_more_is_told_than_anybody_reads() {
    let works: Vec<String> = (0..1_000)
        .map(|n| format!("\"nothing {n}\": {{}}"))
        .collect();
    let told = complaints(&format!("{{\"works\": {{{}}}}}", works.join(",\n")));
    assert_eq!(told.len(), 21);
    assert!(
        told[19].starts_with("line 20: \"nothing 19\""),
        "{}",
        told[19]
    );
    assert_eq!(told[20], "and 980 more");
}

#[test]
fn a_long_name_is_cut() {
    let told = complaints(&format!("{{\"{}\": 1}}", "é".repeat(500)));
    assert!(told[0].chars().count() < 150, "{}", told[0]);
}

#[test]
fn only_web_addresses_lead_anywhere() {
    for text in [
        "javascript:alert(1)",
        "java\\tscript:alert(1)",
        " \\u0001javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "ftp://x.example",
        "https://a@b.example",
        "file:///etc/passwd",
    ] {
        let extras = file(&format!(r#"{{"works": {{"1": {{"pdf": "{text}"}}}}}}"#));
        assert!(extras.works.named[0].1.links.is_empty(), "{text}");
        assert_eq!(told(&extras).len(), 1, "{text}");
    }
    for email in [
        "a",
        "a@b",
        "a@b.example?bcc=c@d.example",
        "a@b.example,c@d.example",
        "a b@c.example",
    ] {
        let text = format!(r#"{{"people": {{"0000-0002-1825-0097": {{"email": "{email}"}}}}}}"#);
        assert_eq!(complaints(&text).len(), 1, "{email}");
    }
}
