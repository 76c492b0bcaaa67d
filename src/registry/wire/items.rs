//! Walking lists that may be null, or one item where a list should be.

use super::Node;

/// The items of a list, front to back.
pub(super) struct Items<N> {
    list: N,
    next: u32,
    count: u32,
    /// Whether `list` is itself the one item.
    single: bool,
}

impl<N: Node> Items<N> {
    /// The items of an array; none of null; anything else counts as an array
    /// of itself (`affiliation-group` comes as an object, JSON-LD does so
    /// throughout).
    pub(super) fn of(list: N) -> Self {
        let length = list.count();
        let single = length.is_none() && !list.is_null();
        Self {
            list,
            next: 0,
            count: length.unwrap_or(u32::from(single)),
            single,
        }
    }

    /// The items of `section[key]`. A section that is neither object nor null
    /// is counted as skipped.
    pub(super) fn within(section: &N, key: &'static str, skipped: &mut usize) -> Self {
        if !section.is_object() && !section.is_null() {
            *skipped += 1;
        }
        Self::of(section.get(key))
    }

    /// How many items there are, nulls included.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// The next item that is not null.
    pub(super) fn next(&mut self) -> Option<N> {
        while self.next < self.count {
            let item = if self.single {
                self.list.clone()
            } else {
                self.list.at(self.next)
            };
            self.next += 1;
            if !item.is_null() {
                return Some(item);
            }
        }
        None
    }

    /// The next object; what is neither object nor null is counted as skipped.
    pub(super) fn next_object(&mut self, skipped: &mut usize) -> Option<N> {
        while let Some(item) = self.next() {
            if item.is_object() {
                return Some(item);
            }
            *skipped += 1;
        }
        None
    }
}
