//! What single works become in each format, and which BibTeX of a source is
//! taken as it is.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/works.rs"]
mod works;

use scholar_badge::cite::{Format, Item, KINDS, Kind, export, key};
use scholar_badge::orcid::{
    Citation, Contributor, Name, Relationship, WebLink, Within, Work, WorkDetail, WorkType,
};
use works::{date, own, related, work};

fn carberry() -> Name {
    Name {
        given: Some("Josiah".into()),
        family: Some("Carberry".into()),
        credit: None,
    }
}

fn exported(work: &Work, detail: Option<&WorkDetail>, format: Format) -> String {
    let owner = carberry();
    let people = [&owner];
    export(
        &[Item {
            work,
            detail,
            people: &people,
        }],
        format,
    )
}

fn toward() -> Work {
    Work {
        put_code: Some(73_980_807),
        venue: Some("Journal of Psychoceramics".into()),
        date: date(2008, 8, 13),
        identifiers: vec![
            own("doi", "10.5555/12345678"),
            related("issn", "0264-3561", Relationship::PartOf),
            related("grant_number", "G-1", Relationship::FundedBy),
        ],
        ..work(
            "Toward a Unified Theory of 100% {High}-Energy R&D",
            "journal-article",
        )
    }
}

#[test]
fn an_article_in_bibtex() {
    assert_eq!(
        exported(&toward(), None, Format::BibTex),
        "@article{carberry2008toward-73980807,
  title = {{Toward a Unified Theory of 100\\% \\textbraceleft{}High\\textbraceright{}-Energy R\\&D}},
  author = {Carberry, Josiah},
  journal = {Journal of Psychoceramics},
  year = {2008},
  month = aug,
  day = {13},
  doi = {10.5555/12345678},
  issn = {0264-3561}
}
"
    );
}

#[test]
fn an_article_in_ris() {
    assert_eq!(
        exported(&toward(), None, Format::Ris),
        [
            "TY  - JOUR",
            "ID  - carberry2008toward-73980807",
            "TI  - Toward a Unified Theory of 100% {High}-Energy R&D",
            "AU  - Carberry, Josiah",
            "PY  - 2008",
            "DA  - 2008/08/13/",
            "T2  - Journal of Psychoceramics",
            "JO  - Journal of Psychoceramics",
            "SN  - 0264-3561",
            "DO  - 10.5555/12345678",
            "UR  - https://doi.org/10.5555/12345678",
            "ER  - ",
            "",
        ]
        .join("\r\n")
    );
}

#[test]
fn nothing_is_an_export_too() {
    assert_eq!(export(&[], Format::BibTex), "");
    assert_eq!(export(&[], Format::Ris), "");
    assert_eq!(export(&[], Format::CslJson), "[\n]\n");
}

#[test]
fn a_chapter_has_the_isbn_of_its_book_and_nothing_of_its_funder() {
    let mut one = work("On pots", "book-chapter");
    one.venue = Some("Pots".into());
    one.identifiers = vec![
        related("isbn", "978-3-16-148410-0", Relationship::PartOf),
        related("isbn", "0-306-40615-2", Relationship::FundedBy),
        related("doi", "10.5555/book", Relationship::PartOf),
        related("doi", "10.5555/grant", Relationship::FundedBy),
    ];
    for format in Format::ALL {
        let text = exported(&one, None, format);
        assert!(text.contains("9783161484100"), "{text}");
        assert!(
            !text.contains("0306406152") && !text.contains("10.5555"),
            "{text}"
        );
    }
}

#[test]
fn a_mail_address_is_no_url() {
    let mut one = work("On pots", "other");
    one.link = WebLink::parse("mailto:a@example.org");
    for format in Format::ALL {
        assert!(!exported(&one, None, format).contains("mailto"));
    }
}

