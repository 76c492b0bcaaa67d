//! The keywords that a site gives the works of a list.

use std::cmp::Reverse;

use super::entry::Entry;

/// The keywords of a list.
pub(super) struct Keywords {
    /// Each once, whatever the case of its ASCII letters, as the first work has
    /// it; the most frequent first, then by name.
    pub(super) values: Vec<String>,
    /// Of each entry: the places of its keywords in these.
    places: Vec<Vec<usize>>,
}

impl Keywords {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut all: Vec<(String, usize, &str)> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let keywords = entry.extra.iter().flat_map(|extra| &extra.keywords);
            all.extend(keywords.map(|one| (one.to_ascii_lowercase(), index, one.as_str())));
        }
        all.sort_unstable();
        all.dedup_by(|one, other| (&one.0, one.1) == (&other.0, other.1));
        let mut same: Vec<&[(String, usize, &str)]> =
            all.chunk_by(|one, other| one.0 == other.0).collect();
        // In a stable sort those of one number stay by name.
        same.sort_by_key(|same| Reverse(same.len()));
        let mut places = vec![Vec::new(); entries.len()];
        for (place, same) in same.iter().enumerate() {
            for (_, index, _) in *same {
                if let Some(places) = places.get_mut(*index) {
                    places.push(place);
                }
            }
        }
        let first = same.iter().filter_map(|same| same.first());
        Self {
            values: first.map(|one| String::from(one.2)).collect(),
            places,
        }
    }

    /// The places of an entry's keywords.
    pub(super) fn of_entry(&self, index: usize) -> &[usize] {
        self.places.get(index).map_or(&[], Vec::as_slice)
    }

    /// Of each keyword whether it is chosen; nothing where all are, or none that
    /// any work has.
    pub(super) fn chosen(&self, wanted: &[String]) -> Vec<bool> {
        let is_wanted = |value: &String| wanted.iter().any(|one| one.eq_ignore_ascii_case(value));
        let mut chosen: Vec<bool> = self.values.iter().map(is_wanted).collect();
        if !chosen.contains(&true) {
            chosen.clear();
        }
        chosen
    }
}
