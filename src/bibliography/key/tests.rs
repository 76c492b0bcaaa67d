use super::*;
use crate::orcid::Relationship;

fn keys(scheme: &str, value: &str, work_type: &str) -> Vec<(Scheme, String)> {
    let id = ExternalId {
        scheme: scheme.to_owned(),
        value: value.to_owned(),
        normalized: None,
        link: None,
        relationship: Relationship::Own,
    };
    let mut keys = Vec::new();
    add_keys(&id, &WorkType::parse(work_type), &mut keys);
    keys.into_iter()
        .map(|key| (key.scheme, key.value))
        .collect()
}

#[test]
fn spellings_of_one_identifier_are_one_key() {
    use Scheme::*;
    for (scheme, values, kind, key) in [
        (
            "doi",
            &["10.1000/X", "https://doi.org/10.1000/x"][..],
            Doi,
            "10.1000/x",
        ),
        (
            "doi",
            &["10.21203/rs.3.rs-12/v1", "10.21203/RS.3.rs-12/v12"],
            Doi,
            "10.21203/rs.3.rs-12",
        ),
        (
            "doi",
            &["10.1101/2020.01.02.123456v2"],
            Doi,
            "10.1101/2020.01.02.123456",
        ),
        ("doi", &["10.1000/rev2"], Doi, "10.1000/rev2"),
        ("uri", &["http://dx.doi.org/10.1000/X"], Doi, "10.1000/x"),
        (
            "arxiv",
            &[
                "2101.00001",
                "arXiv:2101.00001v3",
                "https://arxiv.org/pdf/2101.00001v2.pdf",
                "arXiv: 2101.00001 [hep-ph]",
            ],
            Arxiv,
            "2101.00001",
        ),
        (
            "arxiv",
            &["math.GT/0309136", "math/0309136v1"],
            Arxiv,
            "math/0309136",
        ),
        (
            "pmid",
            &[
                "123",
                "PMID: 123",
                "https://pubmed.ncbi.nlm.nih.gov/123/",
                "00123",
            ],
            Pmid,
            "123",
        ),
        (
            "pmc",
            &[
                "PMC5931476",
                "5931476",
                "https://europepmc.org/articles/PMC5931476",
            ],
            Pmc,
            "5931476",
        ),
        (
            "isbn",
            &["0-306-40615-2", "978-0-306-40615-7", "ISBN 9780306406157"],
            Isbn,
            "9780306406157",
        ),
        ("isbn", &["0-8044-2957-X"], Isbn, "9780804429573"),
        (
            "handle",
            &[
                "hdl:2027.42/1",
                "https://hdl.handle.net/2027.42/1",
                "2027.42/1",
            ],
            Handle,
            "2027.42/1",
        ),
        (
            "eid",
            &[
                "2-s2.0-34548293277",
                "https://www.scopus.com/record?eid=2-s2.0-34548293277",
            ],
            Eid,
            "34548293277",
        ),
        (
            "wosuid",
            &["WOS:000123456700012", "000123456700012"],
            Wos,
            "000123456700012",
        ),
        (
            "hal",
            &["hal-01234567v2", "https://hal.science/hal-01234567"],
            Catalogue,
            "hal:01234567",
        ),
        (
            "ark",
            &["ark:/12148/btv1B8", "https://n2t.net/ark:12148/btv1B8"],
            Address,
            "ark:12148/btv1B8",
        ),
        (
            "uri",
            &[
                "https://www.Example.org/Paper/",
                "http://example.org/Paper#top",
            ],
            Address,
            "example.org/Paper",
        ),
    ] {
        for value in values {
            let found = keys(scheme, value, "book");
            assert_eq!(found, [(kind, key.to_owned())], "{scheme} {value}");
        }
    }
}

#[test]
fn a_doi_of_arxiv_is_its_number() {
    assert_eq!(
        keys("doi", "10.48550/arXiv.2101.00001v2", "preprint"),
        [
            (Scheme::Arxiv, "2101.00001".to_owned()),
            (Scheme::Doi, "10.48550/arxiv.2101.00001".to_owned())
        ]
    );
}

#[test]
fn what_names_a_container_or_nothing_is_no_key() {
    for (scheme, value, work_type) in [
        ("issn", "1097-0258", "journal-article"),
        ("doi", "10.1002/(ISSN)1097-0258", "journal-issue"),
        ("doi", "10.1155/1097-0258", "journal-article"),
        ("urn", "urn:issn:1097-0258", "journal-article"),
        ("isbn", "978-0-306-40615-7", "book-chapter"),
        ("isbn", "978-0-306-40615-7", "other"),
        ("oclc", "12345", "conference-paper"),
        ("doi", "10.1007/978-0-306-40615-7", "conference-paper"),
        ("isbn", "978-0-306-40615-8", "book"),
        ("isbn", "0-306-40615-3", "book"),
        ("uri", "https://example.org/", "other"),
        ("uri", "javascript:alert(1)", "other"),
        ("pmid", "0", "other"),
        ("pmid", "none", "other"),
        ("arxiv", "forthcoming", "preprint"),
        ("arxiv", "math/030913", "preprint"),
        ("arxiv", "math/seventh", "preprint"),
        ("arxiv", "m/0309136", "preprint"),
        ("arxiv", "page2/0309136", "preprint"),
        ("arxiv", "2101.001", "preprint"),
        ("arxiv", "210.00001", "preprint"),
        ("eid", "-", "other"),
        ("other-id", "17", "book"),
        ("source-work-id", "17", "book"),
        ("grant_number", "17", "book"),
    ] {
        assert_eq!(keys(scheme, value, work_type), [], "{scheme} {value}");
    }
    let chapter = keys("doi", "10.1007/978-0-306-40615-7_12", "book-chapter");
    assert_eq!(chapter.len(), 1);
    assert_eq!(keys("doi", "10.1007/978-0-306-40615-7", "book").len(), 1);
    assert_eq!(keys("doi", "10.1000/1234-5678", "journal-article").len(), 1);
}
