//! Which copies of answers stay in the browser.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The shape of copies. Whoever changes what a copy holds counts it up: copies of
/// any other shape are dropped.
const SHAPE: &str = "1";
/// How long a copy is kept, in milliseconds: 30 days.
const LONGEST: u64 = 30 * 86_400_000;
/// How many bytes all copies may have together, unless the page says otherwise.
pub const MOST: u64 = 50_000_000;

/// What a copy says of itself. Times are in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When the registry gave it.
    pub fetched_at: u64,
    /// When somebody asked for it last, give or take an hour.
    pub used_at: u64,
    /// How many bytes it has.
    pub size: u64,
}

impl Stamp {
    /// Reads a stamp; `None` for one of another shape.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        if words.next() != Some(SHAPE) {
            return None;
        }
        let mut number = || words.next()?.parse().ok();
        Some(Self {
            fetched_at: number()?,
            used_at: number()?,
            size: number()?,
        })
    }

    /// The stamp as [`Stamp::parse`] reads it.
    pub fn to_text(self) -> String {
        let numbers = [self.fetched_at, self.used_at, self.size];
        let mut text = String::from(SHAPE);
        for number in numbers {
            text.push(' ');
            text.push_str(&number.to_string());
        }
        text
    }

    fn is_outdated(self, now: u64) -> bool {
        // A time that is still to come says nothing: the clock has been set back.
        self.fetched_at > now || now - self.fetched_at > LONGEST
    }
}

/// The places of the copies to forget: those without a stamp of this shape, those
/// that are too old, and of more than `most` bytes those that nobody has asked for
/// in the longest time.
pub fn surplus(stamps: &[Option<Stamp>], now: u64, most: u64) -> Vec<usize> {
    let mut forgotten = Vec::new();
    let mut total: u64 = 0;
    let mut kept = BinaryHeap::new();
    for (place, stamp) in stamps.iter().enumerate() {
        match stamp.filter(|stamp| !stamp.is_outdated(now)) {
            None => forgotten.push(place),
            Some(stamp) => {
                total = total.saturating_add(stamp.size);
                kept.push(Reverse((stamp.used_at, place, stamp.size)));
            }
        }
    }
    if total > most {
        // Some room is left, so that not every new copy costs an old one.
        let rest = most / 5 * 4;
        while let Some(Reverse((_, place, size))) = kept.pop()
            && total > rest
        {
            total = total.saturating_sub(size);
            forgotten.push(place);
        }
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 86_400_000;
    const NOW: u64 = 20_000 * DAY;
    const MB: u64 = 1_000_000;

    fn copy(days: u64, used: u64, size: u64) -> Option<Stamp> {
        Some(Stamp {
            fetched_at: NOW - days * DAY,
            used_at: NOW - used,
            size,
        })
    }

    #[test]
    fn a_stamp_reads_as_it_is_written() {
        let stamp = Stamp {
            fetched_at: NOW,
            used_at: NOW + 5,
            size: 1234,
        };
        assert_eq!(Stamp::parse(&stamp.to_text()), Some(stamp));
    }

    #[test]
    fn a_stamp_of_another_shape_is_none() {
        for text in [
            "",
            "1",
            "1 2 3",
            "1 2 3 x",
            "1 -2 3 4",
            "0 2 3 4",
            "2 2 3 4",
            "1700000000000",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_is_old_strange_or_from_the_future_goes() {
        let future = Some(Stamp {
            fetched_at: NOW + 1,
            used_at: NOW,
            size: 1,
        });
        let stamps = [copy(29, 0, 1), None, copy(31, 0, 1), future, copy(0, 0, 1)];
        assert_eq!(surplus(&stamps, NOW, MOST), [1, 2, 3]);
    }

    #[test]
    fn up_to_fifty_megabytes_stay() {
        let stamps: Vec<_> = (0..50).map(|used| copy(1, used, MB)).collect();
        assert_eq!(surplus(&stamps, NOW, MOST), [0_usize; 0]);
    }

    #[test]
    fn beyond_that_the_least_recently_used_go_down_to_forty() {
        // The most recently used come first here, but for the last.
        let mut stamps: Vec<_> = (1..=50).map(|used| copy(1, used, MB)).collect();
        stamps.push(copy(1, 0, MB));
        let mut forgotten = surplus(&stamps, NOW, MOST);
        forgotten.sort_unstable();
        assert_eq!(forgotten, (39..50).collect::<Vec<_>>());
    }

    #[test]
    fn a_page_may_want_fewer_or_none() {
        let stamps: Vec<_> = (0..10).map(|used| copy(1, used, MB)).collect();
        assert_eq!(surplus(&stamps, NOW, 10 * MB), [0_usize; 0]);
        assert_eq!(surplus(&stamps, NOW, 5 * MB), [9, 8, 7, 6, 5, 4]);
        let mut all = surplus(&stamps, NOW, 0);
        all.sort_unstable();
        assert_eq!(all, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn sizes_that_nobody_can_have_do_no_harm() {
        let stamps = [copy(0, 1, u64::MAX), copy(0, 0, 1)];
        assert_eq!(surplus(&stamps, NOW, MOST), [0]);
    }
}
