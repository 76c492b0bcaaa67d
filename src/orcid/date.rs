//! Dates of which only a part may be known.

#[cfg(any(feature = "works", feature = "people", not(target_arch = "wasm32")))]
use super::is_blank;

/// A year, a month of a year or a day: never an impossible one.
///
/// Ordered by time, the unknown before the known: 2021 comes before January
/// 2021, which comes before 1 January 2021. Newest first, that puts a work
/// of which only the year is known behind those of a stated month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    /// 0 where unknown.
    month: u8,
    /// 0 where unknown.
    day: u8,
}

impl PartialDate {
    /// A date of the parts that make sense: a month outside 1 to 12 is
    /// dropped with its day, a day that the month does not have is dropped.
    /// `None` when the year is not within 1 to 9999.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = month.unwrap_or(0);
        let day = day.unwrap_or(0);
        let days = days_in(year, month);
        Some(Self {
            year,
            month: if days == 0 { 0 } else { month },
            day: if day <= days { day } else { 0 },
        })
    }

    /// Reads `2021`, `2021-05` or `2021-05-31`, as far as it makes sense.
    #[cfg(any(feature = "works", feature = "people", not(target_arch = "wasm32")))]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim_matches(is_blank).split('-');
        let year = parts.next()?.parse().ok()?;
        let mut part = || parts.next().and_then(|part| part.parse().ok());
        Self::new(year, part(), part())
    }

    /// The same, where all of the text makes sense.
    #[cfg(any(feature = "works", feature = "people", not(target_arch = "wasm32")))]
    pub fn parse_whole(text: &str) -> Option<Self> {
        let date = Self::parse(text)?;
        let known = 1 + usize::from(date.month != 0) + usize::from(date.day != 0);
        (known == text.split('-').count()).then_some(date)
    }

    /// A number, in the order of dates; never 0.
    pub(super) fn number(self) -> u32 {
        u32::from(self.year) << 16 | u32::from(self.month) << 8 | u32::from(self.day)
    }

    /// The year, 1 to 9999.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    pub fn month(&self) -> Option<u8> {
        known(self.month)
    }

    /// The day of the month, where known; never without a month.
    pub fn day(&self) -> Option<u8> {
        known(self.day)
    }

    /// Whether all that is known of `self` lies before all of `other`: not
    /// when one may fall within the other, as with 2021 and May 2021.
    pub fn is_before(&self, other: &Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        if self.month == 0 || other.month == 0 {
            return false;
        }
        if self.month != other.month {
            return self.month < other.month;
        }
        self.day != 0 && other.day != 0 && self.day < other.day
    }
}

fn known(part: u8) -> Option<u8> {
    (part != 0).then_some(part)
}

/// Days of a month in the Gregorian calendar; 0 for a month there is not.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parts(year: u16, month: u8, day: u8) -> Option<(u16, Option<u8>, Option<u8>)> {
        let date = PartialDate::new(year, Some(month), Some(day))?;
        Some((date.year(), date.month(), date.day()))
    }

    #[test]
    fn what_cannot_be_is_dropped() {
        assert_eq!(parts(2021, 5, 31), Some((2021, Some(5), Some(31))));
        assert_eq!(parts(2021, 4, 31), Some((2021, Some(4), None)));
        assert_eq!(parts(2021, 5, 0), Some((2021, Some(5), None)));
        assert_eq!(parts(2021, 0, 14), Some((2021, None, None)));
        assert_eq!(parts(2021, 13, 14), Some((2021, None, None)));
        assert_eq!(parts(0, 1, 1), None);
        assert_eq!(parts(10_000, 1, 1), None);
    }

    #[test]
    fn texts_are_read_as_far_as_they_make_sense_or_whole() {
        for (text, date, is_whole) in [
            ("2021", parts(2021, 0, 0), true),
            ("2021-05", parts(2021, 5, 0), true),
            (" 2021-05-31 ", parts(2021, 5, 31), true),
            ("2021-13", parts(2021, 0, 0), false),
            ("2021-04-31", parts(2021, 4, 0), false),
            ("2021-", parts(2021, 0, 0), false),
            ("2021-05-31-01", parts(2021, 5, 31), false),
            ("2021-May", parts(2021, 0, 0), false),
            ("x", None, false),
            ("-1", None, false),
        ] {
            let read = PartialDate::parse(text);
            let read_parts = read.map(|date| (date.year(), date.month(), date.day()));
            assert_eq!(read_parts, date, "{text}");
            let whole = PartialDate::parse_whole(text);
            assert_eq!(whole, read.filter(|_| is_whole), "{text}");
        }
    }

    #[test]
    fn february_follows_the_leap_years() {
        for (year, day) in [
            (2020, Some(29)),
            (2021, None),
            (1900, None),
            (2000, Some(29)),
        ] {
            assert_eq!(
                PartialDate::new(year, Some(2), Some(29)).unwrap().day(),
                day,
                "{year}"
            );
        }
    }

    #[test]
    fn the_unknown_comes_before_the_known() {
        let year = PartialDate::new(2021, None, None);
        let month = PartialDate::new(2021, Some(1), None);
        let day = PartialDate::new(2021, Some(1), Some(1));
        let later = PartialDate::new(2021, Some(2), None);
        let next = PartialDate::new(2022, None, None);
        assert!(None < year && year < month && month < day && day < later && later < next);
    }

    #[test]
    fn one_date_is_before_another_only_when_all_of_it_is() {
        let date = |year, month, day| PartialDate::new(year, month, day).unwrap();
        let may = date(2021, Some(5), None);
        assert!(date(2020, None, None).is_before(&may));
        assert!(date(2021, Some(4), Some(30)).is_before(&may));
        assert!(!date(2021, None, None).is_before(&may));
        assert!(!date(2021, Some(5), Some(1)).is_before(&may));
        assert!(!may.is_before(&may));
        assert!(date(2021, Some(5), Some(1)).is_before(&date(2021, Some(5), Some(2))));
    }
}