#[test]
fn keys_take_the_plain_letters_of_the_first_word_that_says_something() {
    for (title, year, made) in [
        ("The Çelebi-Theory", 2021, "carberry2021celebi"),
        ("Der Große Œuvre-Katalog", 0, "carberrygrosse"),
        ("日本語", 2021, "carberry2021"),
        ("A", 2021, "carberry2021"),
        ("L'école \\input{x}", 2021, "carberry2021ecole"),
    ] {
        let mut one = work(title, "other");
        one.date = date(year, 0, 0);
        let owner = carberry();
        let people = [&owner];
        let item = Item {
            work: &one,
            detail: None,
            people: &people,
        };
        assert_eq!(key(&item), made, "{title}");
    }
}

#[test]
fn an_unknown_type_is_the_general_one() {
    let [.., other] = KINDS;
    assert_eq!(Kind::of(&WorkType::parse("never-heard-of")), other);
    assert_eq!(
        Kind::of(&WorkType::parse("BOOK_CHAPTER")).bibtex,
        "incollection"
    );
}

fn cited(citation: &str) -> String {
    let detail = WorkDetail {
        citation: Some(Citation {
            kind: "bibtex".into(),
            text: citation.into(),
        }),
        ..works::detail(toward())
    };
    exported(&detail.work, Some(&detail), Format::BibTex)
}

