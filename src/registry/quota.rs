//! How long a registry is left alone that takes no more requests.
//!
//! A registry says 429 once this network's quota is spent (facts/orcid.md §2).
//! Until it may have opened again nobody asks: no other element of the page, and
//! no other page of the site, where the browser keeps things for it. A visitor who
//! presses "Try again" is heard all the same.

/// Milliseconds to wait where the registry does not say: ORCID's quota is for a
/// day, and it tells nobody when that ends.
const USUAL: f64 = 3_600_000.0;
/// Milliseconds to wait at least.
const SHORTEST: f64 = 1_000.0;
/// Milliseconds to wait at most.
const LONGEST: f64 = 86_400_000.0;

/// Milliseconds to wait by a `Retry-After` (RFC 9110 §10.2.3), of which
/// `milliseconds_until` reads dates; NaN where there is none.
pub fn rest(retry_after: Option<&str>, milliseconds_until: impl Fn(&str) -> f64) -> f64 {
    let wait = match retry_after.map(str::trim) {
        None | Some("") => USUAL,
        Some(text) => match text.parse::<u32>() {
            Ok(seconds) => f64::from(seconds) * 1_000.0,
            Err(_) => milliseconds_until(text),
        },
    };
    match wait.is_nan() {
        true => USUAL,
        false => wait.clamp(SHORTEST, LONGEST),
    }
}

/// Whether a rest until that time is still to be kept at the time `now`, both in
/// milliseconds since 1970. One that is longer than any is of another clock.
pub fn is_resting(until: f64, now: f64) -> bool {
    now < until && until <= now + LONGEST
}

/// The registry of an address.
pub fn registry_of(address: &str) -> &str {
    const VERSION: &[u8] = b"/v3.0/";
    // Not `find`, whose search for any text would be kilobytes of Wasm.
    let mut places = address.as_bytes().windows(VERSION.len());
    let end = places.position(|bytes| bytes == VERSION);
    end.and_then(|end| address.get(..end)).unwrap_or(address)
}

#[cfg(target_arch = "wasm32")]
pub use web::{is_paused, open, pause};

#[cfg(target_arch = "wasm32")]
mod web {
    use std::cell::RefCell;

    use web_sys::Response;

    use super::{is_resting, registry_of, rest};
    use crate::platform::{self, storage};

    thread_local! {
        /// Registries and until when they rest.
        static RESTING: RefCell<Vec<(String, f64)>> = const { RefCell::new(Vec::new()) };
    }

    /// Leaves the registry of `address` alone for a while, as its answer says.
    pub fn pause(address: &str, response: &Response) {
        let now = platform::now();
        let retry_after = response.headers().get("retry-after").ok().flatten();
        let until = |date: &str| js_sys::Date::parse(date) - now;
        let until = now + rest(retry_after.as_deref(), until);
        let registry = registry_of(address);
        RESTING.with_borrow_mut(|all| {
            all.retain(|(other, _)| other != registry);
            all.push((registry.into(), until));
        });
        if let Some(storage) = storage::local() {
            // `www/src/index.js` reads it too.
            let _ = storage.set_item(&key(registry), &(until as u64).to_string());
        }
    }

    /// Whether the registry of `address` is to be left alone.
    pub fn is_paused(address: &str) -> bool {
        let (now, registry) = (platform::now(), registry_of(address));
        let here = RESTING.with_borrow(|all| {
            let found = all.iter().find(|(other, _)| other == registry);
            found.map(|(_, until)| *until)
        });
        let kept = || {
            storage::local()?
                .get_item(&key(registry))
                .ok()??
                .parse()
                .ok()
        };
        let kept = kept().map(|until: u64| until as f64);
        [here, kept]
            .into_iter()
            .flatten()
            .any(|it| is_resting(it, now))
    }

    /// The registry of `address` has given an answer: nobody waits any more.
    pub fn open(address: &str) {
        let registry = registry_of(address);
        RESTING.with_borrow_mut(|all| all.retain(|(other, _)| other != registry));
        if let Some(storage) = storage::local() {
            let _ = storage.remove_item(&key(registry));
        }
    }

    fn key(registry: &str) -> String {
        ["scholar-badge:", registry].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;

    #[test]
    fn a_registry_is_left_alone_for_as_long_as_it_says() {
        let rest = |text| rest(text, |_| f64::NAN);
        assert_eq!(rest(Some("120")), 120_000.0);
        assert_eq!(rest(Some(" 120 ")), 120_000.0);
        assert_eq!(rest(Some("0")), 1_000.0, "not at once");
        assert_eq!(rest(Some("999999999")), 24.0 * HOUR, "but not for years");
    }

    #[test]
    fn a_registry_that_does_not_say_is_left_alone_for_an_hour() {
        for text in [None, Some(""), Some("soon"), Some("-5"), Some("1e3")] {
            assert_eq!(rest(text, |_| f64::NAN), HOUR, "{text:?}");
        }
    }

    #[test]
    fn a_date_is_read_by_the_browser() {
        const DATE: &str = "Mon, 30 Nov 2026 12:00:00 GMT";
        let until = |text: &str| match text {
            DATE => 5_000.0,
            _ => f64::NAN,
        };
        assert_eq!(rest(Some(DATE), until), 5_000.0);
        assert_eq!(rest(Some(DATE), |_| -5_000.0), 1_000.0, "it is past");
    }

    #[test]
    fn a_rest_ends_with_its_time_and_with_a_clock_set_back() {
        assert!(is_resting(2_000.0, 1_999.0));
        assert!(!is_resting(2_000.0, 2_000.0));
        assert!(!is_resting(25.0 * HOUR, 0.0));
    }

    #[test]
    fn a_registry_is_known_by_what_stands_before_its_version() {
        for (address, registry) in [
            (
                "https://pub.orcid.org/v3.0/0000-0002-1825-0097",
                "https://pub.orcid.org",
            ),
            ("/m/v3.0/0000-0002-1825-0097/works/1,2", "/m"),
            ("elsewhere", "elsewhere"),
        ] {
            assert_eq!(registry_of(address), registry);
        }
    }
}
