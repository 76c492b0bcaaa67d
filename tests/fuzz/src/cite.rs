//! What leaves: BibTeX, RIS, CSL-JSON and JSON-LD of anything that the readers take.

use std::str;

use scholar_badge::cite::{Format, Item, Profile, export, json_ld, key};
use scholar_badge::orcid::{
    Citation, Name, OrcidId, Person, Source, Title, Within, Work, WorkDetail, WorkType,
};
use scholar_badge::registry::wire;
use serde_json::Value;

use crate::wire::root;

/// LaTeX commands that read, write or define.
const DANGEROUS: [&str; 20] = [
    "input",
    "include",
    "write",
    "openout",
    "openin",
    "read",
    "immediate",
    "def",
    "edef",
    "gdef",
    "let",
    "csname",
    "catcode",
    "expandafter",
    "newcommand",
    "usepackage",
    "special",
    "directlua",
    "verbatiminput",
    "lstinputlisting",
];

/// One work with the input as the BibTeX entry of its record.
pub fn bibtex(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let detail = WorkDetail {
        work: Work {
            put_code: Some(7),
            work_type: WorkType::parse("journal-article"),
            title: Title {
                text: "A title".to_owned(),
                subtitle: None,
                translated: None,
            },
            venue: None,
            date: None,
            identifiers: Vec::new(),
            link: None,
            source: Source::default(),
        },
        description: None,
        citation: Some(Citation {
            kind: "bibtex".to_owned(),
            text: text.to_owned(),
        }),
        contributors: Vec::new(),
        language: None,
        country: None,
        within: Within::default(),
    };
    check(&[detail], &Person::default());
}

/// Whole works, as the registry answers them.
pub fn works(input: &[u8]) {
    let Some(root) = root(input) else { return };
    let mut details: Vec<WorkDetail> = wire::work::read(&root).into_iter().collect();
    details.extend(wire::work::read_bulk(&root).into_iter().flatten());
    let (person, _) = wire::person::read(&root);
    check(&details, &person);
}

fn check(details: &[WorkDetail], person: &Person) {
    let people: Vec<&Name> = person.name.iter().collect();
    let items: Vec<Item<'_>> = details
        .iter()
        .map(|detail| Item {
            work: &detail.work,
            detail: Some(detail),
            people: &people,
        })
        .collect();
    is_bibtex(&export(&items, Format::BibTex), items.len());
    is_ris(&export(&items, Format::Ris), items.len());
    is_csl(&export(&items, Format::CslJson), details);
    is_json_ld(person, &items, details);
    for item in &items {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(key(item).bytes().all(is_plain));
    }
}

/// As many entries as works; braces balance in each; no command that does more
/// than set text.
fn is_bibtex(bib: &str, count: usize) {
    let (mut depth, mut entries) = (0_i32, 0);
    for line in bib.lines() {
        assert!(!line.contains(char::is_control), "{line:?}");
        if depth == 0 && !line.is_empty() {
            assert!(line.starts_with('@'), "{bib}");
            entries += 1;
        }
        for byte in line.bytes() {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            assert!(depth >= 0, "{bib}");
        }
    }
    assert_eq!((depth, entries), (0, count), "{bib}");
    assert!(!bib.contains("^^"), "{bib}");
    for piece in bib.split('\\').skip(1) {
        let end = piece.find(|c: char| !c.is_ascii_alphabetic());
        let name = &piece[..end.unwrap_or(piece.len())];
        assert!(!DANGEROUS.contains(&name), "{bib}");
    }
}

/// Nothing but tags and values, each work between its own TY and ER.
fn is_ris(ris: &str, count: usize) {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut lines: Vec<&str> = ris.split("\r\n").collect();
    assert_eq!(lines.pop(), Some(""));
    let mut is_open = false;
    let mut ends = 0;
    for line in lines {
        let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("{ris}"));
        let bytes = tag.as_bytes();
        assert!(bytes.len() == 2 && bytes[0].is_ascii_uppercase(), "{ris}");
        assert!(
            bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit(),
            "{ris}"
        );
        assert!(!value.contains(is_break), "{ris:?}");
        assert_eq!(tag == "TY", !is_open, "{ris}");
        is_open = tag != "ER";
        ends += usize::from(tag == "ER");
        assert!(tag == "ER" || !value.is_empty(), "{ris}");
    }
    assert_eq!(ends, count, "{ris}");
}

fn is_csl(json: &str, details: &[WorkDetail]) {
    let items: Vec<Value> = serde_json::from_str(json).unwrap_or_else(|it| panic!("{it}: {json}"));
    assert_eq!(items.len(), details.len());
    for (item, detail) in items.iter().zip(details) {
        let title = item["title"].as_str().unwrap_or_default();
        assert!(title.starts_with(&detail.work.title.text), "{json}");
        assert_eq!(item["DOI"].as_str(), detail.work.doi().as_deref());
        assert_eq!(item["abstract"].as_str(), detail.description.as_deref());
    }
}

fn is_json_ld(person: &Person, items: &[Item<'_>], details: &[WorkDetail]) {
    let Some(id) = OrcidId::from_registry("0000-0002-1825-0097") else {
        return;
    };
    let profile = Profile {
        id,
        page: "https://lab.example/",
        person,
        affiliations: &[],
    };
    let json = json_ld(&[profile], items);
    let ends_script = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    assert!(!json.contains(ends_script), "{json}");
    let graph: Value = serde_json::from_str(&json).unwrap_or_else(|it| panic!("{it}: {json}"));
    let graph = graph["@graph"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(graph.len(), details.len() + 1);
    for (work, detail) in graph[1..].iter().zip(details) {
        let name = work["name"].as_str().unwrap_or_default();
        assert!(name.starts_with(&detail.work.title.text), "{json}");
    }
}
