//! Answers of hostile size are read in time that grows with their length alone: a
//! record with a title of a megabyte, 10,000 affiliations and 5,000 links, a work
//! with 10,000 authors, 160,000 posts. Each is measured against a quarter of itself.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use scholar_badge::bibliography::{Candidate, Credited, members_among};
use scholar_badge::json::tape::Tape;
use scholar_badge::orcid::{
    Affiliation, AffiliationKind, OrcidId, PartialDate, Person, Record, Source, authors, credits,
};
use scholar_badge::registry::wire;
use serde_json::{Value, json};

#[path = "support/decompose.rs"]
mod decompose;

use decompose::decompose;

/// An iD of this number.
fn id(number: usize) -> String {
    let digits = format!("00000002{number:07}");
    let sum = digits
        .bytes()
        .fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = match (12 - sum) % 11 {
        10 => "X".to_owned(),
        check => check.to_string(),
    };
    let all = digits + &check;
    let parts: Vec<&str> = (0..4)
        .map(|part| all.get(part * 4..part * 4 + 4).unwrap())
        .collect();
    parts.join("-")
}

/// A record of this many affiliations, half as many links and a title of a hundred
/// times as many bytes.
fn record(size: usize) -> String {
    let employment = |number: usize| {
        // The earliest first: the wrong way round.
        let year = 1900 + number * 100 / size;
        json!({"employment-summary": {
            "put-code": number,
            "role-title": format!("Role {number}"),
            "organization": {"name": format!("University {number}")},
            "start-date": {"year": {"value": year.to_string()}},
        }})
    };
    let apart = |number| json!({"summaries": [employment(number)]});
    let together: Vec<Value> = (0..size / 2).map(employment).collect();
    let groups = (0..size / 2)
        .map(apart)
        .chain([json!({"summaries": together})]);
    let link = |number| {
        let url = format!("https://example.org/{number}");
        json!({"url-name": format!("Page {number}"), "url": {"value": url}})
    };
    let title = "<i>a</i> & b < c ".repeat(size * 100 / 17);
    json!({
        "orcid-identifier": {"path": id(1)},
        "person": {
            "name": {"given-names": {"value": "Ann"}},
            "researcher-urls": {"researcher-url": (0..size / 2).map(link).collect::<Vec<_>>()},
        },
        "activities-summary": {
            "employments": {"affiliation-group": groups.collect::<Vec<_>>()},
            "works": {"group": [{"work-summary": [{
                "put-code": 1, "type": "book", "title": {"title": {"value": title}},
            }]}]},
        },
    })
    .to_string()
}

/// The bulk answer of one work of this many authors.
fn work(size: usize) -> String {
    let author = |number: usize| {
        let orcid = number
            .is_multiple_of(2)
            .then(|| json!({"path": id(number)}));
        json!({
            "contributor-orcid": orcid,
            "credit-name": {"value": format!("Ann B. Author{number}")},
            "contributor-attributes": {"contributor-role": "author"},
        })
    };
    json!({"bulk": [{"work": {
        "put-code": 1, "type": "book", "title": {"title": {"value": "One"}},
        "contributors": {"contributor": (0..size).map(author).collect::<Vec<_>>()},
    }}]})
    .to_string()
}

/// How long it is tried whether runs are shorter than they were.
const PATIENCE: Duration = Duration::from_secs(30);

/// Four times as much takes some four times as long, not sixteen times. What else the
/// machine does only adds to a run, so the shortest counts, of three at least.
fn grows_with_length(what: &str, size: usize, prepare: &dyn Fn(usize) -> Box<dyn Fn()>) {
    let (small, large) = (prepare(size / 4), prepare(size));
    let time = |run: &dyn Fn()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let mut shortest = (Duration::MAX, Duration::MAX);
    let start = Instant::now();
    for run in 1.. {
        shortest = (shortest.0.min(time(&*small)), shortest.1.min(time(&*large)));
        let ratio = shortest.1.as_secs_f64() / shortest.0.as_secs_f64();
        println!("{what}: {shortest:?}, {ratio:.1} times");
        if run >= 3 && ratio < 9.0 {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: {ratio:.1} times");
    }
}

#[test]
fn a_record_of_hostile_size_is_read_in_linear_time() {
    grows_with_length("a record", 4_000, &|size| {
        let text = record(size);
        Box::new(move || {
            let tape = Tape::parse(text.clone().into_bytes()).unwrap();
            let record = wire::record::read(&tape.root()).unwrap();
            // Of those that stand in one group as many as make sense.
            assert_eq!(record.affiliations.len(), size / 2 + 100);
            assert_eq!(record.person.links.len(), size / 2);
            black_box(record);
        })
    });
}

/// A record of this many posts that all go on, the earliest first.
fn posts(size: usize) -> Record {
    let text = record(0);
    let tape = Tape::parse(text.into_bytes()).unwrap();
    let mut record = wire::record::read(&tape.root()).unwrap();
    let post = |number: usize| Affiliation {
        kind: AffiliationKind::Employment,
        put_code: None,
        organization: None,
        department: None,
        role: None,
        start: PartialDate::new(u16::try_from(number * 2_000 / size).unwrap(), None, None),
        end: None,
        link: None,
        source: Source::default(),
    };
    record.affiliations = (0..size).map(post).collect();
    record
}

#[test]
fn posts_of_a_hostile_number_are_put_in_order_in_linear_time() {
    let today = PartialDate::new(2026, Some(6), Some(15)).unwrap();
    grows_with_length("posts", 160_000, &|size| {
        let record = posts(size);
        Box::new(move || {
            let current = record.current_affiliations(today);
            assert_eq!(current.len(), size);
            black_box(current);
        })
    });
}

#[test]
fn ten_thousand_authors_are_credited_in_linear_time() {
    grows_with_length("credits", 8_000, &|size| {
        let tape = Tape::parse(work(size).into_bytes()).unwrap();
        let answer = wire::work::read_works(&tape.root(), &[1]);
        let contributors = answer.works.first().unwrap().contributors.clone();
        Box::new(move || {
            let credits = credits(&contributors);
            assert_eq!(authors(&credits).len(), size);
            black_box(credits);
        })
    });
}

#[test]
fn members_are_found_among_ten_thousand_authors_in_linear_time() {
    let people: Vec<(OrcidId, Person)> = (0..20)
        .map(|number| {
            let name = json!({"name": {
                "given-names": {"value": "Ann B."},
                "family-name": {"value": format!("Nobody{}", number * 7)},
            }});
            let text =
                json!({"orcid-identifier": {"path": id(1_000_000 + number)}, "person": name});
            let tape = Tape::parse(text.to_string().into_bytes()).unwrap();
            let record = wire::record::read(&tape.root()).unwrap();
            (record.id, record.person)
        })
        .collect();
    let people: &'static [(OrcidId, Person)] = people.leak();
    grows_with_length("members", 4_000, &|size| {
        let tape = Tape::parse(work(size).into_bytes()).unwrap();
        let answer = wire::work::read_works(&tape.root(), &[1]);
        let credits = credits(&answer.works.first().unwrap().contributors);
        let candidates: Vec<Candidate<'_>> = people
            .iter()
            .map(|(id, person)| Candidate {
                id: *id,
                person: Some(person),
            })
            .collect();
        Box::new(move || {
            let work = Credited {
                credits: &credits,
                owners: &[],
            };
            let found = members_among(&[work], &candidates, &decompose);
            assert_eq!(found.iter().flatten().flatten().count(), 0);
        })
    });
}
