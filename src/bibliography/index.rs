//! The keys by which the works of a list are known.

use super::entry::{Entry, Summary, SummaryNumber, WorkKey};

/// Values by key: a sorted list, which weighs a tenth of a tree in Wasm and is
/// as fast for the few thousand works of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyMap<V>(Vec<(WorkKey, V)>);

impl<V> Default for KeyMap<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> KeyMap<V> {
    fn place(&self, key: &WorkKey) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(key))
    }

    /// The value of this key.
    pub fn get(&self, key: &WorkKey) -> Option<&V> {
        Some(&self.0.get(self.place(key).ok()?)?.1)
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: WorkKey, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some(slot) = self.0.get_mut(place) {
                    slot.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Takes the value of a key out.
    pub fn remove(&mut self, key: &WorkKey) -> Option<V> {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// Leaves only what `stays`.
    pub fn retain(&mut self, stays: impl Fn(&WorkKey, &V) -> bool) {
        self.0.retain(|(key, value)| stays(key, value));
    }

    /// All keys with their values, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = &(WorkKey, V)> {
        self.0.iter()
    }
}

impl KeyMap<u32> {
    /// Of numbers for the same key the lowest stands.
    pub fn new(mut numbers: Vec<(WorkKey, u32)>) -> Self {
        numbers.sort_unstable();
        numbers.dedup_by_key(|(key, _)| *key);
        Self(numbers)
    }
}

/// The key of each entry, and the entry of each key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Index {
    /// In the order of the entries.
    keys: Vec<WorkKey>,
    /// The place of the entry that holds each summary.
    places: KeyMap<u32>,
}

impl Index {
    /// An entry keeps the key that it had `before`, as long as it still holds
    /// the summary that gave it; of two that have become one, the first.
    pub(super) fn new(entries: &[Entry], before: Option<&Self>) -> Self {
        let mut places: Vec<(WorkKey, u32)> = Vec::with_capacity(entries.len());
        for (place, entry) in (0..).zip(entries) {
            places.extend(entry.all_summaries().map(|one| (one.key(), place)));
        }
        // A put-code that a broken record has twice names the first.
        let mut places = KeyMap::new(places);
        let mut nameless = Vec::new();
        let mut keys = Vec::with_capacity(entries.len());
        for (place, entry) in (0..).zip(entries) {
            let own = || entry.all_summaries().map(Summary::key);
            let is_own = |key: &WorkKey| places.get(key) == Some(&place);
            let kept = before.and_then(|before| {
                let kept = own().filter_map(|key| before.key(before.place(&key)?));
                kept.into_iter().find(is_own)
            });
            let key = kept.or_else(|| own().find(is_own)).or_else(|| {
                let first = entry.summaries.first()?;
                let number = SummaryNumber::Place(first.group);
                let owner = first.owner;
                nameless.push((WorkKey { owner, number }, place));
                Some(WorkKey { owner, number })
            });
            keys.extend(key);
        }
        if !nameless.is_empty() {
            places.0.append(&mut nameless);
            places = KeyMap::new(places.0);
        }
        Self { keys, places }
    }

    /// The key of the entry at this place.
    pub(super) fn key(&self, place: u32) -> Option<WorkKey> {
        self.keys.get(place as usize).copied()
    }

    /// The place of the entry with this key, or that holds this summary.
    pub(super) fn place(&self, key: &WorkKey) -> Option<u32> {
        self.places.get(key).copied()
    }
}