#[test]
fn a_sound_entry_of_the_source_is_taken_under_our_key() {
    assert_eq!(
        cited(
            "@Article {old_key,\n  Title = \"On {\\\"U}ber $\\alpha_1$ \\& pots\",\n author={Carberry, J.},\
             \n\tyear = 2008, month = AUG, pages=\"1--2\", file = {\\input{x}},\
             url = {https://example.org/a_b%20c}, doi = {https://doi.org/10.5555/12345678}}\n"
        ),
        "@article{carberry2008toward-73980807,
  title = {On {\\\"U}ber $\\alpha_1$ \\& pots},
  author = {Carberry, J.},
  year = {2008},
  month = aug,
  pages = {1--2},
  url = {https://example.org/a_b%20c},
  doi = {10.5555/12345678}
}
"
    );
}

#[test]
fn an_entry_without_a_doi_gets_the_works() {
    let text = cited("@book{x, title={T}, editor={E, F}}");
    assert!(
        text.starts_with("@book{") && text.contains("  doi = {10.5555/12345678}"),
        "{text}"
    );
}

#[test]
fn prose_with_a_bare_sign_is_left_out_and_the_entry_stays() {
    let text = cited("@article{x, title={T}, author={A, B}, abstract={By 37% & more}, volume=3}");
    assert!(text.contains("  volume = {3}"), "{text}");
    assert!(!text.contains("abstract"), "{text}");
}

#[test]
fn an_entry_that_is_not_sound_is_not_taken() {
    for citation in [
        "",
        "Carberry (2008)",
        "@article{x, title={T}}",
        "@article{x, author={A}}",
        "@article{x, title={}, author={A}}",
        "@article{x, title={T}, author={A}",
        "@article{x, title={T}}, author={A}}",
        "@article{x, title={T, author={A}}",
        "@article{x, title={T}, author={A}, doi={10.5555/other}}",
        "@article{x, title={T}, author={A}} @article{y, title={T}, author={A}}",
        "@article{x, title={T}, author={A}} \\input{x}",
        "\\input{x} @article{x, title={T}, author={A}}",
        "@preamble{x, title={T}, author={A}}",
        "@string{x, title={T}, author={A}}",
        "@comment{x, title={T}, author={A}}",
        "@article{x, title={T} # foo, author={A}}",
        "@article{x, title=foo, author={A}}",
        "@article{x\\y, title={T}, author={A}}",
        "@article{x, title={\\input{/etc/passwd}}, author={A}}",
        "@article{x, title={\\write18{rm}}, author={A}}",
        "@article{x, title={\\immediate\\write18{rm}}, author={A}}",
        "@article{x, title={\\csname input\\endcsname x}, author={A}}",
        "@article{x, title={^^5cinput x}, author={A}}",
        "@article{x, title={$^^5cinput x$}, author={A}}",
        "@article{x, title={\\catcode`\\@=0}, author={A}}",
        "@article{x, title={\\def\\x{y}}, author={A}}",
        "@article{x, title={T}, author={\\openin5=x A}}",
        "@article{x, title={T}, author={A}, note={\\directlua{x}}}",
        "@article{x, title={R&D}, author={A}}",
        "@article{x, title={100% T}, author={A}}",
        "@article{x, title={a_b}, author={A}}",
        "@article{x, title={$a}, author={A}}",
        "@article{x, title={{$a}$}, author={A}}",
        "@article{x, title={T\\}, author={A}}",
        "@article{x, title={T\\, author={A}}}",
    ] {
        let text = cited(citation);
        assert!(
            text.contains("title = {{Toward"),
            "{citation} became {text}"
        );
    }
}

#[test]
fn no_address_hides_a_backslash_from_latex() {
    let text = cited("@article{x, title={T}, author={A}, url={https://lab.example/^^5cinput}}");
    assert!(
        text.contains("  url = {https://lab.example/%5E%5E5cinput}"),
        "{text}"
    );
    let text = cited("@article{x, title={T}, author={A}, doi={10.5555/^^5cinput}}");
    assert!(!text.contains("^^"), "{text}");
    let mut work = toward();
    work.identifiers = Vec::new();
    work.link = WebLink::parse("https://lab.example/^^5cinput");
    let text = exported(&work, None, Format::BibTex);
    assert!(
        text.contains("  url = {https://lab.example/%5E%5E5cinput}"),
        "{text}"
    );
}

#[test]
fn contributors_come_before_the_owner_of_the_record() {
    let one = Contributor {
        name: Some("Psychoceramics Group".into()),
        orcid: None,
        sequence: None,
        role: None,
    };
    let detail = WorkDetail {
        contributors: vec![one],
        ..works::detail(toward())
    };
    let text = exported(&detail.work, Some(&detail), Format::BibTex);
    assert!(
        text.contains("  author = {{Psychoceramics Group}},"),
        "{text}"
    );
    assert!(!text.contains("Carberry"));
}

#[test]
fn what_stands_in_a_journal_has_volume_issue_and_pages() {
    let formats = |pages: &str| {
        let within = Within {
            volume: Some("3".into()),
            issue: Some("S & T".into()),
            pages: Some(pages.into()),
        };
        let detail = WorkDetail {
            within,
            ..works::detail(toward())
        };
        [Format::BibTex, Format::Ris, Format::CslJson]
            .map(|format| exported(&detail.work, Some(&detail), format))
    };
    for (pages, bibtex, ris) in [
        ("12-34", "{12--34}", "SP  - 12\r\nEP  - 34\r\n"),
        ("12 \u{2013} 34", "{12--34}", "SP  - 12\r\nEP  - 34\r\n"),
        ("12--34", "{12--34}", "SP  - 12\r\nEP  - 34\r\n"),
        ("e1007", "{e1007}", "SP  - e1007\r\n"),
        ("-", "{-}", "SP  - -\r\n"),
    ] {
        let [bib, lines, csl] = formats(pages);
        let wanted = format!("  volume = {{3}},\n  number = {{S \\& T}},\n  pages = {bibtex}");
        assert!(bib.contains(&wanted), "{bib}");
        let wanted = format!("VL  - 3\r\nIS  - S & T\r\n{ris}");
        assert!(lines.contains(&wanted), "{lines}");
        assert_eq!(lines.contains("EP  - "), ris.contains("EP"), "{lines}");
        assert!(
            csl.contains("\"volume\":\"3\",\"issue\":\"S & T\",\"page\":"),
            "{csl}"
        );
    }
}
