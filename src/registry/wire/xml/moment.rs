//! Moments, which XML writes as dates and JSON as numbers.

/// The milliseconds since 1970 of a moment such as `2017-09-29T11:49:12.345Z`.
/// Without a zone it is in UTC (XML Schema Part 2, "dateTime"). `None` for anything
/// else, and before 1970.
pub(super) fn milliseconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let (date, time) = text.split_once('T')?;
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at_checked(zone_at)?;
    let [year, month, day] = parts(date, '-')?;
    let (whole, fraction) = time.split_once('.').unwrap_or((time, ""));
    let [hour, minute, second] = parts(whole, ':')?;
    let is_date = year <= 9999 && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    let moment = (seconds - offset(zone)?) * 1000 + thousandths(fraction)?;
    u64::try_from(moment).ok()
}

/// Three whole numbers.
fn parts(text: &str, mark: char) -> Option<[i64; 3]> {
    let mut parts = text.split(mark).map(number);
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(all)
}

fn number(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn thousandths(fraction: &str) -> Option<i64> {
    if !fraction.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    Some(digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

/// The seconds by which a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    let Some(sign) = zone.chars().next().filter(|it| *it != 'Z') else {
        return (zone.len() <= 1).then_some(0);
    };
    let (hours, minutes) = zone.trim_start_matches(['+', '-']).split_once(':')?;
    let seconds = number(hours)? * 3600 + number(minutes)? * 60;
    (seconds <= 14 * 3600).then_some(if sign == '-' { -seconds } else { seconds })
}

/// Days from 1970 to a date of the proleptic Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have their leap day at the end.
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_number() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2019-06-07T14:16:56.886Z", 1_559_917_016_886),
            (" 2019-06-07T14:16:56.886\n", 1_559_917_016_886),
            ("2019-06-07T16:16:56.8864+02:00", 1_559_917_016_886),
            ("2019-06-07T08:46:56.8-05:30", 1_559_917_016_800),
            ("2000-02-29T23:59:59Z", 951_868_799_000),
            ("2024-03-01T00:00:00Z", 1_709_251_200_000),
        ] {
            assert_eq!(milliseconds(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "T",
            "2019",
            "2019-06-07",
            "2019-13-07T00:00:00Z",
            "2019-06-07T25:00:00Z",
            "2019-06-07T00:00Z",
            "2019-06-07T00:00:00.xZ",
            "2019-06-07T00:00:00ZZ",
            "2019-06-07T00:00:00+99:00",
            "1969-12-31T23:59:59Z",
            "99999999999999999999-01-01T00:00:00Z",
            "é",
        ] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
