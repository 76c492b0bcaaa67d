//! What a search finds in a list: words of folded text and identifiers.

use std::cmp::Reverse;

use crate::orcid::{Relationship, Work};

use super::entry::{Entry, Summary};
use super::fold::{Decompose, fold_all, fold_in_pieces};
use super::merge::full_title;
use super::number::doi_in;
use super::pause::{Pause, each};

/// What one entry is found by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Folded text: titles, venues, the year, names, what the site says.
    words: String,
    /// Identifiers in lower case, DOIs bare, one blank apart.
    identifiers: String,
}

impl Line {
    /// Folded text, the title first.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    pub(super) fn add(&mut self, folded: &str) {
        self.words.push(' ');
        self.words.push_str(folded);
    }
}

/// The lines of entries, and their folded titles.
pub(super) async fn lines(
    entries: &[Entry],
    decompose: Decompose<'_>,
    pause: &impl Pause,
) -> (Vec<Line>, Vec<String>) {
    let mut texts = Vec::with_capacity(entries.len() * 2);
    each(entries, pause, |entry| {
        texts.push(full_title(&entry.work));
        texts.push(other_text(entry));
    })
    .await;
    let mut folded = fold_in_pieces(&texts, decompose, pause).await.into_iter();
    let mut lines = Vec::with_capacity(entries.len());
    let mut titles = Vec::with_capacity(entries.len());
    each(entries, pause, |entry| {
        let title = folded.next().unwrap_or_default();
        let mut words = title.clone();
        words.push(' ');
        words.push_str(&folded.next().unwrap_or_default());
        titles.push(title);
        lines.push(Line {
            words,
            identifiers: identifiers(entry),
        });
    })
    .await;
    (lines, titles)
}

/// All but the title.
fn other_text(entry: &Entry) -> String {
    let mut text = String::new();
    let mut add = |part: Option<&str>| {
        if let Some(part) = part {
            text.push_str(part);
            text.push(' ');
        }
    };
    let mut add_version = |work: &Work, summaries: &[Summary], is_shown: bool| {
        if !is_shown {
            add(Some(&full_title(work)));
        }
        add(work.title.translated.as_ref().map(|one| one.text.as_str()));
        add(work.venue.as_deref());
        for summary in summaries {
            add(summary.title.as_deref());
        }
        add(work.date.map(|date| date.year().to_string()).as_deref());
    };
    add_version(&entry.work, &entry.summaries, true);
    for version in &entry.versions {
        add_version(&version.work, &version.summaries, false);
    }
    if let Some(extra) = &entry.extra {
        for keyword in &extra.keywords {
            add(Some(keyword));
        }
        add(extra.award.as_deref());
        add(extra.note.as_deref());
    }
    text
}

fn identifiers(entry: &Entry) -> String {
    let mut text = String::new();
    let versions = entry.versions.iter().map(|version| &version.work);
    for work in std::iter::once(&entry.work).chain(versions) {
        for id in &work.identifiers {
            if id.relationship != Relationship::FundedBy {
                text.push(' ');
                match id.doi() {
                    Some(doi) => text.push_str(&doi),
                    None => text.push_str(&id.value),
                }
            }
        }
    }
    text.make_ascii_lowercase();
    text
}

/// How many words of a search count: an address may hold any number.
const MOST_WORDS: usize = 24;

/// A search: words that must all appear.
pub(super) struct Query(Vec<Word>);

/// One word: all of its folded parts appear (`covid-19` has two), or it is part
/// of an identifier.
struct Word {
    parts: Vec<Needle>,
    identifier: Option<Needle>,
}

impl Query {
    /// `None` where nothing is searched for.
    pub(super) fn new(text: &str, decompose: Decompose<'_>) -> Option<Self> {
        let raw: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
        let folded = fold_all(raw.iter().copied(), decompose);
        let word = |(raw, folded): (&str, String)| {
            let mut parts: Vec<Needle> = folded.split(' ').filter_map(Needle::new).collect();
            // The longest is found the fastest, and least often.
            parts.sort_unstable_by_key(|part| Reverse(part.bytes.len()));
            Word {
                parts,
                identifier: identifier_in(raw).as_deref().and_then(Needle::new),
            }
        };
        let mut words: Vec<Word> = raw.into_iter().zip(folded).map(word).collect();
        words.retain(|word| !word.parts.is_empty() || word.identifier.is_some());
        (!words.is_empty()).then_some(Self(words))
    }

    pub(super) fn finds(&self, line: &Line) -> bool {
        self.0.iter().all(|word| {
            (!word.parts.is_empty() && word.parts.iter().all(|part| part.is_in(&line.words)))
                || word
                    .identifier
                    .as_ref()
                    .is_some_and(|one| one.is_in(&line.identifiers))
        })
    }
}

/// What to look for among identifiers: only what looks like one, since every
/// year and short number is part of some DOI.
fn identifier_in(word: &str) -> Option<String> {
    if let Some(doi) = doi_in(word) {
        return Some(doi);
    }
    let word = word.trim_end_matches('/');
    let last = match word.split_once("://") {
        Some((_, rest)) => rest.rsplit('/').next().unwrap_or_default(),
        None => word,
    };
    (last.len() > 4 && last.bytes().any(|byte| byte.is_ascii_digit()))
        .then(|| last.to_ascii_lowercase())
}

/// A text to look for in many short ones, after Horspool: what stands under its
/// end says how far it can be moved on. Smaller and, for so short texts, faster
/// than the standard library's two-way search.
struct Needle {
    bytes: Vec<u8>,
    last: u8,
    skip: [u8; 256],
}

impl Needle {
    /// `None` of nothing.
    fn new(text: &str) -> Option<Self> {
        let bytes = text.as_bytes().to_vec();
        let (last, start) = bytes.split_last()?;
        let far = |steps: usize| u8::try_from(steps).unwrap_or(u8::MAX);
        let mut skip = [far(bytes.len()); 256];
        for (place, byte) in start.iter().enumerate() {
            if let Some(skip) = skip.get_mut(usize::from(*byte)) {
                *skip = far(start.len() - place);
            }
        }
        Some(Self {
            last: *last,
            skip,
            bytes,
        })
    }

    fn is_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut end = self.bytes.len();
        while let Some(&byte) = text.get(end - 1) {
            if byte == self.last && text.get(end - self.bytes.len()..end) == Some(&self.bytes) {
                return true;
            }
            end += usize::from(self.skip.get(usize::from(byte)).copied().unwrap_or(1));
        }
        false
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_needle_is_found_where_it_is(text in "[ab]{0,40}", needle in "[ab]{1,5}") {
            prop_assert_eq!(Needle::new(&needle).unwrap().is_in(&text), text.contains(&needle));
        }
    }

    #[test]
    fn long_needles_are_found_too() {
        let text = "x".repeat(300) + "y" + &"x".repeat(300);
        let needle = Needle::new(&text[1..600]).unwrap();
        assert!(needle.is_in(&text) && !needle.is_in(&"x".repeat(700)));
    }

    #[test]
    fn only_what_looks_like_an_identifier_is_one() {
        for (word, identifier) in [
            ("https://doi.org/10.1000/X", Some("10.1000/x")),
            ("10.1000/X", Some("10.1000/x")),
            (
                "https://pubmed.ncbi.nlm.nih.gov/29718922/",
                Some("29718922"),
            ),
            ("PMC5931476", Some("pmc5931476")),
            ("2020", None),
            ("bacteria", None),
        ] {
            assert_eq!(identifier_in(word).as_deref(), identifier, "{word}");
        }
    }
}
