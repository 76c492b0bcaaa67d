//! How long merging and searching take, and how that grows:
//! `cargo bench --bench merge`.
//!
//! People of a laboratory with 400 works each, a third of them shared with
//! others, in the release profile (small, not fast). Prints the best of some
//! rounds and the exponent fitted to them; 1 is linear.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../support/decompose.rs"]
mod decompose;
#[path = "../support/shelves.rs"]
mod shelves;

use std::cell::Cell;
use std::time::{Duration, Instant};

use decompose::decompose;
use scholar_badge::bibliography::{Filter, List, RecordWorks, Selection, merge};
use scholar_badge::orcid::WorkGroup;
use shelves::{group, owner, work};

const WORKS: u64 = 400;
const WORDS: [&str; 12] = [
    "Ice",
    "sedimentary",
    "deep-sea",
    "Dynamics",
    "of",
    "the",
    "Étude",
    "migration",
    "neural",
    "quantum",
    "in",
    "spring",
];

/// A work that is the same whoever has it, as one of three sources has it.
fn make(number: u64, source: u64) -> WorkGroup {
    let mut title = String::new();
    let mut left = number * 2_654_435_761;
    for _ in 0..8 {
        title.push_str(WORDS[(left % 12) as usize]);
        title.push(' ');
        left /= 7;
    }
    title.push_str(&number.to_string());
    let doi = format!("doi:10.1000/bench.{number}");
    let pmid = format!("pmid:{}", number + 1);
    let eid = format!("eid:2-s2.0-{number}");
    let ids: &[&str] = match source {
        0 => &[&doi, &pmid],
        1 => &[&doi, &eid],
        _ if number.is_multiple_of(5) => &[],
        _ => &[&pmid, &eid],
    };
    let kind = if number.is_multiple_of(9) {
        "other"
    } else {
        "journal-article"
    };
    let year = 1990 + (number % 35) as u16;
    let mut one = work(number * 3 + source + 1, kind, &title, year, ids);
    one.venue = Some(format!("Journal of {}", WORDS[(number % 12) as usize]));
    group(vec![one.clone(), one])
}

fn shelves(people: u64) -> Vec<Vec<WorkGroup>> {
    let shelf = |person: u64| {
        (0..WORKS).map(move |index| {
            if index.is_multiple_of(3) {
                // One of those that some have in common.
                make((person * 7 + index) % (people * WORKS / 6), person % 3)
            } else {
                make(1_000_000 + person * WORKS + index, person % 3)
            }
        })
    };
    (0..people).map(|person| shelf(person).collect()).collect()
}

/// The best of `rounds`.
fn best<T>(rounds: usize, mut action: impl FnMut() -> T) -> (Duration, T) {
    let mut best = Duration::MAX;
    let mut last = None;
    for _ in 0..rounds {
        let start = Instant::now();
        last = Some(action());
        best = best.min(start.elapsed());
    }
    (best, last.unwrap())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The slope of the line through the logarithms, by least squares.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let below: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    above / below
}

fn main() {
    println!(
        "{:>8} {:>8} {:>10} {:>12} {:>10}",
        "groups", "entries", "merge, ms", "NFKD, ms", "list, ms"
    );
    let mut points = Vec::new();
    let mut last = Vec::new();
    for people in [3, 6, 12, 25, 50] {
        let works = shelves(people);
        let shelves: Vec<RecordWorks<'_>> = works
            .iter()
            .enumerate()
            .map(|(index, works)| RecordWorks {
                owner: owner(index).into(),
                works,
            })
            .collect();
        // The browser has its own tables, so theirs is not our time.
        let spent = Cell::new(Duration::ZERO);
        let timed = |text: &str| {
            let start = Instant::now();
            let text = decompose(text);
            spent.set(spent.get() + start.elapsed());
            text
        };
        let mut merging = Duration::MAX;
        let mut entries = Vec::new();
        for _ in 0..7 {
            spent.set(Duration::ZERO);
            let start = Instant::now();
            entries = merge(&shelves, &timed);
            merging = merging.min(start.elapsed() - spent.get());
        }
        let (listing, _) = best(3, || {
            List::new(
                entries.clone(),
                (0..shelves.len()).map(owner).collect(),
                &Selection::default(),
                &decompose,
            )
        });
        let groups = people * WORKS;
        println!(
            "{groups:>8} {:>8} {:>10.1} {:>12.1} {:>10.1}",
            entries.len(),
            milliseconds(merging),
            milliseconds(spent.get()),
            milliseconds(listing),
        );
        points.push((groups as f64, merging.as_secs_f64()));
        last = entries;
    }
    println!(
        "exponent of merging (without NFKD, as are its times): {:.2}\n",
        exponent(&points)
    );

    last.truncate(10_000);
    let list = List::new(
        last,
        (0..50).map(owner).collect(),
        &Selection::default(),
        &decompose,
    );
    println!("a search in {} entries", list.entries().len());
    for text in [
        "",
        "e",
        "ice",
        "etude sedim",
        "deep-sea migration of ice",
        "10.1000/bench.1000",
        "nowhere to be found",
    ] {
        let choice = Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        let (time, found) = best(20, || list.find(&choice, &decompose));
        println!(
            "{:>10.2} ms {:>8} found  {text:?}",
            milliseconds(time),
            found.entries.len()
        );
    }
}
