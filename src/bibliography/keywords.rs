//! The keywords that a site gives the works of a list.

use super::entry::Entry;

/// The keywords of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Keywords {
    /// Each once, whatever the case of its ASCII letters, as the first work has
    /// it; the most frequent first, then by name.
    pub(super) values: Vec<String>,
    /// Of each entry: the places of its keywords in these.
    places: Vec<Vec<usize>>,
}

impl Keywords {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut all: Vec<(&str, String)> = Vec::new();
        let mut owners: Vec<usize> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            for keyword in entry.extra.iter().flat_map(|extra| &extra.keywords) {
                all.push((keyword, keyword.to_ascii_lowercase()));
                owners.push(index);
            }
        }
        let plain = all.iter().map(|(_, plain)| plain.as_str());
        let mut order: Vec<(&str, usize)> = plain.zip(0..).collect();
        order.sort_unstable();
        let same: Vec<&[(&str, usize)]> = order.chunk_by(|one, other| one.0 == other.0).collect();
        // The most frequent first, those of one number by name.
        let rare = same.iter().map(|same| usize::MAX - same.len());
        let mut by_number: Vec<(usize, usize)> = rare.zip(0..).collect();
        by_number.sort_unstable();
        let mut values = Vec::with_capacity(same.len());
        let mut places = vec![Vec::new(); entries.len()];
        for (_, index) in by_number {
            let same = same.get(index).copied().unwrap_or_default();
            let first = same.first().and_then(|(_, at)| all.get(*at));
            let mut last = None;
            for (_, at) in same {
                let owner = owners.get(*at).copied();
                if owner != last
                    && let Some(places) = owner.and_then(|owner| places.get_mut(owner))
                {
                    places.push(values.len());
                }
                last = owner;
            }
            values.extend(first.map(|(keyword, _)| String::from(*keyword)));
        }
        Self { values, places }
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
